"""Whole cards against the second opinion, over texts and logs that reach the whole language."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reference.compare import disagreements, scored
from reference.coverage import played
from reference.dice import Drawn
from reference.features import ROWS
from reference.texts import Example, example

EXAMPLES = 1200


@st.composite
def examples(draw: st.DrawFn) -> Example:
    return example(Drawn(draw))


@settings(max_examples=60)
@given(examples())
def test_cards_are_those_of_the_second_opinion(made: Example) -> None:
    found = scored(made)
    assert found is None or disagreements(found) == []


def test_every_feature_of_the_language_is_reached_and_agreed_on() -> None:
    """The same examples each time: a generator that stops reaching a feature leaves its row at none."""
    counts, differing, total = played(EXAMPLES)
    assert differing == {}
    assert [row for row in ROWS if not counts[row]] == []
    assert total > EXAMPLES * 9 // 10
