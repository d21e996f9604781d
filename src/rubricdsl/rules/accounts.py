"""Nothing disappears in silence: every number of points or money in a text is used, or reported where it stands.

A clause uses a number once for each time that it is written; what is stated of an item, a grade or the whole may be
said again.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from itertools import accumulate

from attrs import frozen

from rubricdsl.base.quantity import dimension
from rubricdsl.base.span import Place
from rubricdsl.rules.dialect import Dialect
from rubricdsl.rules.draft import Draft, Reading
from rubricdsl.rules.outline import Outline, Section
from rubricdsl.rules.parts import Grade, Head, Item, Limit
from rubricdsl.rules.report import Report
from rubricdsl.tree.model import Line, Part

_AMOUNTS = frozenset({"points", "money"})
_SCALES = (Decimal(1), Decimal(10_000))  # 3万元 may have been kept as it is, or as 30000 元


@frozen
class Taken:
    """What was taken from a document: by its clauses, section by section, and for its items, grades and head."""

    readings: Sequence[tuple[Section, Reading]]
    items: Sequence[Item]
    grades: Sequence[Grade]
    head: Head


def report_unused(lines: Outline, taken: Taken, dialect: Dialect, report: Report) -> None:
    """Reports the points and money that nothing uses and no other finding points at (language, principle 1)."""
    starts = [section.line for section in lines.sections]
    clauses = [Counter(value for draft in reading.drafts for value in _used(draft)) for _, reading in taken.readings]
    full = {item.code: item.full for item in taken.items}
    stated = [set(_stated(*read, full.get(read[0].code))) for read in taken.readings]
    whole, ends = set(_of_head(taken.head)), {end for grade in taken.grades for end in _given(grade.low, grade.high)}
    unused: list[Part] = []
    for line in lines.told:
        section = bisect_right(starts, line.number) - 1
        if section < 0:
            unused += _unused(line, Counter(), whole, dialect)
        else:
            unused += _unused(line, clauses[section], stated[section] | whole, dialect)
    for line in lines.grades:
        unused += _unused(line, Counter(), ends | whole, dialect)
    _report(unused, report)


def _unused(line: Line, clauses: Counter[Decimal], stated: Set[Decimal], dialect: Dialect) -> Iterator[Part]:
    """The parts of a line whose number is left over; `clauses` counts down."""
    # scores first, so that a number said beside a score is not taken for it
    for part in sorted(line.parts, key=lambda part: part.name != "score"):
        for value in dialect.amounts(part):
            spellings = [value * scale for scale in _SCALES]
            used = next((each for each in spellings if clauses[each] > 0), None)
            if used is not None:
                clauses[used] -= 1
            elif stated.isdisjoint(spellings):
                yield part
                break


def _report(parts: Sequence[Part], report: Report) -> None:
    """Reports the parts that no finding overlaps."""
    places = sorted(_extent(d.place) for d in report.found if d.place is not None)
    reach = list(accumulate((end for _, end in places), max))
    for part in parts:
        start, end = _extent(report.source.place(part.span))
        before = bisect_left(places, (end, end))
        if before == 0 or reach[before - 1] <= start:
            report.add("RUB241", part.span)


def _extent(place: Place) -> tuple[tuple[int, int], tuple[int, int]]:
    return (place.line, place.column), (place.end_line, place.end_column)


def _used(draft: Draft) -> Iterator[Decimal]:
    """The points and money that a clause uses, a number for each time it is written."""
    effect, curve, limit = draft.effect, draft.curve, draft.limit or Limit()
    yield from _given(effect.low, effect.high if effect.high != effect.low else None, limit.max, limit.min)
    yield from (Decimal(0),) if effect.kind == "forfeit" else ()
    yield from draft.named
    for quantity in (curve.per, curve.origin, *curve.when, *draft.when):
        if quantity is not None and dimension(quantity.unit) in _AMOUNTS:
            yield quantity.value


def _stated(section: Section, reading: Reading, full: Decimal | None) -> Iterator[Decimal]:
    """What an item states of itself: marks (`full` those it came to), limits, bands."""
    yield from _given(section.stated.full, full)
    for limit in (section.stated.limit, reading.limit, reading.closing_limit, reading.total_limit):
        if limit is not None:
            yield from _given(limit.max, limit.min)
    for row in section.bands:
        yield from (row.low, row.high)


def _of_head(head: Head) -> Iterator[Decimal]:
    return _given(head.base, head.full, head.additions, *head.range)


def _given(*values: Decimal | None) -> Iterator[Decimal]:
    return (value for value in values if value is not None)
