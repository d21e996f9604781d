"""At least once a week, by the 25th of each month: what is owed, by what name, and how a score says it was failed
(language, "Obligations")."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Literal

from attrs import frozen

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.draft import Duty, Names
from rubricdsl.clauses.measured import Measured, failed
from rubricdsl.meaning.parts import Due, Quantity, Threshold, Window
from rubricdsl.meaning.report import Report
from rubricdsl.rules.english import amounts, words
from rubricdsl.rules.english.measuring import conditions_of, multiplier, side, whole
from rubricdsl.rules.english.phrases import phrases, quotations
from rubricdsl.tree.model import Part

Failing = Literal["late", "undone"]
_ONCE = Quantity(Decimal(1), "次")
_WINDOWS = {
    "day": "天", "week": "周", "month": "月", "quarter": "季度", "half-year": "半年", "half year": "半年", "year": "年",
}  # fmt: skip
_WINDOW = re.compile(r"(day|week|month|quarter|half-year|half year|year)$", re.IGNORECASE)
_HOW = frozenset({"LATE", "UNDONE", "SHORT", "OTHERWISE"})
_BREAKS = frozenset({"COMMA", "COLON", "BAR", "IF", "OTHERWISE", "LATE", "UNDONE", "SHORT", "OPEN"})


@frozen
class Told:
    """A duty with how a score says it was failed; `said` are the parts that say so."""

    duty: Duty
    failing: Failing
    said: tuple[Part, ...]


def told(
    said: Sequence[Part], pers: Sequence[Part], marks: Collection[str], before: Duty | None, report: Report
) -> Told | None:
    """The failed duty that a score is for: stated in its own words, or that of the score before it."""
    duty, end = stated(said, report)
    if duty is None:
        failing = None if before is None or _of_another(said, before) else _failing(said, pers, marks, before)
        return Told(before, failing, tuple(said)) if before is not None and failing else None
    failing = None if _of_another(said[end:], duty) else _failing(said[end:], pers, marks, duty)
    return Told(duty, failing, tuple(said[end:])) if failing else None


def _of_another(said: Sequence[Part], duty: Duty) -> bool:
    """Whether words name something else than the duty: if the meeting is not held is of a team meeting."""
    names = [name.lower() for name in (*duty.names.quoted, *duty.names.short)]
    left = [phrase.lower() for phrase in phrases([part for part in said if part.name not in _HOW])]
    own = all(phrase in ("it", "they", "this") or any(phrase in name for name in names) for phrase in left)
    return bool(quotations(said)) or not own


def stated(parts: Sequence[Part], report: Report) -> tuple[Duty | None, int]:
    """The duty that parts state, and where its phrase ends."""
    for index, part in enumerate(parts):
        if part.name != "DUE" and not _often(part):
            continue
        end = next((i for i in range(index + 1, len(parts)) if parts[i].name in _BREAKS), len(parts))
        names = _names(parts[:index], parts[index + 1 : end])
        if part.name == "DUE":
            window = _due(part, report)
            return (None, 0) if window is None else (Duty(window, _ONCE, names), end)
        least = amounts.quantity(part, report)
        if least is not None:
            window = Window(Decimal(1), _window(part.word("PERIODIC") or ""))
            return Duty(window, Quantity(least.value, least.unit or "次"), names), end
    return None, 0


def _often(part: Part) -> bool:
    """So many at least in every window: at least once a week, twice a month."""
    if part.name != "amount" or not part.word("PERIODIC") or part.word("NUM"):
        return False
    compare = part.word("COMPARE")
    counts = dimension(amounts.unit(part) or "次") == "count"
    return counts and (compare is None or amounts.operator(compare.lower()) == ">=")


def _window(text: str) -> str:
    found = _WINDOW.search(text.strip())
    return _WINDOWS[found[1].lower()] if found else ""


def _due(part: Part, report: Report) -> Window | None:
    """The window and day of by the 25th of each month; a day that the window has not is reported."""
    said = part.text
    unit = _window(said)
    month = next((i for i, name in enumerate(words.MONTHS, 1) if name.lower() in said.lower()), None)
    weekday = next((i for i, name in enumerate(words.WEEKDAYS, 1) if name.lower() in said.lower()), None)
    number = re.search(r"[0-9]{1,2}", said)
    day = weekday or (int(number[0]) if number else None)
    last = day is None and re.search(r"\b(?:end|last day)\b", said, re.IGNORECASE) is not None
    fits = {
        "周": month is None and (last or weekday is not None),
        "月": month is None and weekday is None,
        "年": month is not None or last,
    }
    sound = fits.get(unit, last and month is None) and (day is not None or last)
    if not sound or (day is not None and not 1 <= day <= words.LAST_DAY[unit]):
        report.add("RUB235", part.span)
        return None
    return Window(Decimal(1), unit, by=Due(month, day))


def _names(before: Sequence[Part], behind: Sequence[Part]) -> Names:
    """What is quoted, else the phrase before the frequency without its verb, else the phrase behind."""
    quoted = quotations([*before, *behind])
    if quoted:
        return Names(quoted=quoted)
    for parts in (before, behind):
        for phrase in reversed(phrases(parts)):
            name = _undone(phrase)
            if name:
                return Names(short=(name,), words=name)
    return Names()


def _undone(phrase: str) -> str:
    """A phrase without the verbs of duties: Hold a team meeting is team meeting."""
    before = ""
    while before != phrase:
        before, phrase = phrase, words.DOING.sub("", phrase).strip()
    return phrase


def _failing(said: Sequence[Part], pers: Sequence[Part], marks: Collection[str], duty: Duty) -> Failing | None:
    """How words say that a duty was failed; None where they speak of something else."""
    names = {part.name for part in said} | set(marks)
    toward = side(pers)
    dated = duty.window.by is not None
    if "UNDONE" in names or "SHORT" in names or toward == "below":
        return "undone"
    if dated and ("LATE" in names or toward == "late"):
        return "late"
    if "OTHERWISE" in names:
        return "late" if dated else "undone"
    days = any(dimension(unit) == "days" for part in pers for unit in amounts.units(part))
    return "late" if dated and days and not phrases(said) else None


def missed(duty: Told, pers: Sequence[Part], act: Part, report: Report) -> Measured:
    """The days a duty was late, or how often it was left undone, window by window."""
    per = multiplier(pers, False, report)
    when: tuple[Threshold, ...] = tuple(
        threshold for part in duty.said for threshold in conditions_of(part, False, report)
    )
    late = duty.failing == "late"
    if late and per is not None and dimension(per.unit) == "count":
        per = None  # per time late: each time it is late
    units = [quantity.unit for quantity in (per, *when) if quantity is not None]
    if any(dimension(unit) != ("days" if late else "count") or unit == "工作日" for unit in units):
        report.add("RUB236", whole([*duty.said, act, *pers]))
    return failed(duty.duty, late, per, when)
