"""English head lines → the head: key: value before the first item, and what plain sentences say of it."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import get_args

from attrs import evolve

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.clauses.condition import unquoted
from rubricdsl.meaning.parts import Absent, Head, PeriodKind, Rounding
from rubricdsl.meaning.report import Report
from rubricdsl.rules import head as shared
from rubricdsl.rules.dialect import HeadReader
from rubricdsl.rules.english import words
from rubricdsl.tree.model import Line

_NUMBER = r"(-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
_POINTS = r"(?:[ ]*(?:points?|marks?))?"
_MODES = {"half up": "half-up", "half even": "half-even", "down": "down", "up": "up"}
_ABSENT: dict[str, Absent] = {"excluded": "exclude", "exclude": "exclude", "full marks": "full", "zero": "zero"}
_PERIOD_NAMES = {kind: name for name, kind in reversed(words.PERIODS.items())}
_PERIOD_PROSE = re.compile(
    r"\b(?:apprais|assess|scor|rat|review)ed[ ]+(daily|weekly|monthly|quarterly|half-yearly|yearly|every [a-z-]+)\b",
    re.I,
)
_BASE_PROSE = re.compile(rf"\b(base score|full marks?|total score) (?:of |is |are |: ?)?{_NUMBER}[ ]*points?", re.I)


def prose_head(head: Head, texts: Sequence[Line], _marked: Collection[int], report: Report) -> Head:
    """Adds what plain sentences say of the period where the head lines are silent; what contradicts them is reported.

    Full marks and the base are stated in the head, or in brackets behind a title.
    """
    for line in texts:
        found = _PERIOD_PROSE.search(line.text)
        period = _period(found[1]) if found else None
        if period is None or any(part.name == "score" for part in line.parts):
            continue
        if head.period and period != head.period:
            report.add("RUB114", line.span, words=found[0] if found else "", period=_PERIOD_NAMES[head.period])
        head = evolve(head, period=head.period or period)
    return head


def _period(text: str) -> PeriodKind | None:
    kind = words.PERIODS.get(text.strip().lower())
    return next((known for known in get_args(PeriodKind) if known == kind), None)


def _number(text: str) -> Decimal | None:
    found = re.fullmatch(_NUMBER + _POINTS, text, re.IGNORECASE)
    if found is None:
        return None
    try:
        value = read_number(found[1].removeprefix("-")).value
    except NumberError:
        return None
    return -value if found[1].startswith("-") else value


def _effective(head: Head, text: str) -> Head | None:
    found = re.fullmatch(r"(?:from[ ]+)?([0-9-]{10})?[ ]*(?:to|until)?[ ]*([0-9-]{10})?", text, re.IGNORECASE)
    if found is None or not (found[1] or found[2]):
        return None
    try:
        ends = [date.fromisoformat(end).isoformat() if end else None for end in found.groups()]
    except ValueError:
        return None
    return evolve(head, effective=(ends[0], ends[1]))


def _cycle(head: Head, text: str) -> Head | None:
    period = _period(text)
    return evolve(head, period=period) if period else None


def _base(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None else evolve(head, base=value)


def _full(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None else evolve(head, full=value)


def _range(head: Head, text: str) -> Head | None:
    found = re.fullmatch(rf"{_NUMBER}{_POINTS}[ ]*(?:-|~|–|—|to)[ ]*{_NUMBER}{_POINTS}", text, re.IGNORECASE)
    low, high = (_number(found[1]), _number(found[2])) if found else (None, None)
    if low is None or high is None:
        return None
    return evolve(head, range=(low, high))


def _lowest(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None else evolve(head, range=(value, head.range[1]))


def _highest(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None else evolve(head, range=(head.range[0], value))


def _additions(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None else evolve(head, additions=value)


def _rounding(head: Head, text: str) -> Head | None:
    found = re.fullmatch(
        r"(?:([0-6]) decimals?|(whole points))(?:,[ ]*(half up|half even|up|down))?", text, re.IGNORECASE
    )
    if found is None:
        return None
    return evolve(head, rounding=Rounding(int(found[1] or 0), _MODES[(found[2] or "half up").lower()]))


def _roles(head: Head, text: str) -> Head | None:
    roles = tuple(filter(None, (unquoted(role.strip()) for role in re.split(r"[,;、]", text))))
    return evolve(head, roles=roles) if roles else None


def _absent(head: Head, text: str) -> Head | None:
    policy = _ABSENT.get(text.lower())
    return evolve(head, absent=policy) if policy else None


def _reference(head: Head, text: str) -> Head | None:
    found = re.fullmatch(r"(?:[“\"「『]([^”\"」』]+)[”\"」』]|《([^》]+)》)[ ]*=[ ]*([^ ].*)", text)
    if found is None:
        return None
    return evolve(head, references=(*head.references, (found[1] or found[2], found[3].strip())))


VALUES: Mapping[str, tuple[HeadReader, str]] = {
    **shared.VALUES,
    "title": (shared.VALUES["title"][0], "title: Service desk"),
    "id": (shared.VALUES["id"][0], "id: desk"),
    "version": (shared.VALUES["version"][0], "version: 2024.1"),
    "effective": (_effective, "effective: from 2024-01-01 to 2024-12-31"),
    "period": (_cycle, "period: monthly"),
    "base": (_base, "base: 100 points"),
    "full": (_full, "full marks: 100 points"),
    "range": (_range, "range: 0-120 points"),
    "lowest": (_lowest, "lowest: 0 points"),
    "highest": (_highest, "highest: 120 points"),
    "additions": (_additions, "additions limit: 10 points"),
    "rounding": (_rounding, "rounding: 1 decimal, half up"),
    "zone": (shared.VALUES["zone"][0], "zone: Asia/Shanghai"),
    "roles": (_roles, "roles: steward, front desk"),
    "language": (shared.VALUES["language"][0], "language: en"),
    "plugins": (shared.VALUES["plugins"][0], "plugins: quality"),
    "absent": (_absent, "not applicable: excluded"),
    "reference": (_reference, "reference: “Company rules” = company.rub"),
    "alias": (shared.VALUES["alias"][0], "alias: “late” = “tardy”, “came late”"),
    "ratio": (shared.VALUES["ratio"][0], "ratio: repair rate = “repaired” / “to repair”"),
}
