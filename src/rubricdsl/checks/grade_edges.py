"""Grades held against each other: totals that two of them claim, and totals between them that none does."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.quantity import decimal_text
from rubricdsl.meaning.parts import Grade
from rubricdsl.rules.model import Rubric

_HALF = Decimal("0.5")


def grade_edges(rubric: Rubric) -> Iterator[Diagnostic]:
    """A warning for each total that belongs to two grades (RUB604), or that falls between two (RUB605)."""
    ordered = sorted(rubric.grades, key=_lower)
    step = Decimal(1) if _is_whole(rubric) else Decimal(0)
    for below, above in pairwise(ordered):
        found = _between(below, above, step)
        if found is not None:
            code, total = found
            words = {"words": f"{below.name}、{above.name}", "total": decimal_text(total)}
            yield Diagnostic(code, words, None, {"total": decimal_text(total)})


def _between(below: Grade, above: Grade, step: Decimal) -> tuple[str, Decimal] | None:
    """The code and a total that shows it, for two grades of which the second begins higher; None where they join.

    90分以上 beside 80分以上 overlaps by design: of several that hold the one with the highest lower end counts.
    """
    if below.high is None or above.low is None:
        return None
    ends = "to" not in below.excludes, "from" not in above.excludes
    middle = (above.low + below.high) * _HALF
    if above.low < below.high:
        return "RUB604", middle
    if above.low == below.high:
        return ("RUB604", above.low) if all(ends) else None if any(ends) else ("RUB605", above.low)
    joined = all(ends) and above.low - below.high <= step
    return None if joined else ("RUB605", middle)


def _lower(grade: Grade) -> tuple[bool, Decimal, bool]:
    return grade.low is not None, grade.low or Decimal(0), "from" in grade.excludes


def _is_whole(rubric: Rubric) -> bool:
    """Whether every total is a whole number: it is rounded to one, or nothing that moves it can be a fraction."""
    if rubric.head.rounding is not None:
        return rubric.head.rounding.places == 0
    if any(item.weight is not None for item in rubric.items):
        return False
    stated = [rubric.base, *(item.full for item in rubric.items), *(rubric.head.range)]
    for rule in rubric.rules:
        if rule.effect.share is not None or rule.curve.proportional or rule.curve.discretion or rule.curve.times:
            return False
        stated += [rule.effect.low, rule.effect.high]
    return all(value is None or value == value.to_integral_value() for value in stated)
