"""Where two rules, stages or names meet: corners that a second opinion found, each by its smallest text."""

import rubricdsl
from rubricdsl import Event, Scorecard

HEAD = "周期:每月\n基础分:100分\n"


def event(kind: str, day: str = "2024-03-05", **more: object) -> Event:
    return Event(kind=kind, subject="张三", time=day, **more)


def card(text: str, *log: Event, head: str = HEAD) -> Scorecard:
    rubric = rubricdsl.parse(head + text, strict=True)
    (found,) = rubricdsl.score(rubric, log, subjects=["张三"], periods=["2024-03"])
    return found


def test_a_score_of_at_least_takes_the_points_of_the_event() -> None:
    found = card("一、纪律\n“违纪”至少扣1分。\n", event("违纪", points=3), event("违纪", points=2))
    assert (found.total, found.pending) == (95, ())
    found = card("一、纪律\n“违纪”至少扣1分。\n", event("违纪", points=3), event("违纪"))
    assert [(each.low, each.high) for each in found.pending] == [(None, -1)]
