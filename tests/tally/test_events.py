"""What is said of events that cannot count, or count in doubt; and that nothing of it hangs on their order."""

from itertools import permutations

import pytest

import rubricdsl
from rubricdsl import Event, EventError, RubricError, Subject, Tally

TEXT = """考核标准:标准
周期:每月
基础分:100分
生效:从2024-01-01到2024-12-31

一、考勤
“迟到”一次扣2分。
“离岗”每10分钟扣1分。
二、纪律
“违纪”酌情扣1-3分。
"""


@pytest.fixture
def rubric() -> rubricdsl.Rubric:
    return rubricdsl.parse(TEXT, strict=True)


def event(kind: str, day: str = "2024-03-05", **more: object) -> Event:
    return Event(kind=kind, subject="张三", time=day, **more)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        pytest.param(event("迟道"), "RUB450", id="unknown kind"),
        pytest.param(event("迟到", flags=["严重"]), "RUB451", id="unknown flag"),
        pytest.param(event("离岗"), "RUB458", id="no amount"),
        pytest.param(event("离岗", amount=3, unit="元"), "RUB457", id="another kind of unit"),
        pytest.param(event("违纪", points=4), "RUB456", id="points outside the range"),
        pytest.param(event("迟到", points=2), "RUB461", id="points that are not asked for"),
        pytest.param(event("迟到", "2025-01-01"), "RUB460", id="outside the dates of the standard"),
        pytest.param(event("撤销", voids="e9"), "RUB454", id="a void that meets nothing"),
    ],
)
def test_findings(rubric: rubricdsl.Rubric, bad: Event, code: str) -> None:
    tally = Tally(rubric)
    tally.add(bad)
    assert [finding.code for finding in tally.diagnostics] == [code]


def test_the_nearest_name_is_offered(rubric: rubricdsl.Rubric) -> None:
    tally = Tally(rubric)
    tally.add(event("迟道"))
    assert "迟到" in tally.diagnostics[0].help


def test_every_bad_event_is_listed_or_left_out(rubric: rubricdsl.Rubric) -> None:
    log = [event("迟到"), event("迟道"), event("离岗"), event("迟道")]
    with pytest.raises(EventError) as raised:
        rubricdsl.score(rubric, log)
    assert [finding.code for finding in raised.value.diagnostics] == ["RUB450", "RUB450", "RUB458"]
    cards = rubricdsl.score(rubric, log, strict=False)
    assert [card.total for card in cards] == [98]
    assert [finding.code for finding in cards.diagnostics] == ["RUB450", "RUB450", "RUB458"]


def test_unknown_kinds_can_be_counted_and_left_out(rubric: rubricdsl.Rubric) -> None:
    cards = rubricdsl.score(rubric, [event("迟到"), event("迟道")], unknown="ignore")
    assert ([card.total for card in cards], cards.ignored) == ([98], 1)


def test_one_id_for_two_contents_counts_for_neither(rubric: rubricdsl.Rubric) -> None:
    log = [event("迟到", id="a"), event("迟到", "2024-04-01", id="a")]
    for order in permutations(log):
        tally = Tally(rubric)
        tally.update(order)
        (found,) = tally.diagnostics
        assert found.code == "RUB452"
        assert "2024-03-05" in found.message
        assert "2024-04-01" in found.message
        assert [tally.total("张三", label) for label in ("2024-03", "2024-04")] == [100, 100]


def test_sources_keep_their_ids_apart(rubric: rubricdsl.Rubric) -> None:
    tally = Tally(rubric)
    tally.update([event("迟到", id="a", source="甲"), event("迟到", id="a", source="乙"), event("迟到", id="a")])
    assert tally.diagnostics == ()
    assert tally.total("张三", "2024-03") == 94


def test_the_same_object_again_is_a_replay(rubric: rubricdsl.Rubric) -> None:
    once = event("迟到", id="a")
    tally = Tally(rubric)
    tally.update([once, once])
    tally.update([once])
    assert tally.total("张三", "2024-03") == 98


def test_a_void_cannot_be_voided(rubric: rubricdsl.Rubric) -> None:
    log = [event("迟到", id="a"), event("撤销", id="v", voids="a"), event("撤销", id="w", voids="v")]
    for order in permutations(log):
        tally = Tally(rubric)
        tally.update(order)
        assert [finding.code for finding in tally.diagnostics] == ["RUB453"]
        assert tally.total("张三", "2024-03") == 100


