"""The lines of an explanation: limits and what they give back, ordinals, sums with their unit, chapters."""

import rubricdsl
from rubricdsl import Event


def explained(text: str, *log: Event, lang: str = "zh") -> str:
    rubric = rubricdsl.parse(f"周期:每月\n基础分:100分\n\n{text}", strict=True)
    (card,) = rubricdsl.score(rubric, log)
    return rubricdsl.explain(card, lang)  # type: ignore[arg-type]


def each(kind: str, times: int) -> list[Event]:
    return [Event(kind=kind, subject="甲", time=f"2024-03-0{day}", id=f"e{day}") for day in range(1, times + 1)]


def test_money_adds_up() -> None:
    text = explained("一、甲\n“A甲”一次扣50元,最多扣200元。\n", *each("A甲", 5))
    assert "奖罚:-250元" in text
    assert "·  1-1的限额,奖罚:+50元" in text
    assert "奖罚:-200元" in text


def test_a_limit_says_whose_it_is() -> None:
    text = "一、甲\n“A甲”一次扣2分,最多扣3分。\n“乙”一次扣2分,最多扣3分。\n"
    said = explained(text, *each("A甲", 2), *(Event(kind="乙", subject="甲", time=f"2024-03-0{d}") for d in (1, 2)))
    assert "        +1  1-1的限额\n        +1  1-2的限额\n" in said
    assert "+1  limit of 1-1" in explained(text, *each("A甲", 2), lang="en")


def test_the_bounds_of_an_item_are_said_clearly() -> None:
    text = "一、甲(3分)\n“A甲”一次扣2分。\n"
    assert "        +1  本项满分与限额\n" in explained(text, *each("A甲", 2))
    assert "        +1  full marks and limit of the item\n" in explained(text, *each("A甲", 2), lang="en")


def test_an_ordinal_shows_the_occurrences_it_scored() -> None:
    text = "一、甲\n“A甲”第一次扣1分,第二次扣2分,第三次及以上扣3分。\n"
    lines = [line.strip() for line in explained(text, *each("A甲", 4)).splitlines()]
    assert lines[5:11] == [
        "-1  1-1 扣1分,第1次,第5行",
        "事项:e1",
        "-2  1-2 扣2分,第2次,第5行",
        "事项:e2",
        "-6  1-3 扣3分,第3至4次,第5行",
        "事项:e3、e4",
    ]
    english = explained(text, *each("A甲", 4), lang="en")
    assert "1-2 扣2分,occurrence 2,line 5" in english
    assert "1-3 扣3分,occurrences 3 to 4,line 5" in english


def test_a_plain_score_shows_the_occurrences_that_ordinals_leave() -> None:
    said = explained("一、甲\n“A甲”第一次扣1分。\n“A甲”每次扣2分。\n", *each("A甲", 3))
    assert "1-2 每次扣2分,第2至3次,第6行\n              事项:e2、e3\n" in said


def test_two_plain_scores_beside_an_ordinal_not_reached_are_explained() -> None:
    said = explained("一、甲\n“A甲”第五次扣1分。\n“A甲”每次扣2分。\n“A甲”每两次扣5分。\n", *each("A甲", 3))
    assert "1-2 每次扣2分,计3," in said


def test_an_ordinal_counts_amounts_as_occurrences() -> None:
    text = "一、甲\n“A甲”第一次扣1分,第二次扣2分。\n"
    twice = Event(kind="A甲", subject="甲", time="2024-03-01", id="e1", amount=2, unit="次")
    said = explained(text, twice)
    assert said.count("事项:e1\n") == 2


def test_a_sum_is_shown_with_its_unit() -> None:
    text = "一、甲\n“加班”每10分钟加1分。\n"
    log = [Event(kind="加班", subject="甲", time="2024-03-01", id="e1", amount=25, unit="分钟")]
    assert "计25分钟," in explained(text, *log)
    assert "counted 25 分钟," in explained(text, *log, lang="en")


def test_chapters_are_headings() -> None:
    text = "一、出勤\n(一)到岗\n“A甲”一次扣2分。\n(二)\n“乙”一次扣2分。\n"
    said = explained(text, *each("A甲", 1), Event(kind="乙", subject="甲", time="2024-03-02"))
    assert said.count("            1 出勤\n") == 1
    assert said.index("1 出勤\n") < said.index("1.1 到岗 (-2)\n") < said.index("1.2 乙 (-2)\n")
