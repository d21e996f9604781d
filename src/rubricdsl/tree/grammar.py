"""The parser of whole files into lines: built from its grammar file when first asked for, never on import."""

from functools import cache
from typing import Any

from lark import Lark
from lark.common import LexerConf
from lark.lexer import ContextualLexer

from rubricdsl.base.resources import resource_text


class _Lexer(ContextualLexer):
    """Lark's lexer without the collision search that it runs when `interegular` happens to be installed.

    That search does not end on lookaheads. Which terminal wins is decided by priorities, and tested.
    """

    def __init__(self, conf: LexerConf, *args: Any, **options: Any) -> None:
        conf.skip_validation = True
        super().__init__(conf, *args, **options)


@cache
def document_parser() -> Lark:
    """The parser of whole files into lines (grammars/core.lark)."""
    return build("core.lark", "document")


def build(name: str, start: str, strict: bool = False, text: str | None = None) -> Lark:
    """A parser of a grammar file below grammars/ (or of `text` in its place). Raises GrammarError on a bad grammar;
    `strict` also where a conflict would be settled in silence.
    """
    return Lark(
        resource_text("grammars", name) if text is None else text,
        parser="lalr",
        lexer="contextual",
        start=start,
        strict=strict,
        maybe_placeholders=False,
        _plugins={"ContextualLexer": _Lexer},
    )
