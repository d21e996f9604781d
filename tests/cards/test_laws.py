"""Law 5 (balance) of the contracts page, over rules and logs with conflicts and errors."""

from hypothesis import given

from rubricdsl.events.model import Event
from rubricdsl.pipeline import Tally
from rubricdsl.rules.model import Rubric
from strategies import any_rubrics, logs


def tallied(rubric: Rubric, log: list[Event], trace: bool) -> Tally:
    tally = Tally(rubric, trace=trace)
    tally.update(log)
    return tally


@given(any_rubrics, logs)
def test_law_balance(rubric: Rubric, log: list[Event]) -> None:
    for card in tallied(rubric, log, trace=True).scorecards(strict=False):
        assert card.base + sum(entry.points for entry in card.entries) == card.total
        assert all(entry.fate == "applied" or entry.points == 0 for entry in card.entries)


@given(any_rubrics, logs)
def test_a_total_alone_is_that_of_the_card(rubric: Rubric, log: list[Event]) -> None:
    plain, traced = tallied(rubric, log, trace=False), tallied(rubric, log, trace=True)
    for card in traced.scorecards(strict=False):
        where = card.subject, card.period.label
        assert plain.total(*where) == traced.total(*where) == card.total
