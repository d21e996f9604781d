"""The plainest possible reading of the language page, as a second opinion on scorecards.

Lists and fractions, nothing kept, nothing shared with the evaluator but the rule model and the calendar: a page per
stage, to be argued with. It takes events that are sound, and judges each subject and period from the whole log.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from reference import absences, clauses, duties, items
from reference.clauses import BOUNDLESS, Case, End
from reference.facts import bands_of, fact, in_force, is_known, standing
from reference.ledgers import MONEY
from reference.marks import open_range
from reference.measures import exactly, measured, rounded
from rubricdsl.base.calendar import Period, period_named, period_of
from rubricdsl.events.model import Event, Subject
from rubricdsl.meaning.parts import Grade
from rubricdsl.rules.model import Rubric, Rule

Ends = tuple[Fraction | None, Fraction | None]
Pending = tuple[str | None, str, Fraction | None, Fraction | None]


@frozen
class Opinion:
    """What the card of one subject and period should say."""

    total: Fraction | None
    low: Fraction | None
    high: Fraction | None
    grade: str | None
    money: Fraction
    items: dict[str, Fraction]
    requirements: dict[str, str]
    pending: frozenset[Pending]
    vetoes: frozenset[tuple[str, str | None]]
    referred: frozenset[tuple[str, str | None]]


def score(
    rubric: Rubric,
    events: Sequence[Event],
    subjects: Sequence[Subject] | None = None,
    periods: Sequence[str] | None = None,
    as_of: date | None = None,
) -> dict[tuple[str, str], Opinion]:
    """Every card that is due, by subject and label of the period."""
    roster = list(subjects or [])
    facts = standing(rubric, events, roster)
    people = roster or [Subject(name=name) for name in sorted({e.subject for e in events if _speaks(rubric, e)})]
    people = [p for p in people if not rubric.head.roles or not p.roles or set(p.roles) & set(rubric.head.roles)]
    found = {}
    for person in people:
        own = [f for f in facts if f.event.subject == person.name]
        for period in _periods(rubric, events, None if subjects is not None else person, periods):
            if _is_outside(person, period):
                continue
            inside = [f for f in own if period_of(rubric.head.period, f.day) == period]
            found[person.name, period.label] = opinion(Case(rubric, person, period, inside, own, as_of))
    return found


def _periods(rubric: Rubric, events: Iterable[Event], person: Subject | None, labels) -> list[Period]:
    """Those asked for; else every period in which there are events, of the person or of anybody."""
    if labels is not None:
        return [p for p in (period_named(rubric.head.period, label) for label in labels) if p is not None]
    if rubric.head.period is None and person is None:
        return [period_of(None, date.min)]
    own = [e for e in events if person is None or e.subject == person.name]
    days = [fact(rubric, e).day for e in own if _speaks(rubric, e)]
    return list(dict.fromkeys(period_of(rubric.head.period, day) for day in sorted(days)))


def _speaks(rubric: Rubric, event: Event) -> bool:
    """Does it name a subject and a period? What is no name of the standard, or lies outside 生效, is left out."""
    known = event.voids is not None or is_known(rubric, event.kind)
    return known and in_force(rubric, fact(rubric, event).day)


def _is_outside(person: Subject, period: Period) -> bool:
    if period.first is None or period.last is None:
        return False
    late = person.start is not None and date.fromisoformat(person.start) > period.last
    return late or (person.end is not None and date.fromisoformat(person.end) < period.first)


# ── one card ──


def opinion(case: Case) -> Opinion:
    waiting = frozenset(pending(case))
    ends = total(case, "low"), total(case, "high")
    low, high = zeroed(case, ends[0]), zeroed(case, ends[1])
    vetoes = frozenset((r.code, r.effect.to) for r in acting(case, "veto", ends))
    settled = not waiting or (low == high == 0 and any("0分" in (to or "") for _, to in vetoes))
    return Opinion(
        low if settled else None,
        _bound(low),
        _bound(high),
        grade(case, ends),
        money(case, ends),
        items.moves(case, "low"),
        requirements(case),
        waiting,
        vetoes,
        frozenset((r.code, r.effect.to) for r in acting(case, "refer", ends)),
    )


def _bound(value: Fraction | None) -> Fraction | None:
    return None if value is None or abs(value) > BOUNDLESS / 10**6 else value


def total(case: Case, end: End) -> Fraction | None:
    """Base and the moves of all items, then 加分上限, the bounds of the total, rounding; None: nothing remains."""
    rubric = case.rubric
    whole, rest = items.scale_of(case)
    if rubric.head.absent == "exclude" and whole and not rest:
        return None
    moved = sum(items.moves(case, end).values(), Fraction(0)) + over_additions(case, end)
    result = Fraction(rubric.base) + clauses.limited(rubric.head.limit, moved)
    low, high = exactly(rubric.head.range[0]), exactly(rubric.head.range[1])
    result = result if low is None else max(low, result)
    result = result if high is None else min(high, result)
    places = rubric.head.rounding
    return result if places is None else rounded(result, places.places, places.mode)


def zeroed(case: Case, end: Fraction | None) -> Fraction | None:
    """A veto that says 总分计0分 takes the total away."""
    said = [rule.effect.to or "" for rule in acting(case, "veto", (end, end))]
    return end if end is None or not any("0分" in to for to in said) else Fraction(0)


def over_additions(case: Case, end: End) -> Fraction:
    """加分上限: what all additions together are above it, to be taken back."""
    most = exactly(case.rubric.head.additions)
    if most is None:
        return Fraction(0)
    added = sum((items.additions(case, item, end) for item in case.rubric.items), Fraction(0))
    return min(Fraction(0), most - added)


# ── what else the card says ──


def pending(case: Case) -> Iterable[Pending]:
    """Rules whose points are left open by events, and items that wait for their mark."""
    for rule in case.rubric.rules:
        item = next(item for item in case.rubric.items if item.code == rule.item)
        if rule.effect.kind in (*items.MOVING, *MONEY) and rule.curve.band is None and items.applies(case, item):
            open_events = clauses.pending(case, rule)
            if open_events:
                yield rule.code, rule.item, *_open_ends(case, rule, open_events)
    for item in case.rubric.items:
        if bands_of(case.rubric, item.code) and items.applies(case, item):
            low, high, band = open_range(case, item)
            if low != high:
                yield band, item.code, low, high


def _open_ends(case: Case, rule: Rule, open_events) -> tuple[Fraction | None, Fraction | None]:
    low = sum((clauses._left_open(case, rule, f, "low") for f in open_events), Fraction(0))
    high = sum((clauses._left_open(case, rule, f, "high") for f in open_events), Fraction(0))
    return (_bound(-high), _bound(-low)) if rule.effect.kind in ("deduct", "fine") else (_bound(low), _bound(high))


def acting(case: Case, effect: str, ends: Ends) -> list[Rule]:
    """The vetoes, references or fines that are met; conditions on the total
    are judged after rounding, and at both ends of one that is still open."""
    found = []
    for rule in case.rubric.rules:
        if rule.effect.kind != effect:
            continue
        if rule.measure.kind == "collected":
            met = all(end is not None for end in ends) and all(clauses.reached(rule, end) for end in _lost(case))
        elif rule.measure.kind == "total":
            met = all(end is not None and clauses.reached(rule, end) for end in ends)
        else:
            met = clauses.fires(case, rule)
        found += [rule] if met else []
    return found


def money(case: Case, ends: Ends) -> Fraction:
    """Rewards minus fines."""
    paid = Fraction(0)
    for rule in case.rubric.rules:
        if rule.effect.kind not in MONEY:
            continue
        if rule.measure.kind == "collected":
            sum_of = _on_total(case, rule, _lost(case)) if None not in ends else Fraction(0)
        elif rule.measure.kind == "total":
            sum_of = _on_total(case, rule, ends)
        else:
            sum_of = clauses.worth(case, rule, "low")
        sum_of = clauses.limited(rule.limit, sum_of)
        paid += sum_of if rule.effect.kind == "reward" else -sum_of
    return paid


def _lost(case: Case) -> Ends:
    return items.lost(case, "low"), items.lost(case, "high")


def _on_total(case: Case, rule: Rule, ends: Ends) -> Fraction:
    """What hangs on the total or the grade, where both ends of an open one agree; so much for each point it is off."""
    low, high = (_paid_at(case, rule, end) for end in ends)
    return low if low == high else Fraction(0)


def _paid_at(case: Case, rule: Rule, end: Fraction | None) -> Fraction:
    if end is None:
        return Fraction(0)
    if rule.effect.grade is not None:
        return Fraction(rule.effect.low) if _grade_at(case, end) == rule.effect.grade else Fraction(0)
    if not clauses.reached(rule, end):
        return Fraction(0)
    curve = rule.curve
    if curve.per is None:
        return Fraction(rule.effect.low)
    if curve.origin is None:
        return Fraction(rule.effect.low) * (end // Fraction(curve.per.value))
    off = Fraction(curve.origin.value) - end if curve.below else end - Fraction(curve.origin.value)
    return Fraction(rule.effect.low) * max(0, off // Fraction(curve.per.value))


def requirements(case: Case) -> dict[str, str]:
    """Standards without points: met, not met or no data; and scored measurements without data."""
    found = {}
    for rule in case.rubric.rules:
        if rule.effect.kind == "require":
            found[rule.code] = _status(case, rule)
        elif rule.measure.kind in ("absence", "obligation", "deadline"):
            nothing_known = absences.first_day(case) is None
            if nothing_known and (rule.measure.kind == "absence" or case.period.first is None):
                found[rule.code] = "no data"
        elif rule.measure.kind in ("latest", "mean", "ratio"):
            values = measured(case.rubric, rule, clauses.counted(case, rule))
            if all(value is None for value in values):
                found[rule.code] = "no data"
    return found


def _status(case: Case, rule: Rule) -> str:
    if rule.measure.kind in ("obligation", "deadline"):
        missing = duties.missed(case, rule)
        return "no data" if not missing else "not met" if any(missing) else "met"
    values = measured(case.rubric, rule, clauses.counted(case, rule))
    if any(value is None for value in values):
        return "no data"
    return "met" if all(clauses.reached(rule, value) for value in values if value is not None) else "not met"


def grade(case: Case, ends: Ends) -> str | None:
    """The grade of the total; null unless both ends of one that is still open agree."""
    one, other = (_grade_at(case, end) for end in ends)
    return one if one == other else None


def _grade_at(case: Case, end: Fraction | None) -> str | None:
    """A veto sets the lowest grade, or the one it names; of several the lowest; else the total's own."""
    grades = case.rubric.grades
    vetoes = [rule.effect.to for rule in acting(case, "veto", (end, end))]
    imposed = [_lowest(grades) if to is None else to for to in vetoes]
    chosen = [each for each in grades if each.name in imposed]
    zero = zeroed(case, end)
    own = _lowest(chosen) if chosen else None if zero is None else _grade_of(case.rubric, zero)
    return own if own is None else _lowered(case, own, (end, end))


