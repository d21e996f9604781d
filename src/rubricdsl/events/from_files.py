"""Files → events, one record at a time. The only place of the core that opens files of data."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, BinaryIO, assert_never

from attrs import evolve

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.base.span import Place
from rubricdsl.events import cloudevents
from rubricdsl.events.from_csv import csv_records
from rubricdsl.events.from_json import json_records
from rubricdsl.events.lines import Lines
from rubricdsl.events.model import Event
from rubricdsl.events.records import Format, Log, Record, Table, told_format, unknown_field
from rubricdsl.events.refusal import refuse
from rubricdsl.events.values import looks_unlike

Source = str | os.PathLike[str] | BinaryIO

EVENTS = Table(
    fields=("kind", "subject", "time", "id", "source", "amount", "unit", "points", "flags", "voids", "note"),
    names={
        "事项": "kind", "人员": "subject", "姓名": "subject", "时间": "time", "日期": "time", "编号": "id",
        "来源": "source", "数量": "amount", "单位": "unit", "得分": "points", "标记": "flags", "情节": "flags",
        "撤销": "voids", "备注": "note",
    },
    required=("kind", "subject", "time"),
    lists=("flags",),
    ids=("id", "source", "voids"),
)  # fmt: skip


def read_events(
    path: Source,
    rejects: list[Diagnostic] | None = None,
    encoding: str | None = None,
    *,
    format: Format | None = None,
) -> Iterator[Event]:
    """The events of a file, in constant memory.

    `path` names a .jsonl (one JSON object a line, plain or as a CloudEvents 1.0 envelope) or .csv file, or is an open
    binary stream, whose `format` is then told by its first character unless given. UTF-8 unless `encoding` says
    otherwise. A bad record raises EventError naming file, line and field; with `rejects` it is appended there, its
    text in `witness["text"]`, and reading goes on. Warnings (characters removed from a name) are appended too, for
    records that are read nevertheless. A file that cannot be read as a whole always raises EventError.
    """
    return _events(path, rejects, encoding, format or format_of(path))


def _events(
    path: Source, rejects: list[Diagnostic] | None, encoding: str | None, form: Format | None
) -> Iterator[Event]:
    with opened(path, encoding) as lines:
        yield from events_of(lines, records(lines, form or told_format(lines), EVENTS), rejects)


def events_of(log: Log, found: Iterable[Record | Diagnostic], rejects: list[Diagnostic] | None) -> Iterator[Event]:
    """The events of the records found in a log. A bad one, or a warning, goes the way `read_events` documents."""
    for record in found:
        event = record if isinstance(record, Diagnostic) else _event(record, log)
        if isinstance(event, Diagnostic):
            if rejects is not None:
                rejects.append(event)
            elif event.severity == "error":
                raise EventError([event])
        else:
            if rejects is not None and isinstance(record, Record):
                rejects.extend(_cleaned(record, log))
            yield event


def _event(record: Record, lines: Log) -> Event | Diagnostic:
    try:
        values = cloudevents.opened(record.values) if cloudevents.is_envelope(record.values) else record.values
        check_fields(values, EVENTS)
        return Event(**values, origin=(lines.name, record.line))
    except EventError as error:
        return located(error.diagnostics[0], record, lines)


def check_fields(values: Mapping[str, Any], table: Table) -> None:
    """Raise EventError for a field that nobody reads, or one that must be there and is not."""
    unknown = unknown_field(values, table)
    if unknown:
        raise EventError([Diagnostic("RUB418", {"field": unknown[0], "nearest": unknown[1]})])
    for name in table.required:
        if values.get(name) is None:
            refuse("RUB400", name, "")


def located(diagnostic: Diagnostic, record: Record, log: Log) -> Diagnostic:
    """The problem of a value, at the record that holds it (the one read last), with its text as witness.

    The field is called as the file's own header calls it.
    """
    words = dict(diagnostic.words)
    if "field" in words:
        words["field"] = record.headers.get(words["field"], words["field"])
    own = diagnostic.witness or {}
    at = log.problem(diagnostic.code, line=record.line, column=record.columns.get(own.get("field", ""), 1))
    return evolve(diagnostic, words=words, place=at.place, witness={**own, **(at.witness or {})})


def _cleaned(record: Record, lines: Log) -> Iterator[Diagnostic]:
    """A warning for each name that looks like what it is not: invisible or decomposed characters in it."""
    for field, value in record.values.items():
        if field in ("kind", "subject", "type") and not value.isascii() and looks_unlike(value):
            warning = Diagnostic("RUB428", {"field": field, "value": value}, witness={"field": field})
            yield located(warning, record, lines)


def records(lines: Lines, form: Format, table: Table) -> Iterator[Record | Diagnostic]:
    """The records of a file, each bad one as its diagnostic. Raises EventError where the whole file is of no use."""
    match form:
        case "jsonl":
            return json_records(lines)
        case "csv":
            return csv_records(lines, table)
        case _:
            assert_never(form)


@contextmanager
def opened(path: Source, encoding: str | None) -> Iterator[Lines]:
    """The lines of a file or stream; a file is closed afterwards.

    Raises EventError where it cannot be opened, and at its end where it was written to meanwhile.
    """
    if not isinstance(path, str | os.PathLike):
        name = getattr(path, "name", None)
        lines = Lines(path, name if isinstance(name, str) else "-", encoding)
        try:
            yield lines
        finally:
            lines.release()
        return
    with stream_of(path) as stream:
        before = os.fstat(stream.fileno())
        yield Lines(stream, os.fspath(path), encoding)
        _check_unchanged(os.fspath(path), before, os.fstat(stream.fileno()))


def _check_unchanged(name: str, before: os.stat_result, after: os.stat_result) -> None:
    """Raise EventError where a file was written to while it was read: part of it may be old, part new."""
    changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    if changed and stat.S_ISREG(after.st_mode):
        raise EventError([Diagnostic("RUB466", {"file": name}, Place(name, 1, 1, 1, 1))])


def format_of(path: Source) -> Format | None:
    """The format a file's suffix tells; None for a stream. Raises EventError for a suffix that is not read."""
    if not isinstance(path, str | os.PathLike):
        return None
    match PurePath(path).suffix.lower():
        case ".jsonl" | ".ndjson":
            return "jsonl"
        case ".csv":
            return "csv"
        case other:
            name = os.fspath(path)
            raise EventError([Diagnostic("RUB410", {"file": name, "suffix": other}, Place(name, 1, 1, 1, 1))])


def stream_of(path: str | os.PathLike[str]) -> BinaryIO:
    """The bytes of a file. Raises EventError where it cannot be opened."""
    try:
        return open(path, "rb")
    except OSError as error:
        words = {"file": os.fspath(path), "reason": error.strerror or str(error)}
        raise EventError([Diagnostic("RUB412", words, Place(os.fspath(path), 1, 1, 1, 1))]) from error
