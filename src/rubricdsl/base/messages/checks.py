"""6xx: the static checks."""

from rubricdsl.base.message import Message

CHECKS: dict[str, Message] = {
    "RUB601": Message(
        "info",
        "职责“{words}”没有条款衡量,只列出,不计分",
        "no clause measures the duty “{words}”: it is listed, not scored",
        "要计分,在它下面写一条,例如“……,发现一次扣2分。”;不计分就不用改",
        "to score it, write a clause under it, such as “……,发现一次扣2分。”; leave it as it is if it is not to score",
    ),
    "RUB602": Message(
        "warning",
        "“{words}”有{marks},但没有条款使它增减,人人都得满分",
        "“{words}” states {marks}, and no clause moves it: everybody keeps it whole",
        "写明怎样扣分、得分,或分档评分;不用考核的不写分值",
        "say what takes points away or awards them, or give it bands; state no marks for what is not appraised",
    ),
    "RUB603": Message(
        "warning",
        "没有周期,要给出考核日期才能按“{words}”计分",
        "without a 周期, “{words}” is scored only when a day to judge at is given",
        "写明周期,例如“周期:每月”;或者考核时给出 --as-of(as_of)",
        "state a 周期, such as “周期:每月”, or give --as-of (as_of) when scoring",
    ),
    "RUB604": Message(
        "warning",
        "等级“{words}”都包括{total}分,按下限高的一级",
        "the grades “{words}” both include {total}; the one that begins higher holds",
        "错开两级的分界,例如“90分以上”和“不满90分”",
        "keep the two apart, such as “90分以上” and “不满90分”",
    ),
    "RUB605": Message(
        "warning",
        "等级“{words}”之间没有包括{total}分",
        "between the grades “{words}”, {total} belongs to none",
        "使两级相接,例如“90分以上”和“不满90分”,或写明“舍入:保留整数”",
        "let them meet, such as “90分以上” and “不满90分”, or round with “舍入:保留整数”",
    ),
    "RUB606": Message(
        "warning",
        "“{words}”按一档读,到{next}次以前都只算一次的分数",
        "“{words}” is read as a step: it costs the same until a count of {next}",
        "要按次数累计的,写“每次”",
        "to multiply it, write “每次”",
    ),
}
