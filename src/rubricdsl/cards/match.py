"""The stages that decide which events each rule takes: match → exempt → supersede."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import define, field

from rubricdsl.base.quantity import to_micro
from rubricdsl.cards.curve import reach, taking
from rubricdsl.cards.measure import meets_own
from rubricdsl.cards.outcome import UNBOUNDED, NearMiss, Step
from rubricdsl.cards.scheme import Family, Line, Unit
from rubricdsl.tally.model import Count


@define
class Taken:
    """The events each line takes, by its order in the text, and what was recorded while deciding."""

    hits: dict[int, list[Count]]
    steps: list[Step] = field(factory=list)
    missed: list[NearMiss] = field(factory=list)

    def drop(self, line: Line, gone: Sequence[Count], fate: Literal["exempt", "superseded"]) -> None:
        """Take events from a line and record their fate."""
        if gone:
            self.hits[line.order] = [hit for hit in self.hits[line.order] if hit not in gone]
            shapes = tuple(hit.shape for hit in gone)
            stage: Literal["exempt", "supersede"] = "exempt" if fate == "exempt" else "supersede"
            self.steps.append(Step(stage, line.rule.item, Fraction(0), line.rule, None, shapes, fate))


def taken(unit: Unit, counts: Sequence[Count]) -> Taken:
    """Every stage that decides about events, in order."""
    found = _match(unit, counts)
    for line in unit.lines:
        found.drop(line, [hit for hit in found.hits[line.order] if line.exempts(hit.shape)], "exempt")
    for family in unit.families:
        _supersede(family, found)
    if unit.gravest:
        _gravest_only(unit, found)
    return found


def _match(unit: Unit, counts: Sequence[Count]) -> Taken:
    found = Taken({line.order: [] for line in unit.lines})
    for line in unit.lines:
        for hit in counts:
            if line.meets(hit.shape) and meets_own(line, hit):
                found.hits[line.order].append(hit)
            elif hit.shape.kind in line.names:
                found.missed.append(_missed(line, hit))
    return found


def _missed(line: Line, hit: Count) -> NearMiss:
    if line.meets(hit.shape):
        needed = "、".join(f"{each.op}{each.value}{each.unit}" for each in line.rule.select.when)
        return NearMiss(line.rule, "own amount", needed, hit.shape.value, (hit.shape,))
    return NearMiss(line.rule, "flags", "、".join(line.rule.select.flags), None, (hit.shape,))


def _supersede(family: Family, found: Taken) -> None:
    """The gravest case that applies to an event stands in for the rules it grades."""
    cases = [line for line in family.cases if taking(line, found.hits[line.order])]
    members = (*family.roots, *family.cases)
    keep = {hit.shape: _kept(cases, hit, found) for line in cases for hit in found.hits[line.order]}
    for line in members:
        gone = [hit for hit in found.hits[line.order] if line not in keep.get(hit.shape, (line,))]
        found.drop(line, gone, "superseded")


def _kept(cases: Iterable[Line], hit: Count, found: Taken) -> tuple[Line, ...]:
    """The lines that hold for the events of a shape: the gravest, with what is said of the same case in other terms."""
    met = [line for line in cases if hit in found.hits[line.order]]
    own = all(line.rule.select.when for line in met)
    gravest = max(met, key=lambda line: (reach(line.rule.select.when), line.order) if own else (gravity(line), 0))
    alike = [line for line in met if line.rule.select == gravest.rule.select and line.ledger != gravest.ledger]
    return (gravest, *alike)


def _gravest_only(unit: Unit, found: Taken) -> None:
    """One fact counts once: of the scores that would take an event, the gravest of each sign.

    The lines of one curve are no rivals: each ordinal has its own occurrences, and of steps one holds anyway. Nor is
    a ratio: its counts are what it divides, and none of them is a fact that scores.
    """
    curves = {line.order: frozenset(each.order for each in group) for group in unit.groups for line in group}
    for sign in (-1, 1):
        rivals = [line for line in unit.lines if line.sign == sign and line.ledger == "points" and not line.rule.extra]
        rivals = [line for line in rivals if line.rule.measure.kind != "ratio"]
        scoring = {line.order: taking(line, found.hits[line.order]) for line in rivals}
        best: dict[object, Line] = {}
        for line in sorted(rivals, key=gravity):
            best.update({hit.shape: line for hit in scoring[line.order]})
        for line in rivals:
            lost = [hit for hit in scoring[line.order] if not _one_curve(line, best[hit.shape], curves)]
            found.drop(line, lost, "superseded")


def _one_curve(line: Line, gravest: Line, curves: Mapping[int, frozenset[int]]) -> bool:
    if line is gravest:
        return True
    two_plain = line.rule.curve.role is None and gravest.rule.curve.role is None
    return gravest.order in curves[line.order] and not two_plain


def gravity(line: Line) -> tuple[int, Fraction | int, int]:
    """How grave a rule is: vetoes, then forfeits, then by points; of equals the earlier written."""
    effect = line.rule.effect
    rank = {"veto": 2, "forfeit": 1}.get(effect.kind, 0)
    if effect.share is not None:
        return rank, Fraction(effect.share) * to_micro(line.full or Decimal(0)), -line.order
    return rank, UNBOUNDED if effect.high is None else to_micro(effect.high), -line.order
