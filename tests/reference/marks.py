"""Bands of an item and the rater's mark, for the second opinion (language, "Bands of an item")."""

from fractions import Fraction

from reference.facts import Fact, bands_of, plain_name
from reference.measures import holds, total_of
from rubricdsl.meaning.parts import Condition, Item
from rubricdsl.rules.model import Rule


def open_range(case, item: Item) -> tuple[Fraction, Fraction, str | None]:
    """The lowest and the highest mark still possible, and the code of the band where only one is left."""
    left = bands_left(case, item)
    for mark in reversed([f for f in case.facts if is_mark_of(case, item, f)]):
        spoken = [band for band in left if _within(band, mark)]
        if spoken and mark.event.points is not None:
            return Fraction(mark.event.points), Fraction(mark.event.points), spoken[0].code
        if spoken:
            left = spoken
            break
    low, high = min(band.effect.low for band in left), max(band.effect.high for band in left)
    return Fraction(low), Fraction(high), left[0].code if len(left) == 1 else None


def bands_left(case, item: Item) -> list[Rule]:
    """Conditions rule bands out; the first left is chosen where it and all before it are wholly computed."""
    bands = bands_of(case.rubric, item.code)
    left = [band for band in bands if _possible(case, band)]
    if left and all(_computed(band) for band in bands[: bands.index(left[0]) + 1]):
        return left[:1]
    return left or bands


def is_mark_of(case, item: Item, fact: Fact) -> bool:
    """An event whose kind is the item or one of its bands, with points or with the name of a band."""
    bands = bands_of(case.rubric, item.code)
    named = fact.event.kind in {item.title, item.code, *(band.code for band in bands)} - {""}
    said = fact.event.points is not None or fact.event.flags & {band.effect.to for band in bands}
    return named and bool(said or fact.event.kind in {band.code for band in bands})


def _within(band: Rule, mark: Fact) -> bool:
    event = mark.event
    named = not event.flags or band.effect.to in event.flags
    own = band.code == event.kind or not any(event.kind.startswith(f"{band.item}-") for _ in (0,))
    return named and own and (event.points is None or band.effect.low <= event.points <= band.effect.high)


def _possible(case, band: Rule) -> bool:
    """One of its cases holds, as far as it can be computed."""
    return any(all(any(_holds(case, one) for one in ask) for ask in each.asks) for each in band.curve.band.cases)


def _computed(band: Rule) -> bool:
    return not any(each.open for each in band.curve.band.cases)


def _holds(case, asked: Condition) -> bool:
    facts = [f for f in case.facts if plain_name(case.rubric, f.event.kind) in asked.kinds]
    facts = [f for f in facts if not any(is_mark_of(case, item, f) for item in case.rubric.items)]
    for bound in asked.when:
        value = total_of(facts, bound.unit) if bound.unit else Fraction(sum(f.event.amount != 0 for f in facts))
        exact = bound.op == "="
        if value != bound.value if exact else not holds(value, bound, bound.unit):
            return False
    return True
