"""The items of a rubric as a tree: what lies within a section, its weight, and the innermost full marks."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from rubricdsl.base.quantity import to_micro
from rubricdsl.meaning.parts import Item
from rubricdsl.rules.marks import weight


@frozen(eq=False)
class ItemTree:
    """Items in the order of the text; an unknown code (0, of clauses outside any item) stands by itself."""

    items: Mapping[str, Item]
    weighted: bool = field(init=False)
    _within: Mapping[str, tuple[str, ...]] = field(init=False)
    _order: Mapping[str, int] = field(init=False)
    _sections: tuple[Item, ...] = field(init=False)
    bounded: bool = field(init=False)

    @weighted.default
    def _is_weighted(self) -> bool:
        return any(item.weight is not None for item in self.items.values())

    @_within.default
    def _descendants(self) -> Mapping[str, tuple[str, ...]]:
        inside: dict[str, tuple[str, ...]] = {code: (code,) for code in self.items}
        for item in reversed(list(self.items.values())):
            if item.parent in inside:
                inside[item.parent] = (*inside[item.parent], *inside[item.code])
        return inside

    @_order.default
    def _positions(self) -> Mapping[str, int]:
        return {code: position for position, code in enumerate(self.items)}

    @_sections.default
    def _bounding(self) -> tuple[Item, ...]:
        parents = {item.parent for item in self.items.values()}
        bounds = [item for item in self.items.values() if item.full is not None or item.limit is not None]
        return tuple(item for item in reversed(bounds) if item.code in parents)

    @bounded.default
    def _is_bounded(self) -> bool:
        """Whether sections or weights come between the items and the total."""
        return self.weighted or bool(self._sections)

    def within(self, code: str) -> tuple[str, ...]:
        """The item itself and everything inside it."""
        return self._within.get(code, (code,))

    def order(self, code: str) -> int:
        """The position in the text; before all others what belongs to no item."""
        return self._order.get(code, -1)

    def sections(self) -> Sequence[Item]:
        """Items with parts that bound what the parts come to, inner before outer."""
        return self._sections

    def weight(self, code: str) -> Fraction:
        """The share an item's move counts with."""
        item = self.items.get(code)
        return Fraction(1 if item is None else weight(item, self.items))

    def marks(self, derived: Mapping[str, int | None]) -> dict[str, int]:
        """The innermost full marks by code; `derived` are those an item has of its awards alone."""
        own = {code: full for code, full in derived.items() if full is not None}
        own |= {code: to_micro(item.full) for code, item in self.items.items() if item.full is not None}
        return {code: full for code, full in own.items() if not own.keys() & set(self.within(code)) - {code}}
