"""What a table is once it is read: cells with their places, rows that are items, rows of sums."""

from decimal import Decimal
from typing import Literal

from attrs import frozen

Operator = Literal[">=", "<=", ">", "<"]


@frozen
class Cell:
    """The text of a cell, or of one line of a cell, without the blanks and bars around it, and where it stands.

    `start` and `end` are offsets into the whole text; `head` is the head of its column where that may say what the
    text leaves out (扣分标准 over 2分/次, 罚款(元) over 50), else empty.
    """

    text: str
    start: int
    end: int
    head: str = ""


@frozen
class Row:
    """One row below the header: an item, or what goes on with the item above where `title` is None.

    `label` as written, from its column or from in front of the title; `section` as written, the outer before the inner
    with " / " between, carried down over empty cells. `full` and `weight` are both given where the table states its
    marks in percent alone (40% is 0.4 and 40): the caller decides by whether the items are scored out of 100 or out of
    their marks. `target` is the whole cell (≥95%), `target_amount` what is left without the words for the side
    (95%), None where the cell is not one amount. `requirements` and `clauses` are a cell per line of a cell, in the
    order of the columns; `notes` are the cells below ignored heads that are not empty.
    """

    line: int
    label: str = ""
    section: str = ""
    title: Cell | None = None
    full: Decimal | None = None
    weight: Decimal | None = None
    target: Cell | None = None
    target_op: Operator | None = None
    target_amount: Cell | None = None
    requirements: tuple[Cell, ...] = ()
    clauses: tuple[Cell, ...] = ()
    notes: tuple[Cell, ...] = ()


@frozen
class Total:
    """A row of sums (合计 100), which is no item: its first cell, and the sum of the marks where it says one."""

    line: int
    name: Cell
    full: Decimal | None = None


@frozen
class Table:
    """A table: the lines it covers (its header included), its rows in order, and what of it is not read.

    `ignored` and `unknown` are cells of the header; `misfits` are the lines that are rows of this table and fit it in
    no way or in more than one, and rows whose marks are no marks.
    """

    first: int
    last: int
    rows: tuple[Row, ...]
    ignored: tuple[Cell, ...] = ()
    unknown: tuple[Cell, ...] = ()
    misfits: tuple[int, ...] = ()
    totals: tuple[Total, ...] = ()
