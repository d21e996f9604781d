"""The proof-reading page on a terminal: its head, then item by item what was read and what was refused."""

from collections.abc import Iterator

import click

from rubricdsl.base.width import pad, width
from rubricdsl.report.model import Entry, Finding, Page, Part, Said
from rubricdsl.report.spoken import Spoken

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def proof(page: Page) -> str:
    """The whole page as text, coloured for a terminal."""
    spoken = Spoken(page.lang)
    entries = [entry for part in page.parts for entry in part.entries]
    codes = max((width(entry.code) for entry in entries if isinstance(entry, Said)), default=1)
    blocks = [
        list(_facts(page)),
        [line for found in page.outer for line in _entry(found, codes, spoken)],
        *(list(_part(part, codes, spoken)) for part in page.parts),
        list(page.total),
        [click.style(spoken.state(page), bold=True, fg="red" if page.is_wrong else None)],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _facts(page: Page) -> Iterator[str]:
    keys = max(width(fact.key) for fact in page.facts)
    for fact in page.facts:
        for place, value in enumerate(fact.values):
            key = pad("" if place else fact.key, keys)
            yield f"{key}  {value if fact.stated else click.style(value, dim=True)}"


def _part(part: Part, codes: int, spoken: Spoken) -> Iterator[str]:
    yield part.heading
    for entry in part.entries:
        yield from _entry(entry, codes, spoken)
    yield from (f"  {bound}" for bound in part.bounds)


def _entry(entry: Entry, codes: int, spoken: Spoken) -> Iterator[str]:
    """A clause with its code, its line and what it has from elsewhere; a finding with its remedy; or a duty."""
    indent = f"  {' ' * codes}  "
    match entry:
        case Said():
            file = f"{entry.file} " if entry.file else ""
            yield f"  {pad(entry.code, codes)}  {file}{spoken.line(entry.line)}  {entry.said}"
            if entry.names:
                yield f"{indent}{spoken.names}{'、'.join(entry.names)}"
            yield from (indent + spoken.inherited(said) for said in entry.inherited)
        case Finding():
            head = click.style(entry.headline, fg=_COLOURS[entry.severity], bold=True)
            yield f"  {pad('!', codes)}  {spoken.place(entry.line, entry.column)}  {head}"
            yield f"{indent}{spoken.help}{entry.remedy}"
        case _:
            line = f"{spoken.line(entry.line)}  " if entry.line else ""
            yield f"  {pad('-', codes)}  {line}{entry.said}"
