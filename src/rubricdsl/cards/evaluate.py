"""Rows of a tally → outcomes and totals. One evaluator, whether a whole card is asked for or its total alone."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter

from attrs import define, field, frozen

from rubricdsl.base.calendar import Period
from rubricdsl.base.quantity import to_micro
from rubricdsl.cards.absence import History, fired
from rubricdsl.cards.duties import judged
from rubricdsl.cards.final import verdict, zeroes
from rubricdsl.cards.labels import Labels, labels_of
from rubricdsl.cards.outcome import End, Open, Outcome
from rubricdsl.cards.scheme import Line, Scheme, Unit
from rubricdsl.cards.total import Total, finished, total_of
from rubricdsl.cards.tree import ItemTree
from rubricdsl.cards.unit import Back, Fires, scored
from rubricdsl.meaning.parts import Head
from rubricdsl.tally.model import NOT_APPLICABLE, Count, Plan, Shape
from rubricdsl.tally.rows import Counts, Row

_REMEMBERED = 20_000
_NOTHING: frozenset[Count] = frozenset()
_NONE: frozenset[str] = frozenset()


@define(eq=False)
class Scorer:
    """A unit with the outcomes it had: they depend on its own counts alone, and people's counts are much alike.

    `pick` takes the counts of the unit's static shapes from a row, as a key to remember outcomes by.
    """

    unit: Unit
    shapes: tuple[tuple[int, Shape], ...]
    pick: Callable[[Counts], object]
    known: dict[object, Outcome] = field(factory=dict)

    def outcome(self, row: Row, cells: frozenset[Count], fires: Fires, end: End) -> Outcome:
        key = self.pick(row.counts)
        if cells or end != "settled" or self.unit.looking_back:
            key = (key, cells, end, *(fires[line.rule.code] for line in self.unit.looking_back))
        found = self.known.get(key)
        return self._scored(key, row, cells, fires, end) if found is None else found

    def _scored(self, key: object, row: Row, cells: frozenset[Count], fires: Fires, end: End) -> Outcome:
        plain = [Count(shape, row.counts[place], 0) for place, shape in self.shapes if row.counts[place]]
        counts = sorted([*plain, *cells], key=repr)
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
        found = self.known[key] = scored(self.unit, counts, fires, end)
        return found


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
    labels: Labels

    def outcomes(self, row: Row, fires: Fires, end: End) -> list[Outcome]:
        """The outcome of every unit, in the order of the text."""
        cells = self._cells(row) if row.cells else {}
        return [
            scorer.outcome(row, cells.get(place, _NOTHING), fires, end) for place, scorer in enumerate(self.scorers)
        ]

    def total(self, outcomes: Sequence[Outcome], absent: frozenset[str]) -> Total:
        return total_of(self.tree, self.head, self.base, outcomes, absent)

    def points(self, row: Row, fires: Fires) -> Fraction | None:
        """The total of a row alone, in millionths; None while something is pending or nothing of the scale remains."""
        outcomes = self.outcomes(row, fires, "settled")
        absent = self.absent(row) if row.cells else _NONE
        move = 0
        judged = bool(self.scheme.finals)
        for outcome in outcomes:
            if outcome.open and self.still_open(outcomes, absent):
                return Fraction(0) if any(zeroes(each.vetoes) for each in outcomes) else None
            move += outcome.move
            judged = judged or bool(outcome.vetoes)
        if self.tree.bounded or absent or self.head.additions is not None:
            points: Fraction | None = self.total(outcomes, absent).points
        else:
            points = finished(self.head, self.base, self.base + move)
        return verdict(self.scheme, outcomes, points).points if judged else points

    def still_open(self, outcomes: Sequence[Outcome], absent: frozenset[str]) -> list[Open]:
        """What is open, but for the items declared 不适用: they leave the scale with what they lack."""
        gone = {code for name in absent for code in self.tree.within(name)}
        return [each for outcome in outcomes for each in outcome.open if each.item not in gone]

    def absent(self, row: Row) -> frozenset[str]:
        """The codes of the items declared 不适用."""
        named = {flag for shape in row.cells if shape.kind == NOT_APPLICABLE for flag in shape.flags}
        return frozenset(item.code for item in self.tree.items.values() if item.code in named or item.title in named)

    def fires(self, history: History, period: Period) -> Fires:
        """How often each absence fired, and what the windows of each duty show."""
        lines = [line for scorer in self.scorers for line in scorer.unit.looking_back]
        return {line.rule.code: self._back(line, lines, history, period) for line in lines}

    def _back(self, line: Line, others: Sequence[Line], history: History, period: Period) -> Back:
        if line.rule.measure.kind == "absence":
            return fired(line, history, period)
        undone = [other for other in others if other.rule.measure.kind == "obligation" and other.ledger != "none"]
        lenient = any(_same_duty(line, other) for other in undone)
        return judged(line, history, period, lenient)

    def _cells(self, row: Row) -> dict[int, frozenset[Count]]:
        cells: dict[int, list[Count]] = {}
        for shape, cell in row.cells.items():
            for place in self.units_of.get(shape.kind, ()):
                cells.setdefault(place, []).append(Count(shape, cell.count, cell.total))
        return {place: frozenset(counts) for place, counts in cells.items()}


def _same_duty(line: Line, other: Line) -> bool:
    units = [window and window.unit for window in (line.rule.measure.window, other.rule.measure.window)]
    return units[0] == units[1] and line.rule.select.kinds == other.rule.select.kinds


def evaluator_of(scheme: Scheme, plan: Plan) -> Evaluator:
    """The evaluator of a rubric, for tallies of that plan."""
    shapes: dict[str, list[tuple[int, Shape]]] = {}
    for place, shape in enumerate(plan.shapes):
        shapes.setdefault(shape.kind, []).append((place, shape))
    scorers = tuple(_scorer(unit, shapes) for unit in scheme.units)
    units_of: dict[str, list[int]] = {}
    for place, unit in enumerate(scheme.units):
        for name in sorted(unit.names):
            units_of.setdefault(name, []).append(place)
    rubric = scheme.rubric
    looks_back = any(unit.looking_back for unit in scheme.units)
    base = to_micro(rubric.base)
    tree, labels = ItemTree(scheme.items), labels_of(rubric)
    named = {name: tuple(places) for name, places in units_of.items()}
    return Evaluator(scheme, tree, scorers, named, base, rubric.head, looks_back, labels)


def _scorer(unit: Unit, by_kind: Mapping[str, Sequence[tuple[int, Shape]]]) -> Scorer:
    shapes = sorted((each for name in unit.names for each in by_kind.get(name, ())), key=lambda each: each[0])
    pick = itemgetter(*(place for place, _ in shapes)) if shapes else _no_counts
    return Scorer(unit, tuple(shapes), pick)


def _no_counts(_: Counts) -> object:
    return ()
