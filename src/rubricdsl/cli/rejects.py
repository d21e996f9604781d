"""The file of refused lines: as they were written, so that they can be corrected and read again."""

import codecs
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.cli.inputs import Inputs
from rubricdsl.cli.language import chosen
from rubricdsl.cli.output import csv_line
from rubricdsl.office.files import opened_workbook


def checked_target(path: str, read: Sequence[str]) -> None:
    """Refuse, before anything is scored, a file that is itself read or a place that cannot be written."""
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            raise _misplaced(f"“{path}”不是普通文件", f"“{path}” is no regular file")
        if any(target.exists() and Path(each).exists() and target.samefile(each) for each in read):
            raise _misplaced(f"“{path}”是要读的文件,请另写一个文件名", f"“{path}” is read as input, name another file")
        with tempfile.TemporaryFile(dir=target.parent):
            pass
    except OSError as error:
        why = error.strerror or str(error)
        raise _misplaced(f"写不了“{path}”:{why}", f"“{path}” cannot be written: {why}") from None


def _misplaced(zh: str, en: str) -> click.BadParameter:
    return click.BadParameter(chosen(zh, en), param_hint="--rejects")


def write_rejects(path: str, refused: Iterable[Diagnostic], inputs: Inputs, logs: Sequence[str]) -> None:
    """Write each refused line of the logs once, those of a CSV file under its header, rows of a workbook as CSV.

    The file appears whole or not at all.
    """
    places = {(d.place.file, d.place.line) for d in refused if d.place is not None}
    target = Path(path)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            for log, found in groupby(sorted(places), key=lambda place: place[0]):
                numbers = {line for _, line in found}
                book = _workbook(log, logs)
                file.writelines(_rows(book, log, numbers, inputs) if book else _lines(log, numbers, inputs))
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _workbook(log: str, logs: Sequence[str]) -> str | None:
    """The workbook among the logs whose sheet a log is: its name is followed by that of the sheet in brackets."""
    return next((path for path in logs if log.startswith(f"{path}[") and log.endswith("]")), None)


def _rows(path: str, log: str, numbers: set[int], inputs: Inputs) -> Iterator[bytes]:
    """The rows of a sheet by number, under its header, as CSV."""
    sheet = log[len(path) + 1 : -1]
    with opened_workbook(inputs.stdin() if path == "-" else path, sheet) as workbook:
        columns = 0
        for number in workbook.rows():
            cells = workbook.cells()
            if number in numbers or (cells and not columns):
                yield csv_line([*cells, *[""] * (columns - len(cells))], raw=False)
            columns = columns or len(cells)


def _lines(log: str, numbers: set[int], inputs: Inputs) -> Iterator[bytes]:
    """The lines of a log by number; a CSV row goes on while one of its quotes is open."""
    with inputs.reopened(log) as file:
        is_csv = file.read(_START).lstrip(codecs.BOM_UTF8 + b" \r\n\t")[:1] not in (b"{", b"[")
        file.seek(0)
        within_quotes = False
        for number, line in enumerate(file, start=1):
            if within_quotes or number in numbers or (is_csv and number == 1):
                yield line if line.endswith(b"\n") else line + b"\n"
                within_quotes ^= is_csv and line.count(b'"') % 2 == 1


_START = 256  # bytes that tell JSON lines from CSV
