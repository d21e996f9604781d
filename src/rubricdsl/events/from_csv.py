"""CSV → records: rows under a header in Chinese or English, read strictly."""

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import normalize

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.events.lines import Lines
from rubricdsl.events.records import Record, Table, likely

_SEPARATORS = (";", "；", "\t", "，", "|")
_LIST = re.compile("[;；]")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+")


def csv_records(lines: Lines, table: Table) -> Iterator[Record | Diagnostic]:
    """Comma-separated rows under a header; wholly empty rows are skipped, cells are trimmed, an empty one is absent."""
    header: list[str | None] | None = None
    called: dict[str, str] = {}
    for row in _rows(lines):
        if isinstance(row, Diagnostic):
            if header is None:
                raise EventError([row])
            yield row
        elif header is None:
            header = _header(lines, row, table)
            called = {column: cell for column, cell in zip(header, row, strict=True) if column is not None}
        elif any(row):
            yield _csv_record(lines, header, called, row, table)


def _rows(lines: Lines) -> Iterator[list[str] | Diagnostic]:
    reader = csv.reader(lines, strict=True)
    while True:
        lines.taken.clear()
        start = lines.number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except EventError as bad:
            yield from bad.diagnostics
            if lines.number > start:  # within quotes: there is no telling rows from text any more
                yield lines.problem("RUB430", line=start)
                return
        except csv.Error as error:
            endless = "limit" in str(error) or "end of data" in str(error)
            yield lines.problem("RUB430" if endless else "RUB429", line=start)
            if endless:
                return
        else:
            yield [cell.strip() for cell in row]


def _header(lines: Lines, row: list[str], table: Table) -> list[str | None]:
    """The field of each column, None where a column has no name. Raises EventError for a header of no use."""
    known = {_folded(name): column for name, column in table.headers.items()}
    for mark in _SEPARATORS:
        if len(row) == 1 and any(_folded(part) in known for part in row[0].split(mark)[1:]):
            raise EventError([lines.problem("RUB425", {"mark": "Tab" if mark == "\t" else mark})])
    header: list[str | None] = []
    for cell in row:
        column = known.get(_folded(cell)) if cell else None
        if cell and column is None:
            raise EventError([lines.problem("RUB418", {"field": cell, "nearest": likely(cell, table.headers)})])
        if column is not None and column in header:
            raise EventError([lines.problem("RUB423", {"field": cell})])
        header.append(column)
    for name in table.required:
        if name not in header:
            names = "、".join(each for each, column in table.headers.items() if column == name)
            raise EventError([lines.problem("RUB422", {"field": names})])
    return header


def _folded(header: str) -> str:
    return normalize("NFC", header).strip().casefold()


def _csv_record(
    lines: Lines, header: list[str | None], called: Mapping[str, str], row: list[str], table: Table
) -> Record | Diagnostic:
    start = lines.number - len(lines.taken) + 1
    cells = {"found": str(len(row)), "expected": str(len(header))}
    values: dict[str, Any] = {}
    for column, cell in zip(header, row, strict=False):
        if column is None and cell:
            return lines.problem("RUB424", cells, line=start)
        if column is not None and cell:
            values[column] = _LIST.split(cell) if column in table.lists else cell
    if len(row) != len(header):
        return lines.problem("RUB424", cells, line=start)
    for name in table.ids:
        if name in values and _SCIENTIFIC.fullmatch(values[name]):
            return lines.problem("RUB427", {"field": called[name], "value": values[name]}, line=start)
    for name in table.lists:
        if name in values:
            values[name] = [part for part in values[name] if part.strip()]
    return Record(values, start, called)
