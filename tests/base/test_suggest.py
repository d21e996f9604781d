"""Nearest names: what people mistype is found, what they do not mean is not, and order never matters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricdsl.base.suggest import nearest

NAMES = ("来访接待", "特约成交", "迟到", "早退", "旷工", "卫生检查", "overtime", "amount", "subject")


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("来访接侍", "来访接待"),
        ("接待来访", "来访接待"),
        ("来访", "来访接待"),
        ("特约服务成交", "特约成交"),
        ("迟倒", "迟到"),
        ("amonut", "amount"),
        ("Overtime", "overtime"),
        ("ｓｕｂｊｅｃｔ", "subject"),
    ],
)
def test_a_slip_is_found(word: str, first: str) -> None:
    assert nearest(word, NAMES)[:1] == (first,)


@pytest.mark.parametrize("word", ["", "打架", "kind", "扣"])
def test_nothing_is_offered_for_what_is_far(word: str) -> None:
    assert nearest(word, NAMES) == ()


def test_nearest_come_first_and_at_most_three() -> None:
    assert nearest("abcdef", ["abcdxy", "abcdef", "abcdex", "abcxef"]) == ("abcdef", "abcdex", "abcxef")


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=8), st.randoms())
def test_order_of_the_names_does_not_matter(word: str, names: list[str], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(names)
    random.shuffle(shuffled)
    assert nearest(word, names) == nearest(word, shuffled)
