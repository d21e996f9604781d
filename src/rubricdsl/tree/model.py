"""What was written, in order, with spans; nothing here says what it means."""

from typing import Any

from attrs import field, frozen

from rubricdsl.base.span import Span


@frozen
class Word:
    """A terminal of the grammar: its name and its (normalised) text."""

    name: str
    text: str


@frozen
class Part:
    """One part of a text: `name` of the grammar rule or terminal, its text, and its words if it is made of any."""

    name: str
    text: str
    span: Span = field(eq=False)
    words: tuple[Word, ...] = ()

    def word(self, name: str) -> str | None:
        """The text of the first word of that name."""
        for word in self.words:  # asked of every part many times over
            if word.name == name:
                return word.text
        return None

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(word.text for word in self.words if word.name == name)


@frozen
class Label:
    """A number in front of a line: `style` is the name of its terminal, `text` as written."""

    style: str
    text: str


@frozen
class Line:
    """A line of a document. `key` is the word before a colon where the line has the shape of a head line.

    `parts` are those of a grammar of patterns, or phrases (tree/phrases.py); `unread` are the spans where it stopped.
    `column` is what the column of a cell holds, below the words of `head`, or what else the line is to its table; ""
    for a line of its own.
    """

    number: int
    span: Span = field(eq=False)
    labels: tuple[Label, ...] = ()
    key: str | None = None
    text: str = ""
    parts: tuple[Any, ...] = ()
    unread: tuple[Span, ...] = ()
    comment: bool = False
    column: str = ""
    head: str = ""


@frozen
class Apart:
    """What of a text is read apart from its lines: where it stands, and the lines that are in its place."""

    span: Span
    lines: tuple[Line, ...]


@frozen
class Document:
    """A whole file as lines; blank lines are the gaps between their numbers."""

    lines: tuple[Line, ...]
