"""Tables of words → what a dialect knows: the words and units that are read, and lists that phrases are held against.

A table is a file of rows under grammars/words/, so that whoever knows the field adds a row (docs/grammar.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import ClassVar

from attrs import field, frozen

from rubricdsl.base.resources import word_rows
from rubricdsl.tree.composed import composed

EVERYDAY = "EVERYDAY"  # the kind of a longer word that hides a shorter one: 参加, 纽扣
_REMARK = "#"
_NONE: frozenset[str] = frozenset()
_HEAD = 2  # letters by which words that stand apart are looked up


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

    spaced: ClassVar[bool] = False  # whether words stand apart, as in English
    blank: ClassVar[str] = ""  # between words that are put together
    comma: ClassVar[str] = ","

    words: WordList
    units: WordList
    lists: Mapping[str, tuple[str, ...]] = field(repr=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(init=False, repr=False)  # of the words of each list
    _listed: Mapping[str, frozenset[str]] = field(init=False, repr=False)
    _initials: Mapping[str, frozenset[str]] = field(init=False, repr=False)

    @_lengths.default
    def _lengths_of_lists(self) -> Mapping[str, tuple[int, ...]]:
        return {name: _longest_first(map(len, words)) for name, words in self.lists.items()}

    @_listed.default
    def _words_of_lists(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in self.lists.items()}

    @_initials.default
    def _initials_of_lists(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(word[0] for word in words) for name, words in self.lists.items()}

    def opening(self, name: str, text: str) -> str:
        """The longest word of a list that a text begins with; "" for none."""
        words = self._listed.get(name, _NONE)
        return next((text[:length] for length in self._lengths.get(name, ()) if text[:length] in words), "")

    def ending(self, name: str, text: str) -> str:
        """The longest word of a list that a text ends with; "" for none."""
        words = self._listed.get(name, _NONE)
        return next((text[-length:] for length in self._lengths.get(name, ()) if text[-length:] in words), "")

    def ends_with(self, kind: str, text: str) -> bool:
        """Whether a text ends with a word of a kind."""
        for size in range(1, len(text) + 1):
            found = self.words.longest(text, len(text) - size)
            if found is not None and len(found[0]) == size and any(each.kind == kind for each in found[1]):
                return True
        return False

    def parted(self, _name: str, text: str) -> list[str]:
        """A text cut at the words of a list."""
        return [text]

    def holds(self, name: str, text: str) -> bool:
        """Whether a word of a list stands anywhere in a text."""
        return any(word in text for word in self.lists[name])

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


class SpacedWords(WordList):
    """Words that stand apart: a word is found in large letters as in small, and never within another."""

    def at(self, text: str, at: int) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
        head = text[at : at + _HEAD].lower()
        for length in (*self.lengths.get(head, ()), *(self.lengths.get(head[:1], ()) if len(head) > 1 else ())):
            word = text[at : at + length].lower()
            if (meanings := self.known.get(word)) is not None and is_apart(text, at, at + length):
                yield word, meanings

    def longest(self, text: str, at: int) -> tuple[str, tuple[Meaning, ...]] | None:
        return next(self.at(text, at), None)


class SpacedLexicon(Lexicon):
    """The words of a language that sets them apart by blanks."""

    spaced = True
    blank = " "
    comma = ", "

    def opening(self, name: str, text: str) -> str:
        if text[:1].lower() not in self._initials.get(name, _NONE):
            return ""
        head = text[: self._longest(name)]
        low = head.lower()
        found = super().opening(name, low)
        while found and not is_apart(head, 0, len(found)):
            found = next((word for word in self.lists[name] if len(word) < len(found) and low.startswith(word)), "")
        return text[: len(found)]

    def ending(self, name: str, text: str) -> str:
        tail = text[-self._longest(name) :]
        low = tail.lower()
        found = super().ending(name, low)
        while found and not is_apart(tail, len(tail) - len(found), len(tail)):
            found = next((word for word in self.lists[name] if len(word) < len(found) and low.endswith(word)), "")
        return text[len(text) - len(found) :]

    def _longest(self, name: str) -> int:
        """So many signs are looked at: those of the longest word of a list, and what may join it to the next."""
        return max(self._lengths.get(name, ()), default=0) + 2

    def consists_of(self, name: str, text: str) -> bool:
        said, at = " ".join(text.split()), 0
        while at < len(said):
            word = self.opening(name, said[at : at + self._longest(name)])
            if not word:
                return False
            at += len(word) + 1
        return True

    def parted(self, name: str, text: str) -> list[str]:
        """A text cut at the words of a list: late or absent."""
        pieces: list[str] = [""]
        for word in text.split():
            if self.opening(name, word) == word:
                pieces.append("")
            else:
                pieces[-1] += f" {word}"
        return [piece.strip() for piece in pieces]

    def holds(self, name: str, text: str) -> bool:
        low = text.lower()
        return any(is_apart(low, at, at + len(word)) for word in self.lists[name] if (at := low.find(word)) >= 0)


def is_apart(text: str, start: int, end: int) -> bool:
    """Whether no letter, hyphen or apostrophe joins what stands at a place to what stands around it."""
    return not (_joins(text, start, -1) or _joins(text, end, 1))


def _joins(text: str, at: int, step: int) -> bool:
    """Whether a word goes on across a place: late|r, day|-care; `step` leads away from the word."""
    inner, outer = (at, at - 1) if step < 0 else (at - 1, at)
    if not (0 <= outer < len(text) and 0 <= inner < len(text) and text[inner].isascii() and text[inner].isalpha()):
        return False
    if text[outer] in "-'":
        return 0 <= outer + step < len(text) and text[outer + step].isascii() and text[outer + step].isalpha()
    return text[outer].isascii() and text[outer].isalnum()


Rows = tuple[tuple[str, str], ...]


class _Lists(dict[str, tuple[str, ...]]):
    """The lists of a table by name; one that a language has no words for is empty."""

    def __missing__(self, name: str) -> tuple[str, ...]:
        return ()


@cache
def lexicon(dialect: str, added: Rows = (), units_added: tuple[str, ...] = (), spaced: bool = False) -> Lexicon:
    """What is known of a dialect's words, from its table, the everyday words and the table of units.

    `added` are more words with their kinds, and `units_added` more units, as plug-ins bring them; `spaced`: whether
    its words stand apart, with the English words of units.
    """
    rows = list(word_rows(f"{dialect}.tsv"))
    lists = _lists_of(rows)
    meant = [(row, Meaning(*rest)) for row, *rest in rows if rest[0].isupper()]
    words = [(word, meaning) for row, meaning in meant for word in composed(row, lists)]
    words += [(word, Meaning(kind)) for word, kind in added]
    if not spaced:
        words += [(row[0], Meaning(EVERYDAY)) for row in word_rows(f"everyday.{dialect}.txt")]
    units = [(word, Meaning("UNIT", kept or word)) for word, _, _, kept, *_ in _padded(word_rows("units.tsv"), 5)]
    units += [(word, Meaning("UNIT", word)) for word in units_added]
    if spaced:
        units += [(word, Meaning("UNIT", unit)) for word, unit in english_units().items()]
        units += [(word + "s", Meaning("UNIT", word)) for word in units_added if word.isascii()]
        return SpacedLexicon(_listed(words, SpacedWords), _listed(units, SpacedWords), lists)
    return Lexicon(_listed(words), _listed(units), lists)


def _lists_of(rows: Iterable[list[str]]) -> Mapping[str, tuple[str, ...]]:
    """The lists of a table, each with its longest words first."""
    lists: dict[str, list[str]] = {}
    for word, kind, *_ in rows:
        if kind.islower():
            lists.setdefault(kind, []).append(word)
    return _Lists({name: tuple(sorted(found, key=len, reverse=True)) for name, found in lists.items()})


@cache
def english_names() -> Mapping[str, str]:
    """Each unit that has English words with the first of them, by which it is said."""
    rows = (row for row in _padded(word_rows("units.tsv"), 5) if row[4])
    return {row[3] or row[0]: row[4].split()[0] for row in rows}


@cache
def english_units() -> Mapping[str, str]:
    """The English words of units, of one and of many, with the unit that each stands for."""
    found: dict[str, str] = {}
    for word, _, _, kept, english in _padded(word_rows("units.tsv"), 5):
        for said in english.split():
            forms = {said, said.replace("-", " ")}
            found |= dict.fromkeys(forms | {form + "s" for form in forms}, kept or word)
    return found


def _padded(rows: Iterable[list[str]], columns: int) -> Iterator[list[str]]:
    """Rows with the empty columns that an editor leaves out at their end."""
    for row in rows:
        yield row + [""] * (columns - len(row))


def _listed(words: Iterable[tuple[str, Meaning]], kind: type[WordList] = WordList) -> WordList:
    known: dict[str, tuple[Meaning, ...]] = {}
    for word, meaning in words:
        before = known.get(word, ())
        if meaning not in before:
            known[word] = (*before, meaning)
    lengths: dict[str, set[int]] = {}
    for word in known:
        lengths.setdefault(word[: _HEAD if kind is SpacedWords else 1], set()).add(len(word))
    return kind(
        known,
        {sign: _longest_first(found) for sign, found in lengths.items()},
    )


def _longest_first(lengths: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(lengths), reverse=True))
