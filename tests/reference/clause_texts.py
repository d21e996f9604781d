"""Clauses as people write them, one maker for each form, with the events that can meet them."""

from collections.abc import Callable, Sequence

from attrs import field, frozen

from reference.dice import Dice

COUNTED = ("迟到", "早退", "脱岗", "投诉")
TIMED = ("超时", "拖延")
MEASURED = ("完成率", "合格率")
FLAGS = ("严重", "恶劣")


@frozen
class Hint:
    """How to write an event that meets a clause: `None` among amounts, units or points leaves the field out."""

    kind: str
    amounts: Sequence[str | None] = (None,)
    units: Sequence[str | None] = (None,)
    flags: Sequence[str] = ()
    points: Sequence[str | None] = (None,)
    ordered: bool = False
    sure: bool = False  # all its flags, always


@frozen
class Written:
    """Sentences of one item with the events that meet them; `head` are lines it needs in the head."""

    text: str
    hints: Sequence[Hint]
    head: Sequence[str] = ()
    unique: str = field(default="")


def points(dice: Dice) -> str:
    return dice.pick(("1", "2", "3", "0.5", "1.5", "4", "6"))


def verb(dice: Dice) -> str:
    return dice.pick(("扣", "扣", "扣", "加"))


def several(dice: Dice, names: Sequence[str]) -> tuple[str, ...]:
    first = dice.pick(names)
    return tuple(dict.fromkeys((first, dice.pick(names)))) if dice.number(0, 2) == 0 else (first,)


def said(names: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in names)


def _counted(names: Sequence[str], flags: Sequence[str] = ()) -> list[Hint]:
    amounts = (None, None, "2", "3", "1.5") if flags else (None, None, "2", "3", "0", "1.5")
    return [Hint(name, amounts, (None, "次"), flags) for name in names]


def _limit(dice: Dice) -> str:
    return dice.pick(("", "", "", ",最多{}分", ",最少3分", ",扣完为止")).format(dice.number(6, 12))


def _stretch(dice: Dice) -> str:
    return dice.pick(("每天最多{}分", "最多计{}次", "每天限{}次")).format(dice.number(2, 4))


def bounded_by_day(dice: Dice, number: int) -> Written:
    """Limits over less than the period, and in times."""
    name, act = f"值守{number}", verb(dice)
    return Written(f"“{name}”一次{act}{dice.pick(('1', '2'))}分,{_stretch(dice)}", _counted((name,)))


def plain(dice: Dice, _: int) -> Written:
    names, act = several(dice, COUNTED), verb(dice)
    each = ("{}的,{}{}分", "{}一次{}{}分", "{}每次{}{}分")
    form = dice.pick((*each, "{}每2次{}{}分", "{}每3次{}{}分", "{}每3次(不足3次按3次计){}{}分"))
    return Written(form.format(said(names), act, points(dice)) + _limit(dice), _counted(names))


def praised(dice: Dice, _: int) -> Written:
    """Additions, which a forfeit may take back."""
    text = f"“表扬”{dice.pick(('的,', '一次', '每次'))}加{dice.pick(('2', '3', '5'))}分"
    text += dice.pick(("", _limit(dice), ",“作假”不得分", ",“作假”不得分"))
    return Written(text, [Hint("表扬", (None, None, "2")), Hint("作假" if "作假" in text else "表扬")])


def overlapping(dice: Dice, _: int) -> Written:
    """One fact under several clauses."""
    text = f"“迟到”的,扣{points(dice)}分;“迟到”、“早退”每次扣{points(dice)}分"
    text += dice.pick(("", f";“早退”、“脱岗”3次以上扣{points(dice)}分")) + dice.pick(("", "。同一事件不重复扣分"))
    return Written(text, _counted(("迟到", "早退", "脱岗")))


def exempted(dice: Dice, _: int) -> Written:
    names = several(dice, COUNTED)
    return Written(f"{said(names)}一次扣{points(dice)}分,“经批准”的除外", _counted(names, ("经批准",)))


