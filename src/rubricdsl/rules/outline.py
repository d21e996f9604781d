"""Lines → the outline of a document: head lines, items with their text, grades, examples."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile

from attrs import define, evolve, field, frozen

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.base.span import Span
from rubricdsl.rules import amounts, words
from rubricdsl.rules.band_lines import Found, Row, band_lines
from rubricdsl.rules.parts import Limit
from rubricdsl.rules.requirements import requires
from rubricdsl.tree.model import Document, Label, Line, Part

_SCORING = frozenset(
    {"score", "open", "FORFEIT", "NO_TOTAL", "VETO", "CONSEQUENCE", "REFER", "absence", "UNREAD", "FULL_MARKS"}
)
_BOUNDING = frozenset({"cap", "EXHAUST", "GRAVEST", "OVERDRAW"})
_TITLE_LENGTH = 40
_LINE_END = "\n"


@frozen
class Stated:
    """What stands in brackets after a title: full marks, weight, a limit."""

    full: Decimal | None = None
    weight: Decimal | None = None
    limit: Limit | None = None
    overdraw: bool = False


@define
class Section:
    """An item while it is gathered: its label, title, the parts of its text, and its bands.

    `misfit`: how many cells a table has for it, where they do not fit the bands; `hidden`: scores that stand
    in the words of a band; `penalties`: ranges under a heading that deducts.
    """

    code: str
    label: str
    title: str
    line: int
    parent: str | None
    stated: Stated = Stated()
    parts: list[Part] = field(factory=list)
    prose: list[Line] = field(factory=list)
    bands: list[Row] = field(factory=list)
    misfit: int | None = None
    hidden: list[Part] = field(factory=list)
    penalties: list[Row] = field(factory=list)


@define
class Outline:
    """A document sorted by what its lines are for."""

    head: list[Line] = field(factory=list)
    title: Line | None = None
    sections: list[Section] = field(factory=list)
    grades: list[Line] = field(factory=list)
    examples: list[str] = field(factory=list)


@define
class _Numbering:
    """Codes from labels: the depth of a style follows the order in which styles first appear on the way down."""

    stack: list[tuple[str, str]] = field(factory=list)
    seen: dict[str, int] = field(factory=dict)
    unlabelled: int = 0

    def code(self, label: Label) -> tuple[str, str | None]:
        """The code of an item with this label and the code of the item it belongs to."""
        styles = [style for style, _ in self.stack]
        if label.style in styles:
            del self.stack[styles.index(label.style) :]
        number = _number(label.text)
        parent = self.stack[-1][1] if self.stack else None
        dotted = "." in number
        if dotted:
            parent = next((code for _, code in reversed(self.stack) if number.startswith(code + ".")), parent)
        code = number if parent is None or (dotted and number.startswith(parent + ".")) else f"{parent}.{number}"
        self.seen[code] = self.seen.get(code, 0) + 1
        if self.seen[code] > 1:
            code = f"{code}#{self.seen[code]}"
        self.stack.append((label.style, code))
        return code, parent

    def next(self) -> str:
        """The code of an item of a table that has no label: its running number."""
        self.stack.clear()
        self.unlabelled += 1
        return self.code(Label("ARABIC", str(self.unlabelled)))[0]


def outline(document: Document) -> Outline:
    """Sorts the lines; a line that is nothing else is text of the item it stands in."""
    return _Sorter(band_lines(document.lines)).sort(document.lines)


@define
class _Sorter:
    banded: Mapping[int, Found]
    out: Outline = field(factory=Outline)
    numbering: _Numbering = field(factory=_Numbering)
    section: Section | None = None
    block: str = ""
    last: int = 0

    def sort(self, lines: Sequence[Line]) -> Outline:
        for line in lines:
            if is_labelled(line) or (self.block == "example" and line.number > self.last + 1):
                self.block = ""
            self.last = line.number + line.text.count(_LINE_END)
            if line.number in self.banded:
                self.bands(line, self.banded[line.number])
            elif not line.comment:
                self.line(line)
        return self.out

    def line(self, line: Line) -> None:
        whole = (line.key + ":" if line.key else "") + line.text
        if not line.labels and words.EXAMPLE.match(whole):
            self.block = "example"
            self.out.examples.append("")
        if self.block == "example":
            self.out.examples[-1] += whole + _LINE_END
        elif not line.labels and whole.rstrip(":") in words.GRADE_HEADINGS:
            self.block = "grades"
        elif not line.labels and words.GRADE_FORM.match(line.text):
            self.block = "grades"
            self.out.grades.append(line)
        elif self.block == "grades" or is_grade_line(line):
            self.out.grades.append(line)
        elif is_labelled(line):
            self.labelled(line)
        elif line.key is not None and self.is_head(line.key, line.parts):
            self.out.head.append(line)
        else:
            self.plain(line)

    def bands(self, line: Line, found: Found) -> None:
        """Bands of the item, or the title of a table's row, which opens one."""
        own = evolve(line, parts=tuple(takewhile(lambda part: part.name != "BAR", line.parts)))
        if found.through:
            self.labelled(own)
        elif found.title:
            title, _, stated = _split_title(own.parts)
            self.section = Section(self.numbering.next(), "", title, line.number, None, stated)
            self.out.sections.append(self.section)
        elif found.rows and self.section is None:
            self.section = Section("0", "", "", line.number, None)
            self.out.sections.append(self.section)
        if found.rows and self.section is not None:
            (self.section.penalties if found.deducts else self.section.bands).extend(found.rows)
            self.section.misfit = found.short
            self.section.hidden += [part for part in line.parts if part.name in ("score", "cap", "FORFEIT")]

    def is_head(self, key: str, parts: Sequence[Part]) -> bool:
        """Known keys anywhere; before the first item also slips of them, and what else has that shape but no score."""
        if key in words.HEAD_KEYS:
            return True
        plain = not _scores(parts) and not _left_open(parts)
        return self.section is None and (plain or words.nearly_a_key(key) is not None)

    def plain(self, line: Line) -> None:
        if self.section is None and self.out.title is None and not self.out.head and not _says_more(line):
            self.out.title = line
            return
        if self.section is None:
            self.section = Section("0", "", "", line.number, None)
            self.out.sections.append(self.section)
        self.text(line, line.parts)

    def labelled(self, line: Line) -> None:
        for label in line.labels:
            if label.style != "BULLET":
                code, parent = self.numbering.code(label)
                self.section = Section(code, label.text, "", line.number, parent)
                self.out.sections.append(self.section)
        assert self.section is not None
        title, rest, stated = _split_title(line.parts)
        self.section.title, self.section.stated = title, stated
        self.text(line, rest)

    def text(self, line: Line, parts: Sequence[Part]) -> None:
        assert self.section is not None
        if parts:
            self.section.parts.extend(parts)
            self.section.parts.append(Part("STOP", _LINE_END, Span(line.span.end, line.span.end)))
            self.section.prose.append(line)


