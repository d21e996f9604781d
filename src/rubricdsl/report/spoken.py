"""The page's own sentences, in its language."""

from attrs import frozen

from rubricdsl.base.message import Lang
from rubricdsl.report.model import Page


@frozen
class Spoken:
    """What the page says besides what was read."""

    lang: Lang

    def __getattr__(self, name: str) -> str:
        return _SAID[name][self.lang]

    def line(self, number: int) -> str:
        return f"第{number}行" if self.lang == "zh" else f"line {number}"

    def place(self, line: int, column: int) -> str:
        return f"第{line}行第{column}列" if self.lang == "zh" else f"line {line}, column {column}"

    def inherited(self, said: str) -> str:
        """What a clause has from elsewhere, in brackets."""
        return f"({said})"

    def state(self, page: Page) -> str:
        """How many findings there are, and what they mean for scoring."""
        wrong, doubtful, hints = (number for _, number in page.counts)
        if self.lang == "zh":
            found = f"{wrong} 个错误,{doubtful} 个警告,{hints} 个提示"
            return found + ("。改好错误之前不能评分" if wrong else "")
        counted = ", ".join(
            f"{number} {noun}{'' if number == 1 else 's'}"
            for number, noun in ((wrong, "error"), (doubtful, "warning"), (hints, "hint"))
        )
        return counted + (". Nothing can be scored before the errors are put right" if wrong else "")


_SAID: dict[str, dict[Lang, str]] = {
    "title": {"zh": "校对", "en": "Proof"},
    "head": {"zh": "抬头", "en": "Head"},
    "legend": {"zh": "图例", "en": "Legend"},
    "text": {"zh": "原文和读法", "en": "The text and how it was read"},
    "others": {"zh": "引用的条款", "en": "Clauses of other standards"},
    "names": {"zh": "名称: ", "en": "names: "},
    "help": {"zh": "改法: ", "en": "help: "},
    "unaccounted": {
        "zh": "这份文本读的时候不逐词记账:标出的是标题、抬头和各条的分数,其余的词不分颜色",
        "en": "This text is read without an account of each word: titles, head and the scores of clauses are "
        "marked, all other words have no colour",
    },
}
