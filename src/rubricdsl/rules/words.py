"""The words of the Chinese surface that are no grammar of their own: openings, endings, fillers, head keys."""

import re

from rubricdsl.base.suggest import edits

# a later condition that starts so grades the matter of the clause before (language, "Graver cases")
GRAVER = re.compile(
    r"(?:其中|如果?|若|凡|对|有|当)?[,]?(?:发生(?:人员)?(?:伤亡|死亡|损失|严重后果)|情节|情况|性质|后果|影响|造成|引起|引发|导致|致使|以致|屡教不改|拒不|严重|重大|特别严重)"
)
GRADED_BADLY = re.compile(r"(?:如果?|若|其中|对)?(?:情节|性质|后果)(?:特别|较为|较)?(?:严重|恶劣)")
GRADING = re.compile(r"(?:如果?|若|其中|对)?(?:情节|情况|性质|后果)")
GREATER = re.compile(r"^(?:特别)?(?:特大|重大|严重|较大)(?=.)")
SEVERE = re.compile(r"(?:情节|情况|性质)(?:特别|较为|较)?严重")

# what stands around a condition without being part of it
OPENING = re.compile(r"^(?:对于|对|凡是|凡|如果|如有|如|若|因|其中|另|发现|一经发现)(?=.)")
CLOSING = re.compile(r"(?:情形|情况)?(?:的|者|(?<=[一-鿿]{2})从|(?<![及准按守小延超临定工加学同随即])时)$")
FILLER = re.compile(
    r"^(?:或者?|直至|从|的?(?:超出|超过|超额|多出)?的?部分|给予|予以|给|将|一律|直接|均|则|应|可|须|并|及|处以?|对其|每人|考核|同时|各|分别|的|者|时|违者|否则|"
    r"单次|进行|人员|连续(?:发生|出现)|对(?:相关|有关|直接)?(?:责任人|当事人|责任单位|责任部门)|作?出?写?(?:书面)?(?:检查|检讨)|情节|有|由[^,。;]{1,6}|追究[^,。;]{1,12}责任)*$"
)
# what may stand between the amount that ends a condition and the score
ENDING = re.compile(r"^(?:的|者|时|则|以上|,|给予|予以|评价为|为|处以?|一律)*$")
# 全年累计3次以上: over how long, and no name of what
STRETCH = re.compile(
    r"(?:(?:每|全|当|本|同|一个?|考核)(?:月|年|季|周|学期|学年|期)度?(?:之?内|以内|中|里)?)?(?:累计|合计|共计|总计)|"
    r"(?:每|全|当|本)?[月年]累计|"
    r"(?:全|当|本|考核)(?:月|年|季|周|学期|学年|期)度?(?:之?内|以内|中|里)|"
    r"(?:每|全|当|本)?(?:月|年|季|周|学期|学年)度?(?:之?内|以内)(?=$|累计|合计|共计|发现|出现|发生)(?:发现|出现|发生)?|"
    r"(?:之?内|以内)(?![务部容勤业外科网墙])(?:累计|合计|共计|总计)?(?:发现|出现|发生)?"
)
TALLIED = re.compile(
    r"(?<=[一-鿿]{2})(?:[每全当本](?:月|年|季|周|学期)度?(?:之?内)?(?:累计|合计|共计)|[全当本][月年季周]度?|累计|合计|共计)$"
)
ALTERNATIVE = re.compile(r"^(?:或者|或是|或)")
# 全年, 一年内, 月累计: the stretch of time that a condition sums over
OVER = re.compile(
    r"(?:全|当|本|同一?|考核)(半年|[年月季周])度?(?![级期])|"
    r"(?:[一1每]个?|(?<![一-鿿]))(半年|[年月季周])度?(?:之?内|以内|里|累计|合计|共计)"
)
SPANS = {"年": "year", "半年": "half", "季": "quarter", "月": "month", "周": "week"}
SHORT_NAME = 8
LISTED = re.compile(r"、|或者?|以及|(?<![以普涉提触波危顾])及(?![时格早])")  # 及时率 is one word
NEGATED = ("无", "未", "不", "没")

