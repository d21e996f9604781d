"""What stands directly behind an act whose verb is first, and belongs to it: multipliers, limits, exemptions."""

from collections.abc import Sequence

from attrs import define, evolve, field, frozen

from rubricdsl.base.calendar import KINDS
from rubricdsl.clauses.act_words import as_sign, unread
from rubricdsl.clauses.acts import is_act
from rubricdsl.clauses.wording import is_kind, is_sign, phrase_at
from rubricdsl.meaning.parts import Limit
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Bound, Count, Mark, Ordinal, Phrase, Plain, Quoted, RoundUp, Sign

MARKS = ("INSTEAD", "EXTRA", "ALSO", "SEPARATE", "DISCRETION", "PROPORTION", "ROUND", "LATE", "UNDONE", "SUM")
WORDS = (
    "LATE",
    "UNDONE",
    "SHORT",
    "CONVERT",
    "SCOPE",
    "DEAL",
    "MORE",
    "DONE",
    "LEAVE",
)  # words like any other wherever nothing else reads them
_AFTER_COMMA = ("ROUND", "UNLESS", "EXHAUST", "DISCRETION")
_ENDS = ("COMMA", "COLON", "BAR", "OPEN", "CLOSE")
_LONGEST = 24  # phrases in one pair of brackets
_BOUNDED = ("分", "元", "次", "")


@frozen
class Tail:
    """What belongs to an act; `end` is where it ends.

    `own` exempts from this score, `shared`, behind a comma, from all scores of the stretch; `condition` and `nouns` of
    what multiplies belong before the act.
    """

    end: int
    condition: tuple[Phrase, ...] = ()
    counts: tuple[Phrase, ...] = ()
    nouns: tuple[Phrase, ...] = ()
    marks: tuple[Phrase, ...] = ()
    bounds: tuple[Phrase, ...] = ()
    own: tuple[Phrase, ...] = ()
    shared: tuple[Phrase, ...] = ()


def tail_of(parts: Sequence[Phrase], act: int, lexicon: Lexicon) -> Tail:
    """The tail of the act at an index."""
    return _Tail(parts, act + 1, lexicon).read()


def as_bound(parts: Sequence[Phrase], at: int) -> tuple[Phrase, int] | None:
    """up to 10 points in total, at least 5 points, until nothing is left: a limit, and where it ends."""
    part, behind = parts[at], phrase_at(parts, at + 1)
    if is_kind(part, "EXHAUST"):
        return Bound(part.text, part.span, exhaust=True, unit="分"), at + 1
    if not isinstance(part, Amount) or part.op not in ("<=", ">=") or part.unit not in _BOUNDED:
        return None
    if part.number.high is not None or (part.number.bare and part.number.low == 0):
        return None
    limit = Limit(max=part.number.low) if part.op == "<=" else Limit(min=part.number.low)
    bound = Bound(part.text, part.span, limit.max, limit.min, unit=part.unit, problems=part.problems)
    if isinstance(behind, Count):
        span, every = part.span.to(behind.span), behind.every
        over = every is not None and every.value == 1 and not behind.lead and behind.side is None
        if every is not None and over and every.unit in KINDS and limit.max is not None:
            return evolve(bound, text=f"{part.text} {behind.text}", span=span, within=every.unit), at + 2
        return evolve(unread(bound, "RUB209"), span=span), at + 2
    return bound, at + 1


