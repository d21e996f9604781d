"""7xx: plug-ins, what is wrong with one that a rubric, a command or a program asks for."""

from rubricdsl.base.message import Message

PLUGINS: dict[str, Message] = {
    "RUB701": Message(
        "error",
        "没有安装插件“{plugin}”",
        "the plug-in “{plugin}” is not installed",
        "安装提供它的软件包,或改正名称;已安装的有:{installed}",
        "install the package that brings it, or correct the name; installed are: {installed}",
    ),
    "RUB702": Message(
        "error",
        "插件“{plugin}”载入失败:{reason}",
        "the plug-in “{plugin}” could not be loaded: {reason}",
        "把原因告诉插件的作者,或安装它缺少的软件包",
        "tell its author the reason, or install the package that it lacks",
    ),
    "RUB703": Message(
        "error",
        "插件“{plugin}”的“{field}”不是应有的样子:{reason}",
        "“{field}” of the plug-in “{plugin}” is not what it should be: {reason}",
        "插件的作者按 docs/plugins.md 改正这一项",
        "its author corrects that as docs/plugins.md has it",
    ),
    "RUB704": Message(
        "error",
        "插件“{plugin}”是为接口版本 {given} 写的,这里是 {wanted}",
        "the plug-in “{plugin}” was written for version {given} of the interface, here it is {wanted}",
        "安装与这个版本的 rubricdsl 相配的插件",
        "install the release of the plug-in that goes with this rubricdsl",
    ),
    "RUB705": Message(
        "error",
        "插件“{plugin}”的{what}“{name}”已由{other}提供",
        "the {what} “{name}” of the plug-in “{plugin}” is brought by {other} already",
        "换一个名称,或不要同时使用",
        "choose another name, or do not use both at once",
    ),
    "RUB706": Message(
        "error",
        "插件“{plugin}”中“{form}”的语法含有不允许的内容:{reason}",
        "the grammar of “{form}” in the plug-in “{plugin}” holds what is not allowed: {reason}",
        "只写终结符和一条与形式同名的规则",
        "write terminals and one rule that has the name of the form",
    ),
    "RUB707": Message(
        "error",
        "插件“{plugin}”的语法与方言“{dialect}”不合:{reason}",
        "the grammar of the plug-in “{plugin}” does not fit the dialect “{dialect}”: {reason}",
        "让形式以自己的词开头,不与已有的形式重叠",
        "let the form begin with a word of its own, apart from the forms there are",
    ),
    "RUB708": Message(
        "error",
        "插件“{plugin}”改变了“{words}”的读法",
        "the plug-in “{plugin}” changes how “{words}” is read",
        "给终结符加上更窄的前后条件,只匹配自己的说法",
        "narrow its terminals, so that they match its own words alone",
    ),
    "RUB709": Message(
        "error",
        "插件“{plugin}”的“{form}”读不了自己的例子“{words}”:{reason}",
        "“{form}” of the plug-in “{plugin}” does not read its own example “{words}”: {reason}",
        "改正语法、读法或例子",
        "correct the grammar, the reading or the example",
    ),
    "RUB710": Message(
        "error",
        "插件“{plugin}”的“{form}”:“{words}”复述为“{said}”,读回来不是同一条规则",
        "“{form}” of the plug-in “{plugin}”: “{words}” is said back as “{said}”, which is not read as the same rule",
        "让读法返回语言本身说得出的规则",
        "let the reading return a rule that the language itself can say",
    ),
    "RUB711": Message(
        "error",
        "插件“{plugin}”的统计“{statistic}”不守计数的规律:{reason}",
        "the statistic “{statistic}” of the plug-in “{plugin}” breaks the laws of the tally: {reason}",
        "写成只看各数量及其次数的函数,不看次序,不用浮点数",
        "make it a function of the amounts and how often each occurred, whatever their order, without floating point",
    ),
    "RUB712": Message(
        "error",
        "插件“{plugin}”的单位“{unit}”不成立:{reason}",
        "the unit “{unit}” of the plug-in “{plugin}” does not hold: {reason}",
        "写成已有单位的整数倍,例如 8 小时;计个数的单位不写倍数",
        "make it a whole multiple of a known unit, such as 8 小时; a unit that counts things has none",
    ),
    "RUB713": Message(
        "error",
        "插件的“{form}”读“{words}”时失败:{reason}",
        "“{form}” of a plug-in failed on “{words}”: {reason}",
        "换一种说法,并把原因告诉插件的作者",
        "word it in another way, and tell the author of the plug-in the reason",
    ),
    "RUB714": Message(
        "error",
        "插件的统计“{statistic}”算不出来:{reason}",
        "the statistic “{statistic}” of a plug-in failed: {reason}",
        "把原因告诉插件的作者;在改正之前不能用它评分",
        "tell the author of the plug-in the reason; until it is mended nothing can be scored with it",
    ),
}
