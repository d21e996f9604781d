"""The laws of the contracts page over the whole language: texts with every stage at once, and logs that meet them."""

import json
from random import Random

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import rubricdsl
from reference.dice import Seeded
from reference.texts import Example, example
from rubricdsl import Event, Rubric, Tally
from rubricdsl.base.diagnostic import errors

examples = st.integers(0, 2**32).map(lambda seed: example(Seeded(seed)))
some = settings(max_examples=60)


def result(made: Example, log: list[Event]) -> tuple[str, object]:
    cards = rubricdsl.score(rubric_of(made), log, made.subjects, made.periods, made.as_of, strict=False)
    return json.dumps([card.to_json() for card in cards]), cards.diagnostics


def rubric_of(made: Example) -> Rubric:
    return rubricdsl.parse(made.text)


def tallied(rubric: Rubric, log: list[Event], trace: bool = True) -> Tally:
    tally = Tally(rubric, trace=trace)
    tally.update(log)
    return tally


@some
@given(examples, st.randoms(use_true_random=False))
def test_law_order(made: Example, chance: Random) -> None:
    """Law 1: the same for every permutation of the log."""
    mixed = chance.sample(made.log, len(made.log))
    assert result(made, mixed) == result(made, list(made.log))


@some
@given(examples, st.integers(0, 2), st.integers(0, 8), st.booleans())
def test_law_split(made: Example, few: int, more: int, trace: bool) -> None:
    """Law 2: the same for every split, and merging is associative and commutative."""
    rubric, log = rubric_of(made), list(made.log)
    a, b, c = (tallied(rubric, part, trace) for part in (log[:few], log[few : few + more], log[few + more :]))
    whole = tallied(rubric, log, trace)
    assert ((a + b) + c).dumps() == (c + (b + a)).dumps() == whole.dumps()
    assert ((a + b) + c).diagnostics == whole.diagnostics
    if trace:
        cards = (c + (b + a)).scorecards(made.subjects, made.periods, made.as_of, strict=False)
        assert json.dumps([card.to_json() for card in cards]) == result(made, log)[0]


@some
@given(examples)
def test_law_replay(made: Example) -> None:
    """Law 3: an event delivered again changes nothing."""
    again = [event for event in made.log if event.id is not None]
    assert result(made, [*made.log, *again, *again]) == result(made, list(made.log))


@some
@given(examples, st.integers(0, 40), st.booleans())
def test_law_retract(made: Example, place: int, first: bool) -> None:
    """Law 4: an event and its void together score as neither, whichever comes first."""
    facts = [event for event in made.log if event.voids is None]
    if not facts:
        return
    named = evolve(facts[place % len(facts)], id="只此一个")
    void = Event(kind="撤销", subject=named.subject, time=named.time, source=named.source, voids="只此一个")
    pair = [void, named] if first else [named, void]
    rubric = rubric_of(made)
    asked = {"subjects": made.subjects or sorted({event.subject for event in made.log}), "periods": made.periods}
    asked |= {"as_of": made.as_of, "strict": False}
    before = {_where(card): card for card in rubricdsl.score(rubric, made.log, **asked)}
    after = {_where(card): card for card in rubricdsl.score(rubric, [*made.log, *pair], **asked)}
    assert before.keys() <= after.keys()
    for where, card in before.items():
        assert (card.total, card.low, card.high, card.grade) == _end(after[where])


@some
@given(examples)
def test_law_balance(made: Example) -> None:
    """Law 5: where nothing is pending, the base and the entries of a card add up to its total."""
    for card in rubricdsl.score(rubric_of(made), made.log, made.subjects, made.periods, made.as_of, strict=False):
        if not card.pending and card.total is not None:
            assert card.base + sum(entry.points for entry in card.entries) == card.total
        assert all(entry.fate == "applied" or not (entry.points or entry.money) for entry in card.entries)


@settings(max_examples=150)
@given(examples)
def test_law_read_back(made: Example) -> None:
    """Law 7: what is said back, in Chinese, has the meaning of what was written."""
    rubric = rubric_of(made)
    again = rubricdsl.parse(rubric.say("zh"), "again")
    assert not errors(again.diagnostics), [each.say("en") for each in again.diagnostics]
    assert again.digest == rubric.digest


@some
@given(examples)
def test_law_locality(made: Example) -> None:
    """Law 9: events of other subjects never change a card."""
    rubric = rubric_of(made)
    for card in rubricdsl.score(rubric, made.log, made.subjects, made.periods, made.as_of, strict=False):
        own = [event for event in made.log if event.subject == card.subject]
        people = [each for each in made.subjects or () if each.name == card.subject] or [card.subject]
        (alone,) = rubricdsl.score(rubric, own, people, [card.period.label], made.as_of, strict=False)
        assert alone == card


@some
@given(examples, st.booleans())
def test_a_total_alone_is_that_of_the_card(made: Example, trace: bool) -> None:
    rubric = rubric_of(made)
    if rubric.head.period is None:
        return  # what is owed has no day to be judged at
    tally = tallied(rubric, list(made.log), trace)
    for card in tallied(rubric, list(made.log)).scorecards(strict=False):
        assert tally.total(card.subject, card.period.label) == card.total


def _where(card: rubricdsl.Scorecard) -> tuple[str, str]:
    return card.subject, card.period.label


def _end(card: rubricdsl.Scorecard) -> tuple[object, ...]:
    return card.total, card.low, card.high, card.grade
