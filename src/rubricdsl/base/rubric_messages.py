"""The codes of rubrics: 0xx the file as text, 1xx document and head, 2xx clauses and numbers, 3xx names."""

from rubricdsl.base.message import Message, Severity

_E: Severity = "error"
_W: Severity = "warning"
_I: Severity = "info"

TEXT_MESSAGES = {
    "RUB001": Message(
        _E, "文件是 {encoding} 编码", "the file is encoded in {encoding}",
        "另存为 UTF-8", "save it as UTF-8",
    ),
    "RUB002": Message(
        _E, "文件不是 UTF-8,看来是 {encoding}", "the file is not UTF-8, it looks like {encoding}",
        "加上 --encoding gb18030,或另存为 UTF-8", "add --encoding gb18030, or save it as UTF-8",
    ),
    "RUB003": Message(
        _E, "第 {offset} 个字节起不是有效的 {encoding}", "the bytes from offset {offset} on are no valid {encoding}",
        "用文字编辑器打开,另存为 UTF-8", "open it in a text editor and save it as UTF-8",
    ),
    "RUB004": Message(
        _E, "有半个字符“{character}”(代理码)", "there is half a character, the surrogate “{character}”",
        "删去它,重新输入这个字", "remove it and type the character again",
    ),
    "RUB005": Message(
        _E, "有空字符(NUL),文件可能是 UTF-16", "there is a NUL character, the file may be UTF-16",
        "另存为 UTF-8", "save it as UTF-8",
    ),
    "RUB006": Message(
        _E, "有控制字符“{character}”", "there is a control character “{character}”",
        "删去它", "remove it",
    ),
    "RUB007": Message(
        _E, "有改变文字方向的字符“{character}”,看到的与写下的会不同",
        "there is a direction control “{character}”: what is seen may differ from what is written",
        "删去它", "remove it",
    ),
    "RUB008": Message(
        _E, "有看不见的字符“{character}”", "there is an invisible character “{character}”",
        "删去它", "remove it",
    ),
    "RUB009": Message(
        _E, "有不常见的换行符“{character}”", "there is an unusual line end “{character}”",
        "改为普通换行", "use an ordinary line break",
    ),
    "RUB010": Message(
        _E, "文件有 {size} 字节,超过 {limit}", "the file has {size} bytes, more than {limit}",
        "分成几个文件", "split it into several files",
    ),
    "RUB011": Message(
        _E, "有没有解决的合并冲突标记“{character}”", "there is an unresolved merge conflict marker “{character}”",
        "留下一种写法,删去冲突标记", "keep one of the versions and remove the markers",
    ),
    "RUB012": Message(
        _E, "有网页或文档的残留“{character}”", "there are remains of a web page or document: “{character}”",
        "删去它,或从原文件重新导入", "remove it, or import the original file again",
    ),
    "RUB013": Message(
        _E, "不认识编码“{encoding}”", "the encoding “{encoding}” is not known",
        "写 utf-8 或 gb18030", "use utf-8 or gb18030",
    ),
    "RUB014": Message(
        _E, "这一行有 {size} 个字,超过 {limit}", "this line has {size} characters, more than {limit}",
        "分成几行", "split it into several lines",
    ),
    "RUB015": Message(
        _E, "数字“{character}”不是普通数字", "“{character}” is not an ordinary digit",
        "写成“{plain}”", "write “{plain}”",
    ),
    "RUB016": Message(
        _E, "引号不成对:“{words}”", "the quotation marks of “{words}” do not match",
        "用同一种引号,例如“严重”", "use one kind of quotation marks, such as “严重”",
    ),
    "RUB017": Message(
        _E, "读不了“{path}”:{reason}", "“{path}” cannot be read: {reason}",
        "核对文件名和权限", "check the name and the permissions of the file",
    ),
    "RUB018": Message(
        _E, "“{path}”不是普通文件", "“{path}” is no regular file",
        "给出一个 .rub 文件", "name a .rub file",
    ),
    "RUB020": Message(
        _W, "有特殊空格“{character}”,按普通空格读", "there is a special space “{character}”, read as a plain one",
        "改为普通空格", "use a plain space",
    ),
    "RUB021": Message(
        _W, "文字不是规范组合形式(NFC),已按规范形式读", "the text is not composed (NFC) and was read as if it were",
        "用 NFC 形式保存", "save the text in its composed form",
    ),
}  # fmt: skip