# a bare number of these after a condition states a case (旷课2次); of others it describes a thing (前三名)
CASES = frozenset({"次", "天", "日", "人", "起", "例", "件", "回", "节", "小时"})
TERMS = frozenset({"学期", "学年", "期"})  # how long, and nothing that is counted
# the clause is met by what is listed behind it
ANNOUNCING = re.compile(r"(?:下列|以下|下述|如下)[一-鿿]{0,8}(?:之一|情形|情况|行为|问题|现象|事项|条件|违章|违规)$")
# 连续2次发生…: the count is the case wherever it stands
REPEATED = re.compile(r"(?:累计|合计|连续)(?:发生|出现)?(?:满|达到?)?$")
# what the standard asks for, and no condition of a later score
DUTY = re.compile(r"须|必须|应(?!急|付|收)|不得|不准|不能|需(?!求)|至少|保证|确保")
BY_KIND = re.compile(r"^(?:的|者)?按照?")  # 按省、市、县分别扣3、2、1分
PAYEE = re.compile(
    r"(?:对|给|其)?[一-鿿]{0,6}(?:责任人|当事人|负责人|班组长|组长|班长|队长|店长|厂长|主任|主管|经理|领导|部门|班组|车间|科室|单位)"
)
# 以后每次, behind ordinals: which occurrence it begins with, no number says
LATER = re.compile(r"(?:以后|之后|此后|往后|再次|再犯)(?:发现|发生|出现|违反)?")
ALSO_LOST = re.compile(r"(?:以?及|和|与)")
SHARED = re.compile(r"满分")  # 满分3分 closes a list of additions; 共计4分 says what they are marks of
FREQUENT = re.compile(r"每个?(?:月|年|季|周|学期|学年|半年)")
ACTED = re.compile(r"召开|组织|开展|举行|举办")
LEAST = re.compile(r"不少于|不低于|不得|不超过")
ANY = re.compile(r"任[何意]$|中的?$|同$|另$")
MISSING = re.compile(r"(?:未|没有?|无|缺)[^,;。]{0,6}$")
# levels that marks stand behind in a list: 优秀5分,一般3分
MERIT = re.compile(
    r"(?:^|[为获达评])(?:优秀?|良好?|较好|好|中等?|一般|合格|及格|较差|差|不合格|不及格|较强|强|较弱|弱|[甲乙丙]等|[特一二三四]等奖?|(?:基本|较|不|未)?(?:满意|达标|符合|完成))$"
)
# a heading whose marks stand below it
TOPIC = re.compile(r"([^,;。:]{2,16}?)的?(?:评分|得分|计分|给分|打分)(?:标准|办法|规则|细则)?")
# a heading without a label has no more signs
HEADING = 12
NUMBER_COLUMN = re.compile(r"序[ ]*号|编[ ]*号|项[ ]*次")
MARKS_COLUMN = re.compile(r"(?:项目)?(?:标[ ]*准|基[ ]*本|满|配)?[ ]*分[ ]*[值数]?(?:\(分\))?|权[ ]*重分?")
# a table head under which rows end with a bare number of points
MARKS = re.compile(r"[ |\t](?:分[ ]*值|分[ ]*数|得[ ]*分|标准[ ]*分)$")
BARE_NUMBER = re.compile(r"(?:^|[^0-9.])[0-9]{1,4}(?:\.[0-9]{1,2})?$")
# what a share is a part of, where it is money: 按成本价的30%
SUM = re.compile(r"[价款额值费金资]|损失|绩效")
PAY = re.compile(r"补贴|工资|奖金|绩效|津贴|福利费")

# 每低1个百分点: counted downwards from a target; 每超: upwards
# counting from a target names nothing: 每降低1个百分点, 每超过目标值5%
DIRECTION = re.compile(r"^(?:再|增|降|减|提|下|上)?(?:少|低|高|超|多|差|增|降|减|升|滑|不足|短缺)")
BEYOND = re.compile(r"^(?:(?:的)?(?:超出|超过|超额|多出)(?:的)?|的)部分")
SHORTFALL = re.compile(r"低|少|差|降|欠|缺|不足")
FREQUENCY = re.compile(r"每个?(天|日|周|星期|月|季度|季|半年|年度|年)")
WINDOWS = {"日": "天", "星期": "周", "季": "季度", "年度": "年"}
EXCESS = re.compile(r"超|高|多|增|升|逾|追加|每加")

