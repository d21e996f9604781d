"""Files → events and rosters, workbooks among them: what the core reads is left to it, .xlsx is read here."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO, Literal

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.events import from_files, roster
from rubricdsl.events.from_files import EVENTS, Source, events_of, stream_of
from rubricdsl.events.model import Event, Subject
from rubricdsl.events.roster import ROSTER, subjects_of
from rubricdsl.office.package import MAX_SIZE
from rubricdsl.office.workbook import Workbook, workbook_of

Format = Literal["jsonl", "csv", "xlsx"]

_ZIP = b"PK\x03\x04"


def read_events(
    path: Source,
    rejects: list[Diagnostic] | None = None,
    encoding: str | None = None,
    *,
    format: Format | None = None,
    sheet: str | None = None,
) -> Iterator[Event]:
    """The events of a file: .jsonl, .csv or, with the extra `office`, .xlsx.

    `path` may be an open binary stream, whose `format` is then told by its first bytes unless given. Lines of text are
    read in constant memory, UTF-8 unless `encoding` says otherwise: one JSON object a line, plain or as a CloudEvents
    1.0 envelope, or CSV. Of a workbook one `sheet` is read (text files have none): the first that is shown and not
    empty unless named. A bad record raises EventError naming file, line or row, and field; with `rejects` it is
    appended there, its text in `witness["text"]`, and reading goes on. Warnings (characters removed from a name; other
    sheets, hidden rows, merged cells) are appended too. A file that cannot be read as a whole always raises EventError.
    """
    if format == "xlsx" or (format is None and is_workbook(path)):
        return _events(path, rejects, sheet)
    return from_files.read_events(path, rejects, encoding, format=format)


def read_subjects(
    path: Source,
    encoding: str | None = None,
    warnings: list[Diagnostic] | None = None,
    *,
    sheet: str | None = None,
) -> tuple[Subject, ...]:
    """The subjects of a roster file (.csv, .jsonl, .xlsx), in its order.

    Headers: subject|姓名|人员, start|入职, end|离职, roles|岗位, team|部门; roles separated by semicolons. Raises
    EventError listing every bad record, a subject named twice included; what is odd but was read goes to `warnings`.
    `sheet` names that of a workbook, as for events.
    """
    if not is_workbook(path):
        return roster.read_subjects(path, encoding, warnings)
    with opened_workbook(path, sheet) as workbook:
        return subjects_of(workbook, workbook.records(ROSTER), warnings)


def is_workbook(path: Source) -> bool:
    """Whether a file's suffix, or the beginning of a stream that can be set back, says that it is a workbook."""
    if isinstance(path, str | os.PathLike):
        return PurePath(path).suffix.lower() == ".xlsx"
    if not path.seekable():
        return False
    start = path.tell()
    found = path.read(len(_ZIP)) == _ZIP
    path.seek(start)
    return found


@contextmanager
def opened_workbook(path: Source, sheet: str | None) -> Iterator[Workbook]:
    """A sheet of a workbook; a file is closed afterwards. Raises EventError where it cannot be read."""
    if isinstance(path, str | os.PathLike):
        with stream_of(path) as stream:
            yield workbook_of(stream, os.fspath(path), sheet)
        return
    name = getattr(path, "name", None)
    yield workbook_of(_seekable(path), name if isinstance(name, str) else "-", sheet)


def _events(path: Source, rejects: list[Diagnostic] | None, sheet: str | None) -> Iterator[Event]:
    with opened_workbook(path, sheet) as workbook:
        yield from events_of(workbook, workbook.records(EVENTS), rejects)


def _seekable(stream: BinaryIO) -> BinaryIO:
    return stream if stream.seekable() else io.BytesIO(stream.read(MAX_SIZE + 1))
