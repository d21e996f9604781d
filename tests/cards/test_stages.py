"""Each stage of the pipeline on a short text: what is read, what happened, what it comes to."""

from decimal import Decimal

import pytest

import rubricdsl
from rubricdsl import Event, Scorecard, Subject

HEAD = "考核标准:标准\n周期:每月\n基础分:100分\n"


def event(kind: str, day: str = "2024-03-05", **more: object) -> Event:
    return Event(kind=kind, subject="张三", time=day, **more)


def card(text: str, *log: Event, head: str = HEAD, period: str = "2024-03", as_of: str | None = None) -> Scorecard:
    rubric = rubricdsl.parse(head + text, strict=True)
    (found,) = rubricdsl.score(rubric, log, subjects=["张三"], periods=[period], as_of=as_of)
    return found


def total(text: str, *log: Event, **more: str) -> str | None:
    return card(text, *log, **more).to_json()["total"]


LATE = "一、考勤\n“迟到”一次扣2分。\n"
MARKED = "一、考勤(10分)\n"


@pytest.mark.parametrize(
    ("text", "log", "expected"),
    [
        pytest.param(LATE, [], "100", id="nothing happened"),
        pytest.param(LATE, [event("迟到"), event("迟到")], "96", id="each time"),
        pytest.param(LATE, [event("迟到", amount=3)], "94", id="an amount without unit is in the rule's"),
        pytest.param(LATE, [event("迟到", amount=40, unit="分钟")], "98", id="a foreign unit does not multiply"),
        pytest.param("一、考勤\n“迟到”的,扣2分。\n", [event("迟到"), event("迟到")], "96", id="plain: each event"),
        pytest.param("一、考勤\n“迟到”每10分钟扣1分。\n", [event("迟到", amount=25)], "98", id="whole multiples"),
        pytest.param(
            "一、考勤\n“迟到”每10分钟扣1分。\n", [event("迟到", amount=1, unit="小时")], "94", id="conversion"
        ),
        pytest.param("一、考勤\n“迟到”三次以上,扣5分。\n", [event("迟到")] * 2, "100", id="threshold not reached"),
        pytest.param("一、考勤\n“迟到”三次以上,扣5分。\n", [event("迟到")] * 4, "95", id="threshold once a period"),
        pytest.param(LATE + "最多扣3分。", [event("迟到")] * 4, "97", id="limit"),
        pytest.param("一、加分\n“表扬”一次加3分。\n", [event("表扬")] * 9, "120", id="range"),
    ],
)
def test_counting_and_bounds(text: str, log: list[Event], expected: str) -> None:
    assert total(text, *log, head=HEAD + "得分范围:0-120分\n") == expected


GRAVER = "一、接待\n“接待”不认真,一次扣2分,情节“严重”的,扣5分。\n"


def test_a_graver_case_stands_in_for_the_plain_one() -> None:
    found = card(GRAVER, event("接待", id="e1"), event("接待", id="e2", flags=["严重"]))
    assert found.total == Decimal(93)
    assert [(e.rule, e.fate, e.events) for e in found.entries] == [
        ("1-1", "applied", ("e1",)),
        ("1-2", "applied", ("e2",)),
        ("1-1", "superseded", ("e2",)),
    ]


def test_codes_name_their_rule() -> None:
    assert total(GRAVER, event("1-1"), event("1-2"), event("1-1", flags=["严重"])) == "88"


def test_what_comes_on_top_adds() -> None:
    text = "一、接待\n“接待”不认真,一次扣2分,造成“投诉”的,另扣3分。\n"
    assert total(text, event("接待", flags=["投诉"])) == "95"


def test_an_exempt_event_does_not_count() -> None:
    found = card("一、考勤\n“迟到”一次扣2分,“经批准”的除外。\n", event("迟到", flags=["经批准"], id="e1"))
    assert found.total == 100
    assert [(e.fate, e.events) for e in found.entries] == [("exempt", ("e1",))]


def test_a_voided_event_is_shown_and_does_not_count() -> None:
    found = card(LATE, event("迟到", id="e1"), event("撤销", voids="e1"))
    assert found.total == 100
    assert [(e.stage, e.fate, e.points, e.events) for e in found.entries] == [("void", "voided", Decimal(0), ("e1",))]


def test_an_item_stays_within_its_marks() -> None:
    found = card(MARKED + "“迟到”一次扣4分。", *[event("迟到")] * 3, head="周期:每月\n")
    assert (found.base, found.total, found.items[0].mark) == (10, 0, 0)
    assert [(e.stage, e.points) for e in found.entries] == [("match", -12), ("item", 2)]


