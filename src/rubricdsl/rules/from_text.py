"""Text → rubric: the characters checked, the lines parsed, the clauses compiled. Never raises on bad text."""

import re
from collections.abc import Mapping

from rubricdsl.base.diagnostic import Diagnostic, errors, sort_key
from rubricdsl.base.span import Source, Span
from rubricdsl.base.text import compose, inspect, normalise
from rubricdsl.rules.dialect import Dialect, Dialects
from rubricdsl.rules.from_tree import read_rubric
from rubricdsl.rules.model import Rubric
from rubricdsl.tree.from_text import read_document
from rubricdsl.tree.model import Document

_HEAD_LINE = re.compile(r"^[ \t]*(?:语言|language)[ ]*:[ ]*([^\n]*?)[ \t。.]*$", re.MULTILINE | re.IGNORECASE)
_START = Span(0, 0)


def read_text(
    text: str, name: str, references: Mapping[str, Rubric], dialects: Dialects, language: str | None = None
) -> Rubric:
    """The rubric a text states, with every problem of its characters, its lines and its clauses.

    It is read in the one of `dialects` that `language` names, else the head of the text, else the first.
    """
    composed = compose(text.removeprefix("\ufeff"))
    source = Source(name, composed)
    found = list(inspect(source))
    if composed != text.removeprefix("\ufeff"):
        found.append(Diagnostic("RUB021", {}, source.place(_START)))
    normal = normalise(composed)
    said, span = (language, _START) if language is not None else _stated(normal)
    dialect = _dialect(said, dialects)
    if dialect is None:
        known = ", ".join(dialects)
        found.append(Diagnostic("RUB105", {"language": str(said), "known": known}, source.place(span)))
    if dialect is None or errors(found):
        blank = next(iter(dialects.values()))
        return read_rubric(Document(()), blank, source, {}, sorted(found, key=sort_key))
    return read_rubric(read_document(normal, dialect.name), dialect, source, references, found)


def _stated(text: str) -> tuple[str | None, Span]:
    """The language that a head line names, and where; the line is the same in every language."""
    line = _HEAD_LINE.search(text)
    return (None, _START) if line is None else (line[1], Span(line.start(1), line.end(1)))


def _dialect(said: str | None, dialects: Dialects) -> Dialect | None:
    if said is None:
        return next(iter(dialects.values()))
    return next((dialect for dialect in dialects.values() if said.lower() in dialect.called), None)
