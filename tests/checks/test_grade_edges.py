"""Grades that overlap or leave a gap, each with a total that shows it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubricdsl

HEAD = "周期:每月\n基础分:100分\n迟到一次扣{points}分。\n等级\n"


def found(grades: str, points: str = "2", more: str = "") -> list[tuple[str, str]]:
    rubric = rubricdsl.parse(more + HEAD.format(points=points) + grades, strict=True)
    return [(each.code, (each.witness or {})["total"]) for each in rubricdsl.check(rubric)]


@pytest.mark.parametrize(
    ("grades", "points", "expected"),
    [
        pytest.param("90分以上 优\n80-90分 良\n", "2", [("RUB604", "90")], id="an end of both"),
        pytest.param("90分以上 优\n80-95分 良\n", "2", [("RUB604", "92.5")], id="a stretch of both"),
        pytest.param("90分以上 优\n70-89分 良\n49分以下 差\n50-69分 中\n", "2", [], id="whole points"),
        pytest.param("90分以上 优\n70-89分 良\n", "0.5", [("RUB605", "89.5")], id="fractions"),
        pytest.param("90分以上 优\n70-85分 良\n", "2", [("RUB605", "87.5")], id="a gap"),
        pytest.param("90分以上 优\n不满90分 良\n", "0.5", [], id="joined"),
        pytest.param("90分以上(不含) 优\n不满90分 良\n", "2", [("RUB605", "90")], id="neither includes the edge"),
        pytest.param("90分以上 优\n80分以上 良\n60分以上 中\n", "0.5", [], id="from the top down"),
    ],
)
def test_edges(grades: str, points: str, expected: list[tuple[str, str]]) -> None:
    assert found(grades, points) == expected


def test_rounding_to_whole_points_closes_the_gap() -> None:
    assert found("90分以上 优\n70-89分 良\n", "0.5", "舍入:保留整数,四舍五入\n") == []


@given(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True), st.integers(0, 1000), st.booleans())
def test_where_nothing_is_found_every_total_has_a_grade(cuts: list[int], lost: int, join: bool) -> None:
    """P14 of the promises: where the checks are silent, no total falls between two grades."""
    edges = sorted(cuts)
    ranges = [
        f"{low}-{high if join else high - 1}分 段{n}" for n, (low, high) in enumerate(pairwise(edges)) if low < high
    ]
    text = HEAD.format(points="0.1") + "\n".join([f"{edges[-1]}分以上 上", *ranges, f"不满{edges[0]}分 下"]) + "\n"
    rubric = rubricdsl.parse(text, strict=True)
    if any(each.code == "RUB605" for each in rubricdsl.check(rubric)):
        return
    (card,) = rubricdsl.score(rubric, [rubricdsl.Event(kind="迟到", subject="张三", time="2024-03-05", amount=lost)])
    assert card.grade is not None
