"""What was written, in order, with spans; nothing here says what it means."""

from typing import Any

from attrs import field, frozen

from rubricdsl.base.span import Span


@frozen
class Part:
    """What stands between the phrases of lines: the end of one (STOP), the head of a table above (COLUMN)."""

    name: str
    text: str
    span: Span = field(eq=False)


@frozen
class Label:
    """A number in front of a line: `style` is the name of its terminal, `text` as written."""

    style: str
    text: str


@frozen
class Line:
    """A line of a document. `key` is the word before a colon where the line has the shape of a head line.

    `parts` are its phrases (tree/phrases.py). `column` is what the column of a cell holds, below the words of `head`,
    or what else the line is to its table; "" for a line of its own.
    """

    number: int
    span: Span = field(eq=False)
    labels: tuple[Label, ...] = ()
    key: str | None = None
    text: str = ""
    parts: tuple[Any, ...] = ()
    comment: bool = False
    column: str = ""
    head: str = ""

    @property
    def whole(self) -> str:
        """The text with the key before it, where there is one."""
        return (self.key + ":" if self.key else "") + self.text


@frozen
class Apart:
    """What of a text is read apart from its lines: where it stands, and the lines that are in its place."""

    span: Span
    lines: tuple[Line, ...]


@frozen
class Document:
    """A whole file as lines; blank lines are the gaps between their numbers."""

    lines: tuple[Line, ...]
