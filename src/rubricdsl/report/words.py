"""What the page calls roles, and how it words what a clause has from elsewhere, in both languages."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from rubricdsl.base.message import Lang
from rubricdsl.base.quantity import decimal_text
from rubricdsl.meaning.parts import Clause, EffectKind, Op, Quantity, Threshold
from rubricdsl.rules import say_en


@frozen
class Called:
    """A role in words: its name, and the small label that stands at each word that has it ("" for none)."""

    name: str
    short: str = ""


CLAUSE: Final = "clause"  # no role: the score of a clause, in a text whose words have none
ROLES: Final[Mapping[Lang, Mapping[str, Called]]] = {
    "zh": {
        "name": Called("名称", "名"),
        "case": Called("条件", "条"),
        "count": Called("计次", "次"),
        "target": Called("目标", "标"),
        "window": Called("时限和职责", "时"),
        "act": Called("计分", "分"),
        "amount": Called("数额", "额"),
        "join": Called("前后关系", "连"),
        "bound": Called("限度", "限"),
        "mark": Called("满分和权重", "满"),
        "setting": Called("背景,不作条件", "景"),
        "prose": Called("说明,不计分"),
        "filler": Called("虚词"),
        "refused": Called("没有读懂", "✗"),
        "title": Called("标题"),
        "head": Called("抬头"),
        "band": Called("档次"),
        "grade": Called("等级"),
        "example": Called("例子"),
        "comment": Called("注释"),
        CLAUSE: Called("条款的分数"),
    },
    "en": {
        "name": Called("name", "name"),
        "case": Called("case", "case"),
        "count": Called("count", "per"),
        "target": Called("target", "aim"),
        "window": Called("time and duty", "time"),
        "act": Called("score", "score"),
        "amount": Called("amount", "sum"),
        "join": Called("how it belongs to another", "join"),
        "bound": Called("limit", "limit"),
        "mark": Called("full marks and weight", "full"),
        "setting": Called("setting, no condition", "scene"),
        "prose": Called("prose, not scored"),
        "filler": Called("filler"),
        "refused": Called("not understood", "✗"),
        "title": Called("title"),
        "head": Called("head"),
        "band": Called("band"),
        "grade": Called("grade"),
        "example": Called("example"),
        "comment": Called("comment"),
        CLAUSE: Called("score of a clause"),
    },
}
UNSTATED: Final[Mapping[Lang, str]] = {"zh": "未写明", "en": "not stated"}
_SIGNS: Final[Mapping[Op, str]] = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}
_VERBS: Final[Mapping[EffectKind, str]] = {"deduct": "扣", "add": "加", "award": "得", "fine": "罚款", "reward": "奖励"}


def inherited(rule: Clause, lang: Lang) -> tuple[str, ...]:
    """What a clause has from elsewhere: from the clause before it, from the title, from the head of its column."""
    taken = rule.citation.inherited
    found = []
    before = [part for key in taken if (part := _part(key, rule, lang))]
    if before:
        found.append(f"沿用前句:{'、'.join(before)}" if lang == "zh" else f"from before: {', '.join(before)}")
    if "title" in taken:
        named = _named(rule.select.kinds, lang)
        found.append(f"名称取自标题:{named}" if lang == "zh" else f"name from the title: {named}")
    if "column" in taken:
        verb = _verb(rule, lang)
        found.append(f"按表头:{verb}" if lang == "zh" else f"from the head of the column: {verb}")
    return tuple(found)


def _part(key: str, rule: Clause, lang: Lang) -> str:
    match key:
        case "kinds":
            return f"{'名称' if lang == 'zh' else 'name '}{_named(rule.select.kinds, lang)}"
        case "flags":
            return f"{'标记' if lang == 'zh' else 'flag '}{_named(rule.select.flags, lang)}"
        case "when":
            tests = (_test(each, lang) for each in (*rule.select.when, *rule.curve.when))
            return ("条件" if lang == "zh" else "case ") + "、".join(tests)
        case "per" if rule.curve.per is not None:
            return f"{'计次每' if lang == 'zh' else 'count per '}{_quantity(rule.curve.per, lang)}"
        case "from" if rule.curve.origin is not None:
            return f"{'目标' if lang == 'zh' else 'target '}{_quantity(rule.curve.origin, lang)}"
        case "effect":
            return f"“{_verb(rule, lang)}”"
        case "window":
            return "职责" if lang == "zh" else "the duty"
    return ""


def _verb(rule: Clause, lang: Lang) -> str:
    return _VERBS.get(rule.effect.kind, rule.effect.kind) if lang == "zh" else rule.effect.kind


def _named(names: tuple[str, ...], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(f"“{name}”" for name in names)


def _test(test: Threshold, lang: Lang) -> str:
    return _SIGNS[test.op] + _quantity(Quantity(test.value, test.unit), lang)


def _quantity(quantity: Quantity, lang: Lang) -> str:
    if lang == "zh":
        return f"{decimal_text(quantity.value)}{quantity.unit}"
    return say_en.amount(quantity.value, quantity.unit)
