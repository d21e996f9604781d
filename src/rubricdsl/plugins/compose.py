"""Plug-ins → dialects: each with the forms, units and words of statistics that plug-ins add to it."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from attrs import evolve

from rubricdsl.meaning.parts import Statistic
from rubricdsl.plugins.fragments import fragment
from rubricdsl.rules.dialect import Dialect, Dialects
from rubricdsl.rules.forms import Form
from rubricdsl.rules.plugin import Plugin
from rubricdsl.rules.units import Unit
from rubricdsl.tree.phrase_grammar import text_of


def composed(plugins: Sequence[Plugin]) -> Dialects:
    """The dialects of all plug-ins, in their order, with what all of them add. Builds no parser."""
    dialects = [dialect for plugin in plugins for dialect in plugin.dialects]
    return MappingProxyType({dialect.name: extended(dialect, plugins) for dialect in dialects})


def extended(dialect: Dialect, plugins: Iterable[Plugin]) -> Dialect:
    """A dialect with what plug-ins add to it; itself where they add nothing."""
    plugins = tuple(plugins)
    forms = {form.name: form for plugin in plugins for form in plugin.forms if form.dialect == dialect.name}
    units = {unit.name: unit for plugin in plugins for unit in plugin.units}
    statistics = tuple(each for plugin in plugins for each in plugin.statistics if each.word(dialect.name))
    return _with(dialect, forms, units, statistics)


def _with(
    dialect: Dialect, forms: Mapping[str, Form], units: Mapping[str, Unit], statistics: tuple[Statistic, ...]
) -> Dialect:
    """Plug-ins add rows to the tables of a dialect, and productions."""
    if not (forms or units or statistics):
        return dialect
    phrases = dialect.phrases
    fragments = [fragment(form) for form in forms.values()]
    words = [row for each in fragments for row in each.words]
    words += [(each.word(dialect.name) or "", "STATISTIC") for each in statistics]
    kinds = sorted({kind for each in fragments for kind in each.kinds})
    added = [
        f"{each.production}\n%extend phrase: {form.name}" for each, form in zip(fragments, forms.values(), strict=True)
    ]
    if kinds:
        added.append(f"%extend word: {' | '.join(kinds)}\n%declare {' '.join(kinds)}")
    grammar = evolve(
        phrases,
        grammar="\n".join([text_of(phrases), *added]) + "\n" if added else phrases.grammar,
        words=(*phrases.words, *words),
        units=(*phrases.units, *sorted(units)),
        forms=phrases.forms | frozenset(forms),
        own=phrases.own | frozenset(kinds),
    )
    return evolve(dialect, phrases=grammar, forms=forms, units=units, statistics=statistics)
