"""Lines → the outline of a document: head lines, items with their text, grades, examples."""

from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile
from typing import Any

from attrs import define, evolve, field

from rubricdsl.base.span import Span
from rubricdsl.clauses.draft import Heading, Stated
from rubricdsl.rules.band_lines import Found, band_lines, shown
from rubricdsl.rules.dialect import Dialect
from rubricdsl.rules.numbering import Numbering
from rubricdsl.rules.sections import Outline, Section
from rubricdsl.rules.table_items import TableItems, known_rows
from rubricdsl.rules.table_lines import BEGINS, ROW
from rubricdsl.rules.table_model import Table
from rubricdsl.tree.model import Document, Line, Part

_LINE_END = "\n"
_CELL_END = "。"
_CELL_ENDS = {"case": ",", "clauses": _LINE_END}  # what happened goes on with what it scores
_WHOLE = ""


def outline(document: Document, tables: Sequence[Table], dialect: Dialect) -> Outline:
    """Sorts the lines; a line that is nothing else is text of the item it stands in."""
    own = [line for line in document.lines if line.column in ("", BEGINS)]
    banded = band_lines(own, dialect.bands, dialect.headings)
    lines = [line for line in shown(own, dialect.headings) if line.number not in banded]
    numbering = Numbering()
    rows = TableItems(dialect, numbering, known_rows(tables, document.lines))
    graded = dialect.grade_lines(own)
    lines = [line for line in lines if line.number not in graded]
    return _Sorter(dialect, banded, dialect.placed(lines), graded, rows, numbering).sort(document.lines)