def graver(dice: Dice, _: int) -> Written:
    """2 becomes 5; perhaps graver still, perhaps on top, perhaps money, perhaps nothing at all is left."""
    name = dice.pick(COUNTED)
    text = (
        f"“{name}”{dice.pick(('一次', '的,', '每次'))}扣{dice.pick(('1', '2'))}分,情节“严重”的,扣{dice.number(3, 6)}分"
    )
    text += dice.pick(("", ",情节“恶劣”的,扣{}分", ",情节“恶劣”的,不得分", ",“恶劣”的,加倍扣分")).format(
        dice.number(2, 9)
    )
    text += dice.pick(("", "", ",造成“曝光”的,另扣{}分", ",造成“曝光”的,罚款{}元")).format(dice.number(1, 4))
    return Written(text, _counted((name,), (*FLAGS, "曝光")))


def doubled(dice: Dice, _: int) -> Written:
    name = dice.pick(COUNTED)
    text = f"“{name}”{dice.pick(('的,', '一次'))}扣{points(dice)}分,“再犯”的{dice.pick(('加倍', '按3倍'))}扣分"
    return Written(text, _counted((name,), ("再犯",)))


def summed(dice: Dice, _: int) -> Written:
    """Amounts converted and summed, in whole multiples."""
    if dice.number(0, 1):
        rounded_up = "每30分钟(不足30分钟按30分钟计)扣{}分"
        form = dice.pick(("每10分钟扣{}分", "每满15分钟扣{}分", rounded_up, "累计1小时以上扣{}分"))
        units = (("5", "25", "40", "90", "0.5", "2"), ("分钟", "小时"))
        name = dice.pick(TIMED)
    else:
        form = dice.pick(("每100元扣{}分", "每1000元扣{}分", "累计超过500元的,扣{}分"))
        units = (("50", "120", "1000", "0.05", "0.2"), ("元", "元", "万元"))
        name = "损失"
    return Written(f"“{name}”{form.format(points(dice))}" + _limit(dice), [Hint(name, *units)])


def thresholds(dice: Dice, _: int) -> Written:
    """Conditions on the sum of a period, together or name by name."""
    names = several(dice, COUNTED)
    bound = dice.pick(("{}次以上", "超过{}次", "累计{}次以上", "各{}次以上", "分别超过{}次", "不超过{}次", "{}次以内"))
    text = f"{said(names)}{bound.format(dice.number(2, 4))}的,{verb(dice)}{points(dice)}分"
    return Written(text, _counted(names))


def by_all(dice: Dice, _: int) -> Written:
    text = f"“缺席”超过{dice.number(2, 4)}人的,扣{points(dice)}分/人"
    return Written(text, [Hint("缺席", ("1", "2", "3", "5"), (None, "人"))])


def bare_count(dice: Dice, _: int) -> Written:
    name = dice.pick(COUNTED)
    return Written(f"“{name}”{dice.pick(('两', '三'))}次扣{points(dice)}分", _counted((name,)))


def own_amount(dice: Dice, _: int) -> Written:
    """A threshold on an event's own amount, perhaps beside the plain score on the same names."""
    name = dice.pick(TIMED)
    plainly = dice.pick(("", f"“{name}”的,扣1分;", f"“{name}”每次扣1分;"))
    text = f"{plainly}“{name}”30分钟以上的,{dice.pick(('', '每次'))}扣{points(dice)}分"
    return Written(text, [Hint(name, ("10", "29", "30", "45", "0.5", "2"), ("分钟", "分钟", "小时"))])


def own_steps(dice: Dice, _: int) -> Written:
    name = dice.pick(TIMED)
    text = f"“{name}”10分钟以内扣1分,超过10分钟扣2分,超过1小时{dice.pick(('扣5分', '不得分'))}"
    return Written(text, [Hint(name, ("5", "10", "30", "60", "1", "2"), ("分钟", "分钟", "小时"))])


