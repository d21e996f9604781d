"""What a text is offered: the library's dialects, with what the plug-ins add that it names or its reader gives."""

from collections.abc import Iterable, Sequence

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.plugins.builtin import BUILT_IN, DIALECTS
from rubricdsl.plugins.discover import load
from rubricdsl.plugins.registry import register
from rubricdsl.rules.dialect import Dialect, dialect_of
from rubricdsl.rules.plugin import Offer, Plugin


def offer(given: Iterable[Plugin | str], named: Iterable[str], language: str | None) -> Offer:
    """The offer to a text that names these plug-ins and this language; `given` are values, or names of installed ones.

    Nothing is looked for, and nothing tried out, where no plug-in is asked for. Never raises.
    """
    given = tuple(given)
    values: list[object] = [each for each in given if not isinstance(each, str)]
    known = {each.name for each in (*BUILT_IN, *values) if isinstance(each, Plugin)}
    names = dict.fromkeys((*(each for each in given if isinstance(each, str)), *named))
    loaded = [load(name) for name in names if name not in known]
    if not values and not loaded:
        return Offer(DIALECTS)
    failures = tuple(each for each in loaded if isinstance(each, Diagnostic))
    values += (each for each in loaded if isinstance(each, Plugin))
    table = register(values, _asked_for(values, language))
    used = tuple(plugin.used() for plugin in table.plugins)
    return Offer(table.dialects, used, (*failures, *table.refusals))


def _asked_for(plugins: Sequence[object], language: str | None) -> str:
    """The name of the dialect that a text is in."""
    brought = [each for plugin in plugins for each in getattr(plugin, "dialects", ()) if isinstance(each, Dialect)]
    found = dialect_of(language, {**DIALECTS, **{dialect.name: dialect for dialect in brought}})
    return "" if found is None else found.name
