"""A sound plug-in, and one for each thing that can be wrong with one."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from rubricdsl.base.resources import resource_text
from rubricdsl.plugins import Amounts, Curve, Effect, Form, Limit, Meaning, Part, Plugin, Quantity, Statistic, Unit
from rubricdsl.rules.chinese import CHINESE
from rubricdsl.tree.phrase_grammar import PhraseGrammar

GRAMMAR = r"""
defect: DEFECT NUMBER UNIT
DEFECT: "质控缺陷"
"""


def read_defect(part: Part) -> Meaning | None:
    points = Decimal(part.word("NUMBER") or "0")
    if points > 100:
        return None
    return Meaning(Effect("deduct", points, points), curve=Curve(per=Quantity(Decimal(1), "例")))


def highest(amounts: Amounts) -> Fraction:
    return max(amount for amount, _ in amounts)


def last(amounts: Amounts) -> Fraction:
    return amounts[-1][0]


def half(amounts: Amounts) -> float:
    return float(highest(amounts)) / 2


def words_of(word: str) -> tuple[tuple[str, str], ...]:
    return (("zh", word), ("en", "highest value of"))


DEFECT = Form("defect", "zh", GRAMMAR, read_defect, ("“病历书写”质控缺陷2分。",))
HIGHEST = Statistic("highest", words_of("最高值"), highest)
SOUND = Plugin(
    "quality",
    "1.0",
    forms=(DEFECT,),
    units=(Unit("班次", 8, "小时"), Unit("床日"), Unit("shift", 8, "小时")),
    aliases=(("病历书写", ("病案书写",)),),
    statistics=(HIGHEST,),
)
OTHER = Plugin("other", "1.0")


def form(grammar: str = GRAMMAR, read: Callable[[Part], Meaning | None] = read_defect, *examples: str) -> Plugin:
    """A plug-in of one form, which differs from the sound one in this alone."""
    return evolve(OTHER, forms=(evolve(DEFECT, grammar=grammar, read=read, examples=examples or DEFECT.examples),))


def statistic(take: Callable[[Amounts], object], word: str = "最高值") -> Plugin:
    return evolve(OTHER, statistics=(Statistic("odd", words_of(word), take),))  # type: ignore[arg-type]


def unsayable(_: Part) -> Meaning:
    """Two conditions no clause of the language states together."""
    two = Decimal(2)
    return Meaning(Effect("deduct", two, two), curve=Curve(role="step"), limit=Limit(exhaust=True))


def failing(*_: object) -> Meaning:
    raise KeyError("no such level")


def listing(amounts: Amounts) -> Fraction:
    return Fraction(len(amounts))


TRADITIONAL = evolve(
    CHINESE,
    name="hant",
    called=frozenset({"hant", "繁體"}),
    phrases=PhraseGrammar("zh", resource_text("grammars", "dialects", "zh.lark")),
)
