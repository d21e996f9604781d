"""Dates and times as they are given → canonical ISO text: RFC 3339 with the offset optional, or a date alone.

Years 1900 to 2999 for what happened: others are slips, and arithmetic at the ends of the calendar fails. Refused, for
one documented profile: 24:00, second 60, times without seconds, week dates, ordinal dates, compact dates.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from rubricdsl.events.refusal import refuse

_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"[Tt ]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?)"
    r"([Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?"
)


def when_text(value: Any) -> str:
    """A date or time as ISO text. Takes text in the profile, date and datetime objects. Raises EventError."""
    if type(value) is str and len(value) == 10:
        return value if _is_day(value) else refuse("RUB407", "time", value)
    if isinstance(value, datetime):
        return _datetime_text(value)
    if isinstance(value, date):
        return when_text(value.isoformat())
    if not isinstance(value, str):
        refuse("RUB407", "time", value)
    match = _TIME.fullmatch(value)
    if not match or not _is_day(match[1]):
        refuse("RUB407", "time", value)
    return f"{match[1]}T{match[2]}{(match[3] or '').upper()}"


def local_day(time: str) -> str | None:
    """The local date of canonical time text, or None when it has an offset and the rubric's zone decides."""
    if len(time) == 10:
        return time
    return time[:10] if time[-1] != "Z" and time[-6] not in "+-" else None


def start_day(value: Any) -> str | None:
    return None if value is None else day_text("start", value)


def end_day(value: Any) -> str | None:
    return None if value is None else day_text("end", value)


def day_text(name: str, value: Any) -> str:
    """A roster's date, of any year: ISO date text or a date object. Raises EventError."""
    text = value.isoformat() if isinstance(value, date) else value
    return text if isinstance(text, str) and len(text) == 10 and _parsed(text) else refuse("RUB431", name, value)


def in_order(start: str | None, end: str | None) -> None:
    """Raise EventError when a subject's end lies before the start (ISO dates compare as text)."""
    if start is not None and end is not None and end < start:
        refuse("RUB432", "end", end, start=start)


def _datetime_text(value: datetime) -> str:
    if not _is_usual(value):
        refuse("RUB407", "time", value)
    offset = value.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):
        value = value.astimezone(UTC)  # an offset with seconds (local mean time) has no RFC 3339 form
    return when_text(value.isoformat())


@lru_cache(maxsize=4096)  # a log names few days, many times
def _is_day(text: str) -> bool:
    day = _parsed(text)
    return day is not None and _is_usual(day)


def _is_usual(day: date) -> bool:
    return 1900 <= day.year <= 2999


def _parsed(text: str) -> date | None:
    if text[4] != "-" or text[7] != "-":
        return None  # the interpreter also reads week dates
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
