"""rubric → plan: for every name, what an event of that kind has to keep. Compiled once per rubric."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rubricdsl.base.quantity import dimension
from rubricdsl.meaning.parts import DUTIES, Clause
from rubricdsl.meaning.shares import is_left_to_recorder
from rubricdsl.rules.model import Rubric
from rubricdsl.tally.model import NOT_APPLICABLE, Met, Moment, Need, Plan, Shape
from rubricdsl.tally.names import rules_by_name, spellings


def plan_of(rubric: Rubric) -> Plan:
    """The plan of a sound rubric."""
    needs = _needs(rubric)
    shapes = tuple(shape for name, need in needs.items() for shape in _static(name, need))
    index = {shape: place for place, shape in enumerate(shapes)}
    places: dict[str, dict[frozenset[str], int]] = {}
    for shape, place in index.items():
        places.setdefault(shape.kind, {})[frozenset(shape.flags)] = place
    head = rubric.head
    tells_first = _days(rubric) == "first"
    days = (head.period, head.zone, head.effective)
    units = {unit.name: unit for plugin in rubric.plugins for unit in plugin.units if unit.of is not None}
    return Plan(rubric.digest, *days, needs, shapes, places, index, tells_first, _duties(rubric), units)


def _needs(rubric: Rubric) -> Mapping[str, Need]:
    days = _days(rubric)
    needs = {name: _need(name, rules, days, rubric) for name, rules in rules_by_name(rubric).items()}
    items = frozenset(name for item in rubric.items for name in (item.code, item.title) if name)
    return needs | {NOT_APPLICABLE: Need((), items, amount=False, value=False, points=False, moment="none")}


def _duties(rubric: Rubric) -> frozenset[str]:
    return frozenset(name for item in rubric.duties for name in (item.code, item.title))


def _days(rubric: Rubric) -> Moment:
    """How much of the calendar an absence needs of all events: all days, unless the periods themselves tell the month.
    Without 周期 a duty needs all days too, as the first event of all may say from when it is owed.

    Where they do, only an event on the first of a month is told apart: a month counts from there when it is the
    first event of all.
    """
    if rubric.head.period is None and any(rule.measure.kind in DUTIES for rule in rubric.rules):
        return "day"
    if all(rule.measure.kind != "absence" for rule in rubric.rules):
        return "none"
    return "first" if rubric.head.period in ("day", "month") else "day"


def _need(name: str, rules: tuple[Met, ...], days: Moment, rubric: Rubric) -> Need:
    clauses = [met.rule for met in rules if not met.fact]
    bands = tuple(met for met in rules if met.rule.curve.band is not None and not met.fact)
    units = tuple(dict.fromkeys(unit for met in rules if met.fact for unit in _units_of(name, met.rule, rubric)))
    named = frozenset(met.rule.effect.to for met in bands if met.rule.effect.to is not None)
    return Need(
        rules=rules,
        flags=named.union(*((*rule.select.flags, *rule.select.unless) for rule in clauses)),
        amount=any(met.fact or takes_amount(met.rule) for met in rules),
        value=any(rule.select.when or rule.measure.kind in ("latest", "statistic") for rule in clauses),
        points=bool(bands) or any(is_open(rule) for rule in clauses),
        moment=_moment(clauses, days),
        bands=bands,
        units=units,
        signed=_is_signed(clauses),
    )


def _is_signed(clauses: Sequence[Clause]) -> bool:
    """Whether amounts count below nothing, and all that takes them counts from there: 每增加1%…,每减少1%…."""
    curves = [clause.curve for clause in clauses if takes_amount(clause)]
    from_nothing = all(curve.origin is not None and not curve.origin.value for curve in curves)
    return from_nothing and any(curve.below for curve in curves)


def _units_of(name: str, rule: Clause, rubric: Rubric) -> Iterator[str]:
    """The units in which the conditions of a band count events of this name."""
    for case in rule.curve.band.cases if rule.curve.band is not None else ():
        for condition in (each for ask in case.asks for each in ask):
            if any(name in spellings(rubric, kind) for kind in condition.kinds):
                yield from (threshold.unit for threshold in condition.when if threshold.unit)


def _moment(clauses: Sequence[Clause], days: Moment) -> Moment:
    if any(rule.measure.kind in ("latest", "mark") for rule in clauses):
        return "instant"
    dated = any(rule.measure.kind in DUTIES or (rule.limit is not None and rule.limit.within) for rule in clauses)
    return "day" if dated else days


def takes_amount(rule: Clause) -> bool:
    """Whether an event's amount can matter to a rule."""
    curve = rule.curve
    if rule.measure.kind == "deadline":
        return bool(rule.select.when)
    return bool(rule.measure.kind not in ("count", "absence", "mark") or curve.per or curve.when or rule.select.when)


def amount_unit(rule: Clause) -> str | None:
    """The unit in which a rule takes the amount of an event; None where any will do."""
    if rule.measure.kind == "ratio":
        return None
    if rule.select.when:
        return rule.select.when[0].unit or None
    if rule.measure.unit is not None:
        return rule.measure.unit or None
    return rule.curve.per.unit if rule.curve.per else None


def is_open(rule: Clause) -> bool:
    """Whether the points of a rule are left to the event: 酌情, or a range."""
    effect = rule.effect
    if rule.measure.kind == "mark":
        return False  # the event is the mark
    if effect.kind not in ("deduct", "add", "award", "fine", "reward"):
        return False
    if effect.share is not None:
        return is_left_to_recorder(rule)
    unpriced = rule.curve.proportional and effect.low is None and effect.kind in ("fine", "reward")
    least = effect.low is None and rule.limit is not None and rule.limit.min is not None
    return rule.curve.discretion or unpriced or least or effect.low != effect.high


def _static(name: str, need: Need) -> Iterable[Shape]:
    """The shapes common enough for a place of their own: sound without an amount, with at most one flag."""
    units = [*need.units, *(unit for met in need.rules if (unit := amount_unit(met.rule)) is not None)]
    lacking = any(dimension(unit) not in ("count", "days") for unit in units)
    if (
        lacking
        or any(met.rule.effect.kind == "convert" for met in need.rules)
        or need.moment in ("day", "instant")
        or not any(met.fact or name in met.rule.select.kinds for met in need.rules)
    ):
        return ()
    return (Shape(name), *(Shape(name, (flag,)) for flag in sorted(need.flags)))
