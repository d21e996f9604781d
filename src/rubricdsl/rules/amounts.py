"""Parts → exact quantities, thresholds and points. A numeral that cannot be read is reported at its words."""

import re
from decimal import Decimal

from attrs import evolve, frozen

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.rules.parts import Op, Quantity, Threshold
from rubricdsl.rules.report import Report
from rubricdsl.tree.model import Part

_OPS: tuple[tuple[re.Pattern[str], Op], ...] = (
    (re.compile(r"大于或?等于"), ">="),
    (re.compile(r"小于或?等于"), "<="),
    (re.compile(r"不得?(?:低|少|小)于|至少|(?<![未不能有])达(?!不)到?|≥|>=|(?<![不未])满$"), ">="),
    (re.compile(r"不得?(?:高|多|大)于|不得?超过|未超过|≤|<="), "<="),
    (re.compile(r"低于|小于|少于|不足|不满|不到|未能?达|不达|达不到|没有?达|不及|未满|<"), "<"),
    (re.compile(r"超过?出?|高于|大于|多于|>"), ">"),
    (re.compile(r"等于|正好"), "="),
)
_AFTER: dict[str, Op] = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "内": "<=", "以外": ">"}
_STRICT: dict[Op, Op] = {">=": ">", "<=": "<", ">": ">", "<": "<", "=": "="}
_CONTRARY: dict[Op, Op] = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "=": "="}
_LOOSE: dict[Op, Op] = {">": ">=", "<": "<=", ">=": ">=", "<=": "<=", "=": "="}


@frozen
class Points:
    """An amount of points or money as written: `unit` is 分, 元 or %; "" where the author left it out."""

    low: Decimal
    high: Decimal
    unit: str


def number(text: str, part: Part, report: Report) -> Decimal | None:
    """The value of a numeral inside a part; None, with a diagnostic at the part, where it cannot be read."""
    try:
        read = read_number(text.replace(" ", ""))
    except NumberError as problem:
        report.add(problem.code, part.span, number=text, plain=problem.suggestion)
        return None
    if read.clearer is not None:
        report.add("RUB217", part.span, number=text, plain=read.clearer)
    return read.value


def unit_of(text: str) -> str:
    """A unit as rules keep it: 个 dropped before 月, 小时, 人; the author's word otherwise."""
    unit = text.replace(" ", "")
    if unit in ("个百分点", "百分点", "个个百分点"):
        return "%"
    return unit[1:] if unit.startswith("个") and len(unit) > 1 else unit


def points(part: Part, report: Report) -> Points | None:
    """The amount of a score part, low end first."""
    if part.word("SIGNED") == "-" and not part.word("AWARD"):
        report.add("RUB218", part.span)
        return None
    values = [number(text, part, report) for text in part.all("NUMBER")]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    units = part.all("POINT")
    unit, factor = _money(units[-1]) if units else ("", Decimal(1))
    low, high = known[0] * factor, known[-1] * factor
    if low > high:
        report.add("RUB219", part.span)
        low, high = high, low
    return Points(low, high, unit)


def _money(unit: str) -> tuple[str, Decimal]:
    if unit == "万元":
        return "元", Decimal(10_000)
    if unit in ("元", "%"):
        return unit, Decimal(1)
    return ("%" if "百分点" in unit else "分"), Decimal(1)


def quantity(part: Part, report: Report) -> Quantity | None:
    """The amount of a trigger or plain amount part; None where it states a range or cannot be read."""
    counted = part.word("COUNTED")
    if counted is None or part.word("NUMBER") is not None:
        return None
    value = number(counted, part, report)
    return None if value is None else Quantity(value, _percent_unit(counted, part))


def _percent_unit(counted: str, part: Part) -> str:
    return unit_of(part.word("UNIT") or ("%" if counted.startswith("百分之") else ""))


def counted(part: Part, report: Report) -> Decimal | None:
    """The number of an amount, cap or full mark, in 分 or 元."""
    value = number(part.word("COUNTED") or "", part, report)
    return value * _MYRIAD if value is not None and part.word("UNIT") == "万元" else value


