"""The Chinese dialect: its words and reading functions as one value."""

from collections.abc import Sequence
from functools import partial

from rubricdsl.clauses.columns import carried, of_cells
from rubricdsl.clauses.condition import listed_names
from rubricdsl.clauses.draft import Reading, Stated
from rubricdsl.clauses.fold import read_clauses
from rubricdsl.clauses.joined import joined
from rubricdsl.clauses.numbers import stated_numbers
from rubricdsl.clauses.titles import is_plain, says_more, split_title
from rubricdsl.meaning.report import Report
from rubricdsl.rules import head, words
from rubricdsl.rules.band_lines import CHINESE_BANDS
from rubricdsl.rules.band_words import read_band
from rubricdsl.rules.broken import mended
from rubricdsl.rules.dialect import Dialect, HeadForms, Headings, Titles
from rubricdsl.rules.grades import grade_lines, read_grades
from rubricdsl.rules.head_prose import prose_head, says_head
from rubricdsl.rules.layout import placed
from rubricdsl.tree.lexicon import lexicon
from rubricdsl.tree.model import Line
from rubricdsl.tree.phrase_grammar import PhraseGrammar
from rubricdsl.tree.phrases import Phrase, Sign

_NAME = "zh"


def _clauses(parts: Sequence[Phrase], report: Report) -> Reading:
    column, targeted = None, False
    while parts and parts[0].name in ("COLUMN", "HEAD", "TARGET"):
        first, *parts = parts
        targeted = targeted or first.name == "TARGET"
        column = carried(first.text) if first.name == "COLUMN" else of_cells(first.text) or column
    phrases = [part if isinstance(part, Phrase) else Sign(part.text, part.span, part.name) for part in parts]
    return read_clauses(phrases, column, lexicon(_NAME), report, targeted)


def _says_more(line: Line) -> bool:
    return says_more(line, lexicon(_NAME))


def _heads(text: str) -> bool:
    return carried(text) is not None or of_cells(text) is not None


def _split(parts: Sequence[Phrase]) -> tuple[str, Sequence[Phrase], Stated]:
    return split_title(parts, lexicon(_NAME))


def _listing(text: str, texts: Sequence[str]) -> tuple[str, ...]:
    return listed_names(text, texts, lexicon(_NAME))


CHINESE = Dialect(
    name=_NAME,
    called=frozenset({"zh", "中文"}),
    head=HeadForms(words.HEAD_KEYS, head.VALUES, words.nearly_a_key, prose_head, says_head),
    headings=Headings(words.EXAMPLE, words.GRADE_HEADINGS, words.GRADE_FORM),
    titles=Titles(is_plain, _says_more, _split),
    whole=words.WHOLE,
    grade_lines=grade_lines,
    read_grades=read_grades,
    bands=CHINESE_BANDS,
    read_band=read_band,
    read_clauses=_clauses,
    amounts=stated_numbers,
    placed=partial(placed, split=_split),
    heads=_heads,
    mended=mended,
    listing=_listing,
    phrases=PhraseGrammar(_NAME),
    joined=joined,
)
