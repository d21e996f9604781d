"""Normalised text → document: one LALR parse for its lines; what reads the text of each line is handed in."""

from collections.abc import Callable, Sequence
from heapq import merge
from typing import Any

from attrs import evolve
from lark import Token, Tree

from rubricdsl.base.span import Source, Span
from rubricdsl.tree.grammar import document_parser
from rubricdsl.tree.model import Apart, Document, Label, Line

# 第一章 and 第一条 are two styles
_DIVISIONS = ("章", "节", "条", "款", "项", "篇", "部", "chapter", "section", "article", "part")

LineReader = Callable[[str, int], tuple[Any, ...]]


def read_document(text: str, read: LineReader, written: str | None = None, apart: Sequence[Apart] = ()) -> Document:
    """The document of a normalised text. Never raises on any text.

    `read` reads the text of a line, given where it begins; `written` is the text with the line ends that the author
    wrote, by which lines are numbered. `apart` are the parts of a text, in order, that have other lines than its own;
    those are not numbered and read yet.
    """
    source = Source("", text)
    reader = _Reader(source, source if written is None else Source("", written), read)
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

    def __init__(self, source: Source, lines: Source, read: LineReader) -> None:
        self.source = source
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
        parts = self.parts(Span(_span(tokens[0]).start, span.end)) if body is not None else ()
        return Line(number, span, labels, key, str(body or ""), parts)

    def other(self, line: Line) -> Line:
        """A line from elsewhere with its parts and its number."""
        parts = self.parts(line.span) if line.text else ()
        return evolve(line, number=self.lines.position(line.span.start)[0], parts=parts)

    def parts(self, span: Span) -> tuple[Any, ...]:
        return self.read(self.source.words(span), span.start)


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


def _span(token: Token) -> Span:
    assert token.start_pos is not None
    assert token.end_pos is not None
    return Span(token.start_pos, token.end_pos)
