"""Triggers and thresholds before a score → what is measured and how it becomes points."""

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from rubricdsl.base.quantity import dimension
from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import span_of
from rubricdsl.rules.draft import Duty, Side
from rubricdsl.rules.duties import Told
from rubricdsl.rules.parts import Curve, Measure, MeasureKind, Quantity, Role, Statistic, Threshold, Window
from rubricdsl.rules.report import Report
from rubricdsl.rules.setting import defines, describes, in_duty, phrase
from rubricdsl.rules.targets import (
    counts_percent,
    gains,
    in_proportion,
    origin_of,
    proportion,
    side,
    states_target,
)
from rubricdsl.tree.model import Part

_ONE = Decimal(1)
_BESIDE = frozenset({"COMMA", "EACH", "OPEN", "WARNED", "EXTRA", "open"})  # may stand between a condition and its score
_BARE = frozenset({"count", "days", "time"})


@frozen
class Measured:
    """The measure of a score with its curve, and the conditions on each event's own amount.

    `verbatim`: the condition looks past one card, so that whoever knows records it by its whole words.
    """

    measure: Measure
    curve: Curve
    when: tuple[Threshold, ...] = ()
    toward: Side | None = None
    verbatim: bool = False


def measured(window: Sequence[Part], act: Part, after: Sequence[Part], report: Report) -> Measured:
    """Reads the window of parts before an act, its own /次 and what follows it (language, "Counting", "Thresholds")."""
    absence = next((part for part in window if part.name == "absence"), None)
    alone = absence is not None or in_proportion((*window, act))
    for part in window:
        if alone and part.name == "STATISTIC":
            report.add("RUB201", part.span, form=f"{part.text}“等候”超过30分钟的,扣2分")
    if absence is not None:
        return _absent(absence, report)
    given = gains(act)
    if alone:
        measure, curve = proportion(window, given, report)
        return Measured(measure, curve)
    per = _per(window, act, after, report)
    when, role = _conditions(window, per, act, report)
    return _measure(window, per, when, role, report)


def missed(duty: Told, act: Part, after: Sequence[Part], report: Report) -> Measured:
    """The days a duty was late, or how often it was left undone, window by window (language, "Obligations")."""
    per = _per(duty.said, act, after, report)
    when, _ = _conditions(duty.said, None, None, report)
    late = duty.failing == "late"
    if late and per is not None and dimension(per.unit) == "count":
        per = None  # 逾期一次: each time it is late
    units = [quantity.unit for quantity in (per, *when) if quantity is not None]
    if any(dimension(unit) != ("days" if late else "count") or unit == "工作日" for unit in units):
        report.add("RUB236", span_of([*duty.said, act]))
    return failed(duty.duty, late, per, when)


def failed(duty: Duty, late: bool, per: Quantity | None, when: tuple[Threshold, ...]) -> Measured:
    """The measure of a duty done late, or left undone."""
    least, window = duty.least, duty.window
    if late:
        return Measured(Measure("deadline", "天", window), Curve(per=per, when=when))
    curve = Curve(per=per, when=when, origin=least, below=True)
    return Measured(Measure("obligation", least.unit, evolve(window, by=None)), curve)


def _absent(part: Part, report: Report) -> Measured:
    length = amounts.number(part.word("COUNTED") or "", part, report)
    unit = amounts.unit_of(part.word("UNIT") or "")
    months = {"月": 1, "季度": 3, "年": 12}.get(unit)
    if length is None or months is None:
        report.add("RUB221", part.span)
        return Measured(Measure("absence"), Curve())
    return Measured(Measure("absence", window=Window(length * months, "月", run=True)), Curve())


def _per(window: Sequence[Part], act: Part, after: Sequence[Part], report: Report) -> Quantity | None:
    """What multiplies: 2分/次 said with the score, else the triggers before it, joined in the order written."""
    said = [amounts.unit_of(text.strip(" /·每一1")) for text in (*act.all("PER"), *act.all("ONCE"))]
    said += [amounts.unit_of(text.strip(" 每按/")) for text in (*act.all("APIECE"), *(part.text for part in after))]
    if said == ["半天"]:
        return Quantity(Decimal("0.5"), "天")
    if said:
        return Quantity(_ONE, "/".join(said))
    found = _triggers(window, report)
    if not found:
        return None
    units = list(dict.fromkeys(quantity.unit for quantity in found))
    return Quantity(found[-1].value, "/".join(units)) if len(units) > 1 else found[-1]


