"""What one clause moves, for the second opinion: which events count under it, and how its measure becomes points."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from attrs import frozen

from reference import absences, duties
from reference.facts import Fact, meets
from reference.ledgers import MONEY, is_left_to_recorder, ledger
from reference.measures import amount, by_name, exactly, holds, is_apart, measured, own_amount_holds, six_places, times
from rubricdsl.base.calendar import Period
from rubricdsl.base.quantity import dimension, scale
from rubricdsl.events.model import Subject
from rubricdsl.meaning.parts import DUTIES, Limit
from rubricdsl.rules.model import Rubric, Rule

End = Literal["low", "high"]
BOUNDLESS = Fraction(10**12)
"""Stands for an end that nothing bounds; whatever comes near it was not bounded."""


@frozen
class Case:
    """One subject in one period: its events of the period, all its events, and the day it is judged as of."""

    rubric: Rubric
    subject: Subject
    period: Period
    facts: list[Fact]
    history: list[Fact]
    as_of: date | None

    def rule(self, code: str) -> Rule:
        return next(rule for rule in self.rubric.rules if rule.code == code)

    def beside(self, rule: Rule) -> list[Rule]:
        """The other rules of its item, in their order."""
        return [other for other in self.rubric.rules if other.item == rule.item and other is not rule]


# ── which events count under a rule ──


def met(case: Case, rule: Rule) -> list[Fact]:
    """The events that meet the rule, whether or not a graver case stands in for it."""
    return [f for f in case.facts if meets(case.rubric, rule, f.event) and own_amount_holds(rule, f)]


def counted(case: Case, rule: Rule) -> list[Fact]:
    """The events that count under the rule itself."""
    return [f for f in scored(case, rule) if not _lighter(case, rule, f)]


def scored(case: Case, rule: Rule) -> list[Fact]:
    """The same where one fact may count under several rules."""
    return [f for f in met(case, rule) if not _graver(case, rule, f) and not _own_amount(case, rule, f)]


def _lighter(case: Case, rule: Rule, fact: Fact) -> bool:
    """同一事件不重复扣分: of several rules that score it in the same scope, another is graver; 另扣 comes on top."""
    rivals = [other for other in case.rubric.rules if _one_scope(case, rule, other) and _moves(other)]
    rivals = [other for other in rivals if _is_down(rule) == _is_down(other) and not other.extra]
    rivals = [other for other in rivals if _scores(case, other, fact)]
    return rule in rivals and not _one_curve(rule, max(rivals, key=lambda other: gravity(case, other)))


def _one_curve(rule: Rule, other: Rule) -> bool:
    """The same rule, steps of one curve, or ordinals and the 每次 they stand beside: no rivals of one another."""
    if rule is other:
        return True
    if rule.item != other.item or not _same_measure(rule, other) or rule.select.flags != other.select.flags:
        return False
    roles = {rule.curve.role, other.curve.role}
    steps = roles == {"step"} and not rule.select.when and not other.select.when
    plain = all(each.curve.per is not None or each.curve.role == "nth" or not each.curve.when for each in (rule, other))
    return steps or ("nth" in roles and "step" not in roles and plain and rule.select == other.select)


def _moves(rule: Rule) -> bool:
    return rule.effect.kind in ("deduct", "add", "award", "forfeit") and rule.curve.band is None


def _is_down(rule: Rule) -> bool:
    return rule.effect.kind in ("deduct", "forfeit")


def _scores(case: Case, rule: Rule, fact: Fact) -> bool:
    """Does the rule score the event: do its conditions hold, for the event's own name where names are apart?"""
    facts = scored(case, rule)
    if fact not in facts or rule.measure.kind == "ratio":
        return False
    if not rule.curve.when:
        return True
    groups = by_name(case.rubric, rule, facts) if is_apart(rule) else [facts]
    own = next(group for group in groups if fact in group)
    return any(v is not None and reached(rule, v) for v in measured(case.rubric, rule, own))