# the verbs of duties, which name nothing: 召开一次例会, 完成盘点
_DOING = (
    r"(?:组织|召开|开展|进行|完成|上报|提交|报送|呈报|提报|填报|编制|制定|举行|举办|实施|安排|做好|做到|做|"
    r"报(?![表告单销])|交)"
)
DOING = re.compile(rf"^(?:至少|应当?|必须|须|需要?|要|都|均|内|的|对|未能?|没有|能|再|{_DOING})*")
ACTING = re.compile(rf"(?:必须|应当?|须|要|都|均)*{_DOING}")
UNDONE = re.compile(rf"^(?:未能?|没有?|不|缺少?|漏|少)(?:{_DOING}|达到|做够)*")
LATE = re.compile(r"^每?(?:逾期|超期|延期|延迟|推迟|拖延|延误|超时|迟报|迟交|迟|晚)")
OFF_TIME = re.compile(r"^(?:未能?|没有?|不)(?:按时|按期|及时|如期|按要求|按规定|在规定)")
# 当月无事故得10分,发生一次扣5分: the second is of what the first has none of
NONE = re.compile(r"^(?:(?:全|当|本|每)?(?:月|年|季|周)度?(?:内)?)?(?:无|没有|未发生|未出现|杜绝)(?=.)")
# 未完成的 after a target is of that target
UNMET = re.compile(r"(?:未能?|没有?|不)(?:完成|达到?|达标|足)(?:任务|目标|指标|要求|标准)?(?:部分)?")
# acts that give, of those without a number: 按比例得分
GIVEN = re.compile(r"加分|得分|给分|打分|记分|计分|奖励")
# …and those that speak of a requirement directly before them
FAILED = re.compile(r"^(?:否则|违者|违反者)")
OTHERWISE = re.compile(r"^(?:否则|违者|违反的?|违反者)")
# how often the standard itself is applied is no duty of those it judges
JUDGING = re.compile(r"考核|评比|评选|评定|评分|打分|得分")
# 保证…完成率: what is said of a target without naming it
PROMISE = re.compile(r"^(?:并|保证|确保|保持|做到|力争|要求|使|应|须|其|的|每个?(?:月|周|年度?|季度?))+")
TARGETED = re.compile(r"(?:率|(?<![年月季制])度|比例|比率|占比)$")
# a phrase that only leads up to a target
AIMING = re.compile(r"(?:目标|目标值|指标值|标准值|控制|保持)(?:为|是|达|在)?")
AIM = re.compile(r"(?:目标|目标值|指标值|标准值)(?:为|是|达)?$")
BOTH = re.compile(r"且|并且?|但")
GOAL = re.compile(r"(?:应当?|须|必须|要求|要|控制在|保持在|保持|在|为|到)+$")

NO_TOTAL = "总分计0分"  # the consequence of a veto that takes the whole total
TOTAL = re.compile(
    r"(?:^|[^考测笔面训查赛度率])(?:考核|考评|评定|测评|综合|年终|最终|个人)*(?:总?得分|总分数?|总成绩|(?<![试验评查训赛])成绩|(?<!扣)分数)"
    r"(?!.*(?:考试|测试|笔试|抽查|培训|竞赛))[^,;。扣积]{0,3}$"
)
OWN_AMOUNT = re.compile(r"^(?:单笔|单次|每次|一次|连续)")
OWN_NAMED = re.compile(r"^(?:单笔|单次|单件|单项|每笔)")
SUMMED = re.compile(r"^(?:累计|合计|共计|共)")

# score-like prose: these words set no score where no number follows, and say so
SCORE_LIKE = re.compile(r"扣分|扣罚|罚款|扣减|扣除|加分|扣")
# something imposed that is no consequence known; a warning or an order to put right is none either
IMPOSING = re.compile(
    r"处以(?![^,;。]{0,4}(?:警告|批评))|(?:严肃|从严|从重)处[理罚]|"
    r"(?:给予|予以)(?:(?!警告|批评|通报|教育|整改)[^,;。]){0,8}(?:处分|处罚|惩[处罚]|停[职薪发]|降[职级薪])"
)
# what a discretion that sets no points may lead up to
# an amount that these stand by is charged or given
REWARDED = re.compile(r"扣|罚|奖|处")
# …and what a duty owes by these is neither
OWED = re.compile(r"(?:至少|应当?|必?须|必需|要)[^,;。]{0,8}(?:提供|发放|支付)[^,;。]{0,4}$")
OWED_FOR = re.compile(r"[ ]*的?[^,;。]{0,4}(?:补助|补贴|津贴|生活费|抚养费|赡养费|报酬|工资|保障)")
REWARDING = re.compile(r"扣|罚|奖|分|元|考核|处分|处罚|(?<!合理)(?<!另行)(?<!机关)处理|酌情|按比例|倍")
CHARGED = re.compile(r"[ ]*的?(?:罚款|处罚|扣罚|扣减|扣款|奖励)")
# …and where a number does follow, the text was not understood
UNREAD_SCORE = re.compile(
    r"(?<!被)扣(?!分|考核|考评|除|减|罚|其)[^,;。、 ]{1,3}分(?![数值钟别配析享工类])|"
    r"(?:扣|加|减|罚)(?:若干|几|相应|一定|适当)|扣除?对应比例|"
    r"^[0-9]{1,3}[ ]*[计记给]分|-[0-9.]+\/[一-鿿]|[0-9]\/每?[人次项处件个天户台只份]|"
    r"(?:加|减|得|(?<![合共总累小])计|记|奖励?)[0-9]|"
    # …but not 扣分标准1、 and 罚款金 1 缺少, the head of a table with the first number of its rows
    r"(?:扣|罚款?)[^,;。0-9]{0,4}[0-9](?![0-9]{0,2}(?:、|[ ]+(?![分元块])[一-鿿]))|"
    r"(?:[0-9一二两三四五六七八九壹贰叁肆陆柒捌玖]|(?<!队)伍|十(?!分[一-鿿]))[ ]*"
    r"(?:分|元)(?!钟|之|类|配|别|析|工|管|公|部|店|局)"
)

