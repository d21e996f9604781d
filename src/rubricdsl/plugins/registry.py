"""Plug-ins → what they add to the library, or why they do not: a pure function, nothing is kept anywhere."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import frozen

from rubricdsl.base.diagnostic import Diagnostic, sort_key
from rubricdsl.plugins.builtin import BUILT_IN
from rubricdsl.plugins.compose import composed
from rubricdsl.plugins.conflicts import conflicts
from rubricdsl.plugins.laws import lawless
from rubricdsl.plugins.shape import misshapen
from rubricdsl.plugins.trials import Tried, disallowed, unfit, unread
from rubricdsl.rules.dialect import Dialects
from rubricdsl.rules.plugin import Plugin

_REMEMBERED = 32


@frozen(eq=False)
class Table:
    """The dialects with all that the accepted plug-ins add; `refusals` say why the others are none of them."""

    plugins: tuple[Plugin, ...]
    dialects: Dialects
    refusals: tuple[Diagnostic, ...]


def register(plugins: Iterable[object], dialect: Tried = None) -> Table:
    """The table of these plug-ins beside those of the library, whatever their order. Never raises.

    A plug-in with anything wrong is left out as a whole, and so are all that bring one name. They are tried out in all
    dialects, or in the one that a text is in.
    """
    given = list({id(plugin): plugin for plugin in plugins}.values())
    named = [(plugin, str(getattr(plugin, "name", type(plugin).__name__))) for plugin in given]
    refusals = [refusal for plugin, name in named for refusal in misshapen(plugin, name)]
    wrong = {refusal.words["plugin"] for refusal in refusals}
    sound = [plugin for plugin, name in named if isinstance(plugin, Plugin) and name not in wrong]
    table = _table(tuple(sorted(sound, key=lambda plugin: (plugin.name, plugin.version))), dialect)
    return Table(table.plugins, table.dialects, _sorted([*refusals, *table.refusals]))


@lru_cache(maxsize=_REMEMBERED)
def _table(plugins: tuple[Plugin, ...], dialect: Tried) -> Table:
    """The table of plug-ins of the right shape; remembered, as trying them out takes as long as scoring a log."""
    refusals = list(conflicts(plugins))
    left = _without(plugins, refusals)
    refusals += [refusal for plugin in left for refusal in disallowed(plugin)]
    left = _without(left, refusals)
    for plugin in left:
        refusals += _alone(plugin, dialect)
    left = _without(left, refusals)
    if len(left) > 1:
        names = "、".join(plugin.name for plugin in left)
        together = [*unfit(left, names, dialect)] or [*unread(left, names, dialect)]
        refusals += together
        left = () if together else left
    return Table(left, composed((*BUILT_IN, *left)), _sorted(refusals))


def _alone(plugin: Plugin, dialect: Tried) -> list[Diagnostic]:
    found = [*unfit((plugin,), plugin.name, dialect)] or [*unread((plugin,), plugin.name, dialect)]
    return [*found, *(broken for each in plugin.statistics for broken in lawless(each, plugin.name))]


def _without(plugins: Sequence[Plugin], refusals: Sequence[Diagnostic]) -> tuple[Plugin, ...]:
    refused = {refusal.words["plugin"] for refusal in refusals}
    return tuple(plugin for plugin in plugins if plugin.name not in refused)


def _sorted(refusals: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(refusals), key=sort_key))
