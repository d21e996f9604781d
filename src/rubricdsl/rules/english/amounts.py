"""English parts → exact quantities, thresholds and points. A numeral that cannot be read is reported at its words."""

import re
from decimal import Decimal

from rubricdsl.base.quantity import NumberError, dimension, read_number
from rubricdsl.meaning.parts import Limit, Op, Quantity, Threshold
from rubricdsl.meaning.report import Report
from rubricdsl.rules.english import words
from rubricdsl.tree.model import Part

_OPS: tuple[tuple[re.Pattern[str], Op], ...] = (
    (re.compile(r"(?:not?) (?:less|fewer) than|at least|minimum|reach|>=|≥"), ">="),
    (re.compile(r"(?:not?) more than|at most|maximum|up to|within|not exceeding|capped|limited|<=|≤"), "<="),
    (re.compile(r"(?:less|fewer|lower) than|under|below|<"), "<"),
    (re.compile(r"(?:more|greater|higher) than|over|above|exceed|>"), ">"),
    (re.compile(r"exactly|equal"), "="),
)
_LOWER = re.compile(r"less|fewer|below|under")
_BOUNDS = re.compile(r"up to|at most|no more|not more|maximum|at least|minimum|capped|limited|not exceeding")
UNIT_WORDS = ("UNIT", "HAN_UNIT", "HAN_WORD")
_ONCE = frozenset({"once", "twice", "thrice"})
POINTS = frozenset({"分", "元"})


def number(text: str, part: Part, report: Report) -> Decimal | None:
    """The value of a numeral inside a part; None, with a diagnostic at the part, where it cannot be read."""
    said = text.strip().lower()
    if said.startswith("half"):
        return Decimal("0.5")
    if said in words.NUMBERS:
        return Decimal(words.NUMBERS[said])
    try:
        return read_number(said).value
    except NumberError as problem:
        report.add(problem.code, part.span, number=said, plain=problem.suggestion)
        return None


def unit_of(text: str) -> str:
    """A unit as rules keep it: that of a known English word, else the author's own."""
    said = re.sub(r"\s+", "-", text.strip().lower())
    single = said.removesuffix("s")
    return words.UNITS.get(said) or words.UNITS.get(single) or said


def units(part: Part) -> tuple[str, ...]:
    """The units of a part in their order, in either language."""
    return tuple(unit_of(word.text) for word in part.words if word.name in UNIT_WORDS)


def unit(part: Part) -> str:
    """The unit of an amount; once and twice count occurrences."""
    if (part.word("COUNTED") or "").lower() in _ONCE:
        return "次"
    return next(iter(units(part)[-1:]), "")


def quantity(part: Part, report: Report) -> Quantity | None:
    """The amount of a plain amount part; None where it is a range or cannot be read."""
    counted = part.word("COUNTED")
    if counted is None or part.word("NUM") is not None:
        return None
    value = number(counted, part, report)
    return None if value is None else Quantity(value, unit(part))


def must_be_read(part: Part) -> bool:
    """An amount of points, yuan or percent: where nothing reads it, that is an error."""
    return part.name == "amount" and unit(part) in ("分", "元", "%")


def is_bound(part: Part) -> bool:
    """What reads as a limit behind a score: up to 10 points, at most 10."""
    compared = _BOUNDS.search((part.word("COMPARE") or "").lower()) is not None
    return part.name == "amount" and compared and unit(part) in ("分", "元", "") and part.word("NUM") is None


def bound(part: Part, report: Report) -> Limit:
    """The limit that such a part states."""
    value = number(part.word("COUNTED") or "", part, report)
    return Limit(min=value) if bounds_below(part) else Limit(max=value)


def is_threshold(part: Part) -> bool:
    return part.name == "amount" and any(part.word(name) for name in ("COMPARE", "AFTER", "NUM"))


def operator(compare: str) -> Op:
    return next(op for pattern, op in _OPS if pattern.search(compare))


def thresholds(part: Part, report: Report) -> tuple[Threshold, ...]:
    """The conditions an amount part states; a bare count is that count exactly; () where it cannot be read."""
    first = number(part.word("COUNTED") or "", part, report)
    counted = unit(part)
    last = part.word("NUM")
    if first is None:
        return ()
    if last is not None:
        end = number(last, part, report)
        if end is None:
            return ()
        if end < first:
            report.add("RUB219", part.span)
        return Threshold(">=", min(first, end), counted), Threshold("<=", max(first, end), counted)
    compare, after = (part.word("COMPARE") or "").lower(), (part.word("AFTER") or "").lower()
    if compare:
        return (Threshold(operator(compare), first, counted),)
    if after:
        return (Threshold("<=" if _LOWER.search(after) else ">=", first, counted),)
    return (Threshold("=", first, counted),)


def is_case(part: Part) -> bool:
    """A bare amount that states a case when it ends a condition: 3 times, two days."""
    if part.name != "amount" or is_threshold(part) or not unit(part):
        return False
    return dimension(unit(part)) in ("count", "days", "time")


def bounds_below(part: Part) -> bool:
    """Whether a limit is a least: at least, a minimum of."""
    return operator((part.word("COMPARE") or "").lower()) == ">="


def plain(part: Part) -> Decimal | None:
    """The number of an amount part where it can be read without a report: digits, or a number word."""
    said = (part.word("COUNTED") or "").strip().lower()
    try:
        return Decimal(words.NUMBERS[said]) if said in words.NUMBERS else read_number(said).value
    except NumberError:
        return None


def stated(part: Part) -> list[Quantity]:
    """The numbers of points or money that a part states, in any role, as written."""
    if part.name == "score" and part.word("OF_MARKS") is None and (part.word("POINT") or "").strip() != "%":
        texts = part.all("NUM")
    elif part.name == "amount" and {"分", "元"} & set(units(part)):
        texts = (*part.all("COUNTED"), *part.all("NUM"))
    else:
        return []
    unit = "元" if "元" in units(part) else "分"
    return [Quantity(value, unit) for text in texts if (value := _value(text)) is not None]


def _value(text: str) -> Decimal | None:
    said = text.strip().lower()
    try:
        return Decimal(words.NUMBERS[said]) if said in words.NUMBERS else read_number(said).value
    except NumberError:
        return None
