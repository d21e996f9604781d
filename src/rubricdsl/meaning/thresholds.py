"""Whether an exact amount meets a condition, in the terms of its unit's smallest part."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from rubricdsl.base.quantity import dimension, scale, to_micro
from rubricdsl.meaning.parts import Op, Quantity, Threshold


def own_amount_holds(thresholds: Iterable[Threshold], value: Decimal | None, unit: str | None) -> bool:
    """Whether an event's own amount meets all conditions on it; without an amount it counts as 1.

    Without a unit the amount is in that of the condition; a bare count holds from there on.
    """
    return all(_own_holds(each, value, unit) for each in thresholds)


def _own_holds(threshold: Threshold, value: Decimal | None, unit: str | None) -> bool:
    own = to_micro(Decimal(1)) if value is None else to_micro(value) * scale(unit or threshold.unit)
    bare = threshold.op == "=" and dimension(threshold.unit) != "percent"
    return compare(">=" if bare else threshold.op, own, smallest(threshold))


def smallest(quantity: Quantity | Threshold) -> int:
    """A stated quantity in millionths of its dimension's smallest unit."""
    return to_micro(quantity.value) * scale(quantity.unit)


def compare(op: Op, left: int | Fraction, right: int | Fraction) -> bool:
    match op:
        case ">=":
            return left >= right
        case ">":
            return left > right
        case "<=":
            return left <= right
        case "<":
            return left < right
        case "=":
            return left == right
        case _:
            assert_never(op)
