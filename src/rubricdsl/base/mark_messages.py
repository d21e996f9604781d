"""The codes of a rater's marks (of the range 4xx, events)."""

from rubricdsl.base.message import Message, Severity

_E: Severity = "error"

MARK_MESSAGES = {
    "RUB462": Message(
        _E,
        "“{kind}”的评分没有写明分数或一个档({subject},{time})",
        "the mark for “{kind}” states neither points nor one band ({subject}, {time})",
        "填写得分,或把档名(例如“{band}”)写在标记里",
        "give points, or name one band (such as “{band}”) as its flag",
    ),
    "RUB463": Message(
        _E,
        "“{kind}”的评分“{points}”不在{bands}之内({subject},{time})",
        "the mark “{points}” for “{kind}” is not within {bands} ({subject}, {time})",
        "在一个档的分数之内评分",
        "give points within a band",
    ),
    "RUB464": Message(
        _E,
        "“{kind}”的评分不在事实留下的{bands}之内({subject},{time})",
        "the mark for “{kind}” leaves what the events leave open, {bands} ({subject}, {time})",
        "在留下的档内评分,或撤销登记有误的事项",
        "give points within a band left, or void an event recorded by mistake",
    ),
}
