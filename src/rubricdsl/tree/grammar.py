"""The parsers: built from the grammar files when first asked for, never on import."""

import re
from functools import cache
from itertools import groupby
from typing import Any

from lark import Lark
from lark.common import LexerConf
from lark.exceptions import LarkError
from lark.lexer import BasicLexer, ContextualLexer, PatternRE, Scanner, TerminalDef

from rubricdsl.base.resources import resource, resource_text
from rubricdsl.tree.first_signs import as_class, first_signs

_BEGIN_PARTS = range(2, 10)  # the priorities by which grammars mark these terminals
_BOUNDS = (0, 2, 20)  # below 0 is prose; from 20 on a terminal stands inside a part only


class _Scanners(Scanner):
    """Scanners tried one after the other, in the place of one that tries the terminals of all."""

    def __init__(self, scanners: list[Scanner]) -> None:
        self.scanners = scanners
        self.allowed_types = {name for scanner in scanners for name in scanner.allowed_types}

    def match(self, text: Any, pos: int) -> Any:
        for scanner in self.scanners:
            found = scanner.match(text, pos)
            if found:
                return found
        return None


class _ContextLexer(BasicLexer):
    """Lark's lexer of one context, its pattern cut by priority: inside a part, what begins one, the rest, prose.

    The long ones are the same in nearly all contexts, so that `re`, which knows a pattern again, compiles them once.
    """

    def _build_scanner(self) -> Scanner:
        whole, scanners = self.terminals, []
        callbacks: dict[str, Any] = {}
        for _, alike in groupby(whole, lambda each: sum(each.priority >= bound for bound in _BOUNDS)):
            self.terminals = list(alike)
            scanners.append(super()._build_scanner())
            callbacks |= self.callback
        self.terminals, self.callback = whole, callbacks
        return _Scanners(scanners)


class _Lexer(ContextualLexer):
    """Lark's lexer without the collision search that it runs when `interegular` happens to be installed.

    That search does not end on lookaheads. Which terminal wins is decided by priorities, and tested.
    """

    BasicLexer = _ContextLexer

    def __init__(self, conf: LexerConf, *args: Any, **options: Any) -> None:
        conf.skip_validation = True
        super().__init__(conf, *args, **options)


@cache
def document_parser() -> Lark:
    """The parser of whole files into lines (grammars/core.lark)."""
    return build("core.lark", "document")


@cache
def text_parser(dialect: str, grammar: str | None = None) -> Lark:
    """The parser of a line's text into parts, by the dialect's file in grammars/dialects/ or by the text given.

    Raises GrammarError where a text given is no grammar, or leaves a conflict to be settled.
    """
    return build(f"dialects/{dialect}.lark", "text", strict=grammar is not None, text=grammar)


def build(name: str, start: str, strict: bool = False, text: str | None = None) -> Lark:
    """A parser of a grammar file below grammars/ (or of `text` in its place). Raises GrammarError on a bad grammar;
    `strict` also where a conflict would be settled in silence.
    """
    seen: list[TerminalDef] = []
    prose: list[tuple[TerminalDef, str]] = []

    def complete(terminal: TerminalDef) -> None:
        if terminal.name == "PROSE":
            prose.append((terminal, terminal.pattern.value))
        else:
            seen.append(terminal)
        for whole, sign in prose:  # what is added to a dialect may stand behind it
            whole.pattern = _prose(sign, seen)

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


def refused(dialect: str, grammar: str) -> str | None:
    """Why a grammar cannot be that of a dialect: it is malformed, ambiguous, or reads nothing as something."""
    try:
        parser = text_parser(dialect, grammar)
    except (LarkError, re.error, ValueError, RecursionError) as problem:
        return " ".join(str(problem).split())[:200]
    empty = [each.name for each in parser.terminals if each.name != "PROSE" and each.pattern.min_width == 0]
    return f"{empty[0]} matches nothing at all" if empty else None


def names_of(dialect: str) -> tuple[frozenset[str], frozenset[str]]:
    """The rules and the terminals of a dialect's own file."""
    parser = text_parser(dialect)
    return frozenset(rule.origin.name for rule in parser.rules), frozenset(each.name for each in parser.terminals)


def _prose(sign: str, others: list[TerminalDef]) -> PatternRE:
    """Prose: a run of the signs that PROSE allows, up to where a terminal that begins a part stands."""
    beginning = [other.pattern.to_regexp() for other in others if other.priority in _BEGIN_PARTS]
    one = sign.removesuffix("+")
    looked_at = f"(?!{'|'.join(beginning)}){one}"
    firsts = [first_signs(each) for each in beginning]
    known = [each for each in firsts if each is not None]
    if len(known) < len(firsts) or not one.startswith("[^"):
        return PatternRE(f"(?:{looked_at})+")
    passed = f"{one[:-1]}{as_class(frozenset().union(*known))}]"  # with these no part begins
    return PatternRE(f"(?:{passed}+|{looked_at})+")
