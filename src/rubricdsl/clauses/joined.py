"""Phrases that belong together put into one: 按《X》处理, 取消评优资格, 不足10分钟按10分钟计, 给予50元罚款.

What stands between their ends is bounded by the next sign, so that each is found in one pass.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

from rubricdsl.base.quantity import dimension
from rubricdsl.base.span import Span
from rubricdsl.clauses.condition import is_filler
from rubricdsl.clauses.consequences import imposed
from rubricdsl.clauses.conversions import deemed
from rubricdsl.clauses.dealt import dealt
from rubricdsl.clauses.joined_acts import given, handled, opened, ranged
from rubricdsl.clauses.joined_parts import (
    again,
    as_reward,
    besides,
    carried_on,
    confiscated,
    either,
    none_of,
    owed_each,
    seen_fit,
    share_of_pay,
    spent,
    taken_from,
)
from rubricdsl.clauses.labels import numbered
from rubricdsl.clauses.wording import is_kind, is_sign, phrase_at, phrase_end, said, span_of
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import (
    Absent,
    Amount,
    Bound,
    Convert,
    Count,
    Full,
    Mark,
    Phrase,
    Plain,
    RoundUp,
    Score,
    Sign,
)

_MONTHS = {"月": 1, "季度": 3, "年": 12, "半年": 6}
_NOT = ("没有", "未有", "无", "未", "没")
_WITHIN = ("内无", "内没有", "内未", "以上无", "以上没有", "以上未")
Joiner = Callable[[Sequence[Phrase], int, Lexicon], tuple[Phrase | list[Phrase], int] | None]


def joined(phrases: Sequence[Phrase], lexicon: Lexicon) -> list[Phrase]:
    """The phrases of a text with those put together that belong together, and plain words beside each other merged."""
    found: list[Phrase] = []
    at = 0
    while at < len(phrases):
        joiners = _JOINERS.get(type(phrases[at]), ())
        one = next((one for join in joiners if (one := join(phrases, at, lexicon)) is not None), None)
        if one is None:
            found.append(phrases[at])
            at += 1
        else:
            found += [one[0]] if isinstance(one[0], Phrase) else one[0]
            at = one[1]
    return _mannered(_merged(_plain(found)), lexicon)


def _rounded(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """不足10分钟按10分钟计算."""
    first = phrases[at]
    if not isinstance(first, Amount) or first.op != "<":
        return None
    behind = at + 1
    if behind < len(phrases) and isinstance(phrases[behind], Plain) and phrases[behind].text == "的":
        behind += 1
    if behind < len(phrases) and isinstance(phrases[behind], Sign) and phrases[behind].text == ",":
        behind += 1
    if behind + 2 >= len(phrases) or not is_kind(phrases[behind], "BY") or not isinstance(phrases[behind + 1], Amount):
        return None
    end = phrases[behind + 2]
    if not (isinstance(end, Plain) and end.text in ("计", "计算", "算")):
        return None
    whole = phrases[at : behind + 3]
    return RoundUp(said(whole), span_of(whole)), behind + 3


def _kept_to(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """超过10分按10分计算: a bound, said by what exceeds it."""
    first = phrases[at]
    if not isinstance(first, Amount) or first.op not in (">", ">=") or first.number.high is not None:
        return None
    behind = at + 1
    while behind < len(phrases) and (is_sign(phrases[behind], "COMMA") or phrases[behind].text in ("的", "者")):
        behind += 1
    if behind + 2 >= len(phrases) or not is_kind(phrases[behind], "BY"):
        return None
    again, end = phrases[behind + 1], phrases[behind + 2]
    same = isinstance(again, Amount) and (again.number.low, again.unit) == (first.number.low, first.unit)
    if not same or first.unit not in ("分", "元") or end.text not in ("计", "计算", "算", "计分", "记", "封顶"):
        return None
    whole = phrases[at : behind + 3]
    return Bound(said(whole), span_of(whole), max=first.number.low, unit=first.unit), behind + 3


def _absent(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[list[Phrase], int] | None:
    """连续半年无: a run of months, and what did not happen in them behind it."""
    run, behind = phrases[at], phrase_at(phrases, at + 1)
    if not (isinstance(run, Amount) and run.how == "run") or not isinstance(behind, Plain):
        return None
    negation = next((word for word in (*_WITHIN, *_NOT) if behind.text.startswith(word)), None)
    if negation is None:
        return None
    months = _MONTHS.get(run.unit)
    value = None if months is None or run.number.high is not None else run.number.low * months
    name = behind.text[len(negation) :].strip()
    until = Span(behind.span.start, behind.span.start + len(negation))
    absent = Absent(run.text + negation, run.span.to(until), value, problems=run.problems)
    return [absent, *([Plain(name, Span(behind.span.end - len(name), behind.span.end))] if name else [])], at + 2


def _total_marks(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """共60分, 合计15分: what the marks come to."""
    amount = phrases[at]
    if not isinstance(amount, Amount) or amount.how != "sum" or amount.tests or amount.unit != "分" or amount.per:
        return None
    return Full(amount.text, amount.span, amount.number.low, amount.unit, problems=amount.problems), at + 1


def _zeroed(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase | list[Phrase], int] | None:
    """该项为 0 分: nothing is given."""
    first, amount, behind = (phrase_at(phrases, i) for i in (at, at + 1, at + 2))
    none = isinstance(amount, Amount) and amount.unit == "分" and amount.quantity is not None and amount.number.low == 0
    if not none or not isinstance(first, Plain) or not isinstance(amount, Amount) or not first.text.endswith("为"):
        return None
    if (behind is not None and not isinstance(behind, Sign)) or first.text.endswith(("作为", "以为", "分为")):
        return None
    start = Span(first.span.end - 1, first.span.end)
    forfeit = Mark("为" + amount.text, start.to(amount.span), "FORFEIT")
    told = first.text[:-1].rstrip()
    before = [Plain(told, Span(first.span.start, first.span.start + len(told)))] if told else []
    return [*before, forfeit], at + 2


def _recorded(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """罚款200元并记旷工一次: behind a score, what is recorded too, which another clause scores."""
    first, amount, behind = (phrase_at(phrases, i) for i in (at, at + 1, at + 2))
    before = next((each for each in reversed(phrases[max(0, at - 2) : at]) if not is_sign(each, "COMMA")), None)
    if not isinstance(first, Plain) or not isinstance(before, Score) or not isinstance(amount, Amount):
        return None
    text = first.text.lstrip("并另且同时")
    recorded = lexicon.opening("recording", text)
    other = lexicon.words.longest(text, 0)
    counts = amount.quantity is not None and dimension(amount.unit) in ("count", "days")
    ends = behind is None or isinstance(behind, Sign) or behind.text in ("处理", "论处")
    if not recorded or recorded == text or not counts or not ends or (other and len(other[0]) > len(recorded)):
        return None
    whole = phrases[at : at + 2 + (behind is not None and not isinstance(behind, Sign))]
    return Convert(said(whole), span_of(whole)), at + len(whole)


def _of_item(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """此项考核为零分: the marks of the item are nothing, and not the total."""
    scope, none = phrases[at], phrase_at(phrases, at + 1)
    if none is None or not is_kind(none, "NOTOTAL") or not isinstance(scope, Mark) or scope.value != "item":
        return None
    whole = phrases[at : at + 2]
    return Mark(said(whole), span_of(whole), "FORFEIT"), at + 2


_JOINERS: Mapping[type[Phrase], tuple[Joiner, ...]] = {
    Sign: (numbered, carried_on),
    Plain: (besides, none_of, _zeroed, imposed, _recorded),
    Amount: (numbered, again, as_reward, _rounded, _kept_to, _absent, _total_marks, opened, ranged, given),
    Count: (owed_each, either),
    Bound: (spent,),
    Score: (ranged, handled),
    Mark: (_of_item, share_of_pay, taken_from, confiscated, deemed, handled, dealt, seen_fit, opened, imposed),
}
_NEAR = 4  # phrases around a word that sums
_LOOSE = frozenset({"BY", "DEAL", "LOWER", "OBJECT"})


def _plain(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Words that mean something in a longer phrase only are plain where that is missing."""
    return [
        Plain(phrase.text, phrase.span) if _is_loose(phrase) or _sums_nothing(phrases, at) else phrase
        for at, phrase in enumerate(phrases)
    ]


