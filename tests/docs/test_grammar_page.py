"""docs/grammar.md speaks of the grammar there is: all parts are named, nothing else is, and the sizes are right."""

import re
from pathlib import Path

from rubricdsl.tree.from_text import read_document

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "grammar.md").read_text(encoding="utf-8")
GRAMMARS = ROOT / "grammars"
_LINES = frozenset({"comment", "keyed", "labelled", "plain"})


def defined(name: str) -> set[str]:
    """The rules and terminals that a grammar file defines, and those it imports."""
    text = (GRAMMARS / name).read_text(encoding="utf-8")
    names = re.findall(r"^[?!]?([A-Za-z][A-Za-z_]*)(?:\.-?[0-9]+)?[ ]*:", text, re.MULTILINE)  # not the inlined _rules
    return {*names, *re.findall(r"^%import \.terms\.([A-Z_]+)", text, re.MULTILINE)}


def named() -> set[str]:
    words = {word for code in re.findall(r"`([^`\n]+)`", PAGE) for word in re.findall(r"^[A-Za-z_]+$", code)}
    return words - _LINES


def test_every_part_of_the_grammar_is_named() -> None:
    assert sorted(defined("dialects/zh.lark") - {"text", "part"} - named()) == []


def test_what_the_page_names_is_in_the_grammar() -> None:
    assert sorted(named() - defined("dialects/zh.lark") - defined("terms.lark")) == []


def test_the_sizes_are_those_of_the_files() -> None:
    sizes = dict(re.findall(r"^\| `([a-z/]+\.lark)` \| ([0-9]+) \|", PAGE, re.MULTILINE))
    files = {str(path.relative_to(GRAMMARS)): path.read_text(encoding="utf-8") for path in GRAMMARS.rglob("*.lark")}
    counted = {name: str(len(text.splitlines())) for name, text in files.items()}
    assert sizes == counted


def test_the_example_is_cut_as_the_page_shows() -> None:
    text = re.search(r"part by part \(`([^`]+)`\)", PAGE)
    shown = re.search(r"^ PROSE .*$", PAGE, re.MULTILINE)
    assert text is not None
    assert shown is not None
    [line] = read_document(text[1] + "\n", "zh").lines
    assert [part.name for part in line.parts] == shown[0].split()
