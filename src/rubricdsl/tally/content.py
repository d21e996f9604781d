"""The content of an event: what replay compares, what snapshots keep, what names an event that has no id."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from rubricdsl.base.quantity import decimal_text
from rubricdsl.events.model import Event
from rubricdsl.tally.clock import Clock


class Content(NamedTuple):
    """Everything about an event but its note and where it was read, as text that sorts; "" for what is absent."""

    source: str
    id: str
    instant: str
    subject: str
    kind: str
    amount: str
    unit: str
    points: str
    flags: tuple[str, ...]
    voids: str


def content_of(event: Event, clock: Clock) -> Content:
    return Content(
        event.source or "",
        event.id or "",
        clock.instant(event),
        event.subject,
        event.kind,
        _text(event.amount),
        event.unit or "",
        _text(event.points),
        tuple(sorted(event.flags)),
        event.voids or "",
    )


def event_of(fields: Iterable[Any]) -> Event:
    """The event of a content as a snapshot holds it. Raises EventError or TypeError where the fields are none."""
    content = Content(*fields)
    return Event(
        kind=content.kind,
        subject=content.subject,
        time=content.instant,
        source=content.source,
        id=content.id,
        amount=content.amount or None,
        unit=content.unit,
        points=content.points or None,
        flags=content.flags,
        voids=content.voids,
    )


def _text(value: Decimal | None) -> str:
    return "" if value is None else decimal_text(value)
