"""The English dialect beside its cases: its unit words, its signs, and texts that say the same in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import english_texts
from rubricdsl import Rubric, parse
from rubricdsl.base.diagnostic import errors
from rubricdsl.base.text import normalise
from rubricdsl.clauses.act_first import arranged
from rubricdsl.rules.english import words
from rubricdsl.tree.lexicon import english_units
from rubricdsl.tree.phrase_grammar import PhraseGrammar
from rubricdsl.tree.phrases import Sign

UNITS = english_units()
WORDS = sorted(word for word, unit in UNITS.items() if unit not in ("分", "元", "%", "半年"))
DESK_ZH = """考核标准:前台
周期:每月
基础分:100分
得分范围:0-120分

1. 出勤(10分,权重100%)
“迟到”、“早退”一次扣2分,最多扣10分;情节“严重”的,扣5分。
“旷工”每0.5天扣5分(“病假”的除外)。
每月25日前完成“盘点”,逾期一天扣1分,未完成扣5分。
连续半年无“成交”,扣5分。
“接通率”不低于90%,每低1个百分点扣2分。

等级
90分以上 优秀
不满60分 待改进
"""
DESK_EN = """language: en
title: Front desk
period: monthly
base: 100 points
range: 0-120 points

1. Attendance (10 points, weight 100%)
“迟到” or “早退”: deduct 2 points each time, at most 10 points; if “严重”, deduct 5 points instead.
“旷工”: deduct 5 points per half a day (except “病假”).
Do “盘点” by the 25th of each month: deduct 1 point per day late; if not done, deduct 5 points.
No “成交” for six consecutive months: deduct 5 points.
“接通率” of at least 90%; deduct 2 points for every 1 percentage point below.

Grades
90 and above: 优秀
below 60: 待改进
"""


def sound(text: str) -> Rubric:
    rubric = parse(text, "x")
    assert [d.say("en") for d in errors(rubric.diagnostics)] == []
    return rubric


def english(text: str) -> Rubric:
    return sound("language: en\n" + text)


def test_both_languages_say_the_same() -> None:
    ours = sound(DESK_ZH)
    theirs = sound(DESK_EN.replace("; deduct 2 points for every", ", deduct 2 points for every"))
    assert [rule.say("zh") for rule in theirs.rules] == [rule.say("zh") for rule in ours.rules]
    assert theirs.digest == ours.digest
    assert parse(ours.say("en"), "y").digest == ours.digest
    assert parse(parse(ours.say("en"), "y").say("zh"), "z").digest == ours.digest


def test_a_target_in_a_stretch_of_its_own_is_a_requirement_too() -> None:
    kinds = [rule.effect.kind for rule in sound(DESK_EN).rules]
    assert kinds[-2:] == ["require", "deduct"]


@pytest.mark.parametrize("word", WORDS)
def test_every_unit_word_is_read_and_said_back(word: str) -> None:
    said = word.replace("working-", "working ")
    rubric = english(f"“x”: deduct 2 points per {said}.\n“y”: deduct 2 points per 3 {words.PLURALS.get(said, said)}.\n")
    unit = UNITS[word]
    assert [rule.curve.per.unit for rule in rubric.rules if rule.curve.per] == [unit, unit]
    for lang in ("zh", "en"):
        assert parse(rubric.say(lang), "again", language=lang).digest == rubric.digest


def test_quotation_marks_are_told_from_apostrophes() -> None:
    text = '‘late’: deduct 2 points.\n"left early": deduct 2 points.\nthe guest’s “room”: deduct 2 points.\n'
    rubric = english(text + "The guests’ ‘bill’: deduct 2 points.\nguest's bag: deduct 2 points.\n")
    kinds = [rule.select.kinds for rule in rubric.rules]
    assert kinds == [("late",), ("left early",), ("room",), ("bill",), ("guest's bag",)]


def test_the_argument_decides_the_language_before_the_head() -> None:
    assert parse("“x”: deduct 2 points.", language="en").rules[0].say("zh") == "“x”扣2分"
    assert parse("语言:英文\n“x”: deduct 2 points.").head.language == "en"
    assert [d.code for d in parse("language: fr\n“x”: deduct 2 points.").diagnostics] == ["RUB105"]


def test_case_does_not_matter() -> None:
    loud = english("“x”: DEDUCT 2 POINTS PER OCCURRENCE, UP TO 10 POINTS IN TOTAL.")
    assert loud.digest == english("“x”: deduct 2 points per occurrence, up to 10 points in total.").digest


SAID = (
    "“late”", ":", "deduct 2 points", "per occurrence", "for each", "late arrival", "at least", "3 times", "or more",
    "a week", "in total", ", ", "; ", ". ", "if", "severe", "instead", "on top", "(", ")", "except", "up to 10 points",
    "no", "for six consecutive months", "by the 5th of each month", "if not done", "the meeting is", "not held", "late",
    "veto", "handled under", "double", "points", "this item", "the total score", "below 60 points", "required", "each",
    "deducted", "only if", "otherwise", "average of", "award points", "in proportion", "at discretion", "and", "of",
    "or part thereof", "until nothing is left", "the second time", "fine", "50 yuan", "95%", "per percentage point",
    "counts as", "2 points are deducted", "another 5 points", "unless", "also", "short by", "missed", "total",
)  # fmt: skip
PHRASES = PhraseGrammar("en", spaced=True)


@given(st.lists(st.sampled_from(SAID), max_size=14).map(" ".join) | english_texts.clauses)
def test_the_order_of_the_fold_loses_no_word_and_says_none_twice(text: str) -> None:
    written = normalise(text)
    found = PHRASES.phrases(written)
    order = arranged(found, PHRASES.lexicon)
    covered = {at for phrase in order for at in range(phrase.span.start, phrase.span.end)}
    words = [phrase.span for phrase in found if not isinstance(phrase, Sign)]
    assert {at for span in words for at in range(span.start, span.end) if written[at] != " "} <= covered
    starts = [phrase.span.start for phrase in order if not isinstance(phrase, Sign)]
    assert len(starts) == len(set(starts))


@given(st.lists(st.sampled_from(SAID), max_size=14).map(" ".join))
def test_any_words_are_read_or_refused(text: str) -> None:
    assert parse(text, "x", language="en").head.language == "en"


@pytest.mark.parametrize("sign", ["the", "the rude", "twice rude", "each rude", "instead of rude", "in total rude"])
def test_a_word_of_counting_or_scoring_is_read_or_refused_where_no_name_can_be(sign: str) -> None:
    rubric = parse(f"“late”: deduct 2 points {sign}.", language="en")
    assert errors(rubric.diagnostics) or sign == "the"
