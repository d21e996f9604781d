"""Table heads that supply what the rows below leave out: the verb of their amounts, and the unit they count by.

A head whose last cell says so, right above its rows, speaks for every amount in them. One that stands further off, in a
title, before empty cells to be filled in or beside a column of marks speaks only for amounts that no mark can be: those
that multiply (1分/项, 每处:0.5分) or are left to discretion (酌情1-5分).
"""

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from rubricdsl.rules.parts import EffectKind
from rubricdsl.rules.wording import spoken
from rubricdsl.tree.model import Part, Word

COLUMN = "COLUMN"
_LONGEST = 40
_VERBS: dict[str, EffectKind] = {
    "扣": "deduct", "处": "fine", "罚": "fine", "加": "add", "奖": "reward", "得": "award", "分": "award",
}  # fmt: skip
_HEAD = re.compile(
    r"(?:^|[ |\t)])(?:(?:违反要求)?每(?P<each>人次|人|次|项|处|天))?"
    r"(?P<verb>(?:扣分|处罚|罚款|加分|奖励)(?:金额|标准|值|点)?|分值范围|得分范围)"
    r"(?:\(每(?P<unit>人次|人|次|项|处|天)\))?"
    r"(?P<empty>(?:[ |\t]+(?:备[ ]*注|扣[ ]*分|得[ ]*分|实得分|考核得分|检查人))*)$"
)
_TITLE = re.compile(r"(?P<verb>扣分|处罚|罚款|加分|奖励)(?:标准|细则|办法|规定|制度|条款|情况|项目)(?:\([^)]*\))?$")
_MARKS = re.compile(r"(?:^|[ |\t])(?:项目|标准|基本)?(?:分[ ]*[值数]|标准[ ]*分|满[ ]*分|得分标准)(?=[ |\t]|$)")
_BARE = re.compile(
    r"(?:^|(?<=[ )]))(?P<number>(?P<low>[0-9]{1,3}(?:\.[0-9]{1,2})?)"
    r"(?:[ ]*[-~]+[ ]*(?P<high>[0-9]{1,3}(?:\.[0-9]{1,2})?))?)$"
)
_RANGE = re.compile(r"(?P<number>(?P<low>[0-9]{1,3})[ ]*[-~]+[ ]*(?P<high>[0-9]{1,3}))$")


@frozen
class Column:
    """What a table head says for the rows below it: the verb they leave out, and the unit they count by.

    `apart`: it speaks only for amounts that no mark can be.
    """

    effect: EffectKind
    unit: str = ""
    apart: bool = False


def column_of(window: Sequence[Part]) -> Column | None:
    """款项 扣分(每人次): what a line says that is a table head; None for any other."""
    if len(window) == 1 and window[0].name == COLUMN:
        return _apart(window[0].text)
    text = spoken(window)
    found = _HEAD.search(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    apart = bool(found["empty"]) or _MARKS.search(text[: found.start("verb")]) is not None
    return Column(_VERBS[found["verb"][0]], found["each"] or found["unit"] or "", apart)


def carried(text: str) -> bool:
    """Whether a title or a line says for the items below what their amounts do."""
    return _apart(text) is not None


def _apart(text: str) -> Column | None:
    found = (_HEAD.search(text) or _TITLE.search(text)) if len(text) <= _LONGEST else None
    return Column(_VERBS[found["verb"][0]], apart=True) if found else None


def speaks_for(column: Column, part: Part, window: Sequence[Part]) -> bool:
    """Whether a column supplies the verb of a bare amount; one in brackets that is no range is the mark of its row."""
    multiplies = bool(part.word("PER")) or any(said.name in ("EACH", "trigger") for said in window)
    discreet = any(said.name == "open" and said.word("DISCRETION") for said in window)
    bracketed = bool(window) and window[-1].name == "OPEN" and not part.word("NUMBER")
    return multiplies or discreet if column.apart else multiplies or not bracketed


def row_amount(column: Column, part: Part) -> tuple[Part | None, Part] | None:
    """迟到、早退 1: the bare number that ends a row below 扣分标准, with the words before it; 21~25 below 分值范围."""
    if column.apart or part.name != "PROSE":
        return None
    if column.effect == "award":
        found = _RANGE.match(part.text.rstrip())
        return (None, Part("amount", part.text, part.span, _ends(found))) if found else None
    found = _BARE.search(part.text.rstrip())
    if found is None:
        return None
    start = part.span.start + found.start("number")
    span = evolve(part.span, start=start, end=start + len(found["number"]))
    amount = Part("amount", found["number"], span, _ends(found))
    before = part.text[: found.start("number")]
    return evolve(part, text=before) if before.strip() else None, amount


def _ends(found: re.Match[str]) -> tuple[Word, ...]:
    """The words of an amount, or of a range, of points."""
    last = (Word("NUMBER", found["high"]),) if found["high"] else ()
    return (Word("COUNTED", found["low"]), *last, Word("UNIT", "分"))
