"""One sentence for both sides of a target: 每增减1%奖、罚20元, 每高于或低于1%加(扣)5分, 每增减一头奖10元、罚5元."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from rubricdsl.clauses.model import Account
from rubricdsl.clauses.wording import is_kind
from rubricdsl.meaning.parts import EffectKind
from rubricdsl.tree.phrases import Count, Phrase, Score

_EFFECTS: dict[str, EffectKind] = {f"or-{kind}": kind for kind in ("deduct", "add", "fine", "reward")}


def counts_both_ways(window: Sequence[Phrase]) -> Count | None:
    """每增减1%: what of a window counts on either side."""
    return next((part for part in window if isinstance(part, Count) and part.other is not None), None)


def ways(window: Sequence[Phrase], act: Phrase, account: Account) -> Iterator[tuple[Sequence[Phrase], Phrase]]:
    """An act for each side: 奖、罚20元 is a reward on the first and a fine on the other, with 分别 or without."""
    manner = act.manner if isinstance(act, Score) else ()
    second = next((_EFFECTS[word] for word in manner if word in _EFFECTS), None)
    if second is None or not isinstance(act, Score) or counts_both_ways(window) is None:
        yield window, act
        return
    separate = [part for part in window if is_kind(part, "SEPARATE")]
    account.give("join", *separate)
    window = [part for part in window if part not in separate]
    one = tuple(word for word in manner if word not in _EFFECTS)
    yield window, evolve(act, manner=one)
    yield turned(window), evolve(act, effect=second, manner=one)


def turned(window: Sequence[Phrase]) -> list[Phrase]:
    """A window that counts on the other side."""
    return [
        evolve(part, side=part.other, other=part.side) if isinstance(part, Count) and part.other is not None else part
        for part in window
    ]


def is_unpaired(act: Phrase) -> bool:
    """奖、罚20元, as long as nothing tells which of them is meant."""
    return isinstance(act, Score) and any(word in _EFFECTS for word in act.manner)
