"""P4: the work of reading grows with the text, whichever kind of line there are many of."""

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

import pytest

import rubricdsl

T = TypeVar("T")
STEP = 4
MOST = 9  # times the work for STEP times the lines: what is linear takes 4, what is squared 16

LINES: dict[str, Callable[[int], str]] = {
    "aliases": lambda i: f"别名:“甲{i}” = “乙{i}”、“丙{i}”",
    "aliases of one name": lambda i: f"别名:“甲” = “乙{i}”",
    "ratios": lambda i: f"指标:甲{i} = “乙{i}” / “丙{i}”",
    "references": lambda i: f"引用:《甲{i}》= 乙{i}.rub",
    "unreadable": lambda i: f"别名:“甲{i}”",
    "twice": lambda i: f"指标:甲 = “乙{i}” / “丙{i}”",
    "broken numbers": lambda i: f"迟到扣0. {i % 9 + 1}分。",
    "rules": lambda i: f"{i + 1}、“甲{i}”扣2分。",
}


def growth(work: Callable[[T], object], few: T, many: T) -> float:
    """How many times as long the work takes; the least of three attempts, as other work on the machine only adds."""
    return min(_seconds(work, many) / _seconds(work, few) for _ in range(3))


def _seconds(work: Callable[[T], object], given: T) -> float:
    """Seconds of the processor, the median of three; what tests before left for the collector does not count."""
    gc.collect()
    gc.disable()
    try:
        taken = []
        for _ in range(3):
            start = time.process_time()
            work(given)
            taken.append(time.process_time() - start)
    finally:
        gc.enable()
    return median(taken)


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_reading_takes_as_long_as_there_are_lines(line: Callable[[int], str]) -> None:
    rubricdsl.parse("迟到扣2分。")  # the parsers are built
    few, many = ("".join(f"{line(i)}\n" for i in range(size)) for size in (500, 500 * STEP))
    assert growth(rubricdsl.parse, few, many) < MOST


def test_checking_and_preparing_take_as_long_as_there_are_rules() -> None:
    def work(rubric: rubricdsl.Rubric) -> None:
        rubricdsl.check(rubric)
        rubricdsl.Tally(rubric)

    few, many = (
        rubricdsl.parse("".join(f"{i + 1}、“甲{i}”扣2分,“乙{i}”扣3分,情节严重的扣5分。\n" for i in range(size)))
        for size in (250, 250 * STEP)
    )
    assert growth(work, few, many) < MOST


def test_head_lines_of_many_names_keep_their_order_and_meaning() -> None:
    head = rubricdsl.parse(
        "别名:“甲” = “乙”、“丙”\n指标:率 = “丁” / “戊”\n别名:“甲” = “乙”\n引用:《己》= 己.rub\n迟到扣2分。\n"
    ).head
    assert head.aliases == (("甲", ("乙", "丙")), ("甲", ("乙",)))
    assert head.ratios == (("率", "丁", "戊"),)
    assert head.references == (("己", "己.rub"),)


@pytest.mark.parametrize(
    ("second", "name"),
    [("别名:“丙” = “丁”、“乙”", "别名:乙"), ("指标:率 = “庚” / “辛”", "指标:率"), ("引用:《己》= 己.rub", "引用:己")],
)
def test_a_name_defined_again_is_refused_and_nothing_of_its_line_is_taken(second: str, name: str) -> None:
    first = "别名:“甲” = “乙”\n指标:率 = “丁” / “戊”\n引用:《己》= 己.rub\n"
    rubric = rubricdsl.parse(f"{first}{second}\n迟到扣2分。\n")
    (found,) = [each for each in rubric.diagnostics if each.severity == "error"]
    assert (found.code, found.words["key"]) == ("RUB102", name)
    assert rubric.head == rubricdsl.parse(f"{first}迟到扣2分。\n").head
