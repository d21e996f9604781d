"""The parts of an English item's text → its stretches, each cut into segments: one for each act that scores.

An act takes what was said since the act before it, and what stands directly behind it (its tail). A full stop and a
line end close a sentence, a semicolon closes a stretch.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from rubricdsl.meaning.report import Report
from rubricdsl.rules.english.tails import Tail, read_tail
from rubricdsl.rules.forms import FORM
from rubricdsl.tree.model import Part

_ACTS = frozenset({"score", "TIMES", "FORFEIT", "FULL_MARKS", "VETO", "REFER", "REQUIRED", FORM})
_MANNER = frozenset({"DISCRETION", "PROPORTION"})


@frozen
class Segment:
    """An act with the parts said before it and its tail; `after` is the part behind, which belongs to neither."""

    window: tuple[Part, ...]
    act: Part
    tail: Tail
    after: Part | None = None


@frozen
class Stretch:
    """What stands between semicolons and full stops: its segments and what is left behind the last of them."""

    number: int
    sentence: int
    segments: tuple[Segment, ...]
    rest: tuple[Part, ...]
    alone: bool


def stretches(parts: Sequence[Part], report: Report) -> Iterator[Stretch]:
    """The stretches of an item; `alone` in a stretch: nothing else stands in its sentence."""
    for sentence, pieces in enumerate(_sentences(parts)):
        for number, piece in enumerate(pieces):
            segments, rest = _segments(piece, report)
            yield Stretch(_number(sentence, number), sentence, segments, rest, len(pieces) == 1)


def _number(sentence: int, number: int) -> int:
    return sentence * 10_000 + number


def _sentences(parts: Sequence[Part]) -> Iterator[list[list[Part]]]:
    """Sentences as lists of stretches, empty ones left out."""
    pieces: list[list[Part]] = [[]]
    for part in parts:
        if part.name != "STOP":
            pieces[-1].append(part)
        elif part.text.startswith(";"):
            pieces.append([])
        else:
            yield [piece for piece in pieces if piece]
            pieces = [[]]
    yield [piece for piece in pieces if piece]


def _segments(parts: Sequence[Part], report: Report) -> tuple[tuple[Segment, ...], tuple[Part, ...]]:
    found: list[Segment] = []
    start = index = 0
    while index < len(parts):
        if is_act(parts, index):
            tail = read_tail(parts, index, report)
            after = parts[tail.end] if tail.end < len(parts) else None
            found.append(Segment(tuple(parts[start:index]), parts[index], tail, after))
            start = index = tail.end
        else:
            index += 1
    return tuple(found), tuple(parts[start:])


def is_act(parts: Sequence[Part], index: int) -> bool:
    """Whether the part there scores: a verb without an amount does by how it says it scores."""
    part = parts[index]
    if part.name == "VERB":
        near = [parts[at].name for at in (index - 1, index + 1) if 0 <= at < len(parts)]
        return any(name in _MANNER for name in near) or near[-1:] == ["TIMES"]
    return part.name in _ACTS or (part.name == "amount" and part.word("PASSIVE") is not None)
