"""The English restatement: what the grammar of grammars/dialects/en.lark reads back to the same rule."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rubricdsl.base.calendar import UNITS
from rubricdsl.base.quantity import decimal_text, dimension
from rubricdsl.meaning.parts import (
    MEASUREMENTS,
    OF_CARD,
    Band,
    Clause,
    Due,
    Effect,
    Grade,
    Head,
    Item,
    Limit,
    Op,
    Quantity,
    Threshold,
    Window,
)
from rubricdsl.rules import say_bands
from rubricdsl.rules.english import words
from rubricdsl.rules.numbering import unrepeated
from rubricdsl.rules.sentences import sentences

_OPS: dict[Op, str] = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than", "=": "exactly"}
_PERIODS = {
    "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "half": "half-yearly",
    "year": "yearly",
}  # fmt: skip
_MODES = {"half-up": "half up", "half-even": "half even", "down": "down", "up": "up"}
_ABSENT = {"exclude": "excluded", "full": "full marks", "zero": "zero"}
_WINDOWS = {"天": "day", "周": "week", "月": "month", "季度": "quarter", "半年": "half-year", "年": "year"}
_TARGETED = {">=": True, ">": True, "<=": False, "<": False}


def clause(rule: Clause) -> str:
    """Names or flags, condition, score, how it multiplies and stands to others, exemption, limit."""
    if rule.curve.band is not None:
        return _band(rule, rule.curve.band)
    case = rule.escalates is not None or bool(rule.select.flags)
    if case:
        opening = f"if {_quoted(rule.select.flags)}"
    elif rule.measure.kind == "absence":
        opening = _absence(rule)
    else:
        opening = _named(rule)
    said = [opening, *([] if rule.measure.kind == "absence" else _duty(rule) or _conditions(rule))]
    condition = " ".join(filter(None, said))
    between = "" if not condition else " " if condition.endswith("otherwise") else ", " if case else ": "
    return condition + between + _act(rule) + _standing(rule) + _exempt(rule) + _limit(rule)


def _band(rule: Clause, band: Band) -> str:
    """Excellent 9-10 points: no “late” nor “left early”, “leave” at most 1 day."""
    return f"{_plain(rule.effect.to or '')} {_span(rule.effect)} points: {say_bands.en(band, amount)}"


def _plain(name: str) -> str:
    """A name of a band or grade as it is read without quotation marks, else in them."""
    words_only = all(part.isalpha() for part in name.split(" ")) and (len(name) <= 8 or name.isascii())
    return name if words_only and len(name) <= 40 else f"“{name}”"


def _span(effect: Effect) -> str:
    low, high = _number(effect.low), _number(effect.high)
    return low if low == high else f"{low}-{high}"


def _number(value: Decimal | None) -> str:
    return "" if value is None else decimal_text(value)


def _named(rule: Clause) -> str:
    statistic = rule.measure.statistic
    mean = "average of" if rule.measure.kind == "mean" else (statistic.word("en") or "") if statistic else ""
    names = rule.select.kinds if rule.effect.grade is None else (rule.effect.grade,)
    return f"{mean} {_quoted(names)}".strip()


def _absence(rule: Clause) -> str:
    window = rule.measure.window
    every = decimal_text(window.every) if window else ""
    return f"no {_quoted(rule.select.kinds)} for {every} consecutive months"


def _duty(rule: Clause) -> list[str]:
    """At least so often each week, or by a day of it, and how it is failed."""
    curve, window = rule.curve, rule.measure.window
    if window is None or (curve.origin is None and window.by is None):
        return []
    late = rule.measure.kind == "deadline"
    each = _WINDOWS[window.unit]
    owed = f"by {_day(window)} of each {each}" if late else f"at least {_times(curve.origin)} each {each}"
    if rule.effect.kind == "require":
        return [owed]
    said = " and ".join(_threshold(threshold) for threshold in curve.when)
    if said:
        return [f"{owed},", f"{'late' if late else 'short'} by {said}"]
    return [owed] if curve.per is not None else [f"{owed},", "if late" if late else "otherwise"]


def _times(quantity: Quantity | None) -> str:
    return "" if quantity is None else amount(quantity.value, quantity.unit)


def _day(window: Window) -> str:
    by = window.by or Due()
    if window.unit == "周" and by.day is not None:
        return words.WEEKDAYS[by.day - 1]
    if by.day is None:
        return "the end" + ("" if by.month is None else f" of {words.MONTHS[by.month - 1]}")
    return f"day {by.day}" + ("" if by.month is None else f" of {words.MONTHS[by.month - 1]}")


def _conditions(rule: Clause) -> list[str]:
    curve = rule.curve
    each = ["each"] if rule.measure.separate else []
    if curve.role == "nth":
        threshold = curve.when[0]
        onwards = "from" if threshold.op == ">=" else "at"
        return [*each, f"{onwards} the {_nth(threshold.value)} occurrence"]
    said = " and ".join(f"{_threshold(threshold)} at a time" for threshold in rule.select.when)
    scope = "" if rule.measure.kind in MEASUREMENTS | OF_CARD else " in total"
    said += " and ".join(f"{_threshold(threshold)}{scope}" for threshold in curve.when)
    if curve.proportional and curve.origin is not None and all(each.value != curve.origin.value for each in curve.when):
        said += (" and " if said else "") + f"at least {amount(curve.origin.value, curve.origin.unit)}"
    if rule.measure.kind == "collected":
        return [f"points deducted {said}"]
    if rule.measure.kind == "total":
        return [f"total score {said}"] if rule.effect.grade is None else []
    return [*each, *([f"{_only(rule)}{said}"] if said else [])]


def _only(rule: Clause) -> str:
    """A condition that would read as the target that is counted from."""
    curve = rule.curve
    aimed = curve.per is not None and (curve.origin is not None or curve.below or _is_measured(rule))
    return "only if " if aimed and any(_TARGETED.get(each.op) == curve.below for each in curve.when) else ""


def _is_measured(rule: Clause) -> bool:
    return rule.measure.kind in MEASUREMENTS


def _nth(value: Decimal) -> str:
    number = decimal_text(value)
    ending = "th" if number[-2:] in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return number + ending


def _threshold(threshold: Threshold) -> str:
    return f"{_OPS[threshold.op]} {amount(threshold.value, threshold.unit)}"


def amount(value: Decimal, unit: str) -> str:
    """An amount in words: 3 times, 1 hour, 95%."""
    number = decimal_text(value)
    if not unit:
        return number
    return number + "%" if unit == "%" else f"{number} {unit_name('time' if unit == '次' else unit, value)}"


def unit_name(unit: str, value: Decimal = Decimal(1)) -> str:
    """The English word of a unit, in the plural where the number asks for it; other units as they are written."""
    name = words.SAID.get(unit, unit)
    if value == 1 or not name.isascii() or name in words.UNCHANGED:
        return name
    return words.PLURALS.get(name, name + "s")


def _act(rule: Clause) -> str:
    effect = rule.effect
    match effect.kind:
        case "forfeit":
            return "no points"
        case "veto":
            return f"veto “{effect.to}”" if effect.to else "veto"
        case "refer":
            quoted = f"《{effect.to}》" if set(effect.to or "") & set('“”"「」『』') else f"“{effect.to}”"
            return f"handled under {quoted}"
        case "convert":
            much = "" if effect.amount is None else f"{amount(effect.amount.value, effect.amount.unit)} of "
            return f"counts as {much}“{effect.to}”" + _each(rule)
        case "require":
            return "required"
        case "deduct" | "add" | "award":
            return _amount(rule, effect.kind, "points") + _each(rule)
        case "fine" | "reward":
            return _amount(rule, effect.kind, "yuan") + _each(rule)


def _amount(rule: Clause, verb: str, unit: str) -> str:
    effect, curve = rule.effect, rule.curve
    manner = (" at discretion" if curve.discretion else "") + (" in proportion" if curve.proportional else "")
    if curve.times is not None:
        return f"{verb} {decimal_text(curve.times)} times as much{manner}"
    if effect.share is not None:
        return f"{verb} {decimal_text(effect.share * 100)}%{manner}"
    if _least(rule) is not None:
        return f"{verb} at least {_scored(_least(rule) or Decimal(0), unit)}{manner}"
    if effect.low is None or effect.high is None:
        return f"{verb}{' points' if unit == 'points' else ''}{manner}"
    if effect.low != effect.high:
        return f"{verb} {_span(effect)} {unit}{manner}"
    return f"{verb} {_scored(effect.low, unit)}{manner}"


def _scored(value: Decimal, unit: str) -> str:
    return f"{decimal_text(value)} {'point' if unit == 'points' and value == 1 else unit}"


def _each(rule: Clause) -> str:
    """What multiplies, and the target that it counts from."""
    curve = rule.curve
    if curve.per is None:
        return ""
    first, *others = curve.per.unit.split("/")
    lead = f" per {unit_name(first)}" if curve.per.value == 1 else f" per {_several(curve.per)}"
    said = lead + "".join(f" per {unit_name(unit)}" for unit in others)
    if rule.measure.kind in ("obligation", "deadline"):
        said += " late" if rule.measure.kind == "deadline" else " short"
    elif _is_measured(rule) or curve.origin is not None:
        said += " below" if curve.below else " above"
        said += f" {amount(curve.origin.value, curve.origin.unit)}" if curve.origin else ""
        said += " in total" if curve.origin is not None and dimension(curve.origin.unit) == "time" else ""
    return said + (", part counts as whole" if curve.round_up else "")


def _several(per: Quantity) -> str:
    unit = per.unit.partition("/")[0]
    return f"{decimal_text(per.value)} {unit_name(unit, per.value)}"


def _standing(rule: Clause) -> str:
    """How the score stands to the one it grades or comes on top of."""
    if rule.extra:
        return " on top"
    if rule.escalates is not None:
        return " instead" if rule.graver else ""
    return " as well" if rule.select.flags else ""


def _exempt(rule: Clause) -> str:
    return f" (except {_quoted(rule.select.unless)})" if rule.select.unless else ""


def _least(rule: Clause) -> Decimal | None:
    """The amount of a fine of at least 500 yuan, which is given only as a minimum."""
    stated = rule.effect.low is not None or rule.curve.times is not None or rule.curve.discretion
    return rule.limit.min if rule.limit is not None and not stated else None


def _limit(rule: Clause) -> str:
    limit = rule.limit
    if limit is not None and _least(rule) is not None:
        limit = Limit(limit.max, None, limit.exhaust)  # the minimum is its amount
    money = rule.effect.kind in ("fine", "reward")
    return "".join(f", {said}" for said in _bounds(limit, "yuan" if money else "points"))


def _stretch(limit: Limit) -> str:
    return "in total" if limit.within is None else f"each {_WINDOWS[UNITS[limit.within]]}"


def _bounds(limit: Limit | None, unit: str = "points") -> list[str]:
    if limit is None:
        return []
    said = []
    if limit.max is not None:
        said.append(f"up to {_scored(limit.max, unit)} {_stretch(limit)}")
    if limit.often is not None:
        said.append(f"up to {amount(limit.often, '次')}" + (f" {_stretch(limit)}" if limit.within else ""))
    if limit.min is not None:
        said.append(f"at least {_scored(limit.min, unit)} in total")
    if limit.exhaust:
        said.append("until nothing is left")
    return said


def _quoted(names: Iterable[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)


def head(stated: Head) -> list[str]:
    """The head lines that the rubric states, one key a line."""
    low, high = stated.range
    lines = [
        ("language", "en"),
        ("title", stated.title),
        ("id", stated.id),
        ("version", stated.version),
        ("effective", _effective(stated.effective)),
        ("period", _PERIODS[stated.period] if stated.period else ""),
        ("base", _points(stated.base)),
        ("full marks", _points(stated.full)),
        ("range", f"{_number(low)} to {_points(high)}" if low is not None and high is not None else ""),
        ("lowest", _points(low) if high is None else ""),
        ("highest", _points(high) if low is None else ""),
        ("additions limit", _points(stated.additions)),
        ("rounding", _rounding(stated)),
        ("zone", stated.zone if stated.zone != "Asia/Shanghai" else ""),
        ("roles", ", ".join(stated.roles)),
        ("not applicable", _ABSENT[stated.absent] if stated.absent != "exclude" else ""),
        ("plugins", ", ".join(stated.plugins)),
    ]
    said = [f"{key}: {value}" for key, value in lines if value]
    said += [f"reference: “{name}” = {path}" for name, path in stated.references]
    said += [f"alias: “{name}” = {', '.join(f'“{other}”' for other in others)}" for name, others in stated.aliases]
    return said + [f"ratio: {name} = “{part}” / “{whole}”" for name, part, whole in stated.ratios]


def _effective(ends: tuple[str | None, str | None]) -> str:
    first, last = ends
    return " ".join(filter(None, [f"from {first}" if first else "", f"to {last}" if last else ""]))


def _rounding(stated: Head) -> str:
    if stated.rounding is None:
        return ""
    places = stated.rounding.places
    return f"{places} decimal{'' if places == 1 else 's'}, {_MODES[stated.rounding.mode]}"


def _points(value: Decimal | None) -> str:
    return "" if value is None else _scored(value, "points")


def item(stated: Item, rules: Sequence[Clause]) -> list[str]:
    """The heading of an item and a line for each sentence of it; graver cases stay in the sentence they grade."""
    lines: list[str] = []
    if stated.code != "0":
        lines.append(f"{_label(stated.code)} {stated.title}{_marks(stated)}".rstrip())
    lines += ["; ".join(clause(rule) for rule in said) + "." for said in sentences(rules)]
    if stated.code == "0" and stated.full is not None:
        lines.append(f"This item: {_points(stated.full)}.")
    lines += [f"This item: {said}." for said in _bounds(stated.limit)]
    lines += ["This item may fall below 0."] if stated.overdraw else []
    return [*lines, *(["In this item one fact counts once."] if stated.gravest else []), ""]


def _label(code: str) -> str:
    number = unrepeated(code)
    return number if "." in number else f"{number}."


def _marks(stated: Item) -> str:
    said = ([_points(stated.full)] if stated.full is not None else []) + (
        [f"weight {decimal_text(stated.weight * 100)}%"] if stated.weight is not None else []
    )
    return f" ({', '.join(said)})" if said else ""


def total(stated: Head) -> list[str]:
    """The limit of the whole, and whether one fact counts once in all items."""
    lines = [f"The total score: {said}." for said in _bounds(stated.limit)]
    return [*lines, *(["In all items one fact counts once."] if stated.gravest else [])]


def grades(stated: Iterable[Grade]) -> list[str]:
    lines = [_grade(grade) for grade in stated]
    return ["Grades", *lines] if lines else []


def _grade(grade: Grade) -> str:
    name = _plain(grade.name)
    low, high = _number(grade.low), _number(grade.high)
    if grade.low is not None and grade.high is not None:
        return f"{low} to {high}: {name}"
    if grade.low is not None:
        return f"above {low}: {name}" if "from" in grade.excludes else f"{low} and above: {name}"
    return f"below {high}: {name}" if "to" in grade.excludes else f"{high} and below: {name}"
