"""tally → scorecards: the outcomes of the units and the stages of the total, put on a card with their events."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from rubricdsl.base.calendar import Period
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.base.quantity import decimal_text, to_micro
from rubricdsl.cards import lists
from rubricdsl.cards.absence import History
from rubricdsl.cards.bands import speaks_of
from rubricdsl.cards.evaluate import Evaluator
from rubricdsl.cards.evidence import Evidence, evidence_of
from rubricdsl.cards.exact import bound_of, decimal_of
from rubricdsl.cards.final import Verdict, at_both, verdict, zeroes
from rubricdsl.cards.model import Entry, ItemResult, Scorecard
from rubricdsl.cards.outcome import End, Outcome, Step
from rubricdsl.cards.roster import Standing
from rubricdsl.cards.total import Total
from rubricdsl.cards.unit import Fires
from rubricdsl.meaning.parts import DUTIES
from rubricdsl.tally.judge import found, said
from rubricdsl.tally.model import Shape
from rubricdsl.tally.multiset import EventMultiset
from rubricdsl.tally.rows import Row

_ENDS: tuple[End, End] = ("low", "high")
_STAGES = (
    "match", "void", "exempt", "supersede", "limit", "item", "not-applicable", "weight", "additions", "range", "round",
    "veto",
)  # fmt: skip


@frozen(eq=False)
class Run:
    """One evaluation of a row, with open points left out or taken at an end."""

    outcomes: Sequence[Outcome]
    total: Total
    verdict: Verdict


def card_of(
    evaluator: Evaluator, tally: EventMultiset, standing: Standing, period: Period, as_of: date | None
) -> Scorecard:
    """The card of a subject in a period; quiet subjects have one too."""
    row = standing.rows.get(period.label) or tally.row_of(())
    fires = fires_of(evaluator, tally, standing, period, as_of)
    run = _run(evaluator, row, fires, "settled")
    pending = evaluator.still_open(run.outcomes, evaluator.absent(row))
    low, high = (_run(evaluator, row, fires, end) for end in _ENDS) if pending else (run, run)
    seen = _seen(fires)
    beyond = [each for other in standing.rows.values() if other is not row and seen for each in other.events]
    evidence = evidence_of(tally, [*row.events, *(each for each in beyond if tally.shape(each) in seen)])
    steps = [step for outcome in run.outcomes for step in outcome.steps]
    final = at_both(low.verdict, high.verdict) if pending else run.verdict
    steps += [*run.total.steps, *final.steps]
    entries = [_entry(step, evidence) for step in steps] + _converted(evaluator, evidence)
    entries = _in_order([*entries, *_voided(evaluator, tally, standing, period)], evaluator)
    head = evaluator.head
    return Scorecard(
        rubric_id=head.id,
        rubric_version=head.version,
        rubric_digest=tally.plan.digest,
        subject=standing.subject.name,
        period=period,
        base=evaluator.scheme.rubric.base,
        total=_points(low) if zeroes(final.vetoes) or not pending else None,
        low=_points(low),
        high=_points(high),
        grade=final.grade,
        money=decimal_of(sum((step.money for step in steps), Fraction(0))),
        items=_items(evaluator, run),
        entries=tuple(entries),
        requirements=lists.requirements(run.outcomes, evidence),
        pending=lists.pending(pending, evidence),
        referred=lists.imposed([*(each for o in run.outcomes for each in o.referred), *final.referred], evidence),
        vetoes=lists.imposed(final.vetoes, evidence),
        missed=lists.missed(run.outcomes, evidence),
        refused=lists.refused(run.outcomes, evidence),
        duties=tuple(item.code for item in evaluator.scheme.rubric.duties),
    )


def fires_of(
    evaluator: Evaluator, tally: EventMultiset, standing: Standing, period: Period, as_of: date | None
) -> Fires:
    """What the rules that look back found of a subject in a period. Raises EventError (RUB515)."""
    if not evaluator.looks_back:
        return {}
    if as_of is None and period.last is None:
        _refuse_undated(evaluator)
    held = [(label, count) for label, row in standing.rows.items() for count in tally.rows.held(row)]
    return evaluator.fires(History(held, standing.start(), standing.end(), as_of), period)


def _refuse_undated(evaluator: Evaluator) -> None:
    """Duties that score are judged as of a day: the one given, or the period's last."""
    lines = [line for scorer in evaluator.scorers for line in scorer.unit.looking_back]
    rules = [line.rule for line in lines if line.rule.measure.kind in DUTIES and line.ledger != "none"]
    if rules:
        raise EventError([Diagnostic("RUB515", {"words": r.citation.sentence}, r.citation.place) for r in rules])


def _seen(fires: Fires) -> frozenset[Shape]:
    """The shapes that duties were judged by, of this period and of others."""
    closed = (each for windows in fires.values() if isinstance(windows, tuple) for each in windows)
    return frozenset(count.shape for each in closed for count in each.seen)


def is_ungraded(evaluator: Evaluator, card: Scorecard) -> bool:
    """Whether there are grades, and none for the card's total."""
    return bool(evaluator.scheme.rubric.grades) and card.total is not None and card.grade is None


def ungraded(card: Scorecard) -> Diagnostic:
    total = "" if card.total is None else decimal_text(card.total)
    return Diagnostic("RUB505", {"total": total, "subject": card.subject, "period": card.period.label})


