"""Tables → the lines that a document has in their place: one for the table, one for each row, one for each cell."""

from collections.abc import Iterator, Sequence

from rubricdsl.base.span import Source, Span
from rubricdsl.rules.table_model import Row, Table
from rubricdsl.tree.model import Apart, Line

BEGINS = "table"
ROW = "row"


def apart(text: str, tables: Sequence[Table]) -> tuple[Apart, ...]:
    """The tables of a text with their lines, which are not read yet."""
    starts = (*Source("", text).starts, len(text) + 1)
    return tuple(Apart(Span(starts[table.first - 1], starts[table.last] - 1), tuple(_lines(table))) for table in tables)


def _lines(table: Table) -> Iterator[Line]:
    yield Line(0, Span(table.start, table.start), column=BEGINS)
    for row in table.rows:
        yield Line(0, Span(row.start, row.start), column=ROW)
        for column, cell in row.cells:
            yield Line(0, cell.span, text=cell.text, column=column, head=cell.head)


def rows_of(tables: Sequence[Table], lines: Sequence[Line]) -> Iterator[tuple[Table, Row, Sequence[Line]]]:
    """Each row of tables in order with its table and its cells among the lines of the document."""
    own = iter([line for line in lines if line.column and line.column not in (BEGINS, ROW)])
    for table in tables:
        for row in table.rows:
            yield table, row, [next(own) for _ in row.cells]
