"""Millionths of points as the decimals a card shows."""

from decimal import Decimal
from fractions import Fraction

from rubricdsl.base.quantity import decimal_text
from rubricdsl.cards.outcome import BEYOND

_MILLION = 1_000_000


def decimal_of(points: Fraction) -> Decimal:
    """The exact decimal of millionths, in its shortest plain form; every weight is a decimal, so there is one."""
    whole, rest = divmod(points, _MILLION)
    if not rest:
        return Decimal(int(whole))
    places = 0
    while (points * 10**places).denominator != 1:
        places += 1
    sign, digits, _ = Decimal(int(points * 10**places)).as_tuple()
    return Decimal(decimal_text(Decimal((sign, digits, -6 - places))))  # by parts: no context rounds it


def bound_of(points: Fraction) -> Decimal | None:
    """An end of a range; None where nothing bounds it."""
    return None if abs(points) > BEYOND else decimal_of(points)
