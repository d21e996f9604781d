"""A score that counts from a target without stating it is of the target that the clause before it states."""

import re

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.draft import Draft, Side
from rubricdsl.meaning.parts import OF_CARD, Curve, Limit, Quantity, Threshold

# 未完成的 after a target is of that target
_UNMET = re.compile(r"(?:未能?|没有?|不)(?:完成|达到?|达标|足)(?:任务|目标|指标|要求|标准)?(?:部分)?")


def of_target_before(draft: Draft, before: Draft, same_sentence: bool) -> Draft:
    """达到95%得满分,每低1%扣1分: a score that counts from a target and states none is of the one directly before it."""
    names, curve = before.names, draft.curve
    if same_sentence and before.measure.kind in OF_CARD and draft.measure.unit == "分" and draft.names == names:
        return evolve(draft, measure=before.measure)  # 70分以下的…;低于60分的…: of the total too, or of what was lost
    unmet = curve.proportional and _UNMET.fullmatch(draft.names.words) is not None
    theirs = same_sentence and (draft.names == names or unmet)
    follows = (not draft.names and before.effect.kind == "require") or theirs
    counts = curve.proportional or draft.toward is not None
    if not follows or curve.origin is not None or draft.measure.kind != before.measure.kind:
        return draft
    target = _target(before.curve, draft.toward or "below") if counts else None
    if target is None or (curve.per is not None and dimension(curve.per.unit) != dimension(target.unit)):
        return evolve(draft, names=names) if not draft.names else draft
    if unmet:
        return _unmet(draft, before, target)
    below = curve.below or draft.toward == "below" or (curve.proportional and draft.effect.kind == "deduct")
    return evolve(draft, names=names, curve=evolve(curve, origin=target, below=below))


def up_to_rest(draft: Draft, rest: Draft) -> Draft:
    """3次以内每次扣1分,超过3次的部分每次扣3分: the first three count on, and come to 3 points at most."""
    per, origin, low = draft.curve.per, rest.curve.origin, draft.effect.low
    if per is None or origin is None or low is None or low != draft.effect.high or draft.limit is not None:
        return draft
    ends = Threshold("<=", origin.value, origin.unit)
    alike = draft.names == rest.names and draft.measure == rest.measure and draft.effect.kind == rest.effect.kind
    if draft.curve.when != (ends,) or rest.curve.below or not alike or origin.value % per.value:
        return draft
    if origin.unit != per.unit or draft.effect.kind not in ("deduct", "add"):
        return draft
    return evolve(draft, curve=evolve(draft.curve, when=()), limit=Limit(max=low * (origin.value // per.value)))


def _unmet(draft: Draft, before: Draft, target: Quantity) -> Draft:
    """未达到的按比例扣分, 未完成的按比例得分: of the target before, and of its points where they are said."""
    effect, taking = draft.effect, draft.effect.kind in ("deduct", "fine")
    if effect.low is None and effect.kind == before.effect.kind:
        effect = evolve(effect, low=before.effect.low, high=before.effect.high)
    short = Threshold("<", target.value, target.unit)
    curve = evolve(draft.curve, origin=target, below=taking, when=() if taking else (short,))
    return evolve(draft, names=before.names, curve=curve, effect=effect)


def _target(curve: Curve, toward: Side) -> Quantity | None:
    """The target of a clause: what it counts from itself, else the end of its condition on that side."""
    if curve.origin is not None or not curve.when:
        return curve.origin
    ends = sorted(curve.when, key=lambda threshold: threshold.value)
    end = ends[0] if toward == "below" else ends[-1]
    return Quantity(end.value, end.unit)
