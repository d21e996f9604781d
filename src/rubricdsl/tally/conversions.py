"""An event counted as another: 迟到30分钟以上按旷工半天处理 (language, "Conversion")."""

from decimal import Decimal

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.events.model import Event
from rubricdsl.meaning.parts import Clause
from rubricdsl.meaning.thresholds import own_amount_holds, smallest
from rubricdsl.tally.model import Need


def conversion_of(need: Need, event: Event) -> Clause | None:
    """The rule that counts an event as another matter; of several the one with the highest threshold."""
    met = [
        each.rule
        for each in need.rules
        if each.rule.effect.kind == "convert"
        and not each.fact
        and (each.outright or event.flags.issuperset(each.rule.select.flags))
        and event.flags.isdisjoint(each.rule.select.unless)
        and own_amount_holds(each.rule.select.when, event.amount, event.unit)
    ]
    return max(met, key=_reach) if met else None


def converted(rule: Clause, event: Event, known: frozenset[str]) -> Event:
    """The event as what it counts as, so many times as it occurred, with the flags that are `known` there."""
    matter, much = rule.effect.to or "", rule.effect.amount
    counted = event.amount is not None and not rule.select.when and dimension(event.unit or "次") == "count"
    times = event.amount if counted and event.amount is not None else Decimal(1)
    flags = event.flags & known
    if much is None:
        return evolve(event, kind=matter, amount=times if counted else None, unit=None, flags=flags)
    return evolve(event, kind=matter, amount=much.value * times, unit=much.unit, flags=flags)


def _reach(rule: Clause) -> int:
    return max((smallest(threshold) for threshold in rule.select.when), default=-1)
