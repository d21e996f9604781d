"""What a clause is made of while it is read: acts with all that was said for them, and the role of each phrase."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import define, field, frozen

from rubricdsl.base.span import Span
from rubricdsl.clauses.wording import SCORED_UNITS
from rubricdsl.meaning.parts import EffectKind, Limit
from rubricdsl.meaning.report import Report
from rubricdsl.meaning.roles import Role, RoleName
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Phrase, Sign

_UNSCORED = frozenset({"setting", "window", "name", "filler"})


@frozen
class Column:
    """What a table head says for the rows below it: the verb they leave out, and the unit they count by.

    `apart`: it speaks only for amounts that no mark can be; `cells`: of the cells of a table, which hold nothing else.
    """

    effect: EffectKind
    unit: str = ""
    apart: bool = False
    cells: bool = False


@frozen
class Segment:
    """An act with the phrases said for it before, the multipliers after it, and the phrase that follows.

    `continues`: its sentence stands in one line with the sentence before.
    """

    window: tuple[Phrase, ...]
    act: Phrase
    after: tuple[Phrase, ...]
    following: Phrase | None
    sentence: int
    stretch: int
    column: Column | None = None
    continues: bool = False


@frozen
class Limited:
    """A limit as said, with the `window` of phrases before it in its stretch; `alone`: nothing else in its line."""

    limit: Limit
    stretch: int
    span: Span
    bound: Phrase
    money: bool = False
    alone: bool = False
    window: tuple[Phrase, ...] = ()


@frozen
class Rest:
    """What a stretch holds besides its segments.

    `marked`: it is a row under a column of marks; `continues`: it stands in one line with the sentence before.
    """

    parts: tuple[Phrase, ...]
    stretch: int
    scored: bool
    marked: bool = False
    continues: bool = False


@define
class Segments:
    """An item's text cut up: nothing of it is lost. `mark` is the full mark that stood among its sentences."""

    scoring: list[Segment] = field(factory=list)
    bounds: list[Limited] = field(factory=list)
    rests: list[Rest] = field(factory=list)
    full: Decimal | None = None
    full_at: Span | None = None
    mark: Phrase | None = None


def _is_stated(amount: Amount) -> bool:
    """An amount or a range of them, which compares with nothing."""
    return amount.op is None and not amount.number.after


@define
class Account:
    """The role of each phrase of an item's text, by where it begins; a phrase without one is refused.

    The first role given stands, so that a phrase is never counted twice. Problems of the words themselves are
    reported with the role. `targeted`: a target that is not said in the text is known to it.
    """

    lexicon: Lexicon
    report: Report
    targeted: bool = False
    roles: dict[int, RoleName] = field(factory=dict)
    refused: set[int] = field(factory=set)

    def give(self, role: RoleName, *phrases: Phrase | None) -> None:
        """Gives phrases their role."""
        for phrase in phrases:
            if phrase is not None and phrase.span.start not in self.roles:
                self.roles[phrase.span.start] = role
                self.problems(phrase)
                if (
                    role in _UNSCORED
                    and isinstance(phrase, Amount)
                    and phrase.unit in SCORED_UNITS
                    and _is_stated(phrase)
                ):
                    self.report.add("RUB241", phrase.span)  # points and money set no scene

    def problems(self, phrase: Phrase) -> None:
        for problem in phrase.problems:
            self.report.add(problem.code, phrase.span, **dict(problem.words))

    def role(self, phrase: Phrase) -> RoleName | None:
        return self.roles.get(phrase.span.start)

    def refuse(self, code: str, span: Span, *phrases: Phrase, **words: str) -> None:
        """Reports phrases that cannot be read, once each."""
        starts = {phrase.span.start for phrase in phrases}
        if starts and starts <= self.refused:
            return
        self.refused |= starts
        self.report.add(code, span, **words)

    def told(self, parts: Iterable[Phrase]) -> tuple[Role, ...]:
        """The account of phrases, in their order: each with its role, or refused; signs have none."""
        return tuple(
            Role(part.span, "refused" if part.span.start in self.refused else self.roles[part.span.start])
            for part in parts
            if not isinstance(part, Sign)
        )
