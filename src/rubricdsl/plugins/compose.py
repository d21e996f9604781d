"""Plug-ins → dialects: each with the forms, units and words of statistics that plug-ins add to it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import evolve

from rubricdsl.base.resources import resource_text
from rubricdsl.meaning.parts import Statistic
from rubricdsl.plugins.fragments import fragment
from rubricdsl.rules.dialect import Dialect, Dialects
from rubricdsl.rules.forms import Form
from rubricdsl.rules.plugin import Plugin
from rubricdsl.rules.units import Unit
from rubricdsl.tree.phrase_grammar import PhraseGrammar
from rubricdsl.tree.phrase_grammar import text_of as phrase_text

_HAN = {"en": "HAN_UNIT"}  # what a dialect calls the units that are no words of its own


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
    if dialect.phrases is not None:
        return _with_phrases(dialect, dialect.phrases, forms, units, statistics)
    added = [*_forms(forms.values()), *_statistics(statistics, dialect.name), *_units(units.values(), dialect.name)]
    if not added:
        return dialect
    grammar = "\n".join([text_of(dialect), *added]) + "\n"
    return evolve(dialect, grammar=grammar, forms=forms, units=units, statistics=statistics)


def _with_phrases(
    dialect: Dialect,
    phrases: PhraseGrammar,
    forms: Mapping[str, Form],
    units: Mapping[str, Unit],
    statistics: tuple[Statistic, ...],
) -> Dialect:
    """A dialect whose grammar is one of kinds: plug-ins add rows to its tables, and productions."""
    if not (forms or units or statistics):
        return dialect
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
        grammar="\n".join([phrase_text(phrases), *added]) + "\n" if added else phrases.grammar,
        words=(*phrases.words, *words),
        units=(*phrases.units, *sorted(units)),
        forms=phrases.forms | frozenset(forms),
        own=phrases.own | frozenset(kinds),
    )
    return evolve(dialect, phrases=grammar, forms=forms, units=units, statistics=statistics)


def text_of(dialect: Dialect) -> str:
    """The text of a dialect's grammar."""
    return resource_text("grammars", "dialects", f"{dialect.name}.lark") if dialect.grammar is None else dialect.grammar


def _forms(forms: Iterable[Form]) -> Iterator[str]:
    for form in forms:
        yield f"{form.grammar}\n%extend part: {form.name}"


def _statistics(statistics: Sequence[Statistic], dialect: str) -> Iterator[str]:
    """Their words, the longer first, stop prose as the dialect's own words do."""
    words = sorted((each.word(dialect) or "" for each in statistics), key=lambda word: (-len(word), word))
    if words:
        yield f"%extend part: STATISTIC\nSTATISTIC.6: /{'|'.join(map(_word, words))}/"


def _units(units: Iterable[Unit], dialect: str) -> Iterator[str]:
    """Where a dialect reads a unit it reads these too, and a number before one is an amount."""
    names = sorted((unit.name for unit in units), key=lambda name: (-len(name), name))
    han = "|".join(_word(name) for name in names if not name.isascii())
    latin = "|".join(_word(name) for name in names if name.isascii())
    if dialect not in _HAN or not names:
        return
    if han:
        yield f"%extend {_HAN[dialect]}: /[ ]*(?:{han})/"
    if latin:
        yield f"%extend UNIT: /(?i:[ ]*(?:{latin}))/"


def _word(word: str) -> str:
    """A word as a regular expression between strokes; a word of letters ends where they end, perhaps in the plural."""
    return re.escape(word).replace("/", r"\/") + (r"s?\b" if word.isascii() else "")
