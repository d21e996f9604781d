"""The plug-in, handed over as a value: it is accepted, and the ward is scored with it."""

from fractions import Fraction
from pathlib import Path

import pytest

import rubricdsl
from rubricdsl.plugins.registry import register
from ward_quality import PLUGIN, median

FOLDER = Path(__file__).parents[1]


def test_it_is_accepted() -> None:
    assert register([PLUGIN]).refusals == ()


def test_the_ward_is_scored() -> None:
    rubric = rubricdsl.load(FOLDER / "ward.rub", plugins=[PLUGIN])
    cards = rubricdsl.score(rubric, rubricdsl.read_events(FOLDER / "events.csv"))
    assert [(card.subject, str(card.total), card.grade) for card in cards] == [
        ("东病区", "93", "良好"),
        ("西病区", "86", "良好"),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_standard_said_back_means_the_same(lang: str) -> None:
    rubric = rubricdsl.load(FOLDER / "ward.rub", plugins=[PLUGIN])
    assert rubricdsl.parse(rubric.say(lang), strict=True, plugins=[PLUGIN]).digest == rubric.digest


def test_the_median_is_in_the_middle() -> None:
    assert median([(Fraction(9), 1), (Fraction(1), 2)]) == 1
    assert median([(Fraction(9), 1), (Fraction(1), 1)]) == 5
