"""One event against the plan: the shape it is counted under, or what is wrong with it."""

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve, frozen

from rubricdsl.base.diagnostic import Diagnostic, errors
from rubricdsl.base.errors import EventError
from rubricdsl.base.quantity import decimal_text, dimension, to_micro
from rubricdsl.base.suggest import nearest
from rubricdsl.events.model import Event
from rubricdsl.meaning.parts import Clause
from rubricdsl.tally.clock import Clock
from rubricdsl.tally.conversions import conversion_of, converted
from rubricdsl.tally.model import NOT_APPLICABLE, Met, Need, Plan, Shape
from rubricdsl.tally.plan import amount_unit, is_open, takes_amount


@frozen
class Judged:
    """The shape an event counts under (None: it does not count), its amount in millionths, and the findings.

    `event` is the event as it counts, and `by` the rules that counted it as another.
    """

    shape: Shape | None
    amount: int = 0
    findings: tuple[Diagnostic, ...] = ()
    event: Event | None = None
    by: tuple[Clause, ...] = ()


def judge(plan: Plan, clock: Clock, event: Event) -> Judged:
    """How an event that is no void counts; every problem of its content is reported at once."""
    try:
        event = _in_known_units(plan, event)
    except EventError:  # so many of a unit that stands for many more
        return Judged(None, 0, (found("RUB404", event, clock, field="amount", value=str(event.amount)),))
    need = plan.needs.get(event.kind)
    if need is None and event.kind in plan.duties:
        return Judged(None, 0, (found("RUB465", event, clock),))
    if need is None:
        near = "、".join(nearest(event.kind, plan.needs))
        return Judged(None, 0, (found("RUB450", event, clock, near=near or _some_name(plan)),))
    findings = (
        *_outside(plan, clock, event),
        *_flags(need, clock, event),
        *_amounts(need, clock, event),
        *_points(need, clock, event),
        *_marks(need, clock, event),
    )
    if errors(findings) or any(finding.code == "RUB460" for finding in findings):
        return Judged(None, 0, findings)
    turns = conversion_of(need, event)
    if turns is not None:
        return _counted_as(turns, plan, clock, event, findings)
    amount = to_micro(event.amount) if need.amount and event.amount is not None else 0
    return Judged(_shape(need, clock, event), amount, findings, event)


def _counted_as(rule: Clause, plan: Plan, clock: Clock, event: Event, findings: tuple[Diagnostic, ...]) -> Judged:
    """An event judged as what it counts as; a matter that no clause scores is refused at the event."""
    matter = rule.effect.to or ""
    need = plan.needs.get(matter)
    if need is None:
        return Judged(None, 0, (*findings, found("RUB470", event, clock, matter=matter, rule=rule.code)))
    judged = judge(plan, clock, converted(rule, event, need.flags))
    return evolve(judged, findings=(*findings, *judged.findings), by=(rule, *judged.by))


def _in_known_units(plan: Plan, event: Event) -> Event:
    """The event with its amount in the unit that a plug-in's is short for."""
    unit = plan.units.get(event.unit or "")
    if unit is None or event.amount is None:
        return event
    return evolve(event, amount=event.amount * unit.times, unit=unit.of)


def _shape(need: Need, clock: Clock, event: Event) -> Shape:
    return Shape(
        event.kind,
        tuple(sorted(need.flags & event.flags)),
        (event.unit or "") if need.amount and event.amount is not None else None,
        event.amount if need.value else None,
        event.points if need.points else None,
        _moment(need, clock, event),
    )


def _some_name(plan: Plan) -> str:
    """A name of the standard, for want of a near one."""
    return next((name for name in plan.needs if name != NOT_APPLICABLE), "—")


def _moment(need: Need, clock: Clock, event: Event) -> tuple[str, ...] | None:
    match need.moment:
        case "none":
            return None
        case "first":
            day = clock.day(event)
            return (day,) if day.endswith("-01") else None
        case "day":
            return (clock.day(event),)
        case "instant":
            return (clock.day(event), clock.instant(event), event.source or "", event.id or "")


def _outside(plan: Plan, clock: Clock, event: Event) -> Iterator[Diagnostic]:
    day = clock.day(event)
    if not plan.in_force(day):
        yield found("RUB460", event, clock, day=day)


