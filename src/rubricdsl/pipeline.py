"""The whole way on one page: text → rubric → plan and scheme; events → tally → scorecards."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Literal, Self, get_args

from attrs import evolve, frozen

from rubricdsl.base.diagnostic import Diagnostic, errors, sort_key
from rubricdsl.base.errors import EventError, RubricError
from rubricdsl.cards.evaluate import Evaluator, evaluator_of
from rubricdsl.cards.exact import decimal_of
from rubricdsl.cards.from_tally import card_of, day_of, is_ungraded, refusals, ungraded
from rubricdsl.cards.model import Scorecard
from rubricdsl.cards.roster import periods_of, standing, subjects_of
from rubricdsl.cards.scheme import scheme_of, unsupported
from rubricdsl.checks.grade_edges import grade_edges
from rubricdsl.checks.lone_steps import lone_steps
from rubricdsl.checks.undated import undated
from rubricdsl.checks.unmeasured import unmeasured
from rubricdsl.events.model import Event, Subject
from rubricdsl.plugins.offer import offer
from rubricdsl.rules.from_file import read_file
from rubricdsl.rules.from_text import read_text
from rubricdsl.rules.model import Rubric
from rubricdsl.rules.plugin import Plugin
from rubricdsl.tally.model import Plan
from rubricdsl.tally.multiset import EventMultiset
from rubricdsl.tally.plan import plan_of
from rubricdsl.tally.references import with_references
from rubricdsl.tally.snapshot import is_traced, read_into, to_bytes

Unknown = Literal["error", "ignore"]
_UNKNOWN = frozenset({"RUB450", "RUB465"})  # a kind that meets no clause


def parse(
    text: str,
    name: str = "<text>",
    strict: bool = False,
    references: Mapping[str, Rubric] | None = None,
    language: str | None = None,
    plugins: Iterable[Plugin | str] = (),
) -> Rubric:
    """The rubric a text states; every problem is one of its `diagnostics`. Never raises on bad text.

    `references` are the rubrics that 引用 resolves to, by the name between 《》. `language` names the dialect, the
    head's own unless given. `plugins` are used beside those that the head names: values, or names of installed ones.
    `strict` raises RubricError when the rubric is unsound.
    """
    rubric = read_text(text, name, references or {}, partial(offer, tuple(plugins)), language)
    if strict and errors(rubric.diagnostics):
        raise RubricError(rubric.diagnostics, rubric.head.language)
    return rubric


def load(
    path: str | PathLike[str], encoding: str | None = None, plugins: Iterable[Plugin | str] = (), strict: bool = True
) -> Rubric:
    """The rubric of a `.rub` file (UTF-8 unless `encoding` says otherwise), with the files its 引用 names.

    `plugins` as in `parse`, for these files too. Raises RubricError when it cannot be read or, if `strict`, is unsound.
    """
    rubric = read_file(Path(path), partial(offer, tuple(plugins)), encoding)
    if strict and errors(rubric.diagnostics):
        raise RubricError(rubric.diagnostics, rubric.head.language)
    return rubric


def check(rubric: Rubric) -> tuple[Diagnostic, ...]:
    """The findings of the static checks, in their published order (not those of parse)."""
    static = (unsupported, unmeasured, undated, grade_edges, lone_steps)
    return tuple(sorted((found for check_of in static for found in check_of(rubric)), key=sort_key))


@frozen(eq=False)
class Prepared:
    """What is worked out once per rubric."""

    plan: Plan
    evaluator: Evaluator


def prepare(rubric: Rubric) -> Prepared:
    """A rubric ready for events. Raises RubricError when it is unsound or asks for what cannot be scored yet."""
    whole = with_references(rubric)
    found = [*errors(rubric.diagnostics), *unsupported(whole)]
    if found:
        raise RubricError(sorted(found, key=sort_key), rubric.head.language)
    plan = evolve(plan_of(whole), digest=rubric.digest)
    return Prepared(plan, evaluator_of(scheme_of(whole, plan), plan))


class Scorecards(list[Scorecard]):
    """Scorecards by subject and period, with what was found on the way and how many events were ignored."""

    def __init__(self, cards: Iterable[Scorecard], diagnostics: Iterable[Diagnostic], ignored: int) -> None:
        super().__init__(cards)
        self.diagnostics = tuple(diagnostics)
        self.ignored = ignored


class Tally(EventMultiset):
    """Events counted under a rubric, in any order and in any number of parts (contracts, "Python").

    `trace` also keeps the events, so that cards can name them. Raises RubricError when the rubric is unsound.
    """

    def __init__(self, rubric: Rubric, trace: bool = True, *, prepared: Prepared | None = None) -> None:
        self._rubric = rubric
        self._prepared = prepare(rubric) if prepared is None else prepared
        super().__init__(self._prepared.plan, trace)

    @classmethod
    def loads(cls, rubric: Rubric, data: bytes) -> Self:
        """The tally that was dumped. Raises EventError when the data is malformed or of another rubric."""
        tally = cls(rubric, trace=is_traced(data))
        read_into(tally, data)
        return tally

    def dumps(self) -> bytes:
        """Canonical bytes, equal for equal tallies however they came about."""
        return to_bytes(self)

    def total(self, subject: str, period: str) -> Decimal | None:
        """The total of a subject in a period, by the period's end; None while something is pending."""
        row = self.rows.row(period, subject)
        evaluator = self._prepared.evaluator
        if row is None or evaluator.looks_back:
            return self.scorecard(subject, period).total
        points = evaluator.points(row, {})
        return None if points is None else decimal_of(points)

    def scorecard(self, subject: str, period: str) -> Scorecard:
        """The card of a subject in a period. Raises EventError when the label names no period (RUB506)."""
        (when,) = periods_of(self, [period])
        return card_of(self._prepared.evaluator, self, standing(self, Subject(name=subject)), when, None)

    def scorecards(
        self,
        subjects: str | Subject | Iterable[str | Subject] | None = None,
        periods: str | Iterable[str] | None = None,
        as_of: date | str | None = None,
        strict: bool = True,
        unknown: Unknown = "error",
    ) -> Scorecards:
        """Cards by subject and period. `strict` raises EventError listing every bad event; else those are left out.

        One subject or label may stand for itself. Raises ValueError for an `unknown` other than "error" and "ignore".
        """
        if unknown not in get_args(Unknown):
            raise ValueError(f"unknown must be 'error' or 'ignore', not {unknown!r}")
        labels = [periods] if isinstance(periods, str) else None if periods is None else list(periods)
        people = [standing(self, each) for each in subjects_of(self, subjects, self._rubric.head.roles)]
        findings = [*self.diagnostics, *(finding for each in people for finding in each.outside)]
        counted = [each for each in findings if unknown == "error" or each.code not in _UNKNOWN]
        ignored = len(findings) - len(counted)
        evaluator, day = self._prepared.evaluator, day_of(as_of)
        made = [
            (each, card_of(evaluator, self, each, period, day))
            for each in people
            for period in periods_of(self, each.rows if subjects is None and labels is None else labels)
            if each.within(period)
        ]
        cards = [card for _, card in made]
        counted += [refusal for each, card in made for refusal in refusals(evaluator, self, each, card)]
        if strict and errors(counted):
            raise EventError(sorted(errors(counted), key=sort_key))
        doubts = [ungraded(card) for card in cards if is_ungraded(evaluator, card)]
        return Scorecards(cards, sorted([*counted, *doubts], key=sort_key), ignored)

    def _empty(self) -> Self:
        return type(self)(self._rubric, self.trace, prepared=self._prepared)


def score(
    rubric: Rubric,
    events: Iterable[Event],
    subjects: str | Subject | Iterable[str | Subject] | None = None,
    periods: str | Iterable[str] | None = None,
    as_of: date | str | None = None,
    strict: bool = True,
    unknown: Unknown = "error",
) -> Scorecards:
    """Scorecards of a log (contracts, "Python"). Raises RubricError, and EventError when `strict`."""
    tally = Tally(rubric)
    tally.update(events)
    return tally.scorecards(subjects, periods, as_of, strict, unknown)
