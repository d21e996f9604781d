"""What is counted, per period and subject: static shapes by place, the others as cells, and with a trace the events."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from attrs import define, field, frozen

from rubricdsl.events.model import Event
from rubricdsl.tally.model import Cell, Count, Plan, Shape

Counts: TypeAlias = "array[int]"


@frozen(eq=False)
class Row:
    """One subject in one period, to be read. `events` are those that stand; empty without a trace."""

    counts: Counts
    cells: dict[Shape, Cell] = field(factory=dict)
    events: list[Event] = field(factory=list)


@define(eq=False)
class Rows:
    """All rows of a tally.

    Counts are kept in arrays: there are as many as subjects and periods, and the garbage collector passes them by.
    """

    plan: Plan
    counts: dict[str, dict[str, Counts]] = field(factory=dict)
    cells: dict[str, dict[str, dict[Shape, Cell]]] = field(factory=dict)
    events: dict[str, dict[str, list[Event]]] = field(factory=dict)
    _zeros: Counts = field(init=False)

    @_zeros.default
    def _no_counts(self) -> Counts:
        return array("I", [0] * len(self.plan.shapes))

    def new_counts(self) -> Counts:
        return self._zeros[:]

    def row(self, label: str, subject: str) -> Row | None:
        """What is known of a subject in a period; None where nothing names it."""
        counts = self.counts.get(label, {}).get(subject)
        if counts is None:
            return None
        cells = self.cells.get(label, {}).get(subject)
        events = self.events.get(label, {}).get(subject)
        return Row(counts, {} if cells is None else cells, [] if events is None else events)

    def all(self) -> Iterator[tuple[str, str, Row]]:
        """Every row with its period label and subject."""
        for label, subjects in self.counts.items():
            for subject in subjects:
                row = self.row(label, subject)
                if row is not None:
                    yield label, subject, row

    def touch(self, label: str, subject: str) -> Counts:
        """The counts of a row, which is there from now on."""
        subjects = self.counts.setdefault(label, {})
        counts = subjects.get(subject)
        if counts is None:
            counts = subjects[subject] = self.new_counts()
        return counts

    def add(self, label: str, subject: str, count: Count) -> None:
        """Add to what a row holds of a shape; counts and sums may be negative to take back."""
        counts = self.touch(label, subject)
        place = self.plan.index.get(count.shape)
        if place is not None:
            counts[place] += count.times
            return
        cells = self.cells.setdefault(label, {}).setdefault(subject, {})
        cell = cells.get(count.shape)
        if cell is None:
            cell = cells[count.shape] = Cell()
        cell.count += count.times
        cell.total += count.total
        if cell.count == 0:
            del cells[count.shape]

    def held(self, row: Row) -> list[Count]:
        """Everything a row counts."""
        plain = [Count(shape, count, 0) for shape, count in zip(self.plan.shapes, row.counts, strict=True) if count]
        return [*plain, *(Count(shape, cell.count, cell.total) for shape, cell in row.cells.items())]

    def merge(self, other: "Rows") -> None:
        """Add all of the other's rows."""
        for label, subject, row in other.all():
            mine = self.touch(label, subject)
            for place, count in enumerate(row.counts):
                mine[place] += count
            for shape, cell in row.cells.items():
                self.add(label, subject, Count(shape, cell.count, cell.total))
            if row.events:
                self.file(label, subject, row.events)

    def keep_events(self, wanted: Callable[[Event], bool]) -> None:
        """Give up all events but those wanted."""
        for subjects in self.events.values():
            for subject, events in subjects.items():
                subjects[subject] = [event for event in events if wanted(event)]

    def file(self, label: str, subject: str, events: Iterable[Event]) -> None:
        """Keep events that stand in a row."""
        self.events.setdefault(label, {}).setdefault(subject, []).extend(events)
