"""English grade cut-offs: 90 and above: excellent, 70-89: good, below 60: poor, excellent: 90-100."""

import re
from collections.abc import Sequence
from decimal import Decimal

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.base.span import Span
from rubricdsl.clauses.condition import unquoted
from rubricdsl.meaning.parts import Grade
from rubricdsl.meaning.report import Report
from rubricdsl.tree.model import Line

_N = r"(-?[0-9]+(?:\.[0-9]+)?)(?:[ ]*(?:points?|marks?))?"
_RANGE = re.compile(rf"{_N}[ ]*(?:-|~|–|—|\bto\b)[ ]*{_N}")
_FROM = re.compile(
    rf"{_N}[ ]*(?:and|or) (?:above|over|more)|(?:at least|no less than|from|>=|≥)[ ]*{_N}", re.IGNORECASE
)
_ABOVE = re.compile(rf"(?:more than|above|over|>)[ ]*{_N}", re.IGNORECASE)
_TO = re.compile(rf"{_N}[ ]*(?:and|or) (?:below|under|less)|(?:at most|up to|<=|≤)[ ]*{_N}", re.IGNORECASE)
_BELOW = re.compile(rf"(?:less than|below|under|<)[ ]*{_N}", re.IGNORECASE)
_CUT_OFF = re.compile(r"[0-9][ ]*(?:points?|marks?)? (?:and|or) (?:above|over|below|under)[^,;]{0,4} (?:is|are) ")
_NAME = re.compile(r"[^0-9,;:()<>≤≥]{1,64}")


def read_grades(lines: Sequence[Line], report: Report) -> tuple[Grade, ...]:
    """The grades of the lines that state them, in their order; a line that states none is reported."""
    found: list[Grade] = []
    for line in lines:
        text = line.whole
        pieces = [piece for piece in re.split(r"[,;](?![^“]*”)", text.rstrip(".;")) if piece.strip()]
        mine = [grade for piece in pieces if (grade := _grade(piece, line.span, report)) is not None]
        if len(mine) < len(pieces):
            report.add("RUB130", line.span)
        found.extend(mine)
    return tuple(found)


def grade_lines(lines: Sequence[Line]) -> frozenset[int]:
    """90 points and above are excellent, 80 points and above are good: grade cut-offs written as prose."""
    return frozenset(line.number for line in lines if len(_CUT_OFF.findall(line.text)) >= 2)


def _grade(text: str, span: Span, report: Report) -> Grade | None:
    for pattern, low, high, excludes in (
        (_RANGE, True, True, ()),
        (_FROM, True, False, ()),
        (_TO, False, True, ()),
        (_ABOVE, True, False, ("from",)),
        (_BELOW, False, True, ("to",)),
    ):
        found = pattern.search(text)
        if found is None:
            continue
        values = [_value(group, span, report) for group in found.groups() if group]
        name = _name(text[found.end() :]) or _name(text[: found.start()])
        if name is None or None in values:
            return None
        first, last = values[0] if low else None, values[-1] if high else None
        if first is not None and last is not None and first > last:
            report.add("RUB131", span, low=str(first), high=str(last))
            return None
        return Grade(name, first, last, excludes)
    return None


def _name(text: str) -> str | None:
    said = re.sub(r"^[ ]*(?:is|are)\b", "", text.strip(" :=|,()")).strip()
    found = unquoted(said)
    return found if found and (said != found or _NAME.fullmatch(found)) else None


def _value(text: str, span: Span, report: Report) -> Decimal | None:
    try:
        return read_number(text.lstrip("-")).value * (-1 if text.startswith("-") else 1)
    except NumberError as problem:
        report.add(problem.code, span, number=text, plain=problem.suggestion)
        return None
