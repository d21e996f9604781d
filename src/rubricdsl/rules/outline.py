"""Lines → the outline of a document: head lines, items with their text, grades, examples."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from attrs import define, evolve, field

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.base.span import Span
from rubricdsl.clauses.draft import Heading, Stated
from rubricdsl.rules.band_lines import Found, Row, band_lines, shown
from rubricdsl.rules.dialect import Dialect
from rubricdsl.tree.model import Document, Label, Line, Part

_LINE_END = "\n"
_HEADING = "HEADING"
_WHOLE = ""


@define
class Section:
    """An item while it is gathered: its label, title, the parts of its text, and its bands.

    `misfit`: how many cells a table has for it, where they do not fit the bands; `hidden`: scores that stand
    in the words of a band; `penalties`: ranges under a heading that deducts; `above`: the head, of a table or a section
    around, that says what amounts without a verb do.
    """

    code: str
    label: str
    title: str
    line: int
    parent: str | None
    stated: Stated = field(factory=Stated)
    parts: list[Any] = field(factory=list)
    prose: list[Line] = field(factory=list)
    bands: list[Row] = field(factory=list)
    misfit: int | None = None
    hidden: list[Part] = field(factory=list)
    penalties: list[Row] = field(factory=list)
    above: Part | None = None


@define
class Outline:
    """A document sorted by what its lines are for; `told` are those of the title, the items (but for bands), and the
    head lines of no known key."""

    head: list[Line] = field(factory=list)
    title: Line | None = None
    sections: list[Section] = field(factory=list)
    told: list[Line] = field(factory=list)
    grades: list[Line] = field(factory=list)
    examples: list[str] = field(factory=list)


@define
class _Numbering:
    """Codes from labels: the depth of a style follows the order in which styles first appear on the way down."""

    stack: list[tuple[str, str]] = field(factory=list)
    seen: dict[str, int] = field(factory=dict)
    unlabelled: int = 0
    outermost: int = 0
    outer: str = ""

    def code(self, label: Label) -> tuple[str, str | None]:
        """The code of an item with this label and the code of the item it belongs to."""
        styles = [style for style, _ in self.stack]
        if label.style in styles:
            del self.stack[styles.index(label.style) :]
        number = _number(label.text)
        if styles[:1] == [_HEADING] and number == str(self.outermost + 1) and label.style == self.outer:
            self.stack.clear()  # 清花工⏎1、…⏎二、…: the numbered headings go on behind one without a label
        if not self.stack:
            self.outermost = int(number) if number.isdecimal() else self.outermost + 1
            self.outer = label.style if label.style != _HEADING else self.outer
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

    def heading(self) -> tuple[str, str | None]:
        """The code of a heading without a label: the next number of the outermost items."""
        self.stack.clear()
        self.outermost += 1
        return self.code(Label(_HEADING, str(self.outermost)))

    def next(self) -> str:
        """The code of an item of a table that has no label: its running number."""
        self.stack.clear()
        self.unlabelled += 1
        return self.code(Label("ARABIC", str(self.unlabelled)))[0]


def outline(document: Document, dialect: Dialect) -> Outline:
    """Sorts the lines; a line that is nothing else is text of the item it stands in."""
    banded = band_lines(document.lines, dialect.bands, dialect.headings)
    lines = [line for line in shown(document.lines, dialect.headings) if line.number not in banded]
    return _Sorter(dialect, banded, dialect.placed(lines)).sort(document.lines)


@define
class _Sorter:
    dialect: Dialect
    banded: Mapping[int, Found]
    placed: Mapping[int, Heading]
    out: Outline = field(factory=Outline)
    numbering: _Numbering = field(factory=_Numbering)
    section: Section | None = None
    block: str = ""
    last: int = 0
    used: int = 0
    heads: dict[str, Part] = field(factory=dict)
    parents: dict[str, str | None] = field(factory=dict)

    def sort(self, lines: Sequence[Line]) -> Outline:
        for line in lines:
            if is_labelled(line) or (self.block == "example" and line.number > self.last + 1):
                self.block = ""
            self.last = line.number + line.text.count(_LINE_END)
            if line.number in self.banded:
                self.bands(line, self.banded[line.number])
            elif line.number in self.placed or self.used:
                self.heading(line)
            elif not line.comment:
                self.line(line)
        return self.out

    def line(self, line: Line) -> None:
        whole = (line.key + ":" if line.key else "") + line.text
        headings = self.dialect.headings
        if not line.labels and headings.example.match(whole):
            self.block = "example"
            self.out.examples.append("")
        if self.block == "example":
            self.out.examples[-1] += whole + _LINE_END
        elif not line.labels and whole.rstrip(":").lower() in headings.grades:
            self.block = "grades"
        elif not line.labels and headings.grade_form.match(line.text):
            self.block = "grades"
            self.out.grades.append(line)
        elif self.block == "grades" or self.dialect.is_grade_line(line):
            self.out.grades.append(line)
        elif line.key is not None and self.is_head(line.key, line.parts):
            self.out.head.append(line)
            if line.key.lower() not in self.dialect.head.keys:
                self.out.told.append(line)
        else:
            self.out.told.append(line)
            (self.labelled if is_labelled(line) else self.plain)(line)

    def bands(self, line: Line, found: Found) -> None:
        """Bands of the item, or the title of a table's row, which opens one."""
        own = evolve(line, parts=tuple(takewhile(lambda part: part.name != "BAR", line.parts)))
        if found.through:
            self.labelled(own)
        elif found.title:
            title, _, stated = self.dialect.titles.split(own.parts)
            self.begin(Section(self.numbering.next(), "", title, line.number, None, stated))
        elif found.rows and self.section is None:
            self.begin(Section("0", "", "", line.number, None))
        if found.rows and self.section is not None:
            (self.section.penalties if found.deducts else self.section.bands).extend(found.rows)
            self.section.misfit = found.short
            self.section.hidden += [part for part in line.parts if _is_hidden(part)]

    def heading(self, line: Line) -> None:
        """What opens an item as its neighbours show, and the lines behind that belong to it."""
        self.out.told.append(line)
        if self.used:
            self.used -= 1
            return
        found = self.placed[line.number]
        if found.contents:
            return
        if not found.title and self.section is not None:  # marks that the heading before left behind
            self.section.stated = found.stated
            self.labelled(evolve(line, labels=line.labels[1:]))
            return
        for label in line.labels if found.label is None else (found.label,):
            code, parent = self.numbering.code(label) if label.text else self.numbering.heading()
            self.begin(Section(code, label.text, found.title, line.number, parent, found.stated))
        self.used = found.lines

    def begin(self, section: Section) -> None:
        """Begins an item, under the head that the nearest section around it, or the whole, has above its items."""
        self.parents[section.code] = section.parent
        around = section.parent
        while around is not None and around not in self.heads:
            around = self.parents.get(around)
        section.above = self.heads.get(around or _WHOLE)
        self.section = section
        self.out.sections.append(section)

    def heads_items(self, text: str, line: Line) -> None:
        """Keeps a line that says what the amounts of the items below it do."""
        if self.dialect.heads(text):
            known = _WHOLE if self.section is None or self.section.code == "0" else self.section.code
            self.heads[known] = Part("COLUMN", text, line.span)

    def is_head(self, key: str, parts: Sequence[Any]) -> bool:
        """Known keys anywhere; before the first item also slips of them, and what else has that shape but no score."""
        forms = self.dialect.head
        if key.lower() in forms.keys:
            return True
        plain = self.dialect.titles.is_plain(parts)
        return self.section is None and (plain or forms.near(key) is not None)

    def plain(self, line: Line) -> None:
        first = self.section is None and self.out.title is None and not self.out.head
        if first and not self.dialect.titles.says_more(line):
            self.out.title = line
            self.heads_items(line.text, line)
            return
        if self.section is None:
            self.begin(Section("0", "", "", line.number, None))
        self.heads_items(line.text, line)
        self.text(line, line.parts)

    def labelled(self, line: Line) -> None:
        for label in line.labels:
            if label.style != "BULLET":
                code, parent = self.numbering.code(label)
                self.begin(Section(code, label.text, "", line.number, parent))
        assert self.section is not None
        title, rest, stated = self.dialect.titles.split(line.parts)
        if self.section.above is not None and title and line.parts[-1].name == "amount":
            rest, stated = line.parts[-1:], Stated()  # 迟到 2分 below 扣分标准: its mark only where scores follow
        self.section.title, self.section.stated = title, stated
        self.heads_items(title, line)
        self.text(line, rest)

    def text(self, line: Line, parts: Sequence[Any]) -> None:
        assert self.section is not None
        if parts:
            self.section.parts.extend(parts)
            self.section.parts.append(Part("STOP", _LINE_END, Span(line.span.end, line.span.end)))
            self.section.prose.append(line)


def _is_hidden(part: Part) -> bool:
    """A score in the words of a band, or a sum of money: bands have points alone."""
    money = part.name == "amount" and getattr(part, "unit", "") in ("元", "万元")
    return money or part.name in ("score", "cap", "FORFEIT")


def is_labelled(line: Line) -> bool:
    return bool(line.labels) and line.labels[-1].style != "BULLET"


def _number(label: str) -> str:
    """A label in Arabic numerals: 十三、 is 13, (一) is 1, ① is 1, 3.12 stays."""
    inner = re.sub(r"\s+", "", label).strip("()、.:")
    inner = re.sub(r"(?i)^第|^(?:chapter|section|article|part)|(?:章|节|条|款|篇|部分)[、.:]?$", "", inner)
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", inner) or re.fullmatch(r"[A-Z][0-9]*", inner):
        return inner
    if len(inner) == 1 and inner in _CIRCLED:
        return str(_CIRCLED[inner])
    try:
        return str(int(read_number(inner).value))
    except NumberError:
        return inner


_CIRCLED = {
    chr(first + step): step + 1 for first, count in ((0x2460, 20), (0x2474, 20), (0x3220, 10)) for step in range(count)
}
