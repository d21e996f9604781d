"""The full mark glued to the text of its row: alone in a line, behind 。, in a cell of its own, in brackets after 。.

A bare amount of points may as well be a score whose verb was left out. It is taken for the mark only in places where no
verb can be left out: where it opens a sentence or a line, and so has nothing before it to score, while what follows
scores by itself; behind the end of a sentence that scored; or behind a requirement, and before what is taken for not
meeting it. It must be the one such place of its item, and no less than what a single score of the item takes.
"""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from rubricdsl.rules import amounts, words
from rubricdsl.tree.model import Part

_SCORED = frozenset({"score", "FORFEIT"})
_LINE_END = "\n"
_AHEAD = 60  # parts within which a score has to follow
_TELLING = frozenset({"PROSE", "PAUSE", "COMMA", "QUOTED", "STOP", "BAR"})


@frozen
class Apart:
    """The parts of an item without the mark that stood among them."""

    parts: Sequence[Part]
    mark: Part | None = None


def set_apart(parts: Sequence[Part]) -> Apart:
    """The mark of the row taken out of the parts of its item."""
    scores = [part for part in parts if part.name in _SCORED]
    if not scores:
        return Apart(parts)
    found = [place for index in range(len(parts)) if is_mark(parts[index]) and (place := _place(parts, index))]
    if len(found) != 1:
        return Apart(parts)
    start, end = found[0]
    mark = next(part for part in parts[start:end] if is_mark(part))
    if any(amount.value > _value(mark) for part in scores for amount in amounts.amounts(part)):
        return Apart(parts)
    between = [] if start == 0 or parts[start - 1].name == "STOP" else [Part("STOP", "。", mark.span)]
    return Apart([*parts[:start], *between, *parts[end:]], mark)


def closes(parts: Sequence[Part], mark: Part) -> bool:
    """Whether a mark is the last line of an item, behind others."""
    index = next(place for place, part in enumerate(parts) if part is mark)
    return index > 0 and _ends_line(parts[index - 1]) and all(map(_ends_line, parts[index + 1 :]))


def is_mark(part: Part) -> bool:
    """A bare amount of points."""
    bare = part.name == "amount" and part.word("UNIT") == "分" and not amounts.is_threshold(part)
    return bare and not any(part.word(name) for name in ("PER", "CAPPED", "INCLUDING"))


def _value(mark: Part) -> Decimal:
    return next((amount.value for amount in amounts.amounts(mark)), Decimal(0))


def _place(parts: Sequence[Part], index: int) -> tuple[int, int] | None:
    """What to take out with a bare amount in a place of marks; None where it may be anything else."""
    before, after = _at(parts, index - 1), _at(parts, index + 1)
    if before is not None and before.name == "OPEN":
        return _bracketed(parts, index)
    opens, ends = before is None or _ends_line(before), after is None or _ends_line(after)
    alone = after is not None and after.name == "STOP"  # 垃圾及时清理;10分。
    stopped = before is not None and before.name == "STOP" and (alone or not before.text.startswith(";"))
    last = before is not None and before.name == "BAR" and any(part.name in _SCORED for part in _row(parts, index))
    if (opens and ends and not _hangs(parts, index)) or ((stopped or last) and ends and not opens):
        return index, index + 1
    if (opens or stopped) and _is_full(parts, index):
        return index, index + 2
    if (opens or stopped) and not _hangs(parts, index) and _goes_on_to_score(parts, index + 1):
        return index, index + 1
    return (index, index + 1) if _closes_requirement(parts, index) else None


def _bracketed(parts: Sequence[Part], index: int) -> tuple[int, int] | None:
    """…达98%以上。(10分) 有裸露的,每处扣1分: brackets that open a sentence; 卫生(5分。…: a bracket left open."""
    around, after = _at(parts, index - 2), _at(parts, index + 1)
    if after is not None and after.name == "STOP" and index == 2 and not _ends_line(after):
        return index - 1, index + 1
    if after is None or after.name != "CLOSE" or around is None:
        return None
    if around.name != "STOP":
        return (index - 1, index + 2) if _is_requirement(parts, index - 1) else None
    behind = _at(parts, index + 2)
    alone = behind is None or behind.name == "STOP"
    return (index - 1, index + 2) if alone or _goes_on_to_score(parts, index + 2) else None


def _is_full(parts: Sequence[Part], index: int) -> bool:
    """5分满,缺一项扣1分: said to be full."""
    said, behind = _at(parts, index + 1), _at(parts, index + 2)
    return said is not None and said.text.strip() == "满" and behind is not None and behind.name in ("COMMA", "STOP")


def _closes_requirement(parts: Sequence[Part], index: int) -> bool:
    """制度健全5分,无制度不得分; 标识清楚 20分 现场查看 一处不合要求扣2分; 台账齐全 | 5分 | 缺一项扣1分.

    Behind what is required, and before what takes points away: the mark and a score for it come to the same.
    """
    before, after = _at(parts, index - 1), _at(parts, index + 1)
    if before is None or after is None or not _is_requirement(parts, index):
        return False
    spaced = before.text.endswith(" ") and after.span.start > parts[index].span.end
    ends = after.name in ("COMMA", "STOP", "BAR") and not _ends_line(after)
    following = next((part for part in parts[index + 1 : index + _AHEAD] if part.name in _SCORED), None)
    taking = following is not None and (following.name == "FORFEIT" or following.word("DEDUCT") is not None)
    faulted = after.name == "PROSE" and words.FAULT.search(after.text) is not None  # 机制健全4分工作未纳入的扣4分
    return taking and (ends or faulted or (spaced and after.name != "amount"))


def _is_requirement(parts: Sequence[Part], end: int) -> bool:
    """Whether the row has only told, up to here, what is required or how it is looked at, and of no fault."""
    row = _row(parts, end)
    said = "".join(part.text for part in row)
    targets = [part for part in row if part.name == "amount" and not amounts.is_points(part)]
    plain = all(part.name in _TELLING or part in targets for part in row)
    required = words.REQUIRED.search(said) is not None or any(map(amounts.is_threshold, targets))
    return plain and required and not words.FAULT.search(said)


def _row(parts: Sequence[Part], end: int) -> Sequence[Part]:
    """What stands before in the same line."""
    return parts[next((at + 1 for at in range(end - 1, -1, -1) if _ends_line(parts[at])), 0) : end]


def _goes_on_to_score(parts: Sequence[Part], start: int) -> bool:
    """Whether a condition stands here whose sentence scores by itself."""
    if start < len(parts) and parts[start].name == "BAR":
        start += 1
    sentence = parts[start : next((at for at in range(start, len(parts)) if parts[at].name == "STOP"), len(parts))]
    first = sentence[0] if sentence else None
    said = first is not None and first.name in ("PROSE", "QUOTED") and not words.OF_AMOUNT.match(first.text)
    return said and any(part.name in _SCORED or part.word("ACT") for part in sentence)


def _hangs(parts: Sequence[Part], index: int) -> bool:
    """Whether an amount may go on with the line before: 发现一次扣⏎3分, 旷工⏎5分; not behind 。 or a score."""
    if index == 0 or not _ends_line(parts[index - 1]):
        return False
    return index == 1 or parts[index - 2].name not in (*_SCORED, "STOP", "EXHAUST", "cap", "BAR")


def _ends_line(part: Part) -> bool:
    return part.name == "STOP" and part.text == _LINE_END


def _at(parts: Sequence[Part], index: int) -> Part | None:
    return parts[index] if 0 <= index < len(parts) else None
