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


def test_a_label_split_over_two_lines_is_one_label() -> None:
    """As the regulation behind the full standard has it: 十, and 五、 on the next line."""
    text = (RUBRICS / "steward" / "steward.rub").read_text(encoding="utf-8")
    split = rubricdsl.parse(text.replace("\n十五、", "\n十\n五、"), "split.rub")
    whole = rubricdsl.parse(text, "whole.rub")
    assert split.diagnostics == ()
    assert split.digest == whole.digest
    assert [item.label for item in split.items][13] == "十\n五、"


def test_the_basic_standard_scores_by_the_rules_it_refers_to() -> None:
    rubric = rubricdsl.load(RUBRICS / "steward-basic" / "steward-basic.rub")
    (clause,) = [rule for rule in rubric.rules if rule.effect.kind == "refer"]
    assert [(name, other.id) for name, other in rubric.references] == [(clause.effect.to, "company-rules")]
    moved = {item["code"] for card in golden("steward-basic") for item in card["items"]}
    assert {"17-1/1", "17-1/2"} <= moved
    others = [rubricdsl.load(RUBRICS / name / f"{name}.rub") for name in ("steward", "steward-group")]
    assert [other.references for other in others] == [(), ()]


@pytest.mark.parametrize("name", ["steward", "steward-group"])
def test_half_a_year_without_a_deal_runs_across_periods(name: str) -> None:
    """A run of whole months from the start on the roster, before the log begins: nobody has six months within it."""
    rubric, folder = rubricdsl.load(RUBRICS / name / f"{name}.rub"), RUBRICS / name
    roster = rubricdsl.read_subjects(folder / "subjects.csv")
    cards = rubricdsl.score(rubric, rubricdsl.read_events(folder / "events.csv"), roster)
    entries = [(card, entry) for card in cards for entry in card.entries if entry.rule == "3-2" and entry.points]
    fired = {(card.subject, card.period.label): entry.points for card, entry in entries}
    assert fired
    assert set(fired.values()) == {-5}
    assert {month for _, month in fired} <= {"2024-01", "2024-02", "2024-03"}, "the months of the log"


def test_group_standard_differs_in_words_alone() -> None:
    first, second = (rubricdsl.load(RUBRICS / name / f"{name}.rub") for name in ("steward", "steward-group"))
    assert [_scoring(rule.to_json()) for rule in first.rules] == [_scoring(rule.to_json()) for rule in second.rules]
    assert first.digest != second.digest


def _scoring(rule: dict[str, Any]) -> dict[str, Any]:
    wording = ("kinds", "text", "sentence", "line", "column", "end_line", "end_column", "say")
    return {key: value for key, value in rule.items() if key not in wording}
