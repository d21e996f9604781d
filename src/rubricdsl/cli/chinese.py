"""What click says by itself, and the help of our commands, in Chinese where the command speaks it."""

import gettext
from collections.abc import Iterable
from inspect import cleandoc
from typing import Any, Final

import click

from rubricdsl.cli.language import language

CLICK: Final = {
    "Usage:": "用法:",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "default: {default}": "默认:{default}",
    "required": "必须给出",
    "Error: {message}": "错误:{message}",
    "Try '{command} {option}' for help.": "用“{command} {option}”查看用法。",
    "Aborted!": "已中止!",
    "Missing command.": "没有写命令",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Invalid value: {message}": "值不对:{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对:{message}",
    "Choose from:\n\t{choices}": "可选:\n\t{choices}",
    "No such option {name!r}.": "没有选项“{name}”。",
    "No such option: {name}": "没有选项“{name}”",
    "No such command {name!r}.": "没有命令“{name}”。",
    "Did you mean {possibility}?": "是不是 {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(是不是其中之一:{possibilities}?)",
    "(Possible options: {possibilities})": "(可能是:{possibilities})",
    "Got unexpected extra argument ({args})": "多了参数({args})",
    "Got unexpected extra arguments ({args})": "多了参数({args})",
    "Option {name!r} does not take a value.": "选项“{name}”不带值。",
    "Option {name!r} requires an argument.": "选项“{name}”要带一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项“{name}”要带 {nargs} 个值。",
    "Argument {name!r} takes {nargs} values.": "参数“{name}”要 {nargs} 个值。",
    "{value!r} is not {choice}.": "“{value}”不是 {choice}。",
    "{value!r} is not one of {choices}.": "“{value}”不是其中之一:{choices}。",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "{name} {filename!r} does not exist.": "“{filename}”不存在。",
    "{name} {filename!r} is a file.": "“{filename}”是文件。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹。",
    "{name} {filename!r} is not readable.": "“{filename}”不能读。",
    "{name} {filename!r} is not writable.": "“{filename}”不能写。",
    "Could not open file {filename!r}: {message}": "打不开文件“{filename}”:{message}",
}
HELP: Final = {
    "Show this message and exit.": "显示用法。",
    "Show the version and exit.": "显示版本。",
    "Score event logs with an appraisal standard written in plain words.": "按用平常话写的考核标准,给事项记录评分。",
    "Exit codes: 0 fine, 1 findings or refused events, 2 wrong usage or unreadable input, 3 a bug of ours.": (
        "退出码:0 没有问题,1 有问题或有事项没有收下,2 用法不对或读不了,3 我们的错误。"
    ),
    "Score logs of events (.csv, .jsonl, .xlsx, - for stdin) with a rubric: one card per subject and period.": (
        "按标准给事项记录(.csv、.jsonl、.xlsx,- 为标准输入)评分,每人每周期一张记分卡。"
    ),
    "CSV cells as they are, unguarded against spreadsheet formulas.": "CSV 的单元格照原样写,不防表格软件把它当公式。",
    "Roster: everyone on it gets a card.": "名册:其中每人都有记分卡。",
    "The sheet of events in workbooks; else the first that is not empty.": (
        "工作簿里记事项的工作表;不写取第一张非空的。"
    ),
    "The sheet of the roster, where it is a workbook.": "名册是工作簿时,名册所在的工作表。",
    "Only this period: 2024-03; repeatable.": "只评这个周期,例如 2024-03;可写多次。",
    "The day on which obligations and absences are judged.": "按哪一天判断应做的事和没有发生的事。",
    "Score the rest when events are refused.": "有事项没有收下时,先评其余的。",
    "Where refused lines go.": "没有收下的行写到哪个文件。",
    "Format of -, if not told.": "标准输入的格式,看不出时写明。",
    "Use an installed plug-in; repeatable.": "使用已安装的插件;可写多次。",
    "Encoding of files that are not UTF-8, like gb18030.": "不是 UTF-8 的文件用什么编码,例如 gb18030。",
    "Language of what is said; by default that of the rubric, else of the locale.": (
        "用什么语言显示;不写随标准的语言,没有标准时随系统。"
    ),
    "Explain the scorecards of one subject, point by point.": "逐分说明一个人的记分卡。",
    "Check rubrics: what was not understood, what contradicts itself, what looks like a slip.": (
        "检查标准:没有读懂的,自相矛盾的,像是笔误的。"
    ),
    "Warnings are findings too.": "警告也算问题。",
    "Show how a rubric was read: head, items, every clause read back, what was refused at its place.": (
        "显示整份标准是怎样读的:抬头、各项、逐条复述,没有读懂的在原处指出。"
    ),
    "With --format html the page shows the author's text with the role of each word in colour, and the read-back "
    "beside\nit: one file, without scripts. json lists the rules, reading the whole with the roles of all words.": (
        "加 --format html 是校对页:原文每个词按作用着色,旁边是复述;只有一个文件,没有脚本。"
        "json 列出规则,reading 是整个读法,连同每个词的作用。"
    ),
    "Where the page goes, not stdout.": "写到哪个文件,不写则到标准输出。",
    "With --format source the whole rubric is said back as a .rub text of the same meaning: --lang translates it.": (
        "加 --format source 把整份标准复述成同义的 .rub 文本,用 --lang 翻译。"
    ),
    "List what an event log may say: names, flags, units, and the codes of the rules they meet.": (
        "列出事项记录可以写的名称、标记、单位,以及对应的条款编号。"
    ),
    "The names of rubrics that 引用 resolves to are listed with the clause that refers to them.": (
        "引用的标准里的名称,列在引用它的条款之下。"
    ),
    "List plug-ins: built in and installed. The named ones are loaded and tried out, alone and together.": (
        "列出随库提供和已安装的插件。写了名称的会载入并试用,先单独,再一起。"
    ),
    "Print what a code means and how to set it right, in Chinese and English.": "说明一个编号的意思和改法,中文和英文。",
    "Only in this language.": "只用这种语言。",
}
_MODULES: Final = (
    click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types,
)  # fmt: skip


def teach() -> None:
    """Let click say its own sentences through the table above; what the table lacks stays in English."""
    for module in _MODULES:
        for name, said in (("_", _said), ("ngettext", _counted)):
            if name in vars(module):
                setattr(module, name, said)


def translated(text: str) -> str:
    """Our own words about a command or an option, paragraph by paragraph."""
    said = "\n\n".join(HELP.get(paragraph, paragraph) for paragraph in text.split("\n\n"))
    return said if language() == "zh" else text


def _said(message: str) -> str:
    return CLICK[message] if language() == "zh" and message in CLICK else gettext.gettext(message)


def _counted(one: str, many: str, number: int) -> str:
    message = one if number == 1 else many
    return CLICK[message] if language() == "zh" and message in CLICK else gettext.ngettext(one, many, number)


class Formatter(click.HelpFormatter):
    """Help pages whose texts are ours, in the language of the command."""

    def write_text(self, text: str) -> None:
        super().write_text(translated(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().write_dl([(name, _described(text)) for name, text in rows], *args, **options)


def _described(text: str) -> str:
    """The help of an option, behind which its default stands in brackets."""
    words, gap, extra = text.partition("  [")
    return translated(words) + gap + extra


class Context(click.Context):
    """Where the pages of help are written in the language of the command."""

    formatter_class = Formatter


class Speaking(click.Command):
    """A command whose help is in its language."""

    context_class = Context

    def get_short_help_str(self, limit: int = 45) -> str:
        said = translated(cleandoc(self.help or ""))
        return said.partition("\n")[0].removesuffix("。") if language() == "zh" else super().get_short_help_str(limit)
