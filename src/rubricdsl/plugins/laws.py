"""A statistic held to the laws of the tally on a few logs made by rule: the same amounts, however they came."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.meaning.parts import Amounts, Statistic

_SIZES = (1, 2, 3, 5, 8, 13)
_STEP, _AROUND = 7, 11  # amounts that rise and fall, repeat, and are no whole numbers


def lawless(statistic: Statistic, plugin: str) -> Iterator[Diagnostic]:
    """The first law that a statistic breaks, with the amounts that show it (contracts, laws 1 and 2)."""
    for size in _SIZES:
        broken = _broken(statistic, _amounts(size))
        if broken is not None:
            yield Diagnostic("RUB711", {"plugin": plugin, "statistic": statistic.name, "reason": broken})
            return


def _amounts(size: int) -> Amounts:
    """So many amounts, each with how often it occurred; some are listed twice."""
    return tuple((Fraction(place * _STEP % _AROUND, 1 + place % 2), 1 + place % 3) for place in range(size))


def _broken(statistic: Statistic, amounts: Amounts) -> str | None:
    """What differs between ways of telling the same amounts; None where nothing does."""
    first = _taken(statistic, amounts)
    if isinstance(first, str):
        return f"{_said(amounts)}: {first}"
    middle = len(amounts) // 2
    for told in (
        amounts,  # again
        amounts[::-1],
        (*amounts[middle:], *amounts[:middle]),
        tuple(sorted(amounts)),
        tuple((amount, 1) for amount, times in amounts for _ in range(times)),
        tuple({amount: sum(n for other, n in amounts if other == amount) for amount, _ in amounts}.items()),
    ):
        other = _taken(statistic, told)
        if other != first:
            return f"{_said(amounts)} → {first}; {_said(told)} → {other}"
    return None


def _taken(statistic: Statistic, amounts: Amounts) -> Fraction | str | None:
    """The value of a statistic; text where it fails or is not exact."""
    try:
        value = statistic.take(amounts)
    except Exception as failure:  # noqa: BLE001 (code of others: whatever goes wrong in it is a refusal)
        return f"{type(failure).__name__}: {failure}"[:80]
    if value is None or (isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)):
        return _exact(value)
    return f"{type(value).__name__} {value}"[:80]


def _exact(value: Fraction | Decimal | int | None) -> Fraction | str | None:
    if isinstance(value, Decimal) and not value.is_finite():
        return f"Decimal {value}"
    return None if value is None else Fraction(value)


def _said(amounts: Amounts) -> str:
    return " ".join(f"{amount}×{times}" for amount, times in amounts)
