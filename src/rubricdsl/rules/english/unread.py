"""What looks like a score in English and was not read: each is an error at its words rather than a guess."""

from collections.abc import Sequence
from itertools import pairwise

from rubricdsl.rules.english import amounts, words
from rubricdsl.rules.english.phrases import bare, names_of
from rubricdsl.rules.english.segments import Segment
from rubricdsl.rules.report import Report
from rubricdsl.tree.model import Part

_FORM = "deduct 2 points per occurrence"
_SCORING = frozenset({"VERB", "UNREAD", "score", "TIMES", "VETO", "FORFEIT", "FULL_MARKS", "EXHAUST", "REFER"})
_HARMLESS = ("and", "or", "but", "then", "from the score", "from the total", "from the monthly score")


def report_rest(parts: Sequence[Part], report: Report) -> None:
    """What is left of a stretch: no amount of points, yuan or percent, and no word that scores."""
    for part in parts:
        if part.name in _SCORING or _is_amount(part) or (part.name == "per" and part.word("NUM")):
            report.add("RUB201", part.span, form=_FORM)
        elif part.name == "CONVERSION":
            report.add("RUB203", part.span)


def _is_amount(part: Part) -> bool:
    return part.name == "amount" and amounts.unit(part) in ("分", "元", "%")


def report_segment(segment: Segment, report: Report) -> None:
    """What the words around an act leave open."""
    window, tail = segment.window, segment.tail
    for part in window:
        if part.name in _SCORING:
            report.add("RUB201", part.span, form=_FORM)
    absent = any(part.name == "RUN" for part in (*window, *tail.condition))
    for before, part in pairwise(window):
        denied = before.name == "PROSE" and words.NEGATION.search(before.text.strip()) is not None
        if part.name == "QUOTED" and denied and not absent:
            report.add("RUB204", before.span.to(part.span))
    after = segment.after
    if after is not None and after.name in ("PROSE", "amount", "FOR") and not _harmless(after):
        report.add("RUB205", segment.act.span.to(after.span))
    if tail.noun and names_of([*window, *tail.condition]):
        report.add("RUB206", tail.noun[0].span)


def _harmless(part: Part) -> bool:
    return part.name == "PROSE" and (part.text.strip().lower() in _HARMLESS or not bare(part.text))
