"""The titles of English items: where they end, and what the brackets behind them state."""

from collections.abc import Sequence

from rubricdsl.base.quantity import STATED, dimension
from rubricdsl.base.width import width
from rubricdsl.clauses.act_first import arranged
from rubricdsl.clauses.act_tail import WORDS, as_bound
from rubricdsl.clauses.acts import is_act
from rubricdsl.clauses.draft import Stated
from rubricdsl.clauses.requirements import requires
from rubricdsl.clauses.titles import stated_marks
from rubricdsl.clauses.wording import is_kind, is_sign, said
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.model import Line
from rubricdsl.tree.phrases import Amount, Phrase, Plain

_ACTS = ("VETO", "DEAL", "CONVERT", "TIMES", "REQUIRED", "STRAY")
_BOUNDING = ("EXHAUST", "GRAVEST", "OVERDRAW")
_WIDTH = 80


def is_plain(parts: Sequence[Phrase]) -> bool:
    """Whether phrases hold no score, no limit and no amount of points or yuan outside brackets."""
    depth = 0
    for part in parts:
        depth += 1 if is_sign(part, "OPEN") else -1 if is_sign(part, "CLOSE") else 0
        if is_act(part) or is_kind(part, *_ACTS):
            return False
        stated = isinstance(part, Amount) and dimension(part.unit) in STATED
        if depth == 0 and (stated or is_kind(part, *_BOUNDING)):
            return False
    return True


def says_more(line: Line, lexicon: Lexicon) -> bool:
    """Is a first line more than the name of the standard?"""
    return not is_plain(line.parts) or (_requires(line.parts, lexicon) and line.text.endswith("."))


def split_title(parts: Sequence[Phrase], lexicon: Lexicon) -> tuple[str, Sequence[Phrase], Stated]:
    """The title at the head of a labelled text, what follows it, and what its brackets state."""
    marks = _bracketed(parts, lexicon) or _trailing(parts, lexicon)
    if marks is not None:
        stated, start, end = marks
        title = _title(parts[:start])
        if title is not None:
            rest = parts[end + 1 :] if end < len(parts) and is_sign(parts[end], "COLON") else parts[end:]
            return title, _text(rest), stated
    if is_plain(parts) and not _requires(parts, lexicon):
        title = _title(parts)
        return (title, (), Stated()) if title is not None else ("", parts, Stated())
    colon = next((i for i, part in enumerate(parts) if is_sign(part, "COLON", "STOP")), None)
    if (
        colon
        and colon + 1 < len(parts)
        and all(isinstance(part, Plain) or is_kind(part, *WORDS) for part in parts[:colon])
    ):
        title = _title(parts[:colon])
        if title is not None and len(lexicon.parted("listing", title)) == 1:
            return title, parts[colon + 1 :], Stated()
    return "", parts, Stated()


def _requires(parts: Sequence[Phrase], lexicon: Lexicon) -> bool:
    return requires(arranged(parts, lexicon), lexicon)


def _text(parts: Sequence[Phrase]) -> Sequence[Phrase]:
    return () if all(is_sign(part, "STOP") for part in parts) else parts


def _title(parts: Sequence[Phrase]) -> str | None:
    """The words of a title; None where they are a clause, or a sentence with another behind it."""
    text = said(parts).rstrip(".:;, ")
    inside = any(is_sign(part, "STOP") for part in parts[:-1])
    return None if not is_plain(parts) or inside or width(text) > _WIDTH else text


def _bracketed(parts: Sequence[Phrase], lexicon: Lexicon) -> tuple[Stated, int, int] | None:
    """(10 points), (weight 20%), (60 points, until nothing is left): what it states, where it opens and ends."""
    for start, part in enumerate(parts):
        if is_sign(part, "OPEN"):
            end = next((i for i in range(start, len(parts)) if is_sign(parts[i], "CLOSE")), len(parts))
            stated = _stated(parts[start + 1 : end], lexicon)
            if stated is not None:
                return stated, start, min(end + 1, len(parts))
    return None


def _trailing(parts: Sequence[Phrase], lexicon: Lexicon) -> tuple[Stated, int, int] | None:
    """Attendance 10 points: a title with its full marks behind it and nothing else."""
    if len(parts) != 2 or not isinstance(parts[0], Plain):
        return None
    stated = _stated(parts[1:], lexicon)
    return (stated, 1, 2) if stated is not None and stated.full is not None else None


def _stated(inner: Sequence[Phrase], lexicon: Lexicon) -> Stated | None:
    found: list[Phrase] = []
    at = 0
    while at < len(inner):
        bound = as_bound(inner, at)
        part, end = (inner[at], at + 1) if bound is None else bound
        if isinstance(part, Plain) and not lexicon.consists_of("marking", part.text):
            return None
        found += [] if isinstance(part, Plain) or is_kind(part, "FULLMARKS") else [part]
        at = end
    return stated_marks(found)
