"""The XML of a sheet → what a reader of values does not tell: cells without a value, hidden and merged ones, and how
much room the values take, known before any of it is taken."""

import re
from collections.abc import Generator
from functools import lru_cache
from typing import Final

from attrs import define, field

from rubricdsl.office.contents import Contents
from rubricdsl.office.elements import each_element
from rubricdsl.office.refusal import refuse_file

MAX_CELLS: Final = 4_000_000  # rows times columns of the used range
MAX_TEXT: Final = 100 * 1024 * 1024  # characters, shared ones counted each time
MAX_PROBLEMS: Final = 10_000
_SHOWN: Final = 8  # names in a list of hidden or merged cells

_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")


@define
class Names:
    """The first few of many names, and how many there are."""

    first: list[str] = field(factory=list)
    count: int = 0

    def add(self, name: str) -> None:
        self.count += 1
        if len(self.first) < _SHOWN:
            self.first.append(name)

    def __str__(self) -> str:
        return "、".join(self.first) + ("…" if self.count > len(self.first) else "")


@define
class Outline:
    """What is known of a sheet without its values; `problems` by (row, column) from 1: a code and the value shown."""

    problems: dict[tuple[int, int], tuple[str, str]] = field(factory=dict)
    hidden: Names = field(factory=Names)
    merged: Names = field(factory=Names)
    padded: set[int] = field(factory=set)
    rows: int = 0
    columns: int = 0
    text: int = 0


def outline_of(chunks: Generator[bytes], file: str, part: str, contents: Contents) -> Outline:
    """The outline of a sheet. Raises EventError for one that is damaged or whose values would take too much room."""
    scan = _Scan(file, part, contents)
    opened = {
        "c": scan.cell, "v": scan.has_value, "f": scan.has_formula, "is": scan.has_text,
        "row": scan.next_row, "col": scan.of_column, "mergeCell": scan.is_merged,
    }  # fmt: skip
    each_element(chunks, file, part, opened, said=scan.said)
    scan.finish()
    return scan.outline


def has_values(chunks: Generator[bytes], file: str, part: str) -> bool:
    """Whether a sheet holds anything; no more of it is read than that takes."""

    def found(_: dict[str, str]) -> None:
        raise _Found

    try:
        each_element(chunks, file, part, {"v": found, "is": found, "f": found})
    except _Found:
        return True
    return False


class _Found(Exception):
    """Ends the reading of a sheet."""


def column_name(number: int) -> str:
    """A, B, … Z, AA, … for a column from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@define
class _Scan:
    """The state while elements pass by: where the cell is, and what it has been found to hold."""

    file: str
    part: str
    contents: Contents
    outline: Outline = field(factory=Outline)
    row: int = 0
    column: int = 0
    reading: bool = False
    formula: bool = False
    valued: bool = False
    kind: str = ""
    style: str = ""
    value: str = ""

    def next_row(self, values: dict[str, str]) -> None:
        self.finish()
        self.row = _number(values.get("r", "")) or self.row + 1
        self.column = 0
        if values.get("hidden") in ("1", "true"):
            self.outline.hidden.add(str(self.row))

    def cell(self, values: dict[str, str]) -> None:
        self.finish()
        place = _CELL.fullmatch(values.get("r", ""))
        if place:
            self.column, self.row = _column(place[1]), int(place[2])
        else:
            self.column += 1
        self.value = ""
        self.kind = values.get("t", "n")
        self.style = values.get("s", "")

    def has_formula(self, _: dict[str, str]) -> None:
        self.formula = True

    def has_text(self, _: dict[str, str]) -> None:
        self.valued = True

    def has_value(self, _: dict[str, str]) -> None:
        self.valued = True
        self.reading = self.formula or self.kind in ("s", "e")

    def said(self, text: str) -> None:
        if self.reading:
            self.value += text

    def finish(self) -> None:
        """Look at the cell before, now that it is whole."""
        if self.reading:
            self._look()
        elif self.formula:
            self._problem("RUB439", "")
        if self.valued:
            if self.style and self.kind == "n" and _number(self.style) in self.contents.padded:
                self.outline.padded.add(self.column)
            self._take_room()
        self.formula = self.valued = self.reading = False

    def of_column(self, values: dict[str, str]) -> None:
        if values.get("hidden") in ("1", "true"):
            first, last = (column_name(min(_number(values.get(key, "")), 16_384)) for key in ("min", "max"))
            self.outline.hidden.add(first if first == last else f"{first}:{last}")

    def is_merged(self, values: dict[str, str]) -> None:
        self.outline.merged.add(values.get("ref", ""))

    def _look(self) -> None:
        """At a value that is a formula's, an error or shared."""
        self.value = self.value.strip()
        if self.kind == "e":
            self._problem("RUB440", self.value)
        elif self.kind == "s":
            self.outline.text += self._shared_length()
        elif not self.value and self.kind != "str":
            self._problem("RUB439", "")

    def _take_room(self) -> None:
        outline = self.outline
        if self.row > outline.rows:
            outline.rows = self.row
        if self.column > outline.columns:
            outline.columns = self.column
        if outline.rows * outline.columns > MAX_CELLS:
            self._refuse(outline.rows * outline.columns, MAX_CELLS)
        if outline.text > MAX_TEXT:
            self._refuse(outline.text, MAX_TEXT)

    def _refuse(self, size: int, limit: int) -> None:
        refuse_file("RUB436", self.file, part=self.part, size=str(size), limit=str(limit))

    def _shared_length(self) -> int:
        number = _number(self.value)
        if not self.value.isdecimal() or number >= len(self.contents.lengths):
            refuse_file("RUB435", self.file, part=self.part)
        return self.contents.lengths[number]

    def _problem(self, code: str, shown: str) -> None:
        if len(self.outline.problems) == MAX_PROBLEMS:
            refuse_file(code, self.file, field="…", cell=f"{column_name(self.column)}{self.row}", value=shown[:40])
        self.outline.problems[self.row, self.column] = (code, shown[:40])


def _number(text: str) -> int:
    """A short whole number, 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 0


@lru_cache(maxsize=1_000)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
