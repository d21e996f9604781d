"""The parsers: built from the grammar files when first asked for, never on import."""

from functools import cache
from typing import Any

from lark import Lark
from lark.common import LexerConf
from lark.lexer import ContextualLexer, PatternRE, TerminalDef

from rubricdsl.base.resources import resource, resource_text

_BEGIN_PARTS = range(2, 10)  # the priorities by which grammars mark these terminals


class _Lexer(ContextualLexer):
    """Lark's own lexer without the collision search that it runs when `interegular` happens to be installed:

    the search does not end on lookaheads. Which terminal wins is decided by priorities, and tested.
    """

    def __init__(self, conf: LexerConf, *args: Any, **options: Any) -> None:
        conf.skip_validation = True
        super().__init__(conf, *args, **options)


@cache
def document_parser() -> Lark:
    """The parser of whole files into lines (grammars/core.lark)."""
    return build("core.lark", "document")


@cache
def text_parser(dialect: str) -> Lark:
    """The parser of a line's text into parts, for a dialect that grammars/dialects/ has a file for."""
    return build(f"dialects/{dialect}.lark", "text")


def build(name: str, start: str, strict: bool = False, text: str | None = None) -> Lark:
    """A parser of a grammar file below grammars/ (or of `text` in its place). Raises GrammarError on a bad grammar;
    `strict` also where a conflict would be settled in silence.
    """
    seen: list[TerminalDef] = []

    def complete(terminal: TerminalDef) -> None:
        if terminal.name == "PROSE":
            terminal.pattern = _prose(terminal.pattern.value, seen)
        seen.append(terminal)

    return Lark(
        resource_text("grammars", name) if text is None else text,
        parser="lalr",
        lexer="contextual",
        start=start,
        strict=strict,
        maybe_placeholders=False,
        import_paths=[str(resource("grammars"))],
        edit_terminals=complete,
        _plugins={"ContextualLexer": _Lexer},
    )


def _prose(sign: str, others: list[TerminalDef]) -> PatternRE:
    """Prose: a run of the signs that PROSE allows, up to where a terminal that begins a part stands."""
    stops = "|".join(other.pattern.to_regexp() for other in others if other.priority in _BEGIN_PARTS)
    return PatternRE(f"(?:(?!{stops}){sign.removesuffix('+')})+")
