"""The explanation of a card: its figures add up, and every clause and event is named."""

import re
from decimal import Decimal

from hypothesis import given

import rubricdsl
from rubricdsl import Event
from rubricdsl.pipeline import Tally
from rubricdsl.rules.model import Rubric
from strategies import any_rubrics, logs

TEXT = """考核标准:标准
编号:a
周期:每月
基础分:100分

一、接待
“接待”不认真,发现一次扣2分,情节“严重”的,扣5分。
二、考勤
“迟到”三次以上,扣5分。
三、纪律
“违纪”酌情扣1-3分。
"""
LOG = [
    Event(kind="接待", subject="张三", time="2024-03-02", id="e1"),
    Event(kind="接待", subject="张三", time="2024-03-09", id="e2", flags=["严重"]),
    Event(kind="迟到", subject="张三", time="2024-03-09"),
]


def explained(*more: Event, lang: str = "zh") -> str:
    (card,) = rubricdsl.score(rubricdsl.parse(TEXT), [*LOG, *more])
    return rubricdsl.explain(card, lang)


def test_the_whole_text() -> None:
    assert (
        explained()
        == """\
张三  2024-03  a

       100  基础分

            1 接待 (-7)
        -2  1-1 发现一次扣2分,计1,第7行
              事项:e1
        -5  1-2 扣5分,计1,第7行
              事项:e2
         ·  1-1 发现一次扣2分,由更重的一条代替,不计,第7行
              事项:e2

        93  总分
            等级:无

没有计分的:
  1-2 扣5分:要有标记“严重”(e1)
  2-1 扣5分:要求>=3次,实为1(2024-03-09 迟到 #1)
"""
    )


def test_what_is_pending_is_said() -> None:
    text = explained(Event(kind="违纪", subject="张三", time="2024-03-09", id="e4"), lang="en")
    assert "total between 90 and 92, still open" in text
    assert "3-1 -3 … -1(e4)" in text


@given(any_rubrics, logs)
def test_the_first_column_adds_up(rubric: Rubric, log: list[Event]) -> None:
    tally = Tally(rubric)
    tally.update(log)
    for card in tally.scorecards(strict=False):
        text = rubricdsl.explain(card)
        *figures, total = [Decimal(found) for found in re.findall(r"^ *([+-]?[0-9.]+)  ", text, re.MULTILINE)]
        assert sum(figures) == total == card.total
        for entry in card.entries:
            assert all(name in text for name in entry.events)
