"""A first step that no second follows at once may have been meant to multiply."""

import pytest

import rubricdsl


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("迟到一次扣2分。迟到三次以上扣6分。", ["RUB606"]),
        ("迟到1次扣1分,2次扣3分,3次以上扣6分。", []),
        ("迟到每次扣2分。迟到三次以上扣6分。", []),
        ("迟到三次以上扣6分。", []),
    ],
)
def test_lone_first_steps(text: str, expected: list[str]) -> None:
    found = rubricdsl.check(rubricdsl.parse(f"周期:每月\n基础分:100分\n1.考勤\n{text}\n", strict=True))
    assert [each.code for each in found] == expected


def test_the_witness_shows_it() -> None:
    text = "周期:每月\n基础分:100分\n1.考勤\n迟到一次扣2分。迟到三次以上扣6分。\n"
    (finding,) = rubricdsl.check(rubricdsl.parse(text))
    count = (finding.witness or {})["count"]
    event = rubricdsl.Event(kind="迟到", subject="张三", time="2024-03-05", amount=count)
    (card,) = rubricdsl.score(rubricdsl.parse(text), [event])
    assert card.total == 98
