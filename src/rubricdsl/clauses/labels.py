"""The numbers of a list within a text, which score nothing: 1、…;2、…, (3)…, 扣10分3 外出就医的…"""

from collections.abc import Sequence

from rubricdsl.clauses.wording import is_sign, phrase_at, said, span_of
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Count, Mark, Phrase, Plain, Quoted, Score, Sign

_REACH = 24  # phrases within which the next number of a list stands


def numbered(phrases: Sequence[Phrase], at: int, _: Lexicon) -> tuple[Phrase, int] | None:
    """The number that begins here as a sign, and where it ends; None where none does."""
    for form in (_at_head, _behind_score, _before_pause, _in_order, _in_brackets):
        end = form(phrases, at)
        if end is not None:
            whole = phrases[at:end]
            return Sign(said(whole), span_of(whole), "LABEL"), end
    return None


def _at_head(phrases: Sequence[Phrase], at: int) -> int | None:
    """3保洁… and, as the first of a text, 7,车间内… and 7 | 车间…"""
    before, behind, told = phrase_at(phrases, at - 1), phrase_at(phrases, at + 1), phrase_at(phrases, at + 2)
    if not _is_number(phrases[at]) or not (before is None or is_sign(before, "STOP", "LABEL")):
        return None
    if before is None and behind is not None and is_sign(behind, "COMMA", "BAR") and isinstance(told, Plain):
        return at + 2
    return at + 1 if isinstance(behind, Plain) and behind.span.start == phrases[at].span.end else None


def _behind_score(phrases: Sequence[Phrase], at: int) -> int | None:
    """扣10分3 外出就医的…, 扣1分,3、睡岗…: behind a score, and apart from the words that follow."""
    apart = at > 1 and is_sign(phrases[at - 1], "COMMA")
    behind, told = phrase_at(phrases, at + 1), phrase_at(phrases, at + 2)
    if not _is_number(phrases[at]) or not isinstance(phrase_at(phrases, at - 1 - apart), Score) or behind is None:
        return None
    if isinstance(behind, Plain):
        return at + 1 if behind.span.start > phrases[at].span.end and not apart else None
    listed = is_sign(behind, "PAUSE") or behind.text == "."
    return at + 2 if listed and isinstance(told, Plain | Quoted) else None


def _before_pause(phrases: Sequence[Phrase], at: int) -> int | None:
    """1、… and 1)… behind a sign that goes on with no list."""
    before, behind = phrase_at(phrases, at - 1), phrase_at(phrases, at + 1)
    free = before is None or (isinstance(before, Sign) and before.kind not in ("PAUSE", "COMMA", "OPEN"))
    closes = behind is not None and (is_sign(behind, "PAUSE") or behind.text == ")")
    return at + 2 if free and closes and _is_number(phrases[at]) else None


def _in_order(phrases: Sequence[Phrase], at: int) -> int | None:
    """1、运行月报2、管理3、…: a number that another one of the list comes before or behind."""
    number = phrases[at]
    if not _is_item(phrases, at) or not isinstance(number, Amount):
        return None
    wanted = number.number.low - 1 or number.number.low + 1
    near = range(max(0, at - _REACH), at) if wanted < number.number.low else range(at + 1, at + _REACH)
    others = (each for i in near if _is_item(phrases, i) and isinstance(each := phrases[i], Amount))
    return at + 2 if any(each.number.low == wanted for each in others) else None


def _is_item(phrases: Sequence[Phrase], at: int) -> bool:
    """2、 and words behind it."""
    number, behind, told = phrase_at(phrases, at), phrase_at(phrases, at + 1), phrase_at(phrases, at + 2)
    closes = behind is not None and (is_sign(behind, "PAUSE") or behind.text == ")")
    listed = closes and isinstance(told, Plain | Quoted)
    return number is not None and listed and _is_number(number)


def _in_brackets(phrases: Sequence[Phrase], at: int) -> int | None:
    """(3)…, apart from the words before it."""
    first, before = phrases[at], phrase_at(phrases, at - 1)
    inner, close = phrase_at(phrases, at + 1), phrase_at(phrases, at + 2)
    free = before is None or isinstance(before, Sign) or first.span.start > before.span.end
    if not free or not is_sign(first, "OPEN") or inner is None or close is None or not _is_number(inner):
        return None
    opens = before is None or is_sign(before, "STOP", "LABEL")
    named = isinstance(phrase_at(phrases, at + 3), Mark | Quoted | Count if opens else Plain)
    return at + 3 if is_sign(close, "CLOSE") and (named or isinstance(phrase_at(phrases, at + 3), Plain)) else None


def _is_number(phrase: Phrase) -> bool:
    """A whole number below a hundred, by itself."""
    if not isinstance(phrase, Amount) or phrase.tests or not phrase.number.bare or phrase.number.high is not None:
        return False
    low = phrase.number.low
    return low == low.to_integral_value() and 0 < low < 100