def count_steps(dice: Dice, _: int) -> Written:
    name, act = dice.pick(COUNTED), verb(dice)
    last = "不得分" if act == "扣" and dice.number(0, 1) else f"{act}7分"
    text = dice.pick((
        f"“{name}”1次{act}1分,2次{act}3分,3次及以上{last}",
        f"“{name}”2次以上{act}1分,4次以上{act}3分,6次以上{last}",
        f"“{name}”2次以内{act}1分,3-4次{act}3分,5次以上{last}",
    ))  # fmt: skip
    return Written(text, _counted((name,)))


def measured_steps(dice: Dice, number: int) -> Written:
    name = f"偏差率{number}"
    text = dice.pick((
        f"“{name}”5%以内扣1分,5%-10%扣3分,20%以上不得分",
        f"“{name}”10%以上扣1分,20%以上扣4分",
        f"“{name}”80%以上的,加5分;60%以下的,扣5分",
        f"“{name}”低于60%的,扣6分;低于80%的,扣2分",
    ))  # fmt: skip
    return Written(text, [_value(name)])


def _value(name: str) -> Hint:
    values = ("0", "3", "5", "7.5", "10", "20", "59.9", "60", "80", "89.5", "90", "94", "95", "97.25", "100")
    return Hint(name, values, (None, "%"), ordered=True)


def ordinals(dice: Dice, _: int) -> Written:
    """The n-th occurrence: by themselves, open above, or in place of 每次."""
    name = dice.pick(COUNTED)
    text = dice.pick((
        f"“{name}”每次扣2分,第二次扣5分", f"“{name}”每次扣1分,第一次扣2分",
        f"“{name}”第一次扣1分,第二次扣2分,第三次及以上每次扣3分",
        f"“{name}”每次扣1分,第三次扣5分",
        f"“{name}”第二次扣{points(dice)}分",
    ))  # fmt: skip
    return Written(text, [Hint(name, (None, None, None, "2"))])


def targets(dice: Dice, _: int) -> Written:
    """每低/每超 from a target, of a measurement or a count."""
    if dice.number(0, 2) == 0:
        name = dice.pick(COUNTED)
        text = f"“{name}”不超过{dice.number(1, 3)}次,每超1次扣{points(dice)}分"
        return Written(text + _limit(dice), _counted((name,)))
    names = several(dice, MEASURED)
    mean = "平均" if len(names) == 1 and dice.number(0, 1) else ""
    form = dice.pick((
        "{}不低于95%,每低1个百分点扣{}分", "{}不低于90%,每低2个百分点扣{}分", "{}低于95%的,每低1个百分点扣{}分",
        "{}不低于90%,每低1个百分点(不足1个百分点按1个百分点计)扣{}分", "{}不超过80%,每超5个百分点加{}分",
        "{}低于60%的,扣{}分",
    ))  # fmt: skip
    if dice.number(0, 4) == 0:  # each stretch at its own rate
        form = "{0}低于95%的,每低1个百分点扣{1}分;{0}低于80%的,每低1个百分点扣2分"
    return Written(mean + form.format(said(names), dice.pick(("0.1", "0.5", "1"))), [_value(name) for name in names])


def ratio(dice: Dice, number: int) -> Written:
    part, whole = f"已改{number}", f"应改{number}"
    below, above = "“整改率{}”低于60%的,扣{}分", "“整改率{}”80%以上的,加{}分"
    form = dice.pick(("“整改率{}”不低于90%,每低1个百分点扣0.1分", below, above))
    hints = [Hint(part, (None, "1", "2", "5")), Hint(whole, (None, "3", "7", "0"))]
    head = f"指标:整改率{number} = “{part}” / “{whole}”"
    return Written(form.format(number, points(dice)), [*hints, hints[1]], [head])


def discretion(dice: Dice, number: int) -> Written:
    name = f"酌定{number}"
    form = dice.pick(("酌情扣1-3分", "扣1-3分", "每次扣1-3分", "加1-3分", "至少扣1分", "一次罚款50元,扣1-3分"))
    given = (None, "1", "2", "2.5", "3", "3")
    hints = [Hint(name, points=given), Hint(name, (None, "2"))]
    return Written(f"“{name}”{form}" + dice.pick(("", "", ",最多5分")), hints)


