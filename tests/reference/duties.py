"""What is owed in every week, month or year, for the second opinion (language, "Obligations")."""

from datetime import date, timedelta
from fractions import Fraction
from math import floor

from reference.absences import first_day, judged_until
from reference.facts import names
from reference.measures import holds, times
from rubricdsl.base.calendar import Kind, Period, period_of
from rubricdsl.meaning.parts import Due
from rubricdsl.rules.model import Rule

KINDS: dict[str, Kind] = {"天": "day", "周": "week", "月": "month", "季度": "quarter", "半年": "half", "年": "year"}
ONE_DAY = timedelta(days=1)


def multiples(case, rule: Rule) -> Fraction:
    """How often the points count, window by window."""
    return sum((_of_window(case, rule, window) for window in windows(case, rule)), Fraction(0))


def missed(case, rule: Rule) -> list[Fraction]:
    """What is missing of every window judged, or the days it was late."""
    return [_missed(case, rule, window) for window in windows(case, rule)]


def windows(case, rule: Rule) -> list[Period]:
    """Every window that closes within the period and the subject's time, by the day it is judged; exempt ones out."""
    until = judged_until(case)
    day = first_day(case) if case.subject.start is not None or case.period.first is None else None
    day = max((each for each in (case.period.first, day) if each is not None), default=None)
    if until is None or day is None:
        return []
    found = []
    while day <= until:
        window = period_of(KINDS[rule.measure.window.unit], day)
        if window.last == day and not _exempt(case, rule, window):
            found.append(window)
        day += ONE_DAY
    return found


def done(case, rule: Rule, window: Period):
    return [f for f in case.history if window.first <= f.day <= window.last and names(case.rubric, rule, f.event.kind)]


def _exempt(case, rule: Rule, window: Period) -> bool:
    return any(f.event.flags & set(rule.select.unless) for f in done(case, rule, window))


def _missed(case, rule: Rule, window: Period) -> Fraction:
    facts = done(case, rule, window)
    if rule.measure.kind == "obligation":
        owed = Fraction(rule.curve.origin.value)
        return max(Fraction(0), owed - sum((times(f, rule.measure.unit) for f in facts), Fraction(0)))
    due = due_day(window, rule.measure.window.by or Due())
    if facts:
        return Fraction(max(0, (min(f.day for f in facts) - due).days))
    undone = [r for r in case.beside(rule) if r.measure.kind == "obligation" and r.select.kinds == rule.select.kinds]
    if undone:
        return Fraction(0)
    return Fraction(max(1, (window.last - due).days))


def due_day(window: Period, by: Due) -> date:
    """A day of a week counted from Monday, of a month or year by month and day; None: the last."""
    if by.day is not None and by.month is None and (window.last - window.first).days == 6:
        return window.first + (by.day - 1) * ONE_DAY
    month = period_of("month", window.last if by.month is None else window.first.replace(month=by.month))
    return month.last if by.day is None else min(month.last, month.first + (by.day - 1) * ONE_DAY)


def _of_window(case, rule: Rule, window: Period) -> Fraction:
    value, unit = _missed(case, rule, window), rule.measure.unit or ""
    if value == 0 or not all(holds(value, t, unit) for t in rule.curve.when):
        return Fraction(0)
    if rule.curve.role == "step" and not _is_the_step(case, rule, value):
        return Fraction(0)
    per = rule.curve.per
    return Fraction(1) if per is None else Fraction(floor(value / Fraction(per.value)))


def _is_the_step(case, rule: Rule, value: Fraction) -> bool:
    from reference.clauses import most_extreme

    steps = [o for o in case.rubric.rules if o.item == rule.item and o.measure == rule.measure and o.curve.when]
    steps = [o for o in steps if o.select.kinds == rule.select.kinds]
    steps = [o for o in steps if all(holds(value, t, rule.measure.unit or "") for t in o.curve.when)]
    return most_extreme(case, steps, lambda o: o.curve.when) is rule
