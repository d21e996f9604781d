"""Phrases as words again: what they say side by side, where they stand, where the words up to the next sign end."""

from collections.abc import Sequence

from rubricdsl.base.span import Span
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Book, Mark, Phrase, Plain, Quoted, Sign

SCORED_UNITS = frozenset({"分", "元", "万元"})
ENDS = ("COMMA", "STOP", "COLON", "BAR", "CLOSE", "OPEN")  # signs that end what belongs together
_LONGEST = 24  # phrases without a sign between them
_NAMES = (Plain, Quoted, Book)


def said(phrases: Sequence[Phrase]) -> str:
    """Phrases as they were written, with one space where there were any."""
    text = ""
    for before, phrase in zip([None, *phrases], phrases, strict=False):
        apart = before is not None and phrase.span.start > before.span.end
        text += (" " if apart and not text.endswith(" ") else "") + phrase.text
    return text.strip()


def span_of(phrases: Sequence[Phrase]) -> Span:
    """From the first of some phrases to the last, as they were written: what is read before may stand behind."""
    return Span(min(each.span.start for each in phrases), max(each.span.end for each in phrases))


def phrase_start(phrases: Sequence[Phrase]) -> int:
    """Where the words behind the last sign that ends something begin."""
    return max((at + 1 for at, phrase in enumerate(phrases) if is_sign(phrase, *ENDS)), default=0)


def phrase_end(phrases: Sequence[Phrase], at: int) -> int:
    """Where the words up to the next sign end; so many at most, as nothing that belongs together is longer."""
    end = min(len(phrases), at + _LONGEST)
    while at < end and not isinstance(phrases[at], Sign):
        at += 1
    return at


def phrase_at(phrases: Sequence[Phrase], index: int) -> Phrase | None:
    """The phrase at an index; None before the first and behind the last."""
    return phrases[index] if 0 <= index < len(phrases) else None


def is_sign(phrase: Phrase, *kinds: str) -> bool:
    """Whether a phrase is a sign of one of these kinds."""
    return isinstance(phrase, Sign) and phrase.kind in kinds


def is_kind(phrase: Phrase, *kinds: str) -> bool:
    """Whether a phrase is a word of the table of one of these kinds."""
    return isinstance(phrase, Mark) and phrase.kind in kinds


def listed_end(phrases: Sequence[Phrase], at: int) -> int:
    """按集团、物业公司的有关规定处理: where the words up to the next sign end, a list of names among them."""
    end = phrase_end(phrases, at)
    while end < min(len(phrases), at + _LONGEST) and phrases[end].text == "、":
        if not all(isinstance(phrase, _NAMES) or phrase.text == "、" for phrase in phrases[at + 1 : end]):
            return end
        end = min(phrase_end(phrases, end + 1), at + _LONGEST)
    return end


def is_gained(before: str) -> bool:
    """可获得月度基础分10分: points that somebody gets, and no base of all."""
    return any(sign in before for sign in "得获计扣加")


def is_excess(phrase: Phrase, lexicon: Lexicon) -> bool:
    """超出部分, …的部分: only what exceeds counts."""
    return isinstance(phrase, Plain) and lexicon.opening("beyond", phrase.text.strip()) != ""
