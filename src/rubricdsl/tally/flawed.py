"""The events of a tally that have findings: how often each content occurred, and every place it was read at."""

from collections.abc import Iterator

from attrs import define, field

from rubricdsl.events.model import Event
from rubricdsl.tally.content import Content

_Origin = tuple[str, int]
_NOWHERE: _Origin = ("", 0)


@define
class Flawed:
    """Counts by content and origin: a line that was written twice is wrong at both places."""

    _kept: dict[Content, dict[_Origin, tuple[Event, int]]] = field(factory=dict)

    def add(self, content: Content, event: Event, count: int) -> None:
        """Keep an event so many times more; or less, first where it was itself read, then where others were."""
        places = self._kept.setdefault(content, {})
        origin = event.origin or _NOWHERE
        while count < 0 and places:
            at = origin if origin in places else max(places)
            left = places[at][1] + count
            count = min(left, 0)
            if left > 0:
                places[at] = (places[at][0], left)
            else:
                del places[at]
        if count > 0:
            places[origin] = (event, places.get(origin, (event, 0))[1] + count)
        if not places:
            del self._kept[content]

    def __iter__(self) -> Iterator[tuple[Event, int]]:
        """Each event as it was read, and how often it was read there."""
        return (kept for places in self._kept.values() for kept in places.values())

    def counts(self) -> Iterator[tuple[Content, int]]:
        """Each content and how often it occurred."""
        return ((content, sum(count for _, count in places.values())) for content, places in self._kept.items())
