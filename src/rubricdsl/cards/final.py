"""The last stages: grade → vetoes, judged on the rounded total."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from attrs import evolve, frozen

from rubricdsl.base.quantity import scale, to_micro
from rubricdsl.cards.exact import decimal_of
from rubricdsl.cards.outcome import Consequence, Outcome, Step
from rubricdsl.cards.scheme import Line, Scheme
from rubricdsl.meaning.parts import Curve, Grade
from rubricdsl.meaning.thresholds import compare

_Said = TypeVar("_Said", Step, Consequence)
NO_POINTS = frozenset({"计0分", "总分为0", "总分为0分", "总分计0分", "0分"})


@frozen(eq=False)
class Verdict:
    """The total after vetoes, its grade, what was imposed, the steps, and the money that hangs on the total."""

    points: Fraction | None
    grade: str | None
    vetoes: tuple[Consequence, ...]
    referred: tuple[Consequence, ...]
    steps: tuple[Step, ...]
    ungraded: bool


def verdict(scheme: Scheme, outcomes: Sequence[Outcome], points: Fraction | None) -> Verdict:
    """Grade and vetoes of a total."""
    grades = scheme.rubric.grades
    lost = Fraction(sum(outcome.lost for outcome in outcomes))
    met = [] if points is None else [line for line in scheme.finals if _holds(line, _value(line, points, lost))]
    steps = [_final(line, _value(line, points, lost)) for line in met if line.ledger != "none" and points is not None]
    vetoes = [veto for outcome in outcomes for veto in outcome.vetoes]
    vetoes += [Consequence(line.rule, ()) for line in met if line.rule.effect.kind == "veto"]
    referred = tuple(Consequence(line.rule, ()) for line in met if line.rule.effect.kind == "refer")
    if points is not None and points != 0 and zeroes(vetoes):
        steps.append(Step("veto", None, -points))
        points = Fraction(0)
    plain = None if points is None else grade_of(grades, points)
    ungraded = plain is None and bool(grades) and points is not None
    grade = _changed(grades, _imposed(grades, vetoes) or plain, vetoes)
    for line in scheme.finals if points is not None else ():
        if line.rule.effect.grade is not None and line.rule.effect.grade == grade:
            steps.append(_final(line, points or Fraction(0)))
    return Verdict(points, grade, tuple(vetoes), referred, tuple(steps), ungraded)


def _value(line: Line, points: Fraction, lost: Fraction) -> Fraction:
    """What a clause of the whole card is judged by: the total, or all that was deducted."""
    return lost if line.rule.measure.kind == "collected" else points


def zeroes(vetoes: Sequence[Consequence]) -> bool:
    """Whether the total is 0, whatever is still open."""
    return any(veto.rule.effect.to in NO_POINTS for veto in vetoes)


def at_both(low: Verdict, high: Verdict) -> Verdict:
    """What hangs on a total that is still open: what holds at both of its ends."""
    return evolve(
        low,
        grade=low.grade if low.grade == high.grade else None,
        vetoes=_shared(low.vetoes, high.vetoes),
        referred=_shared(low.referred, high.referred),
        steps=_shared(low.steps, high.steps),
    )


def _shared(low: Sequence[_Said], high: Sequence[_Said]) -> tuple[_Said, ...]:
    return tuple(each for each in low if any(_is_same(each, other) for other in high))


def _is_same(one: Step | Consequence, other: Step | Consequence) -> bool:
    if one.rule is None or other.rule is None or one.rule.code != other.rule.code:
        return False
    return not isinstance(one, Step) or not isinstance(other, Step) or one.money == other.money


def grade_of(grades: Sequence[Grade], points: Fraction) -> str | None:
    """Of the grades that hold the one with the highest lower end; None where none does."""
    holding = [grade for grade in grades if _includes(grade, points)]
    return max(holding, key=_floor).name if holding else None


def _includes(grade: Grade, points: Fraction) -> bool:
    low = None if grade.low is None else to_micro(grade.low)
    high = None if grade.high is None else to_micro(grade.high)
    above = low is None or points > low or (points == low and "from" not in grade.excludes)
    below = high is None or points < high or (points == high and "to" not in grade.excludes)
    return above and below


def _floor(grade: Grade) -> tuple[bool, int]:
    return grade.low is not None, 0 if grade.low is None else to_micro(grade.low)


def _imposed(grades: Sequence[Grade], vetoes: Sequence[Consequence]) -> str | None:
    """The lowest grade that a veto sets: one it names, or the lowest of all where it names nothing."""
    lowest = min(grades, key=_floor).name if grades else None
    named = {grade.name for grade in grades}
    set_to = {lowest if veto.rule.effect.to is None else veto.rule.effect.to for veto in vetoes} & named
    return min((grade for grade in grades if grade.name in set_to), key=_floor).name if set_to else None


def _changed(grades: Sequence[Grade], grade: str | None, vetoes: Sequence[Consequence]) -> str | None:
    """The grade with what vetoes lower and bar (language, "Grades by events"); the lowest stays."""
    names = [each.name for each in sorted(grades, key=_floor, reverse=True)]
    if grade not in names:
        return grade
    at = names.index(grade) + sum(veto.rule.effect.lower or 0 for veto in vetoes)
    barred = {veto.rule.effect.bar for veto in vetoes}
    while at + 1 < len(names) and names[at] in barred:
        at += 1
    return names[min(at, len(names) - 1)]


def _holds(line: Line, points: Fraction) -> bool:
    """Whether a clause on the total holds; one by grade is judged when the grade is known."""
    when = line.rule.curve.when
    return line.rule.effect.grade is None and all(
        compare(each.op, points, to_micro(each.value) * scale(each.unit)) for each in when
    )


def _final(line: Line, points: Fraction) -> Step:
    """What hangs on the total moves no points: money, or a consequence."""
    amount = line.rule.effect.high if line.ledger == "money" else None
    money = 0 if amount is None else line.sign * to_micro(amount) * _times(line.rule.curve, points)
    lost = decimal_of(points) if line.rule.measure.kind == "collected" else None
    return Step("veto", line.rule.item, Fraction(0), line.rule, lost, money=Fraction(money))


def _times(curve: Curve, points: Fraction) -> int:
    """总分低于90分的,每低1分罚款20元: how many whole times the total is off what it is counted from."""
    if curve.per is None:
        return 1
    origin = to_micro(curve.origin.value) * scale(curve.origin.unit) if curve.origin is not None else 0
    off = origin - points if curve.below else points - origin
    return max(0, off // (to_micro(curve.per.value) * scale(curve.per.unit)))
