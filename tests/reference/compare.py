"""A card of the library held against the second opinion: what they say differently."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

import rubricdsl
from reference import oracle
from reference.texts import Example
from rubricdsl.base.diagnostic import Diagnostic, errors

LEFT_OUT_BY_BOTH = frozenset({"RUB450", "RUB455", "RUB464"})
"""Unknown names, events outside a subject's dates, marks that leave the bands left: both leave them out."""


@frozen
class Scored:
    """An example read and scored by the library."""

    example: Example
    rubric: rubricdsl.Rubric
    cards: tuple[rubricdsl.Scorecard, ...]
    diagnostics: tuple[Diagnostic, ...]


def scored(example: Example) -> Scored | None:
    """None where the log has errors that the second opinion does not judge; the text is always sound."""
    rubric = rubricdsl.parse(example.text)
    assert not errors(rubric.diagnostics), (example.text, [each.say("en") for each in rubric.diagnostics])
    cards = rubricdsl.score(rubric, example.log, example.subjects, example.periods, example.as_of, strict=False)
    if {each.code for each in errors(cards.diagnostics)} - LEFT_OUT_BY_BOTH:
        return None
    return Scored(example, rubric, tuple(cards), cards.diagnostics)


def disagreements(made: Scored) -> list[str]:
    """Everything that the cards and the second opinion say differently, in words."""
    example = made.example
    as_of = None if example.as_of is None else date.fromisoformat(example.as_of)
    opinions = oracle.score(made.rubric, example.log, example.subjects, example.periods, as_of)
    cards = {(card.subject, card.period.label): card for card in made.cards}
    found = [f"no card of {where}" for where in opinions.keys() - cards.keys()]
    found += [f"a card of {where}" for where in cards.keys() - opinions.keys()]
    for where in sorted(cards.keys() & opinions.keys()):
        found += [f"{where} {said}" for said in _of_card(cards[where], opinions[where])]
    return sorted(found)


def _of_card(card: rubricdsl.Scorecard, opinion: oracle.Opinion) -> Iterator[str]:
    for name, mine, theirs in _pairs(card, opinion):
        if mine != theirs:
            yield f"{name}: {mine} on the card, {theirs} in the second opinion"


def _pairs(card: rubricdsl.Scorecard, opinion: oracle.Opinion) -> Iterator[tuple[str, object, object]]:
    yield "total", _exact(card.total), opinion.total
    yield "low", _exact(card.low), opinion.low
    yield "high", _exact(card.high), opinion.high
    yield "grade", card.grade, opinion.grade
    yield "money", _exact(card.money), opinion.money
    yield "requirements", {each.rule: each.status for each in card.requirements}, opinion.requirements
    open_points = frozenset((each.rule, each.item, _exact(each.low), _exact(each.high)) for each in card.pending)
    yield "pending", open_points, opinion.pending
    yield "vetoes", frozenset((each.rule, each.to) for each in card.vetoes), opinion.vetoes
    yield "referred", frozenset((each.rule, each.to) for each in card.referred), opinion.referred
    if opinion.total is not None and not opinion.pending:
        moves = {item.code: _exact(item.points) for item in card.items}
        yield "items", moves, {code: opinion.items[code] for code in moves}


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
