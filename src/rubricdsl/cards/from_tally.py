"""tally → scorecards: the outcomes of the units and the stages of the total, put on a card with their events."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from rubricdsl.base.calendar import Period
from rubricdsl.base.quantity import decimal_text, from_micro
from rubricdsl.cards.absence import History, month_of
from rubricdsl.cards.evaluate import Evaluator
from rubricdsl.cards.evidence import Evidence, evidence_of
from rubricdsl.cards.final import Verdict, verdict
from rubricdsl.cards.model import Entry, Imposed, ItemResult, Missed, Pending, Requirement, Scorecard
from rubricdsl.cards.outcome import BEYOND, End, Micro, Outcome, Step
from rubricdsl.cards.roster import Standing
from rubricdsl.cards.total import Total
from rubricdsl.cards.unit import Fires
from rubricdsl.rules.parts import Clause
from rubricdsl.tally.model import Count, Row, Shape
from rubricdsl.tally.multiset import EventMultiset

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
    """The card of a subject in a period; quiet subjects too have one."""
    row = standing.rows.get(period.label) or Row([0] * len(tally.plan.shapes))
    fires = fires_of(evaluator, tally, standing, period, as_of)
    run = _run(evaluator, row, fires, "settled")
    pending = any(outcome.open for outcome in run.outcomes)
    ends = [_run(evaluator, row, fires, end) for end in ("low", "high")] if pending else [run, run]
    evidence = evidence_of(tally, row.events or ())
    return _card(evaluator, standing, period, run, ends, evidence, _voided(evaluator, tally, standing, period))
