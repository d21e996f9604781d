"""A diagnostic as a person reads it: what is wrong, the line, a caret under the words, the way out.

The only place where carets are drawn.
"""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from rubricdsl.base.characters import visible
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.messages import Lang, Severity
from rubricdsl.base.span import Place, Source
from rubricdsl.base.width import TAB, char_width

_COLUMNS: Final = 72  # of a source line, so that line number and margin fit in 80

_SEVERITY: Mapping[Lang, Mapping[Severity, str]] = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}
_HELP: Mapping[Lang, str] = {"zh": "改法", "en": "help"}


def show(diagnostic: Diagnostic, lang: Lang, source: Source | None = None) -> str:
    """A diagnostic over several lines, without a line end at the end.

    The line is taken from `source`, the text that the diagnostic's place points into; without one, from the
    witness of a problem in a file of events.
    """
    parts = [headline(diagnostic, lang), *_excerpt(diagnostic, source), f"  {_HELP[lang]}: {diagnostic.remedy(lang)}"]
    for other in diagnostic.related:
        inside = other.place is not None and source is not None and other.place.file == source.name
        parts.append(_indented(show(other, lang, source if inside else None)))
    return "\n".join(parts)


def headline(diagnostic: Diagnostic, lang: Lang) -> str:
    """Where, how bad, which code, what: one line."""
    place = diagnostic.place
    where = f"{visible(place.file)}:{place.line}:{place.column}: " if place else ""
    severity = _SEVERITY[lang][diagnostic.severity]
    return f"{where}{severity} {diagnostic.code}: {diagnostic.say(lang)}"


def _excerpt(diagnostic: Diagnostic, source: Source | None) -> list[str]:
    place = diagnostic.place
    if place is None:
        return []
    if source is not None:
        return excerpt(source.line(place.line), place) if place.line <= len(source.starts) else []
    text = diagnostic.witness.get("text") if diagnostic.witness else None
    if not text:
        return []
    line, carets = excerpt(str(text).split("\n")[0], place)
    if place.column == 1 or (diagnostic.witness and "cell" in diagnostic.witness):
        return [line]  # column 1 stands for the whole record, a cell is named in the message's place
    return [line, carets]


def excerpt(text: str, place: Place) -> list[str]:
    """The line under its number and, below it, carets under the place; a long line is cut around them."""
    cells = _cells(text)
    start = min(place.column - 1, len(cells))
    end = place.end_column - 1 if place.end_line == place.line else len(cells)
    end = max(start + 1, min(end, len(cells)))
    cells, start, end = _window(cells, start, end)
    before = sum(cell.width for cell in cells[:start])
    marked = sum(cell.width for cell in cells[start:end])
    margin = f"{place.line:>5} | "
    line = f"{margin}{''.join(cell.text for cell in cells)}".rstrip()
    return [line, f"{'| ':>{len(margin)}}{' ' * before}{'^' * max(1, marked)}"]


@frozen
class _Cell:
    """One character of the source as it is shown, and its columns."""

    text: str
    width: int


def _cells(text: str) -> list[_Cell]:
    cells: list[_Cell] = []
    column = 0
    for char in text:
        shown = _shown(char, column)
        cells.append(_Cell(shown, sum(map(char_width, shown))))
        column += cells[-1].width
    return cells


def _shown(char: str, column: int) -> str:
    if char == "\t":
        return " " * (TAB - column % TAB)
    if char.isspace():
        return " " * max(1, char_width(char)) if char in "\u00a0\u3000" else visible(char)
    return visible(char)


def _window(cells: list[_Cell], start: int, end: int) -> tuple[list[_Cell], int, int]:
    """The cells around a range that fit, … where some are left out, and the range within them."""
    if sum(cell.width for cell in cells) <= _COLUMNS:
        return cells, start, end
    first = last = min(start, len(cells))
    room = _COLUMNS - 2
    while last < len(cells) and last < end and cells[last].width <= room:
        room -= cells[last].width
        last += 1
    shown_end = last
    left = room // 2 if last < len(cells) else room
    while first > 0 and cells[first - 1].width <= left:
        first -= 1
        left -= cells[first].width
        room -= cells[first].width
    while last < len(cells) and cells[last].width <= room:
        room -= cells[last].width
        last += 1
    dots = _Cell("…", 1)
    before = [dots] if first else []
    after = [dots] if last < len(cells) else []
    shift = len(before) - first
    return [*before, *cells[first:last], *after], start + shift, shown_end + shift


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))
