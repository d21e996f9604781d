"""How far a text has been cut into words: the words found, and the run of plain signs that is not closed yet."""

from attrs import define, field, frozen

from rubricdsl.base.span import Span
from rubricdsl.tree.lexicon import Lexicon

PLAIN = "PLAIN"
SIGNS = {
    ",": "COMMA", ";": "STOP", "。": "STOP", "!": "STOP", "?": "STOP", "\n": "STOP", ":": "COLON", "|": "BAR",
    "\t": "BAR", "、": "PAUSE", "(": "OPEN", "[": "OPEN", "【": "OPEN", ")": "CLOSE", "]": "CLOSE", "】": "CLOSE",
}  # fmt: skip
ENDS = frozenset(SIGNS) | {"."}


@frozen
class Word:
    """A word of a text: its kind, its signs, what its kind says of it, and where it stands."""

    kind: str
    text: str
    value: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@define
class Scan:
    """A text while it is cut; the places of its words are counted from `offset`."""

    text: str
    lexicon: Lexicon
    offset: int
    out: list[Word] = field(factory=list)
    plain: int = -1  # where a run of plain signs began
    by: bool = False  # has 按 been said in this phrase?

    @property
    def last(self) -> str:
        """The kind of the word directly before, a run of plain signs among them; "" at the head of the text."""
        if self.plain >= 0:
            return PLAIN
        return self.out[-1].kind if self.out else ""

    def plain_before(self, at: int) -> str:
        """The run of plain signs that goes on to a place; "" where none does."""
        return self.text[self.plain : at] if self.plain >= 0 else ""

    @property
    def in_each(self) -> bool:
        """Whether 每 or a word of finding stands directly before."""
        return self.last in ("EACH", "FOUND")

    def last_each(self) -> bool:
        return self.last == "UNIT" and len(self.out) > 1 and self.out[-2].kind == "EACH"

    def blank(self, at: int) -> int:
        while at < len(self.text) and self.text[at] == " ":
            at += 1
        return at

    def add(self, kind: str, start: int, end: int, value: str) -> int:
        self.flush(start)
        self.out.append(Word(kind, self.text[start:end].strip(), value, start + self.offset, end + self.offset))
        if kind == "BY":
            self.by = True
        return end

    def as_plain(self, start: int, end: int) -> int:
        if self.plain < 0:
            self.plain = start
        return end

    def flush(self, end: int) -> None:
        """Ends the run of plain signs."""
        if self.plain >= 0:
            start, self.plain = self.plain, -1
            text = self.text[start:end].strip()
            if text:
                self.out.append(
                    Word(PLAIN, text, "", start + self.offset, start + self.offset + len(self.text[start:end].rstrip()))
                )
