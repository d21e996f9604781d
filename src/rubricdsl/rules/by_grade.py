"""What events do to the grade of a card, and what a grade brings: 降一级, 不得评为优秀, A级奖励300元."""

import re
from collections.abc import Sequence

from attrs import evolve

from rubricdsl.base.quantity import read_number
from rubricdsl.meaning.parts import Curve, Effect, Grade, Measure, Select
from rubricdsl.rules.model import Rule

_NUMBER = "[0-9]|[一二两三四五六七八九]"
_LOWERED = re.compile(rf"(?:降低?|下调|下降)({_NUMBER})个?(?:等级|等次|档次|[等级档])")
_BARRED = re.compile(
    r"(?:当年|当期|年度|年终)?(?:不得|不能|不予|不)(?:评定为|评为|评)“?(.{1,12}?)”?(?:等级|等次|档次)?"
)


def by_grade(rule: Rule, grades: Sequence[Grade]) -> Rule:
    """A rule that lowers or bars a grade of the rubric, or pays by one, as such; any other as it is."""
    names = {grade.name for grade in grades}
    if rule.effect.kind == "veto" and rule.effect.to is not None:
        return evolve(rule, effect=_changing(rule.effect, names))
    paid = rule.effect.kind in ("fine", "reward") and rule.escalates is None and rule.curve == Curve()
    if (
        paid
        and len(rule.select.kinds) == 1
        and rule.select == Select(rule.select.kinds)
        and rule.select.kinds[0] in names
    ):
        effect = evolve(rule.effect, grade=rule.select.kinds[0])
        return evolve(rule, select=Select(()), measure=Measure("total", "分"), effect=effect)
    return rule


def _changing(effect: Effect, names: set[str]) -> Effect:
    lowered, barred = _LOWERED.fullmatch(effect.to or ""), _BARRED.fullmatch(effect.to or "")
    if lowered is not None and names:
        return evolve(effect, lower=int(read_number(lowered[1]).value))
    return evolve(effect, bar=barred[1]) if barred is not None and barred[1] in names else effect
