"""Obligations and deadlines: what is missing or late in every window that closes within the period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubricdsl
from rubricdsl import Event, EventError, RubricError, Scorecard, Subject

HEAD = "周期:每月\n基础分:100分\n"
MEETING = "每周至少召开一次“例会”,少一次扣1分。"
STOCK = "每月25日前完成“盘点”,逾期一天扣1分,未完成扣5分。"
PLAN = "每年11月底前上报“计划”,逾期一天扣1分,未上报扣40分。"


def event(kind: str, day: str, **more: object) -> Event:
    return Event(kind=kind, subject="张三", time=day, **more)


def card(text: str, *log: Event, period: str = "2024-03", head: str = HEAD, **more: object) -> Scorecard:
    who = Subject(name="张三", start=more.pop("start", None), end=more.pop("end", None))
    (found,) = rubricdsl.score(rubricdsl.parse(head + text, strict=True), log, [who], [period], **more)
    return found


def entries(found: Scorecard) -> list[tuple[str | None, str, str, tuple[str, ...]]]:
    return [(e.rule, str(e.points), str(e.measure), e.events) for e in found.entries]


def test_a_week_counts_where_its_sunday_is() -> None:
    log = [event("例会", "2024-02-28", id="e1"), event("例会", "2024-03-08", id="e2"), event("例会", "2024-03-05")]
    found = card(MEETING, *log)  # Sundays: 3, 10, 17, 24, 31 March
    assert entries(found) == [("0-1", "-3", "3", ())]
    assert card(MEETING, *log, as_of="2024-03-23").total == 99
    assert card(MEETING, *log, as_of="2024-03-24").total == 98
    assert [card(MEETING, event("例会", "2024-03-31"), period=f"2024-{month}").total for month in ("03", "04")] == [
        96,
        96,
    ]


def test_more_than_one_at_a_time() -> None:
    text = "每周至少巡查2次“巡查”,少一次扣1分,最多扣7分。"
    log = [event("巡查", "2024-03-01"), event("巡查", "2024-03-05", amount=3)]
    assert entries(card(text, *log)) == [("0-1", "-7", "7", ("2024-03-01 巡查 #1",))]
    found = card(text)
    assert (found.total, [(e.stage, str(e.points)) for e in found.entries]) == (93, [("match", "-10"), ("limit", "3")])


@pytest.mark.parametrize(
    ("days", "expected"),
    [((), 95), (("25",), 100), (("26",), 99), (("31",), 94), (("28", "20"), 100), (("28", "31"), 97)],
)
def test_late_scores_lateness_only_and_undone_its_own(days: tuple[str, ...], expected: int) -> None:
    assert card(STOCK, *(event("盘点", f"2024-03-{day}") for day in days)).total == expected


def test_without_a_clause_for_it_undone_is_late_to_the_end() -> None:
    assert card("每月25日前完成“盘点”,逾期一天扣1分。").total == 94
    assert card("每月底前完成“盘点”,逾期一天扣1分。").total == 99


def test_a_year_closes_in_december() -> None:
    late = event("计划", "2024-12-03", id="e1")
    assert [card(PLAN, late, period=f"2024-{month}").total for month in ("10", "11", "12")] == [100, 100, 97]
    assert entries(card(PLAN, late, period="2024-12")) == [("0-1", "-3", "3", ("e1",))]
    early = event("计划", "2024-05-06", id="e1")
    assert (card(PLAN, early, period="2024-12").total, card(PLAN, period="2024-12").total) == (100, 60)


def test_windows_outside_the_time_of_a_subject_are_not_judged() -> None:
    assert card(MEETING, start="2024-03-11").total == 97
    assert card(MEETING, end="2024-03-16").total == 98
    assert card(STOCK, end="2024-03-30").total == 100


def test_steps_hold_window_by_window() -> None:
    text = "每周三前提交“周报”,逾期1天以内扣1分,2天以上扣3分。"
    log = [event("周报", f"2024-03-{day:02}") for day in (7, 15, 18, 25)]  # on time 18, 25; Thursday, Friday late
    assert entries(card(text, *log)) == [
        ("0-1", "-1", "1", ("2024-03-07 周报 #1",)),
        ("0-2", "-6", "6", ("2024-03-15 周报 #1",)),
    ]


def test_an_exempt_event_leaves_its_window_out() -> None:
    text = "每周至少召开一次“例会”,少一次扣1分,“停工”的除外。"
    assert card(text, event("例会", "2024-03-12", flags=["停工"])).total == 96


def test_a_veto_may_hang_on_a_duty() -> None:
    found = card("每月25日前完成“盘点”,否则一票否决。\n等级\n90分以上 优秀\n不满90分 其他\n")
    assert (found.total, found.grade, [each.rule for each in found.vetoes]) == (100, "其他", ["0-1"])


def test_a_day_of_judging_is_needed() -> None:
    with pytest.raises(EventError) as refused:
        card(MEETING, period="all", head="")
    assert [each.code for each in refused.value.diagnostics] == ["RUB515"]
    log = [event("例会", "2024-03-05")]
    assert card(MEETING, *log, period="all", head="基础分:100分\n", as_of="2024-03-24").total == 98


@pytest.mark.parametrize("text", ["每周至少召开一次“例会”,少一次扣1-3分。", MEETING[:-1] + ",情节“严重”的,扣5分。"])
def test_what_a_duty_cannot_score_is_refused(text: str) -> None:
    with pytest.raises(RubricError) as refused:
        card(text)
    assert [each.code for each in refused.value.diagnostics] == ["RUB504"]


DAYS = st.dates(date(2023, 12, 20), date(2024, 5, 10))
ENDS = {
    "每天": lambda day: day is not None,
    "每周": lambda day: day.weekday() == 6,
    "每月": lambda day: (day + timedelta(1)).day == 1,
    "每季度": lambda day: (day + timedelta(1)).day == 1 and day.month % 3 == 0,
    "每年": lambda day: (day.month, day.day) == (12, 31),
}


def closing(often: str, first: date, last: date) -> list[list[date]]:
    """Day by day: every window that ends between two days, as the list of its days."""
    found = []
    for end in (first + timedelta(n) for n in range((last - first).days + 1)):
        if ENDS[often](end):
            days = [end]
            while not ENDS[often](days[0] - timedelta(1)):
                days.insert(0, days[0] - timedelta(1))
            found.append(days)
    return found


@given(st.lists(DAYS, max_size=12), st.sampled_from(sorted(ENDS)), st.integers(1, 3), st.sampled_from("123"), st.data())
def test_shortfalls_are_those_counted_by_hand(
    days: list[date], often: str, least: int, month: str, data: st.DataObject
) -> None:
    start, as_of = data.draw(st.none() | DAYS), data.draw(st.none() | DAYS)
    days = [day for day in days if start is None or day >= start]
    text = f"{often}至少{least}次“例会”,少一次扣1分。"
    first = date(2024, int(month), 1)
    last = date(2024, int(month) + 1, 1) - timedelta(1)
    if start is not None and start > last:
        return
    judged = closing(often, max(first, start or first), min(last, as_of or last))
    missing = sum(max(0, least - sum(day in window for day in days)) for window in judged)
    log = [event("例会", day.isoformat()) for day in days]
    found = card(text, *log, period=f"2024-0{month}", start=start and start.isoformat(), as_of=as_of)
    assert found.total == 100 - missing
    assert found.base + sum(entry.points for entry in found.entries) == found.total


@given(st.lists(DAYS, max_size=6), st.integers(1, 31), st.booleans())
def test_lateness_is_that_counted_by_hand(days: list[date], due: int, undone: bool) -> None:
    text = f"每月{due}日前完成“盘点”,逾期一天扣1分" + (",未完成扣50分。" if undone else "。")
    log = [event("盘点", day.isoformat()) for day in days]
    for label, length in (("2024-01", 31), ("2024-02", 29), ("2024-04", 30)):
        by = min(due, length)
        done = [day.day for day in days if day.isoformat().startswith(label)]
        lost = max(0, min(done) - by) if done else 50 if undone else max(1, length - by)
        assert card(text, *log, period=label).total == 100 - lost
