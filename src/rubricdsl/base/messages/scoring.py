"""5xx: scoring."""

from rubricdsl.base.message import Message

SCORING: dict[str, Message] = {
    "RUB501": Message(
        "error",
        "这份数据属于另一份标准(“{given}”,不是“{wanted}”)",
        "this data belongs to another standard (“{given}”, not “{wanted}”)",
        "用生成它的那份标准读取",
        "read it with the standard it was made with",
    ),
    "RUB502": Message(
        "error",
        "这不是计数数据:“{words}”",
        "this is no tally: “{words}”",
        "从原来的事项重新计数",
        "tally the events again",
    ),
    "RUB503": Message(
        "error",
        "没有保留事项的计数不能并入保留事项的计数",
        "a tally without a trace cannot be merged into one with a trace",
        "两者都用 trace=True,或都用 trace=False",
        "make both with trace=True, or both with trace=False",
    ),
    "RUB504": Message(
        "error",
        "还不能按“{measure}”计分:“{words}”",
        "scoring by “{measure}” is not supported yet: “{words}”",
        "改写成次数、数量、测量值或连续无某事的规定",
        "write it by counts, amounts, measurements or runs without an event",
    ),
    "RUB505": Message(
        "warning",
        "没有等级包括{total}分(“{subject}”,{period})",
        "no grade holds {total} points (“{subject}”, {period})",
        "补上缺少的等级",
        "add the grade that is missing",
    ),
    "RUB506": Message(
        "error",
        "“{label}”不是这份标准的周期",
        "“{label}” is no period of this standard",
        "写成“{form}”的样子",
        "write it like “{form}”",
    ),
    "RUB507": Message(
        "error",
        "日期读不懂:“{value}”",
        "this is no date: “{value}”",
        "写成 2024-03-31 的样子",
        "write it like 2024-03-31",
    ),
    "RUB508": Message(
        "error",
        "“{subject}”在{period}中途开始或结束,没有保留事项的计数无法分辨",
        "“{subject}” starts or ends within {period}, which a tally without a trace cannot tell apart",
        "用 trace=True 计数",
        "tally with trace=True",
    ),
    "RUB515": Message(
        "error",
        "没有周期,也没有考核日期,不知道“{words}”考核到哪一天",
        "with no 周期 and no day to judge at, nothing says until when “{words}” is judged",
        "写明周期,例如“周期:每月”,或给出 --as-of(as_of)",
        "state a 周期, such as “周期:每月”, or give --as-of (as_of)",
    ),
}
