"""Where two rules, stages or names meet: corners that a second opinion found, each by its smallest text."""

from decimal import Decimal

import pytest

import rubricdsl
from rubricdsl import Event, Scorecard

HEAD = "周期:每月\n基础分:100分\n"


def event(kind: str, day: str = "2024-03-05", **more: object) -> Event:
    return Event(kind=kind, subject="张三", time=day, **more)


def card(text: str, *log: Event, head: str = HEAD) -> Scorecard:
    rubric = rubricdsl.parse(head + text, strict=True)
    (found,) = rubricdsl.score(rubric, log, subjects=["张三"], periods=["2024-03"])
    return found


def test_a_score_of_at_least_takes_the_points_of_the_event() -> None:
    found = card("一、纪律\n“违纪”至少扣1分。\n", event("违纪", points=3), event("违纪", points=2))
    assert (found.total, found.pending) == (95, ())
    found = card("一、纪律\n“违纪”至少扣1分。\n", event("违纪", points=3), event("违纪"))
    assert [(each.low, each.high) for each in found.pending] == [(None, -1)]


ADDED = HEAD + "加分上限:3分\n"


@pytest.mark.parametrize(
    ("text", "log", "expected"),
    [
        pytest.param("一、甲\n“达标”得10分。\n", [event("达标")], 110, id="an award is no addition"),
        pytest.param(
            "一、甲(10分)\n“迟到”一次扣1分。“表扬”一次加5分。\n", [event("迟到"), event("表扬")], 100, id="what counted"
        ),
        pytest.param("一、甲\n“表扬”一次加9分。“作假”不得分。\n", [event("表扬"), event("作假")], 100, id="cancelled"),
        pytest.param("一、甲\n“表扬”一次加9分。\n", [event("表扬")], 103, id="above"),
    ],
)
def test_additions_are_what_they_bring_the_item(text: str, log: list[Event], expected: int) -> None:
    assert card(text, *log, head=ADDED).total == expected


@pytest.mark.parametrize(("bound", "money", "vetoes"), [(98, 0, 0), (100, 0, 0), (102, 0, 0), (104, -50, 1)])
def test_a_condition_on_an_open_total_holds_at_both_ends(bound: int, money: int, vetoes: int) -> None:
    text = f"一、甲\n“表现”加1-3分。\n考核得分低于{bound}分的,罚款50元。考核得分低于{bound}分的,一票否决“辞退”。\n"
    found = card(text, event("表现"))
    assert (found.total, found.low, found.high) == (None, 101, 103)
    assert (found.money, len(found.vetoes)) == (money, vetoes)


PARTS = "第一章 总则(30分)\n1. 甲(20分)\n“迟到”一次扣8分。\n2. 乙(10分)\n“早退”一次扣2分。\n本章最多扣6分。\n"


@pytest.mark.parametrize(
    ("policy", "log", "expected"),
    [
        pytest.param("剔除", [], 30, id="nothing happened"),
        pytest.param("剔除", [event("迟到")], 30, id="what left the scale is not bounded by its section"),
        pytest.param("计满分", [event("迟到")], 30, id="in full"),
        pytest.param("剔除", [event("早退")], 24, id="the rest stands for the whole"),
        pytest.param("剔除", [event("早退")] * 4, 12, id="so does what the section keeps of it"),
    ],
)
def test_a_section_bounds_what_remains_of_it(policy: str, log: list[Event], expected: int) -> None:
    head = f"周期:每月\n不适用:{policy}\n"
    assert card(PARTS, *log, event("不适用", flags=["甲"]), head=head).total == expected


def test_a_title_that_allows_less_than_0_heads_bands_too() -> None:
    found = card("一、态度(10分,可倒扣)\n好 6-10分:积极\n差 0-5分:消极\n", event("态度", points=7), head="周期:每月\n")
    assert (found.base, found.total) == (10, 7)


