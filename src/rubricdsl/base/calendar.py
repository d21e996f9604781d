"""Periods of the calendar by label: 2024-03-05, 2024-W10, 2024-03, 2024-Q1, 2024-H1, 2024, all."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import frozen

Kind = Literal["day", "week", "month", "quarter", "half", "year"]
# the units that periods are counted in, as they are said
KINDS: Mapping[str, Kind] = {
    "天": "day", "日": "day", "周": "week", "星期": "week", "月": "month", "季度": "quarter", "半年": "half",
    "年": "year",
}  # fmt: skip
UNITS: Mapping[Kind, str] = {KINDS[unit]: unit for unit in ("天", "周", "月", "季度", "半年", "年")}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@frozen
class Period:
    """A period with its label; first and last day are both inside; None for both without 周期."""

    label: str
    first: date | None
    last: date | None


WHOLE = Period("all", None, None)


def period_of(kind: Kind | None, day: date) -> Period:
    """The period of that kind a local date falls in."""
    if kind is None:
        return WHOLE
    if kind == "day":
        return Period(day.isoformat(), day, day)
    if kind == "week":
        monday = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Period(f"{year:04}-W{week:02}", monday, monday + timedelta(days=6))
    months = _MONTHS[kind]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(_label(kind, first), first, _month_end(first, months))


def period_named(kind: Kind | None, label: str) -> Period | None:
    """The period of that kind with that label, or None when the label names none."""
    try:
        day = _first_day(label)
    except ValueError:
        return None
    if day is None:
        return WHOLE if kind is None and label == "all" else None
    period = period_of(kind, day)
    return period if period.label == label else None


def add_months(day: date, months: int) -> date:
    """The same day `months` later; a day the month has not becomes its last (01-31 + 1 month is 02-28)."""
    first = _shift(day.replace(day=1), months)
    return first.replace(day=min(day.day, _month_end(first, 1).day))


def month_index(day: date) -> int:
    """Months since year 0: whole calendar months are counted by differences of this."""
    return day.year * 12 + day.month - 1


def _label(kind: Kind, first: date) -> str:
    if kind == "month":
        return f"{first.year:04}-{first.month:02}"
    if kind == "quarter":
        return f"{first.year:04}-Q{(first.month + 2) // 3}"
    if kind == "half":
        return f"{first.year:04}-H{1 if first.month == 1 else 2}"
    return f"{first.year:04}"


def _first_day(label: str) -> date | None:
    year, _, rest = label.partition("-")
    if len(year) != 4 or not (label.isascii() and year.isdigit()):
        return None
    if not rest:
        return date(int(year), 1, 1)
    if rest[0] == "W":
        return date.fromisocalendar(int(year), int(rest[1:]), 1)
    if rest[0] in "QH":
        step = 3 if rest[0] == "Q" else 6
        return date(int(year), (int(rest[1:]) - 1) * step + 1, 1)
    return date.fromisoformat(label if len(label) == 10 else f"{label}-01")


def _shift(first: date, months: int) -> date:
    index = month_index(first) + months
    return date(index // 12, index % 12 + 1, 1)


def _month_end(first: date, months: int) -> date:
    if first.year == date.max.year and first.month + months > 12:
        return date.max
    return _shift(first, months) - timedelta(days=1)


def zone_exists(name: str) -> bool:
    """Is that the name of a time zone of the zone data?"""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
