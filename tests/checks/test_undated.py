"""A duty in a rubric without 周期 is told before events come."""

import rubricdsl

TEXT = "每周至少召开一次“例会”,少一次扣1分。\n每月25日前完成“盘点”,逾期扣1分。\n迟到一次扣2分。\n"


def test_duties_without_a_period_are_found() -> None:
    found = [d for d in rubricdsl.check(rubricdsl.parse(TEXT)) if d.code == "RUB603"]
    assert [(d.severity, d.place.line if d.place else 0) for d in found] == [("warning", 1), ("warning", 2)]


def test_a_period_is_enough() -> None:
    assert not [d for d in rubricdsl.check(rubricdsl.parse("周期:每月\n" + TEXT)) if d.code == "RUB603"]
