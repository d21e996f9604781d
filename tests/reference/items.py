"""What each item moves the total by, for the second opinion (language, "Sections, items, labels").

The stages in their order: each item by itself, sections around them, weights; what 不适用 leaves stands for the whole.
"""

from collections.abc import Sequence
from fractions import Fraction

from reference.clauses import Case, End, chain, counted, fires, is_discretion, limited, worth
from reference.facts import NOT_APPLICABLE, bands_of
from reference.marks import open_range
from reference.measures import measured, six_places
from rubricdsl.meaning.parts import Item, Limit
from rubricdsl.rules.model import Rule

MOVING = ("deduct", "add", "award")


def moves(case: Case, end: End) -> dict[str, Fraction]:
    """By item, what it moves the total by itself, apart from the items inside it."""
    found = {item.code: standing(case, item, end) for item in case.rubric.items}
    for section in reversed(case.rubric.items):
        if parts(case, section) and applies(case, section):
            inside = sum((found[item.code] for item in within(case, section)), Fraction(0))
            found[section.code] += bounded_section(case, section, inside) - inside
    return {item.code: rescaled(case, item, found[item.code] * weight(case, item)) for item in case.rubric.items}


def standing(case: Case, item: Item, end: End) -> Fraction:
    """An item declared 不适用 moves nothing, or counts 0 where the head says so."""
    if applies(case, item):
        return by_itself(case, item, end)
    return -full_of(case, item) if case.rubric.head.absent == "zero" and item in marked(case) else Fraction(0)


# ── an item by itself ──


def by_itself(case: Case, item: Item, end: End, without: str | None = None) -> Fraction:
    """The moves of its clauses, each within its own limit, within the bounds of the item."""
    rules = [rule for rule in own_rules(case, item) if rule.effect.kind != without]
    scores = [signed(case, rule, end) for rule in rules]
    if bands_of(case.rubric, item.code):
        low, high, _ = open_range(case, item)
        scores.append((low if end == "low" else high) - full_of(case, item))
    return kept_of(case, item, scores, rules)


def kept_of(case: Case, item: Item, scores: Sequence[Fraction], rules: Sequence[Rule]) -> Fraction:
    """So many points within the bounds of an item; a forfeit takes what there is."""
    full, begun = full_of(case, item), start(case, item)
    moved = sum(scores, Fraction(0))
    if any(fires(case, rule) for rule in rules if rule.effect.kind == "forfeit"):
        moved = min(moved, -begun) if full else sum((score for score in scores if score < 0), Fraction(0))
    moved = limited(item.limit, moved)
    if not full:
        return moved
    moved = moved if item.overdraw else max(-begun, moved)
    return min(full, begun + moved) - full


def lost(case: Case, end: End) -> Fraction:
    """累计扣分: what deductions and forfeits take, each item within its bounds and without what is added to it."""
    found = Fraction(0)
    for item in case.rubric.items:
        rules = own_rules(case, item)
        scores = [signed(case, rule, end) for rule in rules]
        if bands_of(case.rubric, item.code):
            low, high, _ = open_range(case, item)
            scores.append((low if end == "low" else high) - full_of(case, item))
        taken = [score for score in scores if score < 0]
        if taken or any(fires(case, rule) for rule in rules if rule.effect.kind == "forfeit"):
            found += max(Fraction(0), kept_of(case, item, [], []) - kept_of(case, item, taken, rules))
    return found


def full_of(case: Case, item: Item) -> Fraction:
    """Its full marks: stated, else those it starts at where its awards are given without any event; 0 for none."""
    if item.full is not None:
        return Fraction(item.full)
    return start(case, item) if presumed(case, item) else Fraction(0)


def start(case: Case, item: Item) -> Fraction:
    """An item starts at its full marks; one that only awards at 0; where it also deducts, at the sum of its awards."""
    awards = awards_of(case, item)
    full = Fraction(item.full or 0)
    if not awards:
        return full
    given = [rule for rule in awards if presumed(case, item) and is_given(case, item, rule)]
    return sum((full if rule.effect.low is None else Fraction(rule.effect.low) for rule in given), Fraction(0))


def awards_of(case: Case, item: Item) -> list[Rule]:
    return [rule for rule in own_rules(case, item) if rule.effect.kind == "award" and rule.curve.band is None]


def presumed(case: Case, item: Item) -> bool:
    """Does it award and also deduct? Then its awards are given without any event.

    Several awards by name beside 不得分 alone are levels, of which one is given.
    """
    rules = [rule for rule in own_rules(case, item) if rule.curve.band is None]
    return grants(rules)


def grants(rules: Sequence[Rule]) -> bool:
    kinds = [rule.effect.kind for rule in rules]
    awards = [rule for rule in rules if rule.effect.kind == "award"]
    levels = len(awards) > 1 and all(rule.measure.kind == "count" and not rule.curve.when for rule in awards)
    return "award" in kinds and ("deduct" in kinds or ("forfeit" in kinds and not levels))


