"""What a tally holds: shapes of events, how often each occurred, and what each kind of event has to keep."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from attrs import define, field, frozen

from rubricdsl.meaning.parts import Clause
from rubricdsl.rules.units import Unit

Moment = Literal["none", "first", "day", "instant"]
NOT_APPLICABLE = "不适用"


class Shape(NamedTuple):
    """All that the rules can see of an event. A tuple, since it is the key of the busiest mappings.

    `unit` is None without an amount and "" for an amount without a unit. `value` (the event's own amount), `points`
    and `moment` are None where no rule met by the kind asks for them; otherwise `moment` is the local day, or for
    measurements instant, source and id, which is the published order of "the latest".
    """

    kind: str
    flags: tuple[str, ...] = ()
    unit: str | None = None
    value: Decimal | None = None
    points: Decimal | None = None
    moment: tuple[str, ...] | None = None

    @property
    def day(self) -> date:
        """The local day, where a rule asks for it."""
        assert self.moment is not None
        return date.fromisoformat(self.moment[0])


class Count(NamedTuple):
    """How often a shape occurred, and the exact sum of its amounts in millionths of the shape's unit."""

    shape: Shape
    times: int
    total: int


@define
class Cell:
    count: int = 0
    total: int = 0


@frozen
class Met:
    """A rule that a name meets; `outright` when the name alone is enough, whatever flags the rule asks for.

    `fact`: the name only bears on the conditions of the rule, a band of marks.
    """

    rule: Clause
    outright: bool = False
    fact: bool = False


@frozen
class Need:
    """What an event of one kind has to keep for the rules it can meet.

    `bands` are those among which an event of the kind can be a rater's mark; `units` those in which bands count it.
    `signed`: its amount may be negative, as it counts on both sides of nothing (每增加…,每减少…).
    """

    rules: tuple[Met, ...]
    flags: frozenset[str]
    amount: bool
    value: bool
    points: bool
    moment: Moment
    bands: tuple[Met, ...] = ()
    units: tuple[str, ...] = ()
    signed: bool = False


@frozen(eq=False)
class Plan:
    """A rubric prepared for tallying. `places` are the static shapes: kind → flags → index into `shapes`.

    `duties` are the titles and codes that no clause goes by; `units` those of plug-ins that are short for others.
    """

    digest: str
    period: Literal["day", "week", "month", "quarter", "half", "year"] | None
    zone: str
    effective: tuple[str | None, str | None]
    needs: Mapping[str, Need]
    shapes: tuple[Shape, ...]
    places: Mapping[str, Mapping[frozenset[str], int]]
    index: Mapping[Shape, int]
    tells_first: bool
    duties: frozenset[str] = frozenset()
    units: Mapping[str, Unit] = field(factory=dict)

    def in_force(self, day: str) -> bool:
        """Whether the rubric is in force on a local day."""
        first, last = self.effective
        return (first is None or first <= day) and (last is None or day <= last)
