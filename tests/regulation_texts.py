"""Strategies for clauses as regulations write them, without quotation marks, and for the slips that copying brings."""

from hypothesis import strategies as st

_MATTERS = (
    "迟到",
    "早退、旷课",
    "地面有积水",
    "巡查记录不全",
    "物品摆放混乱",
    "未按规定着装的",
    "对来电不接听的",
    "凡损坏公物者",
    "上级检查发现问题",
    "病历书写不规范",
    "货架缺货",
    "设备漏检",
    "垃圾清运不及时",
    "出现质量事故",
    "作业未批改",
    "值班脱岗",
    "客户有效投诉",
    "消防通道堵塞",
    "账实不符",
    "环境卫生检查中",
    "有下列情形之一的",
)
_RATES = ("完成率", "客户满意度", "设备完好率", "收费率", "出勤率", "产品一次合格率")
_UNITS = ("次", "起", "件", "人", "项", "处", "例", "份", "单", "户", "天", "台", "间", "条")
_NUMBERS = ("0.5", "1", "2", "3", "5", "8", "10", "12", "20", "50", "100", "1.5", "200", "1,000")
_DUTIES = ("每月25日前上报报表", "每周召开一次例会", "每季度组织一次演练")

numbers = st.sampled_from(_NUMBERS)
units = st.sampled_from(_UNITS)
matters = st.sampled_from(_MATTERS)
rates = st.sampled_from(_RATES)
ranges = st.sampled_from(("1-3", "2~5", "1至3", "5—10", "3到5", "0.5-1"))


def _text(*parts: "str | st.SearchStrategy[str]") -> st.SearchStrategy[str]:
    """The parts one behind the other, each drawn if it is a strategy."""
    drawn = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*drawn).map("".join)


def _one(*choices: "str | st.SearchStrategy[str]") -> st.SearchStrategy[str]:
    return st.one_of([st.just(choice) if isinstance(choice, str) else choice for choice in choices])


