"""Grade cut-offs: 90分以上 优秀, 优秀 90-100, 90分以上(含90分)为合格."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from rubricdsl.base.quantity import NumberError, decimal_text, read_number
from rubricdsl.base.span import Span
from rubricdsl.meaning.parts import Grade
from rubricdsl.meaning.report import Report
from rubricdsl.rules import words
from rubricdsl.tree.model import Line
from rubricdsl.tree.phrases import Consequence

# a number from its first digit on, as a search that begins at each of them is slow
_N = r"(-?(?<![0-9])[0-9]+(?:\.[0-9]+)?|(?<![一二三四五六七八九十百])[一二三四五六七八九十百]+)(?:[ ]*分)?[ ]*"
_RANGE = re.compile(rf"{_N}(?:-|~|—|–|至|到)+[ ]*{_N}(?:之间)?")
_ABOVE = re.compile(rf"{_N}(?:及|或|含)?以上|(?:不低于|达到?|>=|≥)[ ]*{_N}")
_BELOW = re.compile(rf"{_N}(?:及|或|含)?以下|(?:不满|不足|低于|未满|<)[ ]*{_N}|(?:不超过|<=|≤)[ ]*{_N}")
_BETWEEN = re.compile(rf"{_N}(≤|<=|<)[^-0-9≤<=,;。、]{{0,6}}(≤|<=|<)[ ]*{_N}")
_BESIDE = re.compile(rf"(?:的|,|且|但|并){{0,3}}(?:{_BELOW.pattern})")  # 85分及以上不足95分
_REST = re.compile(r"^[ ]*(?:其余|其他|其它)(?:的|者|情形|情况|人员)*(?:,?(?:可|均|则)?(?:评定?|定)?[为是]|[ :]+)")
_COMPARING = re.compile(r"不[足满超]|未满|低于|高于|超过|以[上下]|分")  # no part of a grade's name
_BRACKET = re.compile(r"\((不?)(?:包)?含[^)]{0,40}\)")
_NAME = re.compile(r"[^-\s0-9,;。:()%~—–<>≤≥□]{1,12}")
_SIGNATURE = re.compile(r"^(?:[^0-9分]{0,12}(?:签字|签名|签章|盖章|日期)[^0-9分]{0,60}|[ ]*年[ ]*月[ ]*日[ ]*)$")
_QUOTED = re.compile(r"“([^”]{1,64})”")
_GIVEN = re.compile(r"(?:可|均|则|操行)?(?:评|定|为)")  # what a number before it is given
_LINKING = re.compile(r"^(?:的|者)*(?:,)?(?:可|均|则|操行)?(?:评定为|评为|为|评|定为|是)?[“\"]?|[”\"]$")
_ONE = re.compile(
    rf"(?:(?:考核|综合|最终|月度|年度)?(?:得分|总分|成绩|分数))?在?[ ]?{_N}"
    rf"(?:(?:-|~|—|–|至|到)+[ ]*{_N})?(?:及?以[上下]|之间)?(?:的|者)*,?(?:可|均|则)?(?:评定?|定)?为"
)
_SHORT = 4  # signs of a grade that nothing but its heading tells
_SCORING = frozenset({"score", "cap", "FORFEIT"})  # they have no place in a line of grades


def read_grades(lines: Sequence[Line], report: Report) -> tuple[Grade, ...]:
    """The grades of the lines that state them, in their order; a line that states none is reported."""
    found: list[Grade] = []
    for line in lines:
        text = line.whole
        if not line.text.strip("□ ") or _SIGNATURE.fullmatch(text.strip()):
            continue  # an empty box of a form, or where it is signed
        known = len(report.found)
        for part in line.parts:
            if part.name in _SCORING:
                report.add("RUB201", part.span, form=f"另起一行:{part.text.strip()}")
            elif isinstance(part, Consequence) and not part.grade:
                report.add("RUB201", part.span, form=f"考核得分低于60分的,{part.text.strip()}")
        pieces = _listed(text)[1] if _is_list(line) else _pieces(text)
        mine = _line_grades(pieces, found, line.span, report)
        if not mine and len(report.found) == known:
            report.add("RUB130", line.span)
        found.extend(mine)
    return tuple(found)


def _line_grades(pieces: Sequence[str], before: Sequence[Grade], span: Span, report: Report) -> list[Grade]:
    """The grades of one line: each by its range, the last one by 其余, which is what those before it leave below."""
    found: list[Grade] = []
    for piece in pieces:
        if _REST.match(piece):
            grade = _rest(piece, [*before, *found], span, report)
        else:
            grade = _grade(piece, span, report)
        found.extend((grade,) if grade is not None else ())
    return found


def _rest(text: str, others: Sequence[Grade], span: Span, report: Report) -> Grade | None:
    """其余为三等奖: all below the lowest of the grades before it; refused where those have no lowest."""
    lows = [grade.low for grade in others if grade.low is not None]
    name = _name("", _REST.sub("", text))
    if name is None or not lows or len(lows) < len(others):
        report.add("RUB130", span)
        return None
    return Grade(name, None, min(lows), ("to",))


def grade_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that state grades without a heading.

    Several cut-offs in one line (90分以上为合格,80-90分为一般; 优秀:90分以上;良好:80-89分), or one a line in several.
    """
    found = {line.number for line in lines if len(words.GRADED.findall(line.text)) >= 2 or _is_list(line)}
    for graded, run in groupby(lines, key=_is_one):
        numbers = [line.number for line in run]
        found.update(numbers if graded and len(numbers) > 1 else ())
    return frozenset(found)


