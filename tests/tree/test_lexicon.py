"""The tables of words: one unit means one thing everywhere, the longest word is read, and no sign of a text is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import regulation_texts
from rubricdsl.base.quantity import dimension, scale
from rubricdsl.base.resources import resource_text
from rubricdsl.base.text import normalise
from rubricdsl.tree.lexicon import lexicon
from rubricdsl.tree.words import words_of

ZH = lexicon("zh")
UNITS = [
    line.split("\t")
    for line in resource_text("grammars", "words", "units.tsv").splitlines()
    if line and not line.startswith(("#", "word\t"))
]
SIGNS = st.text("扣加得罚迟到早退旷工一二三半次分元天每超过以上最多“”《》()、,;。:0123456789.%- /", max_size=40)


@pytest.mark.parametrize("row", UNITS, ids=lambda row: row[0])
def test_a_unit_measures_what_the_library_says(row: list[str]) -> None:
    word, kind, size, *rest = row
    kept = rest[0] if rest and rest[0] else word
    assert dimension(kept) == kind
    assert kind == "count" or scale(kept) == int(size)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("纽扣2分", ["纽扣", "2", "分"]),
        ("扣考核分2分", ["扣", "考核分", "2", "分"]),
        ("罚款3千元", ["罚款", "3", "千元"]),
        ("得2分", ["得", "2", "分"]),
        ("觉得好", ["觉得好"]),
    ],
)
def test_the_longest_word_is_read(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text, ZH)] == words


@given(SIGNS | regulation_texts.texts)
def test_no_sign_is_lost_or_said_twice(text: str) -> None:
    plain = normalise(text)
    end = 0
    for word in words_of(plain, ZH):
        assert word.start >= end
        assert not plain[end : word.start].strip(' ()“”"《》「」『』')
        assert word.start < word.end <= len(plain)
        end = word.end
    assert not plain[end:].strip(' ()“”"《》「」『』')


@pytest.mark.parametrize("table", ["zh.tsv", "en.tsv", "units.tsv"])
def test_no_row_of_a_table_stands_twice(table: str) -> None:
    rows = [row for row in resource_text("grammars", "words", table).splitlines() if row and not row.startswith("#")]
    assert [row for row, times in Counter(rows).items() if times > 1] == []
