"""Whose cards, for which periods, from which events: subjects, their dates and roles against a tally."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import frozen

from rubricdsl.base.calendar import Kind, Period, period_named
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.events.model import Event, Subject
from rubricdsl.tally.judge import found
from rubricdsl.tally.multiset import EventMultiset
from rubricdsl.tally.rows import Row

_FORMS: Mapping[Kind | None, str] = {
    None: "all",
    "day": "2024-03-05",
    "week": "2024-W10",
    "month": "2024-03",
    "quarter": "2024-Q1",
    "half": "2024-H1",
    "year": "2024",
}


@frozen(eq=False)
class Standing:
    """A subject with the rows that stand within its dates, by period label, and the events outside them."""

    subject: Subject
    rows: Mapping[str, Row]
    outside: tuple[Diagnostic, ...] = ()

    def start(self) -> date | None:
        return date.fromisoformat(self.subject.start) if self.subject.start else None

    def end(self) -> date | None:
        return date.fromisoformat(self.subject.end) if self.subject.end else None

    def within(self, period: Period) -> bool:
        """Whether any day of a period lies within the subject's dates."""
        start, end = self.start(), self.end()
        late = start is not None and period.last is not None and period.last < start
        early = end is not None and period.first is not None and period.first > end
        return not (late or early)


def standing(tally: EventMultiset, subject: Subject) -> Standing:
    """What a tally holds of a subject. Raises EventError (RUB508) where dates ask for a trace that was not kept."""
    found = ((label, tally.rows.row(label, subject.name)) for label in sorted(tally.rows.counts))
    rows = {label: row for label, row in found if row is not None}
    if subject.start is None and subject.end is None:
        return Standing(subject, rows)
    kept: dict[str, Row] = {}
    outside: list[Diagnostic] = []
    for label, row in rows.items():
        kept[label] = _kept(tally, subject, label, row, outside)
    return Standing(subject, kept, tuple(outside))


def _kept(tally: EventMultiset, subject: Subject, label: str, row: Row, outside: list[Diagnostic]) -> Row:
    if not tally.trace:
        if _whole(tally, subject, label):
            return row
        raise EventError([Diagnostic("RUB508", {"subject": subject.name, "period": label})])
    gone = [event for event in row.events if not _during(subject, tally.clock.day(event))]
    outside += [_outside(tally, event, subject) for event in gone]
    return tally.row_of(event for event in row.events if event not in gone) if gone else row


def _whole(tally: EventMultiset, subject: Subject, label: str) -> bool:
    period = period_named(tally.plan.period, label)
    if period is None or period.first is None or period.last is None:
        return False
    return _during(subject, period.first.isoformat()) and _during(subject, period.last.isoformat())


def _during(subject: Subject, day: str) -> bool:
    return (subject.start is None or subject.start <= day) and (subject.end is None or day <= subject.end)


def _outside(tally: EventMultiset, event: Event, subject: Subject) -> Diagnostic:
    return found("RUB455", event, tally.clock, start=subject.start or "…", end=subject.end or "…")


def subjects_of(
    tally: EventMultiset, given: str | Subject | Iterable[str | Subject] | None, roles: Sequence[str]
) -> list[Subject]:
    """The subjects to score, each once, by name: those given, else all that the events name; not of other roles."""
    if isinstance(given, str | Subject):
        given = [given]
    if given is None:
        names = sorted({name for subjects in tally.rows.counts.values() for name in subjects})
        return [Subject(name=name) for name in names]
    listed = {each.name: each for each in (Subject(name=one) if isinstance(one, str) else one for one in given)}
    applies = [each for each in listed.values() if not roles or not each.roles or set(each.roles) & set(roles)]
    return sorted(applies, key=lambda each: each.name)


def periods_of(tally: EventMultiset, labels: Iterable[str] | None) -> list[Period]:
    """The periods of these labels, else all that any event falls in, in order of time. Raises EventError (RUB506).

    Without 周期 there is the one period over all events, even where there are none.
    """
    some = tally.rows.counts or (() if tally.plan.period else ("all",))
    wanted = set(some if labels is None else labels)
    known = {label: period_named(tally.plan.period, label) for label in wanted}
    wrong = sorted(label for label, period in known.items() if period is None)
    if wrong:
        form = _FORMS[tally.plan.period]
        raise EventError([Diagnostic("RUB506", {"label": label, "form": form}) for label in wrong])
    return sorted(
        (period for period in known.values() if period), key=lambda each: (each.first or date.min, each.label)
    )
