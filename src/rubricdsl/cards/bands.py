"""The mark of an item with bands: what the events leave open, and where the rater's mark places it."""

from collections.abc import Sequence

from attrs import frozen

from rubricdsl.base.quantity import dimension, scale, to_micro
from rubricdsl.cards.measure import ONE
from rubricdsl.cards.outcome import End
from rubricdsl.cards.scheme import Line
from rubricdsl.meaning.parts import Case, Clause, Condition
from rubricdsl.meaning.thresholds import compare, smallest
from rubricdsl.tally.model import Count, Shape


@frozen(eq=False)
class Placed:
    """The bands left and the mark in millionths, None while it is open from `low` to `high`; the marks that count
    and those that leave the bands left."""

    left: tuple[Clause, ...]
    points: int | None
    low: int
    high: int
    shapes: tuple[Shape, ...]
    refused: tuple[Shape, ...]

    def at(self, end: End) -> int | None:
        """The mark, or while it is open its value at an end; None where it is to be left out."""
        if self.points is not None:
            return self.points
        return {"settled": None, "low": self.low, "high": self.high}[end]


def place(lines: Sequence[Line], counts: Sequence[Count]) -> Placed:
    """Where the item stands: by the latest mark that keeps within the bands left."""
    left = _left(lines, counts)
    refused: list[Shape] = []
    marks = [hit.shape for hit in counts if _spoken_of(lines, hit.shape)]
    for shape in sorted(marks, key=lambda shape: (shape.moment or (), repr(shape)), reverse=True):
        within = [line for line in _spoken_of(lines, shape) if line in left and _holds(line, shape)]
        if within and shape.points is not None:
            points = to_micro(shape.points)
            return Placed((within[0].rule,), points, points, points, (shape,), tuple(refused))
        if within:
            return _open(within, (shape,), refused)
        refused.append(shape)
    return _open(left, (), refused)


def speaks_of(lines: Sequence[Line], line: Line, shape: Shape) -> bool:
    """Whether an event is a mark within a band, whatever else happened."""
    return line in _spoken_of(lines, shape) and _holds(line, shape)


def _spoken_of(lines: Sequence[Line], shape: Shape) -> list[Line]:
    """The bands an event speaks of as a mark: those it names, else by its points any; none for another event."""
    outright = [line for line in lines if shape.kind in line.outright]
    met = [line for line in lines if shape.kind in line.names]
    named = [line for line in met if line.rule.effect.to in shape.flags]
    return outright or named or (met if shape.points is not None else [])


def _holds(line: Line, shape: Shape) -> bool:
    low, high = _ends(line)
    return shape.points is None or low <= to_micro(shape.points) <= high


def _open(left: Sequence[Line], shapes: tuple[Shape, ...], refused: Sequence[Shape]) -> Placed:
    """The mark lies anywhere within the bands left: settled where they leave one value."""
    low, high = min(_ends(line)[0] for line in left), max(_ends(line)[1] for line in left)
    return Placed(tuple(line.rule for line in left), low if low == high else None, low, high, shapes, tuple(refused))


def _ends(line: Line) -> tuple[int, int]:
    low, high = line.rule.effect.low, line.rule.effect.high
    return (0 if low is None else to_micro(low)), (0 if high is None else to_micro(high))


def _left(lines: Sequence[Line], counts: Sequence[Count]) -> list[Line]:
    """The bands that the events do not rule out, all of them where none is left.

    The first is chosen where it and all before it are wholly computed.
    """
    facts = [hit for hit in counts if not _is_mark(lines, hit.shape)]
    left = [line for line in lines if any(_possible(line, case, facts) for case in _cases(line))]
    if not left:
        return list(lines)
    computed = lines[: lines.index(left[0]) + 1]
    return left[:1] if all(not case.open for line in computed for case in _cases(line)) else left


def _is_mark(lines: Sequence[Line], shape: Shape) -> bool:
    """Marks are no facts, also those of an item whose title is the name of a fact here."""
    return shape.points is not None or any(line.rule.effect.to in shape.flags for line in lines)


def _cases(line: Line) -> Sequence[Case]:
    return () if line.rule.curve.band is None else line.rule.curve.band.cases


def _possible(line: Line, case: Case, facts: Sequence[Count]) -> bool:
    return all(any(_is_met(line, condition, facts) for condition in ask) for ask in case.asks)


def _is_met(line: Line, condition: Condition, facts: Sequence[Count]) -> bool:
    names = frozenset().union(*(line.facts[kind] for kind in condition.kinds))
    mine = [hit for hit in facts if hit.shape.kind in names]
    return all(
        compare(each.op, sum(_amount(each.unit, hit) for hit in mine), smallest(each)) for each in condition.when
    )


def _amount(unit: str, hit: Count) -> int:
    """What events add to a count of the band's unit; without one (无X) whether there were any."""
    given = hit.shape.unit
    if not unit:
        return 0 if given is not None and hit.total == 0 else hit.times * ONE
    if dimension(unit) == "count":
        return hit.total if given in ("", unit) else hit.times * ONE
    return hit.times * ONE * scale("天") if given is None else hit.total * scale(given or unit)
