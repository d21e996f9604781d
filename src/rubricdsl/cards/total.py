"""The stages of the total: sections → not applicable → weight → 加分上限 → range → round."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import define, field, frozen

from rubricdsl.base.quantity import to_micro
from rubricdsl.cards.item import within_limit
from rubricdsl.cards.measure import half_up
from rubricdsl.cards.outcome import Micro, Outcome, Step
from rubricdsl.cards.tree import ItemTree
from rubricdsl.rules.parts import Head, Item, Rounding


@frozen(eq=False)
class Total:
    """The total in millionths (None: nothing of the scale remains), what each item moved it by, and the steps."""

    points: Micro | None
    moves: Mapping[str, Micro]
    steps: tuple[Step, ...]


@define
class Sum:
    """The moves of the items on their way into the total."""

    moves: dict[str, Micro]
    additions: dict[str, Micro]
    steps: list[Step] = field(factory=list)

    def shift(self, step: Step) -> None:
        """Record a step; one of an item moves the item."""
        if step.points == 0:
            return
        self.steps.append(step)
        if step.item is not None:
            self.moves[step.item] = self.moves.get(step.item, 0) + step.points


def total_of(tree: ItemTree, head: Head, base: int, outcomes: Sequence[Outcome], absent: frozenset[str]) -> Total:
    """Every stage from the moves of the items to the rounded total."""
    result = Sum({}, {})
    for outcome in outcomes:
        result.moves.update(outcome.moves)
        result.additions.update(outcome.additions)
    marks = tree.marks({code: full for outcome in outcomes for code, full in outcome.full.items()})
    _sections(tree, marks, result)
    gone = frozenset(code for name in absent for code in tree.within(name))
    remains = _not_applicable(tree, head, marks, gone, result) if gone else True
    _weigh(tree, result)
    total: Micro = base + sum(result.moves.values())
    stages: tuple[Callable[[Micro], Step], ...] = (
        lambda _: _cap_additions(head, result),
        lambda points: _bound(head, base, points),
        lambda points: Step("round", None, rounded(points, head.rounding) - points),
    )
    for stage in stages:
        step = stage(total)
        result.shift(step)
        total += step.points
    return Total(total if remains else None, result.moves, tuple(result.steps))


def _sections(tree: ItemTree, marks: Mapping[str, int], result: Sum) -> None:
    """Sections bound what their parts come to, innermost first."""
    for section in tree.sections():
        inside = tree.within(section.code)
        move = sum(result.moves.get(code, 0) for code in inside)
        kept = _within_section(section, sum(marks.get(code, 0) for code in inside), move)
        result.shift(Step("item", section.code, kept - move))


def _within_section(section: Item, marks: int, move: Micro) -> Micro:
    limited = within_limit(section.limit, move)
    if section.full is None:
        return limited
    full = to_micro(section.full)
    floor = limited if section.overdraw else max(limited, -marks)
    return min(floor, full - marks)


def _not_applicable(tree: ItemTree, head: Head, marks: Mapping[str, int], gone: frozenset[str], result: Sum) -> bool:
    """Take items out of the scale; False when nothing of the scale remains."""
    for code in sorted(gone, key=tree.order):
        lost = marks.get(code, 0) if head.absent == "zero" else 0
        result.shift(Step("not-applicable", code, -lost - result.moves.get(code, 0)))
        result.additions.pop(code, None)
    if head.absent != "exclude" or not gone & marks.keys():
        return True
    weighed = {code: full * tree.weight(code) for code, full in marks.items()}
    rest = sum(full for code, full in weighed.items() if code not in gone)
    if rest:
        _rescale(tree, [code for code in marks if code not in gone], Fraction(sum(weighed.values()), rest), result)
    return bool(rest)


def _rescale(tree: ItemTree, marked: Sequence[str], factor: Fraction, result: Sum) -> None:
    """The results that remain stand for the whole scale; a quotient becomes points at six decimals."""
    for code in (inner for outer in marked for inner in tree.within(outer)):
        move = result.moves.get(code, 0)
        result.shift(Step("not-applicable", code, half_up(Fraction(move * factor)) - move))
        if code in result.additions:
            result.additions[code] *= factor


def _weigh(tree: ItemTree, result: Sum) -> None:
    for code in sorted(result.moves, key=tree.order) if tree.weighted else ():
        weight = tree.weight(code)
        result.shift(Step("weight", code, result.moves[code] * weight - result.moves[code]))
        result.additions[code] = result.additions.get(code, 0) * weight


def _cap_additions(head: Head, result: Sum) -> Step:
    if head.additions is None:
        return Step("additions", None, 0)
    return Step("additions", None, min(0, to_micro(head.additions) - sum(result.additions.values())))


def _bound(head: Head, base: int, total: Micro) -> Step:
    """得分范围, and what is said of the total itself: 扣完为止, 总分最多扣20分."""
    low, high = head.range
    kept = base + within_limit(head.limit, total - base)
    if head.limit is not None and head.limit.exhaust:
        kept = max(kept, 0)
    if low is not None:
        kept = max(kept, to_micro(low))
    if high is not None:
        kept = min(kept, to_micro(high))
    return Step("range", None, kept - total)


def rounded(points: Micro, rounding: Rounding | None) -> Micro:
    """Points rounded as the head says; exact where it says nothing."""
    if rounding is None:
        return points
    unit = int(Decimal(10) ** (6 - rounding.places))
    share = Fraction(points, unit)
    whole, rest = divmod(abs(share), 1)
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
    size = (whole + up) * unit
    return size if points >= 0 else -size
