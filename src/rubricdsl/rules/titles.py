"""The titles of Chinese items: where they end, and what the brackets behind them state."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.rules import amounts, words
from rubricdsl.rules.columns import column_of
from rubricdsl.rules.draft import Stated, both
from rubricdsl.rules.parts import Limit
from rubricdsl.rules.requirements import requires
from rubricdsl.rules.segments import ACTS, bounds_below
from rubricdsl.rules.wording import spoken
from rubricdsl.tree.model import Line, Part

_SCORING = ACTS | {"absence", "UNREAD"}
_BOUNDING = frozenset({"cap", "EXHAUST", "GRAVEST", "OVERDRAW"})
_TITLE_LENGTH = 40


def is_plain(parts: Sequence[Part]) -> bool:
    """Whether parts hold no score, no limit and no amount of points or money."""
    return not _scores(parts) and not _left_open(parts)


def says_more(line: Line) -> bool:
    """Is a first line more than the name of the standard: a score, a limit, a table head?"""
    if _scores(line.parts) or _left_open(line.parts) or any(part.name in _BOUNDING for part in line.parts):
        return True
    if requires(line.parts) and line.text.endswith("。"):
        return True
    named = words.STANDARD.search(line.text.rstrip("。")) is not None
    return column_of(line.parts) is not None or (not named and bool(words.SCORE_LIKE.search(line.text)))


def is_grade_line(line: Line) -> bool:
    """90分以上(含90分)为合格,80-90分为一般: grade cut-offs written as prose."""
    return len(words.GRADED.findall(line.text)) >= 2


def split_title(parts: Sequence[Part]) -> tuple[str, Sequence[Part], Stated]:
    """The title at the head of a labelled text, what follows it, and what its brackets state."""
    if not _scores(parts) and not _left_open(parts):
        if requires(parts) and parts[-1].name == "STOP":
            return "", parts, Stated()
        marks = _bracketed(parts)
        whole = parts[: marks[1]] if marks else parts
        named = list(takewhile(lambda part: part.name not in ("trigger", "EACH"), whole)) or whole
        title = spoken(named)
        if len(title) <= _TITLE_LENGTH and "。" not in title.rstrip("。"):
            behind = parts[len(named) :] if len(named) < len(whole) else parts[marks[2] :] if marks else ()
            rest = parts if requires(parts) else behind
            return (
                title.strip("。,:; "),
                [part for part in rest if part.name != "STOP"],
                marks[0] if marks else Stated(),
            )
        return "", parts, marks[0] if marks else Stated()
    marks = _trailing(parts) or _bracketed(parts)
    if marks and not _scores(parts[: marks[1]]) and len(spoken(parts[: marks[1]])) <= _TITLE_LENGTH:
        return spoken(parts[: marks[1]]).strip("。,:; "), parts[marks[2] :], marks[0]
    for index, part in enumerate(parts[1:5], 1):
        if part.name == "COLON" and parts[index - 1].name == "EACH":
            break  # 积灰每处:0.5分
        if part.name in ("STOP", "COLON") and not _scores(parts[:index]):
            if len(spoken(parts[:index])) <= 2 * words.SHORT_NAME and index + 1 < len(parts):
                return spoken(parts[:index]), parts[index + 1 :], Stated()
            break
    return "", parts, Stated()


def heading(parts: Sequence[Part]) -> tuple[str, Stated] | None:
    """仪容 16分, 支部会议:10分, 装卸工: a title with its full marks or none, and no more; a sentence is no title."""
    end = next((index for index, part in enumerate(parts) if part.name in ("COLON", "amount", "OPEN")), len(parts))
    if end == 0 or any(part.name not in ("PROSE", "PAUSE", "QUOTED") for part in parts[:end]):
        return None
    said = [part for part in parts[end:] if part.name != "COLON"]
    stated = _stated([part for part in said if part.name not in ("OPEN", "CLOSE")]) if said else Stated()
    if stated is None or (said and stated.full is None) or (not said and end < len(parts)):
        return None
    return spoken(parts[:end]).strip(), stated


def _bracketed(parts: Sequence[Part]) -> tuple[Stated, int, int] | None:
    """(10分), (权重20%), (共60分,扣完为止) after a title: what it states, where it opens, and where it ends."""
    first = next((i for i, part in enumerate(parts) if part.name == "OPEN" and _group(parts, i)), None)
    if first is None:
        return None
    stated, end = Stated(), first
    while (group := _group(parts, end)) is not None:
        more, end = group
        stated = _merged(stated, more)
    return stated, first, end


def _group(parts: Sequence[Part], start: int) -> tuple[Stated, int] | None:
    """What one pair of brackets that opens here states, and where it ends."""
    if start >= len(parts) or parts[start].name != "OPEN":
        return None
    # a bracket that is never closed ends with its sentence: 群体性事件(5分。每发生一次…
    end = next((i for i in range(start, len(parts)) if parts[i].name in ("CLOSE", "STOP")), len(parts))
    stated = _stated(parts[start + 1 : end])
    return None if stated is None else (stated, min(end + 1, len(parts)))


def _merged(one: Stated, other: Stated) -> Stated:
    """(100分)(权重60%): what both brackets state."""
    return Stated(
        other.full if one.full is None else one.full,
        other.weight if one.weight is None else one.weight,
        other.limit if one.limit is None else one.limit,
        one.overdraw or other.overdraw,
    )


def _trailing(parts: Sequence[Part]) -> tuple[Stated, int, int] | None:
    """服务态度 10分: a title with its full marks behind it and nothing else, or a list: 卫生40分1、地面不扫扣10分."""
    if len(parts) < 2 or parts[0].name != "PROSE" or parts[1].name != "amount":
        return None
    listed = [part.text.strip() for part in parts[2:4]] == ["1", "、"]
    stated = _stated(parts[1:2]) if listed or len(parts) == 2 else None
    return (stated, 1, 4 if listed else 2) if stated is not None and stated.full is not None else None


def _stated(inner: Sequence[Part]) -> Stated | None:
    full = weight = None
    limit: Limit | None = None
    overdraw = False
    for part in inner:
        if part.word("NUMBER"):
            return None  # a range states no marks
        counted, unit = part.word("COUNTED"), (part.word("UNIT") or "").strip()
        value = _value(counted) if counted else None
        if part.name in ("amount", "full") and value is not None and unit == "分" and not _counts(part):
            full = value
        elif part.name == "amount" and value is not None and unit == "%":
            weight = value.scaleb(-2)
        elif part.name == "EXHAUST":
            limit = both(limit, Limit(exhaust=True))
        elif part.name == "cap" and value is not None and unit == "分":
            limit = both(limit, Limit(min=value) if bounds_below(part) else Limit(max=value))
        elif part.name == "OVERDRAW":
            overdraw = True
        elif part.name not in ("COMMA", "PROSE", "COLON"):
            return None
    found = full is not None or weight is not None or limit is not None
    return Stated(full, weight, limit, overdraw) if found else None


def _counts(part: Part) -> bool:
    """90分以上 and 1分/项 are no marks."""
    return part.word("AFTER") is not None or part.word("PER") is not None


def _value(text: str) -> Decimal | None:
    try:
        return read_number(text).value
    except NumberError:
        return None


def _scores(parts: Sequence[Part]) -> bool:
    return any(part.name in _SCORING for part in parts)


def _left_open(parts: Sequence[Part]) -> bool:
    """Amounts of points or money outside brackets, read or not, and limits are for the reading of clauses to judge."""
    depth = 0
    for part in parts:
        depth += {"OPEN": 1, "CLOSE": -1}.get(part.name, 0)
        if depth == 0 and (part.name in _BOUNDING or amounts.is_points(part) or _is_unread(part)):
            return True
    for part, after in pairwise(parts):
        if after.name == "amount" and part.name == "PROSE" and words.OPEN_VERB.search(part.text):
            return True  # 扣1.5天工资
    return False


def _is_unread(part: Part) -> bool:
    return part.name == "PROSE" and words.UNREAD_SCORE.search(part.text) is not None


def _joined(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts).strip()
