"""Files → records: each format gives the same thing, field names with what was written for them."""

import codecs
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, Protocol

from attrs import field, frozen

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.suggest import nearest
from rubricdsl.events.lines import NO_WORDS, Lines, Words

Format = Literal["jsonl", "csv"]
NO_COLUMNS: Mapping[str, int] = MappingProxyType({})
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@frozen
class Record:
    """What one record says, by field; `line` is where it starts, `columns` where fields stand in it (else 1).

    `headers` is what its file calls the fields.
    """

    values: dict[str, Any]
    line: int
    columns: Mapping[str, int] = NO_COLUMNS
    headers: Mapping[str, str] = NO_HEADERS


class Log(Protocol):
    """A file being read: its name, and the text of the record read last."""

    @property
    def name(self) -> str: ...

    @property
    def text(self) -> str: ...

    def problem(self, code: str, words: Words = NO_WORDS, *, line: int | None = None, column: int = 1) -> Diagnostic:
        """A diagnostic at a line (the current one unless said) and column, the record's text its witness."""
        ...


@frozen
class Table:
    """The fields of a kind of file, other names of their columns; which must be there, hold lists, or identify."""

    fields: tuple[str, ...]
    names: Mapping[str, str]
    required: tuple[str, ...]
    lists: tuple[str, ...]
    ids: tuple[str, ...]
    known: frozenset[str] = field(init=False)

    @known.default
    def _known(self) -> frozenset[str]:
        return frozenset(self.fields)

    @property
    def headers(self) -> dict[str, str]:
        """Every accepted header with its field."""
        return {**{field: field for field in self.fields}, **self.names}


def told_format(lines: Lines) -> Format:
    """The format of a file without a name, by its first character: JSON begins with a bracket, a header does not."""
    start = lines.start.removeprefix(codecs.BOM_UTF8).lstrip()
    return "jsonl" if start[:1] in (b"{", b"[") else "csv"


def unknown_field(values: Mapping[str, Any], table: Table) -> tuple[str, str] | None:
    """A field nobody reads and the names it may have been meant for, or None."""
    if table.known.issuperset(values):
        return None
    name = min(name for name in values if name not in table.known)
    return name, likely(name, table.fields)


def likely(word: str, names: Iterable[str]) -> str:
    options = list(names)
    return "、".join(nearest(word, options) or options)
