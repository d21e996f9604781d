"""Which features of the language an example reached: those that made a difference to a card."""

from collections.abc import Callable, Iterator
from datetime import datetime

from attrs import field, frozen

import rubricdsl
from reference.compare import Scored
from reference.facts import bands_of, fact, in_force
from reference.items import MOVING, grants
from reference.ledgers import MONEY, is_left_to_recorder
from rubricdsl.cards.model import Entry
from rubricdsl.meaning.parts import Item
from rubricdsl.rules.model import Rule


@frozen(eq=False)
class Seen:
    """One card with what it was made of. `active`: the rules that moved points or money, imposed or referred."""

    made: Scored
    card: rubricdsl.Scorecard
    rules: dict[str, Rule] = field(init=False)
    active: tuple[Rule, ...] = field(init=False)

    @rules.default
    def _rules(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.made.rubric.rules}

    @active.default
    def _active(self) -> tuple[Rule, ...]:
        codes = {each.rule for each in self.card.entries if each.fate == "applied" and (each.points or each.money)}
        codes |= {each.rule for each in (*self.card.vetoes, *self.card.referred)}
        return tuple(rule for code, rule in self.rules.items() if code in codes)

    def any(self, holds: Callable[[Rule], object]) -> bool:
        return any(holds(rule) for rule in self.active)

    def entries(self, stage: str, item: Callable[[Item], object] | None = None) -> list[Entry]:
        known = {each.code: each for each in self.made.rubric.items}
        found = [each for each in self.card.entries if each.stage == stage]
        return [each for each in found if item is None or (each.item in known and item(known[each.item]))]

    def of_kind(self, kind: str) -> list[Rule]:
        return [rule for rule in self.active if rule.measure.kind == kind]


def _is_plain(rule: Rule) -> bool:
    curve = rule.curve
    bare = not (curve.per or curve.when or curve.role or curve.times or curve.proportional or curve.band)
    return rule.measure.kind == "count" and bare and not rule.select.flags and not rule.select.when


def _converts(seen: Seen) -> bool:
    sums = {kind: rule.measure.unit for rule in seen.of_kind("sum") if rule.curve.per for kind in rule.select.kinds}
    return any(e.unit and sums.get(e.kind, e.unit) != e.unit for e in seen.made.example.log)


def _nth_beside(seen: Seen) -> bool:
    nth = [rule.select for rule in seen.active if rule.curve.role == "nth"]
    return seen.any(lambda rule: rule.curve.role is None and rule.curve.per and rule.select in nth)


def _once(seen: Seen, within: Callable[[Rule], object]) -> bool:
    """Superseded by another rule for the same fact, not by a graver case nor by an own amount."""
    rules = seen.rules.values()
    gone = [seen.rules[each.rule] for each in seen.entries("supersede") if each.rule]
    rooted = {rule.escalates for rule in rules}
    timed = {kind for rule in rules if rule.select.when for kind in rule.select.kinds}
    return any(
        within(rule) and rule.code not in rooted and not rule.escalates and not timed & set(rule.select.kinds)
        for rule in gone
    )


def _gravest(seen: Seen, code: str | None) -> bool:
    return code is not None and any(each.code == code and each.gravest for each in seen.made.rubric.items)


def _section(seen: Seen, item: str) -> str | None:
    return next(each.parent for each in seen.made.rubric.items if each.code == item)


def _limited(seen: Seen, which: str) -> bool:
    cut = {each.limits for each in seen.entries("limit")}
    return any(code in cut and rule.limit and getattr(rule.limit, which) for code, rule in seen.rules.items())


def _given(seen: Seen, holds: Callable[[Rule], object]) -> bool:
    """Discretion with the points of an event."""
    rated = {e.kind for e in seen.made.example.log if e.points is not None}
    return seen.any(lambda rule: _is_open(rule) and holds(rule) and rated & set(rule.select.kinds))


def _is_open(rule: Rule) -> bool:
    stated = rule.effect.low == rule.effect.high and rule.effect.low is not None
    share = rule.effect.share and not is_left_to_recorder(rule)
    counted = rule.curve.times or share or rule.curve.proportional or rule.curve.band
    return rule.effect.kind in (*MOVING, *MONEY) and not stated and not counted


def _pending(seen: Seen, holds: Callable[[Rule], object]) -> bool:
    return any(each.rule and not seen.rules[each.rule].curve.band and holds(seen.rules[each.rule])
               for each in seen.card.pending)  # fmt: skip