def is_given(case: Case, item: Item, rule: Rule) -> bool:
    """An award that is neither counted nor conditional is given, and an event of it gives no more; one on a
    measurement is given of the item's full marks while there is no data."""
    if rule.measure.kind in ("latest", "mean", "ratio"):
        return item.full is not None and all(v is None for v in measured(case.rubric, rule, counted(case, rule)))
    return rule.curve.per is None and not rule.curve.when and rule.effect.low == rule.effect.high


def signed(case: Case, rule: Rule, end: End) -> Fraction:
    """What a rule moves the total by: deductions down, additions and awards up, the rest not at all."""
    if rule.effect.kind not in MOVING or rule.curve.band is not None or rule.measure.kind in ("total", "collected"):
        return Fraction(0)
    item = item_of(case, rule)
    if rule.effect.kind == "award" and presumed(case, item) and is_given(case, item, rule):
        return Fraction(0)
    down = rule.effect.kind == "deduct"
    points = worth(case, rule, end if not down else "high" if end == "low" else "low")
    limit = rule.limit
    if limit is not None and is_discretion(rule):
        limit = Limit(max=limit.max)
    return limited(limit, -points if down else points)


def additions(case: Case, item: Item, end: End) -> Fraction:
    """What its additions bring it, beyond what it comes to without them."""
    if not applies(case, item):
        return Fraction(0)
    more = by_itself(case, item, end) - by_itself(case, item, end, without="add")
    return max(Fraction(0), more) * factor(case, item) * weight(case, item)


# ── sections, 不适用, weights ──


def bounded_section(case: Case, section: Item, moved: Fraction) -> Fraction:
    """The marks of a section bound what the items inside come to."""
    moved = limited(section.limit, moved)
    if section.full is None:
        return moved
    inside = [item for item in marked(case) if item in within(case, section)]
    inside = [item for item in inside if applies(case, item) or case.rubric.head.absent != "exclude"]
    marks = sum((full_of(case, item) for item in inside), Fraction(0))
    moved = moved if section.overdraw else max(-marks, moved)
    return min(Fraction(section.full), marks + moved) - marks


def rescaled(case: Case, item: Item, moved: Fraction) -> Fraction:
    """What remains of the full-mark items stands for the whole scale; a quotient has six decimals."""
    scale = factor(case, item)
    return moved if scale == 1 else six_places(moved * scale)


def factor(case: Case, item: Item) -> Fraction:
    """All full marks ÷ the remaining, after weights; what has to do with no full marks is not scaled."""
    related = [each for each in marked(case) if applies(case, each)]
    related = [each for each in related if each.code in chain(case, item.code) or item.code in chain(case, each.code)]
    if case.rubric.head.absent != "exclude" or not related:
        return Fraction(1)
    whole, rest = scale_of(case)
    return whole / rest if rest else Fraction(1)


def scale_of(case: Case) -> tuple[Fraction, Fraction]:
    """The full marks of all items and of those that apply, after weights."""
    each = [(item, full_of(case, item) * weight(case, item)) for item in marked(case)]
    whole = sum((full for _, full in each), Fraction(0))
    return whole, sum((full for item, full in each if applies(case, item)), Fraction(0))


def applies(case: Case, item: Item) -> bool:
    """不适用 names it, or a section around it, by title or code."""
    taken = {flag for f in case.facts if f.event.kind == NOT_APPLICABLE for flag in f.event.flags}
    around = [each for each in case.rubric.items if each.code in chain(case, item.code)]
    return not any({each.code, each.title} & taken - {""} for each in around)


def weight(case: Case, item: Item) -> Fraction:
    """Its own weight times those of the sections around it."""
    share = Fraction(1)
    for each in case.rubric.items:
        if each.code in chain(case, item.code) and each.weight is not None:
            share *= Fraction(each.weight)
    return share


# ── the tree ──


def own_rules(case: Case, item: Item) -> list[Rule]:
    return [rule for rule in case.rubric.rules if scored_in(case, rule) == item.code]


def scored_in(case: Case, rule: Rule) -> str:
    """The item a rule is of; 不得分 in one without marks is of the section around it that has them."""
    own = item_of(case, rule)
    if rule.effect.kind != "forfeit" or own.full is not None or rule.curve.role or rule.escalates:
        return rule.item
    by_code = {item.code: item for item in case.rubric.items}
    outside = own
    while outside.parent and outside.full is None:
        outside = by_code[outside.parent]
    return rule.item if outside.full is None else outside.code


def item_of(case: Case, rule: Rule) -> Item:
    return next(item for item in case.rubric.items if item.code == rule.item)


def parts(case: Case, item: Item) -> list[Item]:
    return [part for part in case.rubric.items if part.parent == item.code]


def within(case: Case, item: Item) -> list[Item]:
    """The item itself and everything inside it."""
    return [each for each in case.rubric.items if item.code in chain(case, each.code)]


def marked(case: Case) -> list[Item]:
    """The innermost items with full marks."""
    having = [item for item in case.rubric.items if item.full is not None or presumed(case, item)]
    return [item for item in having if not any(each in having for each in within(case, item) if each is not item)]
