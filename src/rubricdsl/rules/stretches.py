"""Stretches of time that clauses speak of, held against the period of the standard."""

from collections.abc import Sequence
from typing import get_args

from attrs import evolve

from rubricdsl.base.calendar import Kind
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.clauses.draft import Reading
from rubricdsl.meaning.parts import Head
from rubricdsl.meaning.report import Report
from rubricdsl.rules import words
from rubricdsl.rules.model import Rule

_LENGTHS = get_args(Kind)  # from the shortest to the longest


def of_period(rules: Sequence[Rule], head: Head, report: Report) -> tuple[Rule, ...]:
    """The rules with their limits over stretches as the period has them."""
    ordered = {(rule.item, rule.select.kinds) for rule in rules if rule.curve.role is not None}
    return tuple(_of_period(rule, (rule.item, rule.select.kinds) in ordered, head, report) for rule in rules)


def _of_period(rule: Rule, ordered: bool, head: Head, report: Report) -> Rule:
    """每月最多6分 under 周期:每月 is a limit like any other; what is longer than the period is none of it.

    Nor is one beside occurrences of the same names that have points of their own (`ordered`).
    """
    limit = rule.limit
    if limit is None or (limit.within is None and limit.often is None):
        return rule
    if ordered:
        report.found.append(Diagnostic("RUB209", {"words": rule.citation.sentence}, rule.citation.place))
    if limit.within is None or head.period is None:
        return rule
    if _LENGTHS.index(limit.within) > _LENGTHS.index(head.period):
        report.found.append(Diagnostic("RUB209", {"words": rule.citation.sentence}, rule.citation.place))
    return rule if limit.within != head.period else evolve(rule, limit=evolve(limit, within=None))


def other_stretches(readings: Sequence[Reading], head: Head, report: Report) -> None:
    """全年累计3次以上 under 周期:每月: what is summed is the period's all the same."""
    for draft in (draft for reading in readings for draft in reading.drafts):
        if draft.over is not None and head.period is not None and draft.over[1] != head.period:
            report.add("RUB243", draft.phrase, over=draft.over[0], period=words.PERIOD_NAMES[head.period])
    for every, span in (limited for reading in readings for limited in reading.limits_over):
        if every != head.period:
            report.add("RUB209", span)
