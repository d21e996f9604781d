"""docs/grammar.md speaks of the grammar there is: all its names are said, nothing else is, and the sizes are right."""

import re
from pathlib import Path

from rubricdsl.rules.chinese import CHINESE
from rubricdsl.rules.english.dialect import ENGLISH
from rubricdsl.tree.phrase_grammar import parser

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "grammar.md").read_text(encoding="utf-8")
GRAMMARS = ROOT / "grammars"
_LINES = frozenset({"comment", "keyed", "labelled", "plain"})
_NO_KIND = frozenset({"n", "u"})  # places in the table of words


def defined() -> set[str]:
    """The productions of phrases in both languages, and the kinds of words in them."""
    rules = [rule for dialect in (CHINESE, ENGLISH) for rule in parser(dialect.phrases).rules]
    symbols = {symbol.name for rule in rules for symbol in (rule.origin, *rule.expansion)}
    return {name for name in symbols if not name.startswith("_")} - {"phrases", "phrase"}


def named() -> set[str]:
    words = {word for code in re.findall(r"`([^`\n]+)`", PAGE) for word in re.findall(r"^[A-Za-z_]+$", code)}
    return words - _LINES - _NO_KIND


def test_every_name_of_the_grammar_is_said() -> None:
    assert sorted(defined() - named()) == []


def test_what_the_page_names_is_in_the_grammar() -> None:
    assert sorted(named() - defined()) == []


def test_the_sizes_are_those_of_the_files() -> None:
    sizes = dict(re.findall(r"^\| `([a-z/]+\.lark)` \| ([0-9]+) \|", PAGE, re.MULTILINE))
    files = {str(path.relative_to(GRAMMARS)): path.read_text(encoding="utf-8") for path in GRAMMARS.rglob("*.lark")}
    counted = {name: str(len(text.splitlines())) for name, text in files.items()}
    assert sizes == counted


def test_the_example_is_cut_as_the_page_shows() -> None:
    text = re.search(r"^\(`([^`]+)`\):$", PAGE, re.MULTILINE)
    shown = re.search(r"^ Plain .*$", PAGE, re.MULTILINE)
    assert text is not None
    assert shown is not None
    assert [type(phrase).__name__ for phrase in CHINESE.read_line(text[1], 0)] == shown[0].split()
