"""The heads of columns: which words are heads, what makes a row of them a header, and what each column holds."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, get_args

from attrs import frozen

from rubricdsl.base.resources import word_rows

Column = Literal[
    "label",
    "section",
    "title",
    "marks",
    "weight",
    "target",
    "requirement",
    "case",
    "clauses",
    "note",
    "ignored",
    "unknown",
]
Head = Column | Literal["item", "content", "standard", "score", "sum"]

NAMING: tuple[Head, ...] = ("title", "item", "content", "case", "section")
WORTH: tuple[Head, ...] = ("marks", "weight", "target", "clauses", "standard", "score")
MOST_COLUMNS = 40
_LONGEST_HEAD = 80  # with the note behind it
_LONGEST_UNKNOWN = 16
_BLANKS = str.maketrans("", "", " \t\r")


@cache
def _heads() -> Mapping[str, Head]:
    kinds: Mapping[str, Head] = {kind: kind for group in get_args(Head) for kind in get_args(group)}
    return {folded(word): kinds[kind] for word, kind in word_rows("heads.tsv") if kind != "sum"}


@cache
def sums() -> tuple[str, ...]:
    """The words that open a row of sums, as `folded`, the longest first."""
    words = {folded(word) for word, kind in word_rows("heads.tsv") if kind == "sum"}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def known_heads() -> Mapping[str, tuple[str, ...]]:
    """The words for each column as the file has them, for a message that lists what could have been meant."""
    words = [(word, kind) for word, kind in word_rows("heads.tsv") if kind != "sum"]
    return {kind: tuple(word for word, its in words if its == kind) for _, kind in words}


def folded(text: str) -> str:
    """标 准 分, KPI and **项目**: a head as heads are compared."""
    return text.translate(_BLANKS).strip("*:").lower()


@lru_cache(maxsize=1024)  # a header stands over every part of a document
def head_of(text: str) -> Head:
    """What a head is known as; a note in brackets behind it (分值(100分)) is no part of it."""
    if len(text) > _LONGEST_HEAD:
        return "unknown"
    plain = folded(text)
    if plain.endswith(")"):
        plain = plain.partition("(")[0]
    parts = {_heads().get(part, "unknown") for part in plain.split("/")}
    return parts.pop() if len(parts) == 1 else "unknown"


def is_header(heads: Sequence[Head], texts: Sequence[str]) -> bool:
    """Whether these cells are a header: a name and what it is worth, and half of them at most that are not known.

    An unknown cell that holds numbers or is long is no head.
    """
    unknown = [text for head, text in zip(heads, texts, strict=True) if head == "unknown"]
    if 2 * len(unknown) > len(heads) or any(_is_no_head(text) for text in unknown):
        return False
    return _any(heads, NAMING) and _any(heads, WORTH)


def _is_no_head(text: str) -> bool:
    return len(text) > _LONGEST_UNKNOWN or any(char.isdecimal() for char in text)


def _any(heads: Collection[Head], kinds: Collection[Head]) -> bool:
    return any(head in kinds for head in heads)


@frozen
class Seen:
    """What the rows show of a column: whether any cell is filled, and whether one spans rows (empty, or repeated)."""

    filled: bool
    spans: bool


def columns(heads: Sequence[Head], seen: Sequence[Seen]) -> tuple[Column, ...]:
    """What each column holds, as the heads beside it and the rows below decide.

    A second column of labels is ignored and a second target unknown: a row has one of each.
    """
    filled: list[Head] = [
        ("clauses" if each.filled else "ignored") if head == "score" else head
        for head, each in zip(heads, seen, strict=True)
    ]
    named = _named(filled, seen)
    scored = _scored(named)
    return tuple(_settled(head, head in scored[:index]) for index, head in enumerate(scored))


def _named(heads: Sequence[Head], seen: Sequence[Seen]) -> list[Head]:
    """The one title, and the columns that group titles as sections.

    考核项目 beside 考核内容 groups where its cells span rows; where each row has its own it is the title, and 考核内容
    says what is required.
    """
    titles, items, contents, cases, sections = ([i for i, head in enumerate(heads) if head == kind] for kind in NAMING)
    groups = [*titles, *items]
    if titles:
        title = titles[-1]
    elif items and not ((contents or cases) and seen[items[-1]].spans):
        title = items[-1]
    else:
        title = [*contents, *cases, *reversed(sections)][0]
    named: list[Head] = ["section" if index in groups else head for index, head in enumerate(heads)]
    named[title] = "title"
    return named


def _scored(heads: Sequence[Head]) -> list[Head]:
    """Some column has the clauses: what would say what is required has them where no other does."""
    kinds: tuple[tuple[Head, ...], ...] = (("clauses",), ("standard",), ("content", "requirement"))
    scoring = next((group for group in kinds if _any(heads, group)), ())
    return ["clauses" if head in scoring else head for head in heads]


def _settled(head: Head, again: bool) -> Column:
    match head:
        case "label":
            return "ignored" if again else "label"
        case "target":
            return "unknown" if again else "target"
        case "content" | "standard":
            return "requirement"
        case "item" | "score" | "sum":
            return "ignored"
        case _:
            return head
