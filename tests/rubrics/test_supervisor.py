"""The supervisor's standards, which move no points: met, not met, or without data, as SQL over the log says too."""

import json
from typing import Any

import rubricdsl
from rubrics.by_sql import RUBRICS
from rubrics.standards_by_sql import MONTHS, standards

FOLDER = RUBRICS / "supervisor"
RUBRIC = rubricdsl.load(FOLDER / "supervisor.rub")


def golden() -> list[dict[str, Any]]:
    return json.loads((FOLDER / "scorecards.json").read_text(encoding="utf-8"))


def scored() -> list[rubricdsl.Scorecard]:
    events = rubricdsl.read_events(FOLDER / "events.csv")
    return rubricdsl.score(RUBRIC, events, rubricdsl.read_subjects(FOLDER / "subjects.csv"), MONTHS)


def short(card: dict[str, Any]) -> dict[str, Any]:
    told = {each["rule"]: [each["status"], each["value"]] for each in card["requirements"]}
    return {"subject": card["subject"], "period": card["period"]["label"], "requirements": told}


def test_second_calculation_gives_the_golden_cards() -> None:
    assert standards() == golden()


def test_evaluator_gives_the_golden_cards() -> None:
    assert [short(card.to_json()) for card in scored()] == golden()


def test_no_points_move() -> None:
    assert all((card.base, card.total, card.entries) == (0, 0, ()) for card in scored() if card.subject == "马涛")
    assert RUBRIC.diagnostics == ()


def test_the_evidence_is_named() -> None:
    (october,) = [card for card in scored() if (card.subject, card.period.label) == ("周敏", "2024-10")]
    (meetings,) = [each for each in october.requirements if each.rule == "3.2-1"]
    days = {event.id: event.time for event in rubricdsl.read_events(FOLDER / "events.csv")}
    assert [days[event] for event in meetings.events] == ["2024-09-30", "2024-10-07", "2024-10-21"]


def test_items_and_numbers_are_those_of_the_regulation() -> None:
    duties = [f"2.{number}" for number in range(1, 22)]
    standards = [f"3.{number}" for number in range(1, 16)]
    assert [item.code for item in RUBRIC.items] == ["1", "2", *duties, "3", *standards]
    numbers = [[str(each.value) for each in rule.curve.when] for rule in RUBRIC.rules if rule.curve.when]
    assert numbers == [["10"], ["90"], ["90"], ["95"], ["90"], ["5"]]
    windows = {rule.code: rule.measure.window for rule in RUBRIC.rules if rule.measure.window}
    weekly = [code for code, window in windows.items() if window.unit == "周" and window.by is None]
    assert weekly == ["3.2-1", "3.6-1", "3.10-1"]
    due = {code: (window.unit, window.by.month, window.by.day) for code, window in windows.items() if window.by}
    assert due == {"3.11-1": ("年", 11, None), "3.13-1": ("月", None, 25), "3.14-1": ("月", None, 20)}


def test_the_duties_and_the_qualifications_score_nothing() -> None:
    assert {rule.item.partition(".")[0] for rule in RUBRIC.rules} == {"3"}
    assert {rule.effect.kind for rule in RUBRIC.rules} == {"require"}
    standing = ["3.1", "3.3", "3.5", "3.7", "3.15"]
    assert [item.code for item in RUBRIC.duties] == [*(f"2.{number}" for number in range(1, 22)), *standing]
