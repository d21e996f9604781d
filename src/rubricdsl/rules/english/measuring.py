"""English multipliers and thresholds → what is measured and how it becomes points."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from rubricdsl.base.quantity import dimension
from rubricdsl.base.span import Span
from rubricdsl.clauses.draft import Side
from rubricdsl.clauses.measured import Measured, proportional, statistical, taken
from rubricdsl.meaning.parts import Curve, Measure, Quantity, Role, Threshold, Window
from rubricdsl.meaning.report import Report
from rubricdsl.rules.english import amounts
from rubricdsl.rules.english.amounts import POINTS
from rubricdsl.tree.model import Part

_ONE = Decimal(1)
_BELOW = ("below", "under", "short", "miss", "lower", "fewer", "less")
_ABOVE = ("above", "over", "higher", "more", "beyond")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_FORM = "more than 3 times in total"


def multiplier(pers: Sequence[Part], counted: bool, report: Report) -> Quantity | None:
    """What multiplies, several joined in the order written; `counted`: a noun stands for the unit, and counts."""
    found = [_per(part, counted, report) for part in pers]
    units = list(dict.fromkeys(quantity.unit for quantity in found if quantity is not None))
    values = [quantity.value for quantity in found if quantity is not None]
    return Quantity(values[-1], "/".join(units)) if units else None


def _per(part: Part, counted: bool, report: Report) -> Quantity | None:
    numbers, units = part.all("NUM"), amounts.units(part)
    value = amounts.number(numbers[0], part, report) if numbers and _leads(part, "NUM") else _ONE
    unit = units[0] if units and _leads(part, *amounts.UNIT_WORDS) else ""
    if not unit and counted and not numbers:
        unit = "次"
    if not unit or (unit == "半年" and value != 1):
        report.add("RUB206", part.span)
        return None
    return None if value is None else Quantity(value, unit)


def _leads(part: Part, *names: str) -> bool:
    """Whether a word of these names stands before what says the side."""
    before = [word.name for word in part.words]
    before = before[: before.index("SIDE")] if "SIDE" in before else before
    return any(name in before for name in names)


def side(pers: Sequence[Part]) -> Side | Literal["late"] | None:
    """The side of a target that a multiplier counts to: "below", "above", or "late" of a day; None for none."""
    said = " ".join(part.word("SIDE") or "" for part in pers).strip().lower()
    if said.startswith(("late", "overdue")):
        return "late"
    return "below" if said.startswith(_BELOW) else "above" if said.startswith(_ABOVE) else None


def stated_origin(pers: Sequence[Part], report: Report) -> Quantity | None:
    """The target said with the multiplier: below 95%."""
    for part in pers:
        behind = part.words[next((i for i, w in enumerate(part.words) if w.name == "SIDE"), len(part.words)) :]
        number = next((word.text for word in behind if word.name == "NUM"), None)
        if number is not None:
            value = amounts.number(number, part, report)
            unit = next((word.text for word in behind if word.name in amounts.UNIT_WORDS), "")
            units = amounts.units(part)
            return None if value is None else Quantity(value, amounts.unit_of(unit) if unit else units[0])
    return None


def measured(
    said: Sequence[Part], pers: Sequence[Part], counted: bool, marks: frozenset[str], given: bool, report: Report
) -> Measured:
    """Reads what is said of a score, before and behind it (language, "Counting", "Thresholds")."""
    run = next((part for part in said if part.name == "RUN"), None)
    per = multiplier(pers, counted, report)
    names = {part.name for part in said} | marks
    for part in said:
        if part.name == "STATISTIC" and (run is not None or "PROPORTION" in names):
            report.add("RUB201", part.span, form=f"{part.text} “wait” of more than 30 minutes: deduct 2 points")
    if run is not None:
        return _absent(run, report)
    if "PROPORTION" in names:
        return _proportion(said, given, report)
    when, role, origin, below = _conditions(said, pers, per, report)
    curve = Curve(per=per, when=when, role=role, origin=origin, below=below, round_up="ROUND_UP" in names)
    statistic = next((part for part in said if part.name == "STATISTIC"), None)
    if statistic is not None:
        if role is not None or not (origin or when or per):
            form = f"{statistic.text} “wait” of more than 30 minutes: deduct 2 points"
            report.add("RUB201", statistic.span, form=form)
        return statistical(statistic.text.strip(), curve, "SEPARATE" in names, _aim(pers))
    own, summed = _scope(said, "at a time", "each time"), _scope(said, "in total", "altogether", "in all")
    return taken(
        curve,
        total="TOTAL" in names,
        mean="MEAN" in names,
        own=True if own else False if summed or "SUMMED" in names else None,
        separate="SEPARATE" in names,
        toward=_aim(pers),
    )


def _aim(pers: Sequence[Part]) -> Side | None:
    toward = side(pers)
    return None if toward == "late" else toward


def _proportion(said: Sequence[Part], given: bool, report: Report) -> Measured:
    """In proportion: the part of its target that a measurement reaches, or falls short of; without one of the whole."""
    stated = [part for part in said if part.name == "amount" and amounts.unit(part) == "%" and not part.word("NUM")]
    origin = amounts.quantity(stated[-1], report) if stated else None
    tests = [each for part in said if part.name == "amount" for each in amounts.thresholds(part, report)]
    return proportional(tests, origin, given, any(part.name == "MEAN" for part in said))


def _scope(said: Sequence[Part], *words: str) -> bool:
    return any((part.word("SCOPE") or "").strip().lower() in words for part in said)


def _absent(part: Part, report: Report) -> Measured:
    said = part.text.lower().split()
    length = amounts.number("half" if said[1] == "half" else said[1], part, report)
    unit = next((word for word in said if word.rstrip("s") in _MONTHS or word.rstrip("s") in ("day", "week")), "")
    months = _MONTHS.get(unit.rstrip("s"))
    if length is None or months is None:
        report.add("RUB221", part.span)
        return Measured(Measure("absence"), Curve())
    return Measured(Measure("absence", window=Window(length * months, "月", run=True)), Curve())


def _conditions(
    said: Sequence[Part], pers: Sequence[Part], per: Quantity | None, report: Report
) -> tuple[tuple[Threshold, ...], Role | None, Quantity | None, bool]:
    """The conditions on what is measured, or which occurrence, and the target that is counted from."""
    ordinal = next((part for part in said if part.name == "ORDINAL"), None)
    if ordinal is not None:
        return (_ordinal(ordinal, report),), "nth", None, False
    total = any(part.name == "TOTAL" for part in said)
    toward, origin = side(pers), stated_origin(pers, report)
    when: list[Threshold] = []
    targets: list[Threshold] = []
    for index, part in enumerate(said):
        found = conditions_of(part, total, report)
        only = index > 0 and said[index - 1].name == "IF" and said[index - 1].text.lower().startswith("only")
        aimed = toward is not None and not only and per is not None and _is_target(found, toward, origin, per)
        (targets if aimed else when).extend(found)
    if toward not in ("below", "above") or per is None:
        return tuple(when), None, None, False
    if origin is None:
        near = [each for each in (*targets, *when) if dimension(each.unit) == dimension(per.unit)]
        origin = Quantity(near[0].value, near[0].unit) if near else None
    below = toward == "below" and (origin is not None or dimension(per.unit) == "percent")
    return tuple(when), None, origin, below


def _is_target(found: Sequence[Threshold], toward: str, origin: Quantity | None, per: Quantity) -> bool:
    """At least 95%, and so many points for each point below: what is asked for, and no condition of the score."""
    if len(found) != 1 or dimension(found[0].unit) != dimension(per.unit):
        return False
    if origin is not None and found[0].value != origin.value:
        return False
    return found[0].op in ((">=", ">") if toward == "below" else ("<=", "<"))


def conditions_of(part: Part, total: bool, report: Report) -> tuple[Threshold, ...]:
    """The thresholds of one part; an amount that is none and yet asks to be read is reported."""
    if part.name != "amount":
        return ()
    unit = amounts.unit(part)
    if part.word("PERIODIC") or (unit in POINTS and not amounts.is_threshold(part)):
        report.add("RUB201", part.span, form=_FORM)
        return ()
    if amounts.is_threshold(part) and (unit or total) and unit != "半年":
        found = amounts.thresholds(part, report)
        return tuple(Threshold(each.op, each.value, each.unit or "分") for each in found)
    if (
        unit == "半年"
        or amounts.is_threshold(part)
        or unit == "%"
        or (amounts.is_case(part) and unit in ("秒", "分钟"))
    ):
        report.add("RUB201", part.span, form="at least 30 minutes")
        return ()
    return amounts.thresholds(part, report) if amounts.is_case(part) else ()


def _ordinal(part: Part, report: Report) -> Threshold:
    """The 2nd occurrence; from the 3rd occurrence, the third time and later: from then on."""
    said = part.text.lower()
    nth = re.search(r"([0-9]+|[a-z]+)(?:st|nd|rd|th)? (?:time|occurrence|offen|violation|instance)", said)
    word = nth[1] if nth else ""
    value = amounts.number(word or said, part, report)
    onwards = re.search(r"^from|later|after|subsequent|on(?:wards?)?$", said) is not None
    return Threshold(">=" if onwards else "=", value or _ONE, "次")


def whole(parts: Sequence[Part]) -> Span:
    return parts[0].span.to(parts[-1].span)