def _triggers(window: Sequence[Part], report: Report) -> list[Quantity]:
    """The last trigger before the score, with those written directly before it (每人每次), in their order."""
    window = _after_frequency(window, report)
    every = any(part.word("EVERY") for part in window)
    found: list[Quantity] = []
    tested = next((i for i in range(len(window) - 1, -1, -1) if amounts.is_threshold(window[i])), -1)
    for index in range(len(window) - 1, -1, -1):
        if index < tested and window[index].name == "amount":
            continue  # 派专员1人,不少于90天的,得1分: what is tested stands nearer
        quantity = _trigger(window, index, every, report)
        if quantity is not None:
            found.insert(0, quantity)
        elif found and window[index].name != "COMMA":
            break
    return found


def _trigger(window: Sequence[Part], index: int, every: bool, report: Report) -> Quantity | None:
    part = window[index]
    if part.name == "EACH" and in_duty(window, index):
        return None
    if part.name == "EACH":
        return Quantity(_ONE, amounts.unit_of(part.text.strip(" 每按数/")))
    if states_target(window, index):
        return amounts.quantity(window[index + 1], report)
    if in_duty(window, index) or (part.name == "amount" and defines(window, index)):
        return None
    if _counts_both(part):
        units = (part.word("UNIT") or "", *(text.strip(" /·每") for text in part.all("PER")))
        return Quantity(_ONE, "/".join(map(amounts.unit_of, units)))
    if part.word("EVERY") or (not every and (part.name == "trigger" or is_bare_trigger(window, index, report))):
        return amounts.quantity(part, report)
    return None


def _counts_both(part: Part) -> bool:
    """1人/次不达标: one of a countable thing, and by what else it counts."""
    one = part.name == "amount" and part.word("COUNTED") in ("1", "一") and not amounts.is_threshold(part)
    return one and bool(part.word("PER")) and dimension(amounts.unit_of(part.word("UNIT") or "")) == "count"


def _after_frequency(window: Sequence[Part], report: Report) -> Sequence[Part]:
    """每2小时巡逻一次,漏巡一次扣3分: how often a duty is done is no count of what is scored behind it."""
    last = max((i + 1 for i, part in enumerate(window[:-1]) if part.name == "COMMA"), default=0)
    earlier = [amounts.quantity(part, report) for part in window[:last] if part.word("EVERY")]
    if not any(quantity is not None and dimension(quantity.unit) == "time" for quantity in earlier):
        return window
    counts = any(
        part.name in ("trigger", "EACH") or is_bare_trigger(window, last + at, report)
        for at, part in enumerate(window[last:])
    )
    return window[last:] if counts else window


def is_bare_trigger(window: Sequence[Part], index: int, report: Report) -> bool:
    """迟到一次: a bare one (or half a day) of a countable thing multiplies; 一周内再次发生 says within what time."""
    part = window[index]
    if index + 1 < len(window) and words.WITHIN.match(window[index + 1].text):
        return False
    if part.name != "amount" or amounts.is_threshold(part) or part.word("PER"):
        return False
    quantity = amounts.quantity(part, report)
    if quantity is None or dimension(quantity.unit) not in _BARE or quantity.unit in words.TERMS:
        return False
    if dimension(quantity.unit) == "days" and quantity.unit not in ("天", "日") and not closes(window, index):
        return False  # 停课一周且扣50分
    before = window[index - 1] if index else None
    if before is not None and (words.ANY.search(before.text.strip()) or _is_time(before)):
        return False
    return quantity.value == _ONE or quantity.value == Decimal("0.5")


def _conditions(
    window: Sequence[Part], per: Quantity | None, act: Part | None, report: Report
) -> tuple[tuple[Threshold, ...], Role | None]:
    found: list[Threshold] = []
    for index, part in enumerate(window):
        if part.name == "ORDINAL":
            others = [threshold for threshold in found if dimension(threshold.unit) != "count"]
            return (*others, _ordinal(part, report)), "nth"
        if amounts.is_threshold(part):
            failed = _failing(window, index, report)
            if failed:
                found.extend(failed)
            elif not _is_target(window, index, per) and not describes(window, index):
                found.extend(amounts.thresholds(part, report))
        elif (
            part.name == "amount"
            and not defines(window, index)
            and not (is_bare_trigger(window, index, report) and _multiplies(part, per))
        ):
            found.extend(_case(window, index, act, report))
    return tuple(found), None


def _failing(window: Sequence[Part], index: int, report: Report) -> list[Threshold]:
    """完成率不低于90%,否则扣5分: what fails a requirement directly before 否则 or 违者, where it is counted."""
    behind = [part for part in window[index + 1 :] if part.name != "COMMA"]
    if not behind or behind[0].name != "PROSE" or not words.FAILED.match(behind[0].text.strip()):
        return []
    stated = amounts.thresholds(window[index], report)
    tested = all(dimension(threshold.unit) in ("percent", "count", "days") for threshold in stated)
    return [amounts.contrary(stated[0])] if len(stated) == 1 and tested else []


