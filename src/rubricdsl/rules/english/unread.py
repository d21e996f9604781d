"""What looks like a score in English and was not read: each is an error at its words rather than a guess."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rubricdsl.clauses.draft import Draft
from rubricdsl.meaning.report import Report
from rubricdsl.rules.english import amounts, words
from rubricdsl.rules.english.phrases import bare, names_of
from rubricdsl.rules.english.segments import Segment
from rubricdsl.tree.model import Part

_QUOTES = re.compile(r"[“”\"「」『』]")  # a name runs from one to the other
_BOUND = re.compile(
    r"[ ]*(?:(?:or|and) )?(?:more|less|fewer|above|below|over|under|short|higher|lower)\b", re.IGNORECASE
)
_FORM = "deduct 2 points per occurrence"
_SCORING = frozenset({"VERB", "UNREAD", "score", "TIMES", "VETO", "FORFEIT", "FULL_MARKS", "EXHAUST", "REFER"})
_NEXT = frozenset({"score", "IF", "OTHERWISE", "ALSO", "EXTRA", "QUOTED"})  # what the next score begins with
_SIGNS = frozenset({"COMMA", "COLON", "BAR"})
_HARMLESS = ("and", "or", "but", "then", "from the score", "from the total", "from the monthly score")


def report_rest(parts: Sequence[Part], report: Report) -> None:
    """What is left of a stretch: no amount of points, yuan or percent, and no word that scores."""
    for part in parts:
        if part.name in _SCORING or amounts.must_be_read(part) or (part.name == "per" and part.word("NUM")):
            report.add("RUB201", part.span, form=_FORM)
        elif part.name == "CONVERSION":
            report.add("RUB203", part.span)


def report_behind(parts: Sequence[Part], report: Report) -> None:
    """Behind the last score of a stretch nothing may stand that was not read: it could change the score."""
    left = [part for part in parts if part.name not in _SIGNS and not _harmless(part)]
    if left and left[0] is not parts[0]:
        report.add("RUB201" if amounts.must_be_read(left[0]) else "RUB205", left[0].span.to(left[-1].span), form=_FORM)


def report_segment(segment: Segment, draft: Draft, report: Report) -> None:
    """What the words around an act leave open."""
    window, tail = segment.window, segment.tail
    said = (*window, *tail.condition)
    dutiful = {"OTHERWISE"} if draft.duty is None else set()
    for part in said:
        if part.name in _SCORING | {"UNLESS", "REQUIRED"} | dutiful:
            report.add("RUB201", part.span, form=_FORM)
        if part.name == "PROSE" and _QUOTES.search(part.text):
            report.add("RUB016", part.span)
        if part.name == "TOTAL" and not draft.curve.when:
            report.add("RUB201", part.span, form="total score below 60 points: veto")
    _report_absence(said, report)
    _report_amounts(said, report)
    _report_points(said, draft, report)
    after = segment.after
    if after is not None and after.name not in _SIGNS and not _harmless(after) and after.name not in _NEXT:
        report.add("RUB205", segment.act.span.to(after.span))
    if tail.noun and names_of(said):
        report.add("RUB206", tail.noun[0].span)


def _report_amounts(said: Sequence[Part], report: Report) -> None:
    """5% short of plan, each 3 or more: what stands behind an amount and changes what it says."""
    for before, part in pairwise(said):
        if part.name == "PROSE" and before.name in ("amount", "per") and _BOUND.match(part.text):
            report.add("RUB201", before.span.to(part.span), form="3 times or more")


def _report_points(said: Sequence[Part], draft: Draft, report: Report) -> None:
    """At least 12 points deducted: a condition in points that is neither on the total nor on a measurement."""
    named = draft.names.quoted or words.TARGETED.search(draft.names.words) is not None
    if draft.measure.kind == "total" or named:
        return
    for part in said:
        if part.name == "amount" and amounts.is_threshold(part) and amounts.unit(part) == "分":
            report.add("RUB201", part.span, form="total score below 60 points: veto")


def _report_absence(said: Sequence[Part], report: Report) -> None:
    """Without a deal, or half a year of it: only so many consecutive months without it are counted."""
    run = next((part for part in said if part.name == "RUN"), None)
    denied = [before for before in said if before.name == "PROSE" and _denies(before)]
    if run is not None and not denied:
        report.add("RUB204", run.span)
    for before, part in pairwise(said):
        if run is None and part.name == "QUOTED" and before in denied and words.NEGATION.search(before.text.strip()):
            report.add("RUB204", before.span.to(part.span))


def _denies(part: Part) -> bool:
    text = part.text.strip()
    return words.NEGATION.search(text) is not None or words.DENYING.match(text + " ") is not None


def _harmless(part: Part) -> bool:
    return part.name == "PROSE" and (part.text.strip().lower() in _HARMLESS or not bare(part.text))
