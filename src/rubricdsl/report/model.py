"""The page on which an author proof-reads: the head, the items and the lines of a standard beside what was read."""

from attrs import frozen

from rubricdsl.base.message import Lang, Severity


@frozen
class Fact:
    """A line of the head as it was read; `stated`: the text says so, and it is no default."""

    key: str
    values: tuple[str, ...]
    stated: bool = True


@frozen
class Finding:
    """What was refused or is doubtful, at its words."""

    code: str
    severity: Severity
    headline: str
    remedy: str
    line: int
    column: int


@frozen
class Said:
    """A clause read back: its code, where it stands (`file` where that is another), its names, what it inherits."""

    code: str
    file: str
    line: int
    column: int
    said: str
    names: tuple[str, ...]
    inherited: tuple[str, ...]


@frozen
class Duty:
    """A duty that no clause measures; `line` is 0 where it stands in another file."""

    said: str
    line: int
    column: int = 0


Entry = Said | Finding | Duty


@frozen
class Part:
    """An item or a section: its heading with marks and weight, what bounds it, its entries in the order of lines."""

    code: str
    heading: str
    line: int
    bounds: tuple[str, ...]
    entries: tuple[Entry, ...]


@frozen
class Piece:
    """Some words of a line with the role they have ("" for none), and whether a finding points at them."""

    text: str
    role: str = ""
    label: str = ""
    short: str = ""
    wrong: Severity | None = None


@frozen
class Row:
    """A line of the author's text, and what came from it."""

    number: int
    pieces: tuple[Piece, ...]
    headings: tuple[Part, ...] = ()
    entries: tuple[Entry, ...] = ()


@frozen
class Page:
    """All of it. `accounted`: the words of the items have roles; `outer` are findings that stand before any item."""

    lang: Lang
    title: str
    facts: tuple[Fact, ...]
    outer: tuple[Finding, ...]
    parts: tuple[Part, ...]
    total: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[Piece, ...]
    accounted: bool
    counts: tuple[tuple[Severity, int], ...]

    @property
    def is_wrong(self) -> bool:
        """Whether errors remain."""
        return any(severity == "error" and number for severity, number in self.counts)

    @property
    def others(self) -> tuple[Part, ...]:
        """The items of other standards that clauses refer to."""
        return tuple(part for part in self.parts if "/" in part.code)
