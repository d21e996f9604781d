"""Tables of words → what a dialect knows: the words and units that are read, and lists that phrases are held against.

A table is a file of rows under grammars/words/, so that whoever knows the field adds a row (docs/grammar.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from attrs import field, frozen

from rubricdsl.base.resources import word_rows

EVERYDAY = "EVERYDAY"  # the kind of a longer word that hides a shorter one: 参加, 纽扣
_REMARK = "#"


@frozen
class Meaning:
    """What a word may be: its kind, what the kind says of it, and in which places alone (grammars/words/zh.tsv)."""

    kind: str
    value: str = ""
    where: str = ""


@frozen
class WordList:
    """Words with what is known of each; `lengths` are those of the words that begin with a sign, the longest first."""

    known: Mapping[str, tuple[Meaning, ...]]
    lengths: Mapping[str, tuple[int, ...]]

    def at(self, text: str, at: int) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
        """The words of the list that stand at a place of a text, the longest first."""
        for length in self.lengths.get(text[at : at + 1], ()):
            word = text[at : at + length]
            if len(word) == length and (meanings := self.known.get(word)) is not None:
                yield word, meanings

    def longest(self, text: str, at: int) -> tuple[str, tuple[Meaning, ...]] | None:
        """The longest word of the list that stands at a place of a text."""
        for length in self.lengths.get(text[at : at + 1], ()):
            word = text[at : at + length]
            meanings = self.known.get(word)
            if meanings is not None:
                return word, meanings
        return None


@frozen
class Lexicon:
    """The words of a dialect, its units (to the unit each is kept as), and its lists by name, longest words first."""

    words: WordList
    units: WordList
    lists: Mapping[str, tuple[str, ...]] = field(repr=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(init=False, repr=False)  # of the words of each list
    _listed: Mapping[str, frozenset[str]] = field(init=False, repr=False)

    @_lengths.default
    def _lengths_of_lists(self) -> Mapping[str, tuple[int, ...]]:
        return {name: _longest_first(map(len, words)) for name, words in self.lists.items()}

    @_listed.default
    def _words_of_lists(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in self.lists.items()}

    def opening(self, name: str, text: str) -> str:
        """The longest word of a list that a text begins with; "" for none."""
        words = self._listed[name]
        return next((text[:length] for length in self._lengths[name] if text[:length] in words), "")

    def ending(self, name: str, text: str) -> str:
        """The longest word of a list that a text ends with; "" for none."""
        words = self._listed[name]
        return next((text[-length:] for length in self._lengths[name] if text[-length:] in words), "")

    def consists_of(self, name: str, text: str) -> bool:
        """Whether a text is made of words of a list alone."""
        words, lengths, end = self._listed[name], self._lengths[name], len(text)
        reached, furthest = {0}, 0
        for at in range(end):
            if at > furthest:
                return False
            if at in reached:
                found = [at + size for size in lengths if at + size <= end and text[at : at + size] in words]
                reached.update(found)
                furthest = max(furthest, *found) if found else furthest
        return end in reached


Rows = tuple[tuple[str, str], ...]


@cache
def lexicon(dialect: str, added: Rows = (), units_added: tuple[str, ...] = ()) -> Lexicon:
    """What is known of a dialect's words, from its table, the everyday words and the table of units.

    `added` are more words with their kinds, and `units_added` more units, as plug-ins bring them.
    """
    rows = list(word_rows(f"{dialect}.tsv"))
    words = [(word, Meaning(*rest)) for word, *rest in rows if rest[0].isupper()]
    words += [(word, Meaning(kind)) for word, kind in added]
    words += [(row[0], Meaning(EVERYDAY)) for row in word_rows(f"everyday.{dialect}.txt")]
    units = [(word, Meaning("UNIT", kept or word)) for word, _, _, kept, *_ in _padded(word_rows("units.tsv"), 5)]
    units += [(word, Meaning("UNIT", word)) for word in units_added]
    lists: dict[str, list[str]] = {}
    for word, kind, *_ in rows:
        if kind.islower():
            lists.setdefault(kind, []).append(word)
    longest_first = {name: tuple(sorted(found, key=len, reverse=True)) for name, found in lists.items()}
    return Lexicon(_listed(words), _listed(units), longest_first)


def _padded(rows: Iterable[list[str]], columns: int) -> Iterator[list[str]]:
    """Rows with the empty columns that an editor leaves out at their end."""
    for row in rows:
        yield row + [""] * (columns - len(row))


def _listed(words: Iterable[tuple[str, Meaning]]) -> WordList:
    known: dict[str, list[Meaning]] = {}
    for word, meaning in words:
        known.setdefault(word, []).append(meaning)
    lengths: dict[str, set[int]] = {}
    for word in known:
        lengths.setdefault(word[0], set()).add(len(word))
    return WordList(
        {word: tuple(meanings) for word, meanings in known.items()},
        {sign: _longest_first(found) for sign, found in lengths.items()},
    )


def _longest_first(lengths: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(lengths), reverse=True))
