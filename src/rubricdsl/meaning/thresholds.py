"""Whether an exact amount meets a condition, in the terms of its unit's smallest part."""

from fractions import Fraction
from typing import assert_never

from rubricdsl.base.quantity import dimension, scale, to_micro
from rubricdsl.meaning.parts import Op, Quantity, Threshold


def own_holds(threshold: Threshold, own: int) -> bool:
    """Whether an event's own amount meets a condition on it: a bare count holds from there on."""
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
