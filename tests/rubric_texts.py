"""Strategies for rubric texts: every form the grammar reads, with arbitrary names, numbers, labels and layout."""

from decimal import Decimal

from hypothesis import strategies as st

_NAME_SIGNS = "甲乙丙丁戊己庚辛东南西北春夏秋冬扣罚加2分次无未不的者,;、()%-+ABc"
_UNITS = ["次", "起", "件", "笔", "人", "项", "处", "例", "份", "单", "户"]
_LABELS = (
    lambda n: f"{n}.",
    lambda n: f"{n}、",
    lambda n: f"({n})",
    lambda n: f"第{n}条",
)

names = st.text(_NAME_SIGNS, min_size=1, max_size=8).map(str.strip).filter(bool)
quoted = names.map(lambda name: f"“{name}”")
several = st.lists(quoted, min_size=1, max_size=3, unique=True).map("、".join)
numbers = st.one_of(
    st.integers(1, 999).map(str),
    st.decimals(Decimal("0.01"), 99, places=2).map(lambda value: format(value, "f")),
)
units = st.sampled_from(_UNITS)
amounts = numbers.map(lambda number: f"{number}分")
money = numbers.map(lambda number: f"{number}元")


@st.composite
def ranges(draw: st.DrawFn) -> str:
    low, high = sorted(draw(st.lists(st.integers(1, 50), min_size=2, max_size=2, unique=True)))
    return f"{low}-{high}分"


@st.composite
def triggers(draw: st.DrawFn) -> tuple[str, str]:
    """Words before the verb and words after the amount that multiply."""
    unit = draw(units)
    return draw(
        st.sampled_from(
            [
                (f"每{unit}", ""),
                (f"一{unit}", ""),
                (f"发现一{unit}", ""),
                (f"每发现1{unit}给予", ""),
                ("", f"/{unit}"),
                ("", f"/{unit}/天"),
                (f"每{draw(st.integers(2, 60))}分钟", ""),
                (f"每满{draw(st.integers(2, 900))}元", ""),
                ("", ""),
            ]
        )
    )


limits = st.one_of(
    st.just(""),
    st.just(",扣完为止"),
    st.integers(1000, 2000).map(lambda most: f",最多扣{most}分"),
    st.integers(1000, 2000).map(lambda most: f"({most}分封顶)"),
    quoted.map(lambda name: f"({name}的除外)"),
)


@st.composite
def counted(draw: st.DrawFn) -> str:
    before, after = draw(triggers())
    verb, amount = draw(
        st.sampled_from([("扣", amounts), ("加", amounts), ("扣", ranges()), ("罚款", money), ("奖励", money)])
    )
    text = f"{draw(several)}{before}{verb}{draw(amount)}{after}"
    return text + (draw(limits) if verb in "扣加" else "")


@st.composite
def graver(draw: st.DrawFn) -> str:
    extra = draw(st.sampled_from(["", "另", "再"]))
    also = draw(st.sampled_from(["", ",并罚款50元", ",并按《员工手册》处理"])) if not extra else ""
    limit = draw(st.sampled_from(["", ",最多扣1500分;", ",扣完为止;"]))
    return f"{draw(quoted)}一次扣{draw(amounts)}{limit or ','}情节{draw(quoted)}的,{extra}扣{draw(amounts)}{also}"


@st.composite
def conditional(draw: st.DrawFn) -> str:
    compare = draw(st.sampled_from(["超过{}", "{}以上", "不超过{}", "{}以内", "不足{}", "{}以上(不含)"]))
    scope, unit = draw(st.sampled_from([("", "分钟"), ("", "次"), ("累计", "天"), ("单次", "元"), ("累计", "小时")]))
    condition = compare.format(f"{draw(st.integers(2, 90))}{unit}")
    each = draw(st.sampled_from(["", "各"]))
    return f"{draw(several)}{scope}{condition}的,{each}扣{draw(amounts)}"


