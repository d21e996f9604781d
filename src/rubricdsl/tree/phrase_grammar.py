"""Words → phrases by a dialect's grammar of kinds (grammars/dialects/*.lark), LALR(1)."""

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any, cast

from attrs import frozen
from lark import Lark, Token
from lark.exceptions import LarkError, UnexpectedInput
from lark.lexer import Lexer

from rubricdsl.base.resources import resource_text
from rubricdsl.tree.lexicon import Lexicon, Rows, lexicon
from rubricdsl.tree.phrases import Formed, Phrase, Plain
from rubricdsl.tree.readers import SIGNS, Measured, Readers, loose, spelled
from rubricdsl.tree.scanned import Word
from rubricdsl.tree.spaced import words_apart
from rubricdsl.tree.spaced_readers import SpacedReaders
from rubricdsl.tree.words import words_of

_LOCK = threading.Lock()


@frozen
class PhraseGrammar:
    """How the texts of a dialect become phrases: by its words and a grammar over their kinds.

    `name` is that of its tables in grammars/words/. `grammar` is the text of the grammar where that is not the file
    grammars/dialects/NAME.lark; `words`, `units`, `forms` (names of productions) and their
    `own` kinds of words are what plug-ins add; such a word means nothing outside its form.
    """

    name: str
    grammar: str | None = None
    words: Rows = ()
    units: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    spaced: bool = False  # its words stand apart, and what multiplies stands behind its verb

    @property
    def lexicon(self) -> Lexicon:
        return lexicon(self.name, self.words, self.units, self.spaced)

    def phrases(self, text: str, offset: int = 0) -> tuple[Phrase, ...]:
        """The phrases of a text: what stands in no production is a phrase for each word, so that nothing is lost."""
        words = (words_apart if self.spaced else words_of)(text, self.lexicon, offset)
        if not words:
            return ()
        try:
            return self._parsed(words)
        except UnexpectedInput:
            return tuple(phrase for piece in _pieces(words) for phrase in self._piece(piece))

    def _piece(self, words: Sequence[Word]) -> Sequence[Phrase]:
        """The phrases between two signs, or a phrase for each word where the grammar has none for them together."""
        try:
            return self._parsed(words)
        except UnexpectedInput:
            return [Plain(word.text, word.span) if word.kind in self.own else loose(word) for word in words]

    def _parsed(self, words: Sequence[Word]) -> tuple[Phrase, ...]:
        return cast(tuple[Phrase, ...], parser(self).parse(cast(str, words)))


class _Words(Lexer):
    """Hands the words that were found to the parser; it finds none itself."""

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, lexer_state: Any, _parser_state: Any = None) -> Iterator[Token]:
        for word in lexer_state:
            token = Token(word.kind, "")
            token.value = word
            yield token


class _Reading:
    """Lark's transformer: each production goes to the reading function of its name; lists of phrases run together."""

    def __init__(self, readers: Readers, grammar: PhraseGrammar) -> None:
        self.readers = readers
        self.grammar = grammar

    def __getattr__(self, name: str) -> Callable[[list[Any]], Any]:
        if name in self.grammar.forms:
            read: Callable[[list[Any]], Any] = partial(_formed, name)
        elif name == "word":
            read = self._word
        else:
            read = getattr(self.readers, name)

        def reading(children: list[Any]) -> Any:
            return read([child.value if isinstance(child, Token) else child for child in children])

        return reading

    def _word(self, children: list[Any]) -> Any:
        [word] = children
        return [Plain(word.text, word.span)] if word.kind in self.grammar.own else self.readers.word([word])


def _formed(form: str, parts: Sequence[Any]) -> list[Phrase]:
    """A phrase in the form of a plug-in: its words with their kinds, for its own function to read."""
    words = [word for part in parts for word in (part.words if isinstance(part, Measured) else (part,))]
    return [Formed(*spelled(parts), form, tuple((word.kind, word.text) for word in words))]


def _pieces(words: Sequence[Word]) -> Iterator[list[Word]]:
    piece: list[Word] = []
    for word in words:
        piece.append(word)
        if word.kind in SIGNS:
            yield piece
            piece = []
    if piece:
        yield piece


@cache
def _built(grammar: PhraseGrammar) -> Lark:
    return Lark(
        text_of(grammar),
        parser="lalr",
        lexer=_Words,
        start="phrases",
        transformer=_Reading(SpacedReaders() if grammar.spaced else Readers(), grammar),
        maybe_placeholders=False,
    )


def text_of(grammar: PhraseGrammar) -> str:
    """The text of a phrase grammar."""
    if grammar.grammar is not None:
        return grammar.grammar
    return resource_text("grammars", "dialects", f"{grammar.name}.lark")


def parser(grammar: PhraseGrammar) -> Lark:
    """The parser of a dialect's phrases, built when first asked for, by one thread alone.

    Of two productions that words could make, the longer phrase wins. Raises GrammarError where the text is no grammar.
    """
    with _LOCK:
        return _built(grammar)


def refused(grammar: PhraseGrammar) -> str | None:
    """Why a phrase grammar cannot be used: it is malformed, or two of its productions are made of the same words."""
    try:
        parser(grammar)
    except (LarkError, AttributeError) as problem:
        return " ".join(str(problem).split())[:200]
    return None