def awards(dice: Dice, number: int) -> Written:
    name = f"达标{number}"
    text = f"“{name}”得{dice.pick(('10', '5', '8'))}分"
    text += dice.pick(("", f",“半标{number}”得4分", f",“违规{number}”一次扣2分", f",“违规{number}”不得分"))
    return Written(text, [Hint(name), Hint(f"半标{number}"), Hint(f"违规{number}")])


def proportions(dice: Dice, number: int) -> Written:
    name = f"比率{number}"
    form = dice.pick(("“{}”不低于90%,未达到的按比例扣分", "“{}”按比例得分"))
    return Written(form.format(name), [_value(name)], unique="marks")


def forfeits(dice: Dice, _: int) -> Written:
    name = dice.pick(("旷工", "作假"))
    return Written(f"“{name}”{dice.pick(('不得分', '全扣', '三次以上不得分'))}", [Hint(name, (None, "3"))])


def share(dice: Dice, _: int) -> Written:
    return Written(f"“漏项”扣该项分值的{dice.pick(('50', '20'))}%", [Hint("漏项")], unique="marks")


def pay_shares(dice: Dice, number: int) -> Written:
    """What a share of the pay comes to is stated by the event, where the clause has a condition of its own."""
    name, more = f"缺岗{number}", "2次扣当月工资的10%,3次扣20%"
    form = dice.pick(("3次以上扣当月工资的10%", "超过2次的,奖励当月奖金的20%", more))
    return Written(f"“{name}”{form}", [Hint(name, (None, "2", "3"), points=(None, "100", "250"))])


def money(dice: Dice, _: int) -> Written:
    form = dice.pick(("罚款{}元", "一次罚款{}元", "奖励{}元", "每次罚款{}元,最多罚款120元", "三次以上罚款{}元"))
    return Written("“违纪”" + form.format(dice.pick(("50", "100"))), [Hint("违纪", (None, "2"))])


def vetoes(dice: Dice, _: int) -> Written:
    naming = (
        "一票否决“合格”", "一票否决“取消评优资格”", "取消评优资格", "的,考核等级降低一个等次", "的,降两级",
        "的,不得评为优秀", "的,当年不得评为合格",
    )  # fmt: skip
    form = dice.pick(("一票否决", "一票否决,总分计0分", "三次以上一票否决", *naming))
    return Written(f"“失密”{form}", [Hint("失密", (None, "3"))])


def on_total(dice: Dice, _: int) -> Written:
    brings = dice.pick(("罚款100元", "一票否决", "一票否决“辞退”", "每低1分罚款20元", "每低2.5分罚款30元"))
    return Written(f"考核得分低于{dice.number(0, 30)}分的,{brings}", [])


def collected(dice: Dice, _: int) -> Written:
    brings = dice.pick(("罚款100元", "一票否决“辞退”", "取消评优资格", "每扣1分罚款20元"))
    much = dice.pick(("达", "超过", "不少于"))
    brings = "罚款20元/分" if brings.startswith("每") else brings
    return Written(f"累计扣分{much}{dice.number(1, 12)}分的,{brings}", [])


def by_grade(dice: Dice, _: int) -> Written:
    return Written(dice.pick(("优秀奖励300元", "合格奖励100元", "“合格”罚款50元", "“不合格”罚款200元")), [])


def quotas(dice: Dice, number: int) -> Written:
    name, times = f"补卡{number}", dice.number(1, 3)
    text = dice.pick((
        f"“{name}”每月允许{times}次,超过的每次扣{points(dice)}分",
        f"“{name}”前{times}次不扣分,以后每次扣{points(dice)}分",
        f"“{name}”{times}次以内不扣分,超过{times}次的每次扣{points(dice)}分",
    ))  # fmt: skip
    return Written(text, [Hint(name, (None, "2")), Hint(name)])