def is_labelled(line: Line) -> bool:
    return bool(line.labels) and line.labels[-1].style != "BULLET"


def _says_more(line: Line) -> bool:
    """Is a first line more than the name of the standard: a score, a limit, a table head?"""
    if _scores(line.parts) or _left_open(line.parts) or any(part.name in _BOUNDING for part in line.parts):
        return True
    if requires(line.parts) and line.text.endswith("。"):
        return True
    named = words.STANDARD.search(line.text.rstrip("。")) is not None
    return words.COLUMN.search(line.text) is not None or (not named and bool(words.SCORE_LIKE.search(line.text)))


def is_grade_line(line: Line) -> bool:
    """90分以上(含90分)为合格,80-90分为一般: grade cut-offs written as prose."""
    return len(re.findall(r"[0-9]{1,9}[ ]*分(?:以上|以下)?(?:\([^)]{0,12}\))?(?:为|,评)", line.text)) >= 2


def _split_title(parts: Sequence[Part]) -> tuple[str, Sequence[Part], Stated]:
    """The title at the head of a labelled text, what follows it, and what its brackets state."""
    if not _scores(parts) and not _left_open(parts):
        if requires(parts) and parts[-1].name == "STOP":
            return "", parts, Stated()
        marks = _bracketed(parts)
        title = _joined(parts[: marks[1]] if marks else parts)
        if len(title) <= _TITLE_LENGTH and "。" not in title.rstrip("。"):
            rest = parts if requires(parts) else parts[marks[2] :] if marks else ()
            return (
                title.strip("。,:; "),
                [part for part in rest if part.name != "STOP"],
                marks[0] if marks else Stated(),
            )
        return "", parts, marks[0] if marks else Stated()
    marks = _trailing(parts) or _bracketed(parts)
    if marks and not _scores(parts[: marks[1]]) and len(_joined(parts[: marks[1]])) <= _TITLE_LENGTH:
        return _joined(parts[: marks[1]]).strip("。,:; "), parts[marks[2] :], marks[0]
    for index, part in enumerate(parts[1:5], 1):
        if part.name in ("STOP", "COLON") and not _scores(parts[:index]):
            if len(_joined(parts[:index])) <= 2 * words.SHORT_NAME and index + 1 < len(parts):
                return _joined(parts[:index]), parts[index + 1 :], Stated()
            break
    return "", parts, Stated()


