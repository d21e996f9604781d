"""Targets and duties without points: met, not met or no data, with the evidence; they move nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubricdsl
from rubricdsl import Event, Scorecard
from rubricdsl.cards.model import Requirement

HEAD = "周期:每月\n基础分:100分\n指标:抽查比例 = “抽查” / “投诉报事”\n"


def event(kind: str, day: str = "2024-03-05", **more: object) -> Event:
    return Event(kind=kind, subject="张三", time=day, **more)


def card(text: str, *log: Event, period: str = "2024-03", head: str = HEAD, **more: object) -> Scorecard:
    (found,) = rubricdsl.score(rubricdsl.parse(head + text, strict=True), log, ["张三"], [period], **more)
    return found


def told(found: Scorecard) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    assert (found.total, found.entries) == (100, ())
    return [_told(each) for each in found.requirements]


def _told(each: Requirement) -> tuple[str, str, str | None, tuple[str, ...]]:
    return each.rule, each.status, None if each.value is None else str(each.value), each.events


@pytest.mark.parametrize(("amount", "status"), [("95", "met"), ("94.9", "not met")])
def test_a_target(amount: str, status: str) -> None:
    log = [event("完成率", amount="50", id="e1"), event("完成率", "2024-03-20", amount=amount, id="e2")]
    assert told(card("完成率不低于95%。", *log)) == [("0-1", status, amount, ("e1", "e2"))]
    assert told(card("完成率不低于95%。")) == [("0-1", "no data", None, ())]


@pytest.mark.parametrize(("amount", "status"), [("10", "not met"), ("9.99", "met")])
def test_a_target_that_excludes_its_number(amount: str, status: str) -> None:
    assert told(card("预算偏差率低于10%。", event("预算偏差率", amount=amount, id="e1"))) == [
        ("0-1", status, amount, ("e1",))
    ]


def test_a_sample_of_what_was_counted() -> None:
    text = "抽查比例不低于5%。"
    log = [event("投诉报事", amount=40, id="e1"), event("抽查", amount=2, id="e2")]
    assert told(card(text, *log)) == [("0-1", "met", "5", ("e1", "e2"))]
    assert told(card(text, *log, event("投诉报事", id="e3"))) == [("0-1", "not met", "4.878049", ("e1", "e3", "e2"))]


def test_a_duty_names_what_was_done() -> None:
    log = [event("例会", f"2024-{day}", id=day) for day in ("02-27", "03-04", "03-11", "03-18")]
    assert told(card("每周召开一次“例会”。", *log)) == [("0-1", "not met", "1", ("02-27", "03-04", "03-11", "03-18"))]
    assert told(card("每周召开一次“例会”。", *log, as_of="2024-03-30")) == [
        ("0-1", "met", "0", ("02-27", "03-04", "03-11", "03-18"))
    ]


def test_a_date() -> None:
    text = "每年11月底上报次年计划。"
    late = event("次年计划", "2024-12-02", id="e1")
    assert told(card(text, late, period="2024-11")) == [("0-1", "no data", None, ())]
    assert told(card(text, late, period="2024-12")) == [("0-1", "not met", "2", ("e1",))]
    assert told(card(text, event("次年计划", "2024-09-02", id="e1"), period="2024-12")) == [
        ("0-1", "met", "0", ("e1",))
    ]


def test_without_a_day_to_judge_at_there_is_no_data() -> None:
    head = "基础分:100分\n"
    log = [event("例会", id="e1")]
    assert told(card("每周召开一次“例会”。", *log, period="all", head=head)) == [("0-1", "no data", None, ())]
    found = card("每周召开一次“例会”。", *log, period="all", head=head, as_of="2024-03-10")
    assert told(found) == [("0-1", "met", "0", ("e1",))]


def test_titles_still_name_the_one_clause_that_scores() -> None:
    (target, late) = rubricdsl.parse("一、考勤\n出勤率不低于95%。迟到一次扣2分。").rules
    assert (target.select.kinds, late.select.kinds, late.code) == (("出勤率",), ("迟到", "考勤"), "1-2")


sides = st.sampled_from([("不低于", lambda a, b: a >= b), ("低于", lambda a, b: a < b), ("超过", lambda a, b: a > b),
                         ("不超过", lambda a, b: a <= b)])  # fmt: skip
tenths = st.integers(0, 1000).map(lambda value: Decimal(value).scaleb(-1))


@given(sides, tenths, tenths)
def test_statuses_are_those_of_plain_comparison(side: tuple, target: Decimal, value: Decimal) -> None:
    (found,) = card(f"完成率{side[0]}{target}%。", event("完成率", amount=value)).requirements
    assert found.status == ("met" if side[1](value, target) else "not met")
