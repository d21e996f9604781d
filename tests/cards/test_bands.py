"""Items with bands: what events leave open, where marks place the item, and a naive second opinion on both."""

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import rubricdsl
from rubricdsl import Event, EventError, Scorecard

HEAD = "考核标准:评分表\n周期:每月\n"
ATTENDANCE = """一、出勤情况
优秀 9-10分:无迟到、早退、事假
良好 7-8分:无迟到、早退,事假1天以内
合格 5-6分:无迟到、早退,事假2天以内
有待改进 0-4分:迟到、早退三次以上,或事假三天以上
"""
SERVICE = """二、服务态度
优秀 9-10分:得到客户的表扬,无投诉
良好 7-8分:热情周到,投诉1次以内
合格 0-6分:待客冷淡
"""
GRADES = "等级\n9分以上 优秀\n0-8分 一般\n"


def event(kind: str, day: str = "2024-03-05", **more: object) -> Event:
    return Event(kind=kind, subject="张三", time=day, **more)


def cards(text: str, *log: Event, strict: bool = True) -> rubricdsl.Rubric:
    rubric = rubricdsl.parse(HEAD + text, strict=True)
    return rubricdsl.score(rubric, log, subjects=["张三"], periods=["2024-03"], strict=strict)


def card(text: str, *log: Event, strict: bool = True) -> Scorecard:
    (found,) = cards(text, *log, strict=strict)
    return found


def open_range(found: Scorecard) -> tuple[object, ...]:
    (pending,) = found.pending
    return pending.rule, pending.low, pending.high


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        pytest.param([], ("1-1", 9, 10), id="nothing happened: the first, wholly computed"),
        pytest.param([event("事假")], ("1-2", 7, 8), id="a day without amount"),
        pytest.param([event("事假", amount="1.5", unit="天")], ("1-3", 5, 6), id="in days"),
        pytest.param([event("事假", amount=0, unit="天")], ("1-1", 9, 10), id="no day at all"),
        pytest.param([event("迟到"), event("早退", amount=2)], ("1-4", 0, 4), id="、 is a sum"),
        pytest.param([event("事假", amount=3)], ("1-4", 0, 4), id="or"),
        pytest.param([event("迟到")], (None, 0, 10), id="no band is left: the whole range"),
    ],
)
def test_events_choose_a_computed_band(log: list[Event], expected: tuple[object, ...]) -> None:
    found = card(ATTENDANCE, *log)
    assert found.total is None
    assert open_range(found) == expected
    assert (found.low, found.high) == expected[1:]


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        pytest.param([], (None, 0, 10), id="prose is for the rater"),
        pytest.param([event("投诉")], (None, 0, 8), id="what is computed of it rules out"),
        pytest.param([event("投诉")] * 2, ("2-3", 0, 6), id="one is left"),
        pytest.param([event("服务态度", flags=["良好"])], ("2-2", 7, 8), id="the rater names a band"),
    ],
)
def test_the_rater_chooses_among_the_bands_left(log: list[Event], expected: tuple[object, ...]) -> None:
    assert open_range(card(SERVICE, *log)) == expected


@pytest.mark.parametrize("kind", ["出勤情况", "1", "1-1"])
def test_a_mark_by_title_item_or_band(kind: str) -> None:
    found = card(ATTENDANCE + GRADES, event(kind, points="9.5", id="m1"))
    assert (found.base, found.total, found.grade, found.pending) == (10, Decimal("9.5"), "优秀", ())
    assert [(e.rule, e.points, e.measure, e.events) for e in found.entries] == [
        ("1-1", Decimal("-0.5"), Decimal("9.5"), ("m1",))
    ]
    assert [(item.points, item.full, item.mark) for item in found.items] == [(Decimal("-0.5"), 10, Decimal("9.5"))]


def test_the_latest_mark_counts_whatever_the_order() -> None:
    log = [event("服务态度", "2024-03-09", points=9), event("服务态度", "2024-03-02", points=5)]
    assert card(SERVICE, *log).total == card(SERVICE, *reversed(log)).total == 9


