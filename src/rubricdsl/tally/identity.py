"""Events that can be named: delivered again, contradicted, or taken back by a void, whatever comes first."""

from collections.abc import Iterable, Iterator
from typing import Self

from attrs import define, field

from rubricdsl.events.model import Event
from rubricdsl.tally.clock import Clock
from rubricdsl.tally.content import Content, content_of

Key = tuple[str, str]


@define
class Identity:
    """Everything delivered under one (source, id), and the voids that name it; one event for each content."""

    contents: dict[Content, Event] = field(factory=dict)
    voids: dict[Content, Event] = field(factory=dict)


@define
class Identities:
    """All events with an id. One that was delivered once and is no void is kept as itself, the others as Identity."""

    clock: Clock
    known: dict[str | None, dict[str, Event | Identity]] = field(factory=dict)

    def keys_of(self, event: Event) -> set[Key]:
        """The identities whose standing an event can change: its own, and what it or a void of its id names."""
        source = event.source or ""
        known = () if event.id is None else self.contents((source, event.id))
        named = {event.id, *(each.voids for each in (event, *known))}
        return {(source, name) for name in named if name is not None}

    def standing(self, keys: Iterable[Key]) -> list[Event]:
        """The events that count under these keys: no conflict, no void, and not voided."""
        return [event for key in keys if (event := self._standing(key)) is not None]

    def _standing(self, key: Key) -> Event | None:
        found = self._found(key)
        if not isinstance(found, Identity):
            return found
        if len(found.contents) != 1:
            return None
        event = next(iter(found.contents.values()))
        return None if event.voids is not None or self.voided_by(key, event) else event

    def voided_by(self, key: Key, event: Event) -> bool:
        """Whether a void of the same subject, itself not in conflict, takes the event back."""
        found = self._found(key)
        voids = found.voids.values() if isinstance(found, Identity) else ()
        return any(void.subject == event.subject and not self._in_conflict(void) for void in voids)

    def remember(self, event: Event) -> None:
        """Keep an event with an id, or a void; keeping it again changes nothing."""
        content = content_of(event, self.clock)
        if event.id is not None:
            _keep(self._identity((event.source or "", event.id)).contents, content, event)
        if event.voids is not None:
            _keep(self._identity((event.source or "", event.voids)).voids, content, event)

    def shared(self, other: Self) -> set[Key]:
        """The keys whose standing a merge with the other can change: those of both, and what their voids name."""
        both: set[Key] = set()
        for source, names in other.known.items():
            both.update((source or "", name) for name in names.keys() & self.known.get(source, {}).keys())
        named = {(key[0], event.voids) for key in both for side in (self, other) for event in side.contents(key)}
        return both | {(source, name) for source, name in named if name is not None}

    def merge(self, other: Self) -> None:
        """Take in everything the other remembers."""
        for source, names in other.known.items():
            mine = self.known.setdefault(source, {})
            for name, found in names.items():
                if isinstance(found, Event) and name not in mine:
                    mine[name] = found
                else:
                    key = (source or "", name)
                    identity = self._identity(key)
                    self._keep_all(identity.contents, other.contents(key))
                    self._keep_all(identity.voids, other.voids(key))

    def events(self) -> list[Event]:
        """Every remembered event and void, one for each content, in the order of their contents."""
        kept: dict[Content, Event] = {}
        for key in self:
            self._keep_all(kept, (*self.contents(key), *self.special(key)))
        return [kept[content] for content in sorted(kept)]

    def __iter__(self) -> Iterator[Key]:
        return ((source or "", name) for source, names in self.known.items() for name in names)

    def contents(self, key: Key) -> tuple[Event, ...]:
        """What was delivered under a key, each content once."""
        found = self._found(key)
        if isinstance(found, Identity):
            return tuple(found.contents.values())
        return () if found is None else (found,)

    def voids(self, key: Key) -> tuple[Event, ...]:
        """The voids that name a key, each content once."""
        found = self._found(key)
        return tuple(found.voids.values()) if isinstance(found, Identity) else ()

    def specials(self) -> Iterator[Key]:
        """The keys with more to them than one event delivered."""
        for source, names in self.known.items():
            yield from ((source or "", name) for name, found in names.items() if isinstance(found, Identity))

    def special(self, key: Key) -> tuple[Event, ...]:
        """Contents and voids of a key with more to it than one event delivered; else none."""
        found = self._found(key)
        return (*found.contents.values(), *found.voids.values()) if isinstance(found, Identity) else ()

    def _keep_all(self, kept: dict[Content, Event], events: Iterable[Event]) -> None:
        for event in events:
            _keep(kept, content_of(event, self.clock), event)

    def _in_conflict(self, void: Event) -> bool:
        return void.id is not None and len(self.contents((void.source or "", void.id))) > 1

    def _found(self, key: Key) -> Event | Identity | None:
        names = self.known.get(key[0] or None)
        return None if names is None else names.get(key[1])

    def _identity(self, key: Key) -> Identity:
        names = self.known.setdefault(key[0] or None, {})
        found = names.get(key[1])
        if not isinstance(found, Identity):
            found = Identity({} if found is None else {content_of(found, self.clock): found})
            names[key[1]] = found
        return found


def _keep(events: dict[Content, Event], content: Content, event: Event) -> None:
    """Of two deliveries keep the one read from the earlier place, so that findings never depend on arrival."""
    kept = events.get(content)
    if kept is None or (event.origin or ("", 0)) < (kept.origin or ("", 0)):
        events[content] = event
