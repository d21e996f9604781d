"""Plug-ins by the name of their entry point: listed without being imported, imported when one is asked for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import frozen

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.suggest import nearest
from rubricdsl.plugins.builtin import BUILT_IN
from rubricdsl.plugins.registry import Table, register
from rubricdsl.rules.dialects import DIALECTS
from rubricdsl.rules.plugin import Offer, Plugin

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "rubricdsl.plugins"


@frozen
class Installed:
    """An entry point as the package that has it declares it; nothing of the package was imported."""

    name: str
    package: str
    version: str
    target: str


def installed() -> tuple[Installed, ...]:
    """The plug-ins that installed packages declare, by name."""
    return tuple(sorted((each for each, _ in _declared()), key=lambda each: (each.name, each.package)))


def load(name: str) -> Plugin | Diagnostic:
    """The plug-in of an entry point, imported now, or why there is none. Never raises."""
    found = [(each, entry) for each, entry in _declared() if each.name == name]
    if not found:
        known = [each.name for each in installed()]
        return Diagnostic("RUB701", {"plugin": name, "installed": "、".join(nearest(name, known) or known) or "—"})
    if len(found) > 1:
        packages = "、".join(sorted(each.package for each, _ in found))
        return Diagnostic("RUB705", {"plugin": name, "what": "entry point", "name": name, "other": packages})
    try:
        value = found[0][1].load()
    except (Exception, SystemExit) as failure:  # noqa: BLE001 (code of others: why it cannot be loaded is told)
        reason = " ".join(f"{type(failure).__name__}: {failure}".split())[:200]
        return Diagnostic("RUB702", {"plugin": name, "reason": reason})
    if not isinstance(value, Plugin):
        return Diagnostic("RUB703", {"plugin": name, "field": found[0][0].target, "reason": type(value).__name__})
    if value.name != name:
        return Diagnostic("RUB703", {"plugin": name, "field": "name", "reason": value.name})
    return value


def offer(given: Iterable[Plugin | str], named: Iterable[str]) -> Offer:
    """What a text is offered that names plug-ins, beside those that whoever reads it gives, as values or by name.

    Nothing is looked for, and nothing tried out, where no plug-in is asked for.
    """
    given = tuple(given)
    own = {each.name for each in BUILT_IN}
    values = [each for each in given if not isinstance(each, str)]
    known = own | {each.name for each in values if isinstance(each, Plugin)}
    wanted = list(dict.fromkeys((*(each for each in given if isinstance(each, str)), *named)))
    loaded = [load(name) for name in wanted if name not in known]
    if not values and not loaded:
        return Offer(DIALECTS)
    failures = tuple(each for each in loaded if isinstance(each, Diagnostic))
    table: Table = register([*values, *(each for each in loaded if isinstance(each, Plugin))])
    used = tuple(plugin.used() for plugin in table.plugins)
    return Offer(table.dialects, used, (*failures, *table.refusals))


def _declared() -> "list[tuple[Installed, EntryPoint]]":
    from importlib.metadata import entry_points  # as slow to import as all the rest, and needed only here

    found = []
    for entry in entry_points(group=GROUP):
        package, version = (entry.dist.name, entry.dist.version) if entry.dist is not None else ("?", "?")
        found.append((Installed(entry.name, package, version, entry.value), entry))
    return found
