"""The words of the Chinese surface that stand around items and rules: head keys, headings, columns."""

import re

from rubricdsl.base.suggest import edits

# a name has no more signs
SHORT_NAME = 8
# a heading without a label has no more signs
HEADING = 12
# the names of ratios
TARGETED = re.compile(r"(?:率|(?<![年月季制])度|比例|比率|占比)$")

# a measure of which the mean is taken: 平均等候时长
MEAN = re.compile(r"(?:月度?|日|人)?(?:平均|均)")
# 达到目标的得满分: held against the target of its row
REACHED = re.compile(r"(?:达到|完成|达成|超过|实现)(?:了)?(?:目标|指标|计划|标准|要求)|达标")

# one fact counts once: in all items
WHOLE = re.compile(r"全部|各项|所有|总分|本标准|本办法|本细则")

# items that explain the standard state no duty
EXPLAINING = re.compile(
    r"(?:考核|评分|计分|扣分|加分|其他|补充)?(?:说明|目的|依据|原则|办法|方法|范围|对象|规则|限额|上限)|"
    r"总则|附则|附件|备注|注|名词解释|适用范围|封顶|(?:任职|任职资格|岗位)(?:标准|条件|要求|资格)|职责行使(?:方式)?"
)
# 本项总分10分 is said of the item
OWN = re.compile(r"[本该此][项章节条]$")
# an item without title or clause goes by its words up to the first of these
FIRST_WORDS = re.compile(r"^[^,。;:!?()“”\"「」『』《》|]{1,40}")

# outside any item these state the marks of the whole
OF_ALL = re.compile(r"总分|满分")

HEAD_KEYS = {
    "考核标准": "title",
    "标题": "title",
    "编号": "id",
    "版本": "version",
    "生效": "effective",
    "周期": "period",
    "考核周期": "period",
    "评分周期": "period",
    "考核频率": "period",
    "基础分": "base",
    "总分": "full",
    "满分": "full",
    "得分范围": "range",
    "总分范围": "range",
    "分数范围": "range",
    "最低": "lowest",
    "最高": "highest",
    "最低分": "lowest",
    "最高分": "highest",
    "加分上限": "additions",
    "舍入": "rounding",
    "时区": "zone",
    "适用": "roles",
    "语言": "language",
    "language": "language",
    "不适用": "absent",
    "引用": "reference",
    "别名": "alias",
    "指标": "ratio",
    "插件": "plugins",
}
PERIODS = {
    "每日": "day", "每天": "day", "每周": "week", "每月": "month", "每季度": "quarter", "每季": "quarter",
    "每半年": "half", "每年": "year", "按日": "day", "按周": "week", "按月": "month", "按季度": "quarter",
    "按季": "quarter", "按半年": "half", "按年": "year", "按年度": "year", "按月度": "month",
}  # fmt: skip
PERIOD_NAMES = {kind: name for name, kind in reversed(PERIODS.items())}
GRADE_HEADINGS = frozenset({"等级", "评级", "考核等级", "评定等级", "等级划分", "等级评定", "评分等级"})
# 绩效等级:甲(90分以上)、乙(80-89分)
GRADES_HEADED = re.compile(r"[一-鿿]{0,6}(?:等级|等次|档次|评级)(?:划分|评定|标准|分为)?[ ]*:[ ]*")
# names that are grades without words for it
GRADE_NAME = re.compile(
    r"优秀?|良好?|较好|好|中等?|一般|合格|及格|较?差|不合格|不及格|待改进|[A-E甲乙丙丁](?:级|等|档)?"
)
# a form to be filled in: 评定等级□90-100优秀
GRADE_FORM = re.compile(r"(?:考核|评定|划分|评分)?等级(?:评定|划分)?[: ]*□")
# grade cut-offs written as prose: 90分以上(含90分)为合格; 80分以上者,评为良好
GRADED = re.compile(
    r"[0-9]{1,9}[ ]*分(?:及?以上|及?以下)?(?:\([^)]{0,12}\))?(?:的|者)?[ ]*(?:为|,?(?:可|均|则|操行)?(?:评|定)|,为)"
)
# …and no 例会, 例行检查
EXAMPLE = re.compile(r"例如|[举示]?例(?:[ ]*(?:[:：]|$)|[ ]*[0-9一二三四五六七八九十]{1,2}[ ]*(?:[:：、.]|$|[ ]))")


def nearly_a_key(key: str) -> str | None:
    """The head key of which this is a slip: one sign in three or more, or its signs in another order.

    总则 is no slip of 总分: in two signs, one other sign is another word.
    """
    return next((known for known in HEAD_KEYS if known != key and _slip(key, known)), None)


def _slip(key: str, known: str) -> bool:
    return sorted(key) == sorted(known) or (min(len(key), len(known)) >= 3 and edits(key, known) == 1)