@define
class _Tail:
    parts: Sequence[Phrase]
    at: int
    lexicon: Lexicon
    condition: list[Phrase] = field(factory=list)
    counts: list[Phrase] = field(factory=list)
    nouns: list[Phrase] = field(factory=list)
    marks: list[Phrase] = field(factory=list)
    bounds: list[Phrase] = field(factory=list)
    own: list[Phrase] = field(factory=list)
    shared: list[Phrase] = field(factory=list)
    joined: bool = False

    def read(self) -> Tail:
        while self.at < len(self.parts) and self.step():
            pass
        return Tail(self.at, *(
            tuple(each) for each in (
                self.condition, self.counts, self.nouns, self.marks, self.bounds, self.own, self.shared
            )
        ))  # fmt: skip

    def peek(self) -> Phrase | None:
        return self.parts[self.at] if self.at < len(self.parts) else None

    def take(self) -> Phrase:
        self.at += 1
        return self.parts[self.at - 1]

    def until_end(self) -> list[Phrase]:
        """The phrases up to the next sign or the next act."""
        found = [self.take()] if self.peek() is not None else []
        while (part := self.peek()) is not None and not is_sign(part, *_ENDS) and not is_act(part):
            found.append(self.take())
        return found

    def step(self) -> bool:
        """Takes the next of the tail; False where nothing more belongs to it."""
        part = self.parts[self.at]
        bound = as_bound(self.parts, self.at)
        match part:
            case _ if bound is not None:
                self.bound(*bound)
            case Count():
                self.count()
            case Mark(kind="UNLESS"):
                self.unless()
            case Mark(kind="IF" | "ONLY") | Ordinal() if not self.joined:
                self.condition += self.until_end()
            case Plain() if not self.joined and self.lexicon.opening("about", part.text):
                self.condition += self.until_end()
            case Sign(kind="OPEN"):
                return self.bracket()
            case Plain() if self.leads_to_failing(part):
                self.marks.append(as_sign(self.take()))
            case Sign(kind="COMMA") | Plain():
                return self.join()
            case Mark(kind="ROUND"):
                self.at += 1
                self.marks.append(RoundUp(part.text, part.span))
            case Mark(kind=kind) if kind in MARKS:
                self.marks.append(self.take())
            case _:
                return False
        return True

    def count(self) -> None:
        """per occurrence; for each late arrival, whose words name what is counted."""
        part = self.take()
        self.counts.append(part)
        assert isinstance(part, Count)
        following = self.peek()
        of = isinstance(following, Plain) and self.lexicon.opening("of", following.text) != ""
        if part.unnamed or of:
            while (noun := self.peek()) is not None and (isinstance(noun, Plain | Quoted) or is_kind(noun, *WORDS)):
                taken = self.take()
                self.nouns.append(taken if isinstance(taken, Plain | Quoted) else Plain(taken.text, taken.span))

    def leads_to_failing(self, part: Plain) -> bool:
        """each time it is missed."""
        behind = self.parts[self.at + 1] if self.at + 1 < len(self.parts) else None
        filler = self.lexicon.consists_of("filler", part.text)
        return filler and behind is not None and is_kind(behind, "LATE", "UNDONE")

    def bound(self, bound: Phrase, end: int) -> None:
        """A limit, perhaps of the item or the total that is named behind it."""
        assert isinstance(bound, Bound)
        self.at = end
        scope = self.peek()
        if scope is not None and is_kind(scope, "SCOPE", "TOTAL"):
            self.bounds.append(self.take())
        self.bounds.append(evolve(bound, own=not self.joined and not (self.bounds and self.bounds[-1] is scope)))

    def unless(self) -> None:
        mark, *flags = self.until_end()
        (self.shared if self.joined else self.own).extend([*flags, mark] if flags else [unread(mark)])

    def bracket(self) -> bool:
        """(up to 10 points in total): all of it belongs to the act, or none."""
        inside = range(self.at, min(len(self.parts), self.at + _LONGEST))
        close = next((i for i in inside if is_sign(self.parts[i], "CLOSE")), None)
        if close is None or close == self.at + 1:
            return False
        inner = tail_of(self.parts[self.at : close], 0, self.lexicon)
        if inner.end != close - self.at:
            return False
        self.condition += inner.condition
        self.counts += inner.counts
        self.nouns += inner.nouns
        self.marks += inner.marks
        self.bounds += inner.bounds
        self.own += (*inner.own, *inner.shared)
        self.at = close + 1
        return True

    def join(self) -> bool:
        """A comma, or a bare and, before more of the tail."""
        part = self.parts[self.at]
        if isinstance(part, Plain) and not self.lexicon.consists_of("joining", part.text):
            return False
        if self.at + 1 >= len(self.parts):
            return False
        following = self.parts[self.at + 1]
        if not is_kind(following, *_AFTER_COMMA) and as_bound(self.parts, self.at + 1) is None:
            return False
        self.marks.append(as_sign(self.take()))
        self.joined = True
        return True
