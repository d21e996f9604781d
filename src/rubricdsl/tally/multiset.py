"""events → tally: the commutative multiset of event shapes, per subject and period."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from rubricdsl.base.calendar import period_of
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.events.model import Event
from rubricdsl.tally.clock import Clock
from rubricdsl.tally.content import Content, content_of
from rubricdsl.tally.findings import findings
from rubricdsl.tally.identity import Identities, Key
from rubricdsl.tally.judge import Judged, judge
from rubricdsl.tally.model import Cell, Count, Plan, Row, Shape

_REMEMBERED_JUDGEMENTS = 10_000


class EventMultiset:
    """Counts of event shapes. Adding in any order, splitting and merging give the same; so does delivering again.

    `trace` also keeps the events themselves, so that cards can name them.
    """

    def __init__(self, plan: Plan, trace: bool) -> None:
        self.plan = plan
        self.trace = trace
        self.clock = Clock(plan.zone)
        self.rows: dict[str, dict[str, Row]] = {}
        self.identities = Identities(self.clock)
        self.touched: dict[tuple[str, str], set[Key]] = {}
        self.flawed: dict[Content, tuple[Event, int]] = {}
        self._zeros = [0] * len(plan.shapes)
        self._by_day: dict[str | None, dict[str, Row]] = {}
        self._judged: dict[tuple[object, ...], Judged] = {}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything wrong or doubtful about the events, in the published order."""
        return findings(self.plan, self.clock, self.identities, self.flawed.values())

    def update(self, events: Iterable[Event]) -> None:
        """Add events. One without amount, points or void costs a few look-ups here; the others go the way of `add`."""
        by_day, places, known, trace = self._by_day, self.plan.places, self.identities.known, self.trace
        for event in events:
            if event.amount is None and event.points is None and event.voids is None:
                try:
                    subjects = by_day[event.day]
                    place = places[event.kind][event.flags]
                    if event.id is not None:
                        names = known[event.source]
                        if event.id in names:
                            self.add(event)
                            continue
                        names[event.id] = event
                except KeyError:
                    self.add(event)
                    continue
                row = subjects.get(event.subject)
                if row is None:
                    row = subjects[event.subject] = self.empty_row()
                row.counts[place] += 1
                if trace:
                    row.trace(event)
            else:
                self.add(event)

    def add(self, event: Event) -> None:
        """Add one event: any, at any time, again or not."""
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
        self._merge_rows(other)
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
        copy._count_all(copy.identities.standing(list(copy.identities.keys())), -1)
        copy.identities = Identities(self.clock)
        return copy

    def empty_row(self) -> Row:
        return Row(self._zeros.copy())

    def row_of(self, events: Iterable[Event]) -> Row:
        """A row of these events alone."""
        row = self.empty_row()
        for event in events:
            judged = self._judge(event)
            if judged.shape is not None:
                self.add_count(row, judged.shape, 1, judged.amount)
                row.trace(event)
        return row

    def counts(self, row: Row) -> list[Count]:
        """Everything a row holds."""
        plain = [Count(shape, count, 0) for shape, count in zip(self.plan.shapes, row.counts, strict=True) if count]
        return [*plain, *(Count(shape, cell.count, cell.total) for shape, cell in (row.cells or {}).items())]

    def shape(self, event: Event) -> Shape | None:
        """The shape an event counts under; None where it does not count."""
        return self._judge(event).shape

    def order(self, event: Event) -> Content:
        """Sorts events by instant, then by all else that they are."""
        content = content_of(event, self.clock)
        return content._replace(source=content.instant, instant=content.source)

    def voided(self, subject: str, label: str) -> list[Event]:
        """The events of a subject and period that a void took back; known with a trace and without."""
        events = []
        for key in sorted(self.touched.get((label, subject), ())):
            contents = self.identities.contents(key)
            if len(contents) == 1 and contents[0].voids is None and self.identities.voided_by(key, contents[0]):
                events += [each for each in contents if each.subject == subject and self._label(each) == label]
        return events

    def row(self, label: str, subject: str) -> Row:
        """The row of a subject in a period, made when it is not there."""
        subjects = self.rows.setdefault(label, {})
        row = subjects.get(subject)
        if row is None:
            row = subjects[subject] = self.empty_row()
        return row

    def add_count(self, row: Row, shape: Shape, count: int, total: int) -> None:
        """Add to what a row holds of a shape: so often, with so many millionths of its unit in all."""
        place = self.plan.index.get(shape)
        if place is not None:
            row.counts[place] += count
            return
        cells = row.cells if row.cells is not None else {}
        row.cells = cells
        cell = cells.setdefault(shape, Cell())
        cell.count += count
        cell.total += total
        if cell.count == 0:
            del cells[shape]

    def add_flawed(self, event: Event, count: int) -> None:
        """Keep an event that has findings, so many times more (or less)."""
        content = content_of(event, self.clock)
        kept, known = self.flawed.get(content, (event, 0))
        if known + count:
            self.flawed[content] = (min(kept, event, key=lambda each: each.origin or ("", 0)), known + count)
        else:
            self.flawed.pop(content, None)

    def _empty(self) -> Self:
        return type(self)(self.plan, self.trace)

    def _merge_rows(self, other: Self) -> None:
        for label, theirs in other.rows.items():
            for subject, row in theirs.items():
                self._merge_row(self.row(label, subject), row)
        for event, count in other.flawed.values():
            self.add_flawed(event, count)
        for where, keys in other.touched.items():
            self.touched.setdefault(where, set()).update(keys)

    def _merge_row(self, mine: Row, row: Row) -> None:
        mine.counts = [a + b for a, b in zip(mine.counts, row.counts, strict=True)]
        for shape, cell in (row.cells or {}).items():
            self.add_count(mine, shape, cell.count, cell.total)
        if self.trace and row.events:
            mine.events = [*(mine.events or ()), *row.events]

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
        row = self._row(event)
        self.add_count(row, judged.shape, step, step * judged.amount)
        if self.trace and step > 0:
            row.trace(event)
        elif self.trace:
            self._untrace(row, event)

    def _judge(self, event: Event) -> Judged:
        """The judgement, remembered where it depends on nothing but these fields."""
        seen = (event.kind, event.flags, event.unit, event.amount, event.points)
        judged = self._judged.get(seen) if event.day in self._by_day else None
        if judged is None:
            judged = judge(self.plan, self.clock, event)
            shape = judged.shape
            if shape and shape.moment is None and not judged.findings and len(self._judged) < _REMEMBERED_JUDGEMENTS:
                self._judged[seen] = judged
        return judged

    def _label(self, event: Event) -> str:
        return period_of(self.plan.period, date.fromisoformat(self.clock.day(event))).label

    def _row(self, event: Event) -> Row:
        subjects = self._by_day.get(event.day)
        if subjects is None:
            day = self.clock.day(event)
            subjects = self.rows.setdefault(self._label(event), {})
            if not (self.plan.tells_first and day.endswith("-01")):  # such a day is part of the shape: no short way
                self._by_day[day] = subjects
        row = subjects.get(event.subject)
        if row is None:
            row = subjects[event.subject] = self.empty_row()
        return row

    def _untrace(self, row: Row, event: Event) -> None:
        content = content_of(event, self.clock)
        events = row.events or []
        del events[next(place for place, each in enumerate(events) if content_of(each, self.clock) == content)]

    def _touch(self, keys: Iterable[Key]) -> None:
        """Voids, and events voided or in conflict, still name their subject and period."""
        for key in keys:
            for event in self.identities.special(key):
                day = self.clock.day(event)
                if not self.plan.in_force(day) or (event.voids is None and self._judge(event).shape is None):
                    continue
                self._row(event)
                self.touched.setdefault((self._label(event), event.subject), set()).add(key)
