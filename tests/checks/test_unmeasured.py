"""Which duties no clause measures (RUB601), and which marks no clause moves (RUB602)."""

import pytest

import rubricdsl

EXAMPLE = """考核标准:例
周期:每月
一、服务
1. 态度
待客热情。
2. 效率
拖延的,发现一次扣1分。
3. 至少每周一次“例会”。
二、其他
完成其他任务。
"""


def found(text: str) -> list[tuple[str, str, int | None]]:
    rubric = rubricdsl.parse(text, "x.rub", strict=True)
    return [(each.code, each.words["words"], each.line) for each in rubricdsl.check(rubric)]


def test_a_duty_is_an_item_without_clause_and_parts() -> None:
    assert found(EXAMPLE) == [("RUB601", "态度", 4), ("RUB601", "其他", 9)]


@pytest.mark.parametrize(
    "text",
    [
        "要热情待客。\n",
        "一、服务\n要热情。\n1. 迟到一次扣2分。\n",
        "一、迟到一次扣2分。\n二、同一事件不重复扣分。\n",
        "一、迟到一次扣2分。\n二、总分最多扣20分。\n",
        "一、迟到一次扣2分。\n二、附则\n由人事部解释。\n",
        "一、态度\n优秀 9-10分:热情\n差 0-8分:冷淡\n",
        "一、违纪的,按有关规定处理。\n",
    ],
    ids=["outside any item", "a chapter", "gravest", "a limit", "explains", "bands", "referred"],
)
def test_what_is_no_duty(text: str) -> None:
    assert found(text) == []


def test_a_duty_without_a_title_goes_by_its_first_words() -> None:
    text = "1、协助办理内部事务,与业户沟通,一个月内完成交办的任务。视不同程度以不同方式回访。\n2、其他\n"
    rubric = rubricdsl.parse(text)
    assert [item.title for item in rubric.duties] == ["协助办理内部事务", "其他"]
    (first, _) = rubricdsl.check(rubric)
    assert (first.line, first.column, first.end_column) == (1, 3, 11)
    again = rubricdsl.parse(rubric.say("zh"))
    assert again.digest == rubric.digest
    assert [item.title for item in again.duties] == ["协助办理内部事务", "其他"]


def test_marks_that_nothing_moves_are_kept_by_everybody() -> None:
    text = "一、服务(20分)\n1. 态度\n热情。\n二、纪律(10分)\n迟到一次扣2分。\n三、仪表(5分)\n着装整齐。\n"
    assert found(text) == [
        ("RUB602", "服务", 1),
        ("RUB601", "态度", 2),
        ("RUB602", "仪表", 6),
    ]
    (card,) = rubricdsl.score(rubricdsl.parse(text), [], subjects=["张三"])
    kept = {item.code: (item.points, item.full, item.mark) for item in card.items}
    assert kept["3"] == (0, 5, 5)
    assert card.total == 35


def test_of_a_section_that_nothing_moves_the_outermost_is_named() -> None:
    assert found("一、服务(20分)\n1. 甲(20分)\n热情。\n二、纪律\n迟到一次扣2分。\n") == [("RUB602", "服务", 1)]


def test_the_finding_bears_its_witness_and_both_languages() -> None:
    (duty, _) = rubricdsl.check(rubricdsl.parse(EXAMPLE))
    assert duty.severity == "info"
    assert duty.witness == {"item": "1.1", "title": "态度"}
    assert "态度" in duty.say("en")
    assert duty.remedy("zh") != duty.remedy("en")


def test_a_clause_makes_a_duty_measured() -> None:
    assert found(EXAMPLE.replace("待客热情。", "待客冷淡的,发现一次扣2分。")) == [("RUB601", "其他", 9)]
