"""Runs of whole calendar months without something, for the second opinion (language, "Absence")."""

from datetime import date, timedelta

from reference.facts import NOT_APPLICABLE, meets
from rubricdsl.base.calendar import add_months
from rubricdsl.rules.model import Rule


def first_day(case) -> date | None:
    """The start of the subject; unknown: its first event that stands."""
    if case.subject.start is not None:
        return date.fromisoformat(case.subject.start)
    return min((f.day for f in case.history if f.event.kind != NOT_APPLICABLE), default=None)


def judged_until(case) -> date | None:
    """The period's end, or the day the evaluation is told, or the subject's own end, whichever comes first."""
    ends = [case.period.last, case.as_of]
    if case.subject.end is not None:
        ends.append(date.fromisoformat(case.subject.end))
    return min((end for end in ends if end is not None), default=None)


def times_fired(case, rule: Rule) -> int:
    """How often the run reaches the number, or a further multiple of it, at the end of a month of the period."""
    every = int(rule.measure.window.every)
    start, until = first_day(case), judged_until(case)
    if start is None or until is None:
        return 0
    month = start if start.day == 1 else add_months(start.replace(day=1), 1)
    run = fired = 0
    while month_end(month) <= until:
        broken = any(month <= f.day <= month_end(month) and meets(case.rubric, rule, f.event) for f in case.history)
        run = 0 if broken else run + 1
        if run and run % every == 0 and (case.period.first is None or month_end(month) >= case.period.first):
            fired += 1
        month = add_months(month, 1)
    return fired


def month_end(first: date) -> date:
    return add_months(first, 1) - timedelta(days=1)
