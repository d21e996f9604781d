"""What belongs to a score or a case and stands around it: to whom, besides what, so many or more, as one sees fit."""

from collections.abc import Sequence
from itertools import takewhile

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.condition import is_filler
from rubricdsl.clauses.wording import is_kind, is_sign, phrase_at, phrase_end, said, span_of
from rubricdsl.meaning.parts import EffectKind
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Bound, Consequence, Count, Mark, Phrase, Plain, Quoted, Score, Sign

_LONGEST_PAYEE = 10
_LONGEST_LIST = 12  # phrases of a list of who pays
_PAID: dict[str, tuple[EffectKind, EffectKind]] = {
    "罚": ("fine", "deduct"),
    "处": ("fine", "deduct"),
    "扣": ("fine", "deduct"),
    "奖": ("reward", "add"),
}
_TOLD = "WARN"  # what is told and scores nothing


def again(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """三天或三天以上, 三次及三次以上: one threshold, said with its number twice."""
    first, between, more = (phrase_at(phrases, i) for i in (at, at + 1, at + 2))
    if not isinstance(first, Amount) or first.quantity is None or not isinstance(more, Amount):
        return None
    linked = between is not None and (is_sign(between, "PAUSE") or between.text.strip() in ("或", "或者", "及", "和"))
    same = (more.number.low, more.unit) == (first.number.low, first.unit) and more.number.high is None
    if not linked or not same or [each.op for each in more.tests] != [">="]:
        return None
    whole = phrases[at : at + 3]
    return evolve(more, text=said(whole), span=span_of(whole)), at + 3


def share_of_pay(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """扣发当月5%工资: the share stands between the verb and what it is a share of."""
    verb, place = phrases[at], at + 1
    if _is_kind_at(phrases, place, "STRETCH"):
        place += 1
    share, pay = phrase_at(phrases, place), phrase_at(phrases, place + 1)
    if not isinstance(verb, Mark) or not verb.text.startswith(("扣", "停", "罚")) or not isinstance(pay, Plain):
        return None
    if not isinstance(share, Amount) or share.quantity is None or share.unit != "%":
        return None
    object_ = pay.text.strip().removeprefix("的")
    if not lexicon.ending("pay", object_) or lexicon.ending("pay", object_) != object_:
        return None
    whole, low = phrases[at : place + 2], share.number.low
    return Score(said(whole), span_of(whole), "fine", low, low, "%", verb.text, object_), place + 2


def _is_kind_at(phrases: Sequence[Phrase], at: int, *kinds: str) -> bool:
    phrase = phrase_at(phrases, at)
    return phrase is not None and is_kind(phrase, *kinds)


def taken_from(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """罚队长、班长、验收员各50元, 处主任罚款200元: a verb, who pays, and how much."""
    verb = phrases[at]
    kinds = _PAID.get(verb.text.strip()[:1]) if isinstance(verb, Mark) and verb.kind in ("STRAY", "ACTION") else None
    if kinds is None or len(verb.text.strip()) > 3:
        return None
    listed = takewhile(
        lambda each: isinstance(each, Plain) or is_sign(each, "PAUSE"), phrases[at + 1 : at + _LONGEST_LIST]
    )
    end = at + 1 + sum(1 for _ in listed)
    amount = phrase_at(phrases, end)
    money = isinstance(amount, Amount) and amount.unit == "元"
    named = _is_called(phrases[end - 1], lexicon) or (money and _follows_case(phrases, at) and end == at + 2)
    if not named or end == at + 1:
        return None
    each = _is_kind_at(phrases, end, "SEPARATE")
    score = phrase_at(phrases, end + each)
    whole = phrases[at : end + each + 1]
    if isinstance(score, Score):
        alike = score.effect in kinds and not score.after and not score.manner
        return (evolve(score, text=said(whole), span=span_of(whole)), end + each + 1) if alike else None
    stated = each or _follows_case(phrases, at)
    if not stated or not isinstance(score, Amount) or score.tests or score.unit not in ("分", "元"):
        return None
    low, high = score.number.low, score.number.high
    effect = kinds[score.unit == "分"]
    return Score(
        said(whole), span_of(whole), effect, low, low if high is None else high, score.unit, verb.text,
        per=score.per, problems=score.problems,
    ), end + each + 1  # fmt: skip


def _follows_case(phrases: Sequence[Phrase], at: int) -> bool:
    """每发现一次扣调度100元: what happened is said before the verb, so that what stands behind it pays."""
    before = phrase_at(phrases, at - 1)
    told = isinstance(before, Count) or (before is not None and is_sign(before, "COMMA"))
    return told or (isinstance(before, Plain) and before.text.endswith(("的", "者")))


def _is_called(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether words say who somebody is."""
    text = phrase.text.strip()
    called = lexicon.ending("payee", text) or is_filler(text, lexicon) or lexicon.ending("person", text)
    return isinstance(phrase, Plain) and len(text) <= _LONGEST_PAYEE and bool(called)


def besides(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """除赔偿损失外, 除作上述处罚外: what is done besides, before what is scored; told, and no part of a name."""
    first = phrases[at]
    if not isinstance(first, Plain) or not first.text.lstrip().startswith("除"):
        return None
    if at and not isinstance(phrases[at - 1], Sign):
        return None
    end = phrase_end(phrases, at)
    if end >= len(phrases) or not is_sign(phrases[end], "COMMA"):
        return None
    whole = phrases[at:end]
    if any(isinstance(each, Amount | Count | Score | Quoted) for each in whole):
        return None
    text = said(whole)
    acts = any(isinstance(each, Mark | Consequence) for each in whole)
    handles = acts or lexicon.holds("besides", text)
    closed = text.endswith(("外", "以外", "之外")) or acts
    return (Mark(text, span_of(whole), _TOLD, "deal"), end) if handles and closed else None


def seen_fit(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """视情节轻重给予纪律处分, 根据情况由相关组织提出处理意见: handled as one sees fit, and no score."""
    first = phrases[at]
    if not is_kind(first, "DISCRETION"):
        return None
    behind = list(takewhile(lambda each: isinstance(each, Plain), phrases[at + 1 : phrase_end(phrases, at)]))
    end = at + 1 + len(behind)
    closes = end >= len(phrases) or isinstance(phrases[end], Sign)
    text = said(behind)
    if not behind or not closes or not lexicon.ending("handled-by", text):
        return None
    whole = phrases[at:end]
    return Mark(said(whole), span_of(whole), _TOLD, "deal"), end


def owed_each(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """每月每少一次: how often it is owed, before what is missed of it, multiplies nothing."""
    first, missed = phrases[at], phrase_at(phrases, at + 1)
    if not isinstance(first, Count) or not first.each or first.lead or first.per or first.every is None:
        return None
    timed = dimension(first.every.unit) in ("days", "months") and first.every.value == 1
    fewer = isinstance(missed, Count) and missed.each and missed.lead.startswith(("少", "缺", "漏", "未"))
    return (Mark(first.text, first.span, "STRETCH"), at + 1) if timed and fewer else None


def either(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """每项(次): the unit in brackets is another word for the one before it."""
    count, opened, unit, closed = (phrase_at(phrases, at + i) for i in range(4))
    named = isinstance(unit, Plain) and unit.text.strip() in lexicon.units.known
    around = opened is not None and is_sign(opened, "OPEN") and closed is not None and is_sign(closed, "CLOSE")
    if not isinstance(count, Count) or not named or not around:
        return None
    whole = phrases[at : at + 4]
    return evolve(count, text=said(whole), span=span_of(whole)), at + 4


def confiscated(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """没收电器: things are taken, and no points and no pay."""
    first, thing, behind = (phrase_at(phrases, at + i) for i in range(3))
    if not is_kind(phrases[at], "LOSE") or first is None or first.text != "没收" or not isinstance(thing, Plain):
        return None
    text = thing.text.strip()
    pays = lexicon.ending("pay", text) or lexicon.ending("lost", text)
    closes = behind is None or isinstance(behind, Sign)
    if pays or not closes or len(text) > _LONGEST_PAYEE or text.startswith(("的", "者")):
        return None
    whole = phrases[at : at + 2]
    return Mark(said(whole), span_of(whole), _TOLD, "deal"), at + 2


def as_reward(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """当月工资的5%作为奖励: a share that is given."""
    share, behind = phrases[at], phrase_at(phrases, at + 1)
    given = isinstance(behind, Plain) and behind.text.strip() in (
        "作为奖励",
        "作为奖金",
        "作为提成",
        "作奖励",
        "作为奖赏",
    )
    if not isinstance(share, Amount) or share.quantity is None or share.unit != "%" or not given:
        return None
    whole, low = phrases[at : at + 2], share.number.low
    return Score(said(whole), span_of(whole), "reward", low, low, "%", "奖励", manner=("share",)), at + 2


def spent(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """直至扣完0.5分为止: a bound that says how much there is to be taken."""
    first, most, over = (phrase_at(phrases, at + i) for i in range(3))
    ends = isinstance(over, Plain) and over.text.strip() == "为止"
    if not isinstance(first, Bound) or not first.exhaust or not isinstance(most, Amount) or not ends:
        return None
    if most.quantity is None or most.unit not in ("分", "元") or first.max is not None:
        return None
    whole = phrases[at : at + 3]
    return evolve(first, text=said(whole), span=span_of(whole), max=most.number.low, unit=most.unit), at + 3


def none_of(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """没有新增1处违法占地的: not one, which counts nothing."""
    first, one = phrases[at], phrase_at(phrases, at + 1)
    if not isinstance(first, Plain) or not isinstance(one, Amount) or one.quantity is None or one.number.low != 1:
        return None
    if dimension(one.unit) != "count" or not lexicon.ending("unfound", first.text.strip()):
        return None
    whole = phrases[at : at + 2]
    return Plain(said(whole), span_of(whole)), at + 2


def carried_on(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """结案比超过10%的。每超1%扣0.4分: a case that its full stop parts from what it brings."""
    stop, before, behind = phrases[at], phrase_at(phrases, at - 1), phrase_at(phrases, at + 1)
    if not is_sign(stop, "STOP") or stop.text != "。" or not isinstance(before, Plain):
        return None
    start = next((i for i in range(at - 1, max(at - _LONGEST_LIST, 0), -1) if is_sign(phrases[i], "STOP")), 0)
    tested = any(isinstance(each, Amount) and each.tests for each in phrases[start:at])
    scored = any(isinstance(each, Score | Consequence) for each in phrases[start:at])
    follows = isinstance(behind, Score) or (isinstance(behind, Count) and behind.side is not None)
    if not before.text.endswith(("的", "者")) or not tested or scored or not follows:
        return None
    return Sign(stop.text, stop.span, "COMMA"), at + 1
