"""The library's own source as data: what the architecture tests walk."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

SRC = Path(__file__).parents[2] / "src"
PACKAGE = "rubricdsl"
CORE = (
    "base", "meaning", "tree", "clauses", "rules", "events", "tally", "cards", "explanation", "checks", "plugins",
    "pipeline",
)  # fmt: skip
EDGES = ("cli", "engines", "testing", "lsp")


@frozen
class Module:
    """One source file by its dotted name ("rubricdsl.rules.say"; a package by its own name)."""

    name: str
    text: str
    is_package: bool = False

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def folder(self) -> str:
        """The part of the library it belongs to: "rules", "pipeline"; "" for the public names themselves."""
        return [*self.name.split("."), ""][1]


def library() -> list[Module]:
    """Every module of the library, by name."""
    return [_module(path) for path in sorted((SRC / PACKAGE).rglob("*.py"))]


def core(modules: Iterable[Module]) -> Iterator[Module]:
    return (module for module in modules if module.folder in CORE)


def imports(module: Module, known: frozenset[str]) -> Iterator[tuple[str, int]]:
    """What a module imports, with the line, wherever the import stands: in functions and under TYPE_CHECKING too.

    `from rubricdsl.rules import say` imports `rubricdsl.rules.say` where that is one of the `known` modules, else
    `rubricdsl.rules`.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(module, node)
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield (inner if inner in known else origin), node.lineno


def names(modules: Iterable[Module]) -> frozenset[str]:
    return frozenset(module.name for module in modules)


def _origin(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    base = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*base, node.module] if node.module else base)


def _module(path: Path) -> Module:
    parts = path.relative_to(SRC).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    return Module(".".join(parts[:-1] if is_package else parts), path.read_text(encoding="utf-8"), is_package)
