"""What a workbook consists of: its sheets in order, where their dates count from, which formats pad numbers."""

import re
from typing import Final

from attrs import frozen

from rubricdsl.office.elements import each_element
from rubricdsl.office.package import Package
from rubricdsl.office.refusal import refuse_file

WORKBOOK: Final = "xl/workbook.xml"
LINKS: Final = "xl/_rels/workbook.xml.rels"
STYLES: Final = "xl/styles.xml"
STRINGS: Final = "xl/sharedStrings.xml"

_PADDED = re.compile("0{2,}(?:;.*)?", re.DOTALL)


@frozen
class Sheet:
    """One sheet of cells: its name as shown on its tab, its part of the package, whether it is shown."""

    name: str
    part: str
    shown: bool


@frozen
class Contents:
    """The sheets of cells in order; whether dates count from 1904; the styles that show 1 as 001; lengths of texts."""

    sheets: tuple[Sheet, ...]
    from_1904: bool
    padded: frozenset[int]
    lengths: tuple[int, ...]


def contents_of(package: Package) -> Contents:
    """Raises EventError where the package is no workbook."""
    parts = _parts_of(package)
    sheets: list[Sheet] = []
    options: list[str] = []

    def workbook(values: dict[str, str]) -> None:
        options.append(values.get("date1904", "0"))

    def sheet(values: dict[str, str]) -> None:
        link = next((value for key, value in values.items() if key.rpartition(":")[2] == "id"), "")
        if link in parts:
            sheets.append(Sheet(values.get("name", ""), parts[link], values.get("state", "visible") == "visible"))

    each_element(package.chunks(WORKBOOK), package.name, WORKBOOK, {"workbookPr": workbook, "sheet": sheet})
    if not sheets or len({sheet.name for sheet in sheets}) < len(sheets):
        refuse_file("RUB435", package.name, part=WORKBOOK)
    from_1904 = any(option in ("1", "true") for option in options)
    return Contents(tuple(sheets), from_1904, _padded(package), _lengths(package))


def _parts_of(package: Package) -> dict[str, str]:
    """The part of each sheet of cells by the key of its link."""
    parts: dict[str, str] = {}

    def link(values: dict[str, str]) -> None:
        if values.get("Type", "").endswith("/worksheet"):
            target = values.get("Target", "").removeprefix("/")
            parts[values.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"

    each_element(package.chunks(LINKS), package.name, LINKS, {"Relationship": link})
    return parts


def _padded(package: Package) -> frozenset[int]:
    """The styles by number whose format fills a number up with zeros: what is shown is not what is stored."""
    formats: set[str] = set()
    styles: list[str] = []
    of_cells = [False]

    def form(values: dict[str, str]) -> None:
        if _PADDED.fullmatch(values.get("formatCode", "")):
            formats.add(values.get("numFmtId", ""))

    def cells(_: dict[str, str]) -> None:
        of_cells[0] = True

    def style(values: dict[str, str]) -> None:
        if of_cells[0]:
            styles.append(values.get("numFmtId", "0"))

    def closed() -> None:
        of_cells[0] = False

    if package.has(STYLES):
        opened = {"numFmt": form, "cellXfs": cells, "xf": style}
        each_element(package.chunks(STYLES), package.name, STYLES, opened, {"cellXfs": closed})
    return frozenset(number for number, each in enumerate(styles) if each in formats)


def _lengths(package: Package) -> tuple[int, ...]:
    """The length in characters of each text that cells share."""
    lengths: list[int] = []

    def text(_: dict[str, str]) -> None:
        lengths.append(0)

    def said(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    if package.has(STRINGS):
        each_element(package.chunks(STRINGS), package.name, STRINGS, {"si": text}, said=said)
    return tuple(lengths)