# what a row's requirement does not say, and the name of a fault does: no mark stands behind that
FAULT = re.compile(r"[未不无没缺漏迟旷超违错误差脏乱损丢]|早退|私自|擅自|随意|打架")
REQUIRED = re.compile(
    r"健全|完善|完整|齐全|齐备|到位|整洁|清洁|干净|清楚|清晰|整齐|规范|及时|合理|良好|准确|明确|熟悉|认真|按时|按期|定期|"
    r"建立|制定|制订|落实|完成|做好|保持|达到|达标|符合|遵守|执行|配备|组织|开展|召开|参加|成立|签订|签定|纳入|建设|成效|情况|计划|总结|台账|档案|资料|培训|宣传|查看|查阅|抽查|检查|实地|现场"
)
# 罚款 5 00 元, 1至至3分: what stands behind is the end of a number
CUT_SHORT = re.compile(r"[0-9][ ]*(?:(?:至|到|[-~—–−])[ ]*)*$|[一二两三四五六七八九十](?:[ ]*(?:至|到|[-~—–−]))+[ ]*$")
# 70以下: what of, nobody says
UNITLESS = re.compile(r"(?<![0-9.])[0-9]{1,4}(?:\.[0-9]{1,2})?(?:及|含)?以[上下](?!级)")
# 60分的, 5分以内: said of the amount itself
OF_AMOUNT = re.compile(r"[ ]*(?:[的者为或及含]|以[上下内]|之)")
# 年度扣分超过20分: what was deducted so far is the condition
DEDUCTED = re.compile(r"扣分(?:累计|合计|总计|总?共|在|达到?|数|值|总数)*$")

# …whatever is given
GIVING = re.compile(r"(?:给予|予以)(?!.*(?:警告|批评|通报|教育|整改|提醒|表扬|鼓励))[一-鿿]{1,6}$")

# a first line that ends so is the name of the standard, whatever words of scoring it holds
STANDARD = re.compile(r"(?:细则|办法|标准|制度|规定|方案|条例|表|内容|要求)(?:\([^)]*\))?$")

# …and so does the name of a part of it
NAMED_SO = re.compile(rf"{STANDARD.pattern}|(?:情形|项目|说明|程序|条款)$")

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
WHOLE_MARKS = re.compile(r"[ ]*制?为(?:总积?分|满分)")
BASE = re.compile(
    r"(?:(?:基础分|基本分|原始分|起始分|基数)(?:值|数)?|(?:补贴|津贴|补助|提成|单价|价格|工资)(?:标准)?)(?:为|是)?$"
)
# a verb (or a slip of one) that a number follows, though not as a score: 扣约2分, 扣2份, 口2分
OPEN_VERB = re.compile(r"(?<!被)(?:[扣口叩](?!分)[^,;。]{0,2}|扣分|罚款?)$")
# …or a sign, or what counts: no mark of a row stands behind these
COUNTS_ON = re.compile(rf"{OPEN_VERB.pattern}|每|[-+加减增]$|[0-9][ ]*$")
WITHIN = re.compile(r"[ ]*(?:之?内|里|仍|还|前|后)(?=[一-鿿])(?![扣加减罚奖])")
LACKING = re.compile(r"缺少?|漏|缺失")
# what 每 or 发现 merely find, and name nothing by: 每发现一处
FINDING = re.compile(r"^(?:新)?(?:扣除?|扣减|减|加|得|记|发现|出现|查出|查获|查到|发生|有|满|做成|完成)?$")

HEAD_KEYS = {
    "考核标准": "title",
    "标题": "title",
    "编号": "id",
    "版本": "version",
    "生效": "effective",
    "周期": "period",
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
