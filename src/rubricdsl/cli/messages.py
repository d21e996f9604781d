"""Messages on stderr: diagnostics with their lines, and the command line's own few sentences."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import click

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.messages import Lang
from rubricdsl.base.show import show
from rubricdsl.base.span import Source
from rubricdsl.base.text import compose
from rubricdsl.cli.language import chosen, language

_MOST: Final = 100  # diagnostics shown at once; a log can hold a million bad lines

_DATA = (".csv", ".jsonl", ".ndjson", ".xlsx")
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def report(diagnostics: Sequence[Diagnostic]) -> None:
    """Show diagnostics on stderr, the first hundred of them."""
    for text in worded(diagnostics[:_MOST], language(), option("encoding")):
        click.echo(text, err=True)
    left = len(diagnostics) - _MOST
    if left > 0:
        tell(f"……另有 {left} 个问题", f"… and {left} more problems")


def worded(diagnostics: Iterable[Diagnostic], lang: Lang, encoding: str | None = None) -> Iterable[str]:
    """Each diagnostic as text, coloured for a terminal, with the line of the rubric it points into."""
    sources: dict[str, Source | None] = {}
    for diagnostic in diagnostics:
        name = diagnostic.file
        if name is not None and name not in sources:
            sources[name] = _source(name, encoding)
        text = show(diagnostic, lang, sources[name] if name else None)
        head, _, rest = text.partition("\n")
        yield click.style(head, fg=_COLOURS[diagnostic.severity], bold=True) + (f"\n{rest}" if rest else "")


def tell(zh: str, en: str) -> None:
    """One line on stderr in the language of the command."""
    click.echo(chosen(zh, en), err=True)


def encoding_of(data: bytes, encoding: str | None) -> str | None:
    """The encoding to read a rubric with: None (UTF-8) where its bytes are UTF-8, else the one named.

    The encoding named is that of the logs; a rubric kept beside them need not share it.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return encoding
    return None


def option(name: str) -> str | None:
    """The value of an option of the running command that has it, else None."""
    value = click.get_current_context().params.get(name)
    return value if isinstance(value, str) else None


def _source(name: str, encoding: str | None) -> Source | None:
    """The text of a rubric for its excerpts; files of events carry their lines with them."""
    path = Path(name)
    if path.suffix.lower() in _DATA or not path.is_file():
        return None
    data = path.read_bytes()
    try:
        text = data.decode(encoding_of(data, encoding) or "utf-8")
    except (UnicodeDecodeError, LookupError):
        return None  # what cannot be read has no line to show
    return Source(name, compose(text.removeprefix("\ufeff")))
