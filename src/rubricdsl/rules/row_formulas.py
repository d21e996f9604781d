"""Cells that say how the marks of a row are computed: 实际值/目标值×权重, 完成率×20%, 得分=质检成绩×权重.

One shape is read: a measurement over its target, or by itself over 100, times the marks of the row. Anything else that
computes is left to the reading of clauses, which refuses it.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from attrs import frozen

from rubricdsl.base.resources import word_rows
from rubricdsl.rules.table_cells import mark_of
from rubricdsl.rules.table_model import Row

_Role = Literal["value", "target", "marks", "result"]
_LONGEST = 60
_SIGNS = str.maketrans({"*": "×", "x": "×", "X": "×", "÷": "/", " ": "", "。": "", "[": "(", "]": ")"})
_PART = r"[^×/()=]{1,30}"
_OF = rf"(?:(?P<over>\(?{_PART}/{_PART}\)?)|(?P<value>{_PART}))"
_FACTORS = re.compile(rf"{_OF}(?:×100%)?×(?P<marks>{_PART})")


@frozen
class Formula:
    """A measurement in proportion to its target (`over`) or to 100; `name` is what it calls it, "" for 实际值."""

    over: bool
    name: str = ""


@cache
def _roles() -> Mapping[str, _Role]:
    kinds: Mapping[str, _Role] = {role: role for role in get_args(_Role)}
    return {word: kinds[role] for word, role in word_rows("formulas.tsv")}


def formula_of(text: str, row: Row, title: str) -> Formula | None:
    """The formula that is all of a cell; None for any other words, and where its marks are not those of the row."""
    if len(text) > _LONGEST or not computes(text):
        return None
    result, equals, formula = text.translate(_SIGNS).rpartition("=")
    if equals and _roles().get(result, "value") not in ("result", "value"):
        return None
    found = _FACTORS.fullmatch(formula)
    if found is None or not _is_marks(found["marks"], row) or (equals and _role(result) not in ("result", title)):
        return None
    if found["over"]:
        value, target = found["over"].strip("()").split("/")
        aimed = _role(target) == "target" or (target == f"目标{title}" or target == f"{title}目标值")
        return Formula(True) if aimed and _is_value(value, title) else None
    value = found["value"]
    if _is_value(value, title):
        return Formula(False)
    named = _role(value) == value and not any(char.isdecimal() for char in value)
    return Formula(False, value) if named else None


def computes(text: str) -> bool:
    """Whether words multiply one thing by another."""
    return any(sign in text for sign in "×*xX")


def _role(word: str) -> str:
    """The role of a word of the table; any other word itself."""
    return _roles().get(word, word)


def _is_value(word: str, title: str) -> bool:
    return _role(word) == "value" or word in (title, f"实际{title}", f"{title}实际值")


def _is_marks(word: str, row: Row) -> bool:
    """权重, 20%, 20分, 20: the marks of the row."""
    if _role(word) == "marks":
        return True
    mark = mark_of(word)
    if mark is None:
        return False
    share = row.full.scaleb(-2) if row.weight is None and row.full is not None else row.weight
    return mark.value.scaleb(-2) == share if mark.percent else mark.value == row.full
