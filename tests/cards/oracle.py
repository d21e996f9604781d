"""A second opinion on totals: the plain reading of the rules over a list of events, in fractions."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from rubricdsl.events.model import Event
from rubricdsl.rules.model import Rubric, Rule
from rubricdsl.rules.parts import Item, Limit


def total(rubric: Rubric, events: Sequence[Event]) -> Fraction:
    """The total of one subject and period over events that all stand."""
    result = Fraction(rubric.base) + sum((_item(rubric, item, events) for item in rubric.items), Fraction(0))
    low, high = rubric.head.range
    result = result if low is None else max(result, Fraction(low))
    result = result if high is None else min(result, Fraction(high))
    return _rounded(result, rubric.head.rounding.mode) if rubric.head.rounding else result


def _item(rubric: Rubric, item: Item, events: Sequence[Event]) -> Fraction:
    rules = [rule for rule in rubric.rules if rule.item == item.code]
    move = _limited(item.limit, sum((_rule(rule, rules, events) for rule in rules), Fraction(0)))
    if item.full is None:
        return move
    return min(Fraction(0), move) if item.overdraw else max(-Fraction(item.full), min(Fraction(0), move))


def _rule(rule: Rule, rules: Sequence[Rule], events: Sequence[Event]) -> Fraction:
    mine = [event for event in events if _meets(rule, event) and not _graver(rule, rules, event)]
    points = Fraction(rule.effect.low or 0)
    if rule.curve.when:
        (bound,) = rule.curve.when
        count = _count(mine)
        times = 1 if (count >= bound.value if bound.op == ">=" else count > bound.value) else 0
    elif rule.curve.per is None:
        times = len(mine)
    else:
        whole = _count(mine) / Fraction(rule.curve.per.value)
        times = ceil(whole) if rule.curve.round_up else floor(whole)
    sign = 1 if rule.effect.kind == "add" else -1
    return _limited(rule.limit, sign * points * times)


def _count(events: Sequence[Event]) -> Fraction:
    return sum(
        (Fraction(e.amount) if e.amount is not None and e.unit in (None, "次") else Fraction(1) for e in events),
        Fraction(0),
    )


def _meets(rule: Rule, event: Event) -> bool:
    return event.kind in rule.select.kinds and event.flags.issuperset(rule.select.flags)


def _graver(rule: Rule, rules: Sequence[Rule], event: Event) -> bool:
    """Whether a graver case than this stands in for it."""
    if rule.curve.when:
        return False
    root = rule.escalates or rule.code
    cases = [other for other in rules if other.escalates == root and _meets(other, event)]
    if not cases:
        return False
    return max(cases, key=lambda case: (case.effect.low, -rules.index(case))) != rule


def _limited(limit: Limit | None, move: Fraction) -> Fraction:
    most = None if limit is None else limit.max
    return move if most is None else max(-Fraction(most), min(Fraction(most), move))


def _rounded(value: Fraction, mode: str) -> Fraction:
    names = {"half-up": "ROUND_HALF_UP", "half-even": "ROUND_HALF_EVEN", "down": "ROUND_DOWN", "up": "ROUND_UP"}
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(exact.quantize(Decimal(1), names[mode]))
