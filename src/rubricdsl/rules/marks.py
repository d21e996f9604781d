"""Marks and weights of items, and the awards that count as marks (language, "Sections, items, labels")."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from rubricdsl.meaning.parts import Clause, Item
from rubricdsl.rules import words

_ONE = Decimal(1)


def innermost(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that state full marks and hold no part that does."""
    known = {item.code: item for item in items}
    outer = {code for item in items if item.full is not None for code in _around(item, known)}
    return tuple(item for item in items if item.full is not None and item.code not in outer)


def weight(item: Item, known: Mapping[str, Item]) -> Decimal:
    """The share an item counts with: its own weight times those of the sections around it."""
    share = _ONE if item.weight is None else item.weight
    for code in _around(item, known):
        outer = known[code].weight
        share *= _ONE if outer is None else outer
    return share


def weights_sum(items: Sequence[Item]) -> Decimal | None:
    """What the innermost weights come to, each times those around it; None where no item has one."""
    known = {item.code: item for item in items}
    weighted = [item for item in items if item.weight is not None]
    outer = {code for item in weighted for code in _around(item, known)}
    return sum((weight(item, known) for item in weighted if item.code not in outer), Decimal(0)) if weighted else None


def restated(items: Sequence[Item]) -> tuple[Item, ...]:
    """The sections whose percentage is what the marks of their parts come to: 一、业绩(60%) over 40分 and 20分.

    Where that holds of all percentages they are no weights, but say again what the parts make of 100.
    """
    known = {item.code: item for item in items}
    inside: dict[str, Decimal] = {}
    for item in innermost(items):
        for code in _around(item, known):
            inside[code] = inside.get(code, Decimal(0)) + (item.full or Decimal(0))
    weighted = tuple(item for item in items if item.weight is not None)
    same = all(item.weight is not None and inside.get(item.code) == item.weight.scaleb(2) for item in weighted)
    return weighted if same else ()


def _around(item: Item, known: Mapping[str, Item]) -> Iterator[str]:
    """The codes of the sections around an item, inner first."""
    while item.parent is not None and item.parent in known:
        item = known[item.parent]
        yield item.code


def granted(rules: Sequence[Clause]) -> tuple[Clause, ...]:
    """The awards of an item that hold without any event: beside deductions, those that rest on no data of their own.

    A condition that is the target a deduction counts from is such an award's: 达到95%得10分,每低1%扣1分. Several awards
    by name beside 0分 alone are levels (符合2.0,基本符合1.0,不符合0), of which one is given.
    """
    awards = [rule for rule in rules if rule.effect.kind == "award"]
    taking = [rule for rule in rules if rule.effect.kind in ("deduct", "forfeit")]
    levels = len(awards) > 1 and all(rule.effect.kind == "forfeit" for rule in taking)
    named = all(rule.measure.kind == "count" and not rule.curve.when for rule in awards)
    return () if levels and named else tuple(rule for rule in awards if taking and _rests_on_nothing(rule, taking))


def granted_marks(rules: Sequence[Clause]) -> Decimal | None:
    """What the granted awards of an item come to, its full marks where none are stated; None where there are none."""
    points = [rule.effect.high for rule in granted(rules) if rule.effect.high is not None]
    return sum(points, Decimal(0)) if points else None


def part_of_nothing(rule: Clause, marked: Collection[str]) -> bool:
    """Whether nothing says of what, or to what, points are in proportion; `marked`: the items with full marks."""
    effect, curve = rule.effect, rule.curve
    if not curve.proportional or effect.kind not in ("deduct", "add", "award"):
        return False
    without_amount = effect.low is None and effect.share is None and rule.item not in marked
    return without_amount or (effect.kind == "deduct" and _without_target(rule))


def _without_target(rule: Clause) -> bool:
    """A rate alone does not say whether its value is what was reached or what was missed."""
    curve = rule.curve
    rated = any(words.TARGETED.search(kind) for kind in rule.select.kinds)
    return not curve.below and (curve.origin is not None or bool(curve.when) or rated)


def _rests_on_nothing(award: Clause, taking: Sequence[Clause]) -> bool:
    curve = award.curve
    if award.measure.kind == "mark" or award.select.when or curve.per is not None or curve.discretion:
        return False
    if award.effect.low != award.effect.high:
        return False  # 得1-3分: whoever records it gives the points
    if curve.proportional:
        return False
    return not curve.when or any(_counts_from(rule, award) for rule in taking)


def _counts_from(rule: Clause, award: Clause) -> bool:
    origin = rule.curve.origin
    same = rule.select.kinds == award.select.kinds
    return same and origin is not None and any(each.value == origin.value for each in award.curve.when)
