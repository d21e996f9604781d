"""Grade cut-offs: 90分以上 优秀, 优秀 90-100, 90分以上(含90分)为合格."""

import re
from collections.abc import Sequence
from decimal import Decimal

from rubricdsl.base.quantity import NumberError, decimal_text, read_number
from rubricdsl.base.span import Span
from rubricdsl.meaning.parts import Grade
from rubricdsl.meaning.report import Report
from rubricdsl.rules import words
from rubricdsl.tree.model import Line

# a number from its first digit on, as a search that begins at each of them is slow
_N = r"(-?(?<![0-9])[0-9]+(?:\.[0-9]+)?|(?<![一二三四五六七八九十百])[一二三四五六七八九十百]+)(?:[ ]*分)?[ ]*"
_RANGE = re.compile(rf"{_N}(?:-|~|—|–|至|到)+[ ]*{_N}(?:之间)?")
_ABOVE = re.compile(rf"{_N}(?:及|或|含)?以上|(?:不低于|达到?|>=|≥)[ ]*{_N}")
_BELOW = re.compile(rf"{_N}(?:及|或|含)?以下|(?:不满|不足|低于|未满|<)[ ]*{_N}|(?:不超过|<=|≤)[ ]*{_N}")
_BETWEEN = re.compile(rf"{_N}(≤|<=|<)[^-0-9≤<=,;。、]{{0,6}}(≤|<=|<)[ ]*{_N}")
_BRACKET = re.compile(r"\((不?)(?:包)?含[^)]{0,40}\)")
_NAME = re.compile(r"[^-\s0-9,;。:()%~—–<>≤≥□]{1,12}")
_SIGNATURE = re.compile(r"^(?:[^0-9分]{0,12}(?:签字|签名|签章|盖章|日期)[^0-9分]{0,60}|[ ]*年[ ]*月[ ]*日[ ]*)$")
_QUOTED = re.compile(r"“([^”]{1,64})”")
_GIVEN = re.compile(r"(?:可|均|则|操行)?(?:评|定|为)")  # what a number before it is given
_LINKING = re.compile(r"^(?:的|者)*(?:,)?(?:可|均|则|操行)?(?:评定为|评为|为|评|定为|是)?[“\"]?|[”\"]$")
_TITLES = ("等级", "等次", "级别", "档次", "评级", "等级划分", "等级标准", "等级评定", "评定等级")
_GRADE_NAME = re.compile(
    r"[A-Z](?:[+-]|级|等|档)?|[一二三四五甲乙丙丁特优良中差][级等]|优秀?|良好?|[较很]?[好差]|中等?|一般|不?合格|不?及格|"
    r"(?:基本|不)?(?:称职|达标|满意)|[待需]改进"
)
_FILLING = re.compile(r"[\s:()=“”\"|]|(?:考核)?(?:总)?(?:得分|总分|成绩|分数)|评定为|评为|定为|为|者|的|在|分")
_LONGEST = 6  # signs of the name of a grade
_SCORING = frozenset({"score", "cap", "FORFEIT"})  # they have no place in a line of grades


def read_grades(lines: Sequence[Line], report: Report) -> tuple[Grade, ...]:
    """The grades of the lines that state them, in their order; a line that states none is reported."""
    found: list[Grade] = []
    for line in lines:
        text = _told(line)
        if not line.text.strip("□ ") or _SIGNATURE.fullmatch(text.strip()):
            continue  # an empty box of a form, or where it is signed
        known = len(report.found)
        for part in line.parts:
            if part.name in _SCORING:
                report.add("RUB201", part.span, form=f"另起一行:{part.text.strip()}")
        mine = [grade for piece in _pieces(text) if (grade := _grade(piece, line.span, report)) is not None]
        if not mine and len(report.found) == known:
            report.add("RUB130", line.span)
        found.extend(mine)
    return tuple(found)


def is_grade_line(line: Line) -> bool:
    """90分以上(含90分)为合格,80-90分为一般; 优秀:90分以上;良好:80-89分: cut-offs in one line."""
    return len(words.GRADED.findall(line.text)) >= 2 or _lists_grades(line)


def _lists_grades(line: Line) -> bool:
    """Whether a line holds nothing but names of grades, each with its range."""
    names = [_named_alone(piece) for piece in _pieces(_told(line))]
    known = all(name is not None and (_is_titled(line) or _GRADE_NAME.fullmatch(name)) for name in names)
    return known and len(set(names)) == len(names) > 1


def _is_titled(line: Line) -> bool:
    """考核等级:A(95分以上)、…"""
    return line.key is not None and line.key.endswith(_TITLES)


def _told(line: Line) -> str:
    """The text of a line with the name of a grade before its colon, but not with the title of them all."""
    return line.text if line.key is None or _is_titled(line) else f"{line.key}:{line.text}"


def _named_alone(piece: str) -> str | None:
    """The name of a grade that stands by its range alone; None where other words stand there too."""
    plain = _BRACKET.sub("", piece.strip(" ()。"))
    found = next((match for form in (_BETWEEN, _RANGE, _ABOVE, _BELOW) if (match := form.search(plain))), None)
    if found is None:
        return None
    sides = (_FILLING.sub("", side) for side in (plain[: found.start()], plain[found.end() :]))
    said = [side for side in sides if side]
    return said[0] if len(said) == 1 and len(said[0]) <= _LONGEST else None


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
        elif sign in ",;。" and bracket != ")" and quote != "”" and not _GIVEN.match(text, at + 1):
            pieces.append(text[at + 1 : end])
            end = at
    return [one for piece in reversed([*pieces, text[:end]]) for one in _listed(piece) if one.strip()]


def _listed(piece: str) -> list[str]:
    """A(95分以上)、B(85-94分): a grade each."""
    cut = piece.split("、")
    return cut if all(any(sign.isdigit() for sign in one) for one in cut) else [piece]


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
    name = _name(plain[: found.start()], plain[found.end() :])
    if name is None:
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
