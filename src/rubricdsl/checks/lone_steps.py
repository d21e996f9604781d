"""Steps that an author may have meant to multiply: 迟到一次扣2分 beside 迟到三次以上扣6分."""

from collections.abc import Iterator

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.quantity import decimal_text
from rubricdsl.rules.model import Rubric, Rule


def lone_steps(rubric: Rubric) -> Iterator[Diagnostic]:
    """A warning where a first step holds unchanged over counts that no step names (RUB606); the witness is one."""
    for rule in rubric.rules:
        following = _next(rule, rubric)
        if following is not None and following > 2:
            words = {"words": rule.citation.text, "next": decimal_text(following)}
            yield Diagnostic("RUB606", words, rule.citation.place, {"rule": rule.code, "count": "2"})


def _next(rule: Rule, rubric: Rubric) -> int | None:
    """The count at which the step after a bare first one begins."""
    when = rule.curve.when
    if rule.curve.role != "step" or len(when) != 1 or when[0].op != "=" or when[0].value != 1:
        return None
    counts = [
        int(other.curve.when[0].value)
        for other in rubric.rules
        if other is not rule and other.curve.role == "step" and other.curve.when
        and (other.item, other.select, other.measure) == (rule.item, rule.select, rule.measure)
    ]  # fmt: skip
    return min(counts, default=None)
