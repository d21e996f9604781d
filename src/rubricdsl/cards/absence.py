"""连续半年无X: the run of whole calendar months without X, over everything a subject has done."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property

from attrs import frozen

from rubricdsl.base.calendar import Period, month_index
from rubricdsl.cards.scheme import Line
from rubricdsl.tally.model import NOT_APPLICABLE, Count


@frozen(eq=False)
class History:
    """What a subject did, by period label; `start` and `end` as the roster has them, `as_of` the day it is judged."""

    held: Sequence[tuple[str, Count]]
    start: date | None
    end: date | None
    as_of: date | None

    @cached_property
    def months(self) -> Sequence[tuple[int, Count]]:
        """What is known by month: of days of its own, or of periods no longer than a month."""
        return [(_month_of(label, count), count) for label, count in self.held if count.shape.moment or _tells(label)]


def _month_of(label: str, count: Count) -> int:
    """The month of a shape: of its own day, else of the period it was counted in."""
    return month_index(date.fromisoformat(f"{(count.shape.moment or (label,))[0][:7]}-01"))


def _tells(label: str) -> bool:
    return len(label) >= 7 and label[5:7].isdigit()


def fired(line: Line, history: History, period: Period) -> int | None:
    """How often the run reaches its length, or a further multiple, at a month's end within the period.

    None where neither a start nor an event says from when to count.
    """
    begin = _begin(history)
    window = line.rule.measure.window
    if begin is None or window is None:
        return None
    present = sorted({month for month, count in history.months if line.meets(count.shape)})
    length = int(window.every)
    return sum(1 for month in _closing(history, period, begin) if _run(month, begin, present) % length == 0)


def _run(month: int, begin: int, present: Sequence[int]) -> int:
    """Months without X up to and with this one; -1 when X occurred in it, so that no length divides it."""
    last = max((each for each in present if each <= month), default=begin - 1)
    run = month - max(last, begin - 1)
    return run or -1


def _begin(history: History) -> int | None:
    """The first whole month to count: from the start, else from the first event that stands."""
    if history.start is not None:
        return month_index(history.start) + (history.start.day > 1)
    months = [_first_whole(month, count) for month, count in history.months if count.shape.kind != NOT_APPLICABLE]
    return min(months, default=None)


def _first_whole(month: int, count: Count) -> int:
    moment = count.shape.moment
    return month if moment and moment[0].endswith("-01") else month + 1


def _closing(history: History, period: Period, begin: int) -> Iterable[int]:
    """The months whose last day lies in the period, and not after the day of judging or the subject's end."""
    ends = [day for day in (period.last, history.as_of, history.end) if day is not None]
    last = month_index(min(ends) + timedelta(days=1)) - 1 if ends else _last_known(history)
    first = month_index(period.first) if period.first else begin
    return range(max(first, begin), last + 1)


def _last_known(history: History) -> int:
    """Without any date to judge at, the month before the last event: those are the months known to be over."""
    return max((month for month, _ in history.months), default=0) - 1
