"""English segments → drafts of rules: each read on its own, then tied to its neighbours and bound by limits."""

from collections.abc import Sequence

from attrs import define, evolve, field

from rubricdsl.clauses.draft import Draft, Duty, Names, Reading, both
from rubricdsl.clauses.formed import drafted
from rubricdsl.clauses.measured import Measured
from rubricdsl.clauses.ties import graded_by, in_order, ledger
from rubricdsl.meaning.parts import Curve, Effect, Limit, Measure
from rubricdsl.meaning.report import Report
from rubricdsl.rules.english import amounts, words
from rubricdsl.rules.english.duties import missed, stated, told
from rubricdsl.rules.english.effects import effect_of, least_of, times_of
from rubricdsl.rules.english.measuring import measured, whole
from rubricdsl.rules.english.phrases import NAMING, flags_of, names_of
from rubricdsl.rules.english.requirements import required, required_act
from rubricdsl.rules.english.segments import Segment, Stretch, stretches
from rubricdsl.rules.english.tails import Bound, apart
from rubricdsl.rules.english.unread import report_behind, report_segment
from rubricdsl.rules.forms import FormPart, beside
from rubricdsl.tree.model import Part

_MULTIPLIED = frozenset({"deduct", "add", "award", "fine", "reward"})
_LEDGERS = frozenset({"fine", "reward", "veto", "refer"})


def read_clauses(parts: Sequence[Part], report: Report) -> Reading:
    """Reads the text of one English item; what looks like a score and was not read is reported at its words."""
    reader = _Reader(report)
    for stretch in stretches(parts, report):
        reader.stretch(stretch)
    reader.reading.drafts = in_order([*reader.reading.drafts, *reader.required])
    return reader.reading


@define
class _Reader:
    report: Report
    reading: Reading = field(factory=Reading)
    required: list[Draft] = field(factory=list)
    owed: Duty | None = None
    sentence: int = -1
    first: int = 0

    def stretch(self, stretch: Stretch) -> None:
        if stretch.sentence != self.sentence:
            self.sentence, self.first = stretch.sentence, len(self.reading.drafts)
        for segment in stretch.segments:
            self.segment(segment, stretch)
        self.bounds(stretch)
        self.exemptions(stretch)
        if stretch.segments:
            report_behind(stretch.rest, self.report)
            self.owed = None
        else:
            self.owed = stated(stretch.rest, self.report)[0]
            bounds = self.alone(stretch)
            if not bounds:
                self.required += required(stretch, self.report)

    def segment(self, segment: Segment, stretch: Stretch) -> None:
        before = self.reading.drafts[self.first :]
        if isinstance(segment.act, FormPart):
            draft = _in_form(segment, segment.act, stretch, self.report)
            self.reading.drafts.append(_tied(draft, segment, self.first, before, self.report))
            return
        last = self.reading.drafts[-1].effect.kind if self.reading.drafts else None
        effect = effect_of(segment, last, self.report)
        if effect is None:
            return
        if effect.kind == "require":
            self.required += required_act(segment, stretch, self.report)
            return
        draft = _draft(segment, effect, before[-1].duty if before else self.owed, stretch, self.report)
        report_segment(segment, draft, self.report)
        self.reading.drafts.append(_tied(draft, segment, self.first, before, self.report))

    def bounds(self, stretch: Stretch) -> None:
        """A limit behind a score binds it; after a comma the one score of its stretch, else the item."""
        here = [i for i, draft in enumerate(self.reading.drafts) if draft.stretch == stretch.number]
        for index, segment in enumerate(stretch.segments):
            for bound in segment.tail.bounds:
                alone = len(stretch.segments) == 1
                mine = here[index] if len(here) == len(stretch.segments) and (bound.own or alone) else None
                self.bind(bound, mine)

    def exemptions(self, stretch: Stretch) -> None:
        """What is exempt behind a comma is exempt from all scores of the stretch."""
        shared = tuple(flag for segment in stretch.segments for flag in segment.tail.shared)
        for index, draft in enumerate(self.reading.drafts):
            if shared and draft.stretch == stretch.number:
                self.reading.drafts[index] = evolve(draft, unless=(*draft.unless, *shared))

    def bind(self, bound: Bound, index: int | None) -> None:
        reading = self.reading
        if bound.scope == "total":
            reading.total_limit = both(reading.total_limit, bound.limit)
        elif bound.scope == "item" or index is None:
            if bound.money:
                self.report.add("RUB209", bound.span)
            reading.limit = both(reading.limit, bound.limit)
        else:
            draft = reading.drafts[index]
            reading.drafts[index] = evolve(draft, limit=both(draft.limit, bound.limit))

    def alone(self, stretch: Stretch) -> bool:
        """This item: up to 10 points. The total score: up to 30 points. The section around: this section …"""
        kind = stretch.rest[0].name if stretch.rest else ""
        section = kind == "SECTION"
        said = [part for part in stretch.rest[1:] if part.name not in ("COLON", "COMMA")]
        if kind == "ITEM" and len(said) == 1 and _is_mark(said[0]):
            self.reading.full = amounts.plain(said[0])
            return True
        limits = [part for part in stretch.rest if amounts.is_bound(part) or part.name == "EXHAUST"]
        others = [part for part in said if part not in limits]
        if not limits or kind not in ("ITEM", "TOTAL", "SECTION") or others:
            return False
        for part in limits:
            if part.word("PERIODIC"):
                self.report.add("RUB209", part.span)
            limit = Limit(exhaust=True) if part.name == "EXHAUST" else amounts.bound(part, self.report)
            if section:
                self.reading.closing_limit = both(self.reading.closing_limit, limit)
            else:
                scope = "total" if kind == "TOTAL" else "item"
                self.bind(Bound(limit, part.span, False, scope, amounts.unit(part) == "元"), None)
        return True