def _maybe(choice: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return _one("", choice)


points = _one(_text(numbers, "分"), _text(numbers, "分"), _text(ranges, "分"), _text(numbers, " 分"), "半分")
money = _one(_text(numbers, "元"), _text(ranges, "元"), _text(numbers, "万元"))
verbs = _one("扣", "给予扣", "扣除", "减", "扣考核分", "加", "另加", "得", "酌情扣", "各扣", "倒扣", "-")
paying = _one("罚款", "处罚", "处以罚款", "扣款", "奖励", "奖", "处")
scores = _one(
    _text(verbs, points),
    _text(verbs, points, "/", units),
    _text(paying, money),
    _text(paying, money, "/", units),
    _text("(", verbs, points, ")"),
    _text("扣(", numbers, ")分"),
    _text("扣", numbers, "%"),
    _text("按", numbers, "分/", units, "扣分"),
    _text("考核责任人", money),
    _text("给予", money, "罚款"),
    _text("按每", units, money, "扣罚"),
    _text("罚款(上缴)", money),
    _text("扣当月工资的", numbers, "%"),
    _text("扣", numbers, "分以上"),
    _text("每扣", numbers, "分罚款", money),
    "予以劝退或除名",
    "取消评优资格",
    "待岗三个月",
    "给予行政处分",
    "不得分",
    "一票否决",
    "加倍扣分",
    _text("扣", numbers),
)
triggers = _one(
    _text("每", units),
    _text("一", units),
    _text("发现一", units),
    _text("每发现一", units),
    _text("出现1", units),
    _text("每", numbers, units),
    "每10分钟",
    "每满1000元",
    "",
)
thresholds = _one(
    _text(numbers, units, "以上的"),
    _text("超过", numbers, "分钟"),
    _text("达到", numbers, "元的"),
    _text("三次以上"),
    _text("损失", numbers, "元以上", numbers, "万元以下的"),
    _text("成绩低于", numbers, "分"),
    _text(ranges, units),
    "",
    _text("得分", numbers, "分以上者"),
    _text("金额在", numbers, "元以内"),
)
limits = _one(
    _text("最多扣", numbers, "分"),
    _text("累计不超过", numbers, "分"),
    _text(numbers, "分封顶"),
    "扣完为止",
    "扣至0分为止",
    _text("最高罚款", numbers, "元"),
    _text("本项限扣", numbers, "分"),
    _text("满分", numbers, "分"),
)
graver = _text(
    _one("情节严重的", "造成不良影响的", "其中情节特别严重者", "屡教不改的", "造成损失的", "引起投诉"),
    _one(",", "", ",每次"),
    _one("", "另", "再", "追加", "并"),
    scores,
)
measured = _text(
    rates,
    _one(
        _text("不低于", numbers, "%"),
        _text("达到", numbers, "%以上"),
        _text("目标", numbers, "%"),
        _text(">=", numbers, "%"),
        "",
    ),
    _one(",", "的,", "。"),
    _one(
        _text("每低", numbers, "个百分点"),
        _text("每降低", numbers, "%"),
        _text("每超", numbers, "%"),
        _text("低于", numbers, "%的"),
        "",
    ),
    scores,
)
listed = st.lists(
    _text(_one("一等奖", "优秀", "国家级", "市级", "特等", "第一名", "A类"), _one("", ":", "加", "得", " "), points),
    min_size=2,
    max_size=4,
).map(",".join)
rows = _text(
    matters, _one(" | ", " ", "|", "\t"), matters, _one(" | ", " ", ""), scores, _one("", " | ", " "), _maybe(points)
)
plain = _text(matters, _one(",", "", "的,", ":"), thresholds, _one(",", ""), triggers, scores)
sentences = _one(
    plain,
    plain,
    _text(plain, ",", limits),
    _text(plain, ",", graver),
    _text(plain, ";", graver, ",", limits),
    measured,
    _text(measured, ",", limits),
    listed,
    rows,
    _text(st.sampled_from(_DUTIES), ",", _one("逾期一天", "少一次", "未完成的,", "每逾期2天"), scores),
    _text(matters, "(", numbers, "分)", ",", scores),
    _text(matters, "（", ranges, "分）"),
    _text(thresholds, "为合格,", thresholds, "为优秀"),
)
titles = _one(
    "1.卫生(10分)\n", "一、纪律 20分\n", "(一)考勤(满分15分)\n", "2、安全\n", "扣分标准\n", "", "", "", "总分100分。\n"
)
grades = _one("", "", "", "\n90分以上为优秀,60分以下为不合格。", "\n等级\n90分以上 优秀\n不满60分 不合格")


def _joined(pieces: list[tuple[str, str]]) -> str:
    return "".join(sentence + stop for sentence, stop in pieces)


texts = _text(
    titles,
    st.lists(st.tuples(sentences, st.sampled_from(("。", ";", "\n", ",", "；", "。\n"))), min_size=1, max_size=3).map(
        _joined
    ),
    grades,
)

# ── slips ──
_SIGNS = "扣加减罚奖得计记分元次人每一二十百0135.,;。、:()|/-+%~ \n的者以上下内至超不满未另再最多各第例“《"
_OTHER_WORDS = (
    ("扣", "口"),
    ("扣", "减"),
    ("扣", "罚"),
    ("扣", "加"),
    ("扣", "得"),
    ("扣", "扣除"),
    ("分", "积分"),
    ("以上", "以下"),
    ("以上", "及以上"),
    ("以上", "以内"),
    ("每", "凡"),
    ("每", ""),
    ("分", ""),
    ("元", "块"),
    ("元", "圆"),
    ("最多", "至多"),
    ("最多", ""),
    ("次", "回"),
    ("的", ""),
    ("一", "1"),
    ("满分", "共"),
    ("罚款", "处罚金"),
    ("低于", "不足"),
    ("超过", "大于"),
    ("分", "份"),
    ("情节严重", "后果严重"),
)
_SEPARATORS = (",", ";", "。", "|", " ", "\n", "、", ":", "")
_DIGITS = ("零一二三四五六七八九点", "零壹贰叁肆伍陆柒捌玖点", "０１２３４５６７８９．")


@st.composite
def _slip(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, max(len(text) - 1, 0)))
    sign = text[at : at + 1]
    kind = draw(st.sampled_from(("drop", "double", "swap", "insert", "word", "separator", "wide", "digits", "spaces")))
    if kind == "drop":
        return text[:at] + text[at + 1 :]
    if kind == "double":
        return text[:at] + sign + text[at:]
    if kind == "swap":
        return text[:at] + text[at + 1 : at + 2] + sign + text[at + 2 :]
    if kind == "insert":
        return text[:at] + draw(st.sampled_from(_SIGNS)) + text[at:]
    if kind == "word":
        return text.replace(*draw(st.sampled_from(_OTHER_WORDS)), 1)
    if kind == "separator":
        return text.replace(draw(st.sampled_from(_SEPARATORS[:-1])), draw(st.sampled_from(_SEPARATORS)), 1)
    if kind == "wide":
        return text.translate({code: code + 0xFEE0 for code in map(ord, ",;:()%0123456789")})
    if kind == "digits":
        return text.translate(dict(zip(map(ord, "0123456789."), draw(st.sampled_from(_DIGITS)), strict=True)))
    return _spaced(text)


def _spaced(text: str) -> str:
    return "".join(f" {sign} " if sign.isdigit() and sign.isascii() else sign for sign in text)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A text with up to three slips."""
    text = draw(texts)
    for _ in range(draw(st.integers(0, 3))):
        text = draw(_slip(text))
    return text
