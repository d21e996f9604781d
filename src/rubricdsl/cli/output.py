"""How results leave: JSON, CSV that no spreadsheet runs, and aligned text."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import click

from rubricdsl.base.width import pad, width
from rubricdsl.cli.target import checked_target, write_whole

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_json(value: Any) -> None:
    """JSON on stdout, in UTF-8 whatever the terminal's encoding."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8"))


def written(said: str | list[Any] | dict[str, Any], path: str | None, read: Sequence[str]) -> None:
    """A text, or a value as JSON, on stdout or in a file, which appears whole or not at all.

    A file that is read as input is refused.
    """
    if path is None:
        click.echo(said, nl=False) if isinstance(said, str) else write_json(said)
        return
    checked_target(path, read, "--output")
    text = click.unstyle(said) if isinstance(said, str) else json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    write_whole(path, [text.encode("utf-8")])


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str | None]], *, raw: bool) -> None:
    """CSV on stdout in UTF-8; text that a spreadsheet would run as a formula gets a quote before it, unless `raw`."""
    for row in (header, *rows):
        click.echo(csv_line(row, raw=raw), nl=False)


def csv_line(row: Sequence[str | None], *, raw: bool) -> bytes:
    """A row of CSV in UTF-8, text that starts a formula guarded unless `raw`."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([cell if raw else guarded(cell) for cell in row])
    return line.getvalue().encode("utf-8")


def guarded(cell: str | None) -> str:
    """A cell that starts no formula (CWE-1236); numbers are untouched."""
    text = cell or ""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def table(header: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int]) -> list[str]:
    """Lines of columns two spaces apart, each as wide as its widest cell; columns in `right` end together."""
    widths = [max(width(row[i]) for row in (header, *rows)) for i in range(len(header))]
    return [
        "  ".join(pad(cell, widths[i], right=i in right) for i, cell in enumerate(row)).rstrip()
        for row in (header, *rows)
    ]


def wrapped(parts: Sequence[str], columns: int) -> list[str]:
    """Short phrases set on as few lines of so many columns as hold them; a phrase is never broken."""
    lines: list[str] = []
    for part in parts:
        if lines and width(lines[-1]) + 2 + width(part) <= columns:
            lines[-1] += f"  {part}"
        else:
            lines.append(part)
    return lines or [""]