def test_an_open_item_has_no_mark_and_grades_only_where_both_ends_agree() -> None:
    found = card(SERVICE + GRADES)
    assert [(item.code, item.full, item.mark) for item in found.items] == [("2", 10, None)]
    assert (found.total, found.low, found.high, found.grade) == (None, 0, 10, None)
    assert card(SERVICE + GRADES, event("投诉")).grade == "一般"


def test_a_band_of_one_mark_needs_no_rater() -> None:
    text = "一、出勤\n好 10分:无迟到\n中 6分:迟到2次以内\n差 0分:迟到三次以上\n"
    assert [card(text, *[event("迟到")] * times).total for times in (0, 1, 2, 3)] == [10, 6, 6, 0]


def test_other_clauses_of_the_item_come_off_the_mark() -> None:
    found = card(ATTENDANCE + "“旷工”一次扣5分。\n", event("旷工"), event("出勤情况", points=9))
    assert found.total == 4
    assert found.items[0].mark == 4


def test_stated_full_marks_stand() -> None:
    assert card("一、态度(12分)\n好 6-10分:积极\n差 0-5分:消极\n", event("态度", points=10)).base == 12


def test_a_mark_taken_back_leaves_the_item_open() -> None:
    void = Event(kind="撤销", subject="张三", time="2024-03-06", voids="m1")
    found = card(ATTENDANCE, event("出勤情况", points=9, id="m1"), void)
    assert open_range(found) == ("1-1", 9, 10)
    assert [(e.rule, e.fate, e.events) for e in found.entries] == [("1-1", "voided", ("m1",))]


def test_an_item_that_does_not_apply_is_not_waited_for() -> None:
    absent = event("不适用", flags=["服务态度"])
    found = card(ATTENDANCE + SERVICE, event("出勤情况", points=9), absent)
    assert (found.base, found.total, found.pending) == (20, 18, ())
    rubric = rubricdsl.parse(HEAD + ATTENDANCE + SERVICE)
    tally = rubricdsl.Tally(rubric, trace=False)
    tally.update([event("出勤情况", points=9), absent])
    assert tally.total("张三", "2024-03") == 18


def test_one_name_is_title_and_fact() -> None:
    text = "一、投诉\n好 6-10分:无投诉\n差 0-5分:投诉1次以上\n"
    assert open_range(card(text, event("投诉"))) == ("1-2", 0, 5)
    assert card(text, event("投诉"), event("投诉", points=3)).total == 3


def test_an_alias_is_a_fact_too() -> None:
    rubric = rubricdsl.parse(HEAD + "别名:“迟到” = “晚到”\n" + ATTENDANCE, strict=True)
    (found,) = rubricdsl.score(rubric, [event("晚到")] * 3)
    assert open_range(found) == ("1-4", 0, 4)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        pytest.param(event("出勤情况", id="m1"), "RUB462", id="neither points nor band"),
        pytest.param(event("出勤情况", flags=["优秀", "良好"], id="m1"), "RUB462", id="two bands"),
        pytest.param(event("出勤情况", points=11, id="m1"), "RUB463", id="above"),
        pytest.param(event("出勤情况", points="8.5", id="m1"), "RUB463", id="between two bands"),
        pytest.param(event("出勤情况", points=9, flags=["良好"], id="m1"), "RUB463", id="not in the band named"),
        pytest.param(event("1-2", points=9, id="m1"), "RUB463", id="not in the band of the code"),
        pytest.param(event("出勤情况", points=8, id="m1"), "RUB464", id="not in the band chosen"),
        pytest.param(event("出勤情况", flags=["良好"], id="m1"), "RUB464", id="another band than the one chosen"),
    ],
)
def test_a_mark_may_not_leave_its_band(bad: Event, code: str) -> None:
    with pytest.raises(EventError) as refused:
        cards(ATTENDANCE, bad)
    assert [(d.code, d.witness) for d in refused.value.diagnostics] == [(code, {"event": "m1"})]
    found = cards(ATTENDANCE, bad, strict=False)
    assert [d.code for d in found.diagnostics] == [code]
    assert open_range(found[0]) == ("1-1", 9, 10)


