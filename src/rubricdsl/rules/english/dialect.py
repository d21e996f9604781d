"""The English dialect: its words and reading functions as one value."""

import re
from collections.abc import Sequence

from attrs import evolve

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.clauses.act_first import arranged
from rubricdsl.clauses.act_roles import as_written
from rubricdsl.clauses.condition import listed_names
from rubricdsl.clauses.draft import Reading, Stated
from rubricdsl.clauses.fold import read_clauses
from rubricdsl.clauses.numbers import stated_numbers
from rubricdsl.meaning.report import Report
from rubricdsl.rules.dialect import BandForms, Dialect, HeadForms, Headings, Titles
from rubricdsl.rules.english import head, words
from rubricdsl.rules.english.bands import read_band
from rubricdsl.rules.english.grades import grade_lines, read_grades
from rubricdsl.rules.english.titles import is_plain, says_more, split_title
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.model import Line
from rubricdsl.tree.phrase_grammar import PhraseGrammar
from rubricdsl.tree.phrases import Phrase, Sign

_NO_NAME = (
    "deduct|add|award|fine|reward|minus|plus|over|above|below|under|at|least|most|more|less|than|to|by|per|for|of"
)
_WORD = rf"(?!(?:{_NO_NAME})\b)[A-Za-z][A-Za-z'-]{{0,19}}"
_NAME = rf"(?P<name>“[^”\n]{{1,64}}”|{_WORD}(?:[ ]{_WORD}){{0,3}}|[一-鿿]{{1,8}})"
_NUMBER = r"(?:[0-9]{1,9}(?:\.[0-9]{1,6})?)"
_RANGE = rf"(?P<first>{_NUMBER})[ ]*(?:(?:-|~|–|—|\bto\b)[ ]*(?P<last>{_NUMBER})[ ]*)?"
_UNIT = r"(?P<unit>(?:points?|marks?)?)"
_BANDS = BandForms(
    heading=re.compile(
        rf"(?:^|(?<=[/|;.\t ]))[ ]{{0,4}}{_NAME}[ ]*\(?{_RANGE}{_UNIT}\)?[ ]*(?P<colon>[:|\t]|(?=[ ]*[/|]|$))", re.I
    ),
    only_range=re.compile(rf"^{_RANGE}(?:points?|marks?)?$", re.I),
    only_name=re.compile(rf"^{_NAME}$", re.I),
    penalties=re.compile(r"\b(?:deduct|fine|penalt|bonus|reward)", re.I),
    no_title=re.compile(r"^(?:no|not|without)\b|[,.;:|/]", re.I),
    table_end=re.compile(r"^(?:overall|total|sum|remarks?|notes?|signed|signature)\b", re.I),
    title=40,
)

_PHRASES = PhraseGrammar("en", spaced=True)


def _lexicon() -> Lexicon:
    return _PHRASES.lexicon


def _clauses(parts: Sequence[Phrase], report: Report) -> Reading:
    targeted = any(part.name == "TARGET" for part in parts)
    told = [part for part in parts if part.name not in ("COLUMN", "HEAD", "TARGET")]
    phrases = [part if isinstance(part, Phrase) else Sign(part.text, part.span, part.name) for part in told]
    before = len(report.found)
    reading = read_clauses(arranged(phrases, _lexicon()), None, _lexicon(), report, targeted)
    reading.roles = as_written(phrases, reading.roles)
    report.found[before:] = map(_in_english, report.found[before:])
    return reading


def _in_english(found: Diagnostic) -> Diagnostic:
    """A finding whose remedy is a form that is read here."""
    form = found.words.get("form")
    return found if form is None else evolve(found, words={**found.words, "form": words.said(form)})


def _says_more(line: Line) -> bool:
    return says_more(line, _lexicon())


def _split(parts: Sequence[Phrase]) -> tuple[str, Sequence[Phrase], Stated]:
    return split_title(parts, _lexicon())


def _listing(text: str, texts: Sequence[str]) -> tuple[str, ...]:
    return listed_names(text, texts, _lexicon())


ENGLISH = Dialect(
    name="en",
    called=frozenset({"en", "english", "英文"}),
    head=HeadForms(words.HEAD_KEYS, head.VALUES, words.nearly_a_key, head.prose_head),
    headings=Headings(words.EXAMPLE, words.GRADE_HEADINGS, words.NEVER),
    titles=Titles(is_plain, _says_more, _split),
    whole=words.WHOLE,
    grade_lines=grade_lines,
    read_grades=read_grades,
    bands=_BANDS,
    read_band=read_band,
    read_clauses=_clauses,
    amounts=stated_numbers,
    listing=_listing,
    phrases=_PHRASES,
)
