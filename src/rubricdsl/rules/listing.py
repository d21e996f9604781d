"""有下列情形之一的,每次扣5分: … — a clause that is met by each matter listed behind it."""

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from rubricdsl.clauses.draft import Draft, Reading
from rubricdsl.clauses.wording import said
from rubricdsl.rules.sections import Section

Listing = Callable[[str, Sequence[str]], tuple[str, ...]]
_LABEL = r"\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]|[0-9]{1,2}(?:[、)]|\.(?![0-9]))"
_INLINE = re.compile(rf"(?:^|(?<=[:;,。])|(?<=[:;,。] ))[ ]*(?:{_LABEL})[ ]*")


def with_listed(readings: Sequence[tuple[Section, Reading]], listing: Listing) -> None:
    """Gives clauses that announce a list the names of what is listed: in their own line, or in the items below them.

    `listing` is the dialect's: the names that texts come to behind such words, none where they announce no list.
    """
    for place, (section, reading) in enumerate(readings):
        texts = [*_inline(section), *_below(section, readings[place + 1 :])]
        reading.drafts[:] = [_named(draft, listing(draft.names.words, texts)) for draft in reading.drafts]


def _named(draft: Draft, names: tuple[str, ...]) -> Draft:
    quoted = bool(draft.names.quoted)
    return draft if quoted or not names else evolve(draft, names=evolve(draft.names, short=names))


def _inline(section: Section) -> Iterator[str]:
    """The texts numbered within the lines of an item: (1)…;(2)…."""
    for line in section.prose:
        yield from _INLINE.split(line.text)[1:]


def _below(section: Section, following: Sequence[tuple[Section, Reading]]) -> Iterator[str]:
    """The items right below that score nothing themselves."""
    for other, reading in following:
        inside = section.code == "0" or other.code.startswith(section.code + ".")
        if reading.drafts or other.bands or not inside:
            return
        yield other.title or said(other.parts)