def test_behind_a_refused_mark_the_one_before_counts() -> None:
    log = [event("出勤情况", "2024-03-02", points=9), event("出勤情况", "2024-03-09", points=3, id="m2")]
    found = card(ATTENDANCE, *log, strict=False)
    assert found.total == 9
    assert [(each.item, each.bands, each.events) for each in found.refused] == [("1", ("1-1",), ("m2",))]


def test_a_refused_mark_is_explained() -> None:
    found = card(ATTENDANCE, event("出勤情况", points=3, id="m2"), strict=False)
    assert "1(m2)" in rubricdsl.explain(found)
    assert "marks not taken" in rubricdsl.explain(found, "en")


def test_a_mark_that_later_events_overtake_is_no_error_once_marked_anew() -> None:
    log = [event("出勤情况", points=9), event("事假", "2024-03-09"), event("出勤情况", "2024-03-29", points=8)]
    assert card(ATTENDANCE, *log).total == 8


def test_points_of_a_fact_are_no_mark_of_it() -> None:
    (doubt,) = cards(ATTENDANCE, event("迟到", points=3)).diagnostics
    assert doubt.code == "RUB461"


# ── a second opinion ──

KINDS = ("迟到", "早退", "事假")
OPS = {
    "{}以上": lambda a, b: a >= b,
    "{}以内": lambda a, b: a <= b,
    "超过{}": lambda a, b: a > b,
    "{}": lambda a, b: a == b,
}


@frozen
class Asked:
    """无 (form None) or a sum in a unit, of some kinds."""

    kinds: tuple[str, ...]
    form: str | None
    bound: int
    unit: str

    def text(self) -> str:
        names = "、".join(f"“{kind}”" for kind in self.kinds)
        return f"无{names}" if self.form is None else names + self.form.format(f"{self.bound}{self.unit}")

    def holds(self, log: list[Event]) -> bool:
        mine = [e for e in log if e.kind in self.kinds]
        if self.form is None:
            return all(e.amount == 0 for e in mine)
        worth = [Fraction(1) if e.amount is None or self.foreign(e) else Fraction(e.amount) for e in mine]
        return OPS[self.form](sum(worth, Fraction(0)), self.bound)

    def foreign(self, e: Event) -> bool:
        return self.unit == "次" and e.unit not in (None, "次")


@frozen
class Way:
    asked: tuple[Asked, ...]
    judged: bool

    def text(self) -> str:
        return ",".join([*(each.text() for each in self.asked), *(["表现积极"] if self.judged else [])])


@frozen
class Level:
    name: str
    low: int
    high: int
    ways: tuple[Way, ...]

    def text(self) -> str:
        return f"{self.name} {self.low}-{self.high}分:{',或'.join(way.text() for way in self.ways)}"

    def possible(self, log: list[Event]) -> bool:
        return any(all(each.holds(log) for each in way.asked) for way in self.ways)

    def computed(self) -> bool:
        return not any(way.judged for way in self.ways)


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    days = draw(st.booleans())
    kinds = ("事假",) if days else tuple(sorted(draw(st.sets(st.sampled_from(KINDS[:2]), min_size=1))))
    form = draw(st.none() | st.sampled_from(sorted(OPS)))
    return Asked(kinds, form, draw(st.integers(1, 3)), "天" if days else "次")


