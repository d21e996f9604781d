"""3xx: names and references."""

from rubricdsl.base.message import Message

NAMES: dict[str, Message] = {
    "RUB301": Message(
        "warning",
        "“{words}”没有对应的标准,按它处理的事项只列出,不计分",
        "“{words}” resolves to no rubric: what it covers is listed, not scored",
        "在开头写“引用:《{words}》= 文件.rub”",
        "add “引用:《{words}》= file.rub” (“reference: “{words}” = file.rub”) to the head",
    ),
    "RUB302": Message(
        "warning",
        "名称“{words}”在不同的项目中都有",
        "the name “{words}” stands in several items",
        "换一个名称,或用条款编号登记",
        "use another name, or record events by the code of the clause",
    ),
    "RUB303": Message(
        "error",
        "“{words}”不是这份标准里的名称",
        "“{words}” is no name of this standard",
        "改为标准里的名称,相近的有“{near}”",
        "use a name of the standard, such as “{near}”",
    ),
    "RUB304": Message(
        "warning",
        "条款“{words}”没有名称,只能用编号“{code}”登记",
        "the clause “{words}” has no name, only its code “{code}” meets it",
        "写明条件,或加上引号里的名称",
        "state its condition, or give it a name in quotes",
    ),
    "RUB305": Message(
        "warning",
        "“{words}”要计为“{matter}”,而标准里没有哪一条评“{matter}”,登记了会报错",
        "“{words}” counts as “{matter}”, which no clause scores: an event that does is refused",
        "为“{matter}”写一条,例如“{matter}每次扣5分。”",
        "write a clause for it, such as “{matter}每次扣5分。”",
    ),
    "RUB306": Message(
        "error",
        "折算成环:{chain}",
        "what counts as what runs in a circle: {chain}",
        "去掉其中一条",
        "take one of them out",
    ),
    "RUB310": Message(
        "error",
        "引用的“{path}”在标准所在的文件夹之外",
        "the reference “{path}” lies outside the folder of the standard",
        "把它放进同一个文件夹,写相对路径",
        "put it in the same folder and write a relative path",
    ),
    "RUB311": Message(
        "error",
        "引用成环:{chain}",
        "the references run in a circle: {chain}",
        "去掉其中一个引用",
        "remove one of the references",
    ),
    "RUB312": Message(
        "error",
        "引用层数超过 {limit}",
        "the references are more than {limit} deep",
        "减少引用的层数",
        "use fewer levels of references",
    ),
    "RUB313": Message(
        "error",
        "引用的“{path}”本身有错误",
        "the referenced “{path}” is itself unsound",
        "先改正它,用“rub check {path}”查看",
        "mend it first, see “rub check {path}”",
    ),
}
