"""Unusual but lawful events: each row of the catalogue (its number is in the name) with the meaning it is given."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rubricdsl
from rubricdsl.base.calendar import add_months

RUBRIC = rubricdsl.parse("周期:每月\n基础分:100分\n发现一次“迟到”扣2分。\n", strict=True)


def late(time: str = "2024-03-09", **fields: Any) -> rubricdsl.Event:
    return rubricdsl.Event(**{"kind": "迟到", "subject": "张三", "time": time} | fields)


def totals(*events: rubricdsl.Event, rubric: rubricdsl.Rubric = RUBRIC, **options: Any) -> dict[tuple[str, str], str]:
    cards = rubricdsl.score(rubric, events, **options)
    return {(card.subject, card.period.label): str(card.total) for card in cards}


def test_d5_the_same_id_with_the_same_content_counts_once() -> None:
    assert totals(late(id="e1"), late(id="e1"), late()) == {("张三", "2024-03"): "96"}


def test_d6_the_same_id_with_other_content_is_a_conflict_in_any_order() -> None:
    one, other = late(id="e1"), late("2024-03-10", id="e1")
    for events in ((one, other), (other, one)):
        with pytest.raises(rubricdsl.EventError) as caught:
            rubricdsl.score(RUBRIC, events)
        (diagnostic,) = caught.value.diagnostics
        assert diagnostic.code == "RUB452"
        assert "2024-03-09" in diagnostic.message
        assert "2024-03-10" in diagnostic.message


def test_d7_ids_are_text() -> None:
    assert totals(late(id="1"), late(id="01")) == {("张三", "2024-03"): "96"}


def test_d17_a_time_without_offset_is_in_the_rubrics_zone() -> None:
    naive, aware = late("2024-03-09T10:00:00", id="e1"), late("2024-03-09T02:00:00Z", id="e1")
    assert totals(naive, aware) == {("张三", "2024-03"): "98"}


def test_d18_the_month_is_chosen_by_the_rubrics_zone() -> None:
    event = late("2026-03-31T16:30:00Z")
    assert totals(event) == {("张三", "2026-04"): "98"}
    there = rubricdsl.parse("周期:每月\n时区:America/New_York\n发现一次“迟到”扣2分。\n", strict=True)
    assert totals(event, rubric=there) == {("张三", "2026-03"): "-2"}


def test_d21_a_day_that_a_month_lacks_becomes_its_last() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)


def test_d22_an_hour_that_happens_twice_is_told_apart_by_its_offset() -> None:
    first, second = late("1991-09-15T01:30:00+09:00", id="e1"), late("1991-09-15T01:30:00+08:00", id="e1")
    with pytest.raises(rubricdsl.EventError, match="RUB452"):
        totals(first, second)


@pytest.mark.parametrize(
    ("time", "period"),
    [
        ("2024-03-31T23:59:59.999999", "2024-03"),
        ("2024-04-01T00:00:00", "2024-04"),
        ("2024-03-31T15:59:59.999999Z", "2024-03"),
        ("2024-03-31T16:00:00Z", "2024-04"),
    ],
)
def test_d23_a_period_ends_just_before_the_next_begins(time: str, period: str) -> None:
    assert totals(late(time)) == {("张三", period): "98"}


def test_d43_redelivery_and_order_change_nothing() -> None:
    log = [late(f"2024-03-{day:02}", id=f"e{day}") for day in range(1, 8)]
    assert totals(*log[3:], *reversed(log), *log[:5]) == totals(*log)


@pytest.mark.parametrize("offset", range(7))
@pytest.mark.parametrize("trace", [True, False])
def test_d43_a_broker_that_goes_back_to_an_old_offset_changes_nothing(offset: int, trace: bool) -> None:
    """Batches acknowledged late come again, in part and out of order, also after a restart from a dump."""
    log = [late(f"2024-03-{day:02}", id=f"e{day}") for day in range(1, 8)]
    log[3] = late("2024-03-02", id="e9", voids="e2", kind="迟到")
    tally = rubricdsl.Tally(RUBRIC, trace=trace)
    tally.update(log)
    again = rubricdsl.Tally.loads(RUBRIC, tally.dumps())
    again.update(reversed(log[offset:]))
    again.update(log[offset:])
    assert again.dumps() == tally.dumps()
    assert str(again.total("张三", "2024-03")) == "90"


def test_d44_two_people_of_one_name_are_told_apart_on_the_roster(tmp_path: Path) -> None:
    roster = tmp_path / "subjects.csv"
    roster.write_text("姓名,入职\n张三,2024-01-01\n张三,2024-02-01\n", encoding="utf-8")
    with pytest.raises(rubricdsl.EventError) as caught:
        rubricdsl.read_subjects(roster)
    assert [(each.code, each.line) for each in caught.value.diagnostics] == [("RUB433", 3)]


def test_d44_somebody_renamed_is_another_subject_and_loses_nothing() -> None:
    """Who is meant is the name alone: an event, and a void of it, under the new name does not reach the old one."""
    events = [late(id="e1"), late(subject="张叁", id="e2")]
    assert totals(*events) == {("张三", "2024-03"): "98", ("张叁", "2024-03"): "98"}
    cards = rubricdsl.score(RUBRIC, [*events, late(subject="张叁", id="e3", voids="e1")])
    assert [each.code for each in cards.diagnostics] == ["RUB454"]


def test_d44_a_person_is_a_name_to_the_letter() -> None:
    assert totals(late(subject="Zhang San"), late(subject="ZhangSan"), late(subject=" Zhang San ")) == {
        ("Zhang San", "2024-03"): "96",
        ("ZhangSan", "2024-03"): "98",
    }


def test_d45_nobody_is_lost_for_want_of_events() -> None:
    assert totals() == {}
    assert totals(subjects=["张三"], periods=["2024-03"]) == {("张三", "2024-03"): "100"}
    assert totals(late(), subjects=["李四", "张三"])[("李四", "2024-03")] == "100"


def test_d45_events_that_are_all_left_out_leave_the_base() -> None:
    unknown = late(kind="不认识")
    assert totals(unknown, subjects=["张三"], periods=["2024-03"], unknown="ignore") == {("张三", "2024-03"): "100"}
    assert totals(unknown, subjects=["张三"], periods=["2024-03"], strict=False) == {("张三", "2024-03"): "100"}
    later = rubricdsl.parse("周期:每月\n基础分:100分\n生效:从2025-01-01\n发现一次“迟到”扣2分。\n", strict=True)
    assert totals(late(), rubric=later, subjects=["张三"], periods=["2024-03"]) == {("张三", "2024-03"): "100"}


def test_d45_without_periods_there_is_one_whether_anything_happened_or_not() -> None:
    plain = rubricdsl.parse("基础分:100分\n发现一次“迟到”扣2分。\n", strict=True)
    assert totals(rubric=plain, subjects=["张三"]) == {("张三", "all"): "100"}
    assert totals(rubric=plain) == {}


def test_d12_a_negative_amount_is_refused_where_no_clause_counts_both_ways() -> None:
    with pytest.raises(rubricdsl.EventError) as caught:
        totals(late(amount=-3))
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["RUB405"]


def test_d12_an_amount_meets_what_counts_both_ways_by_its_sign() -> None:
    both = rubricdsl.parse("基础分:100分\n“能耗”每增加1%扣2分,每减少1%加1分。\n", strict=True)
    used = {subject: {"kind": "能耗", "subject": subject, "unit": "%"} for subject in ("甲", "乙", "丙")}
    events = (late(**used["甲"], amount=3), late(**used["乙"], amount=-3), late(**used["丙"], amount=0))
    assert totals(*events, rubric=both) == {("甲", "all"): "94", ("乙", "all"): "103", ("丙", "all"): "100"}
