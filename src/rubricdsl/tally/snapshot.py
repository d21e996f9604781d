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
from rubricdsl.tally.model import Row, Shape
from rubricdsl.tally.multiset import EventMultiset


def to_bytes(tally: EventMultiset) -> bytes:
    """Canonical UTF-8 JSON of everything a tally holds."""
    named = tally.identities.events()
    nameless = tally.without_named()
    data = {
        "rubric": tally.plan.digest,
        "trace": tally.trace,
        "rows": {
            label: {subject: _row(nameless, row) for subject, row in subjects.items()}
            for label, subjects in nameless.rows.items()
        },
        "flawed": sorted([*content, count] for content, (_, count) in nameless.flawed.items()),
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


def _row(tally: EventMultiset, row: Row) -> dict[str, Any]:
    counts = [(shape, count, 0) for shape, count in zip(tally.plan.shapes, row.counts, strict=True) if count]
    counts += [(shape, cell.count, cell.total) for shape, cell in (row.cells or {}).items()]
    kept: dict[str, Any] = {"counts": sorted(([*_plain(shape), count, total] for shape, count, total in counts), key=str)}
    if tally.trace:
        kept["events"] = sorted(content_of(event, tally.clock) for event in row.events or ())
    return kept


def _plain(shape: Shape) -> list[object]:
    value, points = (None if number is None else decimal_text(number) for number in (shape.value, shape.points))
    return [shape.kind, shape.flags, shape.unit, value, points, shape.moment]


def _read(tally: EventMultiset, found: Mapping[str, Any]) -> None:
    for label, subjects in found["rows"].items():
        for subject, kept in subjects.items():
            row = tally.row(label, subject)
            for *shape, count, total in kept["counts"]:
                tally.add_count(row, _shape(shape), int(count), int(total))
            if tally.trace:
                row.events = [event_of(fields) for fields in kept["events"]]
    for *fields, count in found["flawed"]:
        tally.add_flawed(event_of(fields), int(count))
    for fields in found["named"]:
        tally.add(event_of(fields))


def _shape(fields: list[Any]) -> Shape:
    kind, flags, unit, value, points, moment = fields
    numbers = (None if number is None else Decimal(number) for number in (value, points))
    return Shape(kind, tuple(flags), unit, *numbers, None if moment is None else tuple(moment))
