"""The head as it was read: what the text states, and of what matters most also what it is silent on."""

from collections.abc import Mapping
from typing import Final

from rubricdsl.base.message import Lang
from rubricdsl.base.quantity import decimal_text
from rubricdsl.report.model import Fact
from rubricdsl.report.words import UNSTATED
from rubricdsl.rules import say_en, say_zh
from rubricdsl.rules.model import Rubric

# By language: the keys that are shown always, in their order, each with those that say the same of it.
_ALWAYS: Final[Mapping[Lang, Mapping[str, tuple[str, ...]]]] = {
    "zh": {"考核标准": (), "周期": (), "基础分": ("总分",), "得分范围": ("最低", "最高"), "舍入": ()},
    "en": {"title": (), "period": (), "base": ("full marks",), "range": ("lowest", "highest"), "rounding": ()},
}
_BASE: Final = frozenset({"基础分", "base"})


def facts(rubric: Rubric, lang: Lang) -> tuple[Fact, ...]:
    """The head line by line, and the grades."""
    speak = say_zh if lang == "zh" else say_en
    stated: dict[str, list[str]] = {}
    for line in speak.head(rubric.head):
        key, _, value = line.partition(":")
        stated.setdefault(key, []).append(value.strip())
    stated.pop("language", None)  # said by the page itself
    found: list[Fact] = []
    for key, others in _ALWAYS[lang].items():
        if key in stated:
            found.append(Fact(key, tuple(stated.pop(key))))
        elif not any(other in stated for other in others):
            found.append(Fact(key, (_unstated(key, rubric, lang),), stated=False))
        found += [Fact(other, tuple(stated.pop(other))) for other in others if other in stated]
    found += [Fact(key, tuple(values)) for key, values in stated.items()]
    grades = tuple(speak.grades(rubric.grades)[1:])
    name = "等级" if lang == "zh" else "grades"
    return *found, Fact(name, grades or (UNSTATED[lang],), stated=bool(grades))


def _unstated(key: str, rubric: Rubric, lang: Lang) -> str:
    """That the text is silent, and what is reckoned from all the same."""
    if key not in _BASE:
        return UNSTATED[lang]
    base = decimal_text(rubric.base)
    return f"{UNSTATED[lang]},从{base}分算起" if lang == "zh" else f"{UNSTATED[lang]}, counted from {base}"