def _flags(need: Need, clock: Clock, event: Event) -> Iterator[Diagnostic]:
    for flag in sorted(event.flags - need.flags):
        yield found("RUB451", event, clock, flag=flag, known="、".join(sorted(need.flags)) or "—")


def _amounts(need: Need, clock: Clock, event: Event) -> Iterator[Diagnostic]:
    if event.amount is not None and event.amount < 0 and not need.signed:
        yield found("RUB405", event, clock, field="amount", value=decimal_text(event.amount))
    rules = [met.rule for met in _held(need, event) if takes_amount(met.rule)]
    units = [unit for unit in map(amount_unit, rules) if unit is not None]
    units += () if marks(need, event) else need.units
    if event.amount is None:
        lacking = [unit for unit in units if dimension(unit) not in ("count", "days")]
        if lacking:
            yield found("RUB458", event, clock, unit=lacking[0])
    elif event.unit is None:
        if len({dimension(unit) for unit in units}) > 1:
            yield found("RUB459", event, clock, units="、".join(sorted(set(units))))
    else:
        for unit in dict.fromkeys(units):
            if dimension(unit) != "count" and dimension(unit) != dimension(event.unit):
                yield found("RUB457", event, clock, given=event.unit, unit=unit)


def _points(need: Need, clock: Clock, event: Event) -> Iterator[Diagnostic]:
    if event.points is None or need.bands:
        return
    rules = [met.rule for met in _held(need, event) if is_open(met.rule)]
    if not rules:
        yield found("RUB461", event, clock)
    for rule in rules:
        low, high = rule.effect.low, rule.effect.high
        low = rule.limit.min if low is None and rule.limit is not None else low
        if (low is not None and event.points < low) or (high is not None and event.points > high) or event.points < 0:
            given = decimal_text(event.points)
            yield found("RUB456", event, clock, points=given, low=_end(low, "0"), high=_end(high, "…"), rule=rule.code)


def marks(need: Need, event: Event) -> list[Clause]:
    """The bands that an event speaks of as a rater's mark: the one it names, else by its points any of its item."""
    outright = [met.rule for met in need.bands if met.outright]
    named = [met.rule for met in need.bands if met.rule.effect.to in event.flags]
    return outright or named or ([met.rule for met in need.bands] if event.points is not None else [])


def _marks(need: Need, clock: Clock, event: Event) -> Iterator[Diagnostic]:
    """A mark states its points, or one band, and stays within it; without either it may still be a fact."""
    bands = marks(need, event)
    if not bands:
        if need.bands and all(met.rule.curve.band is not None and not met.fact for met in need.rules):
            yield found("RUB462", event, clock, band=need.bands[0].rule.effect.to or "")
    elif event.points is None and len(bands) > 1:
        yield found("RUB462", event, clock, band=bands[0].effect.to or "")
    elif event.points is not None and not any(within(band, event.points) for band in bands):
        given = decimal_text(event.points)
        yield found("RUB463", event, clock, points=given, bands="、".join(map(said, bands)))


def within(band: Clause, points: Decimal) -> bool:
    low, high = band.effect.low, band.effect.high
    return low is not None and high is not None and low <= points <= high


def said(band: Clause) -> str:
    """A band by its name and marks."""
    low, high = (_end(None if end is None else decimal_text(end), "…") for end in (band.effect.low, band.effect.high))
    return f"{band.effect.to} {low if low == high else f'{low}-{high}'}"


def _end(value: object, open_end: str) -> str:
    return open_end if value is None else str(value)


def _held(need: Need, event: Event) -> list[Met]:
    """The rules an event meets by name and flags, without those a graver case that is also met stands in for."""
    own = [each for each in need.rules if not each.fact]
    met = [each for each in own if each.outright or event.flags.issuperset(each.rule.select.flags)]
    replaced = {each.rule.escalates for each in met if not each.rule.extra}
    return [each for each in met if each.rule.code not in replaced and event.flags.isdisjoint(each.rule.select.unless)]


def found(code: str, event: Event, clock: Clock, **words: str) -> Diagnostic:
    """A finding about an event, in words that are the same for every spelling of its content."""
    named = {"subject": event.subject, "kind": event.kind, "time": clock.said(event), "id": event.id or "—"}
    return Diagnostic(code, named | words, event.place, witness={"event": event.id})
