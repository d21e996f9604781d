"""Clauses in the forms of plug-ins → drafts."""

from rubricdsl.base.quantity import dimension
from rubricdsl.base.span import Span
from rubricdsl.clauses.draft import Draft, Names
from rubricdsl.meaning.forms import Meaning
from rubricdsl.meaning.parts import Curve, Measure


def drafted(meaning: object, phrase: Span, names: Names, sentence: Span, sentence_number: int, stretch: int) -> Draft:
    """The draft of a clause in a form; `names` are those of the words before it."""
    assert isinstance(meaning, Meaning)
    select = meaning.select
    return Draft(
        names=Names(quoted=select.kinds) if select.kinds else names,
        measure=_measured(meaning.curve) if meaning.measure is None else meaning.measure,
        curve=meaning.curve,
        effect=meaning.effect,
        phrase=phrase,
        sentence=sentence,
        sentence_number=sentence_number,
        stretch=stretch,
        flags=select.flags,
        unless=select.unless,
        when=select.when,
        limit=meaning.limit,
    )


def _measured(curve: Curve) -> Measure:
    unit = next((each.unit for each in (curve.per, *curve.when) if each is not None), None)
    return Measure("count" if unit is None or dimension(unit) == "count" else "sum", unit)
