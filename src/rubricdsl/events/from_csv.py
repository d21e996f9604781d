"""CSV → records: rows under a header in Chinese or English, read strictly."""

import csv
from collections.abc import Iterator

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.events.columns import Header, header_of, is_header, record_of
from rubricdsl.events.lines import Lines
from rubricdsl.events.records import Record, Table

_SEPARATORS = (";", "；", "\t", "，", "|")


def csv_records(lines: Lines, table: Table) -> Iterator[Record | Diagnostic]:
    """Comma-separated rows under a header; wholly empty rows are skipped, cells are trimmed, an empty one is absent."""
    header: Header | None = None
    for row in _rows(lines):
        if isinstance(row, Diagnostic):
            if header is None:
                raise EventError([row])
            yield row
        elif header is None:
            _check_separator(lines, row, table)
            header = header_of(lines, row, table)
        elif any(row):
            yield record_of(lines, header, row, lines.number - len(lines.taken) + 1)


def _rows(lines: Lines) -> Iterator[list[str] | Diagnostic]:
    reader = csv.reader(lines, strict=True)
    while True:
        lines.taken.clear()
        start = lines.number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except EventError as bad:
            yield from bad.diagnostics
            if lines.number > start:  # within quotes: there is no telling rows from text any more
                yield lines.problem("RUB430", line=start)
                return
        except csv.Error as error:
            endless = "limit" in str(error) or "end of data" in str(error)
            yield lines.problem("RUB430" if endless else "RUB429", line=start)
            if endless:
                return
        else:
            yield [cell.strip() for cell in row]


def _check_separator(lines: Lines, row: list[str], table: Table) -> None:
    """Raise EventError for a header whose columns are separated by another mark than the comma."""
    for mark in _SEPARATORS:
        if len(row) == 1 and any(is_header(part, table) for part in row[0].split(mark)[1:]):
            raise EventError([lines.problem("RUB425", {"mark": "Tab" if mark == "\t" else mark})])
