"""What contradicts itself, and marks and dates out of bounds: a code, its place, a way out in both languages."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import rubricdsl

LATE = "迟到一次扣2分。\n"
TWO = "一、考勤(40分)\n迟到一次扣2分。\n二、服务(50分)\n投诉一次扣5分。\n"
SECTION = "一、服务(20分)\n1. 甲(15分)\n迟到一次扣2分。\n2. 乙(15分)\n早退一次扣2分。\n"
WEIGHTS = "一、甲(100分,权重30%)\n迟到一次扣2分。\n二、乙(100分,权重60%)\n投诉一次扣5分。\n"

CONTRADICTING = {
    "effective reversed": ("生效:从2024-12-31到2024-01-01\n" + LATE, "RUB107", "error", 1),
    "range reversed": ("得分范围:120-0分\n" + LATE, "RUB106", "error", 1),
    "lowest over highest": ("最低:100分\n最高:50分\n基础分:100分\n" + LATE, "RUB106", "error", 2),
    "lowest over the range": ("得分范围:0-100分\n最低:150分\n" + LATE, "RUB106", "error", 2),
    "lowest besides the range": ("得分范围:0-100分\n最低:50分\n" + LATE, "RUB109", "error", 2),
    "highest besides the range": ("得分范围:0-100分\n最高:120分\n" + LATE, "RUB109", "error", 2),
    "grade reversed": (LATE + "等级\n89-70分 良好\n", "RUB131", "error", 3),
    "bounds of one clause": ("“迟到”一次扣2分,最多扣10分,最少扣20分。\n", "RUB224", "error", 1),
    "base twice": ("基础分:100分\n基础分:80分\n" + LATE, "RUB102", "error", 2),
    "base in head and prose": ("基础分:100分\n本标准基础分为80分。\n" + LATE, "RUB113", "warning", 2),
    "base twice in prose": ("基础分100分。\n一、出勤\n基础分为80分。\n" + LATE, "RUB113", "warning", 3),
    "total in head and prose": ("总分:90分\n" + TWO + "三、说明\n总分为120分。\n", "RUB113", "warning", 7),
    "base and total": ("基础分:100分\n总分:80分\n" + LATE, "RUB112", "warning", 1),
    "base and full marks": ("基础分:100分\n" + TWO, "RUB110", "warning", 1),
    "total and full marks": ("总分:100分\n" + TWO, "RUB110", "warning", 1),
    "a section and its parts": (SECTION, "RUB116", "warning", 1),
    "base outside the range": ("基础分:150分\n得分范围:0-120分\n" + LATE, "RUB115", "warning", 1),
    "period twice": ("周期:每月\n周期:每年\n" + LATE, "RUB102", "error", 2),
    "period in head and prose": ("周期:每季度\n本标准按月考核。\n" + LATE, "RUB114", "warning", 2),
    "period twice in prose": ("按月考核。\n每季度考核一次。\n" + LATE, "RUB114", "warning", 2),
    "weights": (WEIGHTS, "RUB111", "error", 1),
    "id twice": ("编号:a\n编号:b\n" + LATE, "RUB102", "error", 2),
    "ratio twice": ("指标:率 = “甲” / “乙”\n指标:率 = “丙” / “乙”\n率不低于90%。\n", "RUB102", "error", 2),
    "reference twice": ("引用:《甲》= a.rub\n引用:《甲》= b.rub\n" + LATE, "RUB102", "error", 2),
    "an alias of two names": ("别名:“迟到” = “晚到”\n别名:“早退” = “晚到”\n" + LATE, "RUB102", "error", 2),
    "a negative cap on additions": ("加分上限:-5分\n" + LATE, "RUB103", "error", 1),
}
AGREEING = {
    "lowest and highest": "最低:0分\n最高:120分\n" + LATE,
    "one bound said twice": "得分范围:0-100分\n最低:0分\n" + LATE,
    "period said twice": "周期:每月\n本标准按月考核。\n" + LATE,
    "base said twice": "基础分:100分\n本标准基础分为100分。\n" + LATE,
    "total of full marks": "总分:90分\n" + TWO,
    "full marks of items in prose": "一、考勤\n本项满分10分。\n迟到一次扣2分。\n二、服务\n满分20分。\n投诉扣2分。\n",
    "a part without marks": "一、服务(20分)\n1. 甲(15分)\n迟到一次扣2分。\n2. 乙\n早退一次扣2分。\n",
    "aliases on two lines": "别名:“迟到” = “晚到”\n别名:“迟到” = “来迟”\n" + LATE,
}


@pytest.mark.parametrize(
    ("text", "code", "severity", "line"), CONTRADICTING.values(), ids=[name.replace(" ", "-") for name in CONTRADICTING]
)
def test_a_contradiction_is_named_at_its_line(text: str, code: str, severity: str, line: int) -> None:
    found = rubricdsl.parse(text, "x.rub").diagnostics
    assert [(each.code, each.severity, each.line) for each in found] == [(code, severity, line)]
    worded(found)


@pytest.mark.parametrize("text", AGREEING.values(), ids=[name.replace(" ", "-") for name in AGREEING])
def test_what_agrees_is_not_reported(text: str) -> None:
    assert rubricdsl.parse(text, "x.rub").diagnostics == ()


def test_the_full_marks_of_items_add_up_to_the_base() -> None:
    assert rubricdsl.parse(AGREEING["full marks of items in prose"]).base == 30


def test_the_total_that_a_preamble_states_is_that_of_the_whole() -> None:
    rubric = rubricdsl.parse("一、总则\n总分为90分。\n" + TWO.replace("二", "三").replace("一、考", "二、考"))
    assert (rubric.base, rubric.diagnostics) == (90, ())
    assert [item.full for item in rubric.items] == [None, 40, 50]


def test_of_two_bases_on_one_line_each_is_read() -> None:
    rubric = rubricdsl.parse("一、总则\n满分为100分,基础分80分。\n二、出勤\n" + LATE)
    assert (rubric.base, rubric.head.base) == (80, 80)


def worded(found: Sequence[rubricdsl.Diagnostic]) -> None:
    """Every finding says what is wrong and the way out, in two languages."""
    for each in found:
        assert each.say("zh") != each.say("en")
        assert each.remedy("zh") != each.remedy("en")
        assert "{" not in each.say("zh") + each.say("en") + each.remedy("zh") + each.remedy("en")


RATED = rubricdsl.parse(
    "周期:每月\n基础分:100分\n一、卫生\n卫生不合格的,酌情扣1-3分。\n二、态度\n优秀 9-10分:热情\n一般 5-8分:冷淡\n"
)


def event(kind: str = "卫生不合格", time: str = "2024-01-02", **fields: Any) -> rubricdsl.Event:
    return rubricdsl.Event(**{"kind": kind, "subject": "张三", "time": time} | fields)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (event("态度", points="12"), "RUB463"),
        (event("态度", points="9", flags={"一般"}), "RUB463"),
        (event("态度", points="8.5"), "RUB463"),
        (event("态度"), "RUB462"),
        (event(points="5"), "RUB456"),
        (event(points="0.5"), "RUB456"),
    ],
)
def test_a_mark_outside_its_band_and_an_amount_outside_its_range(given: rubricdsl.Event, code: str) -> None:
    with pytest.raises(rubricdsl.EventError) as caught:
        rubricdsl.score(RATED, [given])
    assert [each.code for each in caught.value.diagnostics] == [code]
    worded(caught.value.diagnostics)


@pytest.mark.parametrize("day", ["2024-01-04", "2024-02-01"])
def test_an_event_before_the_start_or_after_the_end(day: str) -> None:
    person = rubricdsl.Subject(name="张三", start="2024-01-05", end="2024-01-31")
    with pytest.raises(rubricdsl.EventError) as caught:
        rubricdsl.score(RATED, [event(time=day, points="1")], [person])
    assert [each.code for each in caught.value.diagnostics] == ["RUB455"]
    worded(caught.value.diagnostics)


def test_an_end_before_the_start(tmp_path: Path) -> None:
    with pytest.raises(rubricdsl.EventError) as direct:
        rubricdsl.Subject(name="张三", start="2024-03-01", end="2024-01-01")
    roster = tmp_path / "subjects.csv"
    roster.write_text("姓名,入职,离职\n李四,2024-01-01,\n张三,2024-03-01,2024-01-01\n", encoding="utf-8")
    with pytest.raises(rubricdsl.EventError) as read:
        rubricdsl.read_subjects(roster)
    assert [each.code for each in (*direct.value.diagnostics, *read.value.diagnostics)] == ["RUB432", "RUB432"]
    assert read.value.diagnostics[0].line == 3
    worded(read.value.diagnostics)


def test_an_obligation_is_judged_until_a_day_that_is_known() -> None:
    rubric = rubricdsl.parse("每周至少召开一次“例会”,少一次扣1分。\n", "x.rub", strict=True)
    held = [event("例会", "2024-01-02")]
    with pytest.raises(rubricdsl.EventError) as caught:
        rubricdsl.score(rubric, held)
    assert [(each.code, each.line) for each in caught.value.diagnostics] == [("RUB515", 1)]
    worded(caught.value.diagnostics)
    (card,) = rubricdsl.score(rubric, held, as_of="2024-01-20")
    assert card.total == -1


CIRCLES = {
    "itself": ({"a": "a"}, "a.rub → a.rub"),
    "two": ({"a": "b", "b": "a"}, "a.rub → b.rub → a.rub"),
    "three": ({"a": "b", "b": "c", "c": "a"}, "a.rub → b.rub → c.rub → a.rub"),
    "further on": ({"a": "b", "b": "c", "c": "b"}, "b.rub → c.rub → b.rub"),
}


@pytest.mark.parametrize(("links", "chain"), CIRCLES.values(), ids=[name.replace(" ", "-") for name in CIRCLES])
def test_references_in_a_circle_are_told_once_where_they_are_said(
    tmp_path: Path, links: dict[str, str], chain: str
) -> None:
    for name, other in links.items():
        text = f"考核标准:甲\n引用:《制度》= {other}.rub\n“违纪”按《制度》处理。\n"
        (tmp_path / f"{name}.rub").write_text(text, encoding="utf-8")
    with pytest.raises(rubricdsl.RubricError) as caught:
        rubricdsl.load(tmp_path / "a.rub")
    (found,) = caught.value.diagnostics
    assert (found.code, found.line, found.words["chain"]) == ("RUB311", 2, chain)
    assert found.file == str(tmp_path / "a.rub")
    worded([found])


@pytest.mark.parametrize(
    ("target", "code"), [("gone.rub", "RUB017"), ("bad.rub", "RUB313"), ("../x.rub", "RUB310"), ("folder", "RUB017")]
)
def test_what_is_wrong_with_a_reference_is_told_where_it_is_said(tmp_path: Path, target: str, code: str) -> None:
    (tmp_path / "bad.rub").write_text("迟到一次口2分。\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    text = f"考核标准:甲\n引用:《制度》= {target}\n“违纪”按《制度》处理。\n"
    (tmp_path / "a.rub").write_text(text, encoding="utf-8")
    with pytest.raises(rubricdsl.RubricError) as caught:
        rubricdsl.load(tmp_path / "a.rub")
    (found,) = caught.value.diagnostics
    assert (found.code, found.line, found.file) == (code, 2, str(tmp_path / "a.rub"))
    worded([found])
