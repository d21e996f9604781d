"""Normalised text → document: two LALR parses, one for lines and one for the parts of each line's text."""

from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from typing import Any

from attrs import evolve
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from rubricdsl.base.span import Source, Span
from rubricdsl.tree.grammar import document_parser, text_parser
from rubricdsl.tree.model import Apart, Document, Label, Line, Part, Word

# 第一章 and 第一条 are two styles
_DIVISIONS = ("章", "节", "条", "款", "项", "篇", "部", "chapter", "section", "article", "part")
_SENTENCE_END = frozenset("。;\n")


LineReader = Callable[[str, int], tuple[Any, ...]]


def read_document(
    text: str,
    dialect: str,
    grammar: str | None = None,
    written: str | None = None,
    read: LineReader | None = None,
    apart: Sequence[Apart] = (),
) -> Document:
    """The document of a normalised text. Never raises on any text: what no rule fits is marked unread.

    `grammar` is the text of the dialect's grammar where that is not its file's; `written` is the text with the line
    ends that the author wrote, by which lines are numbered; `read` reads the text of a line in place of a grammar.
    `apart` are the parts of a text, in order, that have other lines than its own; those are not numbered and read yet.
    """
    source = Source("", text)
    lines = source if written is None else Source("", written)
    reader = _Reader(source, None if read is not None else text_parser(dialect, grammar), lines, read)
    tree = document_parser().parse(_blanked(text, apart))
    own = (reader.line(child) for child in tree.children if isinstance(child, Tree))
    others = (reader.other(line) for each in apart for line in each.lines)
    return Document(tuple(merge(own, others, key=lambda line: line.span.start)))


def _blanked(text: str, apart: Sequence[Apart]) -> str:
    """A text with nothing where its other parts stand, so that every offset stays what it was."""
    kept: list[str] = []
    end = 0
    for each in apart:
        between = text[each.span.start : each.span.end].split("\n")
        kept += [text[end : each.span.start], "\n".join(" " * len(line) for line in between)]
        end = each.span.end
    return "".join((*kept, text[end:]))


class _Reader:
    """Turns the lines of one source into model lines."""

    def __init__(self, source: Source, parser: Lark | None, lines: Source, read: LineReader | None) -> None:
        self.source = source
        self.parser = parser
        self.lines = lines
        self.read = read

    def line(self, tree: "Tree[Token]") -> Line:
        labels = tuple(_label(child) for child in tree.children if isinstance(child, Tree))
        tokens = [child for child in tree.children if isinstance(child, Token)]
        first, last = next(tree.scan_values(_is_token)), list(tree.scan_values(_is_token))[-1]
        span = _span(first).to(_span(last))
        number = self.lines.position(span.start)[0]
        key = next((token[:-1].strip() for token in tokens if token.type == "KEY"), None)
        body = next((token for token in tokens if token.type == "TEXT"), None)
        if tree.data == "comment":
            return Line(number, span, text=tokens[0], comment=True)
        parts, unread = self.parts(Span(_span(tokens[0]).start, span.end)) if body is not None else ((), ())
        return Line(number, span, labels, key, str(body or ""), parts, unread)

    def other(self, line: Line) -> Line:
        """A line from elsewhere with its parts and its number."""
        parts, unread = self.parts(line.span) if line.text else ((), ())
        return evolve(line, number=self.lines.position(line.span.start)[0], parts=parts, unread=unread)

    def parts(self, span: Span) -> tuple[tuple[Part, ...], tuple[Span, ...]]:
        if self.read is not None:
            return self.read(self.source.words(span), span.start), ()
        try:
            return self._parse(span), ()
        except UnexpectedInput:
            return self._by_sentence(span)

    def _parse(self, span: Span) -> tuple[Part, ...]:
        # a copy of the line, as lark counts the lines before a slice anew for each one
        assert self.parser is not None
        tree = self.parser.parse(self.source.words(span))
        return tuple(self._part(child, span.start) for child in tree.children)

    def _by_sentence(self, whole: Span) -> tuple[tuple[Part, ...], tuple[Span, ...]]:
        """What the grammar refuses as a whole is read sentence by sentence, so that one slip loses one sentence."""
        parts: list[Part] = []
        unread: list[Span] = []
        for span in _sentences(self.source.text, whole):
            try:
                parts.extend(self._parse(span))
            except UnexpectedInput:
                unread.append(span)
                parts.append(Part("UNREAD", self.source.words(span), span))
        return tuple(parts), tuple(unread)

    def _part(self, child: "Tree[Token] | Token", start: int) -> Part:
        if isinstance(child, Token):
            return Part(child.type, str(child), _span(child, start))
        tokens = [token for token in child.children if isinstance(token, Token)]
        span = Span(_span(tokens[0], start).start, _span(tokens[-1], start).end)
        words = tuple(Word(token.type, token.strip()) for token in tokens)
        return Part(str(child.data), self.source.words(span), span, words)


def _sentences(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for offset in range(span.start, span.end):
        if text[offset] in _SENTENCE_END:
            yield Span(start, offset + 1)
            start = offset + 1
    if start < span.end:
        yield Span(start, span.end)


def _label(tree: "Tree[Token]") -> Label:
    token = tree.children[0]
    assert isinstance(token, Token)
    kind = ""
    if token.type == "CHAPTER":
        kind = next((sign for sign in _DIVISIONS if sign in token.lower()), "")
    elif token.type == "DECIMAL":
        kind = str(token.strip(" .、").count("."))  # 2.2.1 lies within 2.2
    return Label(token.type + kind, token.strip())


def _is_token(value: object) -> bool:
    return isinstance(value, Token)


def _span(token: Token, start: int = 0) -> Span:
    assert token.start_pos is not None
    assert token.end_pos is not None
    return Span(start + token.start_pos, start + token.end_pos)
