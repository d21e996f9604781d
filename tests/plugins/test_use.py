"""A plug-in handed over as a value: what a rubric reads, scores and says with it, and that it is one's own choice."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import rubric_texts
import strategies
from plugins import planted
from plugins.planted import DEFECT, GRAMMAR, HIGHEST, OTHER, SOUND, TRADITIONAL
from rubricdsl import Event, EventError, RubricError, Scorecard, Tally, load, parse, score
from rubricdsl.base.diagnostic import errors
from rubricdsl.plugins import Plugin, Statistic

TEXT = """考核标准:护理质控
插件:quality
周期:每月
基础分:100分
1.病历
“病历书写”质控缺陷2分,情节“严重”的,扣5分,最多扣6分。
2.等候
最高值“等候”超过30分钟的,扣3分;最高值“等候”超过60分钟的,扣8分。
3.排班
“加班”每班次加1分,最多加10分。
“连班”单次超过2班次的,扣2分。
“占床”超过10床日的,扣0.1分/床日。
"""
ENGLISH = """language: en
title: 护理质控
plugins: quality
period: monthly
base: 100 points
1. Waiting
highest value of “等候” more than 30 minutes: deduct 3 points.
2. Shifts
“加班”: add 1 point per shift.
“连班” more than two shifts at a time: deduct 2 points.
"""


def event(kind: str, amount: str | None = None, unit: str | None = None, **more: str) -> Event:
    return Event(kind=kind, subject="张三", time="2024-03-02", amount=amount, unit=unit, **more)


def card(text: str, *events: Event, plugin: Plugin = SOUND) -> Scorecard:
    [found] = score(parse(text, strict=True, plugins=[plugin]), events)
    return found


@pytest.mark.parametrize(
    ("events", "total"),
    [
        ([event("病历书写")], "98"),
        ([event("病案书写")], "98"),
        ([event("病历书写", "3", "例")], "94"),
        ([event("病历书写", flags=("严重",))], "95"),
        ([event("等候", "30", "分钟"), event("等候", "5", "分钟")], "100"),
        ([event("等候", "31", "分钟"), event("等候", "5", "分钟")], "97"),
        ([event("等候", "0.6", "小时"), event("等候", "61", "分钟")], "92"),
        ([event("加班", "2", "班次")], "102"),
        ([event("加班", "16", "小时")], "102"),
        ([event("加班", "1", "班次"), event("加班", "15", "小时")], "102"),
        ([event("连班", "2", "班次")], "100"),
        ([event("连班", "17", "小时")], "98"),
        ([event("占床", "11", "床日")], "98.9"),
    ],
)
def test_a_rubric_scores_with_what_its_plugin_brings(events: list[Event], total: str) -> None:
    assert card(TEXT, *events).total == Decimal(total)


def test_what_a_plugin_brings_is_said_back_in_both_languages() -> None:
    for text in (TEXT, ENGLISH):
        rubric = parse(text, strict=True, plugins=[SOUND])
        for lang in ("zh", "en"):
            again = parse(rubric.say(lang), strict=True, plugins=[SOUND])
            assert again.digest == rubric.digest
            assert again.rules == rubric.rules
            assert again.say(lang) == rubric.say(lang)
    assert [rule.say("zh") for rule in rubric.rules] == [
        "最高值“等候”超过30分钟的,扣3分",
        "“加班”每8小时加1分",
        "“连班”单次超过16小时的,扣2分",
    ]


def test_what_was_used_is_in_the_shape_of_a_rubric() -> None:
    assert parse(TEXT, plugins=[SOUND]).to_json()["plugins"] == [{"name": "quality", "version": "1.0"}]
    assert parse("迟到一次扣2分。").to_json()["plugins"] == []


def test_a_statistic_asks_for_amounts_as_a_sum_does() -> None:
    with pytest.raises(EventError, match="RUB458"):
        card(TEXT, event("等候"))


def test_a_dialect_that_fails_is_told() -> None:
    plugin = evolve(OTHER, dialects=(evolve(TRADITIONAL, read_clauses=planted.failing),))
    [found] = parse("语言:繁體\n迟到一次扣2分。", plugins=[plugin]).diagnostics
    assert (found.code, found.words["form"]) == ("RUB713", "hant")


def test_a_rule_names_its_statistic() -> None:
    rule = parse(TEXT, plugins=[SOUND]).rules[2]
    assert (rule.measure.kind, rule.measure.statistic) == ("statistic", HIGHEST)
    assert {"measure": "statistic", "statistic": "highest"}.items() <= rule.to_json().items()


def test_the_digest_covers_name_and_version_of_plugins() -> None:
    digest = parse(TEXT, plugins=[SOUND]).digest
    assert parse(TEXT, plugins=[evolve(SOUND, version="1.1")]).digest != digest
    assert parse("迟到一次扣2分。", plugins=[SOUND]).digest != parse("迟到一次扣2分。").digest


def test_a_plugin_may_be_given_or_named() -> None:
    assert parse(TEXT.replace("插件:quality\n", ""), plugins=[SOUND]).digest == parse(TEXT, plugins=[SOUND]).digest


def test_a_plugin_that_is_not_installed_is_an_error_at_its_line() -> None:
    rubric = parse("插件:qualty、zh\n迟到一次扣2分。", name="x.rub")
    [found] = rubric.diagnostics
    assert (found.code, found.line, found.column) == ("RUB701", 1, 4)
    with pytest.raises(RubricError, match="RUB701"):
        score(rubric, [])


def test_a_refused_plugin_is_told_where_it_is_named() -> None:
    [found] = parse("插件:other\n迟到一次扣2分。", plugins=[evolve(OTHER, api=1)]).diagnostics
    assert (found.code, found.line) == ("RUB704", 1)


def test_a_dialect_whose_plugin_is_missing_is_told_with_it() -> None:
    assert [d.code for d in parse("插件:hant\n语言:繁體\n迟到一次扣2分。").diagnostics] == ["RUB701", "RUB105"]


def test_a_value_that_is_no_plugin_is_told() -> None:
    assert [d.code for d in parse("迟到一次扣2分。", plugins=[object()]).diagnostics] == ["RUB703"]  # type: ignore[list-item]


@pytest.mark.parametrize(
    "text",
    [
        "“病历书写”质控缺陷200分。",
        "“病历书写”三次以上质控缺陷2分。",
        "“病历书写”每次质控缺陷2分。",
        "“病历书写”质控缺陷2分每次。",
        "最高值“等候”扣2分。",
        "最高值“等候”第二次扣2分。",
        "最高值“等候”按比例扣2分。",
        "连续半年无最高值“等候”,扣2分。",
        "“加班”扣1分/人/班次。",
    ],
)
def test_what_a_plugin_does_not_read_is_an_error(text: str) -> None:
    assert "RUB201" in {found.code for found in errors(parse(text, plugins=[SOUND]).diagnostics)}


@pytest.mark.parametrize(
    "text",
    [
        "language: en\nhighest value of “wait”: deduct 2 points.",
        "language: en\nhighest value of “wait”, the second occurrence: deduct 2 points.",
        "language: en\nhighest value of “wait” in proportion: deduct 2 points.",
    ],
)
def test_what_a_plugin_does_not_read_in_english_is_an_error(text: str) -> None:
    assert "RUB201" in {found.code for found in errors(parse(text, plugins=[SOUND]).diagnostics)}


def test_a_form_in_english() -> None:
    read = evolve(
        DEFECT,
        dialect="en",
        grammar='defect: DEFECT NUMBER UNIT\nDEFECT: "quality defect of"\n',
        examples=("“record”: quality defect of 2 points.",),
    )
    plugin = evolve(OTHER, forms=(read,))
    text = "language: en\n“record”: quality defect of 2 points; if “severe”, deduct 5 points instead."
    assert card(text, event("record"), event("record", flags=("severe",)), plugin=plugin).total == Decimal(-7)
    for wrong in ("more than 3 times ", "if late, doubled "):
        broken = parse(text.replace("quality", wrong + "quality"), plugins=[plugin])
        assert errors(broken.diagnostics), wrong


def test_a_reading_that_fails_is_told_at_the_words() -> None:
    def read(part):  # type: ignore[no-untyped-def]
        return planted.read_defect(part) if part.word("NUMBER") == "2" else planted.failing(part)

    plugin = evolve(OTHER, forms=(evolve(DEFECT, read=read),))
    codes = {found.code for found in parse("“病历”质控缺陷3分。", plugins=[plugin]).diagnostics}
    assert {"RUB713", "RUB201"} <= codes


def test_a_statistic_that_fails_is_told_when_it_does() -> None:
    def take(amounts):  # type: ignore[no-untyped-def]
        if any(amount > 1000 for amount, _ in amounts):
            raise ValueError("too many")
        return planted.highest(amounts)

    plugin = evolve(OTHER, statistics=(Statistic("odd", planted.words_of("最高值"), take),))
    text = "最高值“等候”超过30分钟的,扣3分。"
    assert card(text, event("等候", "40", "分钟"), plugin=plugin).total == Decimal(-3)
    with pytest.raises(RubricError, match="RUB714"):
        card(text, event("等候", "4000", "分钟"), plugin=plugin)


def test_an_amount_beyond_the_limit_in_known_units_is_refused() -> None:
    [found] = score(parse(TEXT, plugins=[SOUND]), [event("加班", "9" * 15, "班次")], strict=False).diagnostics
    assert found.code == "RUB404"


def test_the_names_of_a_rubric_come_before_those_of_its_plugins() -> None:
    text = "基础分:100分\n1.甲\n“病历书写”扣2分。\n2.乙\n“病案书写”扣5分。\n"
    assert card(text, event("病案书写")).total == Decimal(95)
    text = "基础分:100分\n别名:“迟到” = “病案书写”\n1.甲\n“病历书写”扣2分。\n2.乙\n“迟到”扣5分。\n"
    assert card(text, event("病案书写")).total == Decimal(95)


def test_files_that_are_referred_to_may_use_plugins(tmp_path: Path) -> None:
    (tmp_path / "quality.rub").write_text(TEXT, encoding="utf-8")
    main = tmp_path / "main.rub"
    main.write_text("基础分:100分\n引用:《质控》= quality.rub\n质量按照《质控》处理。\n", encoding="utf-8")
    [found] = score(load(main, plugins=[SOUND]), [event("加班", "2", "班次"), event("病案书写")])
    assert found.total == Decimal(100)
    assert [str(entry.points) for entry in found.entries] == ["-2", "2"]


def test_a_dialect_of_a_plugin_is_read() -> None:
    plugin = evolve(OTHER, dialects=(TRADITIONAL,))
    rubric = parse("语言:繁體\n迟到一次扣2分。", strict=True, plugins=[plugin])
    assert [rule.say("zh") for rule in rubric.rules] == ["“迟到”扣2分/次"]
    assert [d.code for d in parse("语言:繁體\n迟到一次扣2分。").diagnostics if d.code == "RUB105"]


PEOPLE = ("张三", "李四")
KINDS = (("病历书写", ("例", None)), ("等候", ("分钟", "小时")), ("加班", ("班次", "小时")), ("占床", ("床日",)))
RUBRIC = parse(TEXT, plugins=[SOUND])


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=8))
    return [
        Event(
            kind=kind,
            subject=draw(st.sampled_from(PEOPLE)),
            time=draw(st.sampled_from(("2024-03-02", "2024-04-01"))),
            id=str(place),
            amount=draw(st.integers(0, 400).map(lambda tenths: Decimal(tenths).scaleb(-1))),
            unit=draw(st.sampled_from(units)),
        )
        for place, (kind, units) in enumerate(kinds)
    ]


def plain(cards: list[Scorecard]) -> list[object]:
    return [each.to_json() for each in cards]


@settings(max_examples=60, deadline=None)
@given(logs(), st.data())
def test_laws_1_and_2_hold_with_a_plugin(log: list[Event], data: st.DataObject) -> None:
    whole = plain(score(RUBRIC, log))
    assert plain(score(RUBRIC, data.draw(st.permutations(log)))) == whole
    at = data.draw(st.integers(0, len(log)))
    one, other = Tally(RUBRIC), Tally(RUBRIC)
    one.update(log[:at])
    other.update(log[at:])
    assert plain((one + other).scorecards()) == plain((other + one).scorecards()) == whole
    assert plain(Tally.loads(RUBRIC, (one + other).dumps()).scorecards()) == whole


@settings(max_examples=60, deadline=None)
@given(rubric_texts.rubrics(), strategies.logs)
def test_a_plugin_changes_nothing_but_digests_where_its_words_are_not_used(text: str, log: list[Event]) -> None:
    without, given_it = parse(text, "x"), parse(text, "x", plugins=[SOUND])
    assert given_it.rules == without.rules
    assert given_it.diagnostics == without.diagnostics
    assert given_it.digest != without.digest
    assert parse(text, "x").digest == without.digest
    cards = [score(rubric, log, unknown="ignore", strict=False, as_of="2024-06-30") for rubric in (without, given_it)]
    shown = [[{**each.to_json(), "rubric": None} for each in found] for found in cards]
    assert shown[0] == shown[1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.fractions(0, 100), st.integers(1, 4)), min_size=1, max_size=6))
def test_a_sound_statistic_takes_what_it_is_given(amounts: list[tuple[Fraction, int]]) -> None:
    assert HIGHEST.take(amounts) == max(amounts)[0]


def test_the_grammar_of_a_form_stands_beside_the_library_s() -> None:
    assert "defect" in GRAMMAR
    assert parse("“病历书写”质控讲评2分。").rules == ()