RUBRIC_MESSAGES = {
    "RUB101": Message(
        _E, "“{key}”不是标准开头的项目,很像“{near}”", "“{key}” is no key of the head but nearly “{near}”",
        "改为“{near}:…”", "write “{near}:…”",
    ),
    "RUB102": Message(
        _E, "“{key}”写了两次", "“{key}” is stated twice",
        "留下一处", "keep one of them",
    ),
    "RUB103": Message(
        _E, "“{key}”的值“{value}”没有读懂", "the value “{value}” of “{key}” was not read",
        "写成像“{form}”的样子", "write it like “{form}”",
    ),
    "RUB104": Message(
        _E, "时区“{zone}”不存在", "there is no time zone “{zone}”",
        "写成像 Asia/Shanghai 的名称", "use a name such as Asia/Shanghai",
    ),
    "RUB105": Message(
        _E, "还不能用“{language}”写标准", "standards cannot be written in “{language}” yet",
        "可用的语言: {known}", "the languages known are: {known}",
    ),
    "RUB106": Message(
        _E, "“{key}”使最低的 {low} 分大于最高的 {high} 分", "“{key}” puts the lowest, {low}, above the highest, {high}",
        "小的数写在前面,或改正其中一个", "write the lower number first, or correct one of them",
    ),
    "RUB107": Message(
        _E, "“{key}”的终止 {last} 在开始 {first} 之前", "“{key}” ends on {last}, before it starts on {first}",
        "对调两个日期,或改正其中一个", "swap the two dates, or correct one of them",
    ),
    "RUB109": Message(
        _E, "“{key}”写的 {value} 与前面写的 {stated} 矛盾",
        "“{key}” says {value}, which contradicts {stated} stated before",
        "留下一处", "keep one of them",
    ),
    "RUB112": Message(
        _W, "基础分 {base} 与总分 {full} 不同,从 {base} 分起计",
        "the base {base} differs from the total {full}, {base} is used",
        "如果不是有意从 {base} 分起计,使两者一致", "make them equal, unless scores are meant to start from {base}",
    ),
    "RUB113": Message(
        _W, "“{words}”与前面写的 {stated} 分不同,按 {stated} 分计",
        "“{words}” differs from {stated} points stated before, {stated} is used",
        "改正其中一个", "correct one of them",
    ),
    "RUB114": Message(
        _W, "“{words}”与前面写的周期“{period}”不同,按“{period}”计",
        "“{words}” differs from the period “{period}” stated before, “{period}” is used",
        "改正其中一个", "correct one of them",
    ),
    "RUB115": Message(
        _W, "基础分 {base} 不在得分范围 {low} 到 {high} 之内",
        "the base {base} is not within the range from {low} to {high}",
        "改正基础分或得分范围", "correct the base or the range",
    ),
    "RUB116": Message(
        _W, "“{words}”的 {full} 分与其中各项满分之和 {sum} 分不同",
        "the {full} points of “{words}” differ from {sum}, the sum of the full marks in it",
        "改正其中一个;各项合计最多 {full} 分", "correct one of them; together the items give at most {full}",
    ),
    "RUB110": Message(
        _W, "写明的 {stated} 分与各项满分之和 {sum} 分不同",
        "the stated {stated} points differ from {sum}, the sum of full marks",
        "改正其中一个;现按写明的 {stated} 分计", "correct one of them; {stated} is used",
    ),
    "RUB111": Message(
        _E, "各项权重之和是 {sum},不是 100%", "the weights add up to {sum}, not to 100%",
        "使各项权重之和为 100%", "make the weights add up to 100%",
    ),
    "RUB120": Message(
        _W, "没有找到任何评分条款", "no scoring clause was found",
        "写一条,例如“迟到一次扣2分。”", "write one, such as “迟到一次扣2分。”",
    ),
    "RUB130": Message(
        _E, "等级“{words}”没有读懂", "the grade “{words}” was not read",
        "写成“90分以上 优秀”或“70-89分 良好”", "write it like “90分以上 优秀” or “70-89分 良好”",
    ),
    "RUB131": Message(
        _E, "等级的分数段 {low}-{high} 前大后小", "the range {low}-{high} of the grade runs backwards",
        "写成 {high}-{low}", "write {high}-{low}",
    ),
    "RUB140": Message(
        _W, "“{words}”有 {cells} 格,档有 {bands} 个,对不上:只取各档的分数,由考核人评定",
        "“{words}” has {cells} cells for {bands} bands: only their marks are taken, the rater judges",
        "一档一格,补齐、拆开或合并,或每档写成一行“优秀 9-10分:…”",
        "one cell for each band: fill, split or join them, or write a line per band, “优秀 9-10分:…”",
    ),
    "RUB141": Message(
        _E, "档“{words}”与“{other}”重名或重叠", "the bands “{words}” and “{other}” have one name or overlap",
        "给每一档自己的名称和分数", "give each band a name and marks of its own",
    ),
    "RUB201": Message(
        _E, "“{words}”像是评分,但没有读懂", "“{words}” looks like a score but was not read",
        "改写成读得懂的样子,例如“{form}”", "put it in a form that is read, such as “{form}”",
    ),
    "RUB202": Message(
        _I, "“{words}”提到扣罚,但不产生分数", "“{words}” speaks of deductions but sets no score",
        "如果应当计分,写明分数,例如“扣2分”", "if it should score, state the points, such as “扣2分”",
    ),
    "RUB203": Message(
        _I, "“{words}”是折算或转按别的事项处理,本身不产生分数",
        "“{words}” counts one thing as another and sets no score itself",
        "登记事件时直接用折算后的事项", "record the event under the name it counts as",
    ),
    "RUB204": Message(
        _E, "“{words}”说的是没有发生的事,没有读懂", "“{words}” speaks of what did not happen and was not read",
        "写成“连续6个月无“某事”,扣5分”,或换成发生了的事",
        "write “连续6个月无“某事”,扣5分” (“no “deal” for 6 consecutive months: …”), or name what does happen",
    ),
    "RUB205": Message(
        _E, "“{words}”的分数没有读完", "the amount of “{words}” goes on and was not read to its end",
        "写成一个数或一个范围,例如“扣2分”、“扣1-3分”",
        "write one number or one range, such as “扣1-3分” (“deduct 1-3 points”), and nothing behind it",
    ),
    "RUB206": Message(
        _E, "“{words}”里的量词不认识", "the counting word of “{words}” is not known",
        "换成“次”、“件”、“项”等量词", "use a counting word such as 次, 件 or 项 (occurrence, piece, item)",
    ),
    "RUB207": Message(
        _E, "“{words}”没有写明是分还是元", "“{words}” does not say whether points or yuan are meant",
        "写明单位,例如“罚款50元”", "state the unit, such as “罚款50元” (“fine 50 yuan”)",
    ),
    "RUB208": Message(
        _W, "“{words}”没有写单位,读作分", "“{words}” has no unit and is read as points",
        "补上“分”", "add 分 (points)",
    ),
    "RUB209": Message(
        _E, "限度“{words}”没有读懂", "the limit “{words}” was not read",
        "写成“最多扣10分”、“本项最多扣10分”或“总分最多扣10分”",
        "write “最多扣10分”, “本项最多扣10分” or “总分最多扣10分” "
        "(“up to 10 points”, “This item: …”, “The total score: …”)",
    ),
    "RUB210": Message(
        _E, "“{number}”不是读得懂的数", "“{number}” is not a number that is read",
        "写成阿拉伯数字,例如 12", "write it in digits, such as 12",
    ),
    "RUB211": Message(
        _E, "数“{number}”太大,最多 15 位", "the number “{number}” is too large, 15 digits at most",
        "换用较大的单位", "use a larger unit",
    ),
    "RUB212": Message(
        _E, "数“{number}”以 0 开头", "the number “{number}” starts with 0",
        "写成 {plain}", "write {plain}",
    ),
    "RUB213": Message(
        _E, "数“{number}”超过 6 位小数", "the number “{number}” has more than 6 decimals",
        "减少小数位", "use fewer decimals",
    ),
    "RUB214": Message(
        _E, "“{number}”是除以零", "“{number}” divides by zero",
        "改正分母", "correct the denominator",
    ),
    "RUB215": Message(
        _E, "数“{number}”的位数次序不对", "the places of the number “{number}” are out of order",
        "写成阿拉伯数字,例如 110", "write it in digits, such as 110",
    ),
    "RUB216": Message(
        _E, "“{number}”是逐位写的数字,不作数量读",
        "“{number}” is written digit by digit and is not read as an amount",
        "写成阿拉伯数字,或写明百、十", "write it in digits, or with 百 and 十",
    ),
    "RUB217": Message(
        _W, "“{number}”读作“{plain}”", "“{number}” is read as “{plain}”",
        "写成“{plain}”", "write “{plain}”",
    ),
    "RUB218": Message(
        _E, "“{words}”是负的扣分或加分", "“{words}” is a negative amount",
        "扣负数请写“加”,加负数请写“扣”", "turn the verb around: 加 for a negative deduction",
    ),
    "RUB219": Message(
        _W, "“{words}”的范围前大后小,按小到大读", "the range of “{words}” runs from high to low and is read low first",
        "小的数写在前面", "write the lower number first",
    ),
    "RUB221": Message(
        _E, "“{words}”不是整月的期间", "“{words}” is no run of whole months",
        "写成月、季度或年,例如“连续6个月无”",
        "use months, quarters or years, such as “连续6个月无” (“for 6 consecutive months”)",
    ),
    "RUB222": Message(
        _W, "“{words}”不起作用", "“{words}” has no effect",
        "写明分数,或删去这一条", "state the points, or remove the clause",
    ),
    "RUB223": Message(
        _W, "“{words}”的上限比一次的分数还小", "the limit of “{words}” is below a single score",
        "核对上限", "check the limit",
    ),
    "RUB224": Message(
        _E, "“{words}”的上限小于下限", "the upper limit of “{words}” is below its lower limit",
        "改正其中一个", "correct one of them",
    ),
    "RUB225": Message(
        _E, "“{words}”要加倍,但前面没有可加倍的分数", "“{words}” multiplies, but there is no score before it",
        "写在要加倍的条款之后", "put it after the clause it multiplies",
    ),
    "RUB226": Message(
        _E, "“{words}”扣的是什么的百分之几,没有写明", "“{words}” does not say of what the percentage is",
        "写成分数,或写“扣该项分值的50%”", "state points, or name the marks it is a share of",
    ),
    "RUB228": Message(
        _W, "“{words}”没有写明是什么的多少", "“{words}” does not say how much of what",
        "写明该项的满分;按比例的,再写明目标,如“完成率不低于90%,未达到的按比例扣分”",
        "state the item's full marks, and for a proportion its target: “完成率不低于90%,未达到的按比例扣分”",
    ),
    "RUB229": Message(
        _W, "这一项没有满分,“{words}”只取消本项的加分",
        "the item has no full marks: “{words}” only cancels its additions",
        "要扣掉分数的,在标题后写明满分,如“(10分)”", "to take marks away, state them behind the title: “(10分)”",
    ),
    "RUB240": Message(
        _W, "“{words}”前没有写明目标,记下的数量按差额计",
        "no target stands before “{words}”: the amount recorded is read as the shortfall",
        "写明目标,如“完成率不低于95%,每低1%扣1分”", "state the target: “完成率不低于95%,每低1%扣1分”",
    ),
    "RUB235": Message(
        _E, "“{words}”不是一周、一月或一年中的一天", "“{words}” is no day of a week, month or year",
        "写成“每周五前”“每月25日前”“每年11月底前”的样子", "write it like “每周五前”, “每月25日前” or “每年11月底前”",
    ),
    "RUB238": Message(
        _E, "“{words}”从哪一天起算,没有写明", "nothing says from which day “{words}” is counted",
        "写成每天、每周、每月、每季度、每半年或每年几次",
        "say how often each day, week, month, quarter, half-year or year",
    ),
    "RUB239": Message(
        _E, "“{words}”完成的加分还读不懂,只读得懂逾期、未完成的后果",
        "points for what is done “{words}” are not read, only what lateness or leaving it undone costs",
        "给按时完成另起一个名称,例如“按时盘点”一次加2分", "give it a name of its own, such as “按时盘点”一次加2分",
    ),
    "RUB237": Message(
        _E, "“{words}”一条里有几个指标", "“{words}” takes several ratios at once",
        "每个指标单写一条", "write a clause for each",
    ),
    "RUB236": Message(
        _E, "“{words}”按什么计算读不懂:逾期按天计,少做按次计",
        "what “{words}” counts is not clear: lateness counts in days, what was left undone by occurrences",
        "写成“逾期一天扣1分”或“少一次扣1分”", "write “逾期一天扣1分” or “少一次扣1分”",
    ),
    "RUB227": Message(
        _W, "“{words}”前一句的分数不会被它代替",
        "“{words}” stands in a sentence of its own and replaces no score before it",
        "要代替前面的分数,把它写进同一句,用逗号隔开",
        "to replace the score before, put it in the same sentence, after a comma",
    ),
    "RUB241": Message(
        _W, "“{words}”没有用上:不是扣分、得分、限额、满分,也不是等级",
        "“{words}” is not used: no score, limit, full mark or grade comes of it",
        "写清它的用处,例如“扣5分”、标题后的“(10分)”、“满分10分”;不用的数目删去",
        "say what it is for, such as “扣5分”, “(10分)” behind a title, “满分10分”, or leave the number out",
    ),
    "RUB242": Message(
        _E, "“{words}”乘不到分数上:后面的分数另有“/次”之类,或没有数目",
        "“{words}” multiplies nothing: the score behind it counts by a unit of its own, or has no number",
        "只写一种,例如“每低1个百分点扣2分”,不要再写“/次”",
        "write one of them, such as “每低1个百分点扣2分” without “/次”",
    ),
    "RUB243": Message(
        _W, "“{words}”的条件说“{over}”,而周期是“{period}”,只按“{period}”累计",
        "the condition of “{words}” speaks of “{over}”, but it is summed over the period, “{period}”",
        "删去“{over}”,或者把它写进一份周期相符的标准",
        "leave “{over}” out, or put it into a rubric with that period",
    ),
    "RUB301": Message(
        _W, "“{words}”没有对应的标准,按它处理的事项只列出,不计分",
        "“{words}” resolves to no rubric: what it covers is listed, not scored",
        "在开头写“引用:《{words}》= 文件.rub”",
        "add “引用:《{words}》= file.rub” (“reference: “{words}” = file.rub”) to the head",
    ),
    "RUB310": Message(
        _E, "引用的“{path}”在标准所在的文件夹之外", "the reference “{path}” lies outside the folder of the standard",
        "把它放进同一个文件夹,写相对路径", "put it in the same folder and write a relative path",
    ),
    "RUB311": Message(
        _E, "引用成环:{chain}", "the references run in a circle: {chain}",
        "去掉其中一个引用", "remove one of the references",
    ),
    "RUB312": Message(
        _E, "引用层数超过 {limit}", "the references are more than {limit} deep",
        "减少引用的层数", "use fewer levels of references",
    ),
    "RUB313": Message(
        _E, "引用的“{path}”本身有错误", "the referenced “{path}” is itself unsound",
        "先改正它,用“rub check {path}”查看", "mend it first, see “rub check {path}”",
    ),
    "RUB302": Message(
        _W, "名称“{words}”在不同的项目中都有", "the name “{words}” stands in several items",
        "换一个名称,或用条款编号登记", "use another name, or record events by the code of the clause",
    ),
    "RUB303": Message(
        _E, "“{words}”不是这份标准里的名称", "“{words}” is no name of this standard",
        "改为标准里的名称,相近的有“{near}”", "use a name of the standard, such as “{near}”",
    ),
    "RUB304": Message(
        _W, "条款“{words}”没有名称,只能用编号“{code}”登记",
        "the clause “{words}” has no name, only its code “{code}” meets it",
        "写明条件,或加上引号里的名称", "state its condition, or give it a name in quotes",
    ),
}  # fmt: skip
