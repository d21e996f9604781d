"""每周至少一次, 每月25日前: what is owed in every week or month, by what name, and what a score says of it
(language, "Obligations")."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from attrs import frozen

from rubricdsl.base.quantity import dimension
from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import quotations
from rubricdsl.rules.draft import Duty, Names
from rubricdsl.rules.parts import Due, Quantity, Window
from rubricdsl.rules.report import Report
from rubricdsl.tree.model import Part

Failing = Literal["late", "undone"]
_ONE = Quantity(Decimal(1), "次")
_BREAKS = frozenset({"COMMA", "COLON", "BAR", "STOP"})
_SAID = frozenset({"PROSE", "PAUSE", "trigger", "QUOTED"})
_DAYS = "一二三四五六日"
_LAST_DAY = {"周": 7, "月": 31, "年": 31}


@frozen
class Told:
    """A duty with how a score says it was failed; `said` are the parts that say so, up to the score."""

    duty: Duty
    failing: Failing
    said: tuple[Part, ...]


def told(window: Sequence[Part], before: Duty | None, report: Report) -> Told | None:
    """The failed duty that a score is for: stated in its own words, or that of the score before it."""
    duty, end = stated(window, report)
    if duty is None:
        duty, end = understood(window)
        if duty is not None and _failing(window[end:], duty) is None:
            duty = None
    if duty is None:
        _refuse_longer(window, report)
        failing = _failing(window, before) if before is not None else None
        return Told(before, failing, tuple(window)) if before is not None and failing else None
    failing = _failing(window[end:], duty)
    if failing is None and duty.window.by is not None and not _text(window[end:]) and _denied(window[:end]):
        failing = "late"
    return Told(duty, failing, tuple(window[end:])) if failing else None


def stated(parts: Sequence[Part], report: Report) -> tuple[Duty | None, int]:
    """The duty that parts state, and where its phrase ends."""
    for index, part in enumerate(parts):
        if part.name == "due":
            window = _due(part, report)
            end = _end(parts, index)
            return (None, 0) if window is None else (Duty(window, _ONE, _names(parts[:end], index, index)), end)
        unit = _frequency(part)
        if unit is not None:
            owed = next((at for at in range(index, _end(parts, index)) if _least(parts[at])), None)
            least = None if owed is None else amounts.quantity(parts[owed], report)
            if owed is not None and least is not None:
                end = _end(parts, owed)
                return Duty(Window(Decimal(1), unit), least, _names(parts[:end], index, owed)), end
    return None, 0


def understood(parts: Sequence[Part]) -> tuple[Duty | None, int]:
    """每周召开例会: once, where a score says what not doing so costs; and where its phrase ends."""
    for index, part in enumerate(parts):
        unit, end = _frequency(part), _end(parts, index)
        doing = words.FREQUENCY.split(_text(parts[index:end]), maxsplit=1)[-1]
        if unit is not None and words.ACTING.match(doing):
            names = _names(parts[:end], index, index)
            return (Duty(Window(Decimal(1), unit), _ONE, names), end) if names else (None, 0)
    return None, 0


def _refuse_longer(window: Sequence[Part], report: Report) -> None:
    """每两周召开一次例会,少一次扣1分: nothing says with which week the first two begin."""
    for index, part in enumerate(window):
        often = (part.word("EVERY") or "").strip() == "每" and _length(part) in ("days", "months")
        end = _end(window, index)
        if often and any(_least(each) for each in window[index + 1 : end]):
            duty = Duty(Window(Decimal(1), "年"), _ONE, _names(window[index + 1 : end], 0, 0))
            if _failing(window[end:], duty):
                report.add("RUB238", part.span)


def _length(part: Part) -> str:
    return dimension(amounts.unit_of(part.word("UNIT") or ""))


def owes(parts: Sequence[Part]) -> bool:
    """Whether parts state a duty by frequency or date."""
    often = next((index for index, part in enumerate(parts) if _frequency(part)), len(parts))
    return any(part.name == "due" for part in parts) or any(_least(part) for part in parts[often : _end(parts, often)])


def _frequency(part: Part) -> str | None:
    """每周 of 每周至少召开一次例会: the unit of a duty's windows."""
    found = words.FREQUENCY.search(part.text) if part.name in ("PROSE", "EACH") else None
    return None if found is None else words.WINDOWS.get(found[1], found[1])


