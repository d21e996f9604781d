"""Scores on one measure with growing thresholds → the steps of one curve (language, "Steps")."""

from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.draft import Draft
from rubricdsl.clauses.ties import ledger
from rubricdsl.meaning.parts import CONSEQUENCES, Threshold
from rubricdsl.rules.model import Rule


def as_step(rule: Rule, draft: Draft, alike: Sequence[Rule]) -> Rule:
    """1次扣1分,2次扣3分: beside growing counts of one thing a bare first count is a step, and multiplies nothing."""
    per = rule.curve.per
    if not draft.bare or per is None or rule.curve.when or rule.curve.origin is not None:
        return rule
    if dimension(per.unit) == "percent":
        return rule
    same = [other for other in alike if not (other is rule or other.extra or other.effect.kind in CONSEQUENCES)]
    grown = any(
        when.unit == per.unit and when.op in ("=", ">=")
        for other in same
        for when in other.curve.when
        if other.curve.role is None
    ) or any(
        other.curve.per is not None and other.curve.per.unit == per.unit and other.curve.per.value != per.value
        for other in same
        if other.effect.kind == rule.effect.kind
    )
    first = Threshold("=", per.value, per.unit)
    return evolve(rule, curve=evolve(rule.curve, per=None, when=(first,))) if grown else rule


def with_steps(rules: Sequence[Rule]) -> list[Rule]:
    """Scores of one item on one measure with thresholds are the steps of one curve (language, "Steps")."""
    cases = [_step_key(rule) for rule in rules]
    steps = Counter(key for key in cases if key is not None)
    return [
        evolve(rule, curve=evolve(rule.curve, role="step")) if key is not None and steps[key] > 1 else rule
        for rule, key in zip(rules, cases, strict=True)
    ]


def _step_key(rule: Rule) -> tuple[object, ...] | None:
    """What the steps of a curve have in common; None for a rule that is no step."""
    conditions = (*rule.select.when, *rule.curve.when)
    counts = rule.curve.per is not None or rule.curve.role is not None
    if (
        not conditions
        or counts
        or rule.escalates is not None
        or rule.extra
        or rule.effect.kind in CONSEQUENCES | {"require"}
    ):
        return None
    kept = ledger(rule.effect.kind)
    return (
        kept,
        rule.select.kinds,
        rule.measure,
        rule.select.flags,
        bool(rule.select.when),
        dimension(conditions[0].unit),
    )
