"""How often a rule scores: multiples, thresholds, steps and ordinals. A group of lines makes one curve."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rubricdsl.base.calendar import period_of
from rubricdsl.base.quantity import scale
from rubricdsl.cards.measure import ONE, measured, shown
from rubricdsl.cards.outcome import NearMiss
from rubricdsl.cards.scheme import Line
from rubricdsl.meaning.parts import MEASUREMENTS, Threshold
from rubricdsl.meaning.thresholds import compare, smallest
from rubricdsl.tally.model import Count

Hits = Mapping[int, Sequence[Count]]
_ONCE = frozenset({"award", "forfeit", "veto", "refer", "require"})


@frozen(eq=False)
class Score:
    """A rule that scores `times` over, on a measure (None: it has none) of these events.

    `occurrences` are the first and last that an ordinal scores.
    """

    line: Line
    times: int
    value: int | None
    hits: tuple[Count, ...]
    occurrences: tuple[int, int] | None = None


def scores(group: tuple[Line, ...], hits: Hits) -> tuple[list[Score], list[NearMiss]]:
    """What one curve comes to, name by name where the measure is taken so, and which of its rules just missed."""
    found: list[Score] = []
    missed: list[NearMiss] = []
    for part in _parts(group, hits):
        scored = _of_group(group, part)
        found += scored
        missed += _missed(group, part, {score.line.order for score in scored})
    return found, missed


def conditions_hold(line: Line, value: int) -> bool:
    """Whether a measure meets the conditions of a rule. A bare count holds from there on."""
    return all(_holds(line, threshold, value) for threshold in line.rule.curve.when) and not _needs_more(line, value)


def taking(line: Line, hits: Sequence[Count]) -> list[Count]:
    """The events of every name that the conditions of a rule hold for; of none where it does not score."""
    found: list[Count] = []
    for part in _parts((line,), {line.order: hits}):
        value = measured(line, part[line.order])
        if value is not None and conditions_hold(line, value):
            found += part[line.order]
    return found


def reach(thresholds: Sequence[Threshold]) -> tuple[int, int]:
    """How extreme conditions are: by their lower end, or where they have none by how low their upper end is."""
    lower = [smallest(each) for each in thresholds if each.op in (">=", ">", "=")]
    if lower:
        return 1, max(lower)
    return 0, -min((smallest(each) for each in thresholds), default=0)


def _parts(group: tuple[Line, ...], hits: Hits) -> Iterator[Hits]:
    for part in _stretches(group[0], hits):
        yield from _names(group, part)


def _stretches(line: Line, hits: Hits) -> Iterator[Hits]:
    """The events day by day, or week by week, where a limit holds over each of them (每天最多6分)."""
    within = line.rule.limit.within if line.rule.limit is not None else None
    if within is None:
        yield hits
        return
    found: dict[str, list[Count]] = {}
    for hit in hits[line.order]:
        found.setdefault(period_of(within, hit.shape.day).label, []).append(hit)
    for label in sorted(found):
        yield {line.order: found[label]}


def _names(group: tuple[Line, ...], hits: Hits) -> Iterator[Hits]:
    apart = group[0].apart
    names = sorted({apart.get(hit.shape.kind, hit.shape.kind) for line in group for hit in hits[line.order]})
    if len(names) < 2 or not apart:
        yield hits
        return
    for name in names:
        yield {
            line.order: [hit for hit in hits[line.order] if apart.get(hit.shape.kind, hit.shape.kind) == name]
            for line in group
        }


def _of_group(group: tuple[Line, ...], hits: Hits) -> list[Score]:
    roles = {line.rule.curve.role for line in group}
    if "nth" in roles:
        return _ordinals(group, hits)
    if len(group) > 1 and all(line.rule.curve.origin is None for line in group):
        return _steepest(group, hits)
    return [score for line in group for score in _single(line, hits[line.order], _far_end(line, group))]


def _far_end(line: Line, group: Sequence[Line]) -> int | None:
    """Where the next rate takes over: the nearest target beyond a line's own, of those that count on its side."""
    below, own = line.rule.curve.below, line.rule.curve.origin
    targets = [smallest(each.rule.curve.origin) for each in group if each.rule.curve.origin is not None]
    if own is None:
        return None
    beyond = [target for target in targets if (target < smallest(own) if below else target > smallest(own))]
    return (max(beyond) if below else min(beyond)) if beyond else None


def _single(line: Line, hits: Sequence[Count], far: int | None = None) -> list[Score]:
    value = measured(line, hits)
    if value is None or not conditions_hold(line, value):
        return []
    counted = value if far is None else max(value, far) if line.rule.curve.below else min(value, far)
    times = _times(line, counted, hits)
    often = line.rule.limit.often if line.rule.limit is not None else None
    if often is not None and times > often:
        return [Score(line, int(often), value, tuple(hits), (1, int(often)))]
    return [Score(line, times, value, tuple(hits))] if times else []