def _awards(seen: Seen, item: str, beside: bool) -> bool:
    rules = [rule for rule in seen.rules.values() if rule.item == item and rule.curve.band is None]
    return any(rule.effect.kind == "award" for rule in rules) and grants(rules) == beside


def _full(seen: Seen, item: str) -> bool:
    return any(each.code == item and each.full is not None for each in seen.made.rubric.items)


def _has_parts(seen: Seen) -> set[str | None]:
    return {each.parent for each in seen.made.rubric.items}


def _at_limit(seen: Seen) -> bool:
    limit, card = seen.made.rubric.limit, seen.card
    return bool(limit and limit.max and card.total is not None and abs(card.total - card.base) == limit.max)


def _absent(seen: Seen, policy: str) -> bool:
    told = any(e.kind == "不适用" and e.subject == seen.card.subject for e in seen.made.example.log)
    changed = seen.entries("not-applicable") or seen.card.total is None
    return told and bool(changed) and seen.made.rubric.head.absent == policy


def _bands(seen: Seen, chosen: bool) -> bool:
    """A mark is waited for: within the one band that is left, or among several."""
    codes = [each.rule for each in seen.card.pending]
    return any(code and seen.rules[code].curve.band for code in codes) if chosen else None in codes


def _marked(seen: Seen) -> bool:
    banded = [each for each in seen.entries("match") if each.events and bands_of(seen.made.rubric, each.item or "")]
    return any(each.rule is None or seen.rules[each.rule].curve.band for each in banded)


def _grades(seen: Seen) -> int:
    """How many grades hold the total."""
    total = seen.card.total
    if total is None or not seen.made.rubric.grades:
        return -1
    return sum((each.low is None or total >= each.low) and (each.high is None or total <= each.high)
               for each in seen.made.rubric.grades)  # fmt: skip


def _shifted(seen: Seen) -> bool:
    """An event whose local day is not the day it was written with."""
    own = [e for e in seen.made.example.log if e.subject == seen.card.subject and len(e.time) > 10]
    return any(fact(seen.made.rubric, e).day != datetime.fromisoformat(e.time).date() for e in own)


def _replayed(seen: Seen) -> bool:
    named = [(e.source, e.id) for e in seen.made.example.log if e.id is not None]
    return len(named) != len(set(named))


def _aliased(seen: Seen) -> bool:
    others = {other: name for name, names in seen.made.rubric.head.aliases for other in names}
    said = {others[e.kind] for e in seen.made.example.log if e.kind in others and e.subject == seen.card.subject}
    return seen.any(lambda rule: said & set(rule.select.kinds))


def _roster(seen: Seen, end: str) -> bool:
    period, people = seen.card.period, seen.made.example.subjects or ()
    days = [getattr(each, end) for each in people if each.name == seen.card.subject]
    return bool(period.first and days and days[0] and str(period.first) < days[0] <= str(period.last))


def _out_of_force(seen: Seen) -> bool:
    return any(not in_force(seen.made.rubric, fact(seen.made.rubric, e).day) for e in seen.made.example.log)


def _role(seen: Seen) -> bool:
    roles = set(seen.made.rubric.head.roles)
    return bool(roles) and any(each.roles and not roles & set(each.roles) for each in seen.made.example.subjects or ())


def _quiet(seen: Seen) -> bool:
    return all(e.subject != seen.card.subject for e in seen.made.example.log)


def _window(unit: str) -> Callable[[Seen], bool]:
    return lambda seen: any(r.measure.window and r.measure.window.unit == unit for r in seen.of_kind("obligation"))


def _undone(seen: Seen) -> bool:
    late = {rule.select.kinds for rule in seen.rules.values() if rule.measure.kind == "deadline"}
    return any(rule.select.kinds in late for rule in seen.of_kind("obligation"))


def _excused(seen: Seen) -> bool:
    duties = [r for r in seen.rules.values() if r.measure.kind == "obligation" and r.select.unless]
    log = seen.made.example.log
    return any(e.kind in r.select.kinds and e.flags & set(r.select.unless) for r in duties for e in log)


def _status(status: str) -> Callable[[Seen], bool]:
    return lambda seen: any(
        each.status == status and seen.rules[each.rule].effect.kind == "require" for each in seen.card.requirements
    )


def _changes(seen: Seen, what: str) -> bool:
    """Whether a veto that lowers or bars a grade acted, where there are grades."""
    acted = [seen.rules[each.rule] for each in seen.card.vetoes if each.rule in seen.rules]
    return bool(seen.made.rubric.grades) and any(getattr(rule.effect, what) is not None for rule in acted)


