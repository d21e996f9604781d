"""What one surface language brings: its grammar, its words and its reading functions; all later stages are shared.

A dialect is a value. Whoever reads a text is given a table of dialects by name; there is no registry.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from rubricdsl.clauses.draft import Heading, Reading, Stated
from rubricdsl.meaning.parts import Band, Grade, Head, Quantity, Statistic
from rubricdsl.meaning.report import Report
from rubricdsl.rules.forms import Form
from rubricdsl.rules.known_units import in_known_units
from rubricdsl.rules.units import Unit
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.model import Line
from rubricdsl.tree.phrase_grammar import PhraseGrammar
from rubricdsl.tree.phrases import Phrase

HeadReader = Callable[[Head, str], Head | None]


@frozen
class HeadForms:
    """The head lines of a dialect: `keys` as written (in lower case) to the names of what they state.

    `values` are the readers by that name, None for an unreadable value, each with a line that would be read; `near` is
    the key of which a word is a slip; `prose` adds what plain sentences say of base and period, but for the full marks
    in lines of these numbers: they are their item's. `whole` holds of a sentence that is of the head and says no more.
    """

    keys: Mapping[str, str]
    values: Mapping[str, tuple[HeadReader, str]]
    near: Callable[[str], str | None]
    prose: Callable[[Head, Sequence[Line], Collection[int], Report], Head]
    whole: Callable[[Line], bool] = lambda _line: False


@frozen
class Headings:
    """What opens a block of lines: examples, grades, and the grades of a form to be filled in."""

    example: re.Pattern[str]
    grades: frozenset[str]
    grade_form: re.Pattern[str]


@frozen
class BandForms:
    """How bands are written. `heading` is the name and range of a band, with the groups name, first, last, unit, colon.

    `penalties` are the words of a heading under which ranges are deducted; `no_title` and `title` (the most signs) tell
    the title of a table's row from a cell; `table_end` opens what no table goes on with.
    """

    heading: re.Pattern[str]
    only_range: re.Pattern[str]
    only_name: re.Pattern[str]
    penalties: re.Pattern[str]
    no_title: re.Pattern[str]
    table_end: re.Pattern[str]
    title: int


@frozen
class Titles:
    """How a title is told from a clause: `is_plain` holds of parts without a score, a limit or an amount of points.

    `says_more` holds of a first line that is more than the name of the standard; `split` gives the title of a labelled
    line, the parts that follow it, and what its brackets state.
    """

    is_plain: Callable[[Sequence[Any]], bool]
    says_more: Callable[[Line], bool]
    split: Callable[[Sequence[Any]], tuple[str, Sequence[Any], Stated]]


def _none_placed(_lines: Sequence[Line]) -> Mapping[int, Heading]:
    return {}


def _heads_nothing(_text: str) -> bool:
    return False


def _as_written(text: str, _report: Report) -> str:
    return text


@frozen
class Dialect:
    """A surface language. `called`: its words in the head.

    `grade_lines` are the numbers of the lines that state grades without a heading; `whole` finds the words by which a
    sentence in an item speaks of all items; `amounts` are the numbers of points, money and percent that a part states;
    `listing` are the names of texts listed behind a clause of these words, none where they announce no list. `placed`
    are the headings that only their neighbours show; `heads` holds of a line, or of the head of a column, that says
    for what stands below it what amounts do; `mended` puts the broken numbers of a text together without changing its
    length. `phrases` is how its texts become phrases, and `joined` puts those together that belong together; `forms`,
    `units` and `statistics` are what plug-ins add to it.
    """

    name: str
    called: frozenset[str]
    head: HeadForms
    headings: Headings
    titles: Titles
    whole: re.Pattern[str]
    grade_lines: Callable[[Sequence[Line]], Collection[int]]
    read_grades: Callable[[Sequence[Line], Report], tuple[Grade, ...]]
    bands: BandForms
    read_band: Callable[[str], Band]
    read_clauses: Callable[[Sequence[Any], Report], Reading]
    amounts: Callable[[Any], Sequence[Quantity]]
    listing: Callable[[str, Sequence[str]], tuple[str, ...]]
    phrases: PhraseGrammar
    placed: Callable[[Sequence[Line]], Mapping[int, Heading]] = _none_placed
    heads: Callable[[str], bool] = _heads_nothing
    mended: Callable[[str, Report], str] = _as_written
    joined: Callable[[Sequence[Phrase], Lexicon], Sequence[Phrase]] | None = None
    forms: Mapping[str, Form] = field(factory=dict)
    units: Mapping[str, Unit] = field(factory=dict)
    statistics: tuple[Statistic, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether it is read by files of the library alone."""
        return self.phrases.grammar is None

    def read_line(self, text: str, start: int) -> tuple[Phrase, ...]:
        """The phrases of the text of a line, given where it begins."""
        found = in_known_units(self.phrases.phrases(text, start), self.units)
        return tuple(found if self.joined is None else self.joined(found, self.phrases.lexicon))


Dialects = Mapping[str, Dialect]


def dialect_of(said: str | None, dialects: Dialects) -> Dialect | None:
    """The dialect that a word names, the first for none; None where the word names none."""
    if said is None:
        return next(iter(dialects.values()), None)
    return next((dialect for dialect in dialects.values() if said.lower() in dialect.called), None)