@st.composite
def measured(draw: st.DrawFn) -> str:
    side, word = draw(st.sampled_from([("低于", "低"), ("高于", "超")]))
    target = draw(st.integers(1, 99))
    return f"{draw(quoted)}{side}{target}%的,每{word}{draw(st.integers(1, 9))}个百分点扣{draw(amounts)}"


least = st.builds("{}罚款至少{}".format, quoted, money)
bounded = st.builds("{}每次罚款{},最多罚款{}元".format, quoted, money, st.integers(1000, 9000))
paid = st.builds(
    str.format,
    st.sampled_from(
        [
            "{}考核责任人{}",
            "{}给予{}罚款",
            "{}的,对其进行{}处罚",
            "{}罚款(上缴工会){}",
            "{}按每人{}扣罚",
            "{}予以{}奖励",
        ]
    ),
    quoted,
    money,
)
shares = st.builds(
    "{}{}{}%".format,
    quoted,
    st.sampled_from(
        ["扣当月工资的", "超过3天的,扣当月奖金的", "三次以上负担损失的", "损失超过100元的,负担损失的", "第二次扣工资的"]
    ),
    st.integers(1, 99),
)
together = st.builds(
    "{}{}扣{},{}".format,
    quoted,
    st.sampled_from(["超过3天的,", "第二次", "三次以上", "超过30分钟的,", "低于90%的,"]),
    amounts,
    st.sampled_from(
        ["并罚款50元", "罚款50元", "取消评优资格", "给予劝退或除名", "按《员工手册》处理", "并扣当月奖金的5%"]
    ),
)
acts = st.builds(
    "{}{}".format,
    quoted,
    st.sampled_from(
        [
            "不得分",
            "一票否决",
            "一票否决“不合格”",
            "按《员工手册》处理",
            "酌情扣1-3分",
            "第二次扣5分",
            "第3次及以上扣5分",
            "予以辞退",
            "可立即解除劳动合同",
            "注销其身份,撤销职务",
            "待岗3个月",
        ]
    ),
)
absences = st.builds("连续{}无{},扣{}".format, st.sampled_from(["半年", "6个月", "一季度", "两年"]), quoted, amounts)
duty_names = st.sampled_from(["例会", "盘点", "甲乙", "扣2分"]).map(lambda name: f"“{name}”")
frequencies = st.sampled_from(["每天", "每周", "每星期", "每月", "每季度", "每半年", "每年"])
due_days = st.one_of(
    st.integers(1, 31).map(lambda day: f"每月{day}日前"),
    st.builds("每年{}月{}号之前".format, st.integers(1, 12), st.integers(1, 31)),
    st.integers(1, 12).map(lambda month: f"每年{month}月底"),
    st.sampled_from("一二三四五六日天").map(lambda day: f"每周{day}前"),
    st.sampled_from(["每月底前", "每季度末", "每年年底前", "每半年末前", "每周末前"]),
)


@st.composite
def obligations(draw: st.DrawFn) -> str:
    often = f"{draw(frequencies)}至少召开{draw(st.integers(1, 9))}次{draw(duty_names)}"
    how = draw(st.sampled_from(["少一次", "每少2次", "未召开的,", "否则", "缺两次以上的", "每少一次,"]))
    return f"{often},{how}扣{draw(amounts)}" + draw(st.sampled_from(["", ",最多扣1000分"]))


@st.composite
def deadlines(draw: st.DrawFn) -> str:
    said = f"{draw(due_days)}完成{draw(duty_names)}"
    late = draw(st.sampled_from(["逾期一天", "每逾期3天", "逾期的,", "未按时完成的,", "逾期5天以上的,", "否则"]))
    return f"{said},{late}扣{draw(amounts)}" + draw(st.just("") | amounts.map(lambda points: f",未完成扣{points}"))


