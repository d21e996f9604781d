"""One unit scored: match … supersede → points → line limit → item floor and cap. A function of its counts alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import define, evolve, field

from rubricdsl.cards.bands import place
from rubricdsl.cards.curve import Score, conditions_hold, scores
from rubricdsl.cards.duties import Closed, duty_scores
from rubricdsl.cards.exact import decimal_of
from rubricdsl.cards.item import Marks, bounded, marks, within_limit
from rubricdsl.cards.match import taken
from rubricdsl.cards.measure import measured, shown
from rubricdsl.cards.model import Status
from rubricdsl.cards.outcome import Consequence, End, NearMiss, Open, Outcome, Refusal, Standard, Step
from rubricdsl.cards.points import awarded
from rubricdsl.cards.scheme import LOOKING_BACK, Line, Unit
from rubricdsl.meaning.parts import MEASUREMENTS, Item
from rubricdsl.tally.model import Count

Back = int | tuple[Closed, ...] | None  # how often an absence fired, or the windows of a duty; None: nothing is known
Fires = Mapping[str, Back]


@define
class Result:
    """What the lines of a unit came to, gathered in the order of the text."""

    steps: list[Step] = field(factory=list)
    scores: dict[str, list[int]] = field(factory=lambda: defaultdict(list))
    added: dict[str, list[int]] = field(factory=lambda: defaultdict(list))
    open: list[Open] = field(factory=list)
    standards: list[Standard] = field(factory=list)
    referred: list[Consequence] = field(factory=list)
    vetoes: list[Consequence] = field(factory=list)
    missed: list[NearMiss] = field(factory=list)
    refused: list[Refusal] = field(factory=list)
    forfeited: dict[str, Score] = field(factory=dict)


def scored(unit: Unit, counts: Sequence[Count], fires: Fires, end: End) -> Outcome:
    """The outcome of a unit. `fires`: what each rule that looks back found, by its code;
    `end`: whether open points are left out, or taken where they leave the total lowest or highest."""
    found = taken(unit, counts)
    result = Result(found.steps, missed=found.missed)
    silent = frozenset(line.order for line in unit.lines if _is_silent(line, found.hits[line.order]))
    own = {item.code: [line for line in unit.lines if line.rule.item == item.code] for item in unit.items}
    held = {item.code: marks(item, own[item.code], silent) for item in unit.items}
    for group in unit.groups:
        for score in _scores(group, found.hits, fires, result):
            _record(score, held[score.line.rule.item], end, result)
    for item in unit.items:
        _mark(item, [line for line in unit.bands if line.rule.item == item.code], held[item.code], counts, end, result)
    moves = {item.code: _item(item, held[item.code], result) for item in unit.items}
    return _outcome(unit, moves, held, result)


def _is_silent(line: Line, hits: Sequence[Count]) -> bool:
    """A measurement that was not taken."""
    return line.rule.measure.kind in MEASUREMENTS and measured(line, hits) is None


def _mark(item: Item, bands: Sequence[Line], held: Marks, counts: Sequence[Count], end: End, result: Result) -> None:
    """Enter the mark of an item with bands: what it is below the full marks; without a mark what is still open."""
    if not bands:
        return
    placed = place(bands, counts)
    result.refused += [Refusal(item.code, shape, placed.left) for shape in placed.refused]
    only = placed.left[0] if len(placed.left) == 1 else None
    if placed.points is None:
        result.open.append(Open(only, item.code, placed.low, placed.high, placed.shapes, mark=True))
    taken = placed.at(end)
    if taken is None:
        return
    move = taken - (held.full or 0)
    result.steps.append(Step("match", item.code, Fraction(move), only, decimal_of(Fraction(taken)), placed.shapes))
    result.scores[item.code].append(move)


def _scores(group: tuple[Line, ...], hits: Mapping[int, Sequence[Count]], fires: Fires, result: Result) -> list[Score]:
    first = group[0]
    if first.rule.measure.kind in LOOKING_BACK:
        return _looked_back(group, {line.rule.code: fires[line.rule.code] for line in group}, result)
    if first.ledger == "none":
        result.standards += [_standard(line, hits[line.order]) for line in group]
        return []
    result.standards += [
        Standard(line.rule, "no data", None, ()) for line in group if measured(line, hits[line.order]) is None
    ]
    found, missed = scores(group, hits)
    result.missed += missed
    return found


def _looked_back(group: tuple[Line, ...], back: Fires, result: Result) -> list[Score]:
    """The scores of an absence or of duties; a duty without points is a standard."""
    first = group[0]
    times = back[first.rule.code]
    closed = {code: windows for code, windows in back.items() if isinstance(windows, tuple)}
    if first.ledger == "none" and closed:
        result.standards.append(_duty(first, closed[first.rule.code]))
        return []
    if times is None:
        result.standards += [Standard(line.rule, "no data", None, ()) for line in group]
        return []
    if isinstance(times, int):
        return [Score(first, times, None, ())] if times else []
    return duty_scores(group, closed)


def _duty(line: Line, windows: Sequence[Closed]) -> Standard:
    if not windows:
        return Standard(line.rule, "no data", None, ())
    failing = sum(each.failing for each in windows)
    shapes = tuple(hit.shape for each in windows for hit in each.seen)
    return Standard(line.rule, "not met" if failing else "met", shown(line, failing), shapes)


def _standard(line: Line, hits: Sequence[Count]) -> Standard:
    value = measured(line, hits)
    if value is None:
        return Standard(line.rule, "no data", None, ())
    status: Status = "met" if conditions_hold(line, value) else "not met"
    return Standard(line.rule, status, shown(line, value), tuple(hit.shape for hit in hits))


def _record(score: Score, held: Marks, end: End, result: Result) -> None:
    """Enter a score where its effect belongs."""
    line, rule = score.line, score.line.rule
    shapes = tuple(hit.shape for hit in score.hits)
    value = shown(line, score.value)
    match line.ledger:
        case "status":
            (result.vetoes if rule.effect.kind == "veto" else result.referred).append(Consequence(rule, shapes))
            result.steps.append(Step("match", rule.item, Fraction(0), rule, value, shapes))
        case "points" if rule.effect.kind == "forfeit":
            result.forfeited.setdefault(rule.item, score)
        case "points" if line.order in held.granted:
            pass
        case "points" | "money":
            _enter(score, held, _toward(line, end), result)
        case "none":
            pass


def _toward(line: Line, end: End) -> End:
    """The end of a line's own range that takes the total to an end."""
    if line.sign > 0 or end == "settled":
        return end
    return "high" if end == "low" else "low"


