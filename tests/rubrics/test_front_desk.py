"""The front desk's eight duties: listed on every card, scored by nothing, as a table typed by hand says too."""

import csv
import json
from typing import Any

import pytest

import rubricdsl
from rubrics.by_sql import RUBRICS

FOLDER = RUBRICS / "front-desk"
RUBRIC = rubricdsl.load(FOLDER / "front-desk.rub")
DUTIES = ("内部事务", "内务管理", "情况掌握", "巡查", "业户手续", "回访与调查", "接待与会议", "其他工作")


def golden() -> list[dict[str, Any]]:
    return json.loads((FOLDER / "scorecards.json").read_text(encoding="utf-8"))


def short(card: dict[str, Any]) -> dict[str, Any]:
    """A card as the golden file states it: its duties with what they moved."""
    listed = [[each["code"], each["title"], each["points"]] for each in card["items"] if each["code"] in card["duties"]]
    return {
        **{key: card[key] for key in ("subject", "base", "total", "grade")},
        "period": card["period"]["label"],
        "duties": listed,
    }


def test_a_card_for_everyone_on_the_roster_and_nothing_moved() -> None:
    with (FOLDER / "subjects.csv").open(encoding="utf-8", newline="") as lines:
        names = sorted(row["姓名"] for row in csv.DictReader(lines))
    duties = [[str(number), title, "0"] for number, title in enumerate(DUTIES, 1)]
    by_hand = {"base": "0", "total": "0", "grade": None, "period": "all", "duties": duties}
    assert [{"subject": name} | by_hand for name in names] == golden()


def test_evaluator_gives_the_golden_cards() -> None:
    events = rubricdsl.read_events(FOLDER / "events.csv")
    cards = rubricdsl.score(RUBRIC, events, rubricdsl.read_subjects(FOLDER / "subjects.csv"))
    assert [short(card.to_json()) for card in cards] == golden()
    assert all(card.entries == () for card in cards)


def test_the_eight_duties_are_items_without_a_clause() -> None:
    assert [(item.label, item.title) for item in RUBRIC.items] == [(f"{n}、", t) for n, t in enumerate(DUTIES, 1)]
    assert RUBRIC.rules == ()
    assert [each.code for each in RUBRIC.diagnostics] == ["RUB120"]
    assert [(each.code, each.line) for each in rubricdsl.check(RUBRIC)] == [("RUB601", 5 + 3 * n) for n in range(8)]


@pytest.mark.parametrize("kind", ["巡查", "4"])
def test_a_duty_cannot_be_recorded(kind: str) -> None:
    event = rubricdsl.Event(kind=kind, subject="沈薇", time="2024-03-01")
    with pytest.raises(rubricdsl.EventError, match="RUB465"):
        rubricdsl.score(RUBRIC, [event])
    cards = rubricdsl.score(RUBRIC, [event], subjects=["沈薇"], unknown="ignore")
    assert (len(cards), cards.ignored) == (1, 1)
