"""Rows of tables → items: each with its section, title, marks, target and the texts of its cells.

An item opens in the section that the text around the table stands in, and closes with its table: what follows is text
of that section again.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import define, field, frozen

from rubricdsl.clauses.draft import Stated
from rubricdsl.rules.dialect import Dialect
from rubricdsl.rules.numbering import Numbering
from rubricdsl.rules.row_formulas import computes, formula_of
from rubricdsl.rules.sections import Aim, Finding, Section
from rubricdsl.rules.table_cells import Mark, is_label, label_end, mark_of
from rubricdsl.rules.table_heads import head_of
from rubricdsl.rules.table_lines import rows_of
from rubricdsl.rules.table_model import Row, Table
from rubricdsl.tree.model import Line
from rubricdsl.tree.phrases import Amount, Full, Score

_SCORING = frozenset({"score", "FORFEIT"})
_HUNDRED = Decimal(100)
_FORMULA = "实际值/目标值×权重"


@frozen
class Known:
    """A row with what its table says of it.

    `weighted`: percentages are weights of items scored out of 100; `marked`: some rows have marks or weights.
    """

    row: Row
    table: Table
    weighted: bool
    marked: bool


def known_rows(tables: Sequence[Table], lines: Sequence[Line]) -> Mapping[int, Known]:
    """The rows of tables by where they start."""
    found = list(rows_of(tables, lines))
    weighted = {table.start for table, row, cells in found if table.percent and _exceeds(row, cells)}
    marked = {table.start for table, row, _ in found if row.full is not None or row.weight is not None}
    return {row.start: Known(row, table, table.start in weighted, table.start in marked) for table, row, _ in found}


def _exceeds(row: Row, cells: Sequence[Line]) -> bool:
    """Whether a row grants more than its percentage, so that it is scored out of 100."""
    granted = [mark for cell in cells for part in cell.parts for mark in _granted(part)]
    return row.full is not None and max(granted, default=row.full) > row.full


def _granted(part: Any) -> Iterator[Decimal]:
    if isinstance(part, Score) and part.effect == "award" and part.unit == "分":
        yield part.high
    elif isinstance(part, Full):
        yield part.value


@define
class TableItems:
    """Opens the items of one table after the other.

    `around` is the section that a table stands in; `path` are the sections that its columns open, with their items.
    """

    dialect: Dialect
    numbering: Numbering
    rows: Mapping[int, Known]
    findings: list[Finding] = field(factory=list)
    open: bool = False
    around: Section | None = None
    stack: list[tuple[str, str]] = field(factory=list)
    path: list[tuple[str, Section]] = field(factory=list)
    item: Section | None = None
    known: Known | None = None

    def begins(self, around: Section | None) -> None:
        """Begins a table inside a section; its sections and rows are numbered within it."""
        self.open, self.around, self.path, self.item = True, around, [], None
        self.stack = list(self.numbering.stack)

    def ends(self) -> Section | None:
        """Ends a table; the section that the text behind it belongs to."""
        self.open = False
        self.numbering.stack[:] = self.stack
        return self.around

    def row(self, line: Line) -> Iterator[Section]:
        """The sections and the item that a row begins; none where it goes on with the item above."""
        self.known = self.rows[line.span.start]
        row = self.known.row
        if row is self.known.table.rows[0]:
            self.percentages(self.known)
        yield from self.sections(row, line)
        inner = self.path[-1][1] if self.path else None
        if row.shared and inner is not None:
            inner.stated = self.stated(self.known)
        self.unmarked(row, inner)
        goes_on = self.item if self.item is not None else inner
        worth = not row.shared and (row.full is not None or row.weight is not None)
        if row.title is not None or goes_on is None or (worth and goes_on.stated != Stated()):
            self.item = self.titled(row, line, self.item)
            yield self.item
            return
        self.item = goes_on
        if worth:
            goes_on.stated = self.stated(self.known)  # 仪表 over two rows, with the marks in the second

    def percentages(self, known: Known) -> None:
        """Says what percentages without other marks beside them are taken for."""
        if known.table.percent and not known.weighted:
            worth = [cell for cell in known.table.header if head_of(cell.text) in ("weight", "marks")]
            self.findings.append(Finding("RUB255", worth[0].start, worth[0].end))

    def unmarked(self, row: Row, inner: Section | None) -> None:
        """Says that a row has no marks where others of its table have, and none are its section's."""
        assert self.known is not None
        alone = row.full is None and row.weight is None and (inner is None or inner.stated == Stated())
        if self.known.marked and alone and row.title is not None:
            self.findings.append(Finding("RUB257", row.title.start, row.title.end))

    def sections(self, row: Row, line: Line) -> Iterator[Section]:
        """The sections that a row is the first of."""
        same = 0
        while same < min(len(self.path), len(row.sections)) and self.path[same][0] == row.sections[same]:
            same += 1
        if same == len(row.sections) == len(self.path):
            return
        del self.path[same:]
        self.item = None
        for depth in range(same, len(row.sections)):
            words = row.sections[depth]
            end = label_end(words)
            title, mark = _marked(words[end:])
            style = f"SECTION{depth}"
            code, parent = self.numbering.of_table(style, words[:end].strip())
            found = Section(code, words[:end].strip(), title, line.number, parent, _stated(mark))
            self.path.append((words, found))
            yield found
        if len(row.sections) < len(self.numbering.stack) - len(self.stack):
            del self.numbering.stack[len(self.stack) + len(row.sections) :]

    def titled(self, row: Row, line: Line, above: Section | None) -> Section:
        """The item of a row; one without a title that has marks of its own is a further one of the title above."""
        assert self.known is not None
        label = row.label if is_label(row.label) else ""
        code, parent = self.numbering.of_table("ROW", label)
        stated = Stated() if row.shared else self.stated(self.known)
        title = above.title if row.title is None and above is not None else ""
        if row.title is not None:
            title, mark = _marked(row.title.text)
            own = _stated(mark)
            if stated == Stated():
                stated = own
            elif own != Stated() and own.full not in (None, stated.full):
                self.findings.append(Finding("RUB241", row.title.start, row.title.end))
        return Section(code, row.label, title, line.number, parent, stated, of_table=True)

    def stated(self, known: Known) -> Stated:
        row = known.row
        if not known.table.percent:
            return Stated(row.full, row.weight)
        return Stated(_HUNDRED, row.weight) if known.weighted else Stated(row.full)

    def takes(self, line: Line) -> Sequence[Any]:
        """The parts of a cell that are text of its item; what else it says goes to the item."""
        assert self.item is not None
        assert self.known is not None
        item, row = self.item, self.known.row
        match line.column:
            case "title":
                return self.of_title(item, line)
            case "target":
                item.aim = Aim(line, row.target_op, item.title, row.target_amount)
                return ()
            case "note":
                return () if self.dialect.titles.is_plain(line.parts) else line.parts
            case "ignored":
                if any(part.name in _SCORING for part in line.parts):
                    self.findings.append(Finding("RUB254", line.span.start, line.span.end, {"head": line.head}))
                return ()
            case "clauses":
                if item.aim is None and len(row.clauses) > 1 and _is_rate(line.parts):
                    item.aim = Aim(line, None, item.title)  # 99% in a line of its own above 每低1%
                    return ()
                formula = formula_of(line.text, row, item.title)
                if formula is not None:
                    item.formulas.append((line, formula))
                    return ()
                if computes(line.text) and not any(part.name in _SCORING for part in line.parts):
                    self.findings.append(Finding("RUB201", line.span.start, line.span.end, {"form": _FORMULA}))
                if self.dialect.heads(line.head):
                    item.heads.append((len(item.parts), line.head))
        return line.parts

    def of_title(self, item: Section, line: Line) -> Sequence[Any]:
        """What a title says besides: one that scores is the clause of its row."""
        assert self.known is not None
        scores = any(part.name in _SCORING for part in line.parts)
        open_ = not self.known.row.clauses and not self.dialect.titles.is_plain(line.parts)
        if not scores and not open_:
            return ()
        title, rest, stated = self.dialect.titles.split(line.parts)
        if not rest:
            return ()
        item.title = title
        if item.stated == Stated():
            item.stated = stated
        return rest


def _is_rate(parts: Sequence[Any]) -> bool:
    return len(parts) == 1 and isinstance(parts[0], Amount) and parts[0].unit == "%" and not parts[0].tests


def _marked(text: str) -> tuple[str, Mark | None]:
    """A title and the marks in brackets behind it: 仪表(10分), 业绩(70%)."""
    title, opening, inner = text.rpartition("(")
    mark = mark_of(inner.removesuffix(")").strip()) if opening and inner.endswith(")") else None
    if mark is None or not (mark.points or mark.percent) or not title.strip():
        return text.strip(), None
    return title.strip(), mark


def _stated(mark: Mark | None) -> Stated:
    if mark is None:
        return Stated()
    return Stated(weight=mark.value.scaleb(-2)) if mark.percent else Stated(full=mark.value)
