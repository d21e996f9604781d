"""The value of a cell → the text a person sees in it, or what keeps it from being taken for that."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

Value = int | float | str | bool | date | datetime | time | timedelta

_FIRST_DAY: Final = date(1900, 3, 1)  # before it the calendars of spreadsheet programs differ: one had a 29 February
_DIGITS: Final = 15  # of a number that spreadsheet programs keep

FREE: Final = frozenset({"time", "amount", "points", "start", "end", "note"})  # fields that may be more than a name


def cell_text(value: Value) -> str:
    """A value as text: dates and times in ISO form, numbers as the shortest decimal that stands for them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        return _moment_text(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def cell_problem(value: Value, field: str | None, *, padded: bool) -> str | None:
    """The code of what is wrong with a value that is no text in a column; `padded`: the column shows 1 as 001."""
    if isinstance(value, date) and (value.date() if isinstance(value, datetime) else value) < _FIRST_DAY:
        return "RUB446"
    if field is None or field in FREE:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "RUB441"
    if abs(value) >= 10**_DIGITS:
        return "RUB427"
    return "RUB441" if padded or value != int(value) else None


def _number_text(value: int | float) -> str:
    """0.1 for the binary number that is written so; no exponent."""
    exact = Decimal(repr(value))
    whole = exact.to_integral_value()
    return format(whole if exact == whole else exact, "f")


def _moment_text(value: datetime) -> str:
    """A time, which the library rounds to the millisecond; a date alone at midnight."""
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
