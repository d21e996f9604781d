"""Rules → words: the one canonical restatement of every rule and rubric, in Chinese and in English."""

from collections.abc import Iterable

from rubricdsl.base.message import Lang
from rubricdsl.meaning.parts import Clause, Grade, Head, Item
from rubricdsl.rules import say_en, say_zh


def rule(clause: Clause, lang: Lang) -> str:
    """One rule, without the full stop that ends its sentence."""
    return say_zh.clause(clause) if lang == "zh" else say_en.clause(clause)


def rubric(head: Head, items: Iterable[Item], rules: Iterable[Clause], grades: Iterable[Grade], lang: Lang) -> str:
    """A whole rubric as source text of the same digest."""
    speak = say_zh if lang == "zh" else say_en
    lines = [*speak.head(head), ""]
    by_item: dict[str, list[Clause]] = {}
    for clause in rules:
        by_item.setdefault(clause.item, []).append(clause)
    for item in items:
        lines += speak.item(item, by_item.get(item.code, ()))
    lines += speak.total(head)
    lines += speak.grades(grades)
    return "\n".join(lines).rstrip("\n") + "\n"
