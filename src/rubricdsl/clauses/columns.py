"""Heads of tables and titles that say for the rows below what their bare amounts do: 扣分标准, 每人次, 分值范围."""

import re
from collections.abc import Sequence

from attrs import evolve

from rubricdsl.clauses.model import Column
from rubricdsl.clauses.wording import said, span_of
from rubricdsl.meaning.parts import EffectKind
from rubricdsl.tree.phrases import Amount, Count, Mark, Phrase, Plain, Sign

_LONGEST_HEAD = 40
_VERBS: dict[str, EffectKind] = {
    "扣": "deduct", "处": "fine", "罚": "fine", "加": "add", "奖": "reward", "得": "award", "分": "award",
}  # fmt: skip
_HEAD = re.compile(
    r"(?:^|[ |\t)])(?:(?:违反要求)?每(?P<each>人次|人|次|项|处|天))?"
    r"(?P<verb>(?:扣分|处罚|罚款|加分|奖励)(?:金额|标准|值|点)?|分值范围|得分范围)"
    r"(?:\(每(?P<unit>人次|人|次|项|处|天)\))?"
    r"(?P<empty>(?:[ |\t]+(?:备[ ]?注|扣[ ]?分|得[ ]?分|实得分|考核得分|检查人))*)$"
)
_TITLE = re.compile(
    r"(?P<verb>扣分|处罚|罚款|加分|奖励)(?:标准|细则|办法|规定|制度|条款|情况|项目)(?:\([^)]{0,40}\))?$"
    r"|^[^,;。:(|的]{2,12}(?P<what>奖励|奖金|罚款|处罚)$"
)
_MARKS_COLUMN = re.compile(r"(?:^|[ |\t])(?:项目|标准|基本)?(?:分[ ]?[值数]|标准[ ]?分|满[ ]?分|得分标准)(?=[ |\t]|$)")
_LAST_COLUMN = re.compile(r"[ |\t](?:分[ ]?值|分[ ]?数|得[ ]?分|标准[ ]?分)$")
_TOPIC = re.compile(r"([^,;。:]{2,16}?)的?(?:评分|得分|计分|给分|打分)(?:标准|办法|规则|细则)?")


def column_of(window: Sequence[Phrase]) -> Column | None:
    """款项 扣分(每人次): what a line says that is a table head; None for any other."""
    text = said(window)
    found = _HEAD.search(text) if len(text) <= _LONGEST_HEAD else None
    if found is None:
        return None
    apart = bool(found["empty"]) or _MARKS_COLUMN.search(text[: found.start("verb")]) is not None
    return Column(_effect(found), found["each"] or found["unit"] or "", apart)


def carried(text: str) -> Column | None:
    """What a title or a line says of the amounts of the items below it; None for nothing."""
    found = (_HEAD.search(text) or _TITLE.search(text)) if len(text) <= _LONGEST_HEAD else None
    return Column(_effect(found), apart=True) if found else None


def _effect(found: re.Match[str]) -> EffectKind:
    """What the verb of a head does: that of 扣分标准, and that of 专利奖励."""
    said = found.groupdict()
    return _VERBS[(said["verb"] or said["what"])[0]]


def of_cells(head: str) -> Column | None:
    """What the head of a column says of the cells below it, which hold nothing else: 扣分, 考核扣分标准, 罚款(元)."""
    for text in (head, head.partition("(")[0]):
        found = _HEAD.search(text) or _TITLE.match(text.removeprefix("考核").removeprefix("检查"))
        if found is not None and len(text) <= _LONGEST_HEAD:
            return Column(
                _effect(found),
                found.groupdict().get("each") or found.groupdict().get("unit") or "",
                cells=True,
            )
    return None


def has_marks_column(text: str) -> bool:
    return len(text) <= _LONGEST_HEAD and _LAST_COLUMN.search(text) is not None


def topic(parts: Sequence[Phrase]) -> Plain | None:
    """What a heading says the marks below it are for: 巡查覆盖率评分标准."""
    text = said(parts).strip(" :")
    found = _TOPIC.fullmatch(text) if parts and len(parts) <= 3 else None
    return Plain(found[1], span_of(parts)) if found else None


def speaks_for(column: Column, amount: Amount, window: Sequence[Phrase]) -> bool:
    """Whether a column supplies the verb of a bare amount; one in brackets that is no range is the mark of its row."""
    multiplies = bool(amount.per) or any(isinstance(each, Count) for each in window)
    discreet = any(isinstance(each, Mark) and each.kind == "DISCRETION" for each in window)
    bracketed = (
        bool(window) and isinstance(window[-1], Sign) and window[-1].kind == "OPEN" and amount.number.high is None
    )
    money = amount.unit in ("元", "万元")
    return multiplies or discreet or money if column.apart else multiplies or not bracketed


def row_amount(column: Column, phrase: Phrase) -> Amount | None:
    """迟到、早退 1: the bare number that ends a row below 扣分标准; 21~25 below 分值范围."""
    if column.apart or not isinstance(phrase, Amount) or not phrase.number.bare or phrase.op is not None:
        return None
    if column.effect == "award" and phrase.number.high is None:
        return None
    unit = "元" if column.effect in ("fine", "reward") else "分"
    return evolve(
        phrase,
        number=evolve(phrase.number, unit=unit, high_unit=unit if phrase.number.high is not None else "", bare=False),
    )
