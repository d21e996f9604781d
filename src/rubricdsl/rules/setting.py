"""Amounts that set the scene of a score: those of a duty, of a definition in brackets, of a stretch of time.

They are no condition on what the score measures, though they stand before it.
"""

from collections.abc import Sequence

from rubricdsl.base.quantity import dimension
from rubricdsl.rules import amounts, words
from rubricdsl.tree.model import Part

_PHRASE_ENDS = frozenset({"COMMA", "COLON", "BAR", "STOP"})
_WITHIN = ("内", "以内", "之内")
_PEOPLE_AND_THINGS = frozenset({"人", "名", "种", "个", "家", "户", "项", "位", "台"})


def in_duty(window: Sequence[Part], index: int) -> bool:
    """每月至少检查一次,不组织的…: an amount of a phrase that says what is owed, with the score in a later phrase."""
    start, end = phrase(window, index)
    if end == len(window):
        return False
    said = "".join(part.text for part in window[start:end] if part.name in ("PROSE", "amount", "EACH"))
    done = words.LEAST.search(said) or words.ACTED.search(said)
    often = words.FREQUENT.search(said) is not None and done is not None
    return often or words.DUTY.search(said) is not None


def describes(window: Sequence[Part], index: int) -> bool:
    """Whether a threshold says no condition of the score that follows."""
    return (
        in_duty(window, index)
        or defines(window, index)
        or _required(window, index)
        or _names(window, index)
        or _lasts(window, index)
        or is_within(window, index)
    )


def defines(window: Sequence[Part], index: int) -> bool:
    """早退者(提前半小时为旷工): brackets that say more than an amount explain their word."""
    opened = next((i for i in range(index, -1, -1) if window[i].name in ("OPEN", "CLOSE")), None)
    closed = next((i for i in range(index, len(window)) if window[i].name in ("OPEN", "CLOSE")), None)
    if opened is None or closed is None or (window[opened].name, window[closed].name) != ("OPEN", "CLOSE"):
        return False
    inner = window[opened + 1 : closed]
    return any(part.name == "PROSE" and not words.ENDING.match(part.text.strip()) for part in inner)


def _required(window: Sequence[Part], index: int) -> bool:
    """采高不低于1.6米,否则罚款: what is required, and scored where it is not kept."""
    _, end = phrase(window, index)
    return any(part.name == "PROSE" and words.OTHERWISE.match(part.text.strip()) for part in window[end:])


def _names(window: Sequence[Part], index: int) -> bool:
    """未确定1至2名管理人, 10-20人组织一次: a range of what is missing, or of those for whom something is done."""
    part, following = window[index], window[index + 1] if index + 1 < len(window) else None
    units = [amounts.unit_of(unit) for unit in part.all("UNIT")]
    ranged = part.word("NUMBER") is not None and not part.word("AFTER") and not part.word("COMPARE")
    if not ranged or following is None or following.name != "PROSE" or not set(units) <= _PEOPLE_AND_THINGS:
        return False
    missing = index > 0 and words.MISSING.match(window[index - 1].text.strip()) is not None
    return words.ACTING.match(following.text.strip()) is not None or (missing and not _ends(following))


def _ends(part: Part) -> bool:
    """5-10人的: the condition ends with its range."""
    return words.ENDING.match(part.text.strip()) is not None or part.text.strip().startswith(("的", "者", "时"))


def is_within(window: Sequence[Part], index: int) -> bool:
    """一天之内都合格, 20米以外有破口: when or where, in the middle of what happened."""
    part, following = window[index], window[index + 1] if index + 1 < len(window) else None
    if part.name != "amount" or part.word("COMPARE") or part.word("NUMBER") or not part.word("AFTER"):
        return False
    of, after = dimension(amounts.unit_of(part.word("UNIT") or "")), (part.word("AFTER") or "").strip()
    where = of == "length" or (of in ("time", "days") and after in _WITHIN)
    return where and following is not None and following.name == "PROSE" and not _ends(following)


def _lasts(window: Sequence[Part], index: int) -> bool:
    """一个月内,无差错的: over how long, at the head of a phrase."""
    part = window[index]
    start, end = phrase(window, index)
    long = dimension(amounts.unit_of(part.word("UNIT") or "")) == "months" or (part.word("UNIT") or "").strip() == "周"
    after = (part.word("AFTER") or "").strip()
    more = end > index + 1 and not _ends(window[index + 1])
    return long and start == index and (more or end < len(window)) and after in _WITHIN


def phrase(window: Sequence[Part], index: int) -> tuple[int, int]:
    """Where the phrase of a part begins and ends."""
    start = next((i + 1 for i in range(index - 1, -1, -1) if window[i].name in _PHRASE_ENDS), 0)
    end = next((i for i in range(index + 1, len(window)) if window[i].name in _PHRASE_ENDS), len(window))
    return start, end