def _case(window: Sequence[Part], index: int, act: Part | None, report: Report) -> list[Threshold]:
    """A bare amount that ends the condition: 旷课2次 is that case; 完成率100%得5分, 销售10万元得5分 are from there on.

    完成率80%扣5分 could mean below or exactly, and is not read.
    """
    quantity = amounts.quantity(window[index], report)
    if quantity is None or (index and states_target(window, index - 1)):
        return []
    counted = quantity.unit in words.CASES or dimension(quantity.unit) == "count"
    repeated = index > 0 and counted and words.REPEATED.search(window[index - 1].text.strip())
    start, end = phrase(window, index)
    alone = dimension(quantity.unit) == "count" and (start, end) == (index, index + 1)
    last = all(part.name not in ("trigger", "EACH") for part in window[end:])  # 两次待岗,其它发现一次扣20元
    heads = start == index and quantity.value > _ONE and last and _follows_case(window, index)
    if not (repeated or heads or closes(window, index) or _leads(window, index, act)):
        return []
    if quantity.unit in words.CASES or alone or heads or repeated:
        return [Threshold("=", quantity.value, quantity.unit)]
    if dimension(quantity.unit) in ("count", "points") or side(window) is not None:
        return []
    if act is None or not gains(act) or dimension(quantity.unit) == "time":
        report.add("RUB201", window[index].span, form=f"低于{window[index].text.strip()}的,扣5分")
    return [Threshold(">=", quantity.value, quantity.unit)]


def _is_time(part: Part) -> bool:
    """十天一次: how often, and no count of what happened."""
    unit = amounts.unit_of(part.word("UNIT") or "")
    return part.name == "amount" and dimension(unit) in ("days", "months", "time") and not amounts.is_threshold(part)


def _follows_case(window: Sequence[Part], index: int) -> bool:
    """2次旷课扣5分, 2人次重修扣4分: a count at the head of its phrase, with what is counted behind it."""
    following = window[index + 1] if index + 1 < len(window) else None
    unit = amounts.unit_of(window[index].word("UNIT") or "")
    named = following is not None and following.name == "PROSE" and not words.WITHIN.match(following.text)
    counted = dimension(unit) == "count" and (unit in words.CASES or unit.endswith("次"))
    return named and counted and not window[index].word("PER")


def closes(window: Sequence[Part], index: int) -> bool:
    """Does the amount end the condition? A number in the middle of a phrase describes, and states no case."""
    if window[index].word("PER"):
        return False
    return all(part.name in _BESIDE or words.ENDING.match(part.text) for part in window[index + 1 :])


def _leads(window: Sequence[Part], index: int, act: Part | None) -> bool:
    """三次缺席会议直接除名: how often, said before what happened."""
    part, before = window[index], window[index - 1] if index else None
    opens = before is None or before.name in ("COMMA", "STOP", "COLON", "BAR")
    often = amounts.unit_of(part.word("UNIT") or "") == "次" and not part.word("PER")
    return often and opens and act is not None and act.name in ("CONSEQUENCE", "VETO")


def _multiplies(part: Part, per: Quantity | None) -> bool:
    """死亡1人扣30分/次: where the score names its own unit, another unit states the case."""
    return per is None or amounts.unit_of(part.word("UNIT") or "") in per.unit.split("/")


def _ordinal(part: Part, report: Report) -> Threshold:
    digits = part.text.removeprefix("第").partition("次")[0]
    value = Decimal(1) if digits in ("首", "初") else Decimal(2) if digits == "再" else None
    if value is None:
        value = amounts.number(digits, part, report) or Decimal(1)
    open_end = any(part.text.endswith(end) for end in ("以上", "以后", "起"))
    return Threshold(">=" if open_end else "=", value, "次")


def _is_target(window: Sequence[Part], index: int, per: Quantity | None) -> bool:
    """A threshold of the requirement that 每低/每超 count from is a target: 完成率不低于95%,每低1个百分点扣2分."""
    part = window[index]
    following = window[index + 1].text if index + 1 < len(window) else ""
    if part.word("UNIT") == "个" and following and window[index + 1].name == "PROSE":
        return True  # 两个以上按键的开关: it describes a thing
    if per is None or side(window) is None:
        return False
    return not following.startswith(("的", "者", "时"))


