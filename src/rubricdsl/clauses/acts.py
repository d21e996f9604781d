"""What scores, imposes or refers by itself, and what only looks so: 需加3分以上者 is a condition."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rubricdsl.tree.model import Part
from rubricdsl.tree.phrases import (
    Amount,
    Bound,
    Consequence,
    Convert,
    Formed,
    Mark,
    Open,
    Phrase,
    Plain,
    Refer,
    Score,
    Sign,
)

_ACTS = ("FORFEIT", "NOTOTAL", "FULLMARKS")


def is_act(phrase: Phrase | Part) -> bool:
    """Whether a phrase scores, imposes or refers by itself."""
    match phrase:
        case Refer() | Consequence() | Open() | Score() | Formed():
            return True
        case Convert(to=to):
            return to != ""
        case Bound(min=Decimal(), verb=verb):
            return verb.startswith(("扣", "罚", "减")) and "至少" in phrase.text
        case Mark(kind=kind):
            return kind in _ACTS
        case _:
            return False


def is_condition(part: Phrase, behind: Phrase | None) -> bool:
    """需加3分以上者, 得分为-10分时: what has so many points, and no score."""
    follows = (
        isinstance(behind, Plain)
        and behind.text.startswith(("者", "的", "时", "及格"))
        and not behind.text.startswith(("的处", "的罚"))
    )
    if not isinstance(part, Score):
        return False
    if part.effect == "award" and part.after:
        return True  # 综合评比得60分以上
    marks = part.effect == "award" and part.verb.endswith("分")
    return follows and (bool(part.after) or marks or (behind is not None and behind.text.strip() in ("时", "者", "的")))


def states_case(window: Sequence[Phrase]) -> bool:
    """有假条的, 因公者: what a case is said with."""
    said = [part for part in window if not isinstance(part, Sign)]
    return bool(said) and isinstance(said[-1], Plain) and said[-1].text.rstrip().endswith(("的", "者", "时"))


def values(part: Phrase) -> Iterator[Decimal]:
    """The amounts that a phrase states."""
    if isinstance(part, Amount):
        yield part.number.low
    elif isinstance(part, Score):
        yield part.low


def is_act_phrase(part: Phrase | None) -> bool:
    return part is not None and is_act(part)