def test_forfeit_takes_what_is_left() -> None:
    text = MARKED + "“迟到”一次扣4分。“旷工”的,不得分。\n二、卫生(10分)\n“脏乱”一处扣1分。\n"
    found = card(text, event("迟到"), event("旷工", id="e2"), head="周期:每月\n")
    assert found.total == 10
    assert [(e.rule, e.points) for e in found.entries] == [("1-1", -4), ("1-2", -6)]


def test_an_item_that_only_awards_starts_at_nothing() -> None:
    text = MARKED + "“全勤”得10分。\n"
    assert total(text, head="周期:每月\n") == "0"
    assert total(text, event("全勤"), event("全勤"), head="周期:每月\n") == "10"


@pytest.mark.parametrize(("count", "expected"), [(0, "100"), (1, "99"), (2, "97"), (3, "90"), (5, "90")])
def test_one_step_holds(count: int, expected: str) -> None:
    text = "一、考勤\n“迟到”1次以上扣1分,2次以上扣3分,3次以上扣10分。\n"
    assert total(text, *[event("迟到")] * count) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, "100"), (1, "99"), (2, "97"), (3, "94"), (4, "91")])
def test_ordinals_add_up(count: int, expected: str) -> None:
    text = "一、考勤\n“迟到”第一次扣1分,第二次扣2分,第三次及以上每次扣3分。\n"
    assert total(text, *[event("迟到")] * count) == expected


def test_the_own_amount_replaces_the_plain_score() -> None:
    text = "一、考勤\n“迟到”的,扣1分;“迟到”30分钟以上的,扣3分。\n"
    assert total(text, event("迟到", amount=10, unit="分钟"), event("迟到", amount=30, unit="分钟")) == "96"


def test_the_latest_measurement_counts() -> None:
    text = "一、指标\n“完成率”不低于95%,每低1个百分点扣2分。\n"
    log = [event("完成率", "2024-03-20", amount="91.5"), event("完成率", "2024-03-10", amount="50")]
    assert total(text, *log) == "94"
    none = card(text)
    assert none.total == 100
    assert [(each.rule, each.status) for each in none.requirements] == [("1-1", "no data")]


DISCRETION = "一、纪律\n“违纪”酌情扣1-3分。\n"


def test_points_are_left_to_the_event() -> None:
    assert total(DISCRETION, event("违纪", points=2)) == "98"
    found = card(DISCRETION, event("违纪", points=2), event("违纪", id="e2"))
    assert (found.total, found.low, found.high, found.grade) == (None, 95, 97, None)
    assert [(each.rule, each.low, each.high, each.events) for each in found.pending] == [("1-1", -3, -1, ("e2",))]


def test_a_total_alone_is_none_while_something_is_pending() -> None:
    tally = rubricdsl.Tally(rubricdsl.parse(HEAD + DISCRETION), trace=False)
    tally.add(event("违纪", points=2))
    assert tally.total("张三", "2024-03") == 98
    tally.add(event("违纪"))
    assert tally.total("张三", "2024-03") is None


def test_nothing_bounds_the_end() -> None:
    text = "一、纪律\n“违纪”至少扣2分。\n"
    found = card(text, event("违纪"))
    assert (found.low, found.high) == (None, 98)
    assert card(text, event("违纪"), head=HEAD + "得分范围:0-120分\n").low == 0


def test_money_has_its_own_ledger() -> None:
    found = card("一、奖惩\n“迟到”一次罚款50元。“举报”一次奖励200元。\n", event("迟到"), event("迟到"), event("举报"))
    assert (found.total, found.money) == (100, 100)


def test_absence_fires_at_each_half_year() -> None:
    text = "一、特约\n“成交”一笔加5分。连续半年无“成交”,扣5分。\n"
    log = [event("成交", "2023-12-05")]
    assert [total(text, *log, period=f"2024-{month:02}") for month in (5, 6, 7, 12)] == ["100", "95", "100", "95"]
    assert total(text, *log, period="2024-06", as_of="2024-06-29") == "100"


def test_absence_counts_from_the_start() -> None:
    rubric = rubricdsl.parse(HEAD + "一、特约\n“成交”一笔加5分。连续半年无“成交”,扣5分。\n")

    def june(start: str) -> Decimal | None:
        (found,) = rubricdsl.score(rubric, [], subjects=[Subject(name="张三", start=start)], periods=["2024-06"])
        return found.total

    assert (june("2024-01-01"), june("2024-01-02"), june("2023-12-15")) == (95, 100, 95)


