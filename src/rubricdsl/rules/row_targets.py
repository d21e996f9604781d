"""The target of a row of a table: what is required, and what its clauses count from (每低, 每超, 达到目标, 按完成率).

The column states it once for all clauses of the row, so that none has to say it again.
"""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.draft import Draft, Names
from rubricdsl.clauses.ties import in_order
from rubricdsl.meaning.parts import Curve, Effect, Measure, Op, Quantity, Threshold
from rubricdsl.meaning.report import Report
from rubricdsl.rules import words
from rubricdsl.rules.row_formulas import Formula
from rubricdsl.rules.sections import Aim
from rubricdsl.rules.table_cells import mark_of
from rubricdsl.tree.model import Line
from rubricdsl.tree.phrases import Amount

_TAKING = frozenset({"deduct", "fine", "forfeit"})
_GIVING = frozenset({"add", "award", "reward"})
_HUNDRED = Decimal(100)
_OUTSIDE = -1  # of no sentence, and of no stretch
_RATES = frozenset({"percent", "points"})


@frozen
class Target:
    """A target as an amount of its measure, whose values are named by the title of its row."""

    names: Names
    amount: Quantity
    op: Op | None
    mean: bool


def quantity_of(aim: Aim) -> Quantity | None:
    """The one amount that a target is; None for words, a range, or several."""
    found = [part for part in aim.line.parts if isinstance(part, Amount)]
    mark = mark_of(aim.amount.text) if not found and aim.amount is not None else None
    if mark is not None:  # of a language whose words are not read as phrases
        return Quantity(mark.value, "%" if mark.percent else "分" if mark.points else "")
    if len(found) != 1 or found[0].number.high is not None or found[0].problems or found[0].per:
        return None
    return Quantity(found[0].number.low, found[0].number.unit)


def aimed(drafts: Sequence[Draft], aim: Aim, report: Report) -> list[Draft]:
    """The drafts of a row with its target: those that count from one or are held against it, and the requirement.

    On which side of it enough is, the cell says, else the clauses do: where neither does, nothing is required.
    """
    amount = quantity_of(aim)
    if amount is None:
        if any(char.isdecimal() for char in aim.line.text):
            report.add("RUB256", aim.line.span)
        return list(drafts)
    amount = amount if amount.unit else evolve(amount, unit=_unit(drafts))
    op = aim.side if aim.side is not None else _side(drafts, amount)
    target = Target(Names(short=(aim.title,), words=aim.title), amount, op, words.MEAN.match(aim.title) is not None)
    found = [_toward(draft, target, report) for draft in drafts]
    used = any(before != after for before, after in zip(drafts, found, strict=True))
    if op is not None:
        found.append(_required(target, op, aim.line))
    elif not used:
        report.add("RUB256", aim.line.span)
    return in_order(found)


def computed(line: Line, formula: Formula, title: str, aim: Aim | None, report: Report) -> Draft | None:
    """The draft of a formula: marks in proportion to what was reached of the target, or of 100."""
    amount = quantity_of(aim) if formula.over and aim is not None else None
    if formula.over and amount is None:
        report.add("RUB258", line.span)
        return None
    names = Names(short=tuple(dict.fromkeys(filter(None, (formula.name, title)))), words=formula.name or title)
    whole = amount if amount is not None else Quantity(_HUNDRED, _scale(aim))
    curve = Curve(origin=whole, proportional=True)
    return Draft(names, _measure(whole, False), curve, Effect("award"), line.span, line.span, _OUTSIDE, _OUTSIDE)


def _scale(aim: Aim | None) -> str:
    """In what a measurement is that has no target of its own in its formula: points where the row's target is."""
    amount = quantity_of(aim) if aim is not None else None
    return "分" if amount is not None and dimension(amount.unit) == "points" else "%"


def _unit(drafts: Sequence[Draft]) -> str:
    """The unit of a bare target (95): that of what counts from it."""
    units = [draft.curve.per.unit for draft in drafts if draft.curve.per is not None and draft.toward is not None]
    return units[0] if units else ""


def _side(drafts: Sequence[Draft], amount: Quantity) -> Op | None:
    """The side that the clauses show: where it costs to be below a target, or pays to be above, that much is enough."""
    sides = {side for draft in drafts if (side := _shown(draft)) is not None}
    if len(sides) == 1:
        return sides.pop()
    return "<=" if not sides and amount.value == 0 else None


def _shown(draft: Draft) -> Op | None:
    kind, curve = draft.effect.kind, draft.curve
    if kind not in _TAKING | _GIVING:
        return None
    if draft.toward is not None:
        return ">=" if (draft.toward == "below") == (kind in _TAKING) else "<="
    if curve.proportional:
        return ">=" if kind in _GIVING else None
    ends = {each.op[0] for each in curve.when if dimension(each.unit) in _RATES}
    if len(ends) != 1:
        return None
    return ">=" if (ends == {"<"}) == (kind in _TAKING) else "<="


def _toward(draft: Draft, target: Target, report: Report) -> Draft:
    """A draft with the target where it counts from one that it does not state itself."""
    curve, amount = draft.curve, target.amount
    if draft.effect.kind == "require" or draft.duty is not None or curve.origin is not None:
        return draft
    said = report.source.words(draft.sentence)
    flat = not (curve.when or curve.per or curve.proportional)
    if draft.effect.kind in _GIVING and flat and target.op is not None and words.REACHED.search(said):
        return _of(draft, evolve(curve, when=(Threshold(target.op, amount.value, amount.unit),)), target)
    if curve.proportional and draft.effect.kind in _GIVING:
        return _of(draft, evolve(curve, origin=amount), target)
    alike = curve.per is not None and dimension(curve.per.unit) == dimension(amount.unit)
    if draft.toward is None or not alike:
        return draft
    return _of(draft, evolve(curve, origin=amount, below=draft.toward == "below"), target)


def _of(draft: Draft, curve: Curve, target: Target) -> Draft:
    mean = target.mean or draft.measure.kind == "mean"
    names = draft.names if draft.names.quoted or _measures(draft.names) else target.names
    return evolve(draft, names=names, curve=curve, measure=_measure(target.amount, mean))


def _measures(names: Names) -> bool:
    """Whether a clause names a rate of its own."""
    return any(words.TARGETED.search(name) for name in names.short)


def _measure(amount: Quantity, mean: bool) -> Measure:
    """What is taken of the values: the latest of a rate, the mean where that is said, the sum of what adds up."""
    kind = dimension(amount.unit)
    if mean or kind in _RATES:
        return Measure("mean" if mean else "latest", amount.unit)
    return Measure("count" if kind == "count" else "sum", amount.unit)


def _required(target: Target, op: Op, line: Line) -> Draft:
    amount = target.amount
    curve = Curve(when=(Threshold(op, amount.value, amount.unit),))
    measure = _measure(amount, target.mean)
    return Draft(target.names, measure, curve, Effect("require"), line.span, line.span, _OUTSIDE, _OUTSIDE)
