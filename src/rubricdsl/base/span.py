"""Where something stands: offsets into the author's text, and the line and column a person reads."""

from bisect import bisect_right

from attrs import field, frozen


@frozen
class Span:
    """A half-open range of offsets (code points) in one source text."""

    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        return Span(min(self.start, other.start), max(self.end, other.end))


@frozen
class Place:
    """A span as a person reads it: file name, lines and columns from 1, the end column excluded."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@frozen
class Source:
    """A named text that spans point into. Only LF ends a line (a CR before it belongs to the line end)."""

    name: str
    text: str
    starts: tuple[int, ...] = field(init=False, eq=False, repr=False)

    @starts.default
    def _starts(self) -> tuple[int, ...]:
        return (0, *(i + 1 for i, char in enumerate(self.text) if char == "\n"))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column, both from 1, of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def place(self, span: Span) -> Place:
        return Place(self.name, *self.position(span.start), *self.position(span.end))

    def span(self, place: Place) -> Span:
        """The span of a place in this text."""
        start = self.starts[place.line - 1] + place.column - 1
        return Span(start, self.starts[place.end_line - 1] + place.end_column - 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end."""
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].removesuffix("\r")

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]
