"""The act of a segment → what the points do."""

from decimal import Decimal

from rubricdsl.clauses.model import Account, Segment
from rubricdsl.clauses.two_way import is_unpaired
from rubricdsl.meaning.parts import Effect, EffectKind
from rubricdsl.tree.phrases import Amount, Bound, Consequence, Convert, Mark, Open, Phrase, Plain, Refer, Score

NO_TOTAL = "总分计0分"  # the consequence of a veto that takes the whole total
_AS_MONEY: dict[EffectKind, EffectKind] = {"deduct": "fine", "add": "reward", "award": "reward"}
_AS_POINTS: dict[EffectKind, EffectKind] = {"fine": "deduct", "reward": "add"}
_GIVING = frozenset({"add", "award", "reward"})


def gains(effect: Effect) -> bool:
    """Whether an act gives points or money."""
    return effect.kind in _GIVING


def effect_of(segment: Segment, before: EffectKind | None, account: Account) -> Effect | None:
    """The effect of a segment; `before` is that of the score before it. None, reported, where it cannot be read."""
    act = segment.act
    account.give("act", act)
    match act:
        case Score():
            return _scored(act, segment, before, account)
        case Amount():
            return _bare(act, segment, before, account)
        case Bound():
            return Effect("fine" if act.unit == "元" else "deduct")
        case Open():
            return Effect(_open(act, before))
        case Refer():
            return Effect("refer", to=act.to)
        case Convert():
            return Effect("convert", to=act.to, amount=act.amount)
        case Consequence():
            return Effect("veto", to=act.to)
        case Mark(kind="FULLMARKS"):
            return Effect("award", share=Decimal(1))
        case Mark(kind="NOTOTAL"):
            return Effect("veto", to=NO_TOTAL)
        case Mark(kind="FORFEIT"):
            return Effect("forfeit")
        case _:
            return None


def _scored(act: Score, segment: Segment, before: EffectKind | None, account: Account) -> Effect | None:
    if _is_no_score(act, segment, account):
        return None
    kind = act.effect
    if "lead" in act.manner and account.lexicon.ending("pay", act.object.rstrip("的")):
        account.refuse("RUB201", act.span, act, form="扣款100元")
        return None  # 月度考核工资800元 is what is paid, or what is taken of it
    if act.unit == "%":
        taken = act.object.rstrip("的")
        of_pay = (
            bool(taken) and account.lexicon.ending("pay", taken) and not taken.endswith(("分", "分值", "分数", "成绩"))
        )
        return Effect("fine" if of_pay and kind == "deduct" else kind, share=act.low.scaleb(-2))
    if not act.unit:
        if act.verb.endswith(("款", "金")):
            account.report.add("RUB247", act.span)
            return Effect(kind, act.low, act.high)
        unclear = kind in ("fine", "reward") or before in ("fine", "reward")
        account.report.add("RUB207" if unclear else "RUB208", act.span)
    if act.low == act.high == 0:
        if kind == "award":
            return Effect("forfeit")
        account.report.add("RUB222", act.span)
    if act.unit == "元" and act.effect == "reward" and _also_lost(segment, before):
        return Effect("fine", act.low, act.high)
    kinds = _AS_MONEY if act.unit == "元" else _AS_POINTS
    if act.least or act.after == ">=":
        return Effect(kinds.get(kind, kind))
    if before == "deduct" and "behind" in act.manner:
        return Effect("deduct", act.low, act.high)  # 1次评价为扣1分,2次为3分
    return Effect(kinds.get(kind, kind), act.low, act.high)


def _is_no_score(act: Score, segment: Segment, account: Account) -> bool:
    """Whether an act with its amount states no score that can be read, which is reported."""
    if not act.unit and isinstance(segment.following, Amount) and segment.following.number.high is None:
        account.give("act", segment.following)
        account.refuse("RUB201", act.span.to(segment.following.span), act, form="扣2分")
        return True  # 扣 2 5 分
    if not all(problem.is_read for problem in act.problems):
        return True
    if is_unpaired(act):
        account.refuse("RUB201", act.span, act, form="每增减1%奖、罚20元")
        return True
    if act.verb.endswith("得分") and act.low == 0 < act.high:
        account.refuse("RUB201", act.span, act, form="最多得10分")  # 该项得分0~10分: between what the points may be
        return True
    if act.unit not in ("分", "元", "%", ""):
        account.refuse("RUB201", act.span, act, form="出现一次扣2分")
        return True
    if act.after == ">=" and any(isinstance(part, Mark) and part.kind == "SUM" for part in segment.window):
        account.refuse("RUB201", act.span, act, form="累计三次以上的,扣12分")  # 一年内累计扣12分以上 is a case
        return True
    if act.unit == "%" and act.low != act.high:
        account.refuse("RUB205", act.span, act)
        return True
    if act.after in ("<=", "<", ">", "between"):
        account.refuse("RUB201", act.span, act, form="扣2分")
        return True
    return False


def _also_lost(segment: Segment, before: EffectKind | None) -> bool:
    """扣当月考评奖20元及年终奖50元: what is lost too."""
    first = segment.window[0] if segment.window else None
    return (
        before in ("deduct", "fine") and isinstance(first, Plain) and first.text.startswith(("及", "以及", "和", "与"))
    )


def _bare(act: Amount, segment: Segment, before: EffectKind | None, account: Account) -> Effect | None:
    """An amount without a verb: the table head's, else the score's before it; money is a fine where a fault is told."""
    if act.number.bare:
        account.report.add("RUB208", act.span)
    factor = 10_000 if act.unit == "万元" else 1
    value = act.number.low * factor
    end = value if act.number.high is None else act.number.high * factor
    money = act.unit in ("元", "万元")
    if segment.column is not None:
        kinds = _AS_MONEY if money else _AS_POINTS
        return Effect(kinds.get(segment.column.effect, segment.column.effect), value, end)
    if not money:
        level = (
            segment.window
            and isinstance(segment.window[-1], Plain)
            and segment.window[-1].text.strip() in account.lexicon.lists["conforming"]
        )
        kind: EffectKind = before if before in ("deduct", "add") and not level else "award"
        return Effect("forfeit") if value == end == 0 and kind == "award" else Effect(kind, value, end)
    rewards = before == "reward" if before else any(_rewards(phrase) for phrase in segment.window)
    if not before and not rewards and not any(account.lexicon.holds("faults", each.text) for each in segment.window):
        account.refuse("RUB201", act.span, act, form=f"罚款{act.text.strip()}")  # 已授权的200元/项: paid, or taken?
        return None
    return Effect("reward" if rewards else "fine", value, end)


def _rewards(phrase: Phrase) -> bool:
    return any(word in phrase.text for word in ("奖", "发放", "津贴", "补贴", "补助"))


def _open(act: Open, before: EffectKind | None) -> EffectKind:
    """The effect of 酌情扣分, 加倍处罚, 按比例扣减工资: an act without a number of its own."""
    if act.times is not None and before in ("fine", "reward", "deduct", "add"):
        return before
    if act.money:
        return "fine" if act.effect not in _GIVING else "reward"
    if act.effect is None:
        return before or "deduct"
    if act.effect == "fine" and before not in (None, "fine", "deduct"):
        return "deduct"
    return act.effect