def two_rates(dice: Dice, number: int) -> Written:
    name, second = f"返工{number}", dice.number(2, 4)
    text = dice.pick((
        f"“{name}”每次扣0.5分,{second}次以上每次扣{points(dice)}分",
        f"“{name}”每次扣0.5分,超过{second}次的,超出部分每次扣{points(dice)}分",
    ))  # fmt: skip
    return Written(text, [Hint(name, (None, "2", "5")), Hint(name)])


def conversions(dice: Dice, number: int) -> Written:
    late, away, least = f"晚到{number}", f"缺岗{number}", dice.pick(("20", "30", "45"))
    rate = dice.pick((f"每次扣{points(dice)}分", f"{least}分钟以内扣{points(dice)}分"))
    into = dice.pick((f"按“{away}”一天处理", f"按“{away}”2天处理", f"视为“{away}”"))
    text = f"“{late}”{rate},{least}分钟以上{into}。“{away}”每天扣{points(dice)}分"
    return Written(text, [Hint(late, ("10", "30", "50"), ("分钟",)), Hint(late, ("60",), ("分钟",)), Hint(away)])


def refers(_: Dice, __: int) -> Written:
    return Written("“违法”按《有关规定》处理", [Hint("违法")])


def absences(dice: Dice, _: int) -> Written:
    text = f"连续{dice.pick(('两个月', '3个月', '一季度', '半年'))}无“成交”,扣{points(dice)}分"
    return Written(dice.pick(("", "“成交”一笔加2分。")) + text, [Hint("成交"), Hint("成交")], unique="dated")


def obligations(dice: Dice, _: int) -> Written:
    often = f"每{dice.pick(('周', '月', '季度', '年', '天'))}至少召开{dice.number(1, 2)}次“例会”"
    cost = dice.pick(("0.1", "0.5", "1"))
    text = f"{often},{dice.pick(('少一次', '每少2次', '否则', '缺两次以上的'))}扣{cost}分"
    text += dice.pick(("", "", ",“停工”的除外", ",最多5分"))
    hint = Hint("例会", (None, None, "2"), (None,), ("停工",) if "停工" in text else ())
    return Written(text, [hint, hint], unique="dated")


def deadlines(dice: Dice, number: int) -> Written:
    name = f"盘点{number}"
    due = dice.pick(("每月25日前", "每月底前", "每周三前", "每年2月底前", "每季度末前", "每月31日前"))
    steps = "逾期3天以内扣1分,4天以上扣3分"
    late = dice.pick(("逾期一天扣0.5分", "每逾期2天扣1分", "逾期的,扣2分", steps, "否则扣2分"))
    text = f"{due}完成“{name}”,{late}" + dice.pick(("", ",未完成扣5分"))
    return Written(text, [Hint(name), Hint(name), Hint(name)], unique="dated")


def requirements(dice: Dice, number: int) -> Written:
    name, duty = f"达标率{number}", f"周会{number}"
    text, hint = dice.pick((
        (f"“{name}”不低于90%", _value(name)), (f"“{name}”低于10%", _value(name)),
        (f"平均“{name}”不低于90%", _value(name)), (f"“投诉{number}”不超过2次", Hint(f"投诉{number}")),
        (f"每周至少召开一次“{duty}”", Hint(duty)), (f"每月25日前完成“{duty}”", Hint(duty)),
    ))  # fmt: skip
    return Written(text, [hint, hint], unique="dated" if "每" in text else "")


FORMS: tuple[Callable[[Dice, int], Written], ...] = (
    plain, bounded_by_day, praised, praised, overlapping, exempted, graver, graver, doubled, summed, thresholds,
    thresholds, by_all,
    bare_count, own_amount, own_steps, count_steps, measured_steps, ordinals, targets, targets, ratio, discretion,
    discretion, awards, forfeits, share, pay_shares, money, vetoes, vetoes, on_total, collected,
    by_grade, quotas, two_rates, conversions, conversions, refers, proportions, absences,
    obligations, obligations, deadlines, requirements,
)  # fmt: skip

MARKED = (share, proportions)
"""Forms that need an item with full marks."""
