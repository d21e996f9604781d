"""What a card lists beside its entries: requirements, what is pending, referred or vetoed, and what just missed."""

from collections.abc import Iterable
from fractions import Fraction

from rubricdsl.cards.evidence import Evidence
from rubricdsl.cards.exact import decimal_of
from rubricdsl.cards.model import Imposed, Missed, Pending, Refused, Requirement
from rubricdsl.cards.outcome import Consequence, NearMiss, Open, Outcome


def requirements(outcomes: Iterable[Outcome], evidence: Evidence) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(each.rule.code, each.status, each.value, evidence.of(each.shapes), each.rule.citation.sentence)
        for outcome in outcomes
        for each in outcome.standards
    )


def pending(opens: Iterable[Open], evidence: Evidence) -> tuple[Pending, ...]:
    return tuple(_pending(each, evidence) for each in opens)


def imposed(consequences: Iterable[Consequence], evidence: Evidence) -> tuple[Imposed, ...]:
    return tuple(Imposed(each.rule.code, each.rule.effect.to, evidence.of(each.shapes)) for each in consequences)


def missed(outcomes: Iterable[Outcome], evidence: Evidence) -> tuple[Missed, ...]:
    return tuple(_missed(each, evidence) for outcome in outcomes for each in outcome.missed)


def refused(outcomes: Iterable[Outcome], evidence: Evidence) -> tuple[Refused, ...]:
    return tuple(
        Refused(each.item, tuple(rule.code for rule in each.left), evidence.of((each.shape,)))
        for outcome in outcomes
        for each in outcome.refused
    )


def _pending(each: Open, evidence: Evidence) -> Pending:
    low, high = (None if end is None else decimal_of(Fraction(end)) for end in (each.low, each.high))
    return Pending(each.rule.code if each.rule else None, each.item, low, high, evidence.of(each.shapes))


def _missed(each: NearMiss, evidence: Evidence) -> Missed:
    rule = each.rule
    events = evidence.of(each.shapes)
    return Missed(rule.code, rule.item, each.reason, each.needed, each.found, events, rule.citation.text)
