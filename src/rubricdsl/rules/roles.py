"""The account of a whole text: the roles of the words of its items, and what each other line is there for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rubricdsl.base.span import Span
from rubricdsl.clauses.draft import Reading
from rubricdsl.meaning.roles import PlaceName, Role
from rubricdsl.rules.band_lines import opens_grades, shown
from rubricdsl.rules.dialect import Headings
from rubricdsl.rules.outline import is_labelled
from rubricdsl.rules.sections import Outline, Section
from rubricdsl.tree.model import Document, Line

_SIGNS = frozenset({"COMMA", "STOP", "COLON", "BAR", "PAUSE", "OPEN", "CLOSE", "LABEL"})
_MARKS = frozenset({"amount", "full", "cap", "OVERDRAW"})


def roles_of(
    document: Document, lines: Outline, readings: Sequence[tuple[Section, Reading]], headings: Headings
) -> tuple[Role, ...]:
    """All roles by their place, none overlapping. Words of items have none where their dialect keeps no account."""
    read = {role.span.start: role for _, reading in readings for role in reading.roles}
    kept = {part.span.start for section, _ in readings for part in section.parts}
    places = _places(document, lines, headings)
    found: list[Role] = []
    cells = [line for section, _ in readings for line in section.prose if line.column]
    for line in sorted((*document.lines, *cells), key=lambda line: line.span.start):
        place = "title" if line.column else places.get(line.number, "band")
        if place == "title" or any(part.span.start in read for part in line.parts):
            found += _of_parts(line.parts, read, kept)
        else:
            found.append(Role(line.span, place))
    return tuple(found)


def _places(document: Document, lines: Outline, headings: Headings) -> Mapping[int, PlaceName]:
    """What lines are by their numbers; those of items are titles but for the words that were read, others bands."""
    places: dict[int, PlaceName] = {}
    read = {line.number for line in shown(document.lines, headings)}
    for line in document.lines:
        if line.comment:
            places[line.number] = "comment"
        elif line.number not in read:
            places[line.number] = "grade" if opens_grades(line.whole, headings) else "example"
        elif is_labelled(line):
            places[line.number] = "title"
    sorted_lines: Iterable[tuple[PlaceName, Sequence[Line]]] = (
        ("title", [line for _, line in lines.told]),
        ("title", [lines.title] if lines.title is not None else []),
        ("head", lines.head),
        ("grade", lines.grades),
    )
    for place, group in sorted_lines:
        places.update((line.number, place) for line in group)
    return places


def _of_parts(parts: Sequence[Any], read: Mapping[int, Role], kept: set[int]) -> Iterator[Role]:
    """The parts of a line as they were read; those that no item took are of its title."""
    for part in parts:
        span: Span = part.span
        if span.start in read:
            yield read[span.start]
        elif span.start not in kept and part.name not in _SIGNS:
            yield Role(span, "mark" if part.name in _MARKS else "title")