@define
class _Sorter:
    dialect: Dialect
    banded: Mapping[int, Found]
    placed: Mapping[int, Heading]
    graded: Collection[int]
    tables: TableItems
    numbering: Numbering
    out: Outline = field(factory=Outline)
    section: Section | None = None
    block: str = ""
    last: int = 0
    heads: dict[str, Part] = field(factory=dict)
    parents: dict[str, str | None] = field(factory=dict)
    lists: str | None = None  # the item whose text announced a list

    def sort(self, lines: Sequence[Line]) -> Outline:
        for line in lines:
            if line.column:
                self.cell(line)
                continue
            if self.tables.open:
                self.leave_table(line)
            if is_labelled(line) or (self.block == "example" and line.number > self.last + 1):
                self.block = ""
            self.last = line.number + line.text.count(_LINE_END)
            if line.number in self.banded:
                self.bands(line, self.banded[line.number])
            elif line.number in self.placed:
                self.heading(line)
            elif not line.comment:
                self.line(line)
        self.out.findings = self.tables.findings
        return self.out

    def cell(self, line: Line) -> None:
        """A table, which ends what it follows; one of its rows, which begins an item; or a cell of that row."""
        self.last = line.number
        if line.column == BEGINS:
            self.block = ""
            self.tables.begins(self.tables.ends() if self.tables.open else self.section)
        elif line.column == ROW:
            for section in self.tables.row(line):
                self.begin(section)
            self.section = self.tables.item
        else:
            self.tell(line)
            self.bands_or_text(line)

    def bands_or_text(self, line: Line) -> None:
        parts = self.tables.takes(line)
        banded = band_lines([line], self.dialect.bands, self.dialect.headings) if line.column == "clauses" else {}
        if line.number in banded:
            self.bands(line, banded[line.number])
        else:
            self.text(line, parts, _CELL_ENDS.get(line.column, _CELL_END))

    def leave_table(self, line: Line) -> None:
        """What stands behind a table is of the section around it, or of no item."""
        self.section = self.tables.ends()
        if self.section is None:
            known = next((section for section in self.out.sections if section.code == "0"), None)
            if known is None:
                self.begin(Section("0", "", "", line.number, None))
            else:
                self.section = known

    def line(self, line: Line) -> None:
        whole = line.whole
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
        elif self.block == "grades" or line.number in self.graded:
            self.out.grades.append(line)
        elif line.key is not None and self.is_head(line.key, line.parts):
            self.out.head.append(line)
            if line.key.lower() not in self.dialect.head.keys:
                self.tell(line)
        elif self.is_outside and not line.labels and self.dialect.head.whole(line):
            self.out.said.append(line)
        else:
            (self.labelled if is_labelled(line) else self.plain)(line)
            self.tell(line)

    def bands(self, line: Line, found: Found) -> None:
        """Bands of the item, or the title of a table's row, which opens one."""
        own = evolve(line, parts=tuple(takewhile(lambda part: part.name != "BAR", line.parts)))
        if found.through:
            self.labelled(own)
        elif found.title:
            title, _, stated = self.dialect.titles.split(own.parts)
            self.numbering.stack.clear()
            code, _ = self.numbering.of_table("ROW", "")
            self.begin(Section(code, "", title, line.number, None, stated))
        elif found.rows and self.section is None:
            self.begin(Section("0", "", "", line.number, None))
        if found.rows and self.section is not None:
            (self.section.penalties if found.deducts else self.section.bands).extend(found.rows)
            self.section.misfit = found.short
            self.section.hidden += [part for part in line.parts if _is_hidden(part)]

    def heading(self, line: Line) -> None:
        """What opens an item as its neighbours show, and the lines behind that belong to it."""
        self.opens(line, self.placed[line.number])
        self.tell(line)

    def tell(self, line: Line) -> None:
        """Keeps a line as one whose numbers are to be accounted for, with the item that it is of."""
        self.out.told.append((None if self.section is None else self.section.code, line))

    def opens(self, line: Line, found: Heading) -> None:
        if found.contents:
            return
        if not found.title and self.section is not None:  # marks that the heading before left behind
            self.section.stated = found.stated
            self.labelled(evolve(line, labels=line.labels[1:]))
            return
        for label in line.labels if found.label is None else (found.label,):
            code, parent = self.numbering.code(label) if label.text else self.numbering.heading()
            self.begin(Section(code, label.text, found.title, line.number, parent, found.stated))

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

    def announces(self, line: Line) -> bool:
        """有下列情形之一的,扣10分: whether a line announces a list; behind another list it opens one of its own."""
        case = line.text.partition(",")[0].rstrip(":。").removesuffix("的").removesuffix("者")
        return self.dialect.listing(case, ["X"]) != ()

    @property
    def is_outside(self) -> bool:
        """Whether what stands here is of no item."""
        return self.section is None or self.section.code == "0"

    def is_head(self, key: str, parts: Sequence[Any]) -> bool:
        """Known keys anywhere; before the first item also slips of them, and what else has that shape but no score."""
        forms = self.dialect.head
        plain = self.dialect.titles.is_plain(parts)
        if key.lower() in forms.keys:
            return plain or forms.keys[key.lower()] != "title"  # 考核标准:迟到一次扣2分
        return self.section is None and (plain or forms.near(key) is not None)

    def plain(self, line: Line) -> None:
        first = self.section is None and self.out.title is None and not self.out.head
        if first and not self.dialect.titles.says_more(line):
            self.out.title = line
            self.heads_items(line.text, line)
            return
        if self.section is None:
            self.begin(Section("0", "", "", line.number, None))
        elif self.lists is not None and self.section.code != self.lists and self.announces(line):
            code, parent = self.numbering.list_head()
            self.begin(Section(code, "", "", line.number, parent))
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
        if self.dialect.heads(title):
            self.section.above = Part("COLUMN", title, line.span)  # 2、奖励标准:省级200元/篇
        self.text(line, rest)

    def text(self, line: Line, parts: Sequence[Any], end: str = _LINE_END) -> None:
        assert self.section is not None
        if self.announces(line):
            self.lists = self.section.code
        if parts:
            self.section.parts.extend(parts)
            self.section.parts.append(Part("COMMA" if end == "," else "STOP", end, Span(line.span.end, line.span.end)))
            self.section.prose.append(line)


def _is_hidden(part: Part) -> bool:
    """A score in the words of a band, or a sum of money: bands have points alone."""
    money = part.name == "amount" and getattr(part, "unit", "") in ("元", "万元")
    return money or part.name in ("score", "cap", "FORFEIT")


def is_labelled(line: Line) -> bool:
    return bool(line.labels) and line.labels[-1].style != "BULLET"