def _lowered(case: Case, name: str, ends: Ends) -> str:
    """So many grades lower as vetoes say, and below those they bar; the lowest stays."""
    down = sorted(case.rubric.grades, key=lambda each: -BOUNDLESS if each.low is None else Fraction(each.low))
    names = [each.name for each in down]
    at = names.index(name)
    acts = acting(case, "veto", ends)
    at = max(0, at - sum(rule.effect.lower or 0 for rule in acts))
    while at > 0 and names[at] in [rule.effect.bar for rule in acts]:
        at -= 1
    return names[at]


def _grade_of(rubric: Rubric, value: Fraction) -> str | None:
    """Of several that hold, the one with the highest lower end."""
    holding = [each for each in rubric.grades if _holds(each, value)]
    if not holding:
        return None
    return max(holding, key=lambda each: -BOUNDLESS if each.low is None else Fraction(each.low)).name


def _holds(each: Grade, value: Fraction) -> bool:
    above = each.low is None or value > each.low or (value == each.low and "from" not in each.excludes)
    return above and (each.high is None or value < each.high or (value == each.high and "to" not in each.excludes))


def _lowest(grades: Sequence[Grade]) -> str | None:
    if not grades:
        return None
    return min(grades, key=lambda each: -BOUNDLESS if each.low is None else Fraction(each.low)).name


__all__ = ["Opinion", "score"]
