"""The order of the parts, from base to the edges: imports point left.

base < meaning < tree < clauses < rules | events < tally < cards < explanation < checks < plugins < pipeline < office
< public names < report < edges
"""

import sys
from collections.abc import Iterator, Mapping, Sequence

import pytest

import rubricdsl
from architecture.modules import CORE, EDGES, PACKAGE, Module, imports, library, names

ORDER = (
    ("base",), ("meaning",), ("tree",), ("clauses",), ("rules", "events"), ("tally",), ("cards",), ("explanation",),
    ("checks",), ("plugins",), ("pipeline",), ("office",), ("",), ("report",), EDGES, ("__main__",),
)  # fmt: skip
LEVEL = {folder: level for level, folders in enumerate(ORDER) for folder in folders}
FOREIGN = frozenset({"attr", "attrs", "lark"})


def wrong_directions(modules: Sequence[Module]) -> Iterator[str]:
    """Imports that do not point left: to a folder further right, or to a neighbour on the same level."""
    known = names(modules)
    folders = {module.name: module.folder for module in modules}
    for module in modules:
        if module.folder not in LEVEL:
            yield f"{module.name}: no place in the order"
            continue
        for target, line in imports(module, known):
            other = folders.get(target)
            if other is None or other == module.folder:
                continue
            if LEVEL.get(other, len(ORDER)) >= LEVEL[module.folder]:
                yield f"{module.name}:{line} imports {target}"


def unknown_imports(modules: Sequence[Module]) -> Iterator[str]:
    """What the core may not import: anything but the standard library, attrs and, in tree/ alone, lark."""
    known = names(modules)
    for module in modules:
        for target, line in imports(module, known):
            top = target.partition(".")[0]
            if top == PACKAGE and target not in known:
                yield f"{module.name}:{line} imports {target}, which is not there"
            if top == PACKAGE or top in sys.stdlib_module_names:
                continue
            allowed = FOREIGN if module.folder == "tree" else FOREIGN - {"lark"}
            if (module.folder in (*CORE, "") or top == "lark") and top not in allowed:
                yield f"{module.name}:{line} imports {top}"


def cycles(modules: Sequence[Module]) -> Iterator[str]:
    """Modules that reach themselves through explicit imports."""
    known = names(modules)
    graph = {module.name: {target for target, _ in imports(module, known) if target in known} for module in modules}
    for name in graph:
        if name in _reached(graph, name):
            yield name


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(graph[name])
    return seen


def test_imports_point_left() -> None:
    assert list(wrong_directions(library())) == []


def misplaced_names(homes: Mapping[str, str]) -> Iterator[str]:
    """Public names whose home, loaded by its name alone, does not lie left of them."""
    for name, home in homes.items():
        if LEVEL.get(home.partition(".")[0], len(ORDER)) >= LEVEL[""]:
            yield f"{name}: {home}"


def test_homes_of_public_names_lie_left_of_them() -> None:
    assert list(misplaced_names(rubricdsl._HOMES)) == []
    assert list(misplaced_names({"main": "cli.main", "read_events": "office.files"})) == ["main: cli.main"]


def test_core_imports_only_what_it_may() -> None:
    assert list(unknown_imports(library())) == []


def test_no_cycles() -> None:
    assert list(cycles(library())) == []


def plant(*files: tuple[str, str]) -> list[Module]:
    return [Module(name, text) for name, text in files]


LEAF = ("rubricdsl.tally.model", "")
RIGHT = {
    "plain": "import rubricdsl.tally.model",
    "from": "from rubricdsl.tally import model",
    "name": "from rubricdsl.tally.model import Tally",
    "in a function": "def late():\n    from rubricdsl.tally.model import Tally\n    return Tally",
    "for types": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rubricdsl.tally import model",
    "relative": "from ..tally import model",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_planted_import_to_the_right_is_found(text: str) -> None:
    assert list(wrong_directions(plant(LEAF, ("rubricdsl.rules.planted", text))))


@pytest.mark.parametrize(
    ("importer", "target"),
    [("events.planted", "rules.model"), ("cli.planted", "engines.duckdb"), ("base.planted", "surprise.model")],
)
def test_planted_import_of_a_neighbour_is_found(importer: str, target: str) -> None:
    modules = plant((f"rubricdsl.{target}", ""), (f"rubricdsl.{importer}", f"import rubricdsl.{target}"))
    assert list(wrong_directions(modules))


def test_import_to_the_left_is_fine() -> None:
    modules = plant(LEAF, ("rubricdsl.cards.planted", "from rubricdsl.tally import model"))
    assert list(wrong_directions(modules)) == []
    assert list(unknown_imports(modules)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rules.planted", "import lark"),
        ("cli.planted", "from lark import Lark"),
        ("cards.planted", "import numpy as np"),
    ],
)
def test_planted_foreign_import_is_found(name: str, text: str) -> None:
    assert list(unknown_imports(plant((f"rubricdsl.{name}", text))))


def test_lark_belongs_to_the_tree_and_extras_to_the_edges() -> None:
    modules = plant(("rubricdsl.tree.planted", "import lark"), ("rubricdsl.cli.planted", "import click"))
    assert list(unknown_imports(modules)) == []


def test_planted_cycle_is_found() -> None:
    modules = plant(
        ("rubricdsl.rules.one", "from rubricdsl.rules.two import a"),
        ("rubricdsl.rules.two", "def late():\n    from rubricdsl.rules import one\n    return one"),
        ("rubricdsl.rules.three", "from rubricdsl.rules import one"),
    )
    assert list(cycles(modules)) == ["rubricdsl.rules.one", "rubricdsl.rules.two"]
