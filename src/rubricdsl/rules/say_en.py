"""The English restatement of rules, for people to read; its numbers and names are those of the Chinese one."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rubricdsl.base.quantity import decimal_text
from rubricdsl.rules import say_bands
from rubricdsl.rules.parts import Band, Clause, Due, Grade, Head, Item, Limit, Op, Threshold, Window

_OPS: dict[Op, str] = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than", "=": "exactly"}
_UNITS = {
    "次": "occurrence", "起": "case", "件": "piece", "笔": "deal", "人": "person", "项": "item", "处": "place",
    "户": "household", "人次": "person-time", "天": "day", "日": "day", "周": "week", "月": "month", "年": "year",
    "季度": "quarter", "半年": "half-year", "小时": "hour", "分钟": "minute",
    "元": "yuan", "%": "%", "分": "point", "个": "unit", "例": "case", "份": "copy", "单": "order", "节": "lesson",
}  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PERIODS = {
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "half": "half-yearly",
    "year": "yearly",
}


def clause(rule: Clause) -> str:
    """Names, flags, conditions, amount, limit."""
    if rule.curve.band is not None:
        return _band(rule, rule.curve.band)
    if rule.escalates is not None or (rule.extra and rule.select.flags):
        opening = f"if {_quoted(rule.select.flags)}, "
    elif rule.measure.window is not None and rule.measure.window.run:
        opening = f"{decimal_text(rule.measure.window.every)} months in a row without {_quoted(rule.select.kinds)}: "
    else:
        opening = f"{_quoted(rule.select.kinds)}: " if rule.select.kinds else ""
    ending = " instead" if rule.escalates is not None else " in addition" if rule.extra else ""
    exempt = f", except {_quoted(rule.select.unless)}" if rule.select.unless else ""
    return opening + _duty(rule) + _conditions(rule) + _act(rule) + ending + exempt + _limit(rule.limit)


def _duty(rule: Clause) -> str:
    """At least so often each week, or by a day of the month."""
    window, least = rule.measure.window, rule.curve.origin
    if window is None or window.run:
        return ""
    each = _UNITS.get(window.unit, window.unit)
    if rule.measure.kind == "deadline":
        return f"by {_day(window)} of each {each}, "
    return f"at least {decimal_text(least.value)} {_unit(least.unit, least.value)} each {each}, " if least else ""


def _day(window: Window) -> str:
    by = window.by or Due()
    if window.unit == "周" and by.day is not None:
        return _WEEKDAYS[by.day - 1]
    day = "the last day" if by.day is None else f"day {by.day}"
    return day if by.month is None else f"{day} of month {by.month}"


def _band(rule: Clause, band: Band) -> str:
    low, high = _points(rule.effect.low), _points(rule.effect.high)
    marks = low if low == high else f"{low} to {high}"
    return (
        f"{rule.effect.to} {marks} {_unit_name('point', rule.effect.high or Decimal(0))}: {say_bands.en(band, _unit)}"
    )


def _conditions(rule: Clause) -> str:
    if rule.curve.role == "nth":
        threshold = rule.curve.when[0]
        later = " and later" if threshold.op == ">=" else ""
        return f"for occurrence {decimal_text(threshold.value)}{later}, "
    said = [f"each of {_threshold(threshold)}" for threshold in rule.select.when]
    scope = "a total of " if rule.measure.kind in ("count", "sum") else ""
    said += [f"{scope}{_threshold(threshold)}" for threshold in rule.curve.when]
    if rule.measure.kind in ("obligation", "deadline"):
        said = [each + (" late" if rule.measure.kind == "deadline" else " short") for each in said]
    if rule.measure.kind == "total":
        said.insert(0, "the score is")
    return " ".join(said) + ", " if said else ""


def _threshold(threshold: Threshold) -> str:
    value = decimal_text(threshold.value)
    return f"{_OPS[threshold.op]} {value}{'' if threshold.unit == '%' else ' '}{_unit(threshold.unit, threshold.value)}"


def _act(rule: Clause) -> str:
    effect = rule.effect
    match effect.kind:
        case "forfeit":
            return "no points"
        case "veto":
            return f"veto: “{effect.to}”" if effect.to else "veto"
        case "refer":
            return f"handled under 《{effect.to}》"
        case "require":
            return "required"
        case "deduct" | "add" | "award":
            return _amount(rule, effect.kind, "point") + _each(rule)
        case "fine" | "reward":
            return _amount(rule, effect.kind, "yuan") + _each(rule)


def _amount(rule: Clause, verb: str, unit: str) -> str:
    effect, curve = rule.effect, rule.curve
    manner = ("at discretion " if curve.discretion else "") + ("in proportion " if curve.proportional else "")
    if curve.times is not None:
        return f"{manner}{verb} {decimal_text(curve.times)} times as much"
    if effect.share is not None:
        return f"{manner}{verb} {decimal_text(effect.share * 100)}%"
    if effect.low is None or effect.high is None:
        return f"{manner}{verb} points"
    low, high = decimal_text(effect.low), decimal_text(effect.high)
    return f"{manner}{verb} {low if low == high else f'{low} to {high}'} {_unit_name(unit, effect.high)}"


def _each(rule: Clause) -> str:
    curve = rule.curve
    if curve.per is None:
        return " each" if rule.measure.separate else ""
    every = "" if curve.per.value == 1 else decimal_text(curve.per.value) + " "
    target = ""
    if rule.measure.kind in ("obligation", "deadline"):
        target = " late" if rule.measure.kind == "deadline" else " short"
    if rule.measure.kind in ("latest", "mean", "ratio"):
        target = " below" if curve.below else " above"
        target += f" {decimal_text(curve.origin.value)}{curve.origin.unit}" if curve.origin else " the target"
    rounded = ", part counts as whole" if curve.round_up else ""
    return f" per {every}{_unit(curve.per.unit, curve.per.value)}{target}{rounded}"


def _unit(unit: str, value: Decimal) -> str:
    return " per ".join(_unit_name(_UNITS.get(part, part), value) for part in unit.split("/"))


def _unit_name(name: str, value: Decimal) -> str:
    plural = name.isascii() and name.isalpha() and name != "yuan" and value != 1
    return name + "s" if plural else name


def _limit(limit: Limit | None) -> str:
    return "".join(f", {said}" for said in _bounds(limit))


def _bounds(limit: Limit | None) -> list[str]:
    if limit is None:
        return []
    said = []
    if limit.max is not None:
        said.append(f"up to {decimal_text(limit.max)} in total")
    if limit.min is not None:
        said.append(f"at least {decimal_text(limit.min)} in total")
    if limit.exhaust:
        said.append("until used up")
    return said


def _quoted(names: Iterable[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)


def head(stated: Head) -> list[str]:
    low, high = stated.range
    lines = [
        ("standard", stated.title),
        ("id", stated.id),
        ("version", stated.version),
        ("period", _PERIODS[stated.period] if stated.period else ""),
        ("base", _points(stated.base)),
        ("full marks", _points(stated.full)),
        ("range", f"{_points(low)} to {_points(high)}" if low is not None or high is not None else ""),
        ("additions up to", _points(stated.additions)),
        ("language", "en"),
    ]
    return [f"{key}: {value}" for key, value in lines if value]


def _points(value: Decimal | None) -> str:
    return "" if value is None else decimal_text(value)


def item(stated: Item, rules: Sequence[Clause]) -> list[str]:
    heading = [f"{stated.code} {stated.title}".rstrip()] if stated.code != "0" else []
    bounds = [f"this item {said}." for said in _bounds(stated.limit)]
    bounds += ["this item may fall below 0."] if stated.overdraw else []
    bounds += ["in this item one fact counts once."] if stated.gravest else []
    return [*heading, *(f"{clause(rule)}." for rule in rules), *bounds, ""]


def total(stated: Head) -> list[str]:
    lines = [f"the total {said}." for said in _bounds(stated.limit)]
    return [*lines, *(["in all items one fact counts once."] if stated.gravest else [])]


def grades(stated: Iterable[Grade]) -> list[str]:
    lines = [f"{_points(grade.low) or 'below'} to {_points(grade.high) or 'above'}: {grade.name}" for grade in stated]
    return ["grades", *lines] if lines else []
