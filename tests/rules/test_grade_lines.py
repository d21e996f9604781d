"""Grades written as sentences: each has both of its ends, what is left is the last one, nothing is half read."""

from decimal import Decimal

import pytest

from rubricdsl import parse
from rubricdsl.meaning.parts import Grade

HEAD = "基础分:100分\n迟到一次扣2分。\n"


def grades(text: str) -> tuple[Grade, ...]:
    return parse(HEAD + text).grades


FIRST = Grade("一等", Decimal(95), None)
SECOND = Grade("二等", Decimal(85), Decimal(95), ("to",))
THIRD = Grade("三等", None, Decimal(85), ("to",))


@pytest.mark.parametrize(
    "text",
    [
        "95分及以上为一等,85分及以上不足95分为二等,其余为三等",
        "95分及以上为一等,85分及以上,不足95分为二等,不足85分为三等",
        "95分及以上的,评为一等;85分以上但低于95分的,评为二等;其他的定为三等",
        "等级\n95分以上 一等\n85分以上不满95分 二等\n其余 三等",
    ],
)
def test_a_grade_has_the_two_ends_that_its_words_say(text: str) -> None:
    assert grades(text) == (FIRST, SECOND, THIRD)


def test_an_end_that_includes_its_number_is_closed() -> None:
    assert grades("90分以上为优秀,80分以上90分以下为良好")[1] == Grade("良好", Decimal(80), Decimal(90))


@pytest.mark.parametrize("piece", ["80分以上低于,为良好", "80分以上不足者"])
def test_a_word_that_compares_is_no_name(piece: str) -> None:
    found = parse(HEAD + f"等级\n90分以上 优秀\n{piece}", strict=False)
    assert [each.code for each in found.diagnostics] == ["RUB130"]
    assert [grade.name for grade in found.grades] == ["优秀"]


def test_the_rest_of_grades_that_have_no_lowest_is_told() -> None:
    found = parse(HEAD + "等级\n不足60分 不合格\n其余 合格", strict=False)
    assert [each.code for each in found.diagnostics] == ["RUB130"]
    assert [grade.name for grade in found.grades] == ["不合格"]


def test_the_rest_beside_other_grades_in_one_line_is_told_too() -> None:
    found = parse(HEAD + "不足60分为不合格,不足50分为差,其余为合格", strict=False)
    assert [each.code for each in found.diagnostics] == ["RUB130"]
