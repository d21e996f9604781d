"""The stages of the total: not applicable, sections → weight → 加分上限 → range → round. Millionths of points."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import define, field, frozen

from rubricdsl.base.quantity import to_micro
from rubricdsl.cards.item import within_limit
from rubricdsl.cards.measure import half_up
from rubricdsl.cards.model import Stage
from rubricdsl.cards.outcome import Outcome, Step
from rubricdsl.cards.tree import ItemTree
from rubricdsl.meaning.parts import Head, Item, Rounding


@frozen(eq=False)
class Total:
    """The total (None: nothing of the scale remains), what each item moved it by, and the steps."""

    points: Fraction | None
    moves: Mapping[str, Fraction]
    steps: tuple[Step, ...]


@define
class Sum:
    """The moves of the items on their way into the total: whole millionths until they are weighed."""

    moves: dict[str, int]
    additions: dict[str, Fraction]
    rescaled: dict[str, Fraction] = field(factory=dict)
    steps: list[Step] = field(factory=list)

    def shift(self, stage: Stage, item: str, points: int) -> None:
        """Move an item, and record it."""
        if points:
            self.steps.append(Step(stage, item, Fraction(points)))
            self.moves[item] = self.moves.get(item, 0) + points


def total_of(tree: ItemTree, head: Head, base: int, outcomes: Sequence[Outcome], absent: frozenset[str]) -> Total:
    """Every stage from the moves of the items to the rounded total."""
    result = Sum({}, {})
    for outcome in outcomes:
        result.moves.update(outcome.moves)
        result.additions.update(outcome.additions)
    marks = tree.marks({code: full for outcome in outcomes for code, full in outcome.full.items()})
    gone = frozenset(code for name in absent for code in tree.within(name))
    _leave(tree, head, marks, gone, result)
    rest = {code: full for code, full in marks.items() if code not in gone or head.absent != "exclude"}
    _sections(tree, rest, gone, result)
    remains = _rescale(tree, marks, rest, result) if rest != marks else True
    moves = _weighed(tree, result)
    total = base + sum(moves.values(), Fraction(0))
    stages: list[tuple[Stage, Fraction]] = [("additions", total + _excess(tree, head, result))]
    stages.append(("range", within_range(head, base, stages[-1][1])))
    stages.append(("round", rounded(stages[-1][1], head.rounding)))
    for stage, points in stages:
        if points != total:
            result.steps.append(Step(stage, None, points - total))
        total = points
    return Total(total if remains else None, moves, tuple(result.steps))


def finished(head: Head, base: int, total: int) -> Fraction:
    """The last stages of a total that no stage before has to do with."""
    return rounded(within_range(head, base, Fraction(total)), head.rounding)


def _sections(tree: ItemTree, marks: Mapping[str, int], gone: frozenset[str], result: Sum) -> None:
    """Sections bound what their parts come to, innermost first."""
    for section in tree.sections():
        inside = tree.within(section.code)
        move = sum(result.moves.get(code, 0) for code in inside)
        if section.code not in gone:
            kept = _within_section(section, sum(marks.get(code, 0) for code in inside), move)
            result.shift("item", section.code, kept - move)


def _within_section(section: Item, marks: int, move: int) -> int:
    limited = within_limit(section.limit, move)
    if section.full is None:
        return limited
    floor = limited if section.overdraw else max(limited, -marks)
    return min(floor, to_micro(section.full) - marks)


def _leave(tree: ItemTree, head: Head, marks: Mapping[str, int], gone: frozenset[str], result: Sum) -> None:
    """Items declared 不适用 move nothing, or count 0 where the head says so."""
    for code in sorted(gone, key=tree.order):
        lost = marks.get(code, 0) if head.absent == "zero" else 0
        result.shift("not-applicable", code, -lost - result.moves.get(code, 0))
        result.additions.pop(code, None)


def _rescale(tree: ItemTree, marks: Mapping[str, int], rest: Mapping[str, int], result: Sum) -> bool:
    """The results that remain stand for the whole scale: after weights, in points of the total at six decimals.

    False when nothing remains.
    """
    whole, left = _scale(tree, marks), _scale(tree, rest)
    if not left:
        return False
    factor = Fraction(whole, left)
    scaled = {inner for code in rest for inner in tree.within(code)}
    scaled |= {section.code for section in tree.sections() if rest.keys() & set(tree.within(section.code))}
    for code in sorted(scaled, key=tree.order):
        move = result.moves.get(code, 0) * tree.weight(code)
        result.rescaled[code] = half_up(move * factor) - move
        if result.rescaled[code]:
            result.steps.append(Step("not-applicable", code, result.rescaled[code]))
        if code in result.additions:
            result.additions[code] *= factor
    return True


def _scale(tree: ItemTree, marks: Mapping[str, int]) -> Fraction:
    """Full marks after weights."""
    return sum((full * tree.weight(code) for code, full in marks.items()), Fraction(0))


def _weighed(tree: ItemTree, result: Sum) -> dict[str, Fraction]:
    """Each weighted item counts with its share."""
    moves: dict[str, Fraction] = {}
    for code in sorted(result.moves, key=tree.order):
        move, weight = result.moves[code], tree.weight(code)
        moves[code] = move * weight
        if moves[code] != move:
            result.steps.append(Step("weight", code, moves[code] - move))
        moves[code] += result.rescaled.get(code, 0)
    return moves


def _excess(tree: ItemTree, head: Head, result: Sum) -> Fraction:
    """加分上限: what all additions together exceed it by, to be taken back."""
    if head.additions is None:
        return Fraction(0)
    added = sum((points * tree.weight(code) for code, points in result.additions.items()), Fraction(0))
    return min(Fraction(0), to_micro(head.additions) - added)


def within_range(head: Head, base: int, total: Fraction) -> Fraction:
    """得分范围, and what is said of the total itself: 扣完为止, 总分最多扣20分."""
    low, high = (None if end is None else to_micro(end) for end in head.range)
    if head.limit is not None and head.limit.max is not None:
        most = to_micro(head.limit.max)
        total = min(max(total, Fraction(base - most)), Fraction(base + most))
    if head.limit is not None and head.limit.exhaust:
        total = max(total, Fraction(0))
    if head.limit is not None and head.limit.min is not None:
        total = max(total, Fraction(to_micro(head.limit.min)))
    if low is not None:
        total = max(total, Fraction(low))
    return total if high is None else min(total, Fraction(high))


def rounded(points: Fraction, rounding: Rounding | None) -> Fraction:
    """Points rounded as the head says; exact where it says nothing."""
    if rounding is None:
        return points
    unit = 10 ** (6 - rounding.places)
    whole, rest = divmod(abs(points) * Fraction(1, unit), 1)
    match rounding.mode:
        case "half-up":
            up = 2 * rest >= 1
        case "half-even":
            up = 2 * rest > 1 or (2 * rest == 1 and whole % 2 == 1)
        case "up":
            up = rest > 0
        case "down":
            up = False
        case _:
            raise AssertionError(rounding.mode)
    size = Fraction((whole + up) * unit)
    return size if points >= 0 else -size
