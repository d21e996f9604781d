"""The rating form scores its log to the golden cards, which a second, unrelated calculation also gives."""

import json
from pathlib import Path
from typing import Any

import pytest

import rubricdsl
from rubrics.rating_by_sql import scorecards

FOLDER = Path(__file__).parents[2] / "rubrics" / "rating-form"


def golden() -> list[dict[str, Any]]:
    return json.loads((FOLDER / "scorecards.json").read_text(encoding="utf-8"))


def test_second_calculation_gives_the_golden_cards() -> None:
    assert scorecards() == golden()


def test_evaluator_gives_the_golden_cards() -> None:
    rubric = rubricdsl.load(FOLDER / "rating-form.rub")
    cards = rubricdsl.score(rubric, rubricdsl.read_events(FOLDER / "events.csv"))
    assert [short(card.to_json()) for card in cards] == golden()
    assert cards.diagnostics == ()


def short(card: dict[str, Any]) -> dict[str, Any]:
    """A card as the golden file states it."""
    return {
        **{key: card[key] for key in ("subject", "base", "total", "low", "high", "grade")},
        "period": card["period"]["label"],
        "marks": {item["code"]: item["mark"] for item in card["items"]},
        "pending": {each["item"]: [each["low"], each["high"]] for each in card["pending"]},
    }


def test_the_form_has_eight_items_with_80_marks_and_grades_to_100() -> None:
    rubric = rubricdsl.load(FOLDER / "rating-form.rub")
    assert rubric.diagnostics == ()
    assert [(item.code, item.full) for item in rubric.items] == [(str(number), 10) for number in range(1, 9)]
    assert (rubric.base, max(grade.high or 0 for grade in rubric.grades)) == (80, 100)
    assert {rule.measure.kind for rule in rubric.rules} == {"mark"}
    assert len(rubric.rules) == 32


def test_the_log_holds_the_hard_cases() -> None:
    cards = golden()
    assert {len(card["pending"]) for card in cards} == {0, 1, 4}
    assert {card["grade"] for card in cards} == {"良好", "合格", "待改进"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_card_explains_what_is_open(lang: str) -> None:
    rubric = rubricdsl.load(FOLDER / "rating-form.rub")
    cards = rubricdsl.score(rubric, rubricdsl.read_events(FOLDER / "events.csv"), subjects=["何军"])
    text = rubricdsl.explain(cards[1], lang)
    assert "54" in text
    assert "67" in text
    assert "8 0 … +10" in text
