"""Sentences → the head: what the prose of regulations says of base, bounds and period."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import get_args

from attrs import evolve

from rubricdsl.base.quantity import NumberError, decimal_text, read_number
from rubricdsl.clauses.draft import both
from rubricdsl.clauses.wording import is_gained
from rubricdsl.meaning.parts import Head, Limit, PeriodKind
from rubricdsl.meaning.report import Report
from rubricdsl.rules import words
from rubricdsl.tree.model import Line

NUMBER = r"(-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[零一二三四五六七八九十百千]+)"
_OWN = 8  # signs before a 总分 that say whose it is
_PERIOD_PROSE = re.compile(
    r"(?<!不)(?:周期[ ]*(每[日天周月年]|每季度?|每半年)[。]?$|"
    r"(每个?[日天周月年]|每个?季度?|每半年|按[日周月季年]度?)"
    r"(?:[^,;。]{0,4}|对[^,;。]{1,16})(?:考核|评分|打分|检查考核|组织考核))"
)
_FULL = ("总分", "满分")  # …which say the full marks of the whole, and no base
_BASES = "基础分|基本分|原始分|起始分|初始分|初始积分|基础积分|总分|满分"
_BASE_PROSE = re.compile(
    rf"({_BASES})(?:值|数)?(?:为|是|:)?[ ]*{NUMBER}[ ]*分"
    r"(?![ ]*(?:及|或|含)?(?:以[上下内]|[-~—–至到]|者|的))"
)


# 采用百分制, 以一百分为总积分制: the whole's full marks; of an opinion poll or a test they are its own
_HUNDRED = re.compile(
    r"(?:实行|采用|采取|执行|按照?|以)[^,;。满测试卷问]{0,8}[“\"]?(?:百|一百|100)分制|"
    rf"以[ ]*(?P<whole>{NUMBER})[ ]*分(?:制)?为(?:总积?分|满分)"
)
_TITLED_PERIOD = re.compile(r"(月|季|半年|年)度?[^,;。]{0,6}(?:考核|考评|检查|评分|评比)")


_EVERY = r"(?P<every>每个?[日天周月年]|每个?季度?|每半年|按[日周月季年]度?)"
_CHECKED = r"(?:检查|考核|考评|评比|评分|打分|评定|巡查|抽查){1,2}"
_WHOLE_PERIOD = re.compile(rf"[^0-9,;。:]{{0,10}}?{_EVERY}(?:度)?(?:进行|组织|开展)?{_CHECKED}(?:[一1]次)?")
_WHOLE_BASE = re.compile(rf"[^0-9,;。:得获计扣加]{{0,6}}(?:{_BASES})(?:值|数)?(?:为|是|:)?[ ]*{NUMBER}[ ]*分")
_LOWEST = re.compile(rf"(?:总分|得分)?(?:最低|最少)(?:分|得分)?(?:为|是|扣至|不低于)?[ ]*{NUMBER}[ ]*分")
_HIGHEST = re.compile(rf"(?:总分|得分)?(?:最高|最多)(?:分|得分)?(?:为|是|加至|不超过)?[ ]*{NUMBER}[ ]*分")
# of each item or of the whole: items with marks stay above 0 anyway
_TO_NOTHING = re.compile(r"(?:总分|各项(?:分值|分数|目)?)?均?扣完为止|不[计得]负分")
_WHOLE_HUNDRED = re.compile(r"(?:实行|采用|采取|执行)(?:百|一百|100)分制(?:考核|评分|计分)?")
_PIECES = (_WHOLE_HUNDRED, _WHOLE_PERIOD, _WHOLE_BASE, _LOWEST, _HIGHEST, _TO_NOTHING)
_CUT = re.compile(r"[,;。]")
_STOP = re.compile(r"[。;]|\.(?![0-9])")


def says_head(line: Line) -> bool:
    """每月考核一次,基础分100分,最低0分。: whether a line says what the whole starts from and else only of the head."""
    pieces = _said(line.text)
    known = all(any(form.fullmatch(piece) for form in _PIECES) for piece in pieces)
    return known and any(_WHOLE_BASE.fullmatch(piece) for piece in pieces)


def _said(text: str) -> list[str]:
    return [piece.strip() for piece in _CUT.split(text) if piece.strip()]


def _bounded(head: Head, line: Line, report: Report) -> Head:
    """The head with its period and bounds, as a line of the head alone says them."""
    low, high = head.range
    for piece in _said(line.text):
        if found := _LOWEST.fullmatch(piece):
            head = evolve(head, limit=both(head.limit, Limit(min=_stated(found[1], line, report))))
        elif found := _HIGHEST.fullmatch(piece):
            high = _stated(found[1], line, report) if high is None else high
        elif _TO_NOTHING.fullmatch(piece):
            head = evolve(head, limit=both(head.limit, Limit(exhaust=True)))
        elif (found := _WHOLE_PERIOD.fullmatch(piece)) and head.period is None:
            head = evolve(head, period=period_of(found["every"]))
    return evolve(head, range=(low, high))


def _opened(head: Head, line: Line, report: Report) -> Head:
    """基础分100分。迟到扣2分: a base in a sentence of its own before the scores of its line."""
    first, *behind = _STOP.split(line.text, maxsplit=1)
    found = _BASE_PROSE.fullmatch(first.strip()) if behind else None
    value = _stated(found[2], line, report) if found else None
    return head if found is None or value is None or found[1] in _FULL else _started(head, found, value, line, report)


def _started(head: Head, said: re.Match[str], value: Decimal, line: Line, report: Report) -> Head:
    """The head with a base or full marks; what was said first stands, with a warning where they differ."""
    whole = said[1] in _FULL
    stated = head.full if whole else head.base
    if stated is None:
        return evolve(head, full=value) if whole else evolve(head, base=value)
    if value != stated:
        report.add("RUB113", line.span, words=said[0], stated=decimal_text(stated))
    return head


def prose_head(head: Head, texts: Sequence[Line], marked: Collection[int], report: Report) -> Head:
    """Adds what the prose of regulations says of base and period where the head lines are silent.

    Where it contradicts them, or itself, what was said first stands, with a warning. In the lines `marked` (by
    number) a 满分 is that of their item.
    """
    for line in texts:
        if line.number not in marked and says_head(line):
            head = _bounded(head, line, report)
        elif any(part.name in ("score", "cap", "NO_TOTAL", "NOTOTAL") for part in line.parts):
            head = head if line.number in marked else _opened(head, line, report)
            continue
        found = _PERIOD_PROSE.search(line.text)
        period = period_of(found[1] or found[2]) if found else None
        if period and head.period and period != head.period:
            report.add("RUB114", line.span, words=found[0] if found else "", period=words.PERIOD_NAMES[head.period])
        elif period:
            head = evolve(head, period=period)
        hundred = _HUNDRED.search(line.text)
        if hundred is not None and head.full is None and line.number not in marked:
            head = evolve(head, full=_stated(hundred["whole"] or "100", line, report))
        for said in _BASE_PROSE.finditer(line.text):
            value, stated = _stated(said[2], line, report), head.full if said[1] in _FULL else head.base
            if value is None or is_gained(line.text[max(0, said.start() - _OWN) : said.start()]):
                continue
            own = (
                said[1] == "满分"
                or stated is not None
                or words.OWN.search(line.text[max(0, said.start() - _OWN) : said.start()])
            )
            if not (line.number in marked and own):
                head = _started(head, said, value, line, report)
    titled = _TITLED_PERIOD.search(head.title)
    return head if titled is None or head.period is not None else evolve(head, period=period_of("每" + titled[1]))


def _stated(text: str, line: Line, report: Report) -> Decimal | None:
    try:
        return read_number(text.lstrip("-")).value * (-1 if text.startswith("-") else 1)
    except NumberError as problem:
        report.add(problem.code, line.span, number=text, plain=problem.suggestion)
        return None


def period_of(text: str) -> PeriodKind | None:
    """The period that 每月, 按季度 and the like say; None for other words."""
    for name, kind in words.PERIODS.items():
        if text.strip().replace("个", "").removeprefix("自然") in (
            name,
            name.removeprefix("每").removeprefix("按"),
            name + "度",
        ):
            found: PeriodKind = next(known for known in get_args(PeriodKind) if known == kind)
            return found
    return None
