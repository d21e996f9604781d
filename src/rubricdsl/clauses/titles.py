"""The titles of Chinese items: where they end, and what the brackets behind them state."""

from collections.abc import Sequence
from itertools import pairwise

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.acts import is_act
from rubricdsl.clauses.columns import column_of
from rubricdsl.clauses.draft import Stated, both
from rubricdsl.clauses.handed_on import multiplies
from rubricdsl.clauses.requirements import requires
from rubricdsl.clauses.wording import SCORED_UNITS, is_kind, is_sign, phrase_at, said
from rubricdsl.meaning.parts import Limit
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.model import Line
from rubricdsl.tree.phrases import Absent, Amount, Bound, Consequence, Count, Full, Mark, Phrase, Plain, Quoted, Sign

_TITLE_LENGTH = 40
_SHORT = 16
_NAMED = ("细则", "办法", "标准", "制度", "规定", "方案", "条例", "表", "内容", "要求")
_BOUNDING = ("GRAVEST", "OVERDRAW")


def is_plain(parts: Sequence[Phrase]) -> bool:
    """Whether phrases hold no score, no limit and no amount of points or money."""
    return not _scores(parts) and not _left_open(parts)


def says_more(line: Line, lexicon: Lexicon) -> bool:
    """Is a first line more than the name of the standard: a score, a limit, a table head?"""
    parts = _phrases(line)
    if _scores(parts) or _left_open(parts) or any(_bounds(part) for part in parts):
        return True
    if _states(parts):
        return True
    if _imposes(parts) or _leads_on(parts) or (requires(parts, lexicon) and line.text.endswith("。")):
        return True
    text = line.text.rstrip("。").partition("(")[0]
    named = text.endswith(_NAMED)
    return column_of(parts) is not None or (not named and any(_speaks(part) for part in parts))


def _leads_on(parts: Sequence[Phrase]) -> bool:
    """未达标的,无超产奖。: a case, and what follows from it, which is a sentence and no title."""
    ends = bool(parts) and is_sign(parts[-1], "STOP")
    return ends and any(
        isinstance(part, Plain) and part.text.rstrip().endswith(("的", "者")) and is_sign(sign, "COMMA")
        for part, sign in pairwise(parts)
    )


def _states(parts: Sequence[Phrase]) -> bool:
    """每有1项不符, 累计超过6次的, 缺勤1人次: a line that counts, sums, or ends with an amount of things."""
    last = parts[-1] if parts else None
    counted = isinstance(last, Amount) and dimension(last.unit or "%") == "count"
    summed = any(isinstance(part, Amount) and part.how == "sum" and part.tests for part in parts)
    return counted or summed or any(multiplies(part) for part in parts)


def _phrases(line: Line) -> Sequence[Phrase]:
    return line.parts


def _speaks(part: Phrase) -> bool:
    """A word of scoring, or a number without a unit: 违规的酌情处理, 符合2.0."""
    bare = isinstance(part, Amount) and part.number.bare
    return bare or (isinstance(part, Mark) and part.kind in ("ACTION", "STRAY", "DISCRETION", "PROPORTION", "TIMES"))


def split_title(parts: Sequence[Phrase], lexicon: Lexicon) -> tuple[str, Sequence[Phrase], Stated]:
    """The title at the head of a labelled text, what follows it, and what its brackets state."""
    if not _scores(parts) and not _left_open(parts):
        if _imposes(parts):
            return "", parts, Stated()
        marks = _bracketed(parts)
        stated = not any(map(_is_amount, parts if marks is None else (*parts[: marks[1]], *parts[marks[2] :])))
        return _plain_title(parts, lexicon) if stated else ("", parts, Stated())
    marks = _trailing(parts) or _bracketed(parts)
    if marks and not _scores(parts[: marks[1]]) and len(said(parts[: marks[1]])) <= _TITLE_LENGTH:
        return said(parts[: marks[1]]).strip("。,:; "), parts[marks[2] :], marks[0]
    for index, part in enumerate(parts[1:5], 1):
        if is_sign(part, "COLON") and isinstance(parts[index - 1], Count):
            break  # 积灰每处:0.5分
        if is_sign(part, "STOP", "COLON") and not _scores(parts[:index]) and not any(map(_bounds, parts[:index])):
            if len(said(parts[:index])) <= _SHORT and index + 1 < len(parts) and not _counted(parts[:index]):
                return said(parts[:index]), parts[index + 1 :], Stated()
            break
    return "", parts, Stated()