def _in_form(segment: Segment, act: FormPart, stretch: Stretch, report: Report) -> Draft:
    """The clause that a plug-in's form states, under the names said before it."""
    tail = segment.tail
    for part in beside((*segment.window, *tail.condition, *tail.noun, *tail.pers), NAMING):
        report.add("RUB201", part.span, form=act.example)
    if tail.marks - {"EXTRA", "ALSO", "INSTEAD"}:
        report.add("RUB201", act.span, form=act.example)
    span = whole([*segment.window[:1], act])
    draft = drafted(act.meaning, act.span, names_of(segment.window), span, stretch.sentence, stretch.number)
    return evolve(draft, unless=(*draft.unless, *tail.unless))


def _draft(segment: Segment, effect: Effect, owed: Duty | None, stretch: Stretch, report: Report) -> Draft:
    tail = segment.tail
    said = [*segment.window, *tail.condition]
    separate, before = apart(segment.window)
    pers = [*before, *tail.pers]
    marks = {part.name for part in segment.window} | tail.marks | ({"SEPARATE"} if separate else set())
    duty = told(said, pers, tail.marks, owed, report)
    given = effect.kind in ("add", "award", "reward")
    noun = names_of(tail.noun) if tail.noun else Names()
    if duty is None:
        found = measured(said, pers, bool(noun) or bool(before), frozenset(marks), given, report)
    else:
        found = missed(duty, pers, segment.act, report)
    found = _of_money(found, effect)
    curve = found.curve if effect.kind in _MULTIPLIED else evolve(found.curve, per=None)
    least = least_of(segment.act, report)
    behind = [*tail.condition, *tail.noun, *tail.pers, *([tail.target] if tail.target else [])]
    phrase = whole(sorted([segment.act, *behind], key=lambda part: part.span.start))
    return Draft(
        names=duty.duty.names if duty is not None else _named(said, found) or noun,
        measure=found.measure,
        curve=evolve(
            curve,
            discretion="DISCRETION" in marks,
            times=times_of(tail.times, report),
        ),
        effect=effect,
        phrase=phrase,
        sentence=whole([*segment.window[:1], segment.act]).to(phrase),
        sentence_number=stretch.sentence,
        stretch=stretch.number,
        when=found.when,
        toward=found.toward,
        unless=tail.unless,
        limit=Limit(min=least) if least is not None else None,
        duty=None if duty is None else duty.duty,
    )


