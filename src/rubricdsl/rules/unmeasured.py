"""What no clause measures: duties, which people read and nothing scores, and marks that nothing moves."""

from collections.abc import Iterable, Sequence

from rubricdsl.meaning.parts import Clause, Item
from rubricdsl.rules import words

_OUTSIDE = "0"  # prose that stands in no item is an introduction


def duties(items: Sequence[Item], rules: Sequence[Clause]) -> tuple[Item, ...]:
    """Titled items without parts, clauses, marks and bounds; one that explains the standard is none of them."""
    held = _held(items, rules)
    parents = {item.parent for item in items}
    names = {kind for rule in rules for kind in rule.select.kinds}
    return tuple(
        item
        for item in items
        if item.code not in held | parents | {_OUTSIDE}
        and not (_stands_for_points(item) or item.limit or item.overdraw or item.gravest)
        and item.title
        and not words.EXPLAINING.fullmatch(item.title)
        and item.title.rstrip("的者;,") not in names  # listed below 有下列情形之一的
    )


def idle(items: Sequence[Item], rules: Iterable[Clause]) -> tuple[Item, ...]:
    """Items that state full marks or a weight while no clause in them or in their parts moves any; outermost alone."""
    held = _held(items, rules)
    found: dict[str, Item] = {}
    inside: set[str] = set()
    for item in items:  # a section stands before its parts
        if item.parent in found or item.parent in inside:
            inside.add(item.code)
        elif item.code not in held and _stands_for_points(item):
            found[item.code] = item
    return tuple(found.values())


def _stands_for_points(item: Item) -> bool:
    return item.full is not None or item.weight is not None


def _held(items: Iterable[Item], rules: Iterable[Clause]) -> set[str | None]:
    """The codes of items that hold a clause, in themselves or in their parts."""
    parents = {item.code: item.parent for item in items}
    held: set[str | None] = set()
    for rule in rules:
        code: str | None = rule.item
        while code is not None and code not in held:
            held.add(code)
            code = parents.get(code)
    return held
