"""The author's text line by line, cut where roles and findings begin and end, with what came from each line."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from attrs import frozen

from rubricdsl.base.characters import visible
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.message import Lang, Severity
from rubricdsl.base.span import Source, Span
from rubricdsl.report.model import Duty, Entry, Finding, Part, Piece, Row, Said
from rubricdsl.report.words import CLAUSE, ROLES
from rubricdsl.rules.model import Rubric

_OF_WORDS = frozenset({"act", "name", "refused", "prose", "filler"})  # an account has some of these
_BLANKS = frozenset("\t\u00a0\u3000")
_WORST: dict[Severity, int] = {"info": 1, "warning": 2, "error": 3}


def rows(rubric: Rubric, parts: Sequence[Part], findings: Sequence[Finding], lang: Lang) -> tuple[Row, ...]:
    """A row for every line of the source that is not blank."""
    if rubric.source is None:
        return ()
    headings: dict[int, list[Part]] = {}
    entries: dict[int, list[Entry]] = {}
    for part in parts:
        if part.line and "/" not in part.code:
            headings.setdefault(part.line, []).append(part)
        for entry in part.entries:
            if (isinstance(entry, Said) and not entry.file) or (isinstance(entry, Duty) and entry.line):
                entries.setdefault(entry.line, []).append(entry)
    for finding in findings:
        entries.setdefault(finding.line, []).append(finding)
    cut = _pieces(rubric.source, _marked(rubric, rubric.source), rubric.diagnostics, lang)
    return tuple(
        Row(
            number,
            pieces,
            tuple(headings.get(number, ())),
            tuple(sorted(entries.get(number, ()), key=lambda entry: (entry.column, isinstance(entry, Finding)))),
        )
        for number, pieces in enumerate(cut, 1)
        if number in entries or any(piece.text.strip() for piece in pieces)
    )


@frozen
class _Marked:
    """Words that are marked: what for, and the label that stands at them where it is not that of their role."""

    span: Span
    name: str
    short: str = ""


def is_accounted(rubric: Rubric) -> bool:
    """Whether the words of the items have roles."""
    return not rubric.rules or any(role.name in _OF_WORDS for role in rubric.roles)


def _marked(rubric: Rubric, source: Source) -> Sequence[_Marked]:
    """The roles of the words; where there are none, the scores of the clauses, each with its code."""
    told = [_Marked(role.span, role.name) for role in rubric.roles]
    if is_accounted(rubric):
        return told
    places = ((rule.citation.place, rule.code) for rule in rubric.rules)
    told += [_Marked(source.span(place), CLAUSE, code) for place, code in places if place.file == source.name]
    told.sort(key=lambda each: (each.span.start, each.span.end))
    ends = accumulate((each.span.end for each in told), max, initial=0)
    return [each for each, end in zip(told, ends, strict=False) if each.span.start >= end]


def legend(rubric: Rubric, lang: Lang) -> tuple[Piece, ...]:
    """The roles that the text has, in the order of their table."""
    used: set[str] = {role.name for role in rubric.roles} | (set() if is_accounted(rubric) else {CLAUSE})
    return tuple(
        Piece(called.name, name, called.name, called.short) for name, called in ROLES[lang].items() if name in used
    )


def _pieces(
    source: Source, roles: Sequence[_Marked], found: Sequence[Diagnostic], lang: Lang
) -> Iterator[tuple[Piece, ...]]:
    """For each line its pieces; together they are the line."""
    wrong = _wrong(source, found)
    cuts = {0, len(source.text), *source.starts, *(end for role in roles for end in (role.span.start, role.span.end))}
    cuts.update(at for at in range(1, len(wrong)) if wrong[at] != wrong[at - 1])
    bounds = sorted(cuts)
    marks = {at: role for role in roles for at in range(role.span.start, role.span.end) if at in cuts}
    starts, line = frozenset(source.starts[1:]), list[Piece]()
    for start, end in pairwise(bounds):
        if start in starts:
            yield tuple(line)
            line = []
        text = source.text[start:end].rstrip("\r\n") if source.text[end - 1] == "\n" else source.text[start:end]
        if text:
            line.append(_piece(text, marks.get(start), wrong[start], lang))
    yield tuple(line)


def _piece(text: str, mark: _Marked | None, wrong: int, lang: Lang) -> Piece:
    severity = next((severity for severity, rank in _WORST.items() if rank == wrong), None)
    role = "refused" if severity == "error" else mark.name if mark is not None else ""
    shown = "".join(char if char in _BLANKS else visible(char) for char in text)
    called = ROLES[lang].get(role)
    if called is None:
        return Piece(shown, wrong=severity)
    short = mark.short if mark is not None and mark.short and role == mark.name else called.short
    return Piece(shown, role, called.name, short, severity)


def _wrong(source: Source, found: Sequence[Diagnostic]) -> bytearray:
    """For each place of the text how bad the worst finding at it is."""
    ranks = bytearray(len(source.text) + 1)
    for each in found:
        if each.place is not None and each.place.file == source.name:
            span = source.span(each.place)
            rank = _WORST[each.severity]
            for at in range(span.start, span.end):
                ranks[at] = max(ranks[at], rank)
    return ranks
