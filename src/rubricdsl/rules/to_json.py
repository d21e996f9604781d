"""Rules and rubrics as plain JSON values (contracts, "Rule" and "Python")."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rubricdsl.base.quantity import decimal_text
from rubricdsl.meaning.parts import Case, Clause, Grade, Head, Item, Limit, Quantity, Threshold
from rubricdsl.rules import say


def rule(clause: Clause) -> dict[str, Any]:
    place = clause.citation.place
    return {
        "code": clause.code,
        "item": clause.item,
        "kinds": list(clause.select.kinds),
        "effect": clause.effect.kind,
        **_amount(clause),
        **_conditions(clause),
        **_marks(clause),
        "measure": clause.measure.kind,
        "text": clause.citation.text,
        "sentence": clause.citation.sentence,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "say": {"zh": say.rule(clause, "zh"), "en": say.rule(clause, "en")},
        **({"inherited": list(clause.citation.inherited)} if clause.citation.inherited else {}),
    }


def rubric(
    head: Head, items: Iterable[Item], rules: Iterable[Clause], grades: Iterable[Grade], base: Decimal
) -> dict[str, Any]:
    return {
        "title": head.title,
        "id": head.id,
        "version": head.version,
        "base": decimal_text(base),
        "period": head.period,
        "range": [_text(end) for end in head.range],
        "rounding": {"places": head.rounding.places, "mode": head.rounding.mode} if head.rounding else None,
        "zone": head.zone,
        "limit": limit(head.limit),
        "items": [_item(item) for item in items],
        "grades": [
            {"name": g.name, "from": _text(g.low), "to": _text(g.high), "excludes": list(g.excludes)} for g in grades
        ],
        "rules": [rule(clause) for clause in rules],
        "full": _text(head.full),
        "additions": _text(head.additions),
        "effective": list(head.effective),
        "roles": list(head.roles),
        "language": head.language,
        "not_applicable": head.absent,
        "gravest": head.gravest,
        "aliases": {name: list(others) for name, others in head.aliases},
        "ratios": {name: [part, whole] for name, part, whole in head.ratios},
        "references": dict(head.references),
    }


def limit(bound: Limit | None) -> dict[str, Any] | None:
    """A limit as {"max"}, {"min"}, {"exhaust"}, {"within"} and {"times"}, only what it states; None for none."""
    if bound is None:
        return None
    stated: dict[str, Any] = {}
    if bound.max is not None:
        stated["max"] = decimal_text(bound.max)
    if bound.min is not None:
        stated["min"] = decimal_text(bound.min)
    if bound.exhaust:
        stated["exhaust"] = True
    if bound.within is not None:
        stated["within"] = bound.within
    if bound.often is not None:
        stated["times"] = decimal_text(bound.often)
    return stated


def _item(item: Item) -> dict[str, Any]:
    return {
        "code": item.code,
        "label": item.label,
        "title": item.title,
        "full": _text(item.full),
        "weight": None if item.weight is None else percent(item.weight),
        "limit": limit(item.limit),
        "line": item.line,
        "parent": item.parent,
    }


def _amount(clause: Clause) -> dict[str, Any]:
    effect = clause.effect
    stated: dict[str, Any] = {}
    if effect.low is not None and effect.high is not None:
        low, high = decimal_text(effect.low), decimal_text(effect.high)
        key = "money" if effect.kind in ("fine", "reward") else "points"
        stated[key] = low if low == high else [low, high]
    if effect.share is not None:
        stated["share"] = percent(effect.share)
    if effect.to is not None:
        stated["to"] = effect.to
    if effect.amount is not None:
        stated["as"] = {"value": decimal_text(effect.amount.value), "unit": effect.amount.unit}
    if effect.lower is not None:
        stated["lower"] = str(effect.lower)
    if effect.bar is not None:
        stated["bar"] = effect.bar
    if effect.grade is not None:
        stated["grade"] = effect.grade
    return stated


def _conditions(clause: Clause) -> dict[str, Any]:
    curve = clause.curve
    stated: dict[str, Any] = {}
    if curve.per is not None:
        stated["per"] = {"every": decimal_text(curve.per.value), "unit": curve.per.unit}
    when = [*clause.select.when, *curve.when]
    if when:
        stated["when"] = [_threshold(threshold) for threshold in when]
        stated["scope"] = "event" if clause.select.when else "period"
    if curve.role is not None:
        stated["role"] = curve.role
    if curve.origin is not None:
        stated["from"] = _quantity(curve.origin)
    if clause.limit is not None:
        stated["limit"] = limit(clause.limit)
    return stated


def _marks(clause: Clause) -> dict[str, Any]:
    curve, window = clause.curve, clause.measure.window
    stated: dict[str, Any] = {
        "escalates": clause.graver,
        "extra": clause.extra,
        "discretion": curve.discretion,
        "proportional": curve.proportional,
    }
    stated = {key: True for key, holds in stated.items() if holds}
    if curve.band is not None:
        stated["band"] = [_case(case) for case in curve.band.cases]
    if curve.times is not None:
        stated["times"] = decimal_text(curve.times)
    if clause.select.flags:
        stated["flags"] = list(clause.select.flags)
    if clause.select.unless:
        stated["unless"] = list(clause.select.unless)
    if clause.measure.of is not None:
        stated["of"] = list(clause.measure.of)
    if clause.measure.statistic is not None:
        stated["statistic"] = clause.measure.statistic.name
    if window is not None:
        stated["window"] = {"every": decimal_text(window.every), "unit": window.unit, "run": window.run}
        if window.by is not None:
            day = {"month": window.by.month, "day": window.by.day}
            stated["window"]["by"] = {key: str(value) for key, value in day.items() if value is not None}
    return stated


def _case(case: Case) -> dict[str, Any]:
    """One way to be in a band: all of `all`, of each any one; `open`: and what only the rater can judge."""
    asks = [
        [{"kinds": list(each.kinds), "when": [_threshold(one) for one in each.when]} for each in ask]
        for ask in case.asks
    ]
    return {"all": asks, "open": case.open}


def _threshold(threshold: Threshold) -> dict[str, Any]:
    return {"op": threshold.op, "value": decimal_text(threshold.value), "unit": threshold.unit}


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {"value": decimal_text(quantity.value), "unit": quantity.unit}


def percent(share: Decimal) -> str:
    """A share as a percentage: Decimal("0.2") is "20%"."""
    return decimal_text(share * 100) + "%"


def _text(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)
