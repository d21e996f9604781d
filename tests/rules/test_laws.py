"""Law 7 of the contracts: what is said back has the meaning of what was written."""

from hypothesis import given, settings
from hypothesis import strategies as st

import english_texts
import rubric_texts
from rubricdsl import parse
from rubricdsl.base.diagnostic import errors
from rubricdsl.base.message import Lang


@settings(max_examples=300)
@given(rubric_texts.rubrics())
def test_law_7_read_back_zh(text: str) -> None:
    rubric = parse(text, "x")
    assert not errors(rubric.diagnostics), [d.say("en") for d in rubric.diagnostics]
    again = parse(rubric.say("zh"), "again")
    assert not errors(again.diagnostics), [d.say("en") for d in again.diagnostics]
    assert again.rules == rubric.rules
    assert again.digest == rubric.digest
    assert again.say("zh") == rubric.say("zh")


@settings(max_examples=300)
@given(rubric_texts.rubrics())
def test_law_7_read_back_en(text: str) -> None:
    rubric = parse(text, "x")
    english = parse(rubric.say("en"), "english")
    assert not errors(english.diagnostics), [d.say("en") for d in english.diagnostics]
    assert english.rules == rubric.rules
    assert english.digest == rubric.digest
    assert english.say("en") == rubric.say("en")
    assert english.say("zh") == rubric.say("zh")


@settings(max_examples=300)
@given(english_texts.rubrics(), st.sampled_from(["zh", "en"]))
def test_law_7_read_back_of_english(text: str, lang: Lang) -> None:
    rubric = parse(text, "x")
    assert not errors(rubric.diagnostics), [d.say("en") for d in rubric.diagnostics]
    again = parse(rubric.say(lang), "again", language=lang)
    assert not errors(again.diagnostics), [d.say("en") for d in again.diagnostics]
    assert again.rules == rubric.rules
    assert again.digest == rubric.digest
    assert again.say("en") == rubric.say("en")


@settings(max_examples=200)
@given(rubric_texts.rubrics())
def test_layout_and_comments_are_not_meaning(text: str) -> None:
    spread = "# 说明\n" + text.replace("\n", "\n\n").replace(",", "，").replace("(", "（").replace(")", "）")
    assert parse(spread, "y").digest == parse(text, "x").digest