def _imposing(part: Phrase) -> bool:
    return isinstance(part, Consequence) or is_kind(part, "LEAVE", "LOSE", "BARRED", "LOWER", "GRADE")


def _imposes(parts: Sequence[Phrase]) -> bool:
    """训练缺席两次以上者开除出队;: a case with what it brings, which is no title whether it is read or not."""
    at = next((i for i, part in enumerate(parts) if _imposing(part)), 0)
    toward = (
        at > 0 and isinstance(parts[0], Plain) and parts[0].text.startswith("对") and is_sign(parts[at - 1], "COMMA")
    )
    return toward or any(
        (isinstance(part, Amount) and bool(part.tests))
        or (isinstance(part, Plain) and part.text.rstrip().endswith(("的", "者", "情况", "情形", "行为", "之一")))
        for part in parts[:at]
    )


def _counted(parts: Sequence[Phrase]) -> bool:
    """累计三次者: what is counted or tested is a case, and no title."""
    return any(
        isinstance(part, Amount | Count) or (isinstance(part, Mark) and part.kind in ("GRADE",)) for part in parts
    )


def _plain_title(parts: Sequence[Phrase], lexicon: Lexicon) -> tuple[str, Sequence[Phrase], Stated]:
    if parts and requires(parts, lexicon) and is_sign(parts[-1], "STOP"):
        return "", parts, Stated()
    marks = _bracketed(parts)
    whole = parts[: marks[1]] if marks else parts
    named = list(_until_count(whole)) or whole
    title = said(named)
    if len(title) <= _TITLE_LENGTH and "。" not in title.rstrip("。"):
        behind = parts[len(named) :] if len(named) < len(whole) else parts[marks[2] :] if marks else ()
        rest = parts if requires(parts, lexicon) else behind
        return (
            title.strip("。,:; "),
            [part for part in rest if not is_sign(part, "STOP")],
            marks[0] if marks else Stated(),
        )
    return "", parts, marks[0] if marks else Stated()


def _until_count(parts: Sequence[Phrase]) -> list[Phrase]:
    """The words before what counts: 缺一份 is no part of a title."""
    for index, part in enumerate(parts):
        if isinstance(part, Count):
            return list(parts[:index])
    return list(parts)


def heading(parts: Sequence[Phrase]) -> tuple[str, Stated] | None:
    """仪容 16分, 支部会议:10分, 装卸工: a title with its full marks or none, and no more; a sentence is no title."""
    end = next(
        (i for i, part in enumerate(parts) if is_sign(part, "COLON", "OPEN") or isinstance(part, Amount | Full)),
        len(parts),
    )
    if end == 0 or any(not (isinstance(part, Plain | Quoted) or is_sign(part, "PAUSE")) for part in parts[:end]):
        return None
    behind = [part for part in parts[end:] if not is_sign(part, "COLON")]
    stated = stated_marks([part for part in behind if not is_sign(part, "OPEN", "CLOSE")]) if behind else Stated()
    if stated is None or (behind and stated.full is None) or (not behind and end < len(parts)):
        return None
    return said(parts[:end]).strip(), stated


def _bracketed(parts: Sequence[Phrase]) -> tuple[Stated, int, int] | None:
    """(10分), (权重20%), (共60分,扣完为止) after a title: what it states, where it opens, and where it ends."""
    first = next((i for i, part in enumerate(parts) if is_sign(part, "OPEN") and _group(parts, i)), None)
    if first is None:
        return None
    stated, end = Stated(), first
    while (group := _group(parts, end)) is not None:
        more, end = group
        stated = _merged(stated, more)
    return stated, first, end


def _group(parts: Sequence[Phrase], start: int) -> tuple[Stated, int] | None:
    """What one pair of brackets that opens here states, and where it ends."""
    if start >= len(parts) or not is_sign(parts[start], "OPEN"):
        return None
    # a bracket that is never closed ends with its sentence: 群体性事件(5分。每发生一次…
    end = next((i for i in range(start, len(parts)) if is_sign(parts[i], "CLOSE", "STOP")), len(parts))
    stated = stated_marks(parts[start + 1 : end])
    return None if stated is None else (stated, min(end + 1, len(parts)))


