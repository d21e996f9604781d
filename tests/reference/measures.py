"""How much, for the second opinion: amounts in units, thresholds, and what is taken of the events of a period."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from reference.facts import Fact, plain_name
from rubricdsl.base.quantity import dimension, scale
from rubricdsl.meaning.parts import Threshold
from rubricdsl.rules.model import Rubric, Rule


def times(fact: Fact, unit: str | None) -> Fraction:
    """An event counts 1, or its amount where that is in the rule's own unit or in none."""
    event = fact.event
    own = unit is not None and event.amount is not None and event.unit in (None, unit)
    return Fraction(event.amount) if own else Fraction(1)


def amount(fact: Fact, unit: str) -> Fraction:
    """Its amount converted to the unit; 1 where it has none; no unit is the rule's."""
    event = fact.event
    if event.amount is None:
        return Fraction(1)
    return Fraction(event.amount) * scale(event.unit or unit) / scale(unit)


def total_of(facts: Sequence[Fact], unit: str | None) -> Fraction:
    """The sum of what they count or measure in that unit."""
    if unit is None or dimension(unit) == "count":
        return sum((times(f, unit) for f in facts), Fraction(0))
    return sum((amount(f, unit) for f in facts), Fraction(0))


def holds(value: Fraction, threshold: Threshold, unit: str) -> bool:
    """A bare count, written =, holds from N on."""
    bound = Fraction(threshold.value) * scale(threshold.unit or unit) / scale(unit)
    match threshold.op:
        case ">=":
            return value >= bound
        case ">":
            return value > bound
        case "<=":
            return value <= bound
        case "<":
            return value < bound
        case "=":
            return value >= bound


def own_amount_holds(rule: Rule, fact: Fact) -> bool:
    """迟到30分钟以上 tests each event's own amount."""
    return all(
        holds(times(fact, t.unit) if dimension(t.unit) == "count" else amount(fact, t.unit), t, t.unit)
        for t in rule.select.when
    )


def measured(rubric: Rubric, rule: Rule, facts: Sequence[Fact]) -> list[Fraction | None]:
    """The measure, name by name where the language says so; None: no data."""
    kind = rule.measure.kind
    if kind == "ratio":
        return [_ratio(rubric, rule, facts)]
    groups = by_name(rubric, rule, facts) if is_apart(rule) else [list(facts)]
    if kind in ("latest", "mean"):
        return [_value(rule, group) for group in groups]
    return [total_of(group, rule.measure.unit) for group in groups]


def is_apart(rule: Rule) -> bool:
    """Measurements, and 各/分别, are taken name by name."""
    return rule.measure.separate or rule.measure.kind in ("latest", "mean")


def by_name(rubric: Rubric, rule: Rule, facts: Sequence[Fact]) -> list[list[Fact]]:
    """The events of each name apart; where a rule has one name, its code and the item's title stand for it."""
    titles = {item.title for item in rubric.items if item.code == rule.item}
    if len(set(rule.select.kinds) - titles) < 2:
        return [list(facts)]
    names = dict.fromkeys([*rule.select.kinds, *(plain_name(rubric, f.event.kind) for f in facts)])
    return [[f for f in facts if plain_name(rubric, f.event.kind) == name] for name in names]


def _value(rule: Rule, facts: Sequence[Fact]) -> Fraction | None:
    if not facts:
        return None
    values = [amount(f, rule.measure.unit or "%") for f in facts]
    return values[-1] if rule.measure.kind == "latest" else six_places(sum(values, Fraction(0)) / len(values))


def _ratio(rubric: Rubric, rule: Rule, facts: Sequence[Fact]) -> Fraction | None:
    assert rule.measure.of is not None
    part, whole = (
        sum((_counted(f) for f in facts if plain_name(rubric, f.event.kind) == name), Fraction(0))
        for name in rule.measure.of
    )
    return six_places(100 * part / whole) if whole else None


def _counted(fact: Fact) -> Fraction:
    """What a ratio adds up: 1, or the amount."""
    return Fraction(1) if fact.event.amount is None else Fraction(fact.event.amount) * scale(fact.event.unit or "次")


def six_places(value: Fraction) -> Fraction:
    """A quotient becomes points at 6 decimals, half up (a tie goes away from zero)."""
    return rounded(value, 6, "half-up")


def rounded(value: Fraction, places: int, mode: str) -> Fraction:
    shifted = abs(value) * 10**places
    whole, rest = floor(shifted), shifted - floor(shifted)
    up = {
        "half-up": rest >= Fraction(1, 2),
        "half-even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1),
        "down": False,
        "up": rest > 0,
    }[mode]
    result = Fraction(whole + up, 10**places)
    return -result if value < 0 else result


def exactly(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
