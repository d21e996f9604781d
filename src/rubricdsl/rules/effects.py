"""The act of a segment → what the points do."""

import re
from decimal import Decimal

from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import unquoted
from rubricdsl.rules.parts import Effect, EffectKind
from rubricdsl.rules.report import Report
from rubricdsl.rules.segments import Segment
from rubricdsl.tree.model import Part

_VERBS: dict[str, EffectKind] = {
    "DEDUCT": "deduct", "ADD": "add", "AWARD": "award", "CONFORMS": "award", "FINE": "fine", "PAYS": "fine",
    "REWARD": "reward",
}  # fmt: skip
_AS_MONEY: dict[EffectKind, EffectKind] = {"deduct": "fine", "add": "reward", "award": "reward"}
_AS_POINTS: dict[EffectKind, EffectKind] = {"fine": "deduct", "reward": "add"}
_MARKING = re.compile(r"打分|给分|得分|计分|记分")
_LEAD = re.compile(r"^(?:罚款)?(?:按照|按|依照|依据|参照)")
_IMPOSED = re.compile(
    r"^(?:一律|可以?|应当?|将|须|立即|即刻|当即|直接|无条件|坚决|[一-鿿]{0,2}有权|给予|予以|处以|作|按)+(?=..)"
)
_TAIL = re.compile(
    r"(?:予以|进行|给予|严肃|追加|要求|立即|依法|从严|从重|执行)*(?:处理|处罚|执行|扣分|加分|处分|考核)$"
)


def effect_of(segment: Segment, before: EffectKind | None, report: Report) -> Effect | None:
    """The effect of a segment; `before` is that of the score before it. None, reported, where it cannot be read."""
    act, following = segment.act, segment.following
    match act.name:
        case "score":
            scored = _scored(act, before, report)
            also = bool(segment.window) and words.ALSO_LOST.match(segment.window[0].text.strip())
            if scored is not None and scored.kind == "reward" and before in ("deduct", "fine") and also:
                return Effect("fine", scored.low, scored.high, scored.share)  # 扣当月考评奖20元及年终奖50元
            return scored
        case "amount":
            return _bare(segment, before, report)
        case "cap":
            return Effect("fine" if amounts.is_money(act) else "deduct")
        case "open":
            return Effect(_open(segment, before))
        case "FULL_MARKS":
            return Effect("award", share=Decimal(1))
        case "FORFEIT":
            return Effect("forfeit")
        case "NO_TOTAL":
            return Effect("veto", to=words.NO_TOTAL)
        case "REFER":
            return Effect("refer", to=_target(act.text.strip()))
        case "VETO":
            return Effect("veto", to=unquoted(following.text) if following and following.name == "QUOTED" else None)
        case _:
            return Effect("veto", to=_IMPOSED.sub("", act.text.strip()))


def _scored(act: Part, before: EffectKind | None, report: Report) -> Effect | None:
    stated = amounts.points(act, report)
    if stated is None:
        return None
    verb = _by(act) if act.word("BY") else next(kind for name, kind in _VERBS.items() if act.word(name))
    if act.word("SIGNED") == "-" and verb == "award":
        verb = "deduct"  # 不合格得-1分
    if stated.unit == "%" and stated.low != stated.high:
        report.add("RUB205", act.span)  # a share has no range
        return None
    if stated.unit == "%":
        return Effect(verb, share=stated.low.scaleb(-2))
    if stated.low == stated.high == 0:
        if verb == "award":
            return Effect("forfeit")
        report.add("RUB222", act.span)
    kinds = _AS_MONEY if stated.unit == "元" else _AS_POINTS
    if act.word("LEAST"):
        return Effect(kinds.get(verb, verb))
    if before == "deduct" and (act.word("AWARD") or "").strip(",均则可 ") == "为":
        return Effect("deduct", stated.low, stated.high)  # 1次评价为扣1分,2次为3分
    return Effect(kinds.get(verb, verb), stated.low, stated.high)


def _by(act: Part) -> EffectKind:
    """按10分/户扣分, 按成本价30%奖励: the verb stands behind the amount."""
    said = act.word("CHARGED") or ""
    if act.all("POINT")[-1:] == ("%",) and words.SUM.search(act.word("BY") or ""):
        return "reward" if "奖" in said else "fine"
    if any(word in said.replace("追加", "") for word in ("加", "奖", "正激励")):
        return "add"
    return "deduct" if "扣" in said or "负激励" in said else "fine"


def _bare(segment: Segment, before: EffectKind | None, report: Report) -> Effect | None:
    """An amount without a verb: the table head's, else the score's before it, else a fine unless 奖 is said."""
    value = amounts.counted(segment.act, report)
    if value is None:
        return None
    last = segment.act.word("NUMBER")
    end = value if last is None else amounts.number(last, segment.act, report)
    if segment.column is not None:
        kinds = _AS_MONEY if amounts.is_money(segment.act) else _AS_POINTS
        return Effect(kinds.get(segment.column.effect, segment.column.effect), value, end)
    if not amounts.is_money(segment.act):
        kind = before if before in ("deduct", "add") else "award"
        return Effect("forfeit") if value == end == 0 and kind == "award" else Effect(kind, value, end)
    rewards = before == "reward" if before else any("奖" in said.text for said in segment.window)
    return Effect("reward" if rewards else "fine", value, end)


def _open(segment: Segment, before: EffectKind | None) -> EffectKind:
    """The effect of 酌情扣分, 加倍处罚, 按比例扣减工资: an act without a number of its own."""
    act = segment.act.word("ACT") or ""
    if segment.act.word("TIMES") and before in ("fine", "reward", "deduct", "add"):
        return before  # 一次扣10元,…的加倍扣: of the same ledger
    if segment.following is not None and words.PAY.search(segment.following.text[:6]):
        return "fine"
    if "加分" in act:
        return "add"
    if _MARKING.search(act):
        return "award"
    if "扣" in act:
        return "deduct"
    if "罚" in act or "处" in act:
        return "deduct" if before not in (None, "fine", "deduct") else "fine"
    return before or "deduct"


def _target(text: str) -> str:
    """按《X》处理 → X; 按照集团有关规定予以处理 → 集团有关规定."""
    inner = re.search(r"《([^》]*)》", text)
    return inner[1] if inner else _TAIL.sub("", _LEAD.sub("", text))
