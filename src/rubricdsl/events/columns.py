"""Rows under a header in Chinese or English → records, whatever file they stand in."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import normalize

from attrs import field, frozen

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.events.records import NO_COLUMNS, Log, Record, Table, likely

_LIST = re.compile("[;；]")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+")


@frozen
class Header:
    """The field of each column, None where a column has no name, and what the file calls it.

    `columns` tells a field's number where it is shown.
    """

    fields: tuple[str | None, ...]
    called: Mapping[str, str]
    table: Table
    numbered: bool = False
    columns: Mapping[str, int] = field(init=False)

    @columns.default
    def _columns(self) -> Mapping[str, int]:
        return {name: n for n, name in enumerate(self.fields, 1) if name} if self.numbered else NO_COLUMNS

    def column(self, index: int) -> int:
        """The column that a problem of a cell is shown at."""
        return index + 1 if self.numbered else 1


def header_of(log: Log, row: Sequence[str], table: Table, *, numbered: bool = False) -> Header:
    """The columns of a file whose rows are `numbered` by cell or not. Raises EventError for a header of no use."""
    known = {_folded(name): column for name, column in table.headers.items()}
    fields: list[str | None] = []
    for index, cell in enumerate(row):
        column = known.get(_folded(cell)) if cell else None
        place = index + 1 if numbered else 1
        if cell and column is None:
            words = {"field": cell, "nearest": likely(cell, table.headers)}
            raise EventError([log.problem("RUB418", words, column=place)])
        if column is not None and column in fields:
            raise EventError([log.problem("RUB423", {"field": cell}, column=place)])
        fields.append(column)
    for name in table.required:
        if name not in fields:
            names = "、".join(each for each, column in table.headers.items() if column == name)
            raise EventError([log.problem("RUB422", {"field": names})])
    called = {name: cell for name, cell in zip(fields, row, strict=True) if name is not None}
    return Header(tuple(fields), called, table, numbered)


def is_header(cell: str, table: Table) -> bool:
    """Whether a cell names a column of the table."""
    return _folded(cell) in {_folded(name) for name in table.headers}


def record_of(log: Log, header: Header, row: Sequence[str], line: int) -> Record | Diagnostic:
    """The record of a row that starts at a line; an empty cell is absent."""
    cells = {"found": str(len(row)), "expected": str(len(header.fields))}
    values: dict[str, Any] = {}
    table = header.table
    for index, (name, cell) in enumerate(zip(header.fields, row, strict=False)):
        if name is None and cell:
            return log.problem("RUB424", cells, line=line, column=header.column(index))
        if name is not None and cell:
            values[name] = _LIST.split(cell) if name in table.lists else cell
    if len(row) != len(header.fields):
        return log.problem("RUB424", cells, line=line)
    for name in table.ids:
        if name in values and _SCIENTIFIC.fullmatch(values[name]):
            words = {"field": header.called[name], "value": values[name]}
            return log.problem("RUB427", words, line=line, column=header.columns.get(name, 1))
    for name in table.lists:
        if name in values:
            values[name] = [part for part in values[name] if part.strip()]
    return Record(values, line, header.columns, header.called)


def _folded(header: str) -> str:
    return normalize("NFC", header).strip().casefold()
