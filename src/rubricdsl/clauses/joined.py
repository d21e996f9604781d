"""Phrases that belong together put into one: 按《X》处理, 取消评优资格, 不足10分钟按10分钟计, 给予50元罚款.

What stands between their ends is bounded by the next sign, so that each is found in one pass.
"""

from collections.abc import Callable, Sequence

from rubricdsl.base.span import Span
from rubricdsl.clauses.consequences import imposed
from rubricdsl.clauses.joined_acts import dealt, given, handled, opened
from rubricdsl.clauses.wording import is_kind, is_sign, said, span_of
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import (
    Absent,
    Amount,
    Full,
    Mark,
    Phrase,
    Plain,
    Quoted,
    RoundUp,
    Score,
    Sign,
    Time,
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
        one = next((one for join in _JOINERS if (one := join(phrases, at, lexicon)) is not None), None)
        if one is None:
            found.append(phrases[at])
            at += 1
        else:
            found += [one[0]] if isinstance(one[0], Phrase) else one[0]
            at = one[1]
    return _merged(_plain(found))


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


def _absent(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[list[Phrase], int] | None:
    """连续半年无: a run of months, and what did not happen in them behind it."""
    run, behind = phrases[at], phrases[at + 1] if at + 1 < len(phrases) else None
    if not (isinstance(run, Amount) and run.how == "run") or not isinstance(behind, Plain):
        return None
    negation = next((word for word in (*_WITHIN, *_NOT) if behind.text.startswith(word)), None)
    if negation is None:
        return None
    months = _MONTHS.get(run.unit)
    value = None if months is None or run.number.high is not None else run.number.low * months
    name = behind.text[len(negation) :].strip()
    absent = Absent(run.text + negation, run.span, value, problems=run.problems)
    return [absent, *([Plain(name, Span(behind.span.end - len(name), behind.span.end))] if name else [])], at + 2


def _total_marks(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """共60分, 合计15分: what the marks come to."""
    amount = phrases[at]
    if not isinstance(amount, Amount) or amount.how != "sum" or amount.tests or amount.unit != "分" or amount.per:
        return None
    return Full(amount.text, amount.span, amount.number.low, amount.unit, problems=amount.problems), at + 1


def _settled(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """(早上7:15) and 23:00以后: a clock time with the words around it stays a setting."""
    return None if not isinstance(phrases[at], Time) else (phrases[at], at + 1)


def _numbered(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """1、…;2、… and (3)… within a text: the numbers of a list, which score nothing."""
    before = phrases[at - 1] if at else None
    first = phrases[at]
    if (
        (before is None or (isinstance(before, Sign) and before.kind in ("STOP", "LABEL")))
        and isinstance(first, Amount)
        and _is_label(first)
    ):
        glued = phrases[at + 1] if at + 1 < len(phrases) else None
        told = phrases[at + 2] if at + 2 < len(phrases) else None
        if before is None and glued is not None and is_sign(glued, "COMMA") and isinstance(told, Plain):
            return Sign(first.text + glued.text, first.span.to(glued.span), "LABEL"), at + 2  # 7,车间内…
        if isinstance(glued, Plain) and glued.span.start == first.span.end:
            return Sign(first.text, first.span, "LABEL"), at + 1
    end = _opens_item(phrases, at)
    if end is not None:
        return Sign(said(phrases[at:end]), span_of(phrases[at:end]), "LABEL"), end
    if (
        before is not None
        and not isinstance(before, Sign)
        and not (isinstance(first, Sign) and first.span.start > before.span.end)
    ):
        return None
    listed = isinstance(before, Sign) and before.kind in ("PAUSE", "COMMA", "OPEN")
    if isinstance(first, Amount) and _is_label(first) and at + 1 < len(phrases) and not listed:
        behind = phrases[at + 1]
        if isinstance(behind, Sign) and (behind.kind == "PAUSE" or behind.text == ")"):
            return Sign(first.text + behind.text, first.span.to(behind.span), "LABEL"), at + 2
    inner = phrases[at + 1 : at + 3]
    opened = isinstance(first, Sign) and first.kind == "OPEN" and len(inner) == 2
    if (
        opened
        and isinstance(inner[0], Amount)
        and _is_label(inner[0])
        and isinstance(inner[1], Sign)
        and inner[1].kind == "CLOSE"
    ):
        named = phrases[at + 3] if at + 3 < len(phrases) else None
        if isinstance(named, Plain):
            return Sign(first.text + inner[0].text + inner[1].text, first.span.to(inner[1].span), "LABEL"), at + 3
    return None


def _opens_item(phrases: Sequence[Phrase], at: int) -> int | None:
    """扣10分3 外出就医的…, 扣1分,3、睡岗…: where the number behind a score ends that counts the next matter."""
    first, behind = phrases[at], phrases[at + 1] if at + 1 < len(phrases) else None
    apart = at > 1 and is_sign(phrases[at - 1], "COMMA")
    scored = at > apart and isinstance(phrases[at - 1 - apart], Score)
    if not scored or not isinstance(first, Amount) or not _is_label(first) or behind is None:
        return None
    if isinstance(behind, Plain):
        return at + 1 if behind.span.start > first.span.end and not apart else None
    named = at + 2 < len(phrases) and isinstance(phrases[at + 2], Plain | Quoted)
    return at + 2 if named and is_sign(behind, "PAUSE") else None


def _is_label(amount: Amount) -> bool:
    number = amount.number
    return (
        number.bare
        and not amount.tests
        and number.low == number.low.to_integral_value()
        and 0 < number.low < 100
        and number.high is None
    )


_JOINERS: tuple[Joiner, ...] = (
    _numbered,
    handled,
    dealt,
    _rounded,
    _absent,
    _total_marks,
    opened,
    given,
    imposed,
    _settled,
)
_LOOSE = frozenset({"BY", "DEAL", "LOWER", "OBJECT"})


def _plain(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Words that mean something in a longer phrase only are plain where that is missing."""
    return [
        Plain(phrase.text, phrase.span) if isinstance(phrase, Mark) and phrase.kind in _LOOSE else phrase
        for phrase in phrases
    ]


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
