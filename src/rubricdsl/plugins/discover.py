"""Plug-ins by the name of their entry point: listed without being imported, imported when one is asked for."""

from typing import TYPE_CHECKING

from attrs import frozen

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.suggest import nearest
from rubricdsl.rules.plugin import Plugin

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


def _declared() -> "list[tuple[Installed, EntryPoint]]":
    from importlib.metadata import entry_points  # as slow to import as all the rest, and needed only here

    found = []
    for entry in entry_points(group=GROUP):
        package, version = (entry.dist.name, entry.dist.version) if entry.dist is not None else ("?", "?")
        found.append((Installed(entry.name, package, version, entry.value), entry))
    return found
