"""rubric → scheme: the rules gathered into the units that are scored together. Compiled once per rubric."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, assert_never

from attrs import evolve, field, frozen

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.quantity import dimension, scale, to_micro
from rubricdsl.meaning.forfeits import forfeited
from rubricdsl.meaning.parts import DUTIES, OF_CARD, Clause, Effect, EffectKind, Item
from rubricdsl.rules.marks import part_of_nothing
from rubricdsl.rules.model import Rubric
from rubricdsl.tally.model import Met, Plan, Shape
from rubricdsl.tally.names import facts, spellings
from rubricdsl.tally.plan import is_open

Ledger = Literal["points", "money", "status", "none"]
LOOKING_BACK = DUTIES | {"absence"}  # judged on more than the events of the card's own period
_PARTS = {Fraction(1, 2): Decimal("0.5"), Fraction(1, 4): Decimal("0.25")}  # of a day, by which days are counted
NO_ITEM = Item("0", "", "")


@frozen(eq=False)
class Line:
    """A rule as it is scored. `names` meet it with its flags, `outright` by themselves; `sign` is +1 or -1.

    `facts`: the names that the conditions of a band count, by the kind they stand under; `part`: the names of what a
    ratio divides; `apart`: what each spelling stands for, where a rule has several names to be taken one by one;
    `full`: the full marks of its item.
    """

    rule: Clause
    names: frozenset[str]
    outright: frozenset[str]
    order: int
    ledger: Ledger
    sign: int
    unit: str | None
    facts: Mapping[str, frozenset[str]] = field(factory=dict)
    part: frozenset[str] = frozenset()
    apart: Mapping[str, str] = field(factory=dict)
    full: Decimal | None = None

    def meets(self, shape: Shape) -> bool:
        """Whether events of a shape meet the rule by name and flags."""
        if shape.kind in self.outright:
            return True
        return shape.kind in self.names and all(flag in shape.flags for flag in self.rule.select.flags)

    def exempts(self, shape: Shape) -> bool:
        return any(flag in shape.flags for flag in self.rule.select.unless)


@frozen(eq=False)
class Family:
    """Rules and the graver cases that stand in for them; no `roots` where there are only cases."""

    roots: tuple[Line, ...]
    cases: tuple[Line, ...]


@frozen(eq=False)
class Unit:
    """Items scored together: one, or all those in which one fact counts once. Lines in the order of the text.

    `groups` are the lines that make one curve (steps, ordinals), each other line by itself; `bands` are no lines.
    """

    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    families: tuple[Family, ...]
    groups: tuple[tuple[Line, ...], ...]
    gravest: bool
    bands: tuple[Line, ...] = ()
    names: frozenset[str] = field(init=False)
    looking_back: tuple[Line, ...] = field(init=False)

    @names.default
    def _names(self) -> frozenset[str]:
        """All names whose events can matter here."""
        lines = (*self.lines, *self.bands)
        return frozenset().union(
            *(line.names | line.outright for line in lines), *(f for x in lines for f in x.facts.values())
        )

    @looking_back.default
    def _looking_back(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.rule.measure.kind in LOOKING_BACK)


@frozen(eq=False)
class Scheme:
    """A rubric prepared for scoring; `finals` are judged on the rounded total."""

    rubric: Rubric
    units: tuple[Unit, ...]
    finals: tuple[Line, ...]
    items: Mapping[str, Item]


def scheme_of(rubric: Rubric, plan: Plan) -> Scheme:
    """The scheme of a sound rubric."""
    items = {item.code: item for item in rubric.items}
    met: dict[str, list[tuple[str, Met]]] = {}
    for name, need in plan.needs.items():
        for each in need.rules:
            met.setdefault(each.rule.code, []).append((name, each))
    lines = [
        _line(_at_marks(rule, items), order, met.get(rule.code, ()), rubric, items)
        for order, rule in enumerate(rubric.rules)
        if rule.effect.kind != "convert"  # the events are what they count as by now
    ]
    scopes: dict[str, list[Line]] = {}
    for line in lines:
        if line.rule.measure.kind not in OF_CARD:
            scopes.setdefault(_scope(rubric, items, line.rule.item), []).append(line)
    units = tuple(_unit(rubric, items, scope, members) for scope, members in scopes.items())
    return Scheme(rubric, units, tuple(line for line in lines if line.rule.measure.kind in OF_CARD), items)


def _scope(rubric: Rubric, items: Mapping[str, Item], code: str) -> str:
    """The outermost item within which one fact counts once, "" for the whole; else the item itself."""
    if rubric.head.gravest:
        return ""
    scope, item = code, items.get(code)
    while item is not None:
        scope = item.code if item.gravest else scope
        item = items.get(item.parent) if item.parent else None
    return scope


def _unit(rubric: Rubric, items: Mapping[str, Item], scope: str, lines: Sequence[Line]) -> Unit:
    codes = dict.fromkeys(line.rule.item for line in lines)
    bands = tuple(line for line in lines if line.rule.curve.band is not None)
    lines = [line for line in lines if line.rule.curve.band is None]
    held = tuple(items.get(code, evolve(NO_ITEM, code=code)) for code in codes)
    gravest = rubric.head.gravest or (scope in items and items[scope].gravest)
    families = tuple(family for item in held for family in _families([x for x in lines if x.rule.item == item.code]))
    return Unit(held, tuple(lines), families, _groups(lines), gravest, bands)


def _at_marks(rule: Clause, items: Mapping[str, Item]) -> Clause:
    """本项不得分 in an item without marks is of the section around it that has them (language, "Grades by events")."""
    marked = forfeited(rule, items)
    return rule if marked is None else evolve(rule, item=marked)


def _line(
    rule: Clause, order: int, names: Sequence[tuple[str, Met]], rubric: Rubric, items: Mapping[str, Item]
) -> Line:
    """A rule as it is scored; `names` are those that meet it or its facts."""
    item = items.get(rule.item)
    met = [(name, each.outright) for name, each in names if not each.fact]
    scored = _in_parts(_of_duty(_doubled(rule, rubric), rubric), rubric)
    ledger, sign = _ledger(scored.effect.kind)
    return Line(
        scored,
        frozenset(name for name, outright in met if not outright),
        frozenset(name for name, outright in met if outright),
        order,
        ledger,
        sign,
        _unit_of(scored),
        {kind: frozenset(spellings(rubric, kind)) for kind in facts(scored)},
        _part(scored, rubric),
        _apart(scored, rubric, item),
        None if item is None else item.full,
    )


def _part(rule: Clause, rubric: Rubric) -> frozenset[str]:
    """The names of what a ratio divides, aliases included."""
    if rule.measure.of is None:
        return frozenset()
    return frozenset(spellings(rubric, rule.measure.of[0]))


def _apart(rule: Clause, rubric: Rubric, item: Item | None) -> Mapping[str, str]:
    """The name that each spelling stands for; the title of the item is no further name, nor is an alias."""
    if not (rule.measure.separate or rule.measure.kind in ("latest", "mean", "statistic")):
        return {}
    title = None if item is None else item.title
    if len(set(rule.select.kinds) - {title}) < 2:
        return {}
    return {spelling: kind for kind in rule.select.kinds for spelling in spellings(rubric, kind)}


def _doubled(rule: Clause, rubric: Rubric) -> Clause:
    """加倍 with the amounts of the rule it doubles."""
    times = rule.curve.times
    if times is None:
        return rule
    base = rubric.by_code[rule.escalates or ""]
    low, high = (None if end is None else end * times for end in (base.effect.low, base.effect.high))
    share = None if base.effect.share is None else base.effect.share * times
    effect = Effect(base.effect.kind, low, high, share, base.effect.to)
    return evolve(rule, measure=base.measure, curve=base.curve, effect=effect)


def _in_parts(rule: Clause, rubric: Rubric) -> Clause:
    """旷工每天扣5分, where 迟到 counts as half a day of 旷工: half a day takes half of it (language, "Conversion")."""
    per, low, high = rule.curve.per, rule.effect.low, rule.effect.high
    if per is None or low is None or high is None or rule.curve.origin is not None or rule.curve.round_up:
        return rule
    part = min((_PARTS[each] for each in _counted_into(rule, rubric) if each in _PARTS), default=None)
    if part is None:
        return rule
    curve = evolve(rule.curve, per=evolve(per, value=per.value * part))
    return evolve(rule, curve=curve, effect=evolve(rule.effect, low=low * part, high=high * part))


def _counted_into(rule: Clause, rubric: Rubric) -> Iterator[Fraction]:
    """How many of what a rule multiplies by each conversion into its matters makes."""
    per = rule.curve.per
    for other in rubric.rules:
        much = other.effect.amount if other.effect.kind == "convert" else None
        alike = much is not None and per is not None and dimension(much.unit) == dimension(per.unit)
        if alike and much is not None and per is not None and other.effect.to in rule.select.kinds:
            yield Fraction(to_micro(much.value) * scale(much.unit), to_micro(per.value) * scale(per.unit))


def _of_duty(rule: Clause, rubric: Rubric) -> Clause:
    """The graver case of a duty is judged in the windows of the duty: by the flags of what was done in them."""
    root = _root(rule, rubric)
    if root is None or root.measure.kind not in DUTIES or not rule.select.flags:
        return rule
    curve = evolve(rule.curve, per=None, origin=root.curve.origin, below=root.curve.below)
    return evolve(rule, measure=root.measure, curve=curve)


def _root(rule: Clause, rubric: Rubric) -> Clause | None:
    """The rule that one stands in for; none for what comes on top."""
    return None if rule.extra or rule.escalates is None else rubric.by_code.get(rule.escalates)


def _ledger(kind: EffectKind) -> tuple[Ledger, int]:
    match kind:
        case "deduct" | "forfeit":
            return "points", -1
        case "add" | "award":
            return "points", 1
        case "fine":
            return "money", -1
        case "reward":
            return "money", 1
        case "veto" | "refer":
            return "status", 1
        case "require" | "convert":
            return "none", 1
        case _:
            assert_never(kind)


def _unit_of(rule: Clause) -> str | None:
    """The unit a rule counts in; None where it counts events."""
    if rule.measure.unit:
        return rule.measure.unit
    if rule.curve.per is not None:
        return rule.curve.per.unit
    return rule.curve.when[0].unit if rule.curve.when else None


def _families(lines: Sequence[Line]) -> list[Family]:
    roots: dict[str, list[Line]] = {}
    cases: dict[str, list[Line]] = {}
    for line in lines:
        found = _roots(line, lines)
        if not found:
            continue
        known = roots.setdefault(found[0].rule.code, [])
        known += [root for root in found if root not in known]
        if line not in found:
            cases.setdefault(found[0].rule.code, []).append(line)
    return [_family(roots[code], members) for code, members in cases.items()]


def _family(roots: Sequence[Line], cases: Sequence[Line]) -> Family:
    return Family((), (*roots, *cases)) if roots[0].rule.select.when else Family(tuple(roots), tuple(cases))


def _roots(line: Line, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The rules whose points a line stands in for, itself where it is such a rule; none for what comes on top."""
    if line.rule.extra:
        return ()
    by_code = {other.rule.code: other for other in lines}
    root, seen = line, {line.rule.code}
    while root.rule.escalates in by_code and root.rule.escalates not in seen:
        root = by_code[root.rule.escalates]
        seen.add(root.rule.code)
    if not root.rule.select.when or root is not line:
        return (root,)
    rivals = [other for other in lines if _rivals(line, other)]
    plain = tuple(other for other in rivals if not other.rule.select.when and not other.rule.curve.when)
    return plain or tuple(other for other in rivals if other.rule.select.when)[:1]


