"""What stands directly behind an English act and belongs to it: multipliers, limits, exemptions, how it scores."""

from collections.abc import Sequence

from attrs import define, field, frozen

from rubricdsl.base.span import Span
from rubricdsl.meaning.parts import Limit
from rubricdsl.meaning.report import Report
from rubricdsl.rules.english import amounts
from rubricdsl.rules.english.phrases import TEXT, flags_of
from rubricdsl.rules.wording import spoken
from rubricdsl.tree.model import Part

_MARKS = frozenset(
    {"INSTEAD", "EXTRA", "ALSO", "SEPARATE", "DISCRETION", "PROPORTION", "ROUND_UP", "LATE", "UNDONE", "SUMMED"}
)
_AFTER_COMMA = frozenset({"ROUND_UP", "UNLESS", "EXHAUST", "DISCRETION"})
_NOUN = TEXT | {"QUOTED"}
_ENDS = frozenset({"COMMA", "COLON", "BAR", "OPEN", "CLOSE"})


@frozen
class Bound:
    """A limit as said: `own` binds the score it is written at, `scope` is "item", "total" or "" where none is named."""

    limit: Limit
    span: Span
    own: bool
    scope: str = ""
    money: bool = False


@frozen
class Tail:
    """What belongs to an act. `end` is the index behind it; `noun` what a multiplier without a unit counts.

    `unless` exempts from this score, `shared`, behind a comma, from all scores of the stretch.
    """

    end: int
    pers: tuple[Part, ...] = ()
    marks: frozenset[str] = frozenset()
    bounds: tuple[Bound, ...] = ()
    unless: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    condition: tuple[Part, ...] = ()
    noun: tuple[Part, ...] = ()
    target: Part | None = None
    times: Part | None = None


def read_tail(parts: Sequence[Part], act: int, report: Report) -> Tail:
    """The tail of the act at an index."""
    return _Reader(parts, act + 1, report).read(parts[act])


@define
class _Reader:
    parts: Sequence[Part]
    at: int
    report: Report
    pers: list[Part] = field(factory=list)
    marks: set[str] = field(factory=set)
    bounds: list[Bound] = field(factory=list)
    unless: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    condition: list[Part] = field(factory=list)
    noun: list[Part] = field(factory=list)
    joined: bool = False

    def read(self, act: Part) -> Tail:
        times = act if act.name == "TIMES" else None
        target = None
        if act.name in ("VETO", "REFER"):
            target = self.target(act.name)
        elif act.name == "VERB" and self.name() == "TIMES":
            times = self.take()
        while self.step():
            pass
        return Tail(
            self.at,
            tuple(self.pers),
            frozenset(self.marks),
            tuple(self.bounds),
            self.unless,
            self.shared,
            tuple(self.condition),
            tuple(self.noun),
            target,
            times,
        )

    def name(self, ahead: int = 0) -> str:
        return self.parts[self.at + ahead].name if self.at + ahead < len(self.parts) else ""

    def take(self) -> Part:
        self.at += 1
        return self.parts[self.at - 1]

    def until_end(self) -> list[Part]:
        """The parts up to the next sign."""
        found = []
        while self.name() and self.name() not in _ENDS:
            found.append(self.take())
        return found

    def target(self, act: str) -> Part | None:
        """veto: “dismissal”; handled under “Company rules”, or in plain words."""
        colon = self.name() == "COLON"
        if self.name(colon) in ("QUOTED", "BOOK") or (act == "REFER" and self.name(colon) == "PROSE"):
            self.at += colon
            return self.take()
        return None

    def step(self) -> bool:
        """Takes the next part of the tail; False where none is."""
        match self.name():
            case "per":
                self.per()
            case "amount" if amounts.is_bound(self.parts[self.at]):
                self.bound(own=not self.joined)
            case "EXHAUST":
                part = self.take()
                self.add(Limit(exhaust=True), part, own=not self.joined)
            case "UNLESS":
                self.take()
                flags = flags_of(self.until_end())
                self.unless, self.shared = (
                    (self.unless, (*self.shared, *flags)) if self.joined else ((*self.unless, *flags), self.shared)
                )
            case "IF" | "FOR" | "ORDINAL" if not self.joined:
                self.condition += self.until_end()
            case "OPEN":
                return self.bracket()
            case "COMMA" | "PROSE":
                return self.join()
            case name if name in _MARKS:
                self.marks.add(self.take().name)
            case _:
                return False
        return True

    def per(self) -> None:
        """per occurrence; for each late arrival, whose words name what is counted; each by itself, name by name."""
        part = self.take()
        plain = _is_plain(part)
        if plain and self.name() not in _NOUN and not _is_per(part):
            self.marks.add("SEPARATE")
            return
        self.pers.append(part)
        if plain or (self.name() == "PROSE" and self.parts[self.at].text.lower().startswith("of ")):
            while self.name() in _NOUN:
                self.noun.append(self.take())

    def bound(self, own: bool) -> None:
        part = self.take()
        if part.word("PERIODIC"):
            self.report.add("RUB209", part.span)  # limits bound the points of one period
        self.add(amounts.bound(part, self.report), part, own)

    def add(self, limit: Limit, part: Part, own: bool) -> None:
        scope = "item" if self.name() == "ITEM" else "total" if self.name() == "TOTAL" else ""
        span = part.span.to(self.take().span) if scope else part.span
        self.bounds.append(Bound(limit, span, own, scope, amounts.unit(part) == "元"))

    def bracket(self) -> bool:
        """(up to 10 points in total): all of it belongs to the act, or none."""
        close = next((i for i in range(self.at, len(self.parts)) if self.parts[i].name == "CLOSE"), None)
        if close is None:
            return False
        inner = _Reader(self.parts[:close], self.at + 1, self.report)
        while inner.step():
            pass
        if inner.at != close or close == self.at + 1:
            return False
        self.pers += inner.pers
        self.marks |= inner.marks
        self.bounds += inner.bounds
        self.unless = (*self.unless, *inner.unless, *inner.shared)
        self.condition += inner.condition
        self.at = close + 1
        return True

    def join(self) -> bool:
        """A comma, or a bare and, before more of the tail."""
        part = self.parts[self.at]
        if part.name == "PROSE" and spoken([part]).lower() != "and":
            return False
        following = self.parts[self.at + 1] if self.at + 1 < len(self.parts) else None
        if following is None:
            return False
        if following.name not in _AFTER_COMMA and not amounts.is_bound(following):
            return False
        self.take()
        self.joined = True
        return True


def apart(window: Sequence[Part]) -> tuple[bool, list[Part]]:
    """Whether the words before an act take names one by one (“late” or “absent” each …), and its multipliers.

    Each late arrival multiplies: what stands behind it is what it counts.
    """
    found = [(i, part) for i, part in enumerate(window) if part.name == "per"]
    counting = {
        i: not _is_plain(part) or _is_per(part) or (i + 1 < len(window) and window[i + 1].name in _NOUN)
        for i, part in found
    }
    return not all(counting.values()), [part for i, part in found if counting[i]]


def _is_plain(part: Part) -> bool:
    return not amounts.units(part) and part.word("NUM") is None


def _is_per(part: Part) -> bool:
    return part.text.strip().lower() == "per"
