"""What 每低, 每超 and 按比例 count from: a target said with the score or before it (language, "Counting")."""

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.rules import amounts, words
from rubricdsl.rules.draft import Draft, Side
from rubricdsl.rules.parts import Curve, Limit, Measure, Quantity, Threshold
from rubricdsl.rules.report import Report
from rubricdsl.tree.model import Part


def direction(part: Part) -> Side | None:
    """The side of its target on which a trigger counts: 每低 below, 每超 above."""
    said = part.word("EVERY") or part.word("FOUND") or ""
    if words.SHORTFALL.search(said):
        return "below"
    return "above" if words.EXCESS.search(said) else None


def side(window: Sequence[Part]) -> Side | None:
    """The side of its target on which a score counts; None where it counts from none."""
    sides = (direction(part) for part in window if part.name == "trigger")
    found = next((side for side in sides if side is not None), None)
    return "above" if found is None and _beyond(window) is not None else found


def _beyond(window: Sequence[Part]) -> int | None:
    """不超过3起,超出部分每起扣2分: where a window says that only what exceeds counts."""
    said = (i for i, part in enumerate(window) if part.name == "PROSE" and words.BEYOND.match(part.text.strip()))
    return next(said, None)


def states_target(window: Sequence[Part], index: int) -> bool:
    """每超过目标95%1个百分点: the trigger itself states the target, and what it counts by follows."""
    if direction(window[index]) is None or index + 1 == len(window):
        return False
    part, following = window[index], window[index + 1]
    units = [amounts.unit_of(each.word("UNIT") or "") for each in (part, following)]
    return (
        following.name == "amount"
        and not amounts.is_threshold(following)
        and dimension(units[0]) == dimension(units[1])
    )


def origin_of(window: Sequence[Part], per: Quantity | None, report: Report) -> tuple[Quantity | None, bool]:
    """The target that 每低/每超 count from, and whether they count downwards."""
    index = next((i for i, part in enumerate(window) if part.name == "trigger" and direction(part)), None)
    index = _beyond(window) if index is None else index
    if index is None or per is None:
        return None, False
    below = direction(window[index]) == "below"
    if states_target(window, index):
        return amounts.quantity(window[index], report), below
    found: list[tuple[bool, Quantity]] = []
    for part, following in pairwise(window[: index + 1]):
        target = amounts.quantity(part, report) if part.name == "amount" else None
        if target is not None and dimension(target.unit or "%") == dimension(per.unit):
            found.append((following.text.startswith("的"), Quantity(target.value, target.unit or "%")))
    if found:  # 不低于60%的,不低于90%,每低1%: the condition is no target where another amount is
        return next((target for condition, target in found if not condition), found[0][1]), below
    return None, below and counts_percent(per)


def counts_percent(per: Quantity | None) -> bool:
    return per is not None and dimension(per.unit) == "percent"


def gains(act: Part) -> bool:
    """Whether an act gives points or money."""
    given = any(act.word(name) for name in ("ADD", "AWARD", "CONFORMS", "REWARD")) or act.name in (
        "FULL_MARKS",
        "amount",
    )
    return given or words.GIVEN.search(act.word("ACT") or "") is not None


def in_proportion(parts: Sequence[Part]) -> bool:
    return any(part.name == "open" and part.word("PROPORTION") for part in parts)


def proportion(window: Sequence[Part], given: bool, report: Report) -> tuple[Measure, Curve]:
    """按比例: the part of its target that a measurement reaches, or falls short of.

    Without a target a gain is of the whole, 100 %, and a deduction takes the amount itself for the part missing.
    """
    stated = [part for part in window if part.name == "amount" and part.word("NUMBER") is None]
    stated = [part for part in stated if counts_percent(amounts.quantity(part, report))]
    origin = amounts.quantity(stated[-1], report) if stated else None
    when = tuple(each for part in stated for each in amounts.thresholds(part, report) if each.op[0] == "<")
    mean = any(part.name == "MEAN" for part in window)
    below = origin is not None and not given
    curve = Curve(when=when, origin=origin, below=below, proportional=True)
    return Measure("mean" if mean else "latest", "%"), curve


def of_target_before(draft: Draft, before: Draft, same_sentence: bool) -> Draft:
    """达到95%得满分,每低1%扣1分: a score that counts from a target and states none is of the one directly before it."""
    names, curve = before.names, draft.curve
    if same_sentence and before.measure.kind == "total" and draft.measure.unit == "分" and draft.names == names:
        return evolve(draft, measure=before.measure)  # 70分以下的…;低于60分的…: of the total too
    unmet = curve.proportional and words.UNMET.fullmatch(draft.names.words) is not None
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
