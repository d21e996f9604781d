"""The fixed words of an explanation in both languages."""

from collections.abc import Mapping

from attrs import frozen

from rubricdsl.base.messages import Lang
from rubricdsl.cards.model import Fate, Miss, Stage, Status


@frozen
class Words:
    """One language's words; templates name what they take."""

    base: str
    total: str
    between: str
    open_end: str
    none: str
    grade: str
    no_grade: str
    money: str
    line: str
    times: str
    unit: str
    occurrence: str
    occurrences: str
    limit: str
    events: str
    stages: Mapping[Stage, str]
    fates: Mapping[Fate, str]
    why_not: str
    misses: Mapping[Miss, str]
    pending: str
    referred: str
    vetoes: str
    requirements: str
    statuses: Mapping[Status, str]
    nothing: str
    refused: str
    duties: str


_ZH = Words(
    base="基础分",
    total="总分",
    between="{low}到{high}之间,待定",
    open_end="不限",
    none="无",
    grade="等级:{grade}",
    no_grade="等级:无",
    money="奖罚:{money}元",
    line="第{line}行",
    times="计{measure}{unit}",
    unit="{unit}",
    occurrence="第{first}次",
    occurrences="第{first}至{last}次",
    limit="{rule}的限额",
    events="事项:{events}",
    stages={
        "match": "计分",
        "void": "撤销",
        "exempt": "除外",
        "supersede": "从重不重复",
        "limit": "本条限额",
        "item": "本项满分与限额",
        "not-applicable": "不适用",
        "weight": "权重",
        "additions": "加分上限",
        "range": "得分范围",
        "round": "舍入",
        "veto": "否决",
    },
    fates={
        "applied": "计入",
        "superseded": "由更重的一条代替,不计",
        "exempt": "除外,不计",
        "capped": "已到限额,不计",
        "voided": "已撤销,不计",
    },
    why_not="没有计分的",
    misses={
        "threshold": "要求{needed},实为{found}",
        "multiple": "每{needed}计一次,实为{found}",
        "flags": "要有标记“{needed}”",
        "own amount": "单次要求{needed},实为{found}",
    },
    pending="待定",
    referred="转按其他规定处理",
    vetoes="否决",
    requirements="要求",
    statuses={"met": "达到", "not met": "未达到", "no data": "没有数据"},
    nothing="没有得失分",
    refused="没有采用的评分:不在其他事项留下的档内",
    duties="没有条款的职责(不计分)",
)
_EN = Words(
    base="base",
    total="total",
    between="between {low} and {high}, still open",
    open_end="open",
    none="none",
    grade="grade: {grade}",
    no_grade="grade: none",
    money="money: {money} yuan",
    line="line {line}",
    times="counted {measure}{unit}",
    unit=" {unit}",
    occurrence="occurrence {first}",
    occurrences="occurrences {first} to {last}",
    limit="limit of {rule}",
    events="events: {events}",
    stages={
        "match": "scored",
        "void": "void",
        "exempt": "exempt",
        "supersede": "graver case",
        "limit": "limit of the clause",
        "item": "full marks and limit of the item",
        "not-applicable": "not applicable",
        "weight": "weight",
        "additions": "limit of additions",
        "range": "range of the total",
        "round": "rounding",
        "veto": "veto",
    },
    fates={
        "applied": "applied",
        "superseded": "a graver clause stands in for it, not counted",
        "exempt": "exempt, not counted",
        "capped": "limit reached, not counted",
        "voided": "voided, not counted",
    },
    why_not="why not",
    misses={
        "threshold": "asks for {needed}, there was {found}",
        "multiple": "counts for each {needed}, there was {found}",
        "flags": "asks for the flag “{needed}”",
        "own amount": "asks for {needed} at once, there was {found}",
    },
    pending="pending",
    referred="referred to other rules",
    vetoes="vetoes",
    requirements="requirements",
    statuses={"met": "met", "not met": "not met", "no data": "no data"},
    nothing="nothing gained or lost",
    refused="marks not taken: outside the bands that the other events leave",
    duties="duties without a clause (not scored)",
)


def words_of(lang: Lang) -> Words:
    """Raises ValueError for a language that is not spoken."""
    match lang:
        case "zh":
            return _ZH
        case "en":
            return _EN
        case _:
            raise ValueError(f"lang must be 'zh' or 'en', not {lang!r}")