def test_a_void_takes_back_only_its_own_subject(rubric: rubricdsl.Rubric) -> None:
    tally = Tally(rubric)
    tally.update([event("迟到", id="a"), Event(kind="撤销", subject="李四", time="2024-03-05", voids="a")])
    assert [finding.code for finding in tally.diagnostics] == ["RUB454"]
    assert tally.total("张三", "2024-03") == 98


def test_offsets_are_read_in_the_zone_of_the_rubric(rubric: rubricdsl.Rubric) -> None:
    (card,) = rubricdsl.score(rubric, [event("迟到", "2024-03-31T16:30:00Z")])
    assert card.period.label == "2024-04"


def test_events_outside_a_subjects_dates_are_errors(rubric: rubricdsl.Rubric) -> None:
    who = [Subject(name="张三", start="2024-03-05", end="2024-04-10")]
    log = [event("迟到", day) for day in ("2024-03-04", "2024-03-05", "2024-04-10", "2024-04-11")]
    with pytest.raises(EventError) as raised:
        rubricdsl.score(rubric, log, subjects=who)
    assert [finding.code for finding in raised.value.diagnostics] == ["RUB455", "RUB455"]
    cards = rubricdsl.score(rubric, [*log, Event(kind="迟到", subject="李四", time="2024-05-01")], who, strict=False)
    assert [(card.period.label, card.total) for card in cards] == [("2024-03", 98), ("2024-04", 98)]


def test_dates_inside_a_period_need_a_trace(rubric: rubricdsl.Rubric) -> None:
    tally = Tally(rubric, trace=False)
    tally.add(event("迟到"))
    assert tally.scorecards([Subject(name="张三", start="2024-03-01")])[0].total == 98
    with pytest.raises(EventError) as raised:
        tally.scorecards([Subject(name="张三", start="2024-03-02")])
    assert raised.value.diagnostics[0].code == "RUB508"


def test_quiet_subjects_have_cards(rubric: rubricdsl.Rubric) -> None:
    log = [event("迟到"), Event(kind="迟到", subject="李四", time="2024-05-01")]
    cards = rubricdsl.score(rubric, log, subjects=["王五", "张三"])
    assert [(card.subject, card.period.label, card.total) for card in cards] == [
        ("张三", "2024-03", 98),
        ("张三", "2024-05", 100),
        ("王五", "2024-03", 100),
        ("王五", "2024-05", 100),
    ]


@pytest.mark.parametrize("label", ["2024-13", "2024-Q1", "all", "三月"])
def test_labels_that_name_no_period(rubric: rubricdsl.Rubric, label: str) -> None:
    with pytest.raises(EventError) as raised:
        rubricdsl.score(rubric, [], subjects=["张三"], periods=[label])
    assert raised.value.diagnostics[0].code == "RUB506"


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"rubric": 1, "trace": true}', b"[" * 10_000])
def test_bytes_that_are_no_tally(rubric: rubricdsl.Rubric, data: bytes) -> None:
    with pytest.raises(EventError) as raised:
        Tally.loads(rubric, data)
    assert raised.value.diagnostics[0].code in ("RUB501", "RUB502")


def test_a_tally_of_another_rubric_is_refused(rubric: rubricdsl.Rubric) -> None:
    other = rubricdsl.parse(TEXT.replace("扣2分", "扣3分"))
    for refused in (lambda: Tally.loads(other, Tally(rubric).dumps()), lambda: Tally(other).merge(Tally(rubric))):
        with pytest.raises(EventError) as raised:
            refused()
        assert raised.value.diagnostics[0].code == "RUB501"


def test_a_trace_cannot_be_merged_from_none(rubric: rubricdsl.Rubric) -> None:
    with pytest.raises(EventError) as raised:
        Tally(rubric).merge(Tally(rubric, trace=False))
    assert raised.value.diagnostics[0].code == "RUB503"


def test_an_unsound_rubric_is_refused() -> None:
    with pytest.raises(RubricError):
        Tally(rubricdsl.parse("一、考勤\n迟到一次扣2.0000000001分。\n"))