def _steepest(group: tuple[Line, ...], hits: Hits) -> list[Score]:
    """Of the steps that are reached the most extreme one; on a shared edge the later written."""
    reached = [score for line in group for score in _single(line, hits[line.order])]
    return [max(reached, key=lambda score: (reach(score.line.rule.curve.when), score.line.order))] if reached else []


def _ordinals(group: tuple[Line, ...], hits: Hits) -> list[Score]:
    """Each ordinal scores its occurrences; a plain score on the same names those that no ordinal names."""
    found: list[Score] = []
    covered = 0
    for line in sorted(group, key=lambda line: line.rule.curve.role is None):
        mine = tuple(hits[line.order])
        value = measured(line, mine) or 0
        named = _occurrences(line, value // ONE) if line.rule.curve.role == "nth" else None
        whole = value // ONE if line.rule.curve.per is None else _times(line, value, mine)
        times = whole - covered if named is None else named[1] - named[0] + 1
        if times > 0:
            if named is not None:
                covered += times
            elif _leads(found, covered) and covered + times == value // ONE:
                named = covered + 1, covered + times
            found.append(Score(line, times, value, mine, named))
    return found


def _leads(ordinals: Sequence[Score], covered: int) -> bool:
    """Whether ordinals name just the first occurrences, so that those left to a plain score follow them."""
    return covered > 0 and covered == max((score.occurrences[1] for score in ordinals if score.occurrences), default=0)


def _occurrences(line: Line, count: int) -> tuple[int, int]:
    """The first and the last of `count` occurrences that the ordinal names; none where the last is before the first."""
    low, high = 1, count
    for threshold in line.rule.curve.when:
        at = smallest(threshold) // ONE
        match threshold.op:
            case "=":
                low, high = max(low, at), min(high, at)
            case ">=" | ">":
                low = max(low, at + (threshold.op == ">"))
            case "<=" | "<":
                high = min(high, at - (threshold.op == "<"))
    return low, high


def _times(line: Line, value: int, hits: Sequence[Count]) -> int:
    curve = line.rule.curve
    if curve.proportional:
        return 1 if part(line, value) else 0
    if curve.origin is not None:
        return multiples(line, _gap(line, value))
    if curve.per is not None:
        return multiples(line, value)
    if curve.when:
        return 1
    share = line.ledger == "money" and line.rule.effect.share is not None
    if share or line.rule.effect.kind in _ONCE or line.rule.measure.kind in MEASUREMENTS:
        return 1 if hits else 0
    return sum(hit.times for hit in hits)


def part(line: Line, value: int) -> Fraction:
    """按比例: what a measure reaches of its target (100 % where none is stated), or falls short of it; at most all."""
    curve = line.rule.curve
    target = 100 * ONE * scale("%") if curve.origin is None else smallest(curve.origin)
    reached = target - value if curve.below else value
    return Fraction(min(max(reached, 0), target), target) if target else Fraction(0)


def _gap(line: Line, value: int) -> int:
    """How far a measure is on the scoring side of its target; a step counts its own stretch only."""
    curve = line.rule.curve
    target = smallest(curve.origin) if curve.origin is not None else 0
    for threshold in curve.when if curve.role == "step" else ():
        if curve.below and threshold.op in (">=", ">"):
            value = max(value, smallest(threshold))
        elif not curve.below and threshold.op in ("<=", "<"):
            value = min(value, smallest(threshold))
    return max(0, target - value if curve.below else value - target)


def multiples(line: Line, value: int) -> int:
    """How often what a rule multiplies by is reached; without it once, where there is anything at all."""
    per = line.rule.curve.per
    if per is None:
        return 1 if value > 0 else 0
    return -(-value // smallest(per)) if line.rule.curve.round_up else value // smallest(per)


def _holds(line: Line, threshold: Threshold, value: int) -> bool:
    bound = smallest(threshold)
    counts = line.rule.measure.kind in ("count", "sum", "obligation", "deadline") and bound > 0
    return compare(">=" if threshold.op == "=" and counts else threshold.op, value, bound)


def _needs_more(line: Line, value: int) -> bool:
    """Whether the measure is 0 where a deduction up to N starts above it."""
    when = line.rule.curve.when
    return value == 0 and bool(when) and line.sign < 0 and all(each.op == "<=" for each in when)


def _missed(group: tuple[Line, ...], hits: Hits, scored: set[int]) -> Iterator[NearMiss]:
    for line in group:
        mine = tuple(hits[line.order])
        value = measured(line, mine)
        if line.order in scored or not mine or value is None:
            continue
        curve = line.rule.curve
        shapes = tuple(hit.shape for hit in mine)
        if curve.when and not conditions_hold(line, value):
            needed = "、".join(f"{each.op}{each.value}{each.unit}" for each in curve.when)
            yield NearMiss(line.rule, "threshold", needed, shown(line, value), shapes)
        elif curve.per is not None:
            yield NearMiss(line.rule, "multiple", f"{curve.per.value}{curve.per.unit}", shown(line, value), shapes)
