"""Segments that could be read, but not with confidence: each is an error at its words rather than a guess."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rubricdsl.base.quantity import dimension
from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import span_of
from rubricdsl.rules.parts import Curve
from rubricdsl.rules.report import Report
from rubricdsl.rules.segments import Bound, Segment
from rubricdsl.tree.model import Part

# 无“投诉”的加5分 speaks of what did not happen; its events are what happens
_NEGATION = re.compile(r"(?:无|没有|未|未发生|未出现|未收到|未见|没)$")
# 扣2分半, 扣5分以内, 扣2元分, 扣2分或…: the amount goes on
_GOES_ON = re.compile(r"^(?:[分元半多余/]|以内|以上|以下|左右|或者?[ ]*(?=.)|至|到)")
# 一封 or 每封 directly before a score counts by a word that is no unit yet
_CLASSIFIER = re.compile(
    r"(?<![统同唯第万专单])(?<!最后)(?<!倒数)(?:[一1](?![般律定致样起直切经些旦概并面味时度贯半次等级流星])|每)[一-鿿]{1,2}$"
)
_LATE_BOUND = re.compile(r"[一-鿿]{1,3}?(?:及?以上|以下|以内)(?![^的,]{3})|[≤<≥>]")
# 次月5日前, 每周一上午9点前, 季度结束后10日内: days that no window has
_OTHER_DAY = re.compile(
    r"(?:次|下个?)(?:月|周|季度?|年)[^,;。]{0,6}(?:[0-9一二三四五六七八九十]+[日号天])(?:之?前|以?内)|"
    r"(?:月|季度?|年|周)(?:度)?(?:结束|终了)后[^,;。]{0,8}[日天](?:之?前|以?内)|每(?:周|月|季度?|年)[^,;。]{0,6}[0-9]{1,2}[点时]前"
)
_RECORDS = re.compile(r"资料|材料|数据|记录|台账|账目")  # what is looked at
_OTHER_PERIOD = re.compile(r"每(?:日|天|周|季度?|半年|年)")


def report_doubts(segment: Segment, report: Report) -> None:
    """Reports what the parts around an act leave open."""
    window, following = segment.window, segment.following
    for index, (before, part) in enumerate(pairwise(window), 1):
        if part.name == "QUOTED" and before.name == "PROSE" and _NEGATION.search(before.text):
            report.add("RUB204", before.span.to(part.span))
        if (
            part.name == "amount"
            and before.name == "PROSE"
            and before.text.endswith("连续")
            and _is_empty(window, index)
        ):
            report.add("RUB204", before.span.to(part.span))
    for part, after in pairwise(window):
        if part.name != "amount" or amounts.is_threshold(part):
            continue
        if after.name == "PAUSE" and _is_case(part):
            report.add("RUB201", part.span, form="“投诉”1次扣2分,“差错”2次扣2分")
        if _bounds_noun(after):
            report.add("RUB201", part.span.to(after.span), form="超过10处的,扣2分")
    said = "".join(part.text for part in window)
    if _OTHER_DAY.search(said):
        report.add("RUB235", span_of(window))
    if following is not None and following.name == "PROSE" and _GOES_ON.match(following.text):
        report.add("RUB205", segment.act.span.to(following.span))
    if window and window[-1].name == "PROSE" and _counts_by_unknown(window):
        report.add("RUB206", window[-1].span)
    if segment.act.word("LEAST") and window and words.REPEATED.search(window[-1].text.strip()):
        report.add("RUB201", segment.act.span, form="累计扣12分以上的,扣5分")
    _report_unit(segment.act, report)


def report_multipliers(window: Sequence[Part], curve: Curve, report: Report) -> None:
    """每低1个百分点扣2分/次, 每低5%一票否决: what counts, and is not what the score counts by."""
    taken = [quantity for quantity in (curve.per, curve.origin) if quantity is not None]
    for part in window:
        quantity = amounts.quantity(part, report) if part.word("EVERY") else None
        if quantity is None or (quantity.value == 1 and dimension(quantity.unit) == "count"):
            continue
        if not any(quantity.value == each.value and quantity.unit in each.unit.split("/") for each in taken):
            report.add("RUB242", part.span)


def _bounds_noun(part: Part) -> bool:
    """10个点以上, 90%≤合格率: a comparison that stands behind the noun, or in front of the name."""
    return part.name == "PROSE" and _LATE_BOUND.match(part.text.strip()) is not None


def _counts_by_unknown(window: Sequence[Part]) -> bool:
    """一封 or 每封 directly before a score; 一星 standing alone is a name."""
    text = window[-1].text.strip()
    found = _CLASSIFIER.search(text)
    named = len(window) > 1 and window[-2].name == "QUOTED"
    return found is not None and (found.start() > 0 or named or text.startswith("每"))


def _report_unit(act: Part, report: Report) -> None:
    """扣2 is read as points, said so; 罚款50 could be points or money, and is not read."""
    if act.name == "score" and not act.all("POINT"):
        verb = next((word.text for word in act.words if word.name in ("ADD", "DEDUCT")), "")
        unclear = act.word("FINE") or act.word("REWARD") or words.NAMED_SO.search(verb)  # 扣分标准 12: a page, perhaps
        report.add("RUB207" if unclear else "RUB208", act.span)


def _is_case(part: Part) -> bool:
    """“投诉”1次、“差错”2次的,各扣2分: counts of their own for each name are not read together."""
    return amounts.unit_of(part.word("UNIT") or "") in words.CASES


def _is_empty(window: Sequence[Part], index: int) -> bool:
    """连续两个月不合格: months of which something is not said to have happened; 连续两年资料 are merely looked at."""
    following = window[index + 1] if index + 1 < len(window) else None
    if not _is_long(window[index]) or following is None:
        return _is_long(window[index])
    return _RECORDS.match(following.text) is None


def _is_long(part: Part) -> bool:
    return (part.word("UNIT") or "").removeprefix("个") in ("月", "年", "季度")


def report_bound(bound: Bound, report: Report) -> bool:
    """Whether a limit is one the language has: not one for another stretch of time, nor one that counts times."""
    if _OTHER_PERIOD.search(bound.said) or bound.each:
        report.add("RUB209", bound.span)
        return False
    return True


def unbound(parts: Sequence[Part]) -> list[Part]:
    """最多5次: bounds of something other than points, which the language has no limit for."""
    return [
        part
        for before, part in pairwise(parts)
        if part.name == "amount"
        and not amounts.is_points(part)
        and before.name == "PROSE"
        and re.search(r"(?:最多|最高|至多|不超过)$", before.text)
    ]