LONG = event("拖延", amount=65, unit="分钟")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“拖延”的,扣1分;“拖延”30分钟以上的,扣5分。", 95, id="the plain score"),
        pytest.param("“拖延”每10分钟扣1分;“拖延”30分钟以上的,扣5分。", 95, id="by the minute"),
        pytest.param("“拖延”的,扣1分。“拖延”每10分钟扣1分。“拖延”30分钟以上的,扣5分。", 95, id="each plain score"),
        pytest.param("“拖延”累计1小时以上扣7分。“拖延”30分钟以上的,扣5分。", 88, id="not a condition on the sum"),
    ],
)
def test_an_own_amount_replaces_every_plain_score(text: str, expected: int) -> None:
    assert card(f"一、甲\n{text}\n", LONG).total == expected


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        pytest.param("“迟到”第一次扣1分,第二次扣2分,第三次及以上每次扣3分。", 4, 91, id="ordinals"),
        pytest.param("“迟到”每次扣1分,第三次扣5分。", 4, 92, id="beside each time"),
        pytest.param("“迟到”第一次扣1分,第二次扣2分。“迟到”、“早退”的,扣9分。", 2, 82, id="a graver rule beside them"),
        pytest.param("“迟到”每次扣1分。“迟到”每次扣2分。", 3, 94, id="two plain scores"),
    ],
)
def test_ordinals_are_no_rivals_of_one_another(text: str, count: int, expected: int) -> None:
    assert card(f"一、甲\n{text}\n同一事件不重复扣分。\n", *[event("迟到")] * count).total == expected


def test_an_ordinal_takes_its_occurrence_from_every_score_beside_it() -> None:
    text = "一、甲\n“迟到”每次扣1分,第三次扣5分。\n“迟到”每次扣2分。\n"
    assert card(text, *[event("迟到")] * 4).total == 100 - (1 + 1 + 5 + 1) - (2 + 2 + 2)


@pytest.mark.parametrize(
    ("text", "log", "expected"),
    [
        pytest.param(
            "一、甲\n“迟到”、“早退”各三次以上扣5分。\n", [event("晚到", amount=2), event("迟到")], 95, id="a count"
        ),
        pytest.param(
            "一、甲\n“合格率”低于60%的,扣5分。\n",
            [event("合格比", "2024-03-02", amount=50), event("合格率", "2024-03-09", amount=40)],
            95,
            id="a measurement",
        ),
        pytest.param(
            "一、甲\n“合格率”低于60%的,扣5分。\n",
            [event("合格率", "2024-03-02", amount=50), event("1-1", "2024-03-09", amount=90)],
            100,
            id="the code",
        ),
    ],
)
def test_an_alias_is_no_further_name(text: str, log: list[Event], expected: int) -> None:
    aliases = "别名:“迟到” = “晚到”\n别名:“合格率” = “合格比”\n"
    assert card(text, *log, head=HEAD + aliases).total == Decimal(expected)


@pytest.mark.parametrize(("log", "expected"), [([], 10), ([event("迟到")], 9), ([event("完成率", amount=80)], 8)])
def test_an_award_on_a_measurement_is_given_while_there_is_no_data(log: list[Event], expected: int) -> None:
    text = "1.任务(10分)\n“完成率”按比例得分。“迟到”一次扣1分。\n"
    assert card(text, *log, head="周期:每月\n").total == expected


def test_a_share_is_as_grave_as_the_points_it_takes() -> None:
    text = "一、甲(20分)\n“漏项”扣该项分值的50%。“漏项”、“迟到”的,扣3分。\n同一事件不重复扣分。\n"
    assert card(text, event("漏项"), event("迟到"), head="周期:每月\n").total == 7


def test_a_share_with_many_decimals_is_points_at_six() -> None:
    found = card("一、甲(10分)\n“漏项”扣该项分值的33.333333%。\n", event("漏项"), head="周期:每月\n")
    assert found.total == Decimal("6.666667")


def test_a_condition_name_by_name_takes_only_the_names_that_reach_it() -> None:
    text = "一、甲\n“迟到”、“早退”各3次以上的,扣9分。“迟到”、“早退”每次扣1分。\n同一事件不重复扣分。\n"
    assert card(text, event("迟到", amount=2), event("早退", amount=2)).total == 96
    assert card(text, event("迟到", amount=3), event("早退", amount=2)).total == 89
