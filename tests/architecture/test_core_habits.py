"""What the core may not do: compute inexactly, read the surroundings, print, open files, run code."""

import ast
from collections.abc import Callable, Iterable, Iterator

import pytest

from architecture.modules import Module, core, library

EXACT = frozenset({"base", "meaning", "tree", "clauses", "rules", "events", "tally", "cards"})
OPENERS = frozenset({"rubricdsl.base.resources", "rubricdsl.pipeline", "rubricdsl.events.from_files"})
OPENING = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes"})
SURROUNDINGS = frozenset({"now", "today", "utcnow", "monotonic", "perf_counter", "getenv", "environ", "getlocale"})
SURROUNDING_MODULES = frozenset({"time", "random", "locale", "secrets", "uuid", "socket", "subprocess"})
CODE_CALLS = frozenset({"eval", "exec", "compile", "__import__"})
LAZY = "rubricdsl"  # the public names are loaded on first use, from a fixed table
CODE_MODULES = frozenset({"pickle", "marshal", "shelve", "dill", "cloudpickle"})

Check = Callable[[ast.AST], str | None]


def inexact(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=float() | complex() as value):
            return f"float literal {value}"
        case ast.Call(func=ast.Name(id="float" | "round" as name)):
            return f"{name}("
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return "true division"
        case ast.Attribute(attr="truediv"):
            return "true division"
    return None


def surroundings(node: ast.AST) -> str | None:
    """The clock, the locale, the environment, chance, other processes, and the terminal."""
    match node:
        case ast.Call(func=ast.Name(id="print" | "input" as name)):
            return f"{name}("
        case ast.Attribute(attr=name) if name in SURROUNDINGS:
            return f".{name}"
    return next((f"import {name}" for name in _imported(node) if name in SURROUNDING_MODULES), None)


def opening(node: ast.AST) -> str | None:
    match node:
        case ast.Call(func=ast.Name(id="open")):
            return "open("
        case ast.Call(func=ast.Attribute(attr=name)) if name in OPENING:
            return f".{name}("
    return None


def running_code(node: ast.AST) -> str | None:
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in CODE_CALLS:
            return f"{name}("
        case ast.Name(id="import_module") | ast.Attribute(attr="import_module"):
            return "import_module"
        case ast.keyword(arg="cache", value=ast.Constant(value=True)):
            return "cache=True"
    return next((f"import {name}" for name in _imported(node) if name in CODE_MODULES), None)


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name.partition(".")[0] for alias in names]
        case ast.ImportFrom(module=str() as module):
            return [module.partition(".")[0]]
    return []


def found(check: Check, modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        for node in ast.walk(module.tree):
            what = check(node)
            if what is not None:
                yield f"{module.name}:{getattr(node, 'lineno', 0)} {what}"


def test_points_are_exact() -> None:
    assert list(found(inexact, (module for module in library() if module.folder in EXACT))) == []


def test_core_does_not_look_around() -> None:
    assert list(found(surroundings, core(library()))) == []


def test_files_are_opened_in_three_places() -> None:
    closed = (module for module in core(library()) if module.name not in OPENERS)
    assert list(found(opening, closed)) == []


def test_no_code_is_run() -> None:
    assert list(found(running_code, (module for module in library() if module.name != LAZY))) == []


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (inexact, "half = 0.5"),
        (inexact, "x = float('1')"),
        (inexact, "x = round(y, 2)"),
        (inexact, "x = a / b"),
        (inexact, "x /= 2"),
        (surroundings, "print('here')"),
        (surroundings, "from datetime import date\nday = date.today()"),
        (surroundings, "import os\nhome = os.environ['HOME']"),
        (surroundings, "def late():\n    import random"),
        (opening, "text = open('x').read()"),
        (opening, "text = path.read_text()"),
        (running_code, "x = eval('1')"),
        (running_code, "exec(code)"),
        (running_code, "import pickle"),
        (running_code, "from pickle import loads"),
        (running_code, "parser = Lark(text, cache=True)"),
        (running_code, "import importlib\nm = importlib.import_module(name)"),
        (running_code, "from importlib import import_module\nm = import_module(name)"),
    ],
)
def test_planted_habit_is_found(check: Check, text: str) -> None:
    assert list(found(check, [Module("rubricdsl.rules.planted", text)]))


def test_exact_forms_are_fine() -> None:
    text = "import re\nx = a // b\nRE = re.compile('x')\nok = isinstance(x, float)\nlark = Lark(text, cache=False)"
    modules = [Module("rubricdsl.rules.planted", text)]
    for check in (inexact, surroundings, opening, running_code):
        assert list(found(check, modules)) == []
