"""The titles of English items: where they end, and what the brackets behind them state."""

from collections.abc import Sequence

from rubricdsl.base.width import width
from rubricdsl.clauses.draft import Stated, both
from rubricdsl.meaning.parts import Limit
from rubricdsl.rules.english import amounts
from rubricdsl.rules.english.requirements import requires
from rubricdsl.rules.english.segments import is_act
from rubricdsl.rules.wording import spoken
from rubricdsl.tree.model import Line, Part

_BOUNDING = frozenset({"EXHAUST", "GRAVEST", "OVERDRAW"})
_WIDTH = 80
_NAMING = frozenset({"PROSE", "FOR", "LATE"})


def is_plain(parts: Sequence[Part]) -> bool:
    """Whether parts hold no score, no limit and no amount of points or yuan outside brackets."""
    depth = 0
    for index, part in enumerate(parts):
        depth += {"OPEN": 1, "CLOSE": -1}.get(part.name, 0)
        if is_act(parts, index) or part.name in ("VERB", "UNREAD"):
            return False
        if depth == 0 and (part.name in _BOUNDING or amounts.must_be_read(part)):
            return False
    return True


def says_more(line: Line) -> bool:
    """Is a first line more than the name of the standard?"""
    return not is_plain(line.parts) or (requires(line.parts) and line.text.endswith("."))


def split_title(parts: Sequence[Part]) -> tuple[str, Sequence[Part], Stated]:
    """The title at the head of a labelled text, what follows it, and what its brackets state."""
    marks = _bracketed(parts) or _trailing(parts)
    if marks is not None:
        stated, start, end = marks
        title = _title(parts[:start])
        if title is not None:
            rest = parts[end + 1 :] if end < len(parts) and parts[end].name == "COLON" else parts[end:]
            return title, _text(rest), stated
    if is_plain(parts) and not requires(parts):
        title = _title(parts)
        return (title, (), Stated()) if title is not None else ("", parts, Stated())
    colon = next((i for i, part in enumerate(parts) if part.name in ("COLON", "STOP")), None)
    if colon and colon + 1 < len(parts) and all(part.name in _NAMING for part in parts[:colon]):
        title = _title(parts[:colon])
        if title is not None and " or " not in title and not title.lower().startswith(("if ", "when ")):
            return title, parts[colon + 1 :], Stated()
    return "", parts, Stated()


def _text(parts: Sequence[Part]) -> Sequence[Part]:
    return () if all(part.name == "STOP" for part in parts) else parts


def _title(parts: Sequence[Part]) -> str | None:
    """The words of a title; None where they are a clause, or a sentence with another behind it."""
    text = spoken(parts).rstrip(".:;, ")
    inside = [part for part in parts[:-1] if part.name == "STOP"]
    if not is_plain(parts) or inside or width(text) > _WIDTH:
        return None
    return text


def _bracketed(parts: Sequence[Part]) -> tuple[Stated, int, int] | None:
    """(10 points), (weight 20%), (60 points, until nothing is left): what it states, where it opens and ends."""
    for start, part in enumerate(parts):
        if part.name != "OPEN":
            continue
        end = next((i for i in range(start, len(parts)) if parts[i].name == "CLOSE"), len(parts))
        stated = _stated(parts[start + 1 : end])
        if stated is not None:
            return stated, start, min(end + 1, len(parts))
    return None


def _trailing(parts: Sequence[Part]) -> tuple[Stated, int, int] | None:
    """Attendance 10 points: a title with its full marks behind it and nothing else."""
    if len(parts) != 2 or parts[0].name != "PROSE" or parts[1].name != "amount":
        return None
    stated = _stated(parts[1:])
    return (stated, 1, 2) if stated is not None and stated.full is not None else None


def _stated(inner: Sequence[Part]) -> Stated | None:
    full = weight = None
    limit: Limit | None = None
    overdraw = False
    for part in inner:
        unit = amounts.unit(part) if part.name == "amount" else ""
        plain = part.name == "amount" and not amounts.is_threshold(part) and not part.word("PASSIVE")
        value = amounts.plain(part) if part.name == "amount" else None
        if plain and unit == "分":
            full = value
        elif plain and unit == "%" and value is not None:
            weight = value.scaleb(-2)
        elif amounts.is_bound(part) and value is not None:
            limit = both(limit, Limit(min=value) if amounts.bounds_below(part) else Limit(max=value))
        elif part.name == "EXHAUST":
            limit = both(limit, Limit(exhaust=True))
        elif part.name == "OVERDRAW":
            overdraw = True
        elif part.name != "COMMA" and spoken([part]).lower() not in ("weight", "full marks", "of the total"):
            return None
    found = full is not None or weight is not None or limit is not None
    return Stated(full, weight, limit, overdraw) if found else None
