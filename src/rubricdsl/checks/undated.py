"""Duties that only a day to judge at can score: a rubric without 周期 has no end of its own."""

from collections.abc import Iterator

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.meaning.parts import DUTIES
from rubricdsl.rules.model import Rubric


def undated(rubric: Rubric) -> Iterator[Diagnostic]:
    """A warning for each duty of a rubric without 周期 (RUB603): scoring refuses it unless told a day (RUB515)."""
    if rubric.head.period is not None:
        return
    for rule in rubric.rules:
        if rule.measure.kind in DUTIES:
            words = {"words": rule.citation.text, "code": rule.code}
            yield Diagnostic("RUB603", words, rule.citation.place, {"rule": rule.code})
