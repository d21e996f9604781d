"""The names of the events behind a card: their ids, or a key of their content plus a running number."""

from collections.abc import Iterable, Mapping, Sequence

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

    def of(self, shapes: Iterable[Shape]) -> tuple[str, ...]:
        """The events of these shapes; each once."""
        return tuple(dict.fromkeys(name for shape in shapes for name in self.names.get(shape, ())))


def evidence_of(tally: EventMultiset, events: Iterable[Event]) -> Evidence:
    """Names for the events of one subject and period."""
    names: dict[Shape, list[str]] = {}
    running: dict[str, int] = {}
    for event in sorted(events, key=lambda event: (tally.clock.instant(event), content_of(event, tally.clock))):
        shape = tally.shape(event)
        if shape is not None:
            names.setdefault(shape, []).append(event.id or _numbered(tally, event, running))
    return Evidence(names)


def _numbered(tally: EventMultiset, event: Event, running: dict[str, int]) -> str:
    amount = "" if event.amount is None else f"{decimal_text(event.amount)}{event.unit or ''}"
    points = "" if event.points is None else f"{decimal_text(event.points)}分"
    words = (tally.clock.day(event), event.kind, *sorted(event.flags), amount, points)
    key = " ".join(word for word in words if word)
    running[key] = running.get(key, 0) + 1
    return f"{key} #{running[key]}"
