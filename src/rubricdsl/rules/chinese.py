"""The Chinese dialect: its words and reading functions as one value."""

from rubricdsl.rules import head, words
from rubricdsl.rules.amounts import amounts
from rubricdsl.rules.band_lines import CHINESE_BANDS
from rubricdsl.rules.band_words import read_band
from rubricdsl.rules.clauses import read_clauses
from rubricdsl.rules.condition import listed_names
from rubricdsl.rules.dialect import Dialect, HeadForms, Headings, Titles
from rubricdsl.rules.grades import read_grades
from rubricdsl.rules.titles import is_grade_line, is_plain, says_more, split_title

CHINESE = Dialect(
    name="zh",
    called=frozenset({"zh", "中文"}),
    head=HeadForms(words.HEAD_KEYS, head.VALUES, words.nearly_a_key, head.prose_head),
    headings=Headings(words.EXAMPLE, words.GRADE_HEADINGS, words.GRADE_FORM),
    titles=Titles(is_plain, says_more, split_title),
    whole=words.WHOLE,
    is_grade_line=is_grade_line,
    read_grades=read_grades,
    bands=CHINESE_BANDS,
    read_band=read_band,
    read_clauses=read_clauses,
    amounts=amounts,
    listing=listed_names,
)
