"""One event counted as another, for the second opinion (language, "Conversion")."""

from fractions import Fraction

from attrs import evolve

from rubricdsl.base.quantity import scale
from rubricdsl.events.model import Event
from rubricdsl.rules.model import Rubric, Rule


def as_counted(rubric: Rubric, event: Event) -> Event:
    """What an event counts as in the end: 迟到 of 45 minutes as half a day of 旷工."""
    turning = [rule for rule in rubric.rules if rule.effect.kind == "convert" and _turns(rule, event)]
    if not turning:
        return event
    rule = max(turning, key=lambda rule: max((Fraction(t.value) * scale(t.unit) for t in rule.select.when), default=-1))
    much = rule.effect.amount
    amount = None if much is None else much.value
    turned = evolve(event, kind=rule.effect.to, amount=amount, unit=None if much is None else much.unit)
    return as_counted(rubric, turned)


def _turns(rule: Rule, event: Event) -> bool:
    if event.kind not in (*rule.select.kinds, rule.code) or event.flags & set(rule.select.unless):
        return False
    own = Fraction(1) if event.amount is None else Fraction(event.amount)
    return all(
        _holds(t.op, own * scale(event.unit or t.unit), Fraction(t.value) * scale(t.unit)) for t in rule.select.when
    )


def _holds(op: str, own: Fraction, stated: Fraction) -> bool:
    return {">=": own >= stated, ">": own > stated, "<=": own <= stated, "<": own < stated, "=": own >= stated}[op]