def refusals(evaluator: Evaluator, tally: EventMultiset, standing: Standing, card: Scorecard) -> list[Diagnostic]:
    """The marks of a card that leave the bands left, as errors at their events; without a trace at their period."""
    rules = {rule.code: rule for rule in evaluator.scheme.rubric.rules}
    row = standing.rows.get(card.period.label)
    events = row.events if row is not None else []
    evidence = evidence_of(tally, events)
    listed = []
    for each in card.refused:
        bands = "、".join(said(rules[code]) for code in each.bands)
        mine = [event for event in events if (shape := tally.shape(event)) and evidence.of((shape,)) == each.events]
        title = evaluator.tree.items[each.item].title if each.item in evaluator.tree.items else each.item
        words = {"subject": card.subject, "kind": title, "time": card.period.label, "id": "—", "bands": bands}
        untraced = [] if mine else [Diagnostic("RUB464", words, witness={"event": None})]
        listed += [found("RUB464", event, tally.clock, bands=bands) for event in mine] + untraced
    return listed


def day_of(as_of: date | str | None) -> date | None:
    """The day obligations and absences are judged by. Raises EventError (RUB507)."""
    if not isinstance(as_of, str):
        return as_of
    try:
        day = date.fromisoformat(as_of)
    except ValueError as error:
        raise EventError([Diagnostic("RUB507", {"value": as_of[:40]})]) from error
    if day.isoformat() != as_of:  # the interpreter also reads week dates
        raise EventError([Diagnostic("RUB507", {"value": as_of[:40]})])
    return day


def _run(evaluator: Evaluator, row: Row, fires: Fires, end: End) -> Run:
    outcomes = evaluator.outcomes(row, fires, end)
    total = evaluator.total(outcomes, evaluator.absent(row))
    return Run(outcomes, total, verdict(evaluator.scheme, outcomes, total.points))


def _points(run: Run) -> Decimal | None:
    return None if run.verdict.points is None else bound_of(run.verdict.points)


def _entry(step: Step, evidence: Evidence) -> Entry:
    rule = step.rule
    unit = rule.measure.unit if rule else None
    return Entry(
        stage=step.stage,
        item=step.item,
        points=decimal_of(step.points),
        rule=rule.code if rule else None,
        measure=step.measure,
        events=evidence.between(step.shapes, *step.occurrences, unit) if step.occurrences else evidence.of(step.shapes),
        fate=step.fate,
        text=rule.citation.text if rule else None,
        sentence=rule.citation.sentence if rule else None,
        line=rule.citation.place.line if rule else None,
        money=decimal_of(step.money),
        unit=None if step.measure is None else unit,
        occurrences=step.occurrences,
        limits=step.limits,
    )


def _in_order(entries: Sequence[Entry], evaluator: Evaluator) -> list[Entry]:
    """The entries stage by stage, those of one stage in the order of the text."""
    order = {rule.code: place for place, rule in enumerate(evaluator.scheme.rubric.rules)}
    return sorted(entries, key=lambda entry: (_STAGES.index(entry.stage), *_at(entry, evaluator, order)))


def _at(entry: Entry, evaluator: Evaluator, order: dict[str, int]) -> tuple[int, int]:
    """Entries of a stage follow the text."""
    return evaluator.tree.order(entry.item or ""), -1 if entry.rule is None else order[entry.rule]


def _converted(evaluator: Evaluator, evidence: Evidence) -> list[Entry]:
    """The events that count as another matter, under the rule that says so; what they cost stands at that matter."""
    rules = [rule for rule in evaluator.scheme.rubric.rules if rule.code in evidence.converted]
    steps = [(rule, Step("match", rule.item, Fraction(0), rule, None, ())) for rule in rules]
    return [evolve(_entry(step, evidence), events=tuple(evidence.converted[rule.code])) for rule, step in steps]


def _voided(evaluator: Evaluator, tally: EventMultiset, standing: Standing, period: Period) -> list[Entry]:
    """Events taken back by a void, under every rule they would have met."""
    events = tally.voided(standing.subject.name, period.label)
    evidence = evidence_of(tally, events)
    units = [scorer.unit for scorer in evaluator.scorers]
    met = [(line, [s for s in evidence.names if line.meets(s)]) for unit in units for line in unit.lines]
    met += [(x, [s for s in evidence.names if speaks_of(unit.bands, x, s)]) for unit in units for x in unit.bands]
    return [
        _entry(Step("void", line.rule.item, Fraction(0), line.rule, None, tuple(found), "voided"), evidence)
        for line, found in met
        if found
    ]


def _items(evaluator: Evaluator, run: Run) -> tuple[ItemResult, ...]:
    """Every item that scores or bounds, and those nothing measures; its points are its own, its parts' apart."""
    still = (*evaluator.scheme.rubric.duties, *evaluator.scheme.rubric.idle)
    own = {code: move for outcome in run.outcomes for code, move in outcome.moves.items()}
    full = {item.code: None if item.full is None else to_micro(item.full) for item in still}
    full |= {code: marks for outcome in run.outcomes for code, marks in outcome.full.items()}
    moves = {item.code: Fraction(0) for item in still} | dict(run.total.moves)
    codes = sorted(moves, key=evaluator.tree.order)
    unmarked = {each.item for outcome in run.outcomes for each in outcome.open if each.mark}
    return tuple(
        _item(evaluator, code, moves[code], None if code in unmarked else own.get(code, 0), full.get(code))
        for code in codes
    )


def _item(evaluator: Evaluator, code: str, moved: Fraction, own: int | None, full: int | None) -> ItemResult:
    item = evaluator.tree.items.get(code)
    marks = None if full is None else decimal_of(Fraction(full))
    result = None if full is None or own is None else decimal_of(Fraction(full + own))
    name, chapters = evaluator.labels.name(code), evaluator.labels.chapters.get(code, ())
    return ItemResult(code, item.title if item else "", decimal_of(moved), marks, result, name, chapters)
