"""What is wrong or doubtful in a tally's events, worked out when asked for, in an order of its own."""

from collections.abc import Iterable, Iterator

from rubricdsl.base.diagnostic import Diagnostic, sort_key
from rubricdsl.base.quantity import decimal_text
from rubricdsl.events.model import Event
from rubricdsl.tally.clock import Clock
from rubricdsl.tally.content import content_of
from rubricdsl.tally.identity import Identities, Key
from rubricdsl.tally.judge import found, judge
from rubricdsl.tally.model import Plan


def findings(
    plan: Plan, clock: Clock, identities: Identities, flawed: Iterable[tuple[Event, int]]
) -> tuple[Diagnostic, ...]:
    """All findings, sorted; those of an event delivered n times without an id n times, each at its own place."""
    listed = [each for event, count in flawed for each in judge(plan, clock, event).findings * count]
    for key in identities.specials():
        listed += _of_identity(clock, identities, key)
    return tuple(sorted(listed, key=sort_key))


def _of_identity(clock: Clock, identities: Identities, key: Key) -> Iterator[Diagnostic]:
    contents = sorted(identities.contents(key), key=lambda event: content_of(event, clock))
    if len(contents) > 1:
        first, *others = contents
        for other in others:
            yield found("RUB452", other, clock, first=said(first, clock), second=said(other, clock))
    for void in identities.voids(key):
        mine = [event for event in contents if event.subject == void.subject]
        if not mine:
            yield found("RUB454", void, clock, voids=key[1])
        elif len(contents) == 1 and mine[0].voids is not None:
            yield found("RUB453", void, clock, voids=key[1])


def said(event: Event, clock: Clock) -> str:
    """An event in one phrase."""
    amount = "" if event.amount is None else f"{decimal_text(event.amount)}{event.unit or ''}"
    points = "" if event.points is None else f"{decimal_text(event.points)}分"
    voids = "" if event.voids is None else f"撤销{event.voids}"
    words = (clock.said(event), event.subject, event.kind, amount, points, *sorted(event.flags), voids)
    return " ".join(word for word in words if word)
