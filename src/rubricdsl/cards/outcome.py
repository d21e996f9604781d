"""What scoring one unit yields, before events are named and the total is taken. Points are millionths: whole ones
until weights make fractions of them."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import frozen

from rubricdsl.cards.model import Fate, Miss, Stage, Status
from rubricdsl.meaning.parts import Clause
from rubricdsl.tally.model import Shape

End = Literal["settled", "low", "high"]
UNBOUNDED = 10**60  # stands for an end nothing bounds: far beyond any sum of events, so it survives every stage
BEYOND = 10**45


@frozen(eq=False)
class Step:
    """An entry to be: `shapes` in place of events."""

    stage: Stage
    item: str | None
    points: Fraction
    rule: Clause | None = None
    measure: Decimal | None = None
    shapes: tuple[Shape, ...] = ()
    fate: Fate = "applied"
    money: Fraction = Fraction(0)
    occurrences: tuple[int, int] | None = None
    limits: str | None = None


@frozen(eq=False)
class Open:
    """Points still open; `rule` None: among several bands of the item. `mark`: they are the item's own mark."""

    rule: Clause | None
    item: str
    low: int | None
    high: int | None
    shapes: tuple[Shape, ...]
    mark: bool = False


@frozen(eq=False)
class Standard:
    rule: Clause
    status: Status
    value: Decimal | None
    shapes: tuple[Shape, ...]


@frozen(eq=False)
class Consequence:
    rule: Clause
    shapes: tuple[Shape, ...]


@frozen(eq=False)
class Refusal:
    """A rater's mark that leaves the bands which the events leave open."""

    item: str
    shape: Shape
    left: tuple[Clause, ...]


@frozen(eq=False)
class NearMiss:
    """A rule whose names were met but which did not score: what it asks for, and what there was."""

    rule: Clause
    reason: Miss
    needed: str
    found: Decimal | None
    shapes: tuple[Shape, ...]


@frozen(eq=False)
class Outcome:
    """By item: `moves` is what it moves the total by, `additions` the part that adds, `full` its marks if any.

    `move` is the sum of the moves, `lost` the part that was taken, before anything is added.
    """

    moves: Mapping[str, int]
    additions: Mapping[str, Fraction]
    full: Mapping[str, int | None]
    move: int
    steps: tuple[Step, ...]
    open: tuple[Open, ...]
    standards: tuple[Standard, ...]
    referred: tuple[Consequence, ...]
    vetoes: tuple[Consequence, ...]
    missed: tuple[NearMiss, ...]
    refused: tuple[Refusal, ...] = ()
    lost: int = 0