def _rivals(line: Line, other: Line) -> bool:
    """Whether a threshold on an event's own amount competes with another score on the same names."""
    same = other.ledger == line.ledger and other.sign == line.sign and bool(line.names & other.names)
    return (
        same and other.rule.escalates is None and not other.rule.extra and other.rule.measure.kind not in LOOKING_BACK
    )


def _groups(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    groups: dict[object, list[Line]] = {}
    for line in lines:
        groups.setdefault(_curve_key(line, lines), []).append(line)
    return tuple(tuple(group) for group in groups.values())


def _curve_key(line: Line, lines: Sequence[Line]) -> object:
    """What the lines of one curve share."""
    rule = line.rule
    if rule.measure.kind in DUTIES and line.ledger != "none":
        return ("duty", rule.item, rule.select.kinds, rule.measure, line.ledger, line.sign)
    key = (line.ledger, rule.item, rule.select.kinds, rule.select.flags, rule.measure.kind, rule.measure.window)
    if rule.curve.role == "step" and not rule.select.when:
        return ("step", *key)
    ordinals = any(_is_ordinal_beside(other, line) for other in lines)
    if rule.curve.role == "nth" or (ordinals and _is_each(rule)):
        return ("nth", *key)
    if rule.curve.origin is not None and rule.curve.per is not None and not rule.extra:
        return ("stretch", *key, line.sign, rule.curve.below)
    return line.order


def _is_ordinal_beside(other: Line, line: Line) -> bool:
    """Whether a line scores the n-th occurrence of what another of its item scores too, to the same end."""
    same = other.ledger == line.ledger and other.sign == line.sign and other.rule.item == line.rule.item
    return same and other.rule.curve.role == "nth" and other.rule.select == line.rule.select


def _is_each(rule: Clause) -> bool:
    """每次扣1分, and 扣1分 for each event: ordinals beside it take the place of its occurrences."""
    curve = rule.curve
    plain = rule.measure.kind == "count" and not curve.when and rule.effect.kind in ("deduct", "add", "fine", "reward")
    return curve.role is None and (curve.per is not None or plain)


def unsupported(rubric: Rubric) -> list[Diagnostic]:
    """The rules that cannot be scored yet, as errors: none is passed over in silence."""
    marked = frozenset(item.code for item in rubric.items if item.full is not None)
    return [
        Diagnostic("RUB504", {"measure": rule.measure.kind, "words": rule.citation.text}, rule.citation.place)
        for rule in rubric.rules
        if not _is_supported(rule) or part_of_nothing(rule, marked) or _grades_undone(rule, rubric)
    ]


def _grades_undone(rule: Clause, rubric: Rubric) -> bool:
    """少一次扣1分,情节严重的扣5分: what was not done has no event that could say how grave that is."""
    root = _root(rule, rubric)
    kind = root.measure.kind if root is not None else "count"
    return kind == "obligation" or (kind == "deadline" and not rule.select.flags)


def _is_supported(rule: Clause) -> bool:
    if rule.effect.kind == "convert" and (rule.curve.per is not None or rule.curve.when):
        return False  # 迟到三次算旷工一天: what so many of them add
    match rule.measure.kind:
        case "count" | "sum" | "latest" | "mean" | "ratio" | "statistic":
            return rule.curve.times is None or rule.escalates is not None
        case "absence":
            window = rule.measure.window
            return window is not None and window.every >= 1 and window.every == window.every.to_integral_value()
        case "total" | "collected":
            stated = rule.effect.low is not None and rule.effect.low == rule.effect.high
            return rule.effect.kind in ("veto", "refer", "require") or (
                stated and rule.effect.kind in ("fine", "reward")
            )
        case "obligation" | "deadline":
            counted = is_open(rule) and rule.curve.per is not None
            return not (counted or rule.curve.proportional or rule.curve.times is not None or rule.extra)
        case "mark":
            return rule.curve.band is not None
        case _:
            assert_never(rule.measure.kind)
