"""Files → the roster: who is appraised, from when to when, in which roles."""

from collections.abc import Iterable

from rubricdsl.base.diagnostic import Diagnostic, errors
from rubricdsl.base.errors import EventError
from rubricdsl.events.from_files import Source, check_fields, format_of, located, opened, records
from rubricdsl.events.model import Subject
from rubricdsl.events.records import Log, Record, Table, told_format

ROSTER = Table(
    fields=("subject", "start", "end", "roles", "team"),
    names={"姓名": "subject", "人员": "subject", "入职": "start", "离职": "end", "岗位": "roles", "部门": "team"},
    required=("subject",),
    lists=("roles",),
    ids=(),
)


def read_subjects(
    path: Source, encoding: str | None = None, warnings: list[Diagnostic] | None = None
) -> tuple[Subject, ...]:
    """The subjects of a roster file (.csv or .jsonl), in its order.

    Headers: subject|姓名|人员, start|入职, end|离职, roles|岗位, team|部门; roles separated by semicolons. Raises
    EventError listing every bad record, a subject named twice included; what is odd but was read goes to `warnings`.
    """
    form = format_of(path)
    with opened(path, encoding) as lines:
        return subjects_of(lines, records(lines, form or told_format(lines), ROSTER), warnings)


def subjects_of(
    log: Log, found: Iterable[Record | Diagnostic], warnings: list[Diagnostic] | None
) -> tuple[Subject, ...]:
    """The subjects of the records found in a log. Raises EventError listing every bad one."""
    problems: list[Diagnostic] = []
    subjects: dict[str, Subject] = {}
    for record in found:
        subject = record if isinstance(record, Diagnostic) else _subject(record, log)
        if isinstance(subject, Diagnostic):
            problems.append(subject)
        elif subject.name in subjects and isinstance(record, Record):
            twice = Diagnostic("RUB433", {"value": subject.name}, witness={"field": "subject"})
            problems.append(located(twice, record, log))
        else:
            subjects[subject.name] = subject
    if errors(problems):
        raise EventError(errors(problems))
    if warnings is not None:
        warnings.extend(problems)
    return tuple(subjects.values())


def _subject(record: Record, lines: Log) -> Subject | Diagnostic:
    try:
        check_fields(record.values, ROSTER)
        values = dict(record.values)
        return Subject(name=values.pop("subject"), **values)
    except EventError as error:
        return located(error.diagnostics[0], record, lines)
