"""Shares of a sum of money: 负担损失的5%, 旷工3天以上扣当月工资的30%."""

from typing import TypeVar

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.meaning.parts import Clause, Curve, Effect, Measure

_MONEY = frozenset({"fine", "reward"})
_COUNTED = frozenset({"count", "sum"})
_Rule = TypeVar("_Rule", bound=Clause)


def is_of_money(effect: Effect) -> bool:
    """Whether an effect is a share of a sum of money."""
    return effect.kind in _MONEY and effect.share is not None


def of_sum(rule: _Rule) -> _Rule:
    """A share with no condition, or with one in 元, is taken of the sum that the event states as its amount.

    Where the amount is what a condition in another unit tests (旷工3天), or what the share counts by (每旷工一天), the
    sum stays with whoever records it.
    """
    if not is_of_money(rule.effect) or rule.measure.kind not in _COUNTED:
        return rule
    units = {threshold.unit for threshold in (*rule.select.when, *rule.curve.when)}
    if units - {"元"} or rule.curve.role is not None or not _by_times(rule.curve):
        return rule
    curve = Curve(per=rule.curve.per, when=rule.curve.when, discretion=rule.curve.discretion)
    return evolve(rule, measure=Measure("sum", "元"), curve=curve)


def is_left_to_recorder(rule: Clause) -> bool:
    """Whether an event states what a share of money comes to, as `points`, since nothing says of which sum it is."""
    return is_of_money(rule.effect) and not (rule.measure == Measure("sum", "元") and _by_times(rule.curve))


def _by_times(curve: Curve) -> bool:
    """每次扣当日工资的10% is of the sum of all times; 每满1000元扣工资的1% counts by one sum and is of another."""
    return curve.per is None or dimension(curve.per.unit) == "count"
