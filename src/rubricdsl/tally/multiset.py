"""events → tally: the commutative multiset of event shapes, per subject and period."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from rubricdsl.base.calendar import period_of
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.events.model import Event
from rubricdsl.tally.clock import Clock
from rubricdsl.tally.content import content_of
from rubricdsl.tally.findings import findings
from rubricdsl.tally.flawed import Flawed
from rubricdsl.tally.identity import Identities, Key
from rubricdsl.tally.judge import Judged, judge
from rubricdsl.tally.model import Count, Plan, Shape
from rubricdsl.tally.rows import Counts, Row, Rows

_REMEMBERED_JUDGEMENTS = 10_000


class EventMultiset:
    """Counts of event shapes. Adding in any order, splitting and merging give the same; so does delivering again.

    `trace` also keeps the events themselves, so that cards can name them.
    """

    def __init__(self, plan: Plan, trace: bool) -> None:
        self.plan = plan
        self.trace = trace
        self.clock = Clock(plan.zone)
        self.identities = Identities(self.clock)
        self.touched: dict[tuple[str, str], set[Key]] = {}
        self.flawed = Flawed()
        self._rows = Rows(plan)
        self._unfiled: list[Event] = []
        self._labels: dict[str, str] = {}
        self._by_day: dict[str, dict[str, Counts]] = {}
        self._judged: dict[tuple[object, ...], Judged] = {}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything wrong or doubtful about the events, in the published order."""
        return findings(self.plan, self.clock, self.identities, self.flawed)

    @property
    def rows(self) -> Rows:
        """All that is counted."""
        for event in self._unfiled:
            self._rows.file(self.label(event), event.subject, (event,))
        self._unfiled.clear()  # in place: an update in progress appends to it
        return self._rows

    def update(self, events: Iterable[Event]) -> None:
        """Add events. One without amount, points or void costs a few look-ups here; the others go the way of `add`."""
        by_day, places, known = self._by_day, self.plan.places, self.identities.known
        new_counts, day_of = self._rows.new_counts, self.clock.day
        trace, unfiled = self.trace, self._unfiled
        for event in events:
            if type(event) is Event and event.amount is None and event.points is None and event.voids is None:
                try:
                    subjects = by_day[event.day or day_of(event)]
                    place = places[event.kind][event.flags]
                    names = None if event.id is None else known[event.source]
                except KeyError:
                    self.add(event)
                    continue
                if names is not None and event.id is not None:
                    size = len(names)
                    names.setdefault(event.id, event)
                    if len(names) == size:  # the id is known already, perhaps by this very object
                        self.add(event)
                        continue
                counts = subjects.get(event.subject)
                if counts is None:
                    counts = subjects[event.subject] = new_counts()
                counts[place] += 1
                if trace:
                    unfiled.append(event)
            else:
                self.add(event)

    def add(self, event: Event) -> None:
        """Add one event: any, at any time, again or not. Raises TypeError for what is no Event."""
        if not isinstance(event, Event):
            raise TypeError(f"expected an Event, not {type(event).__name__}")
        if event.voids is None:
            if event.id is None:
                self._count(event, 1)
                return
            names = self.identities.known.setdefault(event.source, {})
            if event.id not in names:
                names[event.id] = event
                self._count(event, 1)
                return
        keys = self.identities.keys_of(event)
        self._count_all(self.identities.standing(keys), -1)
        self.identities.remember(event)
        self._count_all(self.identities.standing(keys), 1)
        self._touch(keys)

    def merge(self, other: Self) -> Self:
        """Take in all of another tally of the same rubric, in place. Raises EventError where they do not fit."""
        if self.plan.digest != other.plan.digest:
            words = {"given": other.plan.digest[:12], "wanted": self.plan.digest[:12]}
            raise EventError([Diagnostic("RUB501", words)])
        if self.trace and not other.trace:
            raise EventError([Diagnostic("RUB503")])
        if other is self:
            other = self._empty().merge(self)
        shared = self.identities.shared(other.identities)
        undone = [*self.identities.standing(shared), *other.identities.standing(shared)]
        self.rows.merge(other.rows)
        for event, count in other.flawed:
            self.add_flawed(event, count)
        for where, keys in other.touched.items():
            self.touched.setdefault(where, set()).update(keys)
        self._count_all(undone, -1)
        self.identities.merge(other.identities)
        self._count_all(self.identities.standing(shared), 1)
        self._touch(shared)
        return self

    def __add__(self, other: Self) -> Self:
        return self._empty().merge(self).merge(other)

    def without_named(self) -> Self:
        """A copy that has only the events without an id; rows that lose all their events stay."""
        copy = self._empty().merge(self)
        copy.trace = False
        copy._count_all(copy.identities.standing(list(copy.identities)), -1)
        copy.trace = self.trace
        copy.rows.keep_events(lambda event: event.id is None)
        copy.identities = Identities(self.clock)
        return copy

    def row_of(self, events: Iterable[Event]) -> Row:
        """A row of these events alone."""
        apart = Rows(self.plan)
        counts = apart.touch("", "")
        for event in events:
            judged = self._judge(event)
            if judged.shape is not None:
                apart.add("", "", Count(judged.shape, 1, judged.amount))
                apart.file("", "", (event,))
        return apart.row("", "") or Row(counts)

    def shape(self, event: Event) -> Shape | None:
        """The shape an event counts under; None where it does not count."""
        return self._judge(event).shape

    def counted(self, event: Event) -> Judged:
        """How an event counts: under which shape, as what event, and by which rules where it is counted as another."""
        return self._judge(event)

    def label(self, event: Event) -> str:
        """The label of the period an event falls in."""
        return period_of(self.plan.period, date.fromisoformat(self.clock.day(event))).label

    def voided(self, subject: str, label: str) -> list[Event]:
        """The events of a subject and period that a void took back; known with a trace and without."""
        events: list[Event] = []
        for key in sorted(self.touched.get((label, subject), ())):
            contents = self.identities.contents(key)
            if len(contents) == 1 and contents[0].voids is None and self.identities.voided_by(key, contents[0]):
                events += [each for each in contents if each.subject == subject and self.label(each) == label]
        return events

    def add_flawed(self, event: Event, count: int) -> None:
        """Keep an event that has findings, so many times more (or less)."""
        self.flawed.add(content_of(event, self.clock), event, count)

    def _empty(self) -> Self:
        return type(self)(self.plan, self.trace)

    def _count_all(self, events: Iterable[Event], step: int) -> None:
        for event in events:
            self._count(event, step)

    def _count(self, event: Event, step: int) -> None:
        """Count an event that is no void once more (+1) or once less (-1)."""
        judged = self._judge(event)
        if judged.findings:
            self.add_flawed(event, step)
        if judged.shape is None:
            return
        label = self._labels.get(event.day or self.clock.day(event)) or self._label_of_row(event)
        self._rows.add(label, event.subject, Count(judged.shape, step, step * judged.amount))
        if self.trace and step > 0:
            self._unfiled.append(event)
        elif self.trace:
            self._unfile(label, event)

    def _judge(self, event: Event) -> Judged:
        """The judgement, remembered where it depends on nothing but these fields."""
        seen = (event.kind, event.flags, event.unit, event.amount, event.points)
        judged = self._judged.get(seen) if (event.day or self.clock.day(event)) in self._by_day else None
        if judged is None:
            judged = judge(self.plan, self.clock, event)
            shape = judged.shape
            if shape and shape.moment is None and not judged.findings and len(self._judged) < _REMEMBERED_JUDGEMENTS:
                self._judged[seen] = judged
        return judged

    def _label_of_row(self, event: Event) -> str:
        """The label of an event's period, whose day is known from now on."""
        label = self.label(event)
        day = self.clock.day(event)
        if day not in self._by_day and not (self.plan.tells_first and day.endswith("-01")):
            self._labels[day] = label  # not where the day is part of the shape
            self._by_day[day] = self._rows.counts.setdefault(label, {})
        return label

    def _unfile(self, label: str, event: Event) -> None:
        """Give up an event that no longer stands."""
        content = content_of(event, self.clock)
        events = self.rows.events[label][event.subject]
        del events[next(place for place, each in enumerate(events) if content_of(each, self.clock) == content)]

    def _touch(self, keys: Iterable[Key]) -> None:
        """Voids, and events voided or in conflict, still name their subject and period."""
        for key in keys:
            for event in self.identities.special(key):
                in_force = self.plan.in_force(self.clock.day(event))
                if in_force and (event.voids is not None or self._judge(event).shape is not None):
                    where = (self.label(event), event.subject)
                    self._rows.touch(*where)
                    self.touched.setdefault(where, set()).add(key)