def _enter(score: Score, held: Marks, end: End, result: Result) -> None:
    line, rule = score.line, score.line.rule
    earned = awarded(score, held.full, end)
    move = line.sign * earned.points
    kept = within_limit(rule.limit, move)
    shapes = tuple(hit.shape for hit in score.hits)
    value = shown(line, score.value)
    steps = [Step("match", rule.item, Fraction(move), rule, value, shapes, occurrences=score.occurrences)]
    if kept != move:
        steps.append(Step("limit", rule.item, Fraction(kept - move), limits=rule.code))
    if line.ledger == "money":
        result.steps += [evolve(step, points=Fraction(0), money=step.points) for step in steps]
    else:
        result.steps += steps
        result.scores[rule.item].append(kept)
        if rule.effect.kind == "add":
            result.added[rule.item].append(kept)
    if earned.open:
        low, high = earned.low, earned.high
        ends = (low, high) if line.sign > 0 else (None if high is None else -high, -low)
        result.open.append(Open(rule, rule.item, ends[0], ends[1], tuple(hit.shape for hit in earned.hits)))


def _item(item: Item, held: Marks, result: Result) -> int:
    """The move of an item; the steps that lead from its scores to it are recorded."""
    move, steps = bounded(item, held, result.scores[item.code], result.forfeited.get(item.code))
    result.steps += steps
    return move


def _outcome(unit: Unit, moves: Mapping[str, int], held: Mapping[str, Marks], result: Result) -> Outcome:
    return Outcome(
        moves,
        {item.code: _additions(item, held[item.code], moves[item.code], result) for item in unit.items},
        {code: marks.full for code, marks in held.items()},
        sum(moves.values()),
        tuple(result.steps),
        tuple(result.open),
        tuple(result.standards),
        tuple(result.referred),
        tuple(result.vetoes),
        tuple(result.missed),
        tuple(result.refused),
        sum(_lost(item, held[item.code], result) for item in unit.items),
    )


def _lost(item: Item, held: Marks, result: Result) -> int:
    """What its deductions take from an item, within its bounds and without what is added to it."""
    taken = [points for points in result.scores[item.code] if points < 0]
    forfeit = result.forfeited.get(item.code)
    if not taken and forfeit is None:
        return 0
    plain, _ = bounded(item, held, [], None)
    left, _ = bounded(item, held, taken, forfeit)
    return max(0, plain - left)


def _additions(item: Item, held: Marks, move: int, result: Result) -> Fraction:
    """What its additions (加, 奖) bring an item, beyond what it would come to without them."""
    if not result.added[item.code]:
        return Fraction(0)
    others = list(result.scores[item.code])
    for points in result.added[item.code]:
        others.remove(points)
    without, _ = bounded(item, held, others, result.forfeited.get(item.code))
    return Fraction(max(0, move - without))
