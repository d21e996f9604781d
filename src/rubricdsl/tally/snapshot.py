"""A tally as bytes and back: canonical JSON, equal for equal tallies, tied to the digest of its rubric.

Events with an id are kept as they are and counted again when read; counts are kept of the others.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.base.quantity import decimal_text
from rubricdsl.tally.content import content_of, event_of
from rubricdsl.tally.model import Count, Shape
from rubricdsl.tally.multiset import EventMultiset
from rubricdsl.tally.rows import Row


def to_bytes(tally: EventMultiset) -> bytes:
    """Canonical UTF-8 JSON of everything a tally holds."""
    named = tally.identities.events()
    nameless = tally.without_named()
    data = {
        "rubric": tally.plan.digest,
        "trace": tally.trace,
        "rows": [[label, subject, *_row(nameless, row)] for label, subject, row in _sorted_rows(nameless)],
        "flawed": sorted([*content, count] for content, count in nameless.flawed.counts()),
        "named": [content_of(event, tally.clock) for event in named],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_into(tally: EventMultiset, data: bytes) -> None:
    """Fill an empty tally. Raises EventError when the data is malformed or of another rubric."""
    try:
        found = json.loads(data)
        if found["rubric"] != tally.plan.digest:
            words = {"given": str(found["rubric"])[:12], "wanted": tally.plan.digest[:12]}
            raise EventError([Diagnostic("RUB501", words)])
        _read(tally, found)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise EventError([Diagnostic("RUB502", {"words": str(error)[:80]})]) from error


def is_traced(data: bytes) -> bool:
    """Whether the tally that was dumped kept its events. Raises EventError when the data is malformed."""
    try:
        return bool(json.loads(data)["trace"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EventError([Diagnostic("RUB502", {"words": str(error)[:80]})]) from error


def _sorted_rows(tally: EventMultiset) -> list[tuple[str, str, Row]]:
    return sorted(tally.rows.all(), key=lambda found: found[:2])


def _row(tally: EventMultiset, row: Row) -> tuple[list[Any], list[Any]]:
    """The counts of a row and, with a trace, its events."""
    counts = [[*_plain(shape), count, total] for shape, count, total in tally.rows.held(row)]
    return sorted(counts, key=str), sorted(content_of(event, tally.clock) for event in row.events)


def _plain(shape: Shape) -> list[object]:
    value, points = (None if number is None else decimal_text(number) for number in (shape.value, shape.points))
    return [shape.kind, shape.flags, shape.unit, value, points, shape.moment]


def _read(tally: EventMultiset, found: Mapping[str, Any]) -> None:
    for label, subject, counts, events in found["rows"]:
        tally.rows.touch(label, subject)
        for *shape, count, total in counts:
            tally.rows.add(label, subject, Count(_shape(shape), int(count), int(total)))
        if events:
            tally.rows.file(label, subject, map(event_of, events))
    for *fields, count in found["flawed"]:
        tally.add_flawed(event_of(fields), int(count))
    for fields in found["named"]:
        tally.add(event_of(fields))


def _shape(fields: list[Any]) -> Shape:
    kind, flags, unit, value, points, moment = fields
    own, given = (None if number is None else Decimal(number) for number in (value, points))
    return Shape(kind, tuple(flags), unit, own, given, None if moment is None else tuple(moment))