def _one_scope(case: Case, rule: Rule, other: Rule) -> bool:
    """Both in the whole, or in an item or section, that says so."""
    if case.rubric.head.gravest:
        return True
    said = [item.code for item in case.rubric.items if item.gravest]
    return any({code} <= set(chain(case, rule.item)) & set(chain(case, other.item)) for code in said)


def chain(case: Case, code: str | None) -> list[str]:
    """The item and the sections around it, innermost first."""
    found: list[str] = []
    while code is not None:
        found.append(code)
        code = next(item.parent for item in case.rubric.items if item.code == code)
    return found


def _graver(case: Case, rule: Rule, fact: Fact) -> bool:
    """A later score of its sentence replaces it for the events so flagged; if several apply, the gravest holds."""
    root = rule.escalates or rule.code
    cases = [other for other in case.rubric.rules if other.escalates == root and fact in met(case, other)]
    if not cases or (rule.escalates is None and not any(other.escalates == rule.code for other in cases)):
        return False
    return max(cases, key=lambda other: gravity(case, other)) is not rule


def gravity(case: Case, rule: Rule) -> Fraction:
    """How grave a rule is: the points it states, at the most; nothing is graver than 不得分."""
    return 2 * BOUNDLESS if rule.effect.kind == "forfeit" else each(case, rule)[1]


def _own_amount(case: Case, rule: Rule, fact: Fact) -> bool:
    """A threshold on an event's own amount replaces the plain score on the same names; of several steps one holds."""
    if rule.curve.when or rule.curve.role == "nth" or rule.measure.kind not in ("count", "sum"):
        return False
    if rule.select.flags or rule.extra:
        return False
    rivals = [other for other in case.beside(rule) if other.select.when and _same_matter(rule, other)]
    rivals = [other for other in rivals if fact in met(case, other)]
    if not rule.select.when:
        return bool(rivals)
    return most_extreme(case, [rule, *rivals], lambda other: other.select.when) is not rule


def _same_matter(rule: Rule, other: Rule) -> bool:
    """The same names and the same ledger."""
    ledger = (rule.effect.kind in MONEY) == (other.effect.kind in MONEY)
    scores = other.effect.kind in ("deduct", "add", "award", "forfeit", *MONEY)
    return ledger and scores and bool(set(rule.select.kinds) & set(other.select.kinds))


def most_extreme(case: Case, steps: Sequence[Rule], when) -> Rule:
    """Of steps that are all reached the highest from below, the lowest from above; of equals the later written."""
    best, codes = steps[0], [rule.code for rule in case.rubric.rules]
    for step in sorted(steps, key=lambda rule: codes.index(rule.code)):
        if _reach(when(step)) >= _reach(when(best)):
            best = step
    return best


def _reach(when) -> Fraction:
    lower = [Fraction(t.value) * scale(t.unit) for t in when if t.op in (">=", ">", "=")]
    return max(lower) if lower else -min(Fraction(t.value) * scale(t.unit) for t in when)


# ── how much ──


def each(case: Case, rule: Rule) -> tuple[Fraction, Fraction]:
    """The least and the most that one occurrence is worth, without sign."""
    effect = rule.effect
    if rule.curve.times is not None and rule.escalates is not None:
        low, high = each(case, case.rule(rule.escalates))
        return low * Fraction(rule.curve.times), high * Fraction(rule.curve.times)
    if is_left_to_recorder(rule):
        return Fraction(0), BOUNDLESS
    if effect.share is not None:
        full = next(item.full for item in case.rubric.items if item.code == rule.item)
        return Fraction(effect.share) * Fraction(full), Fraction(effect.share) * Fraction(full)
    least = rule.limit.min if rule.limit is not None else None
    low = exactly(effect.low) if effect.low is not None else Fraction(least or 0)
    high = exactly(effect.high) if effect.high is not None else BOUNDLESS
    return low, high


