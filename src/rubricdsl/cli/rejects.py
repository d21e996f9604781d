"""The file of refused lines: as they were written, so that they can be corrected and read again."""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.cli.inputs import Inputs
from rubricdsl.cli.output import csv_line
from rubricdsl.cli.target import write_whole
from rubricdsl.office.files import opened_workbook


def write_rejects(path: str, refused: Iterable[Diagnostic], inputs: Inputs, logs: Sequence[str]) -> None:
    """Write each refused line of the logs once, those of a CSV file under its header, rows of a workbook as CSV.

    The file appears whole or not at all.
    """
    places = {(d.place.file, d.place.line) for d in refused if d.place is not None}
    write_whole(path, _refused(places, inputs, logs))


def _refused(places: Iterable[tuple[str, int]], inputs: Inputs, logs: Sequence[str]) -> Iterator[bytes]:
    for log, found in groupby(sorted(places), key=lambda place: place[0]):
        numbers = {line for _, line in found}
        book = _workbook(log, logs)
        yield from _rows(book, log, numbers, inputs) if book else _lines(log, numbers, inputs)


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