def _measure(
    window: Sequence[Part], per: Quantity | None, when: tuple[Threshold, ...], role: Role | None, report: Report
) -> Measured:
    """Which measure the units ask for, and whether conditions test each event or the period's sum."""
    separate = any(part.name == "SEPARATE" for part in window)
    round_up = any(part.name == "ROUND_UP" for part in window)
    kinds = {dimension(threshold.unit) for threshold in when}
    if "percent" in kinds and len(kinds) > 1:
        report.add("RUB201", span_of(window), form="发生率超过0.1%的,扣5分")  # ≤0.1%, 超过一例: two measures in one
    origin, below = origin_of(window, per, report)
    units, toward = [threshold.unit for threshold in when], side(window)
    curve = Curve(per=per, when=when, role=role, origin=origin, below=below, round_up=round_up)
    statistic = next((part for part in window if part.name == "STATISTIC"), None)
    if statistic is not None:
        form = f"{statistic.text}“等候”超过30分钟的,扣2分"
        return statistical(statistic, curve, separate, toward, form, report)
    if _on_total(window, units) and any("连续" in part.text for part in window):
        return Measured(Measure("count"), Curve(), verbatim=True)  # 成绩连续两次低于60分 looks past one card
    return taken(
        curve,
        total=_on_total(window, units),
        mean=any(part.name == "MEAN" for part in window),
        own=_on_event(window),
        separate=separate,
        toward=toward,
    )


def taken(
    curve: Curve, *, total: bool, mean: bool, own: bool | None, separate: bool, toward: Side | None = None
) -> Measured:
    """The measure that a curve asks for by its units; `toward` is the side of a target that it counts to.

    `own`: whether its conditions test each event's own amount; None: minutes and hours do, and so do conditions in
    another unit than the one that multiplies.
    """
    per, when, origin = curve.per, curve.when, curve.origin
    units = [threshold.unit for threshold in when]
    if total:
        return Measured(Measure("total", "分"), curve)
    graded = per is not None and origin is not None and dimension(per.unit) == "points"  # 85分以下每低1分
    if any(dimension(unit) in ("percent", "points") for unit in units) or counts_percent(per) or graded:
        unit = origin.unit if origin else units[0] if units else per.unit if per else None
        return Measured(Measure("mean" if mean else "latest", unit, separate=separate), curve, toward=toward)
    if own is None:
        other = per is not None and bool(units) and units[0] != per.unit
        own = other or any(dimension(unit) == "time" for unit in units)
    if when and curve.role is None and own:
        return Measured(_summed(per, None, separate), Curve(per=per, round_up=curve.round_up), when)
    return Measured(_summed(per, units[0] if units else None, separate), curve, toward=toward)


def statistical(part: Part, curve: Curve, separate: bool, toward: Side | None, form: str, report: Report) -> Measured:
    """最高值“等候”超过30分钟的: what a plug-in takes of the amounts, by its word; whose statistic it is comes after."""
    units = [each.unit for each in (curve.origin, *curve.when, curve.per) if each is not None]
    if not units or curve.role is not None:
        report.add("RUB201", part.span, form=form)
    measure = Measure(
        "statistic", units[0] if units else None, separate=separate, statistic=Statistic(part.text.strip())
    )
    return Measured(measure, curve, toward=toward)


def counted(measure: Measure, curve: Curve) -> Measure:
    """The measure of a score whose multiplier a table head adds, or whose effect has no use for one."""
    if measure.kind not in ("count", "sum"):
        return measure
    return _summed(curve.per, curve.when[0].unit if curve.when else None, measure.separate)


def _summed(per: Quantity | None, unit: str | None, separate: bool) -> Measure:
    unit = per.unit if per is not None else unit
    kind: MeasureKind = "count" if unit is None or dimension(unit) == "count" else "sum"
    return Measure(kind, unit, separate=separate)


def _on_total(window: Sequence[Part], units: Sequence[str]) -> bool:
    """考核得分在70分以下: a condition on the total."""
    if not any(dimension(unit) == "points" for unit in units):
        return False
    before = "".join(part.text for part in window if part.name == "PROSE")
    return words.TOTAL.search(before.partition("的")[0].strip()) is not None


def _on_event(window: Sequence[Part]) -> bool | None:
    """每次/单笔 test each event's own amount, 累计 sums; None where neither is said."""
    said = [part.word("COMPARE") or "" for part in window if part.name == "amount"]
    if any(words.SUMMED.match(text) for text in said) or _prose_says(window, words.SUMMED):
        return False
    if any(words.OWN_AMOUNT.match(text) for text in said) or _prose_says(window, words.OWN_AMOUNT):
        return True
    if any(part.name == "PROSE" and words.OWN_NAMED.match(part.text.strip()) for part in window):
        return True
    return None


def _prose_says(window: Sequence[Part], pattern: re.Pattern[str]) -> bool:
    return any(part.name == "PROSE" and pattern.search(part.text[-4:]) for part in window)
