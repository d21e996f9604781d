"""JSON lines → records: one object a line, read strictly."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.events.lines import Lines
from rubricdsl.events.records import Record

_BEYOND = Decimal("1E+999999")  # stands for a number whose exponent no decimal can hold: beyond every limit


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


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_number, parse_int=_number, parse_constant=_constant)


def _each(lines: Lines) -> Iterator[str | Diagnostic]:
    while True:
        lines.taken.clear()
        try:
            yield next(lines)
        except StopIteration:
            return
        except EventError as bad:
            yield from bad.diagnostics
