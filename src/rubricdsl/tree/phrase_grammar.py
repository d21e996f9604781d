"""Words → phrases by a dialect's grammar of kinds (grammars/dialects/*.lark), LALR(1)."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Any, cast

from attrs import frozen
from lark import Lark, Token, Tree
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
_GATHERING = frozenset({"phrases", "phrase"})
_OPENING = frozenset({"VERB", "WEAK", "OBJECT"})  # words that want an amount behind them
_REMEMBERED = 1 << 14  # rows of kinds
_LONGEST_ROW = 48  # words of a row that is remembered


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
        parsed = parser(self)
        words = (words_apart if self.spaced else words_of)(text, self.lexicon, offset)
        found: list[Phrase] = []
        for row in _cut(words, parsed.alone):
            whole = parsed.read(row)
            found += whole if whole is not None else self._by_signs(row, parsed)
        return tuple(found)

    def _by_signs(self, words: Sequence[Word], parsed: "_Parser") -> Iterator[Phrase]:
        """The phrases between two signs, or a phrase for each word where the grammar has none for them together.

        处主任罚款200元: where one word alone stands in the way, it is a phrase by itself.
        """
        for piece in _cut(words, SIGNS):
            read = parsed.read(piece)
            yield from self._word_by_word(piece, parsed) if read is None else read

    def _word_by_word(self, words: Sequence[Word], parsed: "_Parser") -> Iterator[Phrase]:
        at = next((at for at in range(len(words)) if parsed.reads_around(words, at)), None)
        if at is None:
            yield from map(self._alone, words)
            return
        yield from parsed.read(words[:at]) or ()
        yield self._alone(words[at])
        yield from parsed.read(words[at + 1 :]) or ()

    def _alone(self, word: Word) -> Phrase:
        return Plain(word.text, word.span) if word.kind in self.own else loose(word)


class _Kinds(Lexer):
    """Hands kinds of words to the parser, each with its place in their row; it finds none itself."""

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, lexer_state: Any, _parser_state: Any = None) -> Iterator[Token]:
        for place, kind in enumerate(lexer_state):
            token = Token(kind, "")
            token.value = place
            yield token


@frozen
class _Shape:
    """A production with its parts: words by their place in the row, and productions within it."""

    production: str
    parts: tuple["int | _Shape", ...]


class _Parser:
    """Reads rows of words by a grammar; `alone` are the kinds of words that stand in no phrase but their own.

    What phrases a row makes hangs on the kinds of its words, and sentences are built alike: each row of kinds is parsed
    once.
    """

    def __init__(self, grammar: PhraseGrammar) -> None:
        self._lark = Lark(text_of(grammar), parser="lalr", lexer=_Kinds, start="phrases", maybe_placeholders=False)
        self.rules = self._lark.rules
        productions = {str(rule.origin.name) for rule in self.rules} - _GATHERING
        self._readings = {name: _reading(name, grammar) for name in productions if not name.startswith("_")}
        inner: set[str] = set()
        single: set[str] = set()
        for rule in self.rules:
            kinds = {str(symbol.name) for symbol in rule.expansion if symbol.is_term}
            (single if rule.origin.name == "word" else inner).update(kinds)
        self.alone = frozenset(single - inner)
        self._shapes = lru_cache(maxsize=_REMEMBERED)(self._parsed)

    def read(self, words: Sequence[Word]) -> list[Phrase] | None:
        """The phrases of a row of words; None where the grammar has none for them together."""
        kinds = tuple(word.kind for word in words)
        shapes = self._shapes(kinds) if len(kinds) <= _LONGEST_ROW else self._parsed(kinds)
        return None if shapes is None else [phrase for shape in shapes for phrase in self._made(shape, words)]

    def reads_around(self, words: Sequence[Word], at: int) -> bool:
        """Whether the words before one and those behind it are read where it stands by itself."""
        sides = (words[:at], words[at + 1 :])
        return words[at].kind in _OPENING and all(not side or self.read(side) is not None for side in sides)

    def _parsed(self, kinds: tuple[str, ...]) -> tuple[_Shape, ...] | None:
        try:
            tree = self._lark.parse(cast(str, kinds))
        except UnexpectedInput:
            return None
        return tuple(_shape(cast(Tree[Token], child)) for child in tree.children)

    def _made(self, shape: _Shape, words: Sequence[Word]) -> Any:
        parts = [words[part] if isinstance(part, int) else self._made(part, words) for part in shape.parts]
        return self._readings[shape.production](parts)


def _shape(tree: Tree[Token]) -> _Shape:
    parts = (cast(int, part.value) if isinstance(part, Token) else _shape(part) for part in tree.children)
    return _Shape(str(tree.data), tuple(parts))


def _reading(production: str, grammar: PhraseGrammar) -> Callable[[list[Any]], Any]:
    """The function that reads a production: that of its name, or the one for all forms of plug-ins."""
    if production in grammar.forms:
        return partial(_formed, production)
    readers = SpacedReaders() if grammar.spaced else Readers()
    if production != "word":
        return cast(Callable[[list[Any]], Any], getattr(readers, production))
    own = grammar.own

    def word(parts: list[Any]) -> list[Phrase]:
        [only] = parts
        return [Plain(only.text, only.span)] if only.kind in own else readers.word(parts)

    return word


def _formed(form: str, parts: Sequence[Any]) -> list[Phrase]:
    """A phrase in the form of a plug-in: its words with their kinds, for its own function to read."""
    words = [word for part in parts for word in (part.words if isinstance(part, Measured) else (part,))]
    return [Formed(*spelled(parts), form, tuple((word.kind, word.text) for word in words))]


def _cut(words: Sequence[Word], kinds: Collection[str]) -> Iterator[Sequence[Word]]:
    """The words cut behind each one of these kinds."""
    start = 0
    for place, word in enumerate(words):
        if word.kind in kinds:
            yield words[start : place + 1]
            start = place + 1
    if start < len(words):
        yield words[start:]


@cache
def _built(grammar: PhraseGrammar) -> _Parser:
    return _Parser(grammar)


def text_of(grammar: PhraseGrammar) -> str:
    """The text of a phrase grammar."""
    if grammar.grammar is not None:
        return grammar.grammar
    return resource_text("grammars", "dialects", f"{grammar.name}.lark")


def parser(grammar: PhraseGrammar) -> _Parser:
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
