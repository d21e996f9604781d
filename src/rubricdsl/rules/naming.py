"""The names of a rubric held against each other: clauses without one, names met twice, absences of nothing known."""

from collections.abc import Iterable, Iterator, Sequence

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.quantity import dimension
from rubricdsl.base.suggest import nearest
from rubricdsl.meaning.forfeits import forfeited
from rubricdsl.meaning.parts import MEASUREMENTS, OF_CARD, Clause, Item
from rubricdsl.rules import words
from rubricdsl.rules.marks import part_of_nothing


def name_findings(rules: Sequence[Clause], items: Sequence[Item], unquoted: frozenset[str]) -> Iterator[Diagnostic]:
    """What an event log could not say, or not say clearly; `unquoted` are the codes whose names are in no quotes."""
    yield from _unnamed(rules)
    yield from _met_twice(rules)
    yield from _unknown_absences(rules, unquoted)
    yield from _shares_of_nothing(rules, items)
    yield from _without_target(rules)


def _unnamed(rules: Iterable[Clause]) -> Iterator[Diagnostic]:
    for rule in rules:
        if rule.select.kinds or rule.measure.kind in OF_CARD:
            continue
        yield Diagnostic("RUB304", {"words": rule.citation.text, "code": rule.code}, rule.citation.place)
        if any(dimension(threshold.unit) == "points" for threshold in rule.curve.when):
            told = {"words": rule.citation.sentence, "form": "累计扣分达到20分的,停岗”或“总分低于60分的,停岗"}
            yield Diagnostic("RUB201", told, rule.citation.place)  # 达到20分的: of what, nobody says


def _met_twice(rules: Iterable[Clause]) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for rule in (rule for rule in rules if rule.measure.kind != "absence"):
        for kind in rule.select.kinds:
            if first.setdefault(kind, rule.item) != rule.item:
                yield Diagnostic("RUB302", {"words": kind}, rule.citation.place)


def _unknown_absences(rules: Sequence[Clause], unquoted: frozenset[str]) -> Iterator[Diagnostic]:
    known = {kind for rule in rules if rule.measure.kind != "absence" for kind in rule.select.kinds}
    for rule in rules:
        if rule.measure.kind != "absence" or rule.code not in unquoted:
            continue
        for kind in rule.select.kinds:
            if kind not in known:
                near = nearest(kind, known, limit=1)
                words = {"words": kind, "near": near[0] if near else f"“{kind}”"}
                yield Diagnostic("RUB303", words, rule.citation.place)


def _without_target(rules: Iterable[Clause]) -> Iterator[Diagnostic]:
    """完成率每低1%: where no target is stated the amount is read as the shortfall, which a rate rarely is."""
    for rule in rules:
        curve = rule.curve
        counts = rule.measure.kind in MEASUREMENTS and curve.per is not None
        if counts and curve.origin is None and any(words.TARGETED.search(kind) for kind in rule.select.kinds):
            yield Diagnostic("RUB240", {"words": rule.citation.text}, rule.citation.place)


def _shares_of_nothing(rules: Iterable[Clause], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Shares, proportions and forfeits where the item states no marks to take them of."""
    by_code = {item.code: item for item in items}
    marked = {item.code for item in items if item.full is not None}
    for rule in rules:
        lacking = rule.effect.share is not None and rule.effect.kind == "award" and rule.item not in marked
        if rule.effect.kind == "forfeit" and rule.item not in marked and forfeited(rule, by_code) is None:
            yield Diagnostic("RUB229", {"words": rule.citation.text}, rule.citation.place)
        if lacking or part_of_nothing(rule, marked):
            yield Diagnostic("RUB228", {"words": rule.citation.text}, rule.citation.place)
        if rule.effect.share is not None and rule.effect.kind in ("deduct", "add") and rule.item not in marked:
            yield Diagnostic("RUB226", {"words": rule.citation.text}, rule.citation.place)
