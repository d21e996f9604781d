"""The scored cases of tests/cases/scored: a text, what happened, and what it must come to, worked out by hand."""

import re
from pathlib import Path

import pytest
from attrs import frozen

import rubricdsl
from rubricdsl import Event, Scorecard, Subject

CASES = Path(__file__).parents[1] / "cases" / "scored"
_AMOUNT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)([^0-9]*)")
_GIVEN = re.compile(r"得([0-9.]+)分")


@frozen
class Case:
    place: str
    text: str
    log: tuple[str, ...]
    asked: tuple[str, ...]
    results: tuple[str, ...]


def cases() -> list[Case]:
    found = []
    for file in sorted(CASES.glob("*.txt")):
        text = ""
        for number, block in enumerate(file.read_text(encoding="utf-8").split("\n\n"), 1):
            marked: dict[str, list[str]] = {mark: [] for mark in ">+?="}
            for line in block.splitlines():
                if line[:1] in marked:
                    marked[line[0]].append(line[2:])
            text = "\n".join(marked[">"]) + "\n" if marked[">"] else text  # a block without text goes on with the last
            if marked["="]:
                found.append(Case(f"{file.stem}-{number}", text, *(tuple(marked[mark]) for mark in "+?=")))
    return found


def event(line: str) -> Event:
    """`2024-03-05 迟到 25分钟 严重 得3分 编号e1 撤销e2`: a date, what happened, then in any order what else is said."""
    time, kind, *more = line.split()
    given: dict[str, object] = {"time": time, "kind": kind, "subject": "张三"}
    flags = []
    for word in more:
        if found := _GIVEN.fullmatch(word):
            given["points"] = found[1]
        elif found := _AMOUNT.fullmatch(word):
            given |= {"amount": found[1], "unit": found[2] or None}
        elif word.startswith("编号"):
            given["id"] = word.removeprefix("编号")
        elif word.startswith("撤销"):
            given["voids"] = word.removeprefix("撤销")
        else:
            flags.append(word)
    return Event(**given, flags=flags)  # type: ignore[arg-type]


def subject(asked: dict[str, str]) -> Subject:
    roles = asked["岗位"].split("、") if "岗位" in asked else ()
    return Subject(name="张三", start=asked.get("入职"), end=asked.get("离职"), roles=roles)


def said(card: Scorecard) -> dict[str, str]:
    """What a card comes to, by the words that cases use."""
    data = card.to_json()
    shown = {
        "总分": data["total"],
        "最低": data["low"],
        "最高": data["high"],
        "等级": data["grade"],
        "金额": data["money"],
    }
    shown |= {item["code"]: item["points"] for item in data["items"]}
    shown["否决"] = "、".join(sorted(each["to"] or "一票否决" for each in data["vetoes"]))
    shown["转交"] = "、".join(sorted(each["to"] for each in data["referred"]))
    shown["要求"] = "、".join(f"{each['rule']} {each['status']}" for each in data["requirements"])
    return {key: "无" if value in (None, "") else value for key, value in shown.items()}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.place)
def test_a_case_comes_to_what_was_worked_out(case: Case) -> None:
    rubric = rubricdsl.parse(case.text, strict=True)
    asked = dict(pair.split(":", 1) for line in case.asked for pair in line.split())
    (card,) = rubricdsl.score(
        rubric,
        [event(line) for line in case.log],
        subjects=[subject(asked)],
        periods=[asked["周期"]] if "周期" in asked else None,
        as_of=asked.get("截至"),
    ) or [None]
    assert card is not None, "no card"
    expected = dict(pair.split(":", 1) for line in case.results for pair in line.split("  "))
    found = said(card)
    assert {key: found[key] for key in expected} == expected


def test_there_are_scored_cases() -> None:
    assert len(cases()) >= 40