def _merged(one: Stated, other: Stated) -> Stated:
    """(100分)(权重60%): what both brackets state."""
    return Stated(
        other.full if one.full is None else one.full,
        other.weight if one.weight is None else one.weight,
        other.limit if one.limit is None else one.limit,
        one.overdraw or other.overdraw,
    )


def _trailing(parts: Sequence[Phrase]) -> tuple[Stated, int, int] | None:
    """服务态度 10分: a title with its full marks behind it and nothing else, or a list: 卫生40分1、地面不扫扣10分."""
    if len(parts) < 2 or not isinstance(parts[0], Plain) or not isinstance(parts[1], Amount):
        return None
    listed = [part.text.strip() for part in parts[2:4]] == ["1", "、"]
    stated = stated_marks(parts[1:2]) if listed or len(parts) == 2 else None
    return (stated, 1, 4 if listed else 2) if stated is not None and stated.full is not None else None


def stated_marks(inner: Sequence[Phrase]) -> Stated | None:
    """What the phrases in brackets behind a title state; None where they speak of something else."""
    full = weight = None
    limit: Limit | None = None
    overdraw = False
    for part in inner:
        match part:
            case Amount(number=number) if number.high is not None or part.tests:
                return None
            case Amount(unit="分") | Full() if full is not None:
                return None
            case Amount(unit="分", number=number) if not part.per:
                full = number.low
            case Amount(unit="%", number=number):
                weight = number.low.scaleb(-2)
            case Full(value=value, unit="分"):
                full = value
            case Bound(unit="分" | "") if part.exhaust or not part.per:
                limit = both(limit, Limit(part.max, part.min, part.exhaust))
            case Mark(kind="OVERDRAW"):
                overdraw = True
            case Plain() | Sign(kind="COMMA" | "COLON") | Mark(kind="SCOPE"):
                continue
            case _:
                return None
    found = full is not None or weight is not None or limit is not None
    return Stated(full, weight, limit, overdraw) if found else None


def _scores(parts: Sequence[Phrase]) -> bool:
    return any(is_act(part) or isinstance(part, Absent) for part in parts)


def _is_amount(part: Phrase) -> bool:
    """An amount of points or money, which no title holds: 考勤(满15分)."""
    unit = part.every.unit if isinstance(part, Count) and part.every is not None else ""
    return (part.unit if isinstance(part, Amount | Full) else unit) in SCORED_UNITS


def _bounds(part: Phrase) -> bool:
    return isinstance(part, Bound) or (isinstance(part, Mark) and part.kind in _BOUNDING)


def _left_open(parts: Sequence[Phrase]) -> bool:
    """Amounts of points or money outside brackets, read or not, and limits are for the reading of clauses to judge."""
    headed = any(is_sign(part, "COLON") for part in parts)
    depth = bare = 0
    spoken = False
    for index, part in enumerate(parts):
        depth += {"OPEN": 1, "CLOSE": -1}.get(part.kind, 0) if isinstance(part, Sign) else 0
        money = isinstance(part, Amount) and part.unit in SCORED_UNITS
        if depth == 0 and (_bounds(part) or money or isinstance(part, Full)):
            return True
        if is_kind(part, "OTHERWISE"):
            return True  # 不得挑客,违者一次50
        bare += depth == 0 and isinstance(part, Amount) and part.number.bare
        spoken = spoken or (isinstance(part, Mark) and part.kind in ("ACTION", "STRAY"))
        if bare and (spoken or (bare > 1 and headed)):
            return True  # 加分标准 5; 资料归档:符合2.0,不符合0
        stray = depth == 0 and isinstance(part, Mark) and part.kind == "STRAY"
        if stray and (part.text[:1].isdigit() or _numbered(parts, index) or _spelled(parts, index)):
            return True
    return False


def _spelled(parts: Sequence[Phrase], at: int) -> bool:
    """罚值班人员IOO元: a verb and the unit of an amount that is no number."""
    behind = phrase_at(parts, at + 1)
    return isinstance(behind, Plain) and "元" in behind.text[:_SHORT]


def _numbered(parts: Sequence[Phrase], at: int) -> bool:
    """扣约2分, 扣1.5天工资: a verb whose number was not read as its own."""
    return any(isinstance(part, Amount) for part in parts[at + 1 : at + 3])
