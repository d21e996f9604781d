"""Text → its tables, read by their header rows: `|`, tabs, two blanks or more, or one cell a line.

What is no table here is text for the outline; nothing of a table is read as a clause here.
"""

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from rubricdsl.rules.flat_tables import flat_table
from rubricdsl.rules.table_cells import Line, Separator, cells, label_end, lines, parted, separator_of, sum_mark
from rubricdsl.rules.table_heads import MOST_COLUMNS, head_of, is_header
from rubricdsl.rules.table_model import Cell, Misfit, Row, Table, Total
from rubricdsl.rules.table_rows import Filled, Header, aligned, table

__all__ = ["Cell", "Row", "Table", "Total", "tables"]

_LONGEST_HEADER = 4_000


def tables(text: str) -> tuple[Table, ...]:
    """The tables of a normalised text in order. Lines are numbered from 1; only LF ends one.

    A table ends before a blank line, a line that does not come apart as its header does, the header of another, a
    labelled line that is no row of it, and rows with too many cells; one such row between rows that fit is a misfit.
    """
    return tuple(_tables(lines(text)))


def _tables(found: Sequence[Line]) -> Iterator[Table]:
    at = 0
    while at < len(found):
        shape = _shape(found[at])
        table, after = flat_table(found, at) if shape is None else _Reader(found, at, shape).read()
        if table is not None:
            yield table
        at = max(after, at + 1)


@frozen
class _Shape:
    """A header, what its cells come apart by, and whether bars open and close its line."""

    header: Header
    separator: Separator
    led: bool
    closed: bool


def _shape(line: Line) -> _Shape | None:
    """The shape of a table that a line is the header of."""
    separator = separator_of(line.text) if len(line.text) <= _LONGEST_HEADER and not line.is_passed_over else None
    if separator is None:
        return None
    found = list(cells(line, separator, MOST_COLUMNS, True, True))
    while found and not found[-1].text:
        found.pop()
    heads = tuple(head_of(cell.text) for cell in found)
    if len(found) > MOST_COLUMNS or not is_header(heads, [cell.text for cell in found]):
        return None
    framed = line.text.strip()
    return _Shape(Header(tuple(found), heads), separator, framed.startswith("|"), framed.endswith("|"))


@define
class _Reader:
    """Reads the rows below one header."""

    lines: Sequence[Line]
    start: int
    shape: _Shape
    body: list[Filled] = field(factory=list)
    misfits: list[Misfit] = field(factory=list)
    totals: list[Total] = field(factory=list)

    def read(self) -> tuple[Table | None, int]:
        """The table and the index behind it. A header without rows is text, but where bars tell its cells apart."""
        at, last = self.start + 1, self.start
        while at < len(self.lines):
            line = self.lines[at]
            if not line.is_passed_over:
                if not self.takes(at):
                    break
                last = at
            at += 1
        if not (self.body or self.misfits or self.totals or self.shape.separator == "bar"):
            return None, at
        lines = self.lines[self.start].number, self.lines[last].number
        return table(lines, self.shape.header, self.body, self.misfits, self.totals), last + 1

    def takes(self, at: int) -> bool:
        """Whether a line belongs to the table, which keeps what it is."""
        line = self.lines[at]
        found = self.cells(at)
        if found is None:
            return False
        again = _shape(line)
        if again is not None:  # the header once more, as at the top of a page
            return [c.text for c in again.header.cells] == [c.text for c in self.shape.header.cells]
        if len(found) <= len(self.shape.header.cells):
            return self.keeps(line, found)
        goes_on = self.goes_on(at + 1)
        if goes_on:
            self.misfits.append(line.misfit())
        return goes_on

    def keeps(self, line: Line, found: Sequence[Cell]) -> bool:
        total = sum_mark(found)
        if total is not None:
            self.totals.append(Total(line.number, *total))
            return True
        full = aligned(found, self.shape.header.heads)
        if full is not None:
            self.body.append(Filled(line.number, tuple((cell,) for cell in full)))
        elif label_end(found[0].text):
            return False
        else:
            self.misfits.append(line.misfit())
        return True

    def cells(self, at: int) -> tuple[Cell, ...] | None:
        """The cells of a line, None where it is no row. Where the header has no bar in front, a row may have one."""
        if at >= len(self.lines) or self.lines[at].is_blank or not parted(self.lines[at].text, self.shape.separator):
            return None
        most, separator = len(self.shape.header.cells), self.shape.separator
        found = cells(self.lines[at], separator, most, self.shape.led, self.shape.closed)
        if len(found) > most and not found[0].text:
            found = cells(self.lines[at], separator, most, True, self.shape.closed)
        return found

    def goes_on(self, at: int) -> bool:
        """Whether a line has exactly the cells of the header."""
        found = self.cells(at)
        return found is not None and len(found) == len(self.shape.header.cells)
