"""The item stage: where an item starts, what forfeits it, and the bounds of its result."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from rubricdsl.base.quantity import to_micro
from rubricdsl.cards.curve import Score
from rubricdsl.cards.measure import shown
from rubricdsl.cards.model import Fate
from rubricdsl.cards.outcome import Step
from rubricdsl.cards.points import stated
from rubricdsl.cards.scheme import Line
from rubricdsl.meaning.parts import Item, Limit
from rubricdsl.rules.marks import granted


@frozen(eq=False)
class Marks:
    """The full marks of an item and where its result starts; `full` None: it moves the total by its sum."""

    full: int | None
    start: int
    granted: frozenset[int]


def marks(item: Item, lines: Sequence[Line], silent: frozenset[int] = frozenset()) -> Marks:
    """An item starts at its full marks; one that awards at 0, or at its awards where it also deducts.

    `granted` are the lines (by order) of awards that hold without any event; of those on a measurement with full
    marks to start at, the `silent` ones, which have none.
    """
    full = None if item.full is None else to_micro(item.full)
    awards = [line for line in lines if line.rule.effect.kind == "award"]
    if not awards:
        return Marks(full, full or 0, frozenset())
    if all(line.sign > 0 for line in lines if line.ledger == "points"):
        return Marks(full, 0, frozenset())
    codes = {rule.code for rule in granted([line.rule for line in lines])}
    held = [line for line in awards if line.rule.code in codes or (full is not None and line.order in silent)]
    start = sum(stated(line, full)[0] for line in held)
    return Marks(full, start, frozenset(line.order for line in held))


def bounded(item: Item, marks: Marks, scores: Sequence[int], forfeit: Score | None) -> tuple[int, list[Step]]:
    """What an item moves the total by, with the steps that lead there from its scores."""
    steps = []
    if marks.full is not None and marks.start != marks.full:
        steps.append(Step("item", item.code, Fraction(marks.start - marks.full)))
    move = sum(scores)
    if forfeit is not None:
        lost = _lost(marks, scores)
        shapes = tuple(hit.shape for hit in forfeit.hits)
        value = shown(forfeit.line, forfeit.value)
        fate: Fate = "applied" if lost else "capped"
        steps.append(Step("match", item.code, Fraction(lost), forfeit.line.rule, value, shapes, fate))
        move += lost
    kept = _within(item, marks, move)
    if kept != move:
        steps.append(Step("item", item.code, Fraction(kept - move)))
    return kept + marks.start - (marks.start if marks.full is None else marks.full), steps


def within_limit(limit: Limit | None, move: int) -> int:
    """A move no larger than the most and, once there is any, no smaller than the least."""
    if limit is None or move == 0:
        return move
    size = abs(move)
    if limit.min is not None:
        size = max(size, to_micro(limit.min))
    if limit.max is not None:
        size = min(size, to_micro(limit.max))
    return size if move > 0 else -size


def _lost(marks: Marks, scores: Sequence[int]) -> int:
    """What 不得分 takes: all that is left of the marks, or without full marks the additions."""
    if marks.full is None:
        return -sum(score for score in scores if score > 0)
    return -max(0, marks.start + sum(scores))


def _within(item: Item, marks: Marks, move: int) -> int:
    move = within_limit(item.limit, move)
    if marks.full is None:
        return move
    low = move if item.overdraw else max(-marks.start, move)
    return min(low, marks.full - marks.start)
