"""The names of the events behind a card: their ids, or a key of their content plus a running number."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from attrs import field, frozen

from rubricdsl.base.quantity import decimal_text
from rubricdsl.events.model import Event
from rubricdsl.tally.content import content_of
from rubricdsl.tally.model import Shape
from rubricdsl.tally.multiset import EventMultiset


@frozen(eq=False)
class Evidence:
    """Names of events by the shape they count under, in the order of time; empty without a trace."""

    names: Mapping[Shape, Sequence[str]] = field(factory=dict)
    named: Sequence[tuple[Shape, str, Event]] = ()
    converted: Mapping[str, Sequence[str]] = field(factory=dict)  # by the rule that counts them as another

    def of(self, shapes: Iterable[Shape]) -> tuple[str, ...]:
        """The events of these shapes; each once."""
        return tuple(dict.fromkeys(name for shape in shapes for name in self.names.get(shape, ())))

    def between(self, shapes: Iterable[Shape], first: int, last: int, unit: str | None) -> tuple[str, ...]:
        """Of the events of these shapes those that hold the occurrences from `first` to `last`, in the order of time.

        An event with an amount in `unit`, or in none, holds so many.
        """
        among = frozenset(shapes)
        found: list[str] = []
        passed = Decimal(0)
        for name, event in ((name, event) for shape, name, event in self.named if shape in among):
            start, passed = passed, passed + _times(event, unit)
            if start < last and passed > first - 1:
                found.append(name)
        return tuple(dict.fromkeys(found))


def evidence_of(tally: EventMultiset, events: Iterable[Event]) -> Evidence:
    """Names for the events of one subject and period."""
    names: dict[Shape, list[str]] = {}
    named: list[tuple[Shape, str, Event]] = []
    running: dict[str, int] = {}
    converted: dict[str, list[str]] = {}
    for event in sorted(events, key=lambda event: (tally.clock.instant(event), content_of(event, tally.clock))):
        judged = tally.counted(event)
        shape = judged.shape
        if shape is not None:
            name = event.id or _numbered(tally, event, running)
            names.setdefault(shape, []).append(name)
            named.append((shape, name, judged.event or event))
            for rule in judged.by:
                converted.setdefault(rule.code, []).append(name)
    return Evidence(names, named, converted)


def _times(event: Event, unit: str | None) -> Decimal:
    """How many occurrences an event stands for."""
    own = unit is not None and event.unit in (None, unit)
    return event.amount if own and event.amount is not None else Decimal(1)


def _numbered(tally: EventMultiset, event: Event, running: dict[str, int]) -> str:
    amount = "" if event.amount is None else f"{decimal_text(event.amount)}{event.unit or ''}"
    points = "" if event.points is None else f"{decimal_text(event.points)}分"
    words = (tally.clock.day(event), event.kind, *sorted(event.flags), amount, points)
    key = " ".join(word for word in words if word)
    running[key] = running.get(key, 0) + 1
    return f"{key} #{running[key]}"
