"""Files and functions stay small enough to be read at once, and are named for what they yield."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from architecture.modules import Module, library

FILE_LINES = 400
FUNCTION_LINES = 40
EMPTY_NAMES = frozenset({"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"})


def long_files(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        count = len(module.text.split("\n"))
        if count > FILE_LINES:
            yield f"{module.name}: {count} lines"


def long_functions(modules: Iterable[Module]) -> Iterator[str]:
    """Functions over the limit, their decorators and docstring not counted."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines(node) > FUNCTION_LINES:
                yield f"{module.name}:{node.lineno} {node.name}: {_lines(node)} lines"


def empty_names(modules: Iterable[Module]) -> Iterator[str]:
    return (module.name for module in modules if EMPTY_NAMES & set(module.name.split(".")))


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node) is None:
        return whole
    docstring = node.body[0]
    return whole - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def test_files_are_short() -> None:
    assert list(long_files(library())) == []


def test_functions_are_short() -> None:
    assert list(long_functions(library())) == []


def test_modules_have_telling_names() -> None:
    assert list(empty_names(library())) == []


def test_planted_long_file_is_found() -> None:
    assert list(long_files([Module("rubricdsl.rules.planted", "\n" * FILE_LINES)]))
    assert list(long_files([Module("rubricdsl.rules.planted", "\n" * (FILE_LINES - 1))])) == []


def test_planted_long_function_is_found() -> None:
    long = "def planted():\n" + "    x = 1\n" * FUNCTION_LINES
    described = 'class C:\n    def planted(self):\n        """' + "words\n" * 50 + '"""\n        return 1\n'
    assert list(long_functions([Module("rubricdsl.rules.planted", long)]))
    assert list(long_functions([Module("rubricdsl.rules.planted", described)])) == []


@pytest.mark.parametrize("name", ["rubricdsl.rules.utils", "rubricdsl.helpers.model"])
def test_planted_empty_name_is_found(name: str) -> None:
    assert list(empty_names([Module(name, "")])) == [name]
