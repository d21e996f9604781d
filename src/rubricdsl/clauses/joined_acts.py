"""An act put together with its amount, or with what says how it is given: 50元罚款, 处罚每人50元, 酌情扣分."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from rubricdsl.clauses.condition import is_filler
from rubricdsl.clauses.wording import is_kind, phrase_at, said, span_of
from rubricdsl.meaning.parts import EffectKind, Quantity
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import (
    Amount,
    Bound,
    Count,
    Mark,
    Open,
    Phrase,
    Plain,
    Score,
)

_LONGEST_PAYEE = 8
PRICED = ("分", "元", "%")
_LEADING = ("给予", "予以", "处以", "处", "给")
_OF_MONEY: dict[EffectKind, EffectKind] = {"deduct": "fine", "add": "reward", "award": "reward"}
_OF_POINTS: dict[EffectKind, EffectKind] = {"fine": "deduct", "reward": "add"}
_VERBS: dict[str, EffectKind] = {"deduct": "deduct", "fine": "fine", "add": "add", "reward": "reward", "award": "award"}


def ranged(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """处1000元以上5000元以下罚款 is a range, 处500元以下罚款 is left to whoever scores, up to so much."""
    first, end = phrases[at], at + 1
    low = _end_of(first, ">=")
    if low is not None:
        end += 1
    last = phrases[end - 1] if end <= len(phrases) else None
    high = _end_of(last, "<=")
    while end < len(phrases) and isinstance(phrases[end], Plain) and phrases[end].text in ("的", "以下的", "不等的"):
        end += 1
    fined = end < len(phrases) and _is_act(phrases[end])
    end += fined
    whole = phrases[at:end]
    if high is None or not (fined or "罚款" in first.text):
        return None
    if low is not None:
        return (Score(said(whole), span_of(whole), "fine", low, high, "元", "罚款"), end) if low <= high else None
    return Open(said(whole), span_of(whole), "fine", money=True, discretion=True, most=high), end


def _end_of(phrase: Phrase | None, op: str) -> Decimal | None:
    """One end of a range of money: 1000元以上, 5000元以下."""
    if isinstance(phrase, Score):
        money = phrase.unit == "元" and phrase.effect == "fine" and phrase.low == phrase.high
        return phrase.low if phrase.after == op and money else None
    if not isinstance(phrase, Amount) or phrase.op is not None or phrase.number.high is not None:
        return None
    factor = {"元": 1, "万元": 10_000}.get(phrase.unit)
    return phrase.number.low * factor if phrase.number.after == op and factor is not None else None


def given(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    return acted(phrases, at, lexicon) if isinstance(phrases[at], Amount) else None


def acted(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Score, int] | None:
    """50元罚款, 3分的量化减分, 5—50分的扣分: an amount and the act behind it."""
    amount = phrases[at]
    before = phrase_at(phrases, at - 1)
    if not isinstance(amount, Amount) or not _is_given(amount):
        return None
    if _is_least(amount) and isinstance(before, Plain) and not before.text.endswith(_LEADING):
        return None  # 损失1000元以上的处罚…
    per, behind = _times(phrases, at + 1)  # 按50元每次罚款
    extra = False
    while behind < len(phrases) and _lies_between(phrases[behind], lexicon):
        extra = extra or phrases[behind].text == "追加"
        behind += 1
    act = phrase_at(phrases, behind)
    if not isinstance(act, Mark) or act.kind not in ("ACTION", "DEAL", "STRAY"):
        return None
    effect = _VERBS.get(act.value.partition(" ")[0]) or _effect(act.text)
    more, end = _times(phrases, behind + 1)  # 处50元罚款/人次
    per, behind = (*amount.per, *per, *more), end - 1
    following = phrase_at(phrases, end)
    if isinstance(following, Plain) and following.text.startswith("给") and len(following.text) <= 8:
        behind, following = behind + 1, None  # 奖励给班组
    if effect is None or (isinstance(following, Plain) and following.text.startswith(("的", "者", "标准"))):
        return None
    unit = amount.number.high_unit or amount.unit
    if not unit and not act.text.endswith(("款", "金")):
        return None  # 处10-200的罚款 is of money, whatever else is not
    factor = 10_000 if unit == "万元" else 1
    money = unit in ("元", "万元")
    effect = {"元": _OF_MONEY, "万元": _OF_MONEY, "分": _OF_POINTS}.get(unit, {}).get(effect, effect)
    low = amount.number.low * factor
    high = (amount.number.high if amount.number.high is not None else amount.number.low) * factor
    whole = phrases[at : behind + 1]
    manner = ("extra",) if extra or "追加" in act.text else ()
    score = Score(
        said(whole), span_of(whole), effect, low, high, "元" if money else unit, act.text, "", per,
        least=_is_least(amount), manner=manner, problems=amount.problems,
    )  # fmt: skip
    return score, behind + 1


def _lies_between(phrase: Phrase, lexicon: Lexicon) -> bool:
    """50元的一次性奖励, 按10元的标准给予罚款: what stands between an amount and its act, and says nothing more."""
    return isinstance(phrase, Plain) and lexicon.consists_of("between", phrase.text.strip())


def _is_given(amount: Amount) -> bool:
    """50元, 3-5分, 50元以上 before an act: so much is given, or no less."""
    stated = not amount.tests or amount.number.high is not None or _is_least(amount)
    return stated and amount.unit in (*PRICED, "万元", "")


def _is_least(amount: Amount) -> bool:
    """50元以上的奖励, 不少于50元的处罚: the least that a score gives or takes."""
    return amount.unit in ("元", "分") and [each.op for each in amount.tests] == [">="]


def _times(phrases: Sequence[Phrase], at: int) -> tuple[tuple[str, ...], int]:
    """每次 before an act, /人次 behind it: the units that multiply, and where they end."""
    units: list[str] = []
    while at < len(phrases):
        match phrases[at]:
            case Count(each=True, lead="", every=Quantity(unit=unit), per=per):
                units += (unit, *per)
            case Mark(kind="PER", value=unit):
                units.append(unit)
            case _:
                break
        at += 1
    return tuple(units), at


def _effect(text: str) -> EffectKind | None:
    if any(word in text for word in ("加分", "奖")):
        return "add" if "加分" in text else "reward"
    if "扣" in text or "减分" in text:
        return "deduct"
    return "fine" if "罚" in text else None


def handled(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """处50元罚款, 处罚2元处理, 处罚每人50元, 得10分(封顶): what belongs to a score and stands behind it, or around."""
    first = phrases[at]
    behind = phrase_at(phrases, at + 1)
    if isinstance(first, Score):
        after = at + 1
        if isinstance(behind, Plain) and behind.text in ("的", "以", "进行", "予以", "的经济"):
            after += 1
            behind = phrase_at(phrases, after)
        handles = (isinstance(behind, Mark) and behind.kind in ("ACTION", "DEAL", "STRAY")) or (
            isinstance(behind, Plain) and behind.text in ("处理", "处分", "进行处理")
        )
        following = phrase_at(phrases, after + 1)
        if (
            handles
            and behind is not None
            and not (isinstance(following, Plain) and following.text.startswith(("的", "者")))
        ):
            per, end = _times(phrases, after + 1)
            whole = phrases[at:end]
            return evolve(first, text=said(whole), span=span_of(whole), per=(*first.per, *per)), end
        return None
    return _each_given(phrases, at, lexicon) if is_kind(first, "STRAY", "ACTION") else None


def _each_given(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """处罚每人50元, 扣双方每人10分, 扣罚当事人每次每项20元: to whom and how often between an act and its amount."""
    first, start = phrases[at], at + 1
    assert isinstance(first, Mark)
    payee = phrase_at(phrases, start)
    if isinstance(payee, Plain) and _is_called(payee.text.strip(), lexicon):
        start += 1
    end = start
    while end < len(phrases) and isinstance(phrases[end], Count):
        end += 1
    counts = [each for each in phrases[start:end] if isinstance(each, Count) and each.each and each.every is not None]
    amount = phrase_at(phrases, end)
    effect = _VERBS.get(first.value.split()[0]) if first.value else None
    if not counts or len(counts) < end - start or effect is None or not isinstance(amount, Amount):
        return None
    priced = amount.unit in ("分", "元") or (not amount.unit and first.text.endswith(("款", "金")))  # 罚款每次100
    if amount.tests or not priced:
        return None
    whole = phrases[at : end + 1]
    units = [unit for each in counts if each.every is not None for unit in (each.every.unit, *each.per)]
    high = amount.number.high if amount.number.high is not None else amount.number.low
    score = Score(
        said(whole), span_of(whole), effect, amount.number.low, high, amount.unit, first.text, "",
        (*units, *amount.per), problems=amount.problems,
    )  # fmt: skip
    return score, end + 1


def _is_called(text: str, lexicon: Lexicon) -> bool:
    """Whether words say who it is taken from."""
    known = lexicon.ending("payee", text) != "" or (len(text) <= _LONGEST_PAYEE and lexicon.ends_with("OBJECT", text))
    return is_filler(text, lexicon) or known


def opened(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase | list[Phrase], int] | None:
    """酌情扣分, 加倍处罚, 按比例扣减工作补贴: acts whose number something else gives; before a score they say how."""
    first = phrases[at]
    share = phrase_at(phrases, at + 1)
    if _is_act(first) and isinstance(share, Mark) and share.kind == "PROPORTION" and share.value == "behind":
        effect = _effect_of(first, "")  # 扣除对应比例的分数
        whole = phrases[at : at + 2]
        return (Open(said(whole), span_of(whole), effect, proportional=True), at + 2) if effect else None
    if not is_kind(first, "DISCRETION", "PROPORTION", "TIMES") and not _multiple(phrases, at):
        return None
    start = at
    times: Decimal | None = None
    if isinstance(first, Mark) and first.kind == "TIMES":
        times = Decimal(first.value)
    elif isinstance(first, Amount):
        times = first.number.low
    behind = at + 1
    while behind < len(phrases) and (is_kind(phrases[behind], "DISCRETION", "PROPORTION") or _handles(phrases[behind])):
        behind += 1
    act = phrase_at(phrases, behind)
    text = first.text if isinstance(first, Mark) else ""
    effect = "award" if _gives(act) and is_kind(phrases[behind - 1], "PROPORTION") else _effect_of(act, text)
    if isinstance(act, Bound) and act.max is not None and act.verb and not act.per and is_kind(first, "DISCRETION"):
        return _at_most(phrases[at:behind], act), behind + 1
    if isinstance(act, Score | Bound):
        return None
    if effect is None and times is None:
        return None
    end = behind + 1 if _is_act(act) or _gives(act) else at + 1
    money = effect == "fine"
    following = phrase_at(phrases, end)
    if isinstance(following, Plain) and lexicon.ending("pay", following.text) and _is_act(act):
        money, end = True, end + 1
    whole = phrases[start:end]
    proportional = any(is_kind(phrase, "PROPORTION") for phrase in phrases[start:behind])
    discretion = any(is_kind(phrase, "DISCRETION") for phrase in phrases[start:behind])
    if times is None and not (proportional or discretion):
        return None
    return Open(said(whole), span_of(whole), effect, times, money, proportional, discretion), end


def _at_most(lead: Sequence[Phrase], bound: Bound) -> list[Phrase]:
    """视情况最高加10分: left to whoever scores, up to so many."""
    verbs: tuple[tuple[str, EffectKind], ...] = (("加", "add"), ("得", "award"), *_SPOKEN)
    effect = next((effect for word, effect in verbs if word in bound.verb), None)
    open_act = Open(said(lead), span_of(lead), effect or "deduct", money=bound.unit == "元", discretion=True)
    return [open_act, bound]


def _multiple(phrases: Sequence[Phrase], at: int) -> bool:
    """按2倍扣分."""
    amount = phrases[at]
    behind = phrase_at(phrases, at + 1)
    return isinstance(amount, Amount) and amount.unit == "倍" and not amount.tests and _is_act(behind)


def _handles(phrase: Phrase) -> bool:
    return isinstance(phrase, Plain) and phrase.text in (
        "进行",
        "计算",
        "予以",
        "给予",
        "加重",
        "适当",
        "给",
        "的",
        "可",
        "予以加重",
        "情节",
        "轻重",
        "大小",
    )


def _gives(phrase: Phrase | None) -> bool:
    """按完成比例得分(15分): the marks stand behind, and are not its amount."""
    return isinstance(phrase, Plain) and phrase.text.strip() in ("得分", "计分", "给分")


def _is_act(phrase: Phrase | None) -> bool:
    return isinstance(phrase, Mark) and phrase.kind in ("ACTION", "STRAY", "DEAL")


_SPOKEN: tuple[tuple[str, EffectKind], ...] = (("扣", "deduct"), ("罚", "fine"), ("奖", "reward"))


def _effect_of(act: Phrase | None, text: str) -> EffectKind | None:
    if isinstance(act, Mark) and act.kind in ("ACTION", "STRAY") and act.value:
        return _VERBS.get(act.value.split()[0])
    return next((effect for word, effect in _SPOKEN if word in text), None)