def _is_loose(phrase: Phrase) -> bool:
    return isinstance(phrase, Mark) and phrase.kind in _LOOSE


def _sums_nothing(phrases: Sequence[Phrase], at: int) -> bool:
    """病假累计超过规定天数的, 数据连续、一致: words go on, and no number is summed or in a row."""
    if not is_kind(phrases[at], "SUM", "RUN"):
        return False
    behind = phrase_at(phrases, at + 1)
    goes_on = isinstance(behind, Plain) or (behind is not None and is_sign(behind, "PAUSE"))
    before = takewhile(lambda part: not isinstance(part, Sign), reversed(phrases[max(0, at - _NEAR) : at]))
    near = (*before, *phrases[at : phrase_end(phrases, at)])
    counted = any(isinstance(part, Amount | Count) or is_kind(part, "STRETCH", "ACTION", "STRAY") for part in near)
    return goes_on and not counted


def _mannered(phrases: Sequence[Phrase], lexicon: Lexicon) -> list[Phrase]:
    """根据节约成本的效果,给予500-2000元奖励: what a range is given by is no part of what it is given for."""
    return [
        Mark(phrase.text, phrase.span, "DISCRETION") if _tells_by_what(phrases, at, lexicon) else phrase
        for at, phrase in enumerate(phrases)
    ]


def _tells_by_what(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> bool:
    first = phrases[at]
    if not isinstance(first, Plain) or not lexicon.opening("judging-by", first.text):
        return False
    ahead = (each for each in phrases[at + 1 : at + _NEAR] if not is_sign(each, "COMMA"))
    behind = next((each for each in ahead if not (isinstance(each, Plain) and is_filler(each.text, lexicon))), None)
    opens = at == 0 or isinstance(phrases[at - 1], Sign)
    ranged = isinstance(behind, Score) and behind.low != behind.high
    return opens and ranged and not first.text.rstrip().endswith(("的", "者", "时"))


def _merged(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Plain words beside each other as one."""
    found: list[Phrase] = []
    for phrase in phrases:
        last = found[-1] if found else None
        if isinstance(phrase, Plain) and isinstance(last, Plain):
            apart = " " if phrase.span.start > last.span.end else ""
            found[-1] = Plain(last.text + apart + phrase.text, last.span.to(phrase.span))
        else:
            found.append(phrase)
    return found
