"""What a line or a sentence hands on to the score that the next one states."""

from collections.abc import Sequence
from itertools import takewhile

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.places import is_money, is_points
from rubricdsl.tree.phrases import Amount, Count, Phrase, Plain

_LAST = 2  # phrases at the end of a line: what multiplies, and what it is of


def states(line: Sequence[Phrase]) -> bool:
    """Whether the line above, a cell of the same row, states what this one goes on with: 月故障高于8小时."""
    return any(multiplies(part) for part in line[-_LAST:]) or any(
        isinstance(part, Amount) and not is_points(part) and not is_money(part) and not part.number.bare
        for part in line
    )


def multiplies(part: Phrase) -> bool:
    """每项次, 每有1项不符: what multiplies the amount that the next line states."""
    if not isinstance(part, Count) or not part.each or part.every is None:
        return False
    return dimension(part.every.unit) not in ("months", "days")


def untested(parts: Sequence[Phrase]) -> Sequence[Phrase]:
    """迟到(30分钟以上按旷工处理,30分钟以内扣1分): what was counted as something else had a case of its own."""
    return [*takewhile(lambda part: not isinstance(part, Amount), parts)]


def hangs(window: Sequence[Phrase]) -> bool:
    """质量问题累计三次者。每次罚款100元: a condition by itself, which the next sentence scores."""
    last = window[-1]
    return isinstance(last, Plain) and last.text in ("者", "的") and len(window) > 1 and states(window)
