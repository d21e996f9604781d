"""What happened, as data: one event, one subject. Checked and made canonical when built."""

from decimal import Decimal

from attrs import field, frozen

from rubricdsl.base.span import Place
from rubricdsl.events import times, values


@frozen(slots=True, kw_only=True)
class Event:
    """One thing that happened (contracts, "Event"). Raises EventError where a field cannot be taken.

    `amount` in `unit` is what happened (3 deals, 25 分钟, 92 %), negative only where a clause counts both ways;
    `points` is what a rater gives. Both are exact: int, Decimal or plain decimal text, at most 15 digits and 6
    decimals. `flags` is any iterable of names but one bare text. `time` is a date, or an RFC 3339 time with or
    without offset, as text or as date or datetime; one without an offset is in the rubric's zone, and `day` is then
    its date ("2024-03-09"), None where the rubric's zone decides. `origin` is the file and line it was read from: no
    part of what happened.
    """

    kind: str = field(converter=values.kind_name)
    subject: str = field(converter=values.subject_name)
    time: str = field(converter=times.when_text)
    id: str | None = field(default=None, converter=values.id_text)
    source: str | None = field(default=None, converter=values.source_text)
    amount: Decimal | None = field(default=None, converter=values.amount_number)
    unit: str | None = field(default=None, converter=values.unit_name)
    points: Decimal | None = field(default=None, converter=values.points_number)
    flags: frozenset[str] = field(default=frozenset(), converter=values.flag_set)
    voids: str | None = field(default=None, converter=values.voids_text)
    note: str = field(default="", converter=values.note_text)
    origin: tuple[str, int] | None = field(default=None, eq=False, repr=False)
    day: str | None = field(init=False, eq=False, repr=False)

    @day.default
    def _day(self) -> str | None:
        return self.time if len(self.time) == 10 else times.local_day(self.time)

    @property
    def place(self) -> Place | None:
        """Where the event was read, for diagnostics about it; None when it was built by a program."""
        return Place(*self.origin, 1, self.origin[1], 1) if self.origin else None


@frozen(slots=True, kw_only=True)
class Subject:
    """Someone on the roster. Raises EventError where a field cannot be taken.

    `start` and `end` (ISO dates, both inside) bound when events may name them; None is open. `roles`: names, any
    iterable but one bare text.
    """

    name: str = field(converter=values.subject_name)
    start: str | None = field(default=None, converter=times.start_day)
    end: str | None = field(default=None, converter=times.end_day)
    roles: tuple[str, ...] = field(default=(), converter=values.role_names)
    team: str | None = field(default=None, converter=values.team_name)

    def __attrs_post_init__(self) -> None:
        times.in_order(self.start, self.end)
