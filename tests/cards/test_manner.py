"""One fact under the gravest rule alone, items that fall below 0, and names counted apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubricdsl
from rubricdsl import Event

HEAD = "考核标准:标准\n周期:每月\n基础分:100分\n"
KINDS = ("迟到", "早退", "脱岗")


def event(kind: str, **more: object) -> Event:
    return Event(kind=kind, subject="张三", time="2024-03-05", **more)


def total(text: str, *log: Event) -> str | None:
    rubric = rubricdsl.parse(HEAD + text, strict=True)
    (card,) = rubricdsl.score(rubric, log, subjects=["张三"], periods=["2024-03"])
    return card.to_json()["total"]


TWICE = "一、甲\n“迟到”一次扣2分;\n“迟到”、“早退”的,扣3分。\n{}\n二、乙\n“迟到”一次扣5分。\n{}"
ONCE = "同一事件不重复扣分。\n"
PARTS = "一、章\n(一)甲\n“迟到”一次扣2分。\n(二)乙\n“迟到”一次扣3分。\n(三)同一问题不重复扣分。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(TWICE.format("", ""), "90", id="each rule"),
        pytest.param(TWICE.format(ONCE, ""), "92", id="once in the item"),
        pytest.param(TWICE.format("", ONCE), "90", id="once in the other item"),
        pytest.param(TWICE.format("", "三、说明\n" + ONCE), "95", id="said in an item of its own"),
        pytest.param(TWICE.format("", "三、各项就高不就低,不重复计分。\n"), "95", id="said in a title"),
        pytest.param(TWICE.format("全部项目中同一事件就高扣分。\n", ""), "95", id="of all items"),
        pytest.param(PARTS, "97", id="in a section"),
    ],
)  # fmt: skip
def test_one_fact_counts_once(text: str, expected: str) -> None:
    assert total(text, event("迟到")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲(10分)\n“迟到”一次扣4分。\n", "90"),
        ("一、甲(10分)\n“迟到”一次扣4分,可倒扣。\n", "88"),
        ("一、甲(10分,允许倒扣)\n“迟到”一次扣4分。\n", "88"),
        ("一、甲(10分)\n“迟到”一次倒扣4分。\n", "88"),
        ("一、甲(10分)\n“迟到”一次扣4分,不可倒扣。\n", "90"),
    ],
)
def test_an_item_falls_below_0_only_where_it_is_said(text: str, expected: str) -> None:
    assert total(text, *[event("迟到")] * 3) == expected


@pytest.mark.parametrize(("each", "expected"), [("", "95"), ("各", "100"), ("分别", "100")])
def test_names_are_counted_together_or_apart(each: str, expected: str) -> None:
    text = f"一、甲\n“迟到”、“早退”{each}三次以上,扣5分。\n"
    assert total(text, event("迟到"), event("早退"), event("早退")) == expected
    assert total(text, *[event("迟到"), event("早退")] * 3) == ("95" if not each else "90")


rules = st.lists(
    st.tuples(st.sets(st.sampled_from(KINDS), min_size=1).map(sorted), st.integers(1, 9)), min_size=1, max_size=4
)


@given(st.lists(rules, min_size=1, max_size=3), st.booleans(), st.lists(st.sampled_from(KINDS), max_size=6))
def test_the_gravest_is_that_of_a_second_opinion(items: list, whole: bool, log: list[str]) -> None:
    text = ""
    for number, stated in enumerate(items, 1):
        clauses = [f"{'、'.join(f'“{kind}”' for kind in kinds)}一次扣{points}分。" for kinds, points in stated]
        text += "\n".join([f"{number}. 项{number}", *clauses, *([] if whole else [ONCE.strip()]), ""])
    text += "所有项目同一事件不重复扣分。\n" if whole else ""
    scopes = [[rule for stated in items for rule in stated]] if whole else items
    names = {kind for stated in items for kinds, _ in stated for kind in kinds}
    known = [kind for kind in log if kind in names]
    lost = sum(max((p for kinds, p in scope if kind in kinds), default=0) for kind in known for scope in scopes)
    assert total(text, *map(event, known)) == str(100 - lost)
