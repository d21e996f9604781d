"""The one small core: what every clause compiles to, as data without algorithms.

    Rule = select → measure → curve → effect → limit   (+ where it stands in the source)

Spans and the author's prose never take part in equality: two clauses that say the same are the same rule.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from rubricdsl.base.span import Place

Op = Literal[">=", ">", "<=", "<", "="]
CONTRARY: Mapping[Op, Op] = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "=": "="}
EffectKind = Literal["deduct", "add", "award", "forfeit", "veto", "fine", "reward", "require", "refer", "convert"]
CONSEQUENCES: frozenset[EffectKind] = frozenset({"veto", "refer", "convert"})  # they move no points by themselves
MeasureKind = Literal[
    "count",
    "sum",
    "latest",
    "mean",
    "ratio",
    "absence",
    "obligation",
    "deadline",
    "mark",
    "total",
    "collected",
    "statistic",
]
MEASUREMENTS: frozenset[MeasureKind] = frozenset({"latest", "mean", "ratio", "statistic"})  # judged by their value
OF_CARD: frozenset[MeasureKind] = frozenset({"total", "collected"})  # of the whole card: its total, all it lost
DUTIES: frozenset[MeasureKind] = frozenset({"obligation", "deadline"})
Role = Literal["step", "nth"]
Absent = Literal["exclude", "full", "zero"]
PeriodKind = Literal["day", "week", "month", "quarter", "half", "year"]
Amounts = Sequence[tuple[Fraction, int]]  # each with how often it occurred; in no order, and one may be listed twice


@frozen
class Quantity:
    """An exact number in the author's unit ("" where the unit is left to the event)."""

    value: Decimal
    unit: str


@frozen
class Threshold:
    """A condition on an amount: `迟到30分钟以上` is >= 30 分钟."""

    op: Op
    value: Decimal
    unit: str


@frozen
class Select:
    """Which events count: one of `kinds`, with all `flags`, none of `unless`, own amount meeting all of `when`."""

    kinds: tuple[str, ...]
    flags: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    when: tuple[Threshold, ...] = ()


@frozen
class Due:
    """A day of a window: of a week counted from Monday, of a month or year by month and day; `day` None: the last."""

    month: int | None = None
    day: int | None = None


@frozen
class Window:
    """A stretch of the calendar: the months of an absence run, the week or month of a duty, due `by` a day of it."""

    every: Decimal
    unit: str
    run: bool = False
    by: Due | None = None


def _nothing(_: Amounts) -> None:
    return None


@frozen
class Statistic:
    """A measure that a plug-in brings: a pure function of the amounts of a subject's events in a period.

    `name` tells it from all others; `called` are the words that stand for it, by dialect; `take` is given at least one
    amount and answers exactly, in the unit of the amounts, or None where there is no answer.
    """

    name: str
    called: tuple[tuple[str, str], ...] = field(default=(), eq=False)
    take: Callable[[Amounts], Fraction | Decimal | int | None] = field(default=_nothing, eq=False, repr=False)

    def word(self, dialect: str) -> str | None:
        """The word of a dialect for it; None where there is none."""
        return dict(self.called).get(dialect)


@frozen
class Measure:
    """What is taken of the selected events, per subject and period. `separate`: name by name (各, 分别).

    `of` are the names a ratio divides, the part before the whole: they stand in for the names of the rule.
    `statistic` is the one of the kind of that name.
    """

    kind: MeasureKind
    unit: str | None = None
    window: Window | None = None
    separate: bool = False
    of: tuple[str, str] | None = None
    statistic: Statistic | None = None


@frozen
class Condition:
    """What a band asks for: the sum of `kinds` over the period meets all of `when`; {=0 ""} is none of them at all."""

    kinds: tuple[str, ...]
    when: tuple[Threshold, ...]


@frozen
class Case:
    """All of `asks` hold, of each its one condition or one of several. `open`: and what only the rater can judge."""

    asks: tuple[tuple[Condition, ...], ...] = ()
    open: bool = False


@frozen
class Band:
    """A range to be marked within: it stays possible while one of its cases does."""

    cases: tuple[Case, ...]


