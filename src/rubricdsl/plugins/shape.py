"""Whether a plug-in is what it should be, looked at before anything of it is used: its types and its interface."""

import re
from collections.abc import Iterator
from typing import Any

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.meaning.parts import Statistic
from rubricdsl.rules.dialect import Dialect
from rubricdsl.rules.forms import Form
from rubricdsl.rules.plugin import API, Plugin
from rubricdsl.rules.units import Unit

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_RULE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SAID = ("zh", "en")  # what a rubric can be said back in
_PARTS = {"dialects": Dialect, "forms": Form, "units": Unit, "statistics": Statistic}


def misshapen(plugin: object, name: str) -> Iterator[Diagnostic]:
    """What is of a wrong type, wrongly named, or for another interface; `name` is what it was asked for by."""
    if not isinstance(plugin, Plugin):
        yield _wrong(name, "Plugin", type(plugin).__name__)
        return
    if plugin.api != API:
        yield Diagnostic("RUB704", {"plugin": name, "given": str(plugin.api), "wanted": str(API)})
        return
    for field, said, holds in (
        ("name", plugin.name, isinstance(plugin.name, str) and NAME.fullmatch(plugin.name) and plugin.name == name),
        ("version", plugin.version, isinstance(plugin.version, str) and plugin.version.strip()),
        ("aliases", plugin.aliases, _are_aliases(plugin.aliases)),
        *((field, value, _all(value, kind)) for field, kind in _PARTS.items() if (value := getattr(plugin, field),)),
    ):
        if not holds:
            yield _wrong(name, field, repr(said)[:80])
    if all(_all(getattr(plugin, field), kind) for field, kind in _PARTS.items()):
        yield from _parts(plugin)


def _parts(plugin: Plugin) -> Iterator[Diagnostic]:
    for form in plugin.forms:
        texts = (form.name, form.dialect, form.grammar, *(form.examples if isinstance(form.examples, tuple) else (0,)))
        if not all(isinstance(text, str) for text in texts) or not _RULE.fullmatch(form.name):
            yield _wrong(plugin.name, "Form", f"{form.name!r}"[:80])
        elif not form.examples or not callable(form.read):
            yield _wrong(plugin.name, form.name, "read, examples")
    for statistic in plugin.statistics:
        if not isinstance(statistic.name, str) or not callable(statistic.take):
            yield _wrong(plugin.name, "Statistic", f"{statistic.name!r}"[:80])
        elif not _are_words(statistic.called):
            yield _wrong(plugin.name, statistic.name, f"called={statistic.called!r}"[:80])
    for unit in plugin.units:
        if not isinstance(unit.name, str) or type(unit.times) is not int or not isinstance(unit.of, str | None):
            yield _wrong(plugin.name, "Unit", repr(unit)[:80])


def _are_words(called: object) -> bool:
    """A word in every language that a rubric is said back in, and nothing but words."""
    pairs = isinstance(called, tuple) and all(_is_pair(each) and _all(each, str) and each[1].strip() for each in called)
    return pairs and isinstance(called, tuple) and {each[0] for each in called}.issuperset(_SAID)


def _are_aliases(aliases: object) -> bool:
    return isinstance(aliases, tuple) and all(
        _is_pair(each) and isinstance(each[0], str) and _all(each[1], str) for each in aliases
    )


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2


def _all(value: Any, kind: type) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, kind) for each in value)


def _wrong(plugin: str, field: str, reason: str) -> Diagnostic:
    return Diagnostic("RUB703", {"plugin": plugin, "field": field, "reason": reason})