def _veto(holds: Callable[[str | None, set[str]], object]) -> Callable[[Seen], bool]:
    return lambda seen: any(holds(each.to, {g.name for g in seen.made.rubric.grades}) for each in seen.card.vetoes)


def _rule(holds: Callable[[Rule], object]) -> Callable[[Seen], bool]:
    return lambda seen: seen.any(holds)


def _measure(kind: str) -> Callable[[Seen], bool]:
    return lambda seen: bool(seen.of_kind(kind))


def _step(kind: str) -> Callable[[Seen], bool]:
    kinds = {"count": ("count", "sum"), "value": ("latest", "mean", "ratio")}.get(kind, ())
    if kind == "own":
        return _rule(lambda r: r.curve.role == "step" and r.select.when)
    return _rule(lambda r: r.curve.role == "step" and r.curve.when and r.measure.kind in kinds)


def _stretches(seen: Seen) -> bool:
    rates = [(r.item, r.select.kinds, r.curve.below) for r in seen.active if r.curve.origin and r.curve.per]
    return len(rates) != len(set(rates))


ROWS: dict[str, Callable[[Seen], object]] = {
    "plain count": _rule(_is_plain),
    "count per N units": _rule(lambda r: r.curve.per and r.curve.per.value > 1 and r.measure.kind == "count"),
    "sum with conversion": _converts,
    "rounded up (不足…按…计)": _rule(lambda r: r.curve.round_up),
    "from a target: measurement": _rule(lambda r: r.curve.origin and r.measure.kind in ("latest", "mean", "ratio")),
    "each stretch at its own rate": _stretches,
    "from a target: count": _rule(lambda r: r.curve.origin and r.measure.kind == "count"),
    "threshold on the own amount": _rule(lambda r: r.select.when and r.curve.role is None),
    "threshold on the period": _rule(lambda r: r.curve.when and r.curve.role is None and r.measure.kind == "count"),
    "multiplies by all (超过3人…/人)": _rule(lambda r: r.curve.when and r.curve.per and r.measure.kind == "count"),
    "name by name (各, 分别)": _rule(lambda r: r.measure.separate),
    "steps on counts": _step("count"),
    "steps on measurements": _step("value"),
    "steps on the own amount": _step("own"),
    "ordinals": _rule(lambda r: r.curve.role == "nth"),
    "ordinal beside 每次": _nth_beside,
    "加倍": _rule(lambda r: r.curve.times),
    "graver case": _rule(lambda r: r.graver),
    "several graver: the gravest": lambda s: any(e.rule and s.rules[e.rule].graver for e in s.entries("supersede")),
    "另扣": _rule(lambda r: r.extra),
    "除外": lambda s: bool(s.entries("exempt")),
    "one fact once: item": lambda s: _once(s, lambda r: _gravest(s, r.item)),
    "one fact once: section": lambda s: _once(s, lambda r: _gravest(s, _section(s, r.item))),
    "one fact once: whole": lambda s: s.made.rubric.head.gravest and _once(s, lambda _: True),
    "line limit: 最多": lambda s: _limited(s, "max"),
    "line limit: 最少": lambda s: _limited(s, "min"),
    "line limit: 扣完为止": _rule(lambda r: r.limit and r.limit.exhaust),
    "limit over a stretch": _rule(lambda r: r.limit and r.limit.within),
    "limit in times": _rule(lambda r: r.limit and r.limit.often),
    "item limit": lambda s: s.entries("item", lambda i: i.limit and i.code not in _has_parts(s)),
    "total limit": _at_limit,
    "discretion with points": lambda s: _given(s, lambda _: True),
    "discretion pending": lambda s: _pending(s, lambda _: True),
    "至少 given": lambda s: _given(s, lambda r: r.effect.low is None),
    "至少 pending": lambda s: _pending(s, lambda r: r.effect.low is None),
    "range × count": lambda s: _pending(s, lambda r: r.curve.per),
    "award": lambda s: s.any(lambda r: r.effect.kind == "award" and _awards(s, r.item, False)),
    "award beside deductions": lambda s: s.any(lambda r: r.effect.kind == "deduct" and _awards(s, r.item, True)),
    "forfeit of full marks": lambda s: s.any(lambda r: r.effect.kind == "forfeit" and _full(s, r.item)),
    "forfeit of additions": lambda s: s.any(lambda r: r.effect.kind == "forfeit" and not _full(s, r.item)),
    "share of the marks": _rule(lambda r: r.effect.share and r.effect.kind == "deduct"),
    "share of money given": lambda s: _given(s, is_left_to_recorder),
    "share of money pending": lambda s: _pending(s, is_left_to_recorder),
    "full marks [0, full]": lambda s: s.entries("item", lambda i: i.full is not None and not i.overdraw),
    "倒扣": lambda s: any(i.mark is not None and i.mark < 0 for i in s.card.items),
    "bound of a section": lambda s: s.entries("item", lambda i: i.code in _has_parts(s)),
    "weights": lambda s: s.entries("weight"),
    "加分上限": lambda s: s.entries("additions"),
    "得分范围": lambda s: s.entries("range"),
    **{
        f"舍入 {mode}": lambda s, mode=mode: s.entries("round") and s.made.rubric.head.rounding.mode == mode
        for mode in ("half-up", "half-even", "down", "up")
    },
    **{f"不适用 {policy}": lambda s, policy=policy: _absent(s, policy) for policy in ("exclude", "zero")},
    "不适用 full": lambda s: s.made.rubric.head.absent == "full"
    and any(e.kind == "不适用" and e.subject == s.card.subject for e in s.made.example.log),
    "nothing remains": lambda s: s.card.total is None and not s.card.pending,
    "fine": _rule(lambda r: r.effect.kind == "fine"),
    "reward": _rule(lambda r: r.effect.kind == "reward"),
    "veto": _veto(lambda to, grades: to is None and grades),
    "veto naming a grade": _veto(lambda to, grades: to in grades),
    "veto with a consequence": _veto(lambda to, grades: to and to not in grades and "0分" not in to),
    "veto that lowers the grade": lambda s: _changes(s, "lower"),
    "veto that bars a grade": lambda s: _changes(s, "bar"),
    "money by grade": lambda s: any(
        s.rules[e.rule].effect.grade is not None for e in s.card.entries if e.rule in s.rules
    ),
    "money for each point of the total": lambda s: any(
        s.rules[e.rule].measure.kind == "total" and s.rules[e.rule].curve.per
        for e in s.card.entries
        if e.rule in s.rules
    ),
    "quota and two rates": _rule(lambda r: r.curve.role == "nth" and r.curve.when[0].op == ">=" and r.curve.per),
    "conversion": lambda s: any(
        e.rule in s.rules and s.rules[e.rule].effect.kind == "convert" for e in s.card.entries
    ),
    "veto with 总分计0分": _veto(lambda to, _: to and "0分" in to),
    "condition on the total": _measure("total"),
    "points collected": lambda s: any(
        s.rules[e.rule].measure.kind == "collected" for e in s.card.entries if e.rule in s.rules
    ),
    "reference": lambda s: bool(s.card.referred),
    "latest": _measure("latest"),
    "mean": _measure("mean"),
    "ratio": _measure("ratio"),
    "no data": lambda s: any(e.status == "no data" and s.rules[e.rule].effect.kind != "require"
                             for e in s.card.requirements),
    "按比例": _rule(lambda r: r.curve.proportional),
    "absence": _measure("absence"),
    **{f"obligation per {unit}": _window(unit) for unit in ("天", "周", "月", "季度", "年")},
    "deadline, late": _measure("deadline"),
    "deadline, 未完成": _undone,
    "exempt window": _excused,
    "as of a day": lambda s: s.made.example.as_of and s.any(lambda r: r.measure.window),
    **{f"requirement: {status}": _status(status) for status in ("met", "not met", "no data")},
    "bands: one is chosen": lambda s: _bands(s, True),
    "bands: the rater chooses": lambda s: _bands(s, False),
    "bands: a mark": _marked,
    "grades: several hold": lambda s: _grades(s) > 1,
    "grades: none holds": lambda s: _grades(s) == 0,
    **{
        f"period: {kind}": lambda s, kind=kind: s.made.rubric.head.period == kind
        for kind in ("day", "week", "month", "quarter", "half", "year", None)
    },
    "local day by the zone": _shifted,
    "void": lambda s: bool(s.entries("void")),
    "replay": _replayed,
    "alias": _aliased,
    "joins within the period": lambda s: _roster(s, "start"),
    "leaves within the period": lambda s: _roster(s, "end"),
    "roles": _role,
    "生效": _out_of_force,
    "quiet person": _quiet,
}  # fmt: skip


def reached(made: Scored) -> Iterator[str]:
    """The rows that made a difference to one of the example's cards."""
    seen = [Seen(made, card) for card in made.cards]
    return (row for row, holds in ROWS.items() if any(holds(each) for each in seen))