def is_discretion(rule: Rule) -> bool:
    """酌情, any bare range, 至少扣N分: the event carries the points."""
    stated = rule.effect.low is not None and rule.effect.low == rule.effect.high
    scores = rule.effect.kind in ("deduct", "add", "award", *MONEY)
    counted = rule.curve.times is not None or rule.effect.share is not None or rule.curve.proportional
    return (scores and not stated and not counted) or is_left_to_recorder(rule)


def worth(case: Case, rule: Rule, end: End) -> Fraction:
    """What the rule comes to, without sign, before any limit; `end` chooses where points are left open."""
    if rule.measure.kind in DUTIES:
        units = duties.multiples(case, rule)
        return units * each(case, rule)[0]
    if rule.measure.kind == "absence":
        return absences.times_fired(case, rule) * each(case, rule)[0]
    facts = counted(case, rule)
    if rule.limit is not None and (rule.limit.within or rule.limit.often):
        return _by_stretch(case, rule, facts)
    if rule.curve.proportional:
        return sum((_part(case, rule, v) for v in measured(case.rubric, rule, facts) if v is not None), Fraction(0))
    if rule.curve.times is not None and rule.escalates is not None:
        return _doubled(case, case.rule(rule.escalates), facts) * each(case, rule)[0]
    if rule.curve.role == "nth":
        return _ordinals(case, rule)
    if is_discretion(rule):
        given = _given_once(case, rule, facts, end)
        return given if given is not None else sum((_left_open(case, rule, f, end) for f in facts), Fraction(0))
    if rule.curve.when or rule.curve.per or rule.measure.kind in ("latest", "mean", "ratio"):
        counted_times = sum(multiples_by_name(case, rule, facts), Fraction(0))
        return max(Fraction(0), counted_times - _named_occurrences(case, rule, facts)) * each(case, rule)[0]
    once = rule.effect.kind in ("award", "forfeit")
    if not once and (named := _named_occurrences(case, rule, facts)):
        occurred = floor(sum((times(f, "次") for f in facts), Fraction(0)))
        return max(Fraction(0), Fraction(occurred - named)) * each(case, rule)[0]
    return each(case, rule)[0] * (min(1, len(facts)) if once else len(facts))


def _by_stretch(case: Case, rule: Rule, facts: list[Fact]) -> Fraction:
    """每天最多6分, 每天限3次: each stretch by itself, the first occurrences of it."""
    limit, stretches = rule.limit, {}
    for each_fact in facts:
        stretches.setdefault(_stretch(limit.within, each_fact.day), []).append(each_fact)
    total = Fraction(0)
    for own in stretches.values():
        counted_times = sum(multiples_by_name(case, rule, own), Fraction(0)) if rule.curve.per else Fraction(len(own))
        counted_times = min(counted_times, Fraction(limit.often)) if limit.often is not None else counted_times
        points = counted_times * each(case, rule)[0]
        total += points if limit.max is None else min(points, Fraction(limit.max))
    return total