def _bracketed(parts: Sequence[Part]) -> tuple[Stated, int, int] | None:
    """(10分), (权重20%), (共60分,扣完为止) after a title: what it states, where it opens, and where it ends."""
    first = next((i for i, part in enumerate(parts) if part.name == "OPEN" and _group(parts, i)), None)
    if first is None:
        return None
    stated, end = Stated(), first
    while (group := _group(parts, end)) is not None:
        more, end = group
        stated = _merged(stated, more)
    return stated, first, end


def _group(parts: Sequence[Part], start: int) -> tuple[Stated, int] | None:
    """What one pair of brackets that opens here states, and where it ends."""
    if start >= len(parts) or parts[start].name != "OPEN":
        return None
    end = next((i for i in range(start, len(parts)) if parts[i].name == "CLOSE"), len(parts))
    stated = _stated(parts[start + 1 : end])
    return None if stated is None else (stated, min(end + 1, len(parts)))


def _merged(one: Stated, other: Stated) -> Stated:
    """(100分)(权重60%): what both brackets state."""
    return Stated(
        other.full if one.full is None else one.full,
        other.weight if one.weight is None else one.weight,
        other.limit if one.limit is None else one.limit,
        one.overdraw or other.overdraw,
    )


def _trailing(parts: Sequence[Part]) -> tuple[Stated, int, int] | None:
    """服务态度 10分: a title with its full marks behind it and nothing else."""
    if len(parts) != 2 or parts[0].name != "PROSE" or parts[1].name != "amount":
        return None
    stated = _stated(parts[1:])
    return (stated, 1, 2) if stated is not None and stated.full is not None else None


def _stated(inner: Sequence[Part]) -> Stated | None:
    full = weight = None
    limit: Limit | None = None
    overdraw = False
    for part in inner:
        counted, unit = part.word("COUNTED"), (part.word("UNIT") or "").strip()
        value = _value(counted) if counted else None
        if part.name in ("amount", "full") and value is not None and unit == "分" and not part.word("AFTER"):
            full = value
        elif part.name == "amount" and value is not None and unit == "%":
            weight = value.scaleb(-2)
        elif part.name == "EXHAUST":
            limit = Limit(exhaust=True)
        elif part.name == "OVERDRAW":
            overdraw = True
        elif part.name not in ("COMMA", "PROSE", "COLON"):
            return None
    return Stated(full, weight, limit, overdraw) if full is not None or weight is not None else None


def _value(text: str) -> Decimal | None:
    try:
        return read_number(text).value
    except NumberError:
        return None


def _scores(parts: Sequence[Part]) -> bool:
    return any(part.name in _SCORING for part in parts)


def _left_open(parts: Sequence[Part]) -> bool:
    """Amounts of points or money outside brackets, and limits, are for the reading of clauses to judge."""
    depth = 0
    for part in parts:
        depth += {"OPEN": 1, "CLOSE": -1}.get(part.name, 0)
        if depth == 0 and (part.name in _BOUNDING or amounts.is_points(part)):
            return True
    return False


def _joined(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts).strip()


def _number(label: str) -> str:
    """A label in Arabic numerals: 十三、 is 13, (一) is 1, ① is 1, 3.12 stays."""
    inner = re.sub(r"\s+", "", label).strip("()、.:")
    inner = re.sub(r"^第|(?:章|节|条|款|篇|部分)[、.:]?$", "", inner)
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", inner) or re.fullmatch(r"[A-Z][0-9]*", inner):
        return inner
    if len(inner) == 1 and inner in _CIRCLED:
        return str(_CIRCLED[inner])
    value = _value(inner)
    return str(int(value)) if value is not None else inner


_CIRCLED = {
    chr(first + step): step + 1 for first, count in ((0x2460, 20), (0x2474, 20), (0x3220, 10)) for step in range(count)
}
