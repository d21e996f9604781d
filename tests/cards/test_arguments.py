"""What a caller hands in by mistake is taken for what it plainly means, or refused in plain words."""

import pytest

import rubricdsl
from rubricdsl import Event, Subject
from rubricdsl.pipeline import Tally

RUBRIC = rubricdsl.parse("周期:每月\n基础分:100分\n\n一、出勤\n“迟到”每次扣2分。\n", strict=True)
LOG = [Event(kind="迟到", subject="张三", time=f"2024-0{month}-01") for month in (3, 4)]


def scored(**arguments: object) -> list[tuple[str, str]]:
    cards = rubricdsl.score(RUBRIC, LOG, **arguments)  # type: ignore[arg-type]
    return [(card.subject, card.period.label) for card in cards]


def test_one_period_is_one_label() -> None:
    assert scored(periods="2024-03") == scored(periods=["2024-03"]) == [("张三", "2024-03")]


@pytest.mark.parametrize("given", ["张三", Subject(name="张三")])
def test_one_subject_is_one_name(given: object) -> None:
    assert scored(subjects=given, periods=["2024-03"]) == [("张三", "2024-03")]


def test_a_subject_named_twice_has_one_card() -> None:
    twice = ["张三", " 张三", Subject(name="张三")]
    assert scored(subjects=twice, periods=iter(["2024-03", "2024-03"])) == [("张三", "2024-03")]


def test_periods_may_be_read_only_once() -> None:
    assert scored(subjects=["张三", "李四"], periods=iter(["2024-03"])) == [("张三", "2024-03"), ("李四", "2024-03")]


def test_a_choice_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown must be 'error' or 'ignore', not 'skip'"):
        scored(unknown="skip")
    (card, _) = rubricdsl.score(RUBRIC, LOG)
    with pytest.raises(ValueError, match=r"lang must be 'zh' or 'en', not 'fr'"):
        rubricdsl.explain(card, "fr")  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [{"kind": "迟到"}, "迟到", None])
def test_what_is_no_event_is_refused(given: object) -> None:
    tally = Tally(RUBRIC)
    with pytest.raises(TypeError, match=rf"expected an Event, not {type(given).__name__}"):
        tally.add(given)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=rf"expected an Event, not {type(given).__name__}"):
        tally.update([given])  # type: ignore[list-item]