def _stretch(kind: str | None, day: date) -> object:
    """What all days of one stretch of the calendar share."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}
    match kind:
        case None:
            return None
        case "day":
            return day
        case "week":
            return day.isocalendar()[:2]
        case _:
            return day.year, (day.month - 1) // months[kind]


def _part(case: Case, rule: Rule, value: Fraction) -> Fraction:
    """按比例: the part of the points that the value reaches, or falls short by, of its target (of 100 without one)."""
    full = next(item.full for item in case.rubric.items if item.code == rule.item)
    whole = Fraction(rule.effect.low if rule.effect.low is not None else full or 0)
    target = Fraction(100) if rule.curve.origin is None else Fraction(rule.curve.origin.value)
    if rule.curve.origin is not None:
        value = max(Fraction(0), target - value if rule.curve.below else value - target)
    return six_places(whole * min(value, target) / target)


def _given_once(case: Case, rule: Rule, facts: list[Fact], end: End) -> Fraction | None:
    """A condition on all of the period is met once, for the most that any event states; None without a condition."""
    if not rule.curve.when:
        return None
    if not any(multiples_by_name(case, rule, facts)):
        return Fraction(0)
    given = [abs(Fraction(fact.event.points)) for fact in facts if fact.event.points is not None]
    return max(given) if given else each(case, rule)[0 if end == "low" else 1]


def _doubled(case: Case, base: Rule, facts: list[Fact]) -> Fraction:
    """How often the rule that is doubled would have scored for these events."""
    if base.curve.when:
        return Fraction(any(v is not None and reached(base, v) for v in measured(case.rubric, base, facts)))
    if base.curve.per is not None:
        return sum((multiples(base, v) for v in measured(case.rubric, base, facts) if v), Fraction(0))
    return Fraction(len(facts))


def pending(case: Case, rule: Rule) -> list[Fact]:
    """The events whose points are still open."""
    silent = [f for f in counted(case, rule) if f.event.points is None] if is_discretion(rule) else []
    settled = _given_once(case, rule, counted(case, rule), "high") if is_discretion(rule) else None
    return silent if settled is None or settled == BOUNDLESS else []


def _left_open(case: Case, rule: Rule, fact: Fact, end: End) -> Fraction:
    """The points the event carries; else the end of the range, multiplied by the count where the score says 每."""
    if fact.event.points is not None:
        return abs(Fraction(fact.event.points))
    low, high = each(case, rule)
    return (low if end == "low" else high) * _times_counted(rule, fact)


def _times_counted(rule: Rule, fact: Fact) -> Fraction:
    per = rule.curve.per
    if per is None:
        return Fraction(1)
    return _whole(rule, (times if dimension(per.unit) == "count" else amount)(fact, per.unit) / Fraction(per.value))


def multiples_by_name(case: Case, rule: Rule, facts: list[Fact]) -> list[Fraction]:
    """How often the points count, name by name where the measure is taken so."""
    values = list(enumerate(measured(case.rubric, rule, facts)))
    far = _next_target(case, rule)
    return [multiples(rule, v, far) for n, v in values if v is not None and _is_the_step(case, rule, n)]


def _next_target(case: Case, rule: Rule) -> Fraction | None:
    """Where the rate of another target takes over: each counts its own stretch."""
    if rule.curve.origin is None or rule.curve.per is None or rule.curve.role == "nth":
        return None
    alike = [
        Fraction(other.curve.origin.value)
        for other in case.beside(rule)
        if other.curve.origin is not None and other.curve.per is not None and _same_measure(rule, other)
        and other.curve.below == rule.curve.below and other.effect.kind == rule.effect.kind
        and other.select.flags == rule.select.flags and not (other.extra or rule.extra)
    ]  # fmt: skip
    own = Fraction(rule.curve.origin.value)
    beyond = [target for target in alike if (target < own if rule.curve.below else target > own)]
    return (max(beyond) if rule.curve.below else min(beyond)) if beyond else None


def multiples(rule: Rule, value: Fraction, far: Fraction | None = None) -> Fraction:
    """How often the points count for a measure: whole multiples reached, or once where the conditions hold."""
    if not reached(rule, value):
        return Fraction(0)
    if far is not None:
        value = max(value, far) if rule.curve.below else min(value, far)
    if rule.curve.per is None:
        return Fraction(1)
    unit = rule.measure.unit or ""
    if rule.curve.origin is not None:
        target = Fraction(rule.curve.origin.value) * scale(rule.curve.origin.unit) / scale(unit)
        value = max(Fraction(0), target - value if rule.curve.below else value - target)
    return _whole(rule, value * scale(unit) / (Fraction(rule.curve.per.value) * scale(rule.curve.per.unit)))


def _whole(rule: Rule, value: Fraction) -> Fraction:
    """不足…按…计 rounds up."""
    return Fraction(ceil(value) if rule.curve.round_up else floor(value))


def reached(rule: Rule, value: Fraction) -> bool:
    """All conditions hold; a deducting N以内 starts above 0."""
    if rule.effect.kind == "deduct" and value == 0 and any(t.op == "<=" for t in rule.curve.when):
        return False
    return all(holds(value, t, rule.measure.unit or t.unit) for t in rule.curve.when)


def _is_the_step(case: Case, rule: Rule, place: int) -> bool:
    """One step holds, the most extreme that is reached; `place` is that of the name it is asked for."""
    if rule.curve.role != "step" or not rule.curve.when:
        return True
    curve = [other for other in case.beside(rule) if other.curve.role == "step" and _same_measure(rule, other)]
    holding = [other for other in [rule, *curve] if _reached_at(case, other, place)]
    return rule in holding and most_extreme(case, holding, lambda other: other.curve.when) is rule


def _reached_at(case: Case, rule: Rule, place: int) -> bool:
    values = measured(case.rubric, rule, counted(case, rule))[place:]
    return bool(values) and values[0] is not None and reached(rule, values[0])


def _same_measure(rule: Rule, other: Rule) -> bool:
    same = rule.measure.kind == other.measure.kind and rule.measure.separate == other.measure.separate
    return same and rule.select.kinds == other.select.kinds and ledger(rule) == ledger(other)


# ── ordinals ──


def _ordinals(case: Case, rule: Rule) -> Fraction:
    """第三次及以上每次: the points for each occurrence that is its own."""
    count = sum((times(f, "次") for f in counted(case, rule)), Fraction(0))
    own = [n for n in range(1, floor(count) + 1) if _ordinal_of(case, rule, n) is rule]
    return len(own) * each(case, rule)[0]


def _ordinal_of(case: Case, rule: Rule, n: int) -> Rule | None:
    """Which ordinal scores the n-th occurrence: the exact one, else the highest 及以上 that is reached."""
    ordinals = [other for other in case.rubric.rules if other.curve.role == "nth" and other.item == rule.item]
    ordinals = [o for o in ordinals if o.select.kinds == rule.select.kinds and ledger(o) == ledger(rule)]
    exact = [other for other in ordinals if other.curve.when[0].op == "=" and other.curve.when[0].value == n]
    above = [other for other in ordinals if other.curve.when[0].op == ">=" and other.curve.when[0].value <= n]
    if exact:
        return exact[-1]
    return max(above, key=lambda other: other.curve.when[0].value) if above else None


def _named_occurrences(case: Case, rule: Rule, facts: list[Fact]) -> int:
    """Beside 每次 an ordinal replaces the amount of that occurrence: how many of these are named by one."""
    nth = [
        o for o in case.beside(rule) if o.curve.role == "nth" and o.select == rule.select and ledger(o) == ledger(rule)
    ]
    if not nth or rule.curve.when or rule.measure.kind != "count":
        return 0
    count = floor(sum((times(f, "次") for f in facts), Fraction(0)))
    return sum(_ordinal_of(case, nth[0], n) is not None for n in range(1, count + 1))


def limited(limit: Limit | None, points: Fraction) -> Fraction:
    """最多 on either side; 至少 where anything scored at all. One over a stretch was held to stretch by stretch."""
    if limit is None or limit.within is not None:
        return points
    if limit.max is not None:
        points = max(-Fraction(limit.max), min(Fraction(limit.max), points))
    if limit.min is not None and points != 0:
        least = Fraction(limit.min)
        points = max(points, least) if points > 0 else min(points, -least)
    return points


def fires(case: Case, rule: Rule) -> bool:
    """Does a rule apply that moves no points of its own: a veto, a reference, 不得分?"""
    if rule.measure.kind == "absence":
        return absences.times_fired(case, rule) > 0
    if rule.measure.kind in DUTIES:
        return duties.multiples(case, rule) > 0
    if rule.curve.when:
        return any(times > 0 for times in multiples_by_name(case, rule, counted(case, rule)))
    return bool(counted(case, rule))