def _named(said: Sequence[Part], found: Measured) -> Names:
    """The names of a clause; of an absence those behind its no, of the total none."""
    if found.measure.kind == "total":
        return Names()
    names = names_of(said)
    if found.measure.kind == "absence" and not names.quoted:
        return names_of([evolve(part, text=words.DENYING.sub("", part.text)) for part in said])
    return names


def _of_money(found: Measured, effect: Effect) -> Measured:
    """A proportion of a sum of money that nobody states is left to whoever records it."""
    unstated = found.curve.proportional and effect.low is None
    money = effect.kind in ("fine", "reward") and effect.share is None
    return Measured(Measure("count"), Curve(proportional=True)) if money and unstated else found


def _tied(draft: Draft, segment: Segment, first: int, before: Sequence[Draft], report: Report) -> Draft:
    """Ties a graver case to the score it replaces and an extra one to the score it comes on top of."""
    marks = {part.name for part in segment.window} | segment.tail.marks
    extra = "EXTRA" in marks or segment.act.word("ANOTHER") is not None
    base = graded_by(draft, before)
    flags = () if draft.duty is not None else _flags(segment, report)
    if base is None:
        if draft.curve.times is not None or "INSTEAD" in marks:
            report.add("RUB225", draft.phrase)
        return evolve(draft, extra=extra)
    names, last = before[base].names, before[-1]
    if flags and draft.effect.kind == "veto":
        return evolve(draft, names=names, flags=flags, graver=True)  # the points stay
    if flags and (extra or ("ALSO" in marks and draft.effect.kind not in _LEDGERS)):
        return evolve(draft, names=names, flags=flags, onto=first + base, extra=True)
    if flags and "ALSO" in marks:
        return evolve(draft, names=names, flags=flags)
    if flags:
        graver = draft.curve.times is None or "INSTEAD" in marks
        return evolve(draft, names=names, flags=flags, grades=first + base, graver=graver)
    if "INSTEAD" in marks:
        report.add("RUB201", draft.phrase, form="if “severe”, deduct 5 points instead")
    if draft.duty is not None:
        return evolve(draft, extra=extra)
    if draft.names:
        return evolve(draft, extra=extra)
    if last.graver and draft.effect.kind in _LEDGERS:
        return evolve(draft, names=names, flags=last.flags)
    if _goes_with(draft, last):
        case = evolve(draft.curve, when=last.curve.when, role=last.curve.role)
        return evolve(draft, names=last.names, when=last.when, curve=case, measure=last.measure, extra=extra)
    return evolve(draft, names=names, extra=extra, onto=first + base if extra else None)


def _goes_with(draft: Draft, last: Draft) -> bool:
    """over 3 times: deduct 10 points, fine 50 yuan: what another ledger adds in the same case."""
    stated = draft.when or draft.curve.when or draft.curve.per is not None
    other = ledger(draft.effect.kind) != ledger(last.effect.kind)
    same = draft.stretch == last.stretch and last.grades is None
    return other and same and not stated and bool(last.when or last.curve.when)


def _is_mark(part: Part) -> bool:
    return part.name == "amount" and not amounts.is_threshold(part) and amounts.unit(part) == "分"


def _flags(segment: Segment, report: Report) -> tuple[str, ...]:
    """The flags of a case: what stands behind its if, which has no names before it."""
    said = [*segment.window, *segment.tail.condition]
    start = next((i for i, part in enumerate(said) if part.name == "IF"), None)
    found = () if start is None else flags_of(said[start:])
    if found and names_of(said[:start]):
        report.add("RUB201", whole(said), form="“late”: deduct 2 points; if “severe”, deduct 5 points instead")
        return ()
    return found
