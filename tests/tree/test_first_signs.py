"""What a match can begin with is never missed: prose is cut at the same places as without the short cut."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricdsl.tree.first_signs import as_class, first_signs
from rubricdsl.tree.grammar import text_parser

PATTERNS = [
    "扣|罚款?",
    "(?<!不)(?:可以?|允许)倒扣",
    "(?i:(?:deduct|sink))",
    "[0-9]{1,3}(?=分)",
    "(?:甲|乙)?丙",
    "(?:[ ]*每){0,2}次",
    "(?![a-c])[a-f]x|ſy",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text("不可允许倒扣罚款0159分甲乙丙 每次abcdefxyDEDUCTsinkSINKſ\u212aİı", max_size=6))
def test_no_match_begins_otherwise(pattern: str, text: str) -> None:
    signs = first_signs(pattern)
    assert signs is not None
    if re.match(pattern, text):
        assert re.match(f"[{as_class(signs)}]", text)


@pytest.mark.parametrize("pattern", ["[^x]y", "\\dx", ".", "(?:甲)?", ""])
def test_what_cannot_be_told_is_not(pattern: str) -> None:
    assert first_signs(pattern) is None


def test_the_first_signs_of_all_parts_are_known() -> None:
    parts = [each for each in text_parser("en").terminals if each.priority in range(2, 10)]
    assert [each.name for each in parts if first_signs(each.pattern.to_regexp()) is None] == []
