"""The account of a text from outside: its phrases beside the roles that the rubric tells of them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

import rubricdsl
from rubricdsl.base.diagnostic import errors
from rubricdsl.base.span import Source, Span
from rubricdsl.base.text import normalise
from rubricdsl.meaning.report import Report
from rubricdsl.meaning.roles import Role
from rubricdsl.rules.chinese import CHINESE
from rubricdsl.tree.from_text import read_document
from rubricdsl.tree.phrases import (
    Amount,
    Book,
    Bound,
    Count,
    Due,
    Full,
    Mark,
    Open,
    Ordinal,
    Phrase,
    Plain,
    Quoted,
    Score,
    Sign,
)

PLACES = frozenset({"title", "head", "band", "grade", "example", "comment"})
SILENT = frozenset({"prose", "filler", "name"})
_OF_CLAUSES = frozenset({"RUB120", "RUB302", "RUB303", "RUB304"})  # they speak of a clause or the whole, not of words
_STATING = (Amount, Ordinal, Due, Score, Bound, Open, Full)


@frozen
class Worded:
    """A phrase with its role, where it has one; `told`: a finding points at it; `scored`: its stretch scores.

    `aside`: it stands in brackets, or behind a warning, which may say more of what was said before.
    """

    phrase: Phrase
    role: Role | None
    told: bool
    scored: bool
    aside: bool

    @property
    def is_silent(self) -> bool:
        """What counts, tests, scores or bounds beside a score, and was read as words that change nothing."""
        stating = isinstance(self.phrase, _STATING) or (isinstance(self.phrase, Count) and not self.is_often)
        silent = self.role is not None and self.role.name in SILENT and not self.told
        return stating and silent and self.scored and not self.aside

    @property
    def is_often(self) -> bool:
        """每天, 每月: how often something is done, which describes it."""
        every = self.phrase.every if isinstance(self.phrase, Count) else None
        return every is not None and every.unit in ("天", "日", "周", "月", "季度", "半年", "年", "星期", "个月")


class Account:
    """A text as it was read."""

    def __init__(self, text: str) -> None:
        self.rubric = rubricdsl.parse(text)
        assert self.rubric.source is not None
        self.source = self.rubric.source
        self.roles = self.rubric.roles
        found = [each for each in self.rubric.diagnostics if each.place and each.code not in _OF_CLAUSES]
        self.told = [self.source.span(each.place) for each in found if each.place]
        self.is_read = not any(each.code < "RUB100" for each in errors(self.rubric.diagnostics))

    def overlaps(self) -> list[tuple[Role, Role]]:
        return [(one, other) for one, other in pairwise(self.roles) if other.span.start < one.span.end]

    def uncovered(self) -> Iterator[str]:
        """What of a line stands between phrases and in none, but for blanks, signs that open or close nothing, and 每
        before a condition, which says that each is tested by itself."""
        whole = _mended(self.source)
        for line in _lines(self.source) if self.is_read else ():
            for one, other in pairwise(line):
                between = whole[one.span.end : other.span.start]
                if not between.startswith("每") and between.strip("“”\"'「」『』《》‘’(). \t\u3000\u00a0"):
                    yield between

    def words(self) -> Iterator[Worded]:
        """The phrases of the items, but for those in lines that are there for something else."""
        if not self.is_read:
            return
        by_start = {role.span.start: role for role in self.roles}
        lines = [role.span for role in self.roles if role.name in PLACES]
        for line in _lines(self.source):
            for stretch in _stretches(line, by_start):
                depth, warned = 0, False
                for index, phrase in enumerate(stretch):
                    if isinstance(phrase, Sign):
                        depth = max(0, depth + {"OPEN": 1, "CLOSE": -1}.get(phrase.kind, 0))
                    elif not any(place.start <= phrase.span.start < place.end for place in lines):
                        role = by_start.get(phrase.span.start)
                        scored = self.is_scored(stretch, index, by_start)
                        yield Worded(phrase, role, self.is_told(phrase.span), scored, depth > 0 or warned)
                    warned = warned or (isinstance(phrase, Mark) and phrase.kind == "WARN")

    def is_scored(self, stretch: Sequence[Phrase], index: int, by_start: Mapping[int, Role]) -> bool:
        """Whether the act that a phrase stands before is read; behind the last, whether any of the stretch is."""
        for phrase in stretch[index:]:
            if isinstance(phrase, Score) or self.scores(phrase, by_start):
                return self.scores(phrase, by_start)
        return any(self.scores(phrase, by_start) for phrase in stretch)

    def scores(self, phrase: Phrase, by_start: Mapping[int, Role]) -> bool:
        """Whether a phrase was read as an act that nothing is wrong with, and that does not say what scores nothing."""
        role = by_start.get(phrase.span.start)
        if role is None or role.name != "act" or self.is_told(phrase.span) or isinstance(phrase, Plain | Quoted | Book):
            return False
        return not (isinstance(phrase, Mark) and phrase.kind in ("NOTHING", "DISCRETION"))

    def is_told(self, span: Span) -> bool:
        return any(each.start < span.end and span.start < each.end for each in self.told)


def _lines(source: Source) -> Iterator[Sequence[Phrase]]:
    normal, whole = normalise(source.text), _mended(source)
    for line in read_document(whole, CHINESE.read_line, normal).lines:
        yield line.parts


def _mended(source: Source) -> str:
    return CHINESE.mended(normalise(source.text), Report(source))


def _stretches(line: Sequence[Phrase], by_start: Mapping[int, Role]) -> Iterator[list[Phrase]]:
    """The phrases of a line between 。, ; and the mark of the row, which stands between sentences."""
    stretch: list[Phrase] = []
    for phrase in line:
        role = by_start.get(phrase.span.start)
        marked = isinstance(phrase, Amount) and role is not None and role.name == "mark"
        if marked or (isinstance(phrase, Sign) and phrase.kind in ("STOP", "LABEL")):
            yield stretch
            stretch = []
        if not isinstance(phrase, Sign) or phrase.kind not in ("STOP", "LABEL"):
            stretch.append(phrase)
    yield stretch
