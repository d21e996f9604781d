"""On which side of its target 每低1%, 每超1天 count."""

from collections.abc import Sequence
from typing import cast, get_args

from rubricdsl.tree.phrases import Side
from rubricdsl.tree.scanned import Word


def sides_of(lead: Sequence[Word]) -> tuple[Side | None, Side | None]:
    """The side on which a score counts, and the other on which it counts too: 每增减1%."""
    both = next((word.value.split() for word in lead if word.kind == "FOUND" and " " in word.value), None)
    return (side_of(lead), None) if both is None else (cast(Side, both[0]), cast(Side, both[1]))


def side_of(lead: Sequence[Word]) -> Side | None:
    """On which side of its target 每低, 每超 count."""
    for word in lead:
        if word.kind == "FOUND" and word.value in get_args(Side):
            return cast(Side, word.value)
        if word.kind == "LOWER":
            return "below"
        if word.kind == "COMPARE" and word.value in ("<", ">"):
            return "below" if word.value == "<" else "above"
        if word.kind == "WEAK":
            return "below" if word.value.startswith("deduct") else "above" if word.value.startswith("add") else None
        if word.kind == "PLAIN":
            return _said_by(word.text)
    return None


_BELOW = (
    "低",
    "降",
    "减",
    "少",
    "差",
    "欠",
    "缺",
    "下降",
    "滞后",
    "再降",
    "再低",
    "再减",
    "再少",
    "短缺",
    "不足",
    "下滑",
    "漏",
)
_ABOVE = (
    "超",
    "高",
    "多",
    "增",
    "升",
    "提高",
    "上升",
    "逾",
    "再增",
    "再超",
    "再高",
    "再多",
    "追加",
    "新增",
    "涨",
    "延",
)


def _said_by(text: str) -> Side | None:
    if text.startswith(_BELOW):
        return "below"
    return "above" if text.startswith(_ABOVE) else None
