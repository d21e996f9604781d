"""Lines → records: JSON lines and CSV give the same thing, field names with what was written for them."""

import codecs
import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, assert_never
from unicodedata import normalize

from attrs import field, frozen

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.base.suggest import nearest
from rubricdsl.events.lines import Lines

Format = Literal["jsonl", "csv"]


@frozen
class Record:
    """What one record says, by field; `line` is where it starts."""

    values: dict[str, Any]
    line: int


@frozen
class Table:
    """The fields of a kind of file, other names of their columns; which must be there, hold lists, or identify."""

    fields: tuple[str, ...]
    names: Mapping[str, str]
    required: tuple[str, ...]
    lists: tuple[str, ...]
    ids: tuple[str, ...]
    known: frozenset[str] = field(init=False)

    @known.default
    def _known(self) -> frozenset[str]:
        return frozenset(self.fields)

    @property
    def headers(self) -> dict[str, str]:
        """Every accepted header with its field."""
        return {**{field: field for field in self.fields}, **self.names}


def records(lines: Lines, form: Format, table: Table) -> Iterator[Record | Diagnostic]:
    """The records of a file, each bad one as its diagnostic. Raises EventError where the whole file is of no use."""
    match form:
        case "jsonl":
            return json_records(lines)
        case "csv":
            return csv_records(lines, table)
        case _:
            assert_never(form)


def told_format(lines: Lines) -> Format:
    """The format of a file without a name, by its first character: JSON begins with a bracket, a header does not."""
    start = lines.start.removeprefix(codecs.BOM_UTF8).lstrip()
    return "jsonl" if start[:1] in (b"{", b"[") else "csv"


def json_records(lines: Lines) -> Iterator[Record | Diagnostic]:
    """One JSON object a line; blank lines are skipped."""
    seen = False
    for line in _each(lines):
        if isinstance(line, Diagnostic):
            yield line
        elif line.strip():
            if not seen and (line.strip() == "{" or line.lstrip()[0] == "["):
                raise EventError([lines.problem("RUB415")])
            seen = True
            yield _json_record(lines, line)


def _json_record(lines: Lines, line: str) -> Record | Diagnostic:
    try:
        values = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        return lines.problem("RUB414", {"offset": _bytes(line[: error.pos])}, column=error.pos + 1)
    except RecursionError:
        return lines.problem("RUB419")
    except _JsonError as error:
        return lines.problem(error.code, {"value": error.value})
    if not isinstance(values, dict):
        return lines.problem("RUB416")
    return Record(values, lines.number)


def _bytes(text: str) -> str:
    return str(len(text.encode("utf-8")))


class _JsonError(ValueError):
    def __init__(self, code: str, value: str) -> None:
        super().__init__(code)
        self.code, self.value = code, value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        raise _JsonError("RUB417", next(name for name in names if names.count(name) > 1))
    return values


def _constant(text: str) -> Any:
    raise _JsonError("RUB421", text)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return _BEYOND


_BEYOND = Decimal("1E+999999")  # stands for a number whose exponent no decimal can hold: beyond every limit
_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_number, parse_int=_number, parse_constant=_constant)


def csv_records(lines: Lines, table: Table) -> Iterator[Record | Diagnostic]:
    """Comma-separated rows under a header; wholly empty rows are skipped, cells are trimmed, an empty one is absent."""
    header: list[str | None] | None = None
    for row in _rows(lines):
        if isinstance(row, Diagnostic):
            if header is None:
                raise EventError([row])
            yield row
        elif header is None:
            header = _header(lines, row, table)
        elif any(row):
            yield _csv_record(lines, header, row, table)


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
        except csv.Error as error:
            # after a quote without end there is no telling rows from text
            endless = "limit" in str(error) or "end of data" in str(error)
            yield lines.problem("RUB430" if endless else "RUB429", line=start)
            if endless:
                return
        else:
            yield [cell.strip() for cell in row]


def _header(lines: Lines, row: list[str], table: Table) -> list[str | None]:
    known = {_folded(name): column for name, column in table.headers.items()}
    for mark, shown in ((";", ";"), ("；", "；"), ("\t", "Tab"), ("，", "，"), ("|", "|")):
        if len(row) == 1 and any(_folded(part) in known for part in row[0].split(mark)[1:]):
            raise EventError([lines.problem("RUB425", {"mark": shown})])
    header: list[str | None] = []
    for cell in row:
        column = known.get(_folded(cell)) if cell else None
        if cell and column is None:
            raise EventError([lines.problem("RUB418", {"field": cell, "nearest": _likely(cell, table.headers)})])
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


def _csv_record(lines: Lines, header: list[str | None], row: list[str], table: Table) -> Record | Diagnostic:
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
            return lines.problem("RUB427", {"field": name, "value": values[name]}, line=start)
    for name in table.lists:
        if name in values:
            values[name] = [part for part in values[name] if part.strip()]
    return Record(values, start)


_LIST = re.compile("[;；]")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+")


def _each(lines: Lines) -> Iterator[str | Diagnostic]:
    while True:
        lines.taken.clear()
        try:
            yield next(lines)
        except StopIteration:
            return
        except EventError as bad:
            yield from bad.diagnostics


def unknown_field(values: Mapping[str, Any], table: Table) -> tuple[str, str] | None:
    """A field nobody reads and the names it may have been meant for, or None."""
    if table.known.issuperset(values):
        return None
    name = min(name for name in values if name not in table.known)
    return name, _likely(name, table.fields)


def _likely(word: str, names: Iterable[str]) -> str:
    options = list(names)
    return "、".join(nearest(word, options) or options)