requirements = st.one_of(
    st.builds(
        "{}{}".format, quoted, st.sampled_from(["不低于90%", "低于10%", "5%-10%", "不超过3次", "至少2件且不超过4件"])
    ),
    st.builds("{}至少召开{}次{}".format, frequencies, st.integers(1, 9), duty_names),
    st.builds("{}完成{}".format, due_days, duty_names),
)
clauses = st.one_of(
    requirements,
    obligations(),
    deadlines(),
    counted(),
    graver(),
    conditional(),
    measured(),
    acts,
    absences,
    least,
    bounded,
    paid,
    shares,
    together,
)


@st.composite
def conditions(draw: st.DrawFn) -> str:
    """What a band asks for, and what it leaves to the rater."""
    many = draw(several)
    count = f"{draw(st.integers(1, 9))}{draw(st.sampled_from(['次', '天', '小时', '项']))}"
    bounds = [f"{count}以上", f"{count}以内", f"超过{count}", f"不足{count}", count, f"1-{count}"]
    asked = st.sampled_from([f"无{many}", *(many + bound for bound in bounds), "积极主动", "能力强、态度好"])
    asks = draw(st.lists(asked, min_size=1, max_size=3))
    return draw(st.sampled_from([",", ",或", "且"])).join(asks)


@st.composite
def banded(draw: st.DrawFn) -> list[str]:
    """The bands of an item, a line each or all on one."""
    names = draw(st.sampled_from([("优秀", "合格"), ("好", "中", "差"), ("优秀", "良好", "合格", "有待改进")]))
    edges = sorted(draw(st.lists(st.integers(0, 99), min_size=2 * len(names), max_size=2 * len(names), unique=True)))
    ends = list(zip(edges[::2], edges[1::2], strict=True))[::-1]
    lines = [f"{n} {low}-{high}分:{draw(conditions())}" for n, (low, high) in zip(names, ends, strict=True)]
    return draw(st.sampled_from([lines, [" / ".join(lines)]]))


@st.composite
def rubrics(draw: st.DrawFn) -> str:
    """A whole text: head, items with one style of label, sentences, grades."""
    head = draw(st.lists(st.sampled_from(_HEAD), unique_by=lambda line: line.partition(":")[0], max_size=6))
    label = draw(st.sampled_from(_LABELS))
    lines = list(head)
    for number in range(1, draw(st.integers(1, 5)) + 1):
        lines += ["", label(number) + draw(st.sampled_from([f"事项{number}", f"事项{number}(10分)", ""]))]
        if draw(st.integers(0, 3)) == 0:
            lines += draw(banded())
        lines += [
            f"{clause}{draw(st.sampled_from('。;'))}" for clause in draw(st.lists(clauses, min_size=1, max_size=3))
        ]
        lines += draw(st.lists(st.sampled_from(_MANNERS), max_size=1))
        if draw(st.integers(0, 3)) == 0:
            lines.append(f"{number}.1 细则{draw(st.sampled_from(_MARKS))}")
            lines.append(f"“甲”扣1分,{draw(quoted)}加2分{draw(limits)}。")
    if draw(st.booleans()):
        lines += ["", "等级", "90分以上 优秀", "60-89分 合格", "不满60分 待改进"]
    return "\n".join(lines) + "\n"


_MANNERS = ("本项可倒扣。", "同一事件不重复扣分。", "全部项目中同一事件就高扣分。", "本项最多扣1500分,允许倒扣。")
_MARKS = ("", "(5分)", "(5分,最多扣1600分)", "(最多扣1600分,扣完为止)")
_HEAD = (
    "考核标准:样本", "编号:s1", "版本:1", "周期:每月", "周期:每季度", "基础分:100分", "得分范围:0-120分", "最高:120分",
    "加分上限:10分", "舍入:保留1位小数,四舍五入", "时区:UTC", "适用:管家、前台", "不适用:计满分",
    "生效:从2024-01-01到2024-12-31",
    "别名:“迟到” = “晚到”、“来迟”",
)  # fmt: skip
