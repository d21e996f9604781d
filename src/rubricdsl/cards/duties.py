"""每周至少一次, 每月25日前: what was missing or late in every week, month or year that closes within a period."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from attrs import frozen

from rubricdsl.base.calendar import KINDS, Kind, Period, period_of
from rubricdsl.base.quantity import scale
from rubricdsl.cards.absence import History
from rubricdsl.cards.curve import Score, conditions_hold, multiples, reach
from rubricdsl.cards.match import gravity
from rubricdsl.cards.measure import ONE, amount, meets_own
from rubricdsl.cards.scheme import Line
from rubricdsl.meaning.parts import Due
from rubricdsl.meaning.thresholds import smallest
from rubricdsl.tally.model import NOT_APPLICABLE, Count


@frozen
class Closed:
    """A window that was judged: how far the duty was failed in it (0: it was done), and the events that were seen."""

    failing: int
    seen: tuple[Count, ...]


def judged(line: Line, history: History, period: Period, lenient: bool) -> tuple[Closed, ...] | None:
    """Every window that closes within the period; one that holds an exempt event is left out.

    None where neither the period, a start nor an event says from when to count. `lenient`: a duty that was never
    done is not late, since another rule scores that.
    """
    window = line.rule.measure.window
    begin = _begin(history, period)
    if window is None or begin is None:
        return None
    hits = [(count.shape.day, count) for _, count in history.held if _takes(line, count)]
    found: list[Closed] = []
    for each in _closing(KINDS[window.unit], begin, history, period):
        inside = sorted((hit for hit in hits if each.first <= hit[0] <= each.last), key=repr)
        if any(line.exempts(count.shape) for _, count in inside):
            continue
        if line.rule.measure.kind == "deadline":
            found.append(_lateness(each, due_day(each, window.by or Due()), inside, lenient))
        else:
            found.append(_shortfall(line, inside))
    return tuple(found)


def duty_scores(group: Sequence[Line], closed: Mapping[str, Sequence[Closed]]) -> list[Score]:
    """What the windows come to: each is judged for itself, and of steps the most extreme that is reached holds."""
    times: Counter[int] = Counter()
    total: Counter[int] = Counter()
    seen: dict[int, list[Count]] = {line.order: [] for line in group}
    for place in range(min(len(closed[line.rule.code]) for line in group)):
        here = [(line, closed[line.rule.code][place]) for line in group]
        met = [(line, each) for line, each in here if _fails(line, each)]
        if len(group) > 1 and met:
            met = [max(met, key=lambda one: _extreme(one[0]))]
        for line, each in met:
            times[line.order] += multiples(line, each.failing)
            total[line.order] += each.failing
            seen[line.order] += each.seen
    return [
        Score(line, times[line.order], total[line.order], tuple(seen[line.order]))
        for line in group
        if times[line.order]
    ]


def _fails(line: Line, window: Closed) -> bool:
    """Whether a window counts for a rule: the duty failed so far, and for a graver case as its flags say."""
    flags = line.rule.select.flags
    flagged = not flags or any(set(flags) <= set(hit.shape.flags) for hit in window.seen)
    return window.failing > 0 and flagged and conditions_hold(line, window.failing)


def _extreme(line: Line) -> tuple[object, ...]:
    """What goes before what in one window: graver cases by their points, else steps by their reach."""
    graver = bool(line.rule.select.flags)
    return graver, gravity(line) if graver else (), reach(line.rule.curve.when), line.order


@frozen
class _Window:
    first: date
    last: date


def due_day(window: "_Window", by: Due) -> date:
    """The day by which a duty is due in a window; a day that its month has not is the last of that month."""
    if by.month is None and by.day is None:
        return window.last
    if (window.last - window.first).days < 7:
        return window.first + timedelta(days=(by.day or 7) - 1)
    month = period_of("month", window.first.replace(month=by.month or window.first.month))
    last = month.last or window.last
    return last if by.day is None else last.replace(day=min(by.day, last.day))


def _lateness(window: _Window, due: date, inside: Sequence[tuple[date, Count]], lenient: bool) -> Closed:
    """Whole days after the due day, of the earliest event; to the window's end (at least a day) where there is none."""
    done = min((day for day, _ in inside), default=None)
    if done is None:
        late = 0 if lenient else max(1, (window.last - due).days)
    else:
        late = max(0, (done - due).days)
    return Closed(late * ONE * scale("天"), tuple(count for day, count in inside if day == done))


def _shortfall(line: Line, inside: Sequence[tuple[date, Count]]) -> Closed:
    least = line.rule.curve.origin
    count = sum(amount(line, hit) for _, hit in inside)
    return Closed(max(0, (smallest(least) if least else ONE) - count), tuple(hit for _, hit in inside))


def _takes(line: Line, count: Count) -> bool:
    named = count.shape.kind in line.names or count.shape.kind in line.outright
    return count.shape.moment is not None and named and meets_own(line, count)


def _begin(history: History, period: Period) -> date | None:
    """The first day that a window may close on."""
    if period.first is not None:
        return max(period.first, history.start or period.first)
    if history.start is not None:
        return history.start
    days = [count.shape.day for _, count in history.held if count.shape.moment and count.shape.kind != NOT_APPLICABLE]
    return min(days, default=None)


def _closing(kind: Kind, begin: date, history: History, period: Period) -> Iterator[_Window]:
    """The windows whose last day lies within the period, the subject's time and the day of judging."""
    ends = [day for day in (period.last, history.as_of, history.end) if day is not None]
    day = begin
    while ends:
        found = period_of(kind, day)
        if found.first is None or found.last is None or found.last > min(ends):
            return
        yield _Window(found.first, found.last)
        if found.last == date.max:
            return
        day = found.last + timedelta(days=1)
