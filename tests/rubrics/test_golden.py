"""The sample rubrics score their logs to the golden cards, which a second, unrelated calculation also gives."""

import json
from pathlib import Path
from typing import Any

import pytest

import rubricdsl
from rubrics.by_sql import scorecards

RUBRICS = Path(__file__).parents[2] / "rubrics"
NAMES = ["steward", "steward-basic", "steward-group"]


def golden(name: str) -> list[dict[str, Any]]:
    return json.loads((RUBRICS / name / "scorecards.json").read_text(encoding="utf-8"))


def scored(name: str) -> list[dict[str, Any]]:
    folder = RUBRICS / name
    roster = folder / "subjects.csv"
    cards = rubricdsl.score(
        rubricdsl.load(folder / f"{name}.rub"),
        rubricdsl.read_events(folder / "events.csv"),
        subjects=rubricdsl.read_subjects(roster) if roster.exists() else None,
    )
    return [short(card.to_json()) for card in cards]


def short(card: dict[str, Any]) -> dict[str, Any]:
    """A card as the golden file states it: the items that moved, and the ids of what was only referred."""
    return {
        "subject": card["subject"],
        "period": card["period"]["label"],
        "base": card["base"],
        "total": card["total"],
        "grade": card["grade"],
        "money": card["money"],
        "items": [{"code": i["code"], "points": i["points"]} for i in card["items"] if i["points"] != "0"],
        "referred": sorted(event for rule in card["referred"] for event in rule["events"]),
    }


@pytest.mark.parametrize("name", NAMES)
def test_second_calculation_gives_the_golden_cards(name: str) -> None:
    assert scorecards(name) == golden(name)


@pytest.mark.parametrize("name", NAMES)
def test_evaluator_gives_the_golden_cards(name: str) -> None:
    assert scored(name) == golden(name)


@pytest.mark.parametrize("name", NAMES)
def test_samples_are_without_findings(name: str) -> None:
    assert rubricdsl.load(RUBRICS / name / f"{name}.rub").diagnostics == ()


def test_items_and_gaps_are_those_of_the_regulations() -> None:
    labels = {name: [item.label for item in rubricdsl.load(RUBRICS / name / f"{name}.rub").items] for name in NAMES}
    codes = {name: [item.code for item in rubricdsl.load(RUBRICS / name / f"{name}.rub").items] for name in NAMES}
    with_gap = [str(number) for number in range(1, 20) if number != 12]
    assert codes["steward"] == codes["steward-group"] == with_gap
    assert codes["steward-basic"] == [str(number) for number in range(1, 18)]
    assert labels["steward"][11].startswith("十三")


def test_group_standard_differs_in_words_alone() -> None:
    first, second = (rubricdsl.load(RUBRICS / name / f"{name}.rub") for name in ("steward", "steward-group"))
    assert [_scoring(rule.to_json()) for rule in first.rules] == [_scoring(rule.to_json()) for rule in second.rules]
    assert first.digest != second.digest


def _scoring(rule: dict[str, Any]) -> dict[str, Any]:
    wording = ("kinds", "text", "sentence", "line", "column", "end_line", "end_column", "say")
    return {key: value for key, value in rule.items() if key not in wording}
