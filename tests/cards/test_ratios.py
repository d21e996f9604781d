"""Ratios: a measurement defined in the head as one count divided by another."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubricdsl
from rubricdsl import Event, EventError, Scorecard

HEAD = "周期:每月\n基础分:100分\n指标:整改率 = “已整改” / “应整改”\n"
RULE = "整改率不低于90%,每低1个百分点扣1分。"


def event(kind: str, amount: object = None, **more: object) -> Event:
    return Event(kind=kind, subject="张三", time="2024-03-05", amount=amount, **more)


def card(text: str, *log: Event, head: str = HEAD) -> Scorecard:
    (found,) = rubricdsl.score(rubricdsl.parse(head + text, strict=True), log, ["张三"], ["2024-03"])
    return found


def test_the_quotient_is_measured() -> None:
    found = card(RULE, event("已整改", 5, id="a"), event("已整改", id="b"), event("应整改", 8, id="c"))
    assert found.total == 85
    assert [(e.rule, str(e.measure), e.events) for e in found.entries] == [("0-1", "75", ("a", "b", "c"))]


def test_a_rule_says_what_it_divides() -> None:
    (rule,) = rubricdsl.parse(HEAD + RULE).rules
    told = rule.to_json()
    assert (told["measure"], told["kinds"], told["of"]) == ("ratio", ["整改率"], ["已整改", "应整改"])
    assert rubricdsl.parse(rubricdsl.parse(HEAD + RULE).say("zh")).rules == (rule,)


def test_without_a_whole_there_is_no_data() -> None:
    found = card(RULE, event("已整改", 5))
    assert (found.total, [(each.rule, each.status) for each in found.requirements]) == (100, [("0-1", "no data")])


def test_steps_aliases_and_units() -> None:
    text = "整改率80%以上加5分,60%以下扣5分。\n别名:“应整改” = “问题”\n"
    head = HEAD + "别名:“应整改” = “问题”\n"
    text = "整改率80%以上的,加5分;60%以下的,扣5分。"
    assert card(text, event("已整改", "0.4", unit="万元"), event("问题", 5000, unit="元"), head=head).total == 105
    assert card(text, event("已整改", 3), event("问题", 5), head=head).total == 95


@pytest.mark.parametrize("kind", ["整改率", "0-1"])
def test_the_ratio_itself_is_no_event(kind: str) -> None:
    with pytest.raises(EventError) as refused:
        card(RULE, event(kind, 95, unit="%"))
    assert [each.code for each in refused.value.diagnostics] == ["RUB450"]


counts = st.lists(st.integers(0, 9), max_size=4)


@given(counts, counts)
def test_points_are_those_of_exact_fractions(parts: list[int], wholes: list[int]) -> None:
    found = card(RULE, *(event("已整改", n) for n in parts), *(event("应整改", n) for n in wholes))
    lost = 0
    if sum(wholes):
        ratio = Fraction(100 * sum(parts), sum(wholes))
        exact = Decimal(ratio.numerator) / Decimal(ratio.denominator)
        lost = max(0, floor(90 - Fraction(exact.quantize(Decimal("0.000001"), ROUND_HALF_UP))))
    assert found.total == 100 - lost
