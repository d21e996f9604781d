"""The Chinese restatement: what the grammar of grammars/dialects/zh.lark reads back to the same rule."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from rubricdsl.base.calendar import UNITS
from rubricdsl.base.quantity import decimal_text
from rubricdsl.meaning.parts import (
    DUTIES,
    MEASUREMENTS,
    OF_CARD,
    Band,
    Clause,
    Due,
    Effect,
    Grade,
    Head,
    Item,
    Limit,
    Op,
    Quantity,
    Threshold,
    Window,
)
from rubricdsl.rules import say_bands
from rubricdsl.rules.numbering import unrepeated
from rubricdsl.rules.sentences import sentences

_OPS: dict[Op, str] = {">=": "不少于", ">": "超过", "<=": "不超过", "<": "少于", "=": "等于"}
_VERBS = {"deduct": "扣", "add": "加", "award": "得", "fine": "罚款", "reward": "奖励"}
_PERIODS = {"day": "每日", "week": "每周", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}
_MODES = {"half-up": "四舍五入", "half-even": "四舍六入五成双", "down": "去尾", "up": "进一"}
_WEEKDAYS = "一二三四五六日"
_ABSENT = {"exclude": "剔除", "full": "计满分", "zero": "计0分"}


def clause(rule: Clause) -> str:
    """名称 · 标记 · 条件 · 计数 · 分数 · 限度."""
    if rule.curve.band is not None:
        return _band(rule, rule.curve.band)
    if rule.escalates is not None:
        opening = ("情节" if rule.graver else "") + f"{_quoted(rule.select.flags)}的,"
    elif rule.select.flags:
        opening = f"情节{_quoted(rule.select.flags)}的,{'另' if rule.extra else '并'}"
    else:
        statistic = rule.measure.statistic
        mean = "平均" if rule.measure.kind == "mean" else (statistic.word("zh") or "") if statistic else ""
        named = "" if rule.measure.kind == "absence" else _quoted(_names(rule))
        exempt = _exempt(rule) if named and rule.measure.kind not in DUTIES else ""
        behind = "" if exempt else _exempt(rule)
        return mean + named + exempt + _case(rule, "另" if rule.extra else "") + behind + _limit(rule)
    return opening + _case(rule, "") + _exempt(rule) + _limit(rule)


def _case(rule: Clause, more: str) -> str:
    """When the act of a rule scores, and the act; `more` says that it comes on top."""
    if rule.measure.kind in DUTIES:
        return more + _duty(rule) + _act(rule)
    case = _absence(rule) + _conditions(rule)
    each = "各" if case.endswith("各") else ""
    return case.removesuffix(each) + more + each + _act(rule)


def _names(rule: Clause) -> tuple[str, ...]:
    """What a rule is about: the matters it is met by, or the grade it is paid for."""
    return rule.select.kinds if rule.effect.grade is None else (rule.effect.grade,)


def _band(rule: Clause, band: Band) -> str:
    """优秀 9-10分:无“迟到”、“早退”,“事假”不超过1天."""
    return f"{_plain(rule.effect.to or '')} {_span(rule.effect)}分:{say_bands.zh(band)}"


def _plain(name: str) -> str:
    """The name of a band or grade as it is read without quotation marks, else in them."""
    return name if re.fullmatch(r"[一-鿿]{1,8}|[A-Z]", name) else f"“{name}”"


def _span(effect: Effect) -> str:
    low, high = _number(effect.low), _number(effect.high)
    return low if low == high else f"{low}-{high}"


def _number(value: Decimal | None) -> str:
    return "" if value is None else decimal_text(value)


def _absence(rule: Clause) -> str:
    window = rule.measure.window
    if rule.measure.kind != "absence" or window is None:
        return ""
    return f"连续{decimal_text(window.every)}个月无{_quoted(rule.select.kinds)},"


def _duty(rule: Clause) -> str:
    """每周至少1次, or 每月25日前, and how it is failed."""
    curve, window = rule.curve, rule.measure.window
    if window is None:
        return ""
    late = rule.measure.kind == "deadline"
    owed = f"每{window.unit}" + (_day(window) if late else f"至少{_quantity(curve.origin)}" if curve.origin else "")
    if rule.effect.kind == "require":
        return owed
    said = "且".join(_threshold(threshold) for threshold in curve.when)
    said = f",{'逾期' if late else '缺'}{said}的" if said else ""
    if curve.per is not None:
        return owed + said + f",每{'逾期' if late else '低'}{_quantity(curve.per)}"
    return owed + (said or (",逾期的" if late else ",否则")) + ("," if said or late else "")


def _day(window: Window) -> str:
    by = window.by or Due()
    month = "" if by.month is None else f"{by.month}月"
    if by.day is None:
        return month + ("底前" if window.unit in ("月", "年") else "末前")
    return (month + f"{by.day}日前") if window.unit != "周" else f"{_WEEKDAYS[by.day - 1]}前"


def _conditions(rule: Clause) -> str:
    curve = rule.curve
    if curve.role == "nth":
        threshold = curve.when[0]
        return f"第{decimal_text(threshold.value)}次" + ("及以上" if threshold.op == ">=" else "")
    said = "且".join(f"单次{_threshold(threshold)}" for threshold in rule.select.when)
    scope = "" if rule.measure.kind in MEASUREMENTS | OF_CARD else "累计"
    said += "且".join(f"{scope}{_threshold(threshold)}" for threshold in curve.when)
    if rule.effect.kind == "require":
        return said
    if rule.measure.kind in OF_CARD:
        whole = "考核得分" if rule.measure.kind == "total" else "累计扣分"
        said = "" if rule.effect.grade is not None else whole + said
    if curve.origin is not None and all(threshold.value != curve.origin.value for threshold in curve.when):
        said += "的," if said else ""
        least = curve.below or curve.proportional
        said += f"{'不低于' if least else '不超过'}{_quantity(curve.origin)},"
    return said + ("的," if said and not said.endswith(",") else "") + _each(rule)


def _threshold(threshold: Threshold) -> str:
    return f"{_OPS[threshold.op]}{decimal_text(threshold.value)}{threshold.unit}"


def _quantity(quantity: Quantity) -> str:
    return f"{decimal_text(quantity.value)}{quantity.unit}"


def _each(rule: Clause) -> str:
    curve = rule.curve
    if curve.per is None:
        return "各" if rule.measure.separate else ""
    if _from_target(rule):
        return f"每{'低' if curve.below else '超'}{_quantity(curve.per)}" + ("(不足1按1计)" if curve.round_up else "")
    if curve.per.value == 1 and not curve.round_up:
        return "各" if rule.measure.separate else ""
    return f"每{_quantity(curve.per)}" + ("(不足1按1计)" if curve.round_up else "")


def _act(rule: Clause) -> str:
    effect, curve = rule.effect, rule.curve
    match effect.kind:
        case "forfeit":
            return "不得分"
        case "veto":
            return "一票否决" + (f"“{effect.to}”" if effect.to else "")
        case "refer":
            return f"按《{effect.to}》处理"
        case "convert":
            return f"按“{effect.to}”{'' if effect.amount is None else _quantity(effect.amount)}处理"
        case "require":
            return ""
        case "deduct" | "add" | "award" | "fine" | "reward":
            return _amount(rule, _VERBS[effect.kind], "元" if effect.kind in ("fine", "reward") else "分") + (
                f"/{curve.per.unit}" if _suffixed(rule) and curve.per else ""
            )


def _suffixed(rule: Clause) -> bool:
    curve = rule.curve
    plain = curve.per is not None and curve.per.value == 1 and not curve.round_up
    plain = plain and rule.measure.kind not in ("obligation", "deadline")
    return plain and not _from_target(rule)


def _from_target(rule: Clause) -> bool:
    return rule.curve.origin is not None or rule.measure.kind in MEASUREMENTS


def _amount(rule: Clause, verb: str, unit: str) -> str:
    effect, curve = rule.effect, rule.curve
    manner = ("酌情" if curve.discretion else "") + ("按比例" if curve.proportional else "")
    if curve.times is not None:
        return f"{manner}按{decimal_text(curve.times)}倍{verb if unit == '元' else verb + '分'}"
    if effect.share == 1 and effect.kind == "award":
        return f"{manner}得满分"
    if effect.share is not None:
        return f"{manner}{verb}{decimal_text(effect.share * 100)}%"
    if _least(rule) is not None:
        least = f"{decimal_text(_least(rule) or Decimal(0))}{unit}"
        return f"{manner}{verb}至少{least}" if unit == "元" else f"{manner}至少{verb}{least}"
    if effect.low is None or effect.high is None:
        return f"{manner}{verb}{'' if unit == '元' else '分'}"
    low, high = decimal_text(effect.low), decimal_text(effect.high)
    return f"{manner}{verb}{low if low == high else f'{low}-{high}'}{unit}"


def _exempt(rule: Clause) -> str:
    return f"({_quoted(rule.select.unless)}的除外)" if rule.select.unless else ""


def _least(rule: Clause) -> Decimal | None:
    """The amount of 罚款至少500元 and 至少扣1分, which is given only as a minimum."""
    stated = rule.effect.low is not None or rule.curve.times is not None or rule.curve.discretion
    return rule.limit.min if rule.limit is not None and not stated else None


def _limit(rule: Clause) -> str:
    money = rule.effect.kind in ("fine", "reward")
    return "".join("," + said for said in _bounds(_further(rule), "元" if money else "分"))


def _further(rule: Clause) -> Limit | None:
    """The limit of a rule, without the minimum that is its amount."""
    if rule.limit is None or _least(rule) is None:
        return rule.limit
    return Limit(rule.limit.max, None, rule.limit.exhaust)


def _bounds(limit: Limit | None, unit: str = "分") -> list[str]:
    if limit is None:
        return []
    said = []
    within = f"每{UNITS[limit.within]}" if limit.within is not None else ""
    if limit.max is not None:
        said.append(f"{within}最多{decimal_text(limit.max)}{unit}")
    if limit.often is not None:
        said.append(f"{within}最多计{decimal_text(limit.often)}次")
    if limit.min is not None:
        said.append(f"最少{decimal_text(limit.min)}{unit}")
    if limit.exhaust:
        said.append("扣完为止")
    return said


def _quoted(names: Iterable[str]) -> str:
    return "、".join(f"“{name}”" for name in names)


def head(stated: Head) -> list[str]:
    """The head lines that the rubric states, one key a line."""
    low, high = stated.range
    lines = [
        ("考核标准", stated.title),
        ("编号", stated.id),
        ("版本", stated.version),
        ("生效", _effective(stated.effective)),
        ("周期", _PERIODS[stated.period] if stated.period else ""),
        ("基础分", _points(stated.base)),
        ("总分", _points(stated.full)),
        ("得分范围", f"{_points(low)}-{_points(high)}" if low is not None and high is not None else ""),
        ("最低", _points(low) if high is None else ""),
        ("最高", _points(high) if low is None else ""),
        ("加分上限", _points(stated.additions)),
        ("舍入", f"保留{stated.rounding.places}位小数,{_MODES[stated.rounding.mode]}" if stated.rounding else ""),
        ("时区", stated.zone if stated.zone != "Asia/Shanghai" else ""),
        ("适用", "、".join(stated.roles)),
        ("不适用", _ABSENT[stated.absent] if stated.absent != "exclude" else ""),
        ("插件", "、".join(stated.plugins)),
    ]
    said = [f"{key}:{value}" for key, value in lines if value]
    said += [f"引用:《{name}》= {path}" for name, path in stated.references]
    said += [f"别名:“{name}” = {_quoted(others)}" for name, others in stated.aliases]
    return said + [f"指标:{name} = “{part}” / “{whole}”" for name, part, whole in stated.ratios]


def _effective(ends: tuple[str | None, str | None]) -> str:
    first, last = ends
    return (f"从{first}" if first else "") + (f"到{last}" if last else "")


def _points(value: Decimal | None) -> str:
    return "" if value is None else f"{decimal_text(value)}分"


def item(stated: Item, rules: Sequence[Clause]) -> list[str]:
    """The heading of an item and a line for each sentence of it; graver cases stay in the sentence they grade."""
    lines: list[str] = []
    if stated.code != "0":
        lines.append(f"{_label(stated.code)} {stated.title}{_marks(stated)}".rstrip())
    lines += [_sentence(together) + "。" for together in sentences(rules)]
    if stated.code == "0" and stated.full is not None:
        lines.append(f"本项共{decimal_text(stated.full)}分。")
    lines += [f"本项{said}。" for said in (_bounds(stated.limit) if stated.parent is None else ())]
    lines += ["本项可倒扣。"] if stated.overdraw else []
    return [*lines, *(["本项同一事件不重复扣分。"] if stated.gravest else []), ""]


def _sentence(rules: Sequence[Clause]) -> str:
    """A limit binds the one score of its stretch, so scores that stand in one sentence with it are kept apart by ;."""
    limited = any(_bounds(_further(rule)) for rule in rules)
    return (";" if limited else ",").join(clause(rule) for rule in rules)


def _label(code: str) -> str:
    number = unrepeated(code)
    return number if "." in number else f"{number}."


def _marks(stated: Item) -> str:
    said = ([f"{decimal_text(stated.full)}分"] if stated.full is not None else []) + (
        [f"权重{decimal_text(stated.weight * 100)}%"] if stated.weight is not None else []
    )
    said += _bounds(stated.limit) if stated.parent is not None else []  # in a line of its own it is the section's
    return f"({','.join(said)})" if said else ""


def total(stated: Head) -> list[str]:
    lines = [f"总分{said}。" for said in _bounds(stated.limit)]
    return [*lines, *(["全部项目中同一事件不重复扣分。"] if stated.gravest else [])]


def grades(stated: Iterable[Grade]) -> list[str]:
    lines = [_grade(grade) for grade in stated]
    return ["等级", *lines] if lines else []


def _grade(grade: Grade) -> str:
    low, high, name = _points(grade.low), _points(grade.high), _plain(grade.name)
    if grade.low is not None and grade.high is not None:
        return f"{decimal_text(grade.low)}-{high} {name}"
    if grade.low is not None:
        return f"{low}以上{'(不含)' if 'from' in grade.excludes else ''} {name}"
    return f"{high}以下{'(不含)' if 'to' in grade.excludes else ''} {name}"