def test_not_applicable_renormalises() -> None:
    text = "一、甲(10分)\n“迟到”一次扣3分。\n二、乙(20分)\n“脏乱”一处扣1分。\n三、丙(40分)\n“投诉”一次扣1分。\n"
    log = [event("迟到"), event("不适用", flags=["丙"])]
    assert total(text, *log, head="周期:每月\n") == "63"
    assert total(text, *log, head="周期:每月\n不适用:计满分\n") == "67"
    assert total(text, *log, head="周期:每月\n不适用:计0分\n") == "27"
    every = [event("不适用", flags=["甲", "乙", "丙"])]
    assert total(text, *every, head="周期:每月\n") is None


def test_a_quotient_has_six_decimals() -> None:
    text = "一、甲(10分)\n“迟到”一次扣1分。\n二、乙(20分)\n“脏乱”一处扣1分。\n三、丙(70分)\n“投诉”一次扣1分。\n"
    log = [event("迟到"), event("不适用", flags=["一", "丙"][1:])]
    found = card(text, *log, head="周期:每月\n")
    assert found.total == Decimal("96.666667")
    assert [(e.stage, e.points) for e in found.entries if e.points] == [
        ("match", -1),
        ("not-applicable", Decimal("-2.333333")),
    ]


def test_weights_scale_moves() -> None:
    text = "一、甲(100分,权重30%)\n“迟到”一次扣5分。\n二、乙(100分,权重70%)\n“脏乱”一处扣1分。\n"
    found = card(text, event("迟到"), head="周期:每月\n")
    assert (found.base, found.total) == (100, Decimal("98.5"))


def test_additions_have_a_limit() -> None:
    text = "一、甲\n“表扬”一次加3分。“迟到”一次扣1分。\n"
    found = card(text, event("表扬"), event("表扬"), event("迟到"), head=HEAD + "加分上限:5分\n")
    assert found.total == 104
    assert [(e.stage, e.points) for e in found.entries] == [("match", 6), ("match", -1), ("additions", -1)]


@pytest.mark.parametrize(("points", "expected"), [("0.05", "100"), ("0.15", "99.9"), ("0.16", "99.8")])
def test_rounding(points: str, expected: str) -> None:
    head = HEAD + "舍入:保留1位小数,四舍五入\n"
    assert total(f"一、甲\n“迟到”一次扣{points}分。\n", event("迟到"), head=head) == expected


GRADES = "等级\n90分以上 优秀\n60-89分 合格\n不满60分 不合格\n"


@pytest.mark.parametrize(("late", "grade"), [(0, "优秀"), (5, "优秀"), (6, "合格"), (20, "合格"), (21, "不合格")])
def test_grades(late: int, grade: str) -> None:
    assert card(LATE + GRADES, *[event("迟到")] * late).grade == grade


def test_no_grade_holds() -> None:
    rubric = rubricdsl.parse(HEAD + "一、考勤\n“迟到”一次扣0.5分。\n" + GRADES)
    cards = rubricdsl.score(rubric, [event("迟到", amount=21)])
    assert (cards[0].total, cards[0].grade) == (Decimal("89.5"), None)
    assert [each.code for each in cards.diagnostics] == ["RUB505"]


def test_a_veto_sets_the_grade_and_leaves_the_total() -> None:
    found = card(LATE + "“失密”的,一票否决。\n" + GRADES, event("失密", id="e1"))
    assert (found.total, found.grade) == (100, "不合格")
    assert [(each.rule, each.events) for each in found.vetoes] == [("1-2", ("e1",))]


def test_near_misses_are_recorded() -> None:
    found = card("一、考勤\n“迟到”三次以上,扣5分。\n", *[event("迟到")] * 2)
    assert [(each.reason, each.needed, each.found) for each in found.missed] == [("threshold", ">=3次", Decimal(2))]


def test_a_reference_is_scored_by_the_other_standard() -> None:
    rules = rubricdsl.parse("一、考勤\n“迟到”一次扣3分,情节“严重”的,扣8分。\n", strict=True)
    text = HEAD + "一、制度\n违反“制度”的,按《规章》处理。\n引用:《规章》= rules.rub\n"
    rubric = rubricdsl.parse(text, references={"规章": rules})
    (found,) = rubricdsl.score(rubric, [event("迟到"), event("迟到", flags=["严重"]), event("制度", id="e3")])
    assert found.total == 89
    assert {(e.rule, e.points) for e in found.entries if e.points} == {("1-1/1-1", -3), ("1-1/1-2", -8)}
    assert [(each.to, each.events) for each in found.referred] == [("规章", ("e3",))]
    assert found.rubric_digest == rubric.digest