@st.composite
def levels(draw: st.DrawFn) -> tuple[Level, ...]:
    ranges = [("优秀", 9, 10), ("良好", 7, 8), ("合格", 5, 6), ("有待改进", 0, 4)][: draw(st.integers(2, 4))]
    found = []
    for name, low, high in ranges:
        ways = []
        for _ in range(draw(st.sampled_from((1, 1, 2)))):
            asks = tuple(draw(st.lists(asked(), min_size=draw(st.sampled_from((0, 1, 1))), max_size=2)))
            ways.append(Way(asks, not asks or draw(st.integers(0, 3)) == 0))
        found.append(Level(name, low, high, tuple(ways)))
    return tuple(found)


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    log = []
    for number in range(draw(st.integers(0, 6))):
        day, kind = f"2024-03-{draw(st.integers(1, 28)):02}", draw(st.sampled_from((*KINDS, "出勤", "出勤", "出勤")))
        if kind == "出勤":
            points = draw(st.none() | st.integers(0, 10).map(Decimal) | st.just(Decimal("8.5")))
            named = draw(st.sampled_from(("优秀", "良好", "合格"))) if points is None or draw(st.booleans()) else None
            log.append(event(kind, day, id=f"m{number}", points=points, flags=[named] if named else []))
        else:
            amount = draw(st.none() | st.integers(0, 3))
            unit = None if amount is None else draw(st.sampled_from((None, "天" if kind == "事假" else "次")))
            log.append(event(kind, day, id=f"f{number}", amount=amount, unit=unit))
    return log


def opinion(bands: tuple[Level, ...], log: list[Event]) -> tuple[object, object]:
    """Lowest and highest mark, by the plainest reading."""
    left = [band for band in bands if band.possible(log)]
    if left and all(band.computed() for band in bands[: bands.index(left[0]) + 1]):
        left = left[:1]
    left = left or list(bands)
    for mark in sorted((e for e in log if e.kind == "出勤"), key=lambda e: (e.time, e.id), reverse=True):
        spoken = [b for b in left if (not mark.flags or b.name in mark.flags)]
        spoken = [b for b in spoken if mark.points is None or b.low <= mark.points <= b.high]
        if spoken and mark.points is not None:
            return mark.points, mark.points
        if spoken:
            return spoken[0].low, spoken[0].high
    return min(band.low for band in left), max(band.high for band in left)


@settings(max_examples=400)
@given(levels(), logs())
def test_bands_are_those_of_a_second_opinion(bands: tuple[Level, ...], log: list[Event]) -> None:
    """Unknown names of bands (a mark of 合格 where there is none) are left out of both."""
    text = "周期:每月\n一、出勤\n" + "\n".join(band.text() for band in bands) + "\n“旷工”一次扣1分。\n"
    rubric = rubricdsl.parse(text, strict=True)
    names = {band.name for band in bands}
    known = [e for e in log if e.flags <= names and e.kind in {*KINDS, "出勤"}]
    asked_of = {kind for band in bands for way in band.ways for each in way.asked for kind in each.kinds}
    known = [e for e in known if e.kind == "出勤" or e.kind in asked_of]
    (found,) = rubricdsl.score(rubric, known, subjects=["张三"], periods=["2024-03"], strict=False)
    assert (found.low, found.high) == opinion(bands, known)
    assert (found.total is None) == (found.low != found.high)


@given(levels(), logs(), st.randoms(use_true_random=False))
def test_marks_do_not_depend_on_order_or_split(bands: tuple[Level, ...], log: list[Event], random) -> None:
    text = "周期:每月\n一、出勤\n" + "\n".join(band.text() for band in bands) + "\n"
    rubric = rubricdsl.parse(text, strict=True)
    mixed = random.sample(log, len(log))
    first, second = rubricdsl.Tally(rubric), rubricdsl.Tally(rubric)
    first.update(mixed[: len(mixed) // 2])
    second.update(mixed[len(mixed) // 2 :])
    whole = rubricdsl.score(rubric, log, subjects=["张三"], periods=["2024-03"], strict=False)
    merged = (first + second).scorecards(subjects=["张三"], periods=["2024-03"], strict=False)
    assert [each.to_json() for each in merged] == [each.to_json() for each in whole]
    assert merged.diagnostics == whole.diagnostics
