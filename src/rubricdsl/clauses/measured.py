"""The measure that a score asks for by the units of its curve, in whichever language it is said."""

from collections.abc import Sequence

from attrs import evolve, frozen

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.draft import Duty, Side
from rubricdsl.meaning.parts import Curve, Measure, MeasureKind, Quantity, Statistic, Threshold

_PERCENT = "percent"


@frozen
class Measured:
    """The measure of a score with its curve, and the conditions on each event's own amount."""

    measure: Measure
    curve: Curve
    when: tuple[Threshold, ...] = ()
    toward: Side | None = None


def taken(
    curve: Curve, *, total: bool, mean: bool, own: bool | None, separate: bool, toward: Side | None = None
) -> Measured:
    """The measure that a curve asks for by its units; `toward` is the side of a target that it counts to.

    `own`: whether its conditions test each event's own amount; None: minutes and hours do, and so do conditions in
    another unit than the one that multiplies.
    """
    curve = _from_its_condition(curve)
    per, when, origin = curve.per, curve.when, curve.origin
    units = [threshold.unit for threshold in when]
    if total:
        return Measured(Measure("total", "分"), curve)
    if mean and (origin is not None or when):
        taken_in = units[0] if origin is None else origin.unit
        return Measured(Measure("mean", taken_in, separate=separate), curve, toward=toward)
    graded = per is not None and origin is not None and dimension(per.unit) == "points"  # 85分以下每低1分
    if any(dimension(unit) in (_PERCENT, "points") for unit in units) or counts_percent(per) or graded:
        unit = origin.unit if origin else units[0] if units else per.unit if per else None
        return Measured(Measure("mean" if mean else "latest", unit, separate=separate), curve, toward=toward)
    if own is None:
        other = per is not None and bool(units) and units[0] != per.unit
        own = other or any(dimension(unit) == "time" for unit in units)
    if when and curve.role is None and own:
        return Measured(_summed(per, None, separate), Curve(per=per, round_up=curve.round_up), when)
    return Measured(_summed(per, units[0] if units else None, separate), curve, toward=toward)


def _from_its_condition(curve: Curve) -> Curve:
    """低于90分的每分扣1分: what multiplies a value that is tested counts from where the test begins to hold."""
    per, origin, when = curve.per, curve.origin, curve.when
    if per is None or origin is not None or len(when) != 1 or curve.role is not None or when[0].op == "=":
        return curve
    kinds = {dimension(per.unit), dimension(when[0].unit)}
    if kinds not in ({_PERCENT}, {"points"}):
        return curve
    return evolve(curve, origin=Quantity(when[0].value, when[0].unit), below=when[0].op[0] == "<")


def proportional(tests: Sequence[Threshold], target: Quantity | None, gains: bool, mean: bool) -> Measured:
    """按比例: the part of its target that a measurement reaches, or falls short of.

    Without a target a gain is of the whole, 100 %, and a deduction takes the amount itself for the part missing.
    """
    held = (_PERCENT, "points", "money", *(("count",) if gains else ()))
    stated = [each for each in tests if dimension(each.unit) in held]
    origin = target if target is not None else Quantity(stated[-1].value, stated[-1].unit) if stated else None
    when = tuple(each for each in stated if each.op[0] == "<")
    curve = Curve(when=when, origin=origin, below=origin is not None and not gains, proportional=True)
    kind: MeasureKind = "latest"
    if origin is not None and dimension(origin.unit) not in (_PERCENT, "points"):
        kind = "count" if dimension(origin.unit) == "count" else "sum"
    return Measured(Measure("mean" if mean else kind, "%" if origin is None else origin.unit), curve)


def statistical(word: str, curve: Curve, separate: bool, toward: Side | None) -> Measured:
    """最高值“等候”超过30分钟的: what a plug-in takes of the amounts, by its word; whose statistic it is comes after."""
    units = [each.unit for each in (curve.origin, *curve.when, curve.per) if each is not None]
    statistic = Statistic(word)
    measure = Measure("statistic", units[0] if units else None, separate=separate, statistic=statistic)
    return Measured(measure, curve, toward=toward)


def counted(measure: Measure, curve: Curve) -> Measure:
    """The measure of a score whose multiplier a table head adds, or whose effect has no use for one."""
    if measure.kind not in ("count", "sum"):
        return measure
    units = [each.unit for each in (*curve.when, curve.origin) if each is not None]
    return _summed(curve.per, units[0] if units else None, measure.separate)


def _summed(per: Quantity | None, unit: str | None, separate: bool) -> Measure:
    unit = per.unit if per is not None else unit
    kind: MeasureKind = "count" if unit is None or dimension(unit) == "count" else "sum"
    return Measure(kind, unit, separate=separate)


def counts_percent(per: Quantity | None) -> bool:
    return per is not None and dimension(per.unit) == _PERCENT


def failed(duty: Duty, late: bool, per: Quantity | None, when: tuple[Threshold, ...]) -> Measured:
    """The measure of a duty done late, or left undone."""
    least, window = duty.least, duty.window
    if late:
        return Measured(Measure("deadline", "天", window), Curve(per=per, when=when))
    curve = Curve(per=per, when=when, origin=least, below=True)
    return Measured(Measure("obligation", least.unit, evolve(window, by=None)), curve)
