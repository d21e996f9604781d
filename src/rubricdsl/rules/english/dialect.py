"""The English dialect: its words and reading functions as one value."""

import re

from rubricdsl.rules.dialect import BandForms, Dialect, HeadForms, Headings, Titles
from rubricdsl.rules.english import head, words
from rubricdsl.rules.english.amounts import stated
from rubricdsl.rules.english.bands import read_band
from rubricdsl.rules.english.clauses import read_clauses
from rubricdsl.rules.english.grades import grade_lines, read_grades
from rubricdsl.rules.english.phrases import listed_names
from rubricdsl.rules.english.titles import is_plain, says_more, split_title

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

ENGLISH = Dialect(
    name="en",
    called=frozenset({"en", "english", "英文"}),
    head=HeadForms(words.HEAD_KEYS, head.VALUES, words.nearly_a_key, head.prose_head),
    headings=Headings(words.EXAMPLE, words.GRADE_HEADINGS, words.NEVER),
    titles=Titles(is_plain, says_more, split_title),
    whole=words.WHOLE,
    grade_lines=grade_lines,
    read_grades=read_grades,
    bands=_BANDS,
    read_band=read_band,
    read_clauses=read_clauses,
    amounts=stated,
    listing=listed_names,
)
