"""Rules and items while their text is still being read: a rule without its code and its final names."""

from decimal import Decimal
from typing import Literal

from attrs import define, field, frozen

from rubricdsl.base.span import Span
from rubricdsl.meaning.parts import Curve, Effect, Limit, Measure, Quantity, Threshold, Window
from rubricdsl.meaning.roles import Role
from rubricdsl.tree.model import Label, Part
from rubricdsl.tree.phrases import Phrase

Side = Literal["below", "above"]  # 每低 counts below a target, 每超 above


@frozen
class Names:
    """How a clause is met: names it quotes, else its short names, else the words of its condition."""

    quoted: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.quoted or self.short or self.words)


@frozen
class Duty:
    """What is owed in every window: so many occurrences, or by a day of it (`window.by`, then once)."""

    window: Window
    least: Quantity
    names: Names


@frozen
class Draft:
    """One score of a text. `grades` and `onto` point to the earlier draft (by index) it replaces or adds to;
    `bare`: its 1次 has no 每, so beside 2次 and 3次 it is a step; `toward`: on which side of its
    target it counts; `named`: points that its name speaks of, and nothing measures; `over`: what stretch of
    time its condition says it sums over, as written and as a period; `inherited`: what it has from the one before it,
    by the keys of a rule."""

    names: Names
    measure: Measure
    curve: Curve
    effect: Effect
    phrase: Span
    sentence: Span
    sentence_number: int
    stretch: int
    flags: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    when: tuple[Threshold, ...] = ()
    limit: Limit | None = None
    grades: int | None = None
    onto: int | None = None
    extra: bool = False
    graver: bool = False
    bare: bool = False
    toward: Side | None = None
    duty: Duty | None = None
    named: tuple[Quantity, ...] = ()
    over: tuple[str, str] | None = None
    inherited: tuple[str, ...] = ()


@define
class Reading:
    """What an item's text says: its rules, the limits on the item and the total, and its full mark if stated.

    `closing_limit` stands alone in a line: it binds the section around where this item is one of its parts. `mark` is
    where the full mark stands among its sentences, `full_at` where it was said at all; `closing_full` is one of several
    items, the last of which this is. `limits_over`: limits said to hold over a stretch, which has to be the period
    (every, span). `accounted`: every word of its text has a role already, told in `roles`.
    """

    drafts: list[Draft] = field(factory=list)
    limit: Limit | None = None
    total_limit: Limit | None = None
    closing_limit: Limit | None = None
    full: Decimal | None = None
    mark: Part | Phrase | None = None
    full_at: Span | None = None
    closing_full: Decimal | None = None
    limits_over: list[tuple[str, Span]] = field(factory=list)
    accounted: bool = False
    roles: tuple[Role, ...] = ()


@frozen
class Stated:
    """What stands in brackets after a title: full marks, weight, a limit."""

    full: Decimal | None = None
    weight: Decimal | None = None
    limit: Limit | None = None
    overdraw: bool = False


@frozen
class Heading:
    """What opens an item where its neighbours show it.

    `label` is one without words for none at all; None where the line bears its labels. Without a title it brings the
    marks of the item before. In a table of `contents` it opens nothing.
    """

    title: str = ""
    stated: Stated = Stated()
    label: Label | None = None
    contents: bool = False


def both(first: Limit | None, second: Limit) -> Limit:
    """Two limits said of one thing: both hold."""
    if first is None:
        return second
    return Limit(
        min((each for each in (first.max, second.max) if each is not None), default=None),
        max((each for each in (first.min, second.min) if each is not None), default=None),
        first.exhaust or second.exhaust,
    )
