"""The author's text line by line, cut where roles and findings begin and end, with what came from each line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rubricdsl.base.characters import visible
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.message import Lang, Severity
from rubricdsl.base.span import Source
from rubricdsl.meaning.roles import Role
from rubricdsl.report.model import Duty, Entry, Finding, Part, Piece, Row, Said
from rubricdsl.report.words import ROLES
from rubricdsl.rules.model import Rubric

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
    cut = _pieces(rubric.source, rubric.roles, rubric.diagnostics, lang)
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


def legend(rubric: Rubric, lang: Lang) -> tuple[Piece, ...]:
    """The roles that the text has, in the order of their table."""
    used = {role.name for role in rubric.roles}
    return tuple(
        Piece(called.name, name, called.name, called.short) for name, called in ROLES[lang].items() if name in used
    )


def _pieces(
    source: Source, roles: Sequence[Role], found: Sequence[Diagnostic], lang: Lang
) -> Iterator[tuple[Piece, ...]]:
    """For each line its pieces; together they are the line."""
    wrong = _wrong(source, found)
    cuts = {0, len(source.text), *source.starts, *(end for role in roles for end in (role.span.start, role.span.end))}
    cuts.update(at for at in range(1, len(wrong)) if wrong[at] != wrong[at - 1])
    bounds = sorted(cuts)
    names = {at: role.name for role in roles for at in range(role.span.start, role.span.end) if at in cuts}
    starts, line = frozenset(source.starts[1:]), list[Piece]()
    for start, end in pairwise(bounds):
        if start in starts:
            yield tuple(line)
            line = []
        text = source.text[start:end].rstrip("\r\n") if source.text[end - 1] == "\n" else source.text[start:end]
        if text:
            line.append(_piece(text, names.get(start, ""), wrong[start], lang))
    yield tuple(line)


def _piece(text: str, name: str, wrong: int, lang: Lang) -> Piece:
    severity = next((severity for severity, rank in _WORST.items() if rank == wrong), None)
    role = "refused" if severity == "error" else name
    shown = "".join(char if char in _BLANKS else visible(char) for char in text)
    called = ROLES[lang].get(role)
    return Piece(shown, role, called.name, called.short, severity) if called else Piece(shown, wrong=severity)


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
