"""Names that two plug-ins bring, or that the library has: whichever comes first would decide, so neither is taken."""

import re
from collections.abc import Iterator, Sequence

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.quantity import dimension
from rubricdsl.plugins.builtin import BUILT_IN
from rubricdsl.rules.plugin import Plugin
from rubricdsl.tree.lexicon import EVERYDAY
from rubricdsl.tree.phrase_grammar import PhraseGrammar, parser

LIBRARY = "rubricdsl"
TERMINAL = re.compile(r"^[ \t]*(_?[A-Z][A-Z0-9_]*)(?:\.[0-9]+)?[ \t]*:", re.MULTILINE)
Named = tuple[str, str]  # what it is, and its name


def conflicts(plugins: Sequence[Plugin]) -> Iterator[Diagnostic]:
    """Every name that is brought more than once, told of every plug-in that brings it."""
    brought = [(plugin, list(_brought(plugin))) for plugin in plugins]
    own = {name for plugin in BUILT_IN for name in _brought(plugin)}
    for plugin, names in brought:
        for named in dict.fromkeys(names):
            others = [LIBRARY] if named in own or _is_known(named) else []
            others += [other.name for other, theirs in brought if other is not plugin and named in theirs]
            others += [plugin.name] if names.count(named) > 1 else []
            if others:
                what, name = named
                words = {"plugin": plugin.name, "what": what, "name": name, "other": "、".join(others)}
                yield Diagnostic("RUB705", words)


def _brought(plugin: Plugin) -> Iterator[Named]:
    yield "plugin", plugin.name
    for dialect in plugin.dialects:
        yield from (("dialect", word) for word in sorted({dialect.name, *dialect.called}))
    for form in plugin.forms:
        yield f"form ({form.dialect})", form.name
        yield from ((f"terminal ({form.dialect})", name) for name in TERMINAL.findall(form.grammar))
    for unit in plugin.units:
        yield "unit", unit.name
    for statistic in plugin.statistics:
        yield "statistic", statistic.name
        yield from ((f"statistic ({dialect})", word) for dialect, word in statistic.called)
    for _, others in plugin.aliases:
        yield from (("alias", other) for other in others)


def _is_known(named: Named) -> bool:
    """Whether the library itself has a unit, or a rule or terminal in a dialect, of that name."""
    what, name = named
    kind, _, dialect = what.partition(" ")
    if what == "unit":
        return dimension(name) != "count"
    if kind == "statistic":
        return _is_word(dialect.strip("()"), name)
    if kind not in ("form", "terminal") or dialect.strip("()") not in {each.name for each in BUILT_IN}:
        return False
    rules, terminals = _names_of(dialect.strip("()"))
    return name in (rules if kind == "form" else terminals | {"STATISTIC"})


def _phrases_of(dialect: str) -> PhraseGrammar:
    return next(each.phrases for plugin in BUILT_IN for each in plugin.dialects if each.name == dialect)


def _is_word(dialect: str, word: str) -> bool:
    """Whether a word has a meaning in the tables of a dialect of the library."""
    known = {each.name for plugin in BUILT_IN for each in plugin.dialects}
    found = _phrases_of(dialect).lexicon.words.longest(word, 0) if dialect in known else None
    return found is not None and found[0] == word and any(each.kind != EVERYDAY for each in found[1])


def _names_of(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The rules of a dialect of the library, and its terminals."""
    rules = parser(_phrases_of(name)).rules
    terminals = {symbol.name for rule in rules for symbol in rule.expansion if symbol.is_term}
    return frozenset(rule.origin.name for rule in rules), frozenset(terminals)