@frozen
class Curve:
    """How the measure becomes points.

    `per` multiplies by whole multiples reached (`round_up`: 不足…按…计); `when` are conditions on the measure itself;
    `origin` is the target that 每低/每超 count from, `below` telling the side; `role` marks a step of a curve or an
    ordinal; `times` multiplies another rule's amount; `discretion` leaves the amount to the event; `band` is what a
    band of marks asks for.
    """

    per: Quantity | None = None
    when: tuple[Threshold, ...] = ()
    origin: Quantity | None = None
    below: bool = False
    role: Role | None = None
    times: Decimal | None = None
    proportional: bool = False
    discretion: bool = False
    round_up: bool = False
    band: Band | None = None


@frozen
class Effect:
    """What the points do. `low` and `high` are points, or 元 for fine and reward; equal unless a range is left open.

    `share` is a part of the item's marks (Decimal("0.5") for 50%); `to` a grade, consequence or name of a rubric.
    A veto may lower the grade by so many (`lower`) or keep the card below one (`bar`); money may be for one `grade`.
    What is converted counts as so much (`amount`, None: once) of the matter `to`.
    """

    kind: EffectKind
    low: Decimal | None = None
    high: Decimal | None = None
    share: Decimal | None = None
    to: str | None = None
    lower: int | None = None
    bar: str | None = None
    grade: str | None = None
    amount: Quantity | None = None


@frozen
class Limit:
    """Bounds on what a rule, an item or the whole may move: 最多, 至少, 扣完为止.

    Of a rule alone: `within` each such stretch of the period (每天最多6分), and so `often` at most (每天限3次).
    """

    max: Decimal | None = None
    min: Decimal | None = None
    exhaust: bool = False
    within: PeriodKind | None = None
    often: Decimal | None = None


@frozen
class Citation:
    """Where a rule stands: its score phrase, the clause around it, and the phrase's place.

    `inherited` is what its own words do not say, by the keys of a rule in JSON: from the clause before it, but for
    `title` (its name, from the item's) and `column` (its verb, from the head of its column).
    """

    text: str
    sentence: str
    place: Place
    inherited: tuple[str, ...] = ()


@frozen
class Clause:
    """One rule without behaviour. `escalates` is the code of the rule whose points it replaces; `extra`: on top.

    `graver`: its condition grades the matter of that rule (情节严重), rather than naming another case to multiply.
    """

    code: str
    item: str
    select: Select
    measure: Measure
    curve: Curve
    effect: Effect
    limit: Limit | None = None
    escalates: str | None = None
    extra: bool = False
    graver: bool = False
    citation: Citation = field(kw_only=True, eq=False)


@frozen
class Item:
    """A labelled part of the standard; sections are items too. `weight` is a share (Decimal("0.2") for 20%).

    `overdraw` (倒扣) alone lets the item fall below 0. `gravest`: one fact counts under the gravest rule alone.
    """

    code: str
    label: str
    title: str
    full: Decimal | None = None
    weight: Decimal | None = None
    limit: Limit | None = None
    parent: str | None = None
    overdraw: bool = False
    gravest: bool = False
    line: int = field(default=0, kw_only=True, eq=False)


@frozen
class Grade:
    """A grade and its range of totals; None is open; `excludes` names an end ("from", "to") that is not included."""

    name: str
    low: Decimal | None
    high: Decimal | None
    excludes: tuple[str, ...] = ()


@frozen
class Rounding:
    """`places` decimals; `mode` is "half-up", "half-even", "down" or "up"."""

    places: int
    mode: str


@frozen
class Head:
    """What the head of a file states; None or empty where it is silent."""

    title: str = ""
    id: str = ""
    version: str = ""
    effective: tuple[str | None, str | None] = (None, None)
    period: PeriodKind | None = None
    base: Decimal | None = None
    full: Decimal | None = None
    range: tuple[Decimal | None, Decimal | None] = (None, None)
    additions: Decimal | None = None
    rounding: Rounding | None = None
    zone: str = "Asia/Shanghai"
    roles: tuple[str, ...] = ()
    language: str = "zh"
    absent: Absent = "exclude"
    gravest: bool = False
    limit: Limit | None = None
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ratios: tuple[tuple[str, str, str], ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    plugins: tuple[str, ...] = ()
