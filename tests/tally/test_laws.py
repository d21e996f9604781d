"""The laws of the contracts page that are the tally's: order, split, replay, retract, locality."""

import json

from hypothesis import given
from hypothesis import strategies as st

from rubricdsl.events.model import Event
from rubricdsl.pipeline import Tally, score
from rubricdsl.rules.model import Rubric
from strategies import any_rubrics, events, logs


def tallied(rubric: Rubric, log: list[Event], trace: bool = True) -> Tally:
    tally = Tally(rubric, trace=trace)
    tally.update(log)
    return tally


def results(rubric: Rubric, log: list[Event]) -> tuple[str, tuple[object, ...]]:
    cards = score(rubric, log, strict=False)
    return json.dumps([card.to_json() for card in cards]), cards.diagnostics


@given(any_rubrics, logs, st.randoms(use_true_random=False), st.booleans())
def test_law_order(rubric: Rubric, log: list[Event], draw: object, trace: bool) -> None:
    mixed = sorted(log, key=lambda _: draw.random())
    assert tallied(rubric, log, trace).dumps() == tallied(rubric, mixed, trace).dumps()
    assert results(rubric, log) == results(rubric, mixed)


@given(any_rubrics, logs, logs, logs)
def test_law_split(rubric: Rubric, one: list[Event], two: list[Event], three: list[Event]) -> None:
    whole = tallied(rubric, one + two + three)
    a, b, c = (tallied(rubric, part) for part in (one, two, three))
    left, right = (a + b) + c, c + (b + a)
    assert left.dumps() == whole.dumps() == right.dumps()
    assert left.diagnostics == whole.diagnostics == right.diagnostics
    assert [card.to_json() for card in left.scorecards(strict=False)] == [
        card.to_json() for card in whole.scorecards(strict=False)
    ]


@given(any_rubrics, logs)
def test_law_split_leaves_the_parts_alone(rubric: Rubric, log: list[Event]) -> None:
    part = tallied(rubric, log)
    before = part.dumps()
    assert (part + part).diagnostics is not None
    assert part.dumps() == before


@given(any_rubrics, logs)
def test_law_replay(rubric: Rubric, log: list[Event]) -> None:
    again = [event for event in log if event.id is not None]
    assert results(rubric, log + again) == results(rubric, log)
    assert tallied(rubric, log + again + again).dumps() == tallied(rubric, log).dumps()


@given(any_rubrics, logs, events(), st.booleans())
def test_law_retract(rubric: Rubric, log: list[Event], made: Event, first: bool) -> None:
    named = Event(
        kind=made.kind,
        subject=made.subject,
        time=made.time,
        id="只此一个",
        amount=made.amount,
        unit=made.unit,
        flags=made.flags,
    )
    void = Event(kind="撤销", subject=made.subject, time=made.time, voids="只此一个")
    pair = [void, named] if first else [named, void]
    with_pair, without = tallied(rubric, [*pair, *log]), tallied(rubric, log)
    assert with_pair.diagnostics == without.diagnostics
    totals = {(card.subject, card.period.label): card.total for card in with_pair.scorecards(strict=False)}
    for card in without.scorecards(strict=False):
        assert totals.pop((card.subject, card.period.label)) == card.total
    assert all(total == without.scorecard(*where).total for where, total in totals.items())


@given(any_rubrics, logs)
def test_law_locality(rubric: Rubric, log: list[Event]) -> None:
    own = [event for event in log if event.subject == "张三"]
    others = [
        Event(kind=event.kind, subject=event.subject, time=event.time, source=f"乙{event.source}", id=event.id,
              amount=event.amount, unit=event.unit, flags=event.flags, voids=event.voids)
        for event in log
        if event.subject != "张三"
    ]  # fmt: skip
    alone = tallied(rubric, own)
    among = tallied(rubric, own + others)
    for label in alone.rows.counts:
        assert among.scorecard("张三", label) == alone.scorecard("张三", label)


@given(any_rubrics, logs, st.booleans())
def test_dumps_and_loads(rubric: Rubric, log: list[Event], trace: bool) -> None:
    tally = tallied(rubric, log, trace)
    again = Tally.loads(rubric, tally.dumps())
    assert again.dumps() == tally.dumps()
    assert again.diagnostics == tally.diagnostics