def least(part: Part, report: Report) -> Decimal | None:
    """The least of a score that states no other amount: 至少扣2分, 扣2分以上."""
    if part.name == "cap":
        return counted(part, report)
    stated = points(part, report) if part.word("LEAST") else None
    return stated.low if stated is not None else None


def is_points(part: Part) -> bool:
    """An amount of points or money."""
    return part.name == "amount" and any(unit in _SCORED for unit in part.all("UNIT"))


def is_money(part: Part) -> bool:
    return part.word("UNIT") in ("元", "万元")


_SCORED = frozenset({"分", "元", "万元", "积分", "标准分"})
_STATING = frozenset({"score", "amount", "trigger", "cap", "full", "PROSE", "UNREAD"})
_STATED_UNITS = _SCORED | {"%"}
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_STATED = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)[ ]*(?:分(?![钟之])|万?元)")
_MYRIAD = 10_000


def amounts(part: Part) -> list[Quantity]:
    """The numbers of points, money and percent that a part states, in any role, as written; those in names are none."""
    if part.name not in _STATING:
        return []
    units = [unit_of(unit) for unit in (*part.all("POINT"), *part.all("UNIT"))]
    match part.name:
        case "score":
            texts = [*part.all("NUMBER"), *_DIGITS.findall(part.word("SERIES") or "")]
        case "amount" | "trigger" | "cap" | "full" if not _STATED_UNITS.isdisjoint(units):
            texts = [*part.all("COUNTED"), *part.all("NUMBER")]
        case "PROSE" | "UNREAD":
            texts, units = _STATED.findall(part.text), []
        case _:
            return []
    unit = "%" if set(units) == {"%"} else "分"
    return [Quantity(value, unit) for text in texts if (value := _plain(text)) is not None]


def _plain(text: str) -> Decimal | None:
    """The value of a numeral; None for one that cannot be read, which is reported where it is used."""
    try:
        return read_number(text.replace(" ", "")).value
    except NumberError:
        return None


def is_threshold(part: Part) -> bool:
    return part.name == "amount" and any(part.word(name) for name in ("COMPARE", "AFTER", "NUMBER"))


def thresholds(part: Part, report: Report) -> tuple[Threshold, ...]:
    """The conditions an amount part states (language, "Thresholds"); () for a bare amount."""
    units, counted, last = part.all("UNIT"), part.word("COUNTED"), part.word("NUMBER")
    unit = unit_of(units[-1]) if units else ("%" if (counted or "").startswith("百分之") else "")
    first = number(counted or "", part, report)
    if first is None:
        return ()
    if last is not None:
        end = number(last, part, report)
        if end is None:
            return ()
        if end < first:
            report.add("RUB219", part.span)
        return Threshold(">=", min(first, end), unit), Threshold("<=", max(first, end), unit)
    found: list[Threshold] = []
    compare, after = part.word("COMPARE"), part.word("AFTER")
    if compare is not None:
        found.append(Threshold(_including(_op(compare), part), first, unit))
    if after is not None and after.strip()[-2:] != "之间":
        op = _including(_AFTER[after.strip()[-2:]], part)
        if not found:
            found.append(Threshold(op, first, unit))
    return tuple(found)


def contrary(threshold: Threshold) -> Threshold:
    """What fails a threshold: 不低于90%,否则 is below 90%."""
    return evolve(threshold, op=_CONTRARY[threshold.op])


def reaches(part: Part) -> bool:
    """超过20分, 300分以上: at least, or more than, so much."""
    compare = part.word("COMPARE")
    more = compare is not None and _op(compare) in (">=", ">")
    return part.name == "amount" and (more or (part.word("AFTER") or "").endswith("以上"))


def at_least(compare: str) -> bool:
    """Whether words of comparison include all that is more."""
    return _op(compare) == ">="


def _op(compare: str) -> Op:
    return next(op for pattern, op in _OPS if pattern.search(compare))


def _including(op: Op, part: Part) -> Op:
    """A bracket such as (含5天) or (不含60) decides."""
    said = part.word("INCLUDING")
    if said is None:
        return op
    return _STRICT[op] if "不" in said else _LOOSE[op]
