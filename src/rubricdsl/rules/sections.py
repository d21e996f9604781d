"""The outline of a document: its head, its items with their text, its grades and examples."""

from collections.abc import Mapping
from typing import Any

from attrs import define, field, frozen

from rubricdsl.clauses.draft import Stated
from rubricdsl.rules.band_lines import Row
from rubricdsl.rules.row_formulas import Formula
from rubricdsl.rules.table_model import Cell, Operator
from rubricdsl.tree.model import Line, Part


@frozen
class Aim:
    """The target of a row of a table: its cell, which side of it is enough if the cell says so, of what it is, and what
    is left of the cell without the words for the side if that is an amount.
    """

    line: Line
    side: Operator | None
    title: str
    amount: Cell | None = None


@frozen
class Finding:
    """Something wrong or left out, and where: its code, offsets into the text, and words of the message."""

    code: str
    start: int
    end: int
    words: Mapping[str, str] = field(factory=dict)


@define
class Section:
    """An item while it is gathered: its label, title, the parts of its text, and its bands.

    `misfit`: how many cells a table has for it, where they do not fit the bands; `hidden`: scores that stand
    in the words of a band; `penalties`: ranges under a heading that deducts; `above`: the title of a section around
    that says what amounts without a verb do. A row of a table (`of_table`) has such words above its cells: `heads` are
    those, with the number of parts before each; `formulas` are cells that say how to compute its marks.
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
    of_table: bool = False
    heads: list[tuple[int, str]] = field(factory=list)
    aim: Aim | None = None
    formulas: list[tuple[Line, Formula]] = field(factory=list)


@define
class Outline:
    """A document sorted by what its lines are for.

    `said` are sentences of the head; `told` are the lines of the title, the items (but for bands), and the head lines
    of no known key, each with the code of its item; `findings` are of tables.
    """

    head: list[Line] = field(factory=list)
    title: Line | None = None
    said: list[Line] = field(factory=list)
    sections: list[Section] = field(factory=list)
    told: list[tuple[str | None, Line]] = field(factory=list)
    grades: list[Line] = field(factory=list)
    examples: list[str] = field(factory=list)
    findings: list[Finding] = field(factory=list)
