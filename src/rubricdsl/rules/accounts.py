"""Nothing disappears in silence: every number of points or money in a text is used, or reported where it stands.

A clause uses a number once for each time that it is written, and only in its own sentence; what is stated of an item, a
grade or the whole may be said again.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal
from itertools import accumulate

from attrs import frozen

from rubricdsl.base.quantity import STATED, dimension
from rubricdsl.base.span import Span
from rubricdsl.clauses.draft import Draft, Reading
from rubricdsl.meaning.parts import Grade, Head, Item, Limit, Quantity
from rubricdsl.meaning.report import Report
from rubricdsl.rules.dialect import Dialect
from rubricdsl.rules.sections import Outline, Section
from rubricdsl.tree.model import Part

_SCALES = (Decimal(1), Decimal(10_000))  # 3万元 may have been kept as it is, or as 30000 元
_Key = tuple[Decimal, bool]  # a number, and whether it is a percentage


@frozen
class Taken:
    """What was taken from a document: by its clauses, section by section, and for its items, grades and head."""

    readings: Sequence[tuple[Section, Reading]]
    items: Sequence[Item]
    grades: Sequence[Grade]
    head: Head


def report_unused(lines: Outline, taken: Taken, dialect: Dialect, report: Report) -> None:
    """Reports the points and money that nothing uses and no other finding points at (language, principle 1).

    So are percentages in the sentence of a clause; elsewhere they describe.
    """
    told: dict[str | None, list[Part]] = {None: []}  # None: what stands before the first item
    for code, line in lines.told:
        told.setdefault(code, []).extend(line.parts)
    whole = set(_keys(_of_head(taken.head)))
    ends = {key for grade in taken.grades for key in _keys((grade.low, grade.high))}
    unused = [part for line in lines.grades for part in _unused(line.parts, (), ends | whole, dialect)]
    unused += _unused(told[None], (), whole, dialect)
    items = {item.code: item for item in taken.items}
    for section, reading in taken.readings:
        if reading.accounted:
            continue
        stated = set(_keys(_of_item(section, reading, items.get(section.code))))
        unused += _unused(told.get(section.code, ()), reading.drafts, stated | whole, dialect)
    spoken = _Spans([report.source.span(found.place) for found in report.found if found.place is not None])
    for part in unused:
        if not spoken.overlap(part.span):
            report.add("RUB241", part.span)


def _unused(parts: Sequence[Part], drafts: Sequence[Draft], stated: Set[_Key], dialect: Dialect) -> Iterator[Part]:
    """The parts whose number is left over once the clauses have taken theirs."""
    stating = [(part, quantities) for part in parts if (quantities := dialect.amounts(part))]
    if not stating:
        return
    clauses = _Accounts(drafts)

    def rank(said: tuple[Part, Sequence[Quantity]]) -> tuple[bool, bool]:
        """Scores first, then what stands with them: a number said beside a score is not taken for it."""
        return said[0].name != "score", not clauses.scoring.overlap(said[0].span)

    for part, quantities in sorted(stating, key=rank):
        for quantity in quantities:
            percent = dimension(quantity.unit) == "percent"
            if percent and not clauses.scoring.overlap(part.span):
                continue
            spellings = [(quantity.value * scale, percent) for scale in _SCALES]
            if not clauses.take(spellings, part.span) and stated.isdisjoint(spellings):
                yield part
                break


class _Accounts:
    """What clauses use: in their own sentences, and as limits, which stand behind them."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.limits = Counter(key for draft in drafts for key in _keys(_ends(draft.limit)))
        self.used: dict[int, Counter[_Key]] = {}  # by beginning, which clauses under one topic have in common
        for draft in drafts:
            self.used.setdefault(draft.sentence.start, Counter()).update(_used(draft))
        self.sentences = _Spans([draft.sentence for draft in drafts])
        self.scoring = _Spans([draft.sentence for draft in drafts if draft.effect.kind != "require"])

    def take(self, spellings: Sequence[_Key], span: Span) -> bool:
        """Takes a number from the clauses around its place, else from the limits; False where none has it left."""
        around = (self.used[start] for start in self.sentences.around(span))
        return any(_take(spellings, account) for account in (*around, self.limits))


def _take(spellings: Sequence[_Key], account: Counter[_Key]) -> bool:
    used = next((key for key in spellings if account[key] > 0), None)
    if used is not None:
        account[used] -= 1
    return used is not None


class _Spans:
    """Spans to be asked which of them a place lies in, at the cost of a binary search."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted((span.start, span.end) for span in spans)
        self.reach = list(accumulate(((end, start) for start, end in self.spans), max))

    def overlap(self, span: Span) -> bool:
        before = bisect_left(self.spans, (span.end, 0))
        return before > 0 and self.reach[before - 1][0] > span.start

    def around(self, span: Span) -> Iterator[int]:
        """Where the nearest span begins that holds a place, and where the one that reaches farthest."""
        before = bisect_left(self.spans, (span.end, 0))
        if before > 0 and self.spans[before - 1][1] > span.start:
            yield self.spans[before - 1][0]
        if before > 0 and self.reach[before - 1][0] > span.start:
            yield self.reach[before - 1][1]


def _used(draft: Draft) -> Iterator[_Key]:
    """The numbers that a clause uses in its sentence, each once for each time it is written."""
    effect, curve = draft.effect, draft.curve
    yield from _keys((effect.low, effect.high if effect.high != effect.low else None))
    if effect.kind == "forfeit":
        yield Decimal(0), False
    if effect.share is not None:
        yield effect.share.scaleb(2), True
    stated = (*draft.named, curve.per, curve.origin, *curve.when, *draft.when)
    for quantity in (each for each in stated if each is not None):
        for kind in map(dimension, quantity.unit.split("/")):  # 每项低1个百分点 counts by 项/%
            if kind in STATED:
                yield quantity.value, kind == "percent"


def _of_item(section: Section, reading: Reading, item: Item | None) -> Iterator[Decimal | None]:
    """What an item states of itself: marks, limits, bands; None for one that states and holds nothing."""
    yield from (section.stated.full, None if item is None else item.full, reading.closing_full)
    outer = reading.closing_limit if section.parent is not None else None
    for limit in (None if item is None else item.limit, outer, reading.total_limit):
        yield from _ends(limit)
    for row in section.bands:
        yield from (row.low, row.high)


def _of_head(head: Head) -> tuple[Decimal | None, ...]:
    return (head.base, head.full, head.additions, *head.range)


def _ends(limit: Limit | None) -> tuple[Decimal | None, ...]:
    return (limit.max, limit.min) if limit is not None else ()


def _keys(values: Iterable[Decimal | None]) -> Iterator[_Key]:
    return ((value, False) for value in values if value is not None)
