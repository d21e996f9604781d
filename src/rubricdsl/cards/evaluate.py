"""Rows of a tally → outcomes and totals. One evaluator, whether a whole card is asked for or its total alone."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from attrs import define, field, frozen

from rubricdsl.base.calendar import Period
from rubricdsl.base.quantity import to_micro
from rubricdsl.cards.absence import History, fired
from rubricdsl.cards.outcome import End, Micro, Outcome
from rubricdsl.cards.scheme import Scheme, Unit
from rubricdsl.cards.total import Total, total_of
from rubricdsl.cards.tree import ItemTree
from rubricdsl.cards.unit import Fires, scored
from rubricdsl.rules.parts import Head
from rubricdsl.tally.model import NOT_APPLICABLE, Count, Plan, Shape
from rubricdsl.tally.rows import Row

_REMEMBERED = 20_000
_NOTHING: frozenset[Count] = frozenset()


@define(eq=False)
class Scorer:
    """A unit with the outcomes it had: they depend on its own counts alone, and people's counts are much alike."""

    unit: Unit
    shapes: tuple[Shape, ...]
    pick: Callable[[Sequence[int]], Any]
    known: dict[object, Outcome] = field(factory=dict)

    def outcome(self, row: Row, cells: frozenset[Count], fires: Fires, end: End) -> Outcome:
        counts = self.pick(row.counts)
        key = (counts, cells, tuple(fires.values()), end) if cells or fires or end != "settled" else counts
        found = self.known.get(key)
        if found is None:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            found = self.known[key] = scored(self.unit, self._counts(row, cells), fires, end)
        return found

    def _counts(self, row: Row, cells: frozenset[Count]) -> list[Count]:
        picked = self.pick(row.counts)
        plain = [Count(shape, count, 0) for shape, count in zip(self.shapes, picked, strict=True) if count]
        return sorted([*plain, *cells], key=lambda count: (count.shape.kind, repr(count)))


@frozen(eq=False)
class Evaluator:
    """A rubric ready to score rows; keeps nothing of a row but remembered outcomes."""

    scheme: Scheme
    tree: ItemTree
    scorers: tuple[Scorer, ...]
    units_of: Mapping[str, tuple[int, ...]]
    base: int
    head: Head
    looks_back: bool

    def outcomes(self, row: Row, fires: Fires, end: End) -> list[Outcome]:
        """The outcome of every unit, in the order of the text."""
        if row.cells:
            cells = self._cells(row)
            return [
                scorer.outcome(row, cells.get(place, _NOTHING), self._own(scorer, fires), end)
                for place, scorer in enumerate(self.scorers)
            ]
        return [scorer.outcome(row, _NOTHING, self._own(scorer, fires), end) for scorer in self.scorers]

    def total(self, outcomes: Sequence[Outcome], absent: frozenset[str]) -> Total:
        return total_of(self.tree, self.head, self.base, outcomes, absent)

    def points(self, row: Row, fires: Fires) -> Micro | None:
        """The total of a row alone, in millionths; None while something is pending or nothing of the scale remains."""
        outcomes = self.outcomes(row, fires, "settled")
        for outcome in outcomes:
            if outcome.open:
                return None
        return self.total(outcomes, self.absent(row)).points

    def absent(self, row: Row) -> frozenset[str]:
        """The codes of the items declared 不适用."""
        named = {flag for shape in row.cells if shape.kind == NOT_APPLICABLE for flag in shape.flags}
        return frozenset(item.code for item in self.tree.items.values() if item.code in named or item.title in named)

    def fires(self, history: History, period: Period) -> Fires:
        """How often each absence fired."""
        lines = (line for scorer in self.scorers for line in scorer.unit.absences)
        return {line.rule.code: fired(line, history, period) for line in lines}

    def _cells(self, row: Row) -> dict[int, frozenset[Count]]:
        cells: dict[int, list[Count]] = {}
        for shape, cell in row.cells.items():
            for place in self.units_of.get(shape.kind, ()):
                cells.setdefault(place, []).append(Count(shape, cell.count, cell.total))
        return {place: frozenset(counts) for place, counts in cells.items()}

    def _own(self, scorer: Scorer, fires: Fires) -> Fires:
        absences = scorer.unit.absences
        return {line.rule.code: fires[line.rule.code] for line in absences} if absences else {}


def evaluator_of(scheme: Scheme, plan: Plan) -> Evaluator:
    """The evaluator of a rubric, for tallies of that plan."""
    scorers = tuple(_scorer(unit, plan) for unit in scheme.units)
    units_of: dict[str, tuple[int, ...]] = {}
    for place, unit in enumerate(scheme.units):
        for name in sorted({name for line in unit.lines for name in line.names | line.outright}):
            units_of[name] = (*units_of.get(name, ()), place)
    rubric = scheme.rubric
    looks_back = any(unit.absences for unit in scheme.units)
    return Evaluator(
        scheme, ItemTree(scheme.items), scorers, units_of, to_micro(rubric.base), rubric.head, looks_back
    )


def _scorer(unit: Unit, plan: Plan) -> Scorer:
    names = {name for line in unit.lines for name in line.names | line.outright}
    places = [place for place, shape in enumerate(plan.shapes) if shape.kind in names]
    return Scorer(unit, tuple(plan.shapes[place] for place in places), _picker(places))


def _picker(places: Sequence[int]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """The counts at these places, as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda counts: tuple(counts[place] for place in places)
