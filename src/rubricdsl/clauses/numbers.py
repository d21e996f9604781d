"""The numbers of points, money and percent that a phrase states, in any role, as written; those in names are none."""

import re
from collections.abc import Sequence
from decimal import Decimal

from rubricdsl.base.quantity import STATED, dimension
from rubricdsl.meaning.parts import Quantity
from rubricdsl.tree.phrases import Amount, Bound, Count, Full, Phrase, Plain, Score

_IN_PROSE = re.compile(r"(?<![0-9])([0-9]+(?:\.[0-9]+)?)[ ]*(?:分|万?元)")


def stated_numbers(phrase: Phrase) -> Sequence[Quantity]:
    """The numbers that a phrase states, each with % where it is a percentage, else with 分."""
    match phrase:
        case Score():
            ends = (phrase.low,) if phrase.low == phrase.high else (phrase.low, phrase.high)
            return [Quantity(end, "%" if phrase.unit == "%" else "分") for end in ends]
        case Amount(number=number):
            return [
                Quantity(value, "%" if dimension(unit) == "percent" else "分")
                for value, unit in ((number.low, number.unit), (number.high, number.high_unit))
                if value is not None and dimension(unit) in STATED
            ]
        case Count(every=Quantity() as every) if dimension(every.unit) in STATED:
            return [Quantity(every.value, "%" if dimension(every.unit) == "percent" else "分")]
        case Bound():
            return [Quantity(value, "分") for value in (phrase.max, phrase.min) if value is not None]
        case Full():
            return [Quantity(phrase.value, "分")]
        case Plain():
            return [Quantity(Decimal(text), "分") for text in _IN_PROSE.findall(phrase.text)]
        case _:
            return []
