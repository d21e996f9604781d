"""The words of a date → the day it names in the window of a duty: 25日, 周五, 3月底."""

import re

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.base.span import Span
from rubricdsl.tree.phrases import Due

_DAYS = "一二三四五六日"
_DATE = re.compile(
    r"(?:(?P<year>[0-9]{4})年度?)?(?:(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,3})月份?)?"
    r"(?:(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号])?(?:(?:周|星期)?(?P<weekday>[一二三四五六日天]))?"
    r"(?P<last>(?:[月年周]|季度?)?[底末])?"
)


def day_of(text: str, each: str | None) -> Due | None:
    """A day as a date says it, in the window that 每 names; None where the window has no such day."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    month, day = (None if found[name] is None else _number(found[name]) for name in ("month", "day"))
    year = None if found["year"] is None else int(found["year"])
    span = Span(0, 0)
    if found["weekday"] is not None and month is None and day is None:
        fits = each == "周"
        return (
            Due(text, span, each, day=_DAYS.index(found["weekday"].replace("天", "日")) + 1, weekday=True)
            if fits
            else None
        )
    sound = (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)
    last = found["last"] is not None
    if each == "周" and not last:
        return None
    if each == "月" and month is not None:
        return None
    if each == "年" and month is None:
        return None if not last else Due(text, span, each)
    if each in ("季度", "半年") and not last:
        return None
    return Due(text, span, each, month, day, year=year) if sound else None


def _number(text: str) -> int:
    """The number of a month or a day; 0, which is none, for what is no numeral: 二五日."""
    if text.isdigit() and text.isascii():
        return int(text)
    try:
        return int(read_number(text).value)
    except NumberError:
        return 0
