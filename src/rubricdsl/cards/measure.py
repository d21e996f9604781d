"""What is taken of the events that met a rule: a whole number of millionths of its unit's smallest unit."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import RubricError
from rubricdsl.base.quantity import decimal_text, dimension, from_micro, scale
from rubricdsl.cards.scheme import Line
from rubricdsl.meaning.thresholds import own_amount_holds
from rubricdsl.tally.model import Count

ONE = 1_000_000


def measured(line: Line, hits: Sequence[Count]) -> int | None:
    """The measure of a rule over its events; None where there is no measurement."""
    kind = line.rule.measure.kind
    match kind:
        case "count" | "sum":
            return sum(amount(line, hit) for hit in hits)
        case "latest":
            return _value(line, max(hits, key=lambda hit: (*(hit.shape.moment or ()), hit.total))) if hits else None
        case "mean":
            return _mean(line, hits) if hits else None
        case "ratio":
            return _ratio(line, hits)
        case "statistic":
            return _statistic(line, hits) if hits else None
        case "absence" | "obligation" | "deadline" | "mark" | "total" | "collected":
            return None
        case _:
            assert_never(kind)


def amount(line: Line, hit: Count) -> int:
    """What the events of one shape add to a count or sum: their amount where it is in the rule's unit, else 1 each.

    Of several multipliers (每台每天) an amount in one of the units multiplies.
    """
    unit, given = line.unit, hit.shape.unit
    if unit is None or dimension(unit) == "count":
        foreign = given == "" and any(dimension(each.unit) != "count" for each in line.rule.select.when)
        own = unit is not None and (given in ("", unit) or given in unit.split("/")) and not foreign
        return hit.total if own else hit.times * ONE
    if given is None:
        return hit.times * ONE * scale("天")
    return hit.total * scale(given or unit)


def meets_own(line: Line, hit: Count) -> bool:
    """Whether each event of a shape meets the conditions on its own amount."""
    return own_amount_holds(line.rule.select.when, hit.shape.value, hit.shape.unit)


def half_up(value: Fraction) -> int:
    """The nearest whole number, a half away from zero."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -whole if value < 0 else whole


def shown(line: Line, value: int | None) -> Decimal | None:
    """A measure in the unit of its rule, for people; at most six decimals."""
    if value is None:
        return None
    return Decimal(decimal_text(from_micro(half_up(Fraction(value, scale(line.unit or ""))))))


def _mean(line: Line, hits: Sequence[Count]) -> int:
    total = sum(hit.total * scale(hit.shape.unit or line.unit or "") for hit in hits)
    return half_up(Fraction(total, sum(hit.times for hit in hits)))


def _ratio(line: Line, hits: Sequence[Count]) -> int | None:
    """A part of a whole in percent, at six decimals; None where there is no whole."""
    whole = sum(_size(hit) for hit in hits if hit.shape.kind not in line.part)
    part = sum(_size(hit) for hit in hits if hit.shape.kind in line.part)
    return half_up(Fraction(100 * ONE * part, whole)) * scale("%") if whole else None


def _statistic(line: Line, hits: Sequence[Count]) -> int | None:
    """What a plug-in's function takes of the amounts, which it is given, and answers, in the unit of the rule.

    Raises RubricError where it fails: whoever wrote the plug-in has to know.
    """
    statistic, unit = line.rule.measure.statistic, scale(line.unit or "")
    assert statistic is not None
    amounts = tuple(sorted(_pooled(line, hits).items()))
    try:
        value = statistic.take(amounts)
        return None if value is None else half_up(Fraction(value) * ONE * unit)
    except Exception as failure:
        words = {"statistic": statistic.name, "reason": f"{type(failure).__name__}: {failure}"[:200]}
        raise RubricError([Diagnostic("RUB714", words, line.rule.citation.place)]) from failure


def _pooled(line: Line, hits: Sequence[Count]) -> dict[Fraction, int]:
    """How often each amount occurred; events of one shape share theirs."""
    found: dict[Fraction, int] = {}
    for hit in hits:
        own = Fraction(amount(line, hit), hit.times * ONE * scale(line.unit or ""))
        found[own] = found.get(own, 0) + hit.times
    return found


def _size(hit: Count) -> int:
    """What events add to a ratio: their amounts, else 1 each."""
    return hit.times * ONE if hit.shape.unit is None else hit.total * scale(hit.shape.unit)


def _value(line: Line, hit: Count) -> int:
    """The value of a measurement; events of one shape share it."""
    return hit.total // hit.times * scale(hit.shape.unit or line.unit or "")
