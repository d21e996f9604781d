"""A score as points: stated, a share of the item's marks, in proportion, or given by the event within a range."""

from fractions import Fraction

from attrs import frozen

from rubricdsl.base.quantity import to_micro
from rubricdsl.cards.curve import Score, part
from rubricdsl.cards.measure import amount, half_up
from rubricdsl.cards.outcome import UNBOUNDED, End
from rubricdsl.cards.scheme import Line
from rubricdsl.meaning.parts import DUTIES
from rubricdsl.meaning.shares import is_left_to_recorder
from rubricdsl.meaning.thresholds import smallest
from rubricdsl.tally.model import Count


@frozen(eq=False)
class Awarded:
    """Millionths of points without sign, at the end asked for; `low` to `high` is still open (None: without end)."""

    points: int
    open: bool = False
    low: int = 0
    high: int | None = 0
    hits: tuple[Count, ...] = ()


def awarded(score: Score, full: int | None, end: End) -> Awarded:
    """The points of a score; `full` is the mark of its item, for shares."""
    line = score.line
    left = is_left_to_recorder(line.rule)
    if line.ledger == "money" and line.rule.effect.share is not None and not left:
        return Awarded(half_up((score.value or 0) * Fraction(line.rule.effect.share)))
    low, high = stated(line, full)
    if low != high or line.rule.curve.discretion:
        return _given(score, low, high, end)
    if line.rule.curve.proportional:
        return Awarded(half_up(low * part(line, score.value or 0)))
    return Awarded(low * score.times)


def stated(line: Line, full: int | None) -> tuple[int, int | None]:
    """The least and the most points of one multiple; None where nothing bounds the most."""
    effect, limit = line.rule.effect, line.rule.limit
    if is_left_to_recorder(line.rule):
        return 0, None
    if effect.share is not None:
        points = half_up(Fraction(effect.share) * (full or 0))
        return points, points
    if effect.low is None and line.rule.curve.proportional and line.ledger == "points":
        return full or 0, full or 0
    low = effect.low if effect.low is not None else (limit.min if limit else None)
    return (0 if low is None else to_micro(low)), (None if effect.high is None else to_micro(effect.high))


def _given(score: Score, low: int, high: int | None, end: End) -> Awarded:
    """Points left to the events: what they carry, times their own multiples; without, what is still open."""
    line = score.line
    if line.rule.measure.kind in DUTIES:
        return _given_late(score, low, high, end)
    once = bool(line.rule.curve.when)
    given = [(to_micro(hit.shape.points), hit) for hit in score.hits if hit.shape.points is not None]
    silent = tuple(hit for hit in score.hits if hit.shape.points is None)
    if once and given:
        return Awarded(max(points for points, _ in given))
    known = sum(points * _own_multiples(line, hit) for points, hit in given)
    times = 1 if once else sum(_own_multiples(line, hit) for hit in silent)
    if not times:
        return Awarded(known)
    most = None if high is None else high * times
    taken = {"settled": 0, "low": low * times, "high": UNBOUNDED if most is None else most}[end]
    return Awarded(known + taken, True, low * times, most, silent)


def _given_late(score: Score, low: int, high: int | None, end: End) -> Awarded:
    """Points left to what was done late, each for its own window; what was never done is still open."""
    given = [(to_micro(hit.shape.points), hit) for hit in score.hits if hit.shape.points is not None]
    known = sum(points * hit.times for points, hit in given)
    times = max(0, score.times - sum(hit.times for _, hit in given))
    if not times:
        return Awarded(known)
    most = None if high is None else high * times
    taken = {"settled": 0, "low": low * times, "high": UNBOUNDED if most is None else most}[end]
    silent = tuple(hit for hit in score.hits if hit.shape.points is None)
    return Awarded(known + taken, True, low * times, most, silent)


def _own_multiples(line: Line, hit: Count) -> int:
    per = None if is_left_to_recorder(line.rule) else line.rule.curve.per  # the recorder states the whole
    return hit.times if per is None else amount(line, hit) // smallest(per)
