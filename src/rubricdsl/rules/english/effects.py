"""The act of an English segment → what the points do."""

from decimal import Decimal

from rubricdsl.meaning.parts import Effect, EffectKind
from rubricdsl.meaning.report import Report
from rubricdsl.rules.english import amounts
from rubricdsl.rules.english.phrases import bare, unquoted
from rubricdsl.rules.english.segments import Segment
from rubricdsl.tree.model import Part

_VERBS: dict[str, EffectKind] = {"DEDUCT": "deduct", "ADD": "add", "AWARD": "award", "FINE": "fine", "REWARD": "reward"}
_STEMS: dict[str, EffectKind] = {
    "deduct": "deduct", "subtract": "deduct", "forfeit": "deduct", "add": "add", "award": "award", "fine": "fine",
    "reward": "reward",
}  # fmt: skip
_AS_MONEY: dict[EffectKind, EffectKind] = {"deduct": "fine", "add": "reward", "award": "reward"}
_AS_POINTS: dict[EffectKind, EffectKind] = {"fine": "deduct", "reward": "add"}
_MULTIPLES = {"double": 2, "triple": 3, "twice": 2}


def effect_of(segment: Segment, before: EffectKind | None, report: Report) -> Effect | None:
    """The effect of a segment; `before` is that of the score before it. None, reported, where it cannot be read."""
    act, target = segment.act, segment.tail.target
    match act.name:
        case "score":
            return _scored(act, report)
        case "amount":
            return _passive(segment, report)
        case "VERB":
            return Effect(_stem(act.text))
        case "TIMES":
            return Effect(before or "deduct")
        case "FULL_MARKS":
            return Effect("award", share=Decimal(1))
        case "FORFEIT":
            return Effect("forfeit")
        case "REQUIRED":
            return Effect("require")
        case "VETO":
            return Effect("veto", to=None if target is None else unquoted(target.text))
        case _:
            return _referred(act, target, report)


def _referred(act: Part, target: Part | None, report: Report) -> Effect | None:
    if target is None:
        report.add("RUB201", act.span, form="handled under “Company rules”")
        return None
    plain = target.name == "PROSE"
    return Effect("refer", to=bare(target.text) if plain else target.text.strip()[1:-1].strip())


def _stem(text: str) -> EffectKind:
    return next(kind for stem, kind in _STEMS.items() if text.lower().startswith(stem))


def _scored(act: Part, report: Report) -> Effect | None:
    values = [amounts.number(text, act, report) for text in act.all("NUM")]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    verb = next(kind for name, kind in _VERBS.items() if act.word(name))
    low, high = known[0], known[-1]
    if low > high:
        report.add("RUB219", act.span)
        low, high = high, low
    unit = amounts.unit_of(act.word("POINT") or "") if act.word("POINT") else ""
    if not unit:
        report.add("RUB207" if verb in ("fine", "reward") else "RUB208", act.span)
    return _effect(verb, low, high, unit, act, report)


def _effect(verb: EffectKind, low: Decimal, high: Decimal, unit: str, act: Part, report: Report) -> Effect | None:
    if act.word("LEAST"):
        return Effect((_AS_MONEY if unit == "元" else _AS_POINTS).get(verb, verb))
    if unit == "%":
        return Effect(verb, share=low.scaleb(-2))
    if low == high == 0:
        report.add("RUB222", act.span)
    return Effect((_AS_MONEY if unit == "元" else _AS_POINTS).get(verb, verb), low, high)


def _passive(segment: Segment, report: Report) -> Effect | None:
    """2 points are deducted; if 9 points are deducted in total speaks of points collected, which no condition can."""
    act = segment.act
    if amounts.is_threshold(act) or (segment.window and segment.window[-1].name == "IF"):
        report.add("RUB201", act.span, form="total score below 60 points: veto")
        return None
    verb = _stem((act.word("PASSIVE") or "").split()[-1])
    value = amounts.quantity(act, report)
    if value is None or value.unit not in ("分", "元", "%"):
        report.add("RUB201", act.span, form="deduct 2 points")
        return None
    return _effect(verb, value.value, value.value, value.unit, act, report)


def least_of(act: Part, report: Report) -> Decimal | None:
    """The amount of fine at least 500 yuan, which is given only as a minimum."""
    if act.name != "score" or not act.word("LEAST"):
        return None
    return amounts.number(act.word("NUM") or "", act, report)


def times_of(part: Part | None, report: Report) -> Decimal | None:
    """The multiple that twice as much, doubled or 3 times the points state."""
    if part is None:
        return None
    said = part.text.lower()
    word = next((number for stem, number in _MULTIPLES.items() if stem in said), None)
    return Decimal(word) if word else amounts.number(said.split()[0], part, report)
