"""The scorecard and everything on it, as data (contracts, "Scorecard")."""

from decimal import Decimal
from typing import Any, Literal

from attrs import frozen

from rubricdsl.base.calendar import Period
from rubricdsl.cards import to_json

Stage = Literal[
    "match", "void", "exempt", "supersede", "limit", "item", "not-applicable", "weight",
    "additions", "range", "round", "veto",
]  # fmt: skip
Fate = Literal["applied", "superseded", "exempt", "capped", "voided"]
Status = Literal["met", "not met", "no data"]
Miss = Literal["threshold", "multiple", "flags", "own amount"]


@frozen
class Entry:
    """One recorded step of the score; `points` is what it moved the total by, 0 unless its fate is applied.

    `unit` is that of `measure`; `occurrences` the first and last that an ordinal scored; `limits` the code of the rule
    whose limit a step of the stage "limit" is.
    """

    stage: Stage
    item: str | None
    points: Decimal
    rule: str | None = None
    measure: Decimal | None = None
    events: tuple[str, ...] = ()
    fate: Fate = "applied"
    text: str | None = None
    sentence: str | None = None
    line: int | None = None
    money: Decimal = Decimal(0)
    unit: str | None = None
    occurrences: tuple[int, int] | None = None
    limits: str | None = None


@frozen
class Chapter:
    """A titled item that others lie within."""

    code: str
    title: str


@frozen
class ItemResult:
    """What an item moved the total by; `mark` is its own result where it has full marks or a rater's mark.

    `name` is what to call it: its title, else the first name of its rules, else its code. `chapters` are the titled
    items it lies within, outermost first.
    """

    code: str
    title: str
    points: Decimal
    full: Decimal | None = None
    mark: Decimal | None = None
    name: str = ""
    chapters: tuple[Chapter, ...] = ()


@frozen
class Requirement:
    """A standard that moves no points, or a measure without data; `value` is its measure, what is missing of a duty."""

    rule: str
    status: Status
    value: Decimal | None
    events: tuple[str, ...]
    text: str = ""


@frozen
class Pending:
    """Points still open, between `low` and `high` (None: unbounded on that side)."""

    rule: str | None
    item: str | None
    low: Decimal | None
    high: Decimal | None
    events: tuple[str, ...]


@frozen
class Imposed:
    """A reference or veto that was met: the rule, what it points to or imposes, and the events that met it."""

    rule: str
    to: str | None
    events: tuple[str, ...]


@frozen
class Refused:
    """A rater's mark that was not taken: it leaves the bands which the events leave open."""

    item: str
    bands: tuple[str, ...]
    events: tuple[str, ...]


@frozen
class Missed:
    """Why not: a rule whose names were met but which did not score, what it asks for and what there was."""

    rule: str
    item: str
    reason: Miss
    needed: str
    found: Decimal | None
    events: tuple[str, ...]
    text: str


@frozen
class Scorecard:
    """One subject in one period. While something is pending `total` is None and `low`/`high` bound it.

    `duties` are the codes of the items that no clause measures: they stand among `items`, and move nothing.
    """

    rubric_id: str
    rubric_version: str
    rubric_digest: str
    subject: str
    period: Period
    base: Decimal
    total: Decimal | None
    low: Decimal | None
    high: Decimal | None
    grade: str | None
    money: Decimal
    items: tuple[ItemResult, ...]
    entries: tuple[Entry, ...]
    requirements: tuple[Requirement, ...] = ()
    pending: tuple[Pending, ...] = ()
    referred: tuple[Imposed, ...] = ()
    vetoes: tuple[Imposed, ...] = ()
    missed: tuple[Missed, ...] = ()
    refused: tuple[Refused, ...] = ()
    duties: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The card in the shape of the contracts page; numbers as decimal strings."""
        return to_json.card(self)
