"""What a table is once it is read: cells with their places, rows that are items, rows of sums."""

from decimal import Decimal
from typing import Literal

from attrs import frozen

from rubricdsl.base.span import Span

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

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@frozen
class Row:
    """One row below the header: an item, or what goes on with the item above where `title` is None.

    `start` is where its first cell stands. `label` as written, from its column or from in front of the title;
    `sections` as written, the outer before the inner, carried down over empty cells. `full` and `weight` are both given
    where the table states its marks in percent alone (40% is 0.4 and 40): the caller decides by whether the items are
    scored out of 100 or out of their marks. `shared`: its marks are those of its section, over all rows of which their
    cell spans. `target` is the whole cell (≥95%), `target_amount` what is left without the words for the side (95%),
    None where the cell is not one amount. `requirements`, `cases` (what happened) and `clauses` are a cell per line of
    a cell, in the order of the columns; `remarks` are the cells below 备注 and the like, `notes` those below heads that
    are ignored.
    """

    line: int
    start: int
    label: str = ""
    sections: tuple[str, ...] = ()
    title: Cell | None = None
    full: Decimal | None = None
    weight: Decimal | None = None
    target: Cell | None = None
    target_op: Operator | None = None
    target_amount: Cell | None = None
    requirements: tuple[Cell, ...] = ()
    cases: tuple[Cell, ...] = ()
    clauses: tuple[Cell, ...] = ()
    remarks: tuple[Cell, ...] = ()
    notes: tuple[Cell, ...] = ()
    shared: bool = False

    @property
    def cells(self) -> tuple[tuple[str, Cell], ...]:
        """Its cells of words in the order of the text, each with what its column holds."""
        kinds = (
            ("title", (self.title,)),
            ("target", (self.target,)),
            ("requirement", self.requirements),
            ("case", self.cases),
            ("clauses", self.clauses),
            ("note", self.remarks),
            ("ignored", self.notes),
        )
        found = [(kind, cell) for kind, cells in kinds for cell in cells if cell is not None]
        return tuple(sorted(found, key=lambda each: each[1].start))


@frozen
class Total:
    """A row of sums (合计 100), which is no item: its first cell, and the sum of the marks where it says one."""

    line: int
    name: Cell
    full: Decimal | None = None


@frozen
class Misfit:
    """A row that is not read: its line, and where it stands."""

    line: int
    start: int
    end: int


@frozen
class Table:
    """A table: the lines it covers (its header included), its rows in order, and what of it is not read.

    `start` is where it begins, `header` its cells there; `percent`: its marks were percentages. `ignored` and `unknown`
    are cells of the header; `misfits` are the rows that fit it in no way or in more than one, or whose marks are none.
    """

    first: int
    last: int
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    ignored: tuple[Cell, ...] = ()
    unknown: tuple[Cell, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    totals: tuple[Total, ...] = ()
    percent: bool = False

    @property
    def start(self) -> int:
        return self.header[0].start
