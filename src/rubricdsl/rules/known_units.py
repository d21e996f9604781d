"""Phrases in units that plug-ins bring → in the units of the library: 2班次 is 16小时."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from rubricdsl.meaning.parts import Quantity
from rubricdsl.rules.units import Unit
from rubricdsl.tree.phrases import Amount, Bound, Count, Full, Number, Phrase, Problem, Score

_UNREAD = Problem("RUB201", (("form", "加1分/班次"),))


def in_known_units(phrases: Sequence[Phrase], units: Mapping[str, Unit]) -> Sequence[Phrase]:
    """The phrases as they would be in the units of the library."""
    short = {name: unit for name, unit in units.items() if unit.of is not None}
    if not short:
        return phrases
    return tuple(known for phrase in phrases for known in _known(phrase, short))


def _known(phrase: Phrase, short: Mapping[str, Unit]) -> Iterator[Phrase]:
    """A phrase in known units; 扣1分/班次 is 每8小时扣1分, and 扣1分/人/班次 is no one amount."""
    per = phrase.per if isinstance(phrase, Amount | Count | Score | Bound) else ()
    named = [unit for unit in per if unit in short]
    if (named and len(per) > 1) or (named and not isinstance(phrase, Score | Amount)):
        yield evolve(phrase, problems=(*phrase.problems, _UNREAD))
        return
    if named and isinstance(phrase, Score | Amount):
        unit = short[named[0]]
        yield Count(phrase.text, phrase.span, Quantity(Decimal(unit.times), unit.of or ""))
        phrase = evolve(phrase, per=())
    if isinstance(phrase, Amount):
        yield evolve(phrase, number=_number(phrase.number, short))
    elif isinstance(phrase, Count) and phrase.every is not None and phrase.every.unit in short:
        unit = short[phrase.every.unit]
        yield evolve(phrase, every=Quantity(phrase.every.value * unit.times, unit.of or ""))
    elif isinstance(phrase, Score | Bound | Full) and phrase.unit in short:
        yield evolve(phrase, problems=(*phrase.problems, _UNREAD))  # no score is in such a unit
    else:
        yield phrase


def _number(number: Number, short: Mapping[str, Unit]) -> Number:
    low, high = short.get(number.unit), short.get(number.high_unit)
    if low is not None:
        number = evolve(number, low=number.low * low.times, unit=low.of or "")
    if high is not None and number.high is not None:
        number = evolve(number, high=number.high * high.times, high_unit=high.of or "")
    return number
