"""A language whose verb stands first and its multipliers behind it → the order in which the fold reads: the act last.

    deduct 2 points for each “late” arrival, at most 10 points
    → for each “late” arrival, deduct 2 points, at most 10 points

Nothing is read here but what belongs to which act; what nothing takes is told of at its words.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import define, evolve, field

from rubricdsl.base.quantity import STATED, dimension
from rubricdsl.base.span import Span
from rubricdsl.clauses.act_cases import of_their_own, told_apart
from rubricdsl.clauses.act_tail import WORDS, Tail, as_bound, tail_of
from rubricdsl.clauses.act_words import as_sign, merged, together, unread, without
from rubricdsl.clauses.acts import is_act
from rubricdsl.clauses.condition import bared, is_filler
from rubricdsl.clauses.wording import is_kind, is_sign, phrase_at
from rubricdsl.meaning.parts import Quantity
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import (
    Amount,
    Count,
    Due,
    Formed,
    Full,
    Mark,
    Open,
    Phrase,
    Plain,
    Quoted,
    Score,
    Sign,
)

_WINDOWS = frozenset({"天", "周", "月", "季度", "半年", "年"})
_ONE = Decimal(1)
_FAILING = ("LATE", "UNDONE", "SHORT", "OTHERWISE")
_CASES = frozenset({"count", "days"})  # a bare number of these is a case by itself
_MANNER = ("DISCRETION", "PROPORTION")  # how points or money are given
_NEXT = ("IF", "ONLY", "OTHERWISE", "ALSO", "EXTRA")  # what the next score may begin with
_ASIDE = {"below": (">=", ">"), "above": ("<=", "<")}


def arranged(parts: Sequence[Phrase], lexicon: Lexicon) -> list[Phrase]:
    """The phrases of an item in the order of the fold."""
    found: list[Phrase] = []
    owed = ""
    for stretch, stop in _stretches(parts):
        reader = _Stretch(together(stretch, lexicon), lexicon, owed)
        found += reader.arranged()
        owed = reader.duty or (owed if reader.acts and stop is not None and stop.text == ";" else "")
        found += [] if stop is None else [stop]
    return found


def _stretches(parts: Sequence[Phrase]) -> Iterator[tuple[list[Phrase], Phrase | None]]:
    """What stands between semicolons and full stops, each with its sign."""
    said: list[Phrase] = []
    for part in parts:
        if is_sign(part, "STOP"):
            yield said, part
            said = []
        else:
            said.append(part)
    if said:
        yield said, None


@define
class _Stretch:
    """The phrases between two stops; `owed` are the words of the duty that was stated before, `duty` of its own."""

    parts: list[Phrase]
    lexicon: Lexicon
    owed: str
    acts: list[int] = field(init=False)
    duty: str = field(init=False)

    @acts.default
    def _acts(self) -> list[int]:
        return [at for at, part in enumerate(self.parts) if is_act(part)]

    @duty.default
    def _duty(self) -> str:
        return " ".join(part.text.lower() for part in self.parts) if any(map(self.owes, range(len(self.parts)))) else ""

    def owes(self, at: int) -> bool:
        """by the 25th of each month, at least once a week."""
        part, behind = self.parts[at], self.parts[at + 1] if at + 1 < len(self.parts) else None
        return isinstance(part, Due) or (isinstance(part, Amount) and _is_often(behind) and _is_counted(part))

    def arranged(self) -> list[Phrase]:
        if not self.acts or any(is_kind(part, "REQUIRED") for part in self.parts):
            return self.rest()
        found: list[Phrase] = []
        shared: list[Phrase] = []
        start = 0
        for number, act in enumerate(self.acts):
            if act < start:
                continue
            tail = tail_of(self.parts, act, self.lexicon)
            found += self.segment(self.parts[start:act], self.doubled(number), tail)
            shared += [*_comma(self.parts[act]), *merged(tail.shared)] if tail.shared else []
            start = tail.end
            if start <= self.acts[-1]:
                self.goes_on(start)
        return [*found, *shared, *self.left(start)]

    def doubled(self, number: int) -> Phrase:
        """An act; one that doubles the act before it doubles points or money."""
        act = self.parts[self.acts[number]]
        before = self.parts[self.acts[number - 1]] if number else None
        doubles = isinstance(act, Open) and act.times is not None and before is not None
        return unread(act) if doubles and not isinstance(before, Score | Open | Formed) else act

    # ── one act ──

    def segment(self, window: Sequence[Phrase], act: Phrase, tail: Tail) -> list[Phrase]:
        """What was said for an act before and behind it, what multiplies it, the act, its limits."""
        cut = _comma(act) if window and tail.condition else []
        condition = self.condition([*window, *cut, *tail.condition], act, tail)
        if not isinstance(act, Score | Open | Formed):
            condition = [unread(part) if is_kind(part, *_MANNER) else part for part in condition]
        nouns = [*tail.nouns]
        if nouns and any(map(self.names, condition)):
            nouns[0] = unread(nouns[0], "RUB206")
        free = [*_comma(act), *merged(tail.own)] if tail.own else []
        marks = [_as_mark(part) for part in tail.marks if not is_kind(part, "LATE", "UNDONE")]
        if not isinstance(act, Score | Open | Formed):
            marks = [unread(part) if is_kind(part, *_MANNER) else part for part in marks]
        instead = any(is_kind(part, "INSTEAD") for part in (*window, *tail.marks))
        if instead and not any(is_kind(part, "IF") for part in condition):
            marks = [unread(part) if is_kind(part, "INSTEAD") else part for part in marks]
        bounds = [each for part in tail.bounds for each in (_as_mark(part),)]
        behind = [*_comma(act), *bounds] if bounds else []
        return [*condition, *free, *_comma(act), *marks, *tail.counts, *merged(nouns), act, *behind]

    def condition(self, said: Sequence[Phrase], act: Phrase, tail: Tail) -> list[Phrase]:
        counts = [part for part in (*said, *tail.counts) if isinstance(part, Count)]
        failing = counts[-1:] and (counts[-1].side == "below" or counts[-1].lead != "")
        often = self.often(said, bool(failing) or any(is_kind(part, *_FAILING) for part in (*said, *tail.marks)))
        total = any(is_kind(part, "TOTAL") for part in often)
        often = [_in_points(part) if total else part for part in often]
        cased = [self.amount(part, often, at, counts) for at, part in enumerate(often)]
        failed = self.failed([*cased, *(part for part in tail.marks if is_kind(part, "LATE", "UNDONE"))], len(cased))
        doubles = isinstance(act, Open) and act.times is not None
        stands = any(is_kind(part, "INSTEAD", "EXTRA") for part in (*said, *tail.marks))
        known = any(is_kind(part, "LATE", "UNDONE", "SHORT") for part in cased)
        fails = known and not any(is_kind(part, "LATE", "UNDONE", "SHORT") for part in failed)
        cases = self.cases(failed, (doubles and not stands) or fails)
        tested = max((at for at, part in enumerate(cases) if _compares_points(part)), default=-1)
        words = [self.word(part, phrase_at(cases, at - 1), at < tested) for at, part in enumerate(cases)]
        apart = merged(words) if self.opened(said) else told_apart(merged(words), act.span.start, self.lexicon)
        return without(apart if self.duty else of_their_own(apart, self.lexicon), self.lexicon)

    def opened(self, said: Sequence[Phrase]) -> bool:
        """Whether a condition of its own is opened in what is said, as by if."""
        return any(is_kind(part, "IF", "ONLY", "OTHERWISE") or isinstance(part, Due) for part in said)

    def often(self, said: Sequence[Phrase], failing: bool) -> list[Phrase]:
        """at least once a week: the frequency first; where nothing says that it was failed, no duty is meant."""
        found = list(said)
        for at in range(len(found) - 1):
            part, behind = found[at], found[at + 1]
            if not isinstance(part, Amount) or not isinstance(behind, Count):
                continue
            if _is_often(behind):
                if _is_counted(part) and failing:
                    found[at : at + 2] = [behind, part if part.tests else evolve(part, op=">=")]
                else:
                    found[at] = unread(evolve(part, span=part.span.to(behind.span)), form="more than 3 times in total")
                    found[at + 1] = Plain("", behind.span)
            elif part.op is not None and behind.every == Quantity(_ONE, "次") and not behind.lead:
                found[at] = evolve(part, how="own", said=behind.text, span=part.span.to(behind.span))
                found[at + 1] = Plain("", behind.span)
        return [part for part in found if part.text or isinstance(part, Sign)]

    def amount(self, part: Phrase, said: Sequence[Phrase], at: int, counts: Sequence[Count]) -> Phrase:
        """A condition or a target: what a score counts from on its side; a bare count is so many exactly."""
        if not isinstance(part, Amount) or part.how == "run" or part.problems:
            return part
        if at and isinstance(said[at - 1], Count) and _is_often(said[at - 1]):
            return part
        unit = dimension(part.unit) if part.unit else ""
        if not part.tests and unit == "points" and any(is_kind(each, "COLLECTED") for each in said):
            return evolve(part, case=True)  # if 9 points are deducted in total
        if not part.tests:
            if part.unit == "半年" or unit not in _CASES:
                return unread(part, form="at least 30 minutes")
            return evolve(_exact(part), case=True)
        only = at > 0 and is_kind(said[at - 1], "ONLY")
        sided = counts[-1] if counts and counts[-1].side is not None else None
        return part if sided is not None and not only and _is_target(part, sided) else evolve(part, case=True)

    def failed(self, said: Sequence[Phrase], own: int) -> list[Phrase]:
        """if the meeting is not held, if it is late: how a duty is failed first, where nothing else is named."""
        known = self.duty or self.owed
        place = next((at for at, part in enumerate(said) if is_kind(part, "LATE", "UNDONE", "SHORT")), None)
        if not known or place is None:
            return [*said[:own], *(unread(part, "RUB205") for part in said[own:])]
        start = max((at + 1 for at in range(place) if isinstance(said[at], Due | Amount | Sign)), default=0)
        around = [part for part in (*said[start:place], *said[place + 1 :]) if isinstance(part, Plain | Quoted)]
        names = [bared(part.text, self.lexicon).lower() for part in around]
        if any(isinstance(part, Quoted) for part in around) or not all(
            name in known or self.lexicon.consists_of("filler", name) for name in names
        ):
            return list(said)
        told = {id(part) for part in (*around, said[place])}
        rest = [part for part in said if id(part) not in told]
        at = sum(id(part) not in told for part in said[:start])
        how = said[place]
        return [*rest[:at], Plain(how.text, how.span), *map(as_sign, around), *rest[at:]]

    def cases(self, said: Sequence[Phrase], doubles: bool) -> list[Phrase]:
        """What if leads to grades the score before, unless something is named before it in the same breath."""
        at = next((at for at, part in enumerate(said) if is_kind(part, "IF")), None)
        if at is None:
            return list(said)
        first = said[at]
        assert isinstance(first, Mark)
        behind = any(map(self.names, said[at + 1 :]))
        named = any(map(self.names, said[:at])) and behind and not self.duty
        found = evolve(first, value="" if doubles or named else "graver")
        before = list(said[:at])
        if named:
            place = next(i for i, part in enumerate(before) if self.names(part))
            first_named = before[place].span
            end = max(first_named.end, said[-1].span.end)
            whole = evolve(before[place], span=Span(first_named.start, end))
            before[place] = unread(whole, form="“late”: deduct 2 points; if “severe”, deduct 5 points instead")
        return [*before, found, *said[at + 1 :]]

    def word(self, part: Phrase, before: Phrase | None, tested: bool) -> Phrase:
        """A phrase as it stands in a condition: what has no meaning there is a word like any other.

        `tested`: a comparison of points follows.
        """
        match part:
            case Mark(kind="OTHERWISE") if not (self.duty or self.owed):
                return unread(part)
            case Mark(kind="STRAY" | "UNLESS"):
                return unread(part)
            case Plain() if isinstance(before, Amount | Count) and self.lexicon.opening("bound", part.text):
                return unread(part, form="3 times or more")
            case Mark(kind=kind) if kind in WORDS:
                return Plain(part.text, part.span, problems=part.problems)
            case Mark(kind="ONLY"):
                return Sign(part.text, part.span, "COMMA")
            case Mark(kind="TOTAL") if not tested:
                return unread(part, form="total score below 60 points: veto")
            case _:
                return _as_mark(part)

    def names(self, part: Phrase) -> bool:
        if isinstance(part, Plain) or is_kind(part, *WORDS):
            return bool(bared(part.text, self.lexicon)) and not is_filler(part.text, self.lexicon)
        return isinstance(part, Quoted)

    # ── what no act takes ──

    def goes_on(self, at: int) -> None:
        """What follows an act directly, without a sign between them, could change it."""
        part = self.parts[at]
        if isinstance(part, Sign | Quoted) or is_act(part) or is_kind(part, *_NEXT):
            return
        if not (isinstance(part, Plain) and self.harmless(part)):
            self.parts[at] = unread(part, "RUB205")

    def left(self, start: int) -> list[Phrase]:
        """Behind the last act nothing may stand that was not read."""
        return [
            part if isinstance(part, Sign) or self.harmless(part) else unread(part, _code(part))
            for part in merged(self.parts[start:])
        ]

    def harmless(self, part: Phrase) -> bool:
        return isinstance(part, Plain) and (is_filler(part.text, self.lexicon) or not bared(part.text, self.lexicon))

    def rest(self) -> list[Phrase]:
        """A stretch that scores nothing: limits and marks of what it names first, else what it says is required."""
        alone = self.alone()
        if alone is not None:
            return alone
        said = self.often(self.parts, True)
        found = [evolve(part, case=True) if isinstance(part, Amount) and part.tests else part for part in said]
        return merged([Plain(part.text, part.span) if is_kind(part, "LATE", "SHORT") else part for part in found])

    def alone(self) -> list[Phrase] | None:
        """This item: up to 10 points. This section: up to 15 points. The total score: up to 30 points."""
        if not self.parts or not is_kind(self.parts[0], "SCOPE", "TOTAL"):
            return None
        found: list[Phrase] = [self.parts[0]]
        at = 1
        while at < len(self.parts):
            part, bound = self.parts[at], as_bound(self.parts, at)
            if bound is not None:
                found.append(bound[0])
                at = bound[1]
            elif (
                isinstance(part, Amount)
                and part.quantity is not None
                and part.unit == "分"
                and at == len(self.parts) - 1
            ):
                return [*found, Full(part.text, part.span, part.number.low, part.unit, problems=part.problems)]
            elif is_sign(part, "COLON", "COMMA"):
                found.append(part)
                at += 1
            else:
                return None
        return found if at > 1 else None


def _comma(at: Phrase) -> list[Phrase]:
    """Cuts what was said before from what follows, where no sign stands."""
    return [Sign(",", at.span, "COMMA")]


def _as_mark(part: Phrase) -> Phrase:
    return Mark(part.text, part.span, "EXTRA", "and") if is_kind(part, "ALSO") else part


def _code(part: Phrase) -> str:
    scored = isinstance(part, Amount) and dimension(part.unit) in STATED
    return "RUB201" if scored or is_kind(part, "STRAY") else "RUB205"


def _is_often(part: Phrase | None) -> bool:
    """a week, each month: over what a duty is owed."""
    plain = isinstance(part, Count) and not part.lead and part.every is not None and part.every.value == 1
    return plain and isinstance(part, Count) and part.every is not None and part.every.unit in _WINDOWS


def _is_counted(amount: Amount) -> bool:
    """So many at least."""
    return amount.op in (None, ">=") and amount.number.high is None and dimension(amount.unit or "次") == "count"


def _exact(amount: Amount) -> Amount:
    return amount if amount.tests else evolve(amount, op="=")


def _in_points(part: Phrase) -> Phrase:
    """The total is below 60: the total is of points."""
    if not isinstance(part, Amount) or part.unit or not part.tests:
        return part
    return evolve(part, number=evolve(part.number, unit="分", high_unit="分" if part.number.high is not None else ""))


def _is_target(amount: Amount, count: Count) -> bool:
    """At least 95%, and so many points for each point below: what is asked for, and no condition of the score."""
    if len(amount.tests) != 1 or count.every is None or dimension(amount.unit) != dimension(count.every.unit):
        return False
    if count.target is not None and count.target.value != amount.number.low:
        return False
    return amount.tests[0].op in _ASIDE.get(count.side or "", ())


def _compares_points(part: Phrase) -> bool:
    return isinstance(part, Amount) and bool(part.tests) and part.unit in ("分", "")