def _least(part: Part) -> bool:
    """So many at least: 一次, 至少两次, 3次以上."""
    if part.name != "amount" or part.word("NUMBER") or part.word("PER"):
        return False
    counted = dimension(amounts.unit_of(part.word("UNIT") or "")) == "count" and bool(part.word("UNIT"))
    said = part.word("COMPARE")
    return counted and (amounts.at_least(said) if said else (part.word("AFTER") or "以上").endswith("以上"))


def _due(part: Part, report: Report) -> Window | None:
    """The window and day of 每月25日前; a day that the window has not is reported."""
    found = words.FREQUENCY.search(part.word("OFTEN") or "")
    unit = words.WINDOWS.get(found[1], found[1]) if found else ""
    month, day = (_number(part, name, report) for name in ("MONTH", "DAY"))
    weekday = part.word("WEEKDAY")
    if weekday is not None:
        day = _DAYS.index(weekday.strip().replace("天", "日")[-1]) + 1
    last = part.word("LAST_DAY") is not None
    fits = {
        "周": month is None and (last or weekday is not None),
        "月": month is None and weekday is None,
        "年": month is not None or last,
    }
    sound = fits.get(unit, last and month is None) and (month is None or 1 <= month <= 12)
    if not sound or (day is not None and not 1 <= day <= _LAST_DAY[unit]):
        report.add("RUB235", part.span)
        return None
    return Window(Decimal(1), unit, by=Due(month, day))


def _number(part: Part, name: str, report: Report) -> int | None:
    text = part.word(name)
    value = None if text is None else amounts.number(text.strip().rstrip("月日号"), part, report)
    return None if value is None else int(value)


def _end(parts: Sequence[Part], start: int) -> int:
    return next((i for i in range(start, len(parts)) if parts[i].name in _BREAKS), len(parts))


def _names(head: Sequence[Part], often: int, owed: int) -> Names:
    """What it quotes, else the phrase after frequency and verb: after the count, before it, or before all."""
    quoted = quotations(head)
    if quoted:
        return Names(quoted=quoted)
    behind = _text(head[owed + 1 :])
    between = words.FREQUENCY.split(_text(head[often:owed]), maxsplit=1)[-1]
    before = _text(head[:often]) + words.FREQUENCY.split(_text(head[often : often + 1]), maxsplit=1)[0]
    for text in (behind, between, before):
        name = words.DOING.sub("", text).strip("的者、 ")
        if name:
            return Names(short=(name,), words=name)
    doing = (behind or between).strip("的者、 ")
    return Names(short=(doing,), words=doing) if doing else Names()


def _text(parts: Sequence[Part]) -> str:
    """Prose and triggers without their numbers, up to the first break."""
    said = ""
    for part in parts:
        if part.name in _BREAKS and said:
            break
        if part.name == "trigger":
            said += (part.word("EVERY") or part.word("FOUND") or "").strip()
        elif part.name in _SAID:
            said += part.text.strip()
    return said


def _denied(head: Sequence[Part]) -> bool:
    """每月25日前未完成盘点的: the duty and its failing in one phrase."""
    at = next(index for index, part in enumerate(head) if part.name == "due")
    return words.UNDONE.match(_text(head[at + 1 :])) is not None


def _counts_missing(part: Part, duty: Duty) -> bool:
    """少一次, 每少一次: what is missing, counted as what is owed."""
    if part.name != "trigger" or not words.SHORTFALL.search(part.text):
        return False
    return amounts.unit_of(part.word("UNIT") or "") in ("次", duty.least.unit)


def _failing(said: Sequence[Part], duty: Duty) -> Failing | None:
    """How words say that a duty was failed; None where they speak of something else."""
    text = _text(said).strip("“”的者每")
    dated = duty.window.by is not None
    days = any(_length(part) == "days" for part in said)
    if dated and (words.LATE.match(text) or words.OFF_TIME.match(text) or (days and not text)):
        return "late"
    if words.OTHERWISE.match(text):
        return "late" if dated else "undone"
    counting = any(_counts_missing(part, duty) for part in said)
    undone = words.UNDONE.match(text)
    rest = text[undone.end() :].strip("“”的者") if undone else None
    names = (*duty.names.quoted, *duty.names.short)
    own = rest is not None and (not rest or any(name.endswith(rest) or name.startswith(rest) for name in names))
    return "undone" if own or counting else None