def _is_one(line: Line) -> bool:
    """得分在85-100分者为甲级: a cut-off that opens a line."""
    opens = line.key is None and _ONE.match(line.text) is not None
    return opens and all(part.name not in _SCORING for part in line.parts)


def _is_list(line: Line) -> bool:
    """Whether a line is a list of grades with their ranges and nothing else, under words for it or by their names."""
    if any(part.name in _SCORING for part in line.parts):
        return False
    headed, pieces = _listed(line.whole)
    return len(pieces) > 1 and all(_is_listed(piece, headed) for piece in pieces)


def _is_listed(piece: str, headed: bool) -> bool:
    plain = _BRACKET.sub("", piece)
    ranges = [found for form in (_BETWEEN, _RANGE, _ABOVE, _BELOW) if (found := form.search(plain))]
    if not ranges or not any(sign in piece for sign in "分≥≤<>"):
        return False
    name = plain.replace(ranges[0][0], "").strip(" :()=|分的者为")
    return (headed and 0 < len(name) <= _SHORT) or words.GRADE_NAME.fullmatch(name) is not None


def _listed(text: str) -> tuple[bool, list[str]]:
    """Whether words for grades head a text, and its pieces, cut at 、 as well: 绩效等级:甲(90分以上)、乙(80-89分)."""
    heading = words.GRADES_HEADED.match(text)
    rest = text[heading.end() :] if heading else text
    depth, pieces = 0, [""]
    for sign in rest:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign in "、,;。" and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += sign
    return heading is not None, [piece for piece in pieces if piece.strip()]


def _pieces(text: str) -> list[str]:
    """The text cut at , ; 。 outside brackets and quotes, but where 评为 and the like go on behind it."""
    pieces: list[str] = []
    end, bracket, quote = len(text), "", ""  # the next one to the right of either kind
    for at in reversed(range(len(text))):
        sign = text[at]
        if sign in "()":
            bracket = sign
        elif sign in "“”":
            quote = sign
        elif sign in ",;。" and bracket != ")" and quote != "”" and not _goes_on(text, at):
            pieces.append(text[at + 1 : end])
            end = at
    return [piece for piece in reversed([*pieces, text[:end]]) if piece.strip()]


def _goes_on(text: str, at: int) -> bool:
    """Whether a sign parts no grades: 80分以上,评为良好; 80分以上,不足90分为良好."""
    return bool(_GIVEN.match(text, at + 1) or (text.endswith("以上", 0, at) and _BESIDE.match(text, at + 1)))


def _grade(text: str, span: Span, report: Report) -> Grade | None:
    low: Decimal | None = None
    high: Decimal | None = None
    excludes: tuple[str, ...] = ()
    text = text.replace("负分", "低于0分")
    bracket = _BRACKET.search(text)
    plain = _BRACKET.sub("", text)
    if found := _BETWEEN.search(plain):
        low, high = _value(found[1], span, report), _value(found[4], span, report)
        excludes = (*(("from",) if found[2] == "<" else ()), *(("to",) if found[3] == "<" else ()))
    elif found := _RANGE.search(plain):
        low, high = _value(found[1], span, report), _value(found[2], span, report)
    elif found := _ABOVE.search(plain):
        low = _value(found[1] or found[2], span, report)
        excludes = ("from",) if bracket and bracket[1] else ()
    elif found := _BELOW.search(plain):
        high = _value(found[1] or found[2] or found[3], span, report)
        excludes = ("to",) if found[2] or (bracket and bracket[1]) else ()
    else:
        return None
    after = plain[found.end() :]
    if high is None and (beside := _BESIDE.match(after)):
        high = _value(beside[1] or beside[2] or beside[3], span, report)
        excludes = (*excludes, *(("to",) if beside[2] else ()))
        after = after[beside.end() :]
    name = _name(plain[: found.start()], after)
    if name is None or _COMPARING.search(name):
        report.add("RUB130", span)
        return None
    if low is not None and high is not None and low > high:
        report.add("RUB131", span, low=decimal_text(low), high=decimal_text(high))
        return None
    return Grade(name, low, high, excludes)


def _name(before: str, after: str) -> str | None:
    for side in (after, before):
        quoted = _QUOTED.search(side)
        if quoted:
            return quoted[1].strip()
        found = _NAME.search(_LINKING.sub("", side.strip(" :()=|")))
        if found:
            return _LINKING.sub("", found[0]).strip('“”" ') or None
    return None


def _value(text: str, span: Span, report: Report) -> Decimal | None:
    try:
        return read_number(text.lstrip("-")).value * (-1 if text.startswith("-") else 1)
    except NumberError as problem:
        report.add(problem.code, span, number=text, plain=problem.suggestion)
        return None
