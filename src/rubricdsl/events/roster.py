"""Files → the roster: who is appraised, from when to when, in which roles."""

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.events.from_files import Source, check_fields, format_of, located, opened, records
from rubricdsl.events.lines import Lines
from rubricdsl.events.model import Subject
from rubricdsl.events.records import Record, Table, told_format

ROSTER = Table(
    fields=("subject", "start", "end", "roles", "team"),
    names={"姓名": "subject", "人员": "subject", "入职": "start", "离职": "end", "岗位": "roles", "部门": "team"},
    required=("subject",),
    lists=("roles",),
    ids=(),
)


def read_subjects(path: Source, encoding: str | None = None) -> tuple[Subject, ...]:
    """The subjects of a roster file (.csv or .jsonl), in its order.

    Headers: subject|姓名|人员, start|入职, end|离职, roles|岗位, team|部门; roles separated by semicolons. Raises
    EventError listing every bad record, a subject named twice included.
    """
    form = format_of(path)
    problems: list[Diagnostic] = []
    subjects: dict[str, Subject] = {}
    with opened(path, encoding) as lines:
        for record in records(lines, form or told_format(lines), ROSTER):
            found = record if isinstance(record, Diagnostic) else _subject(record, lines)
            if isinstance(found, Diagnostic):
                problems.append(found)
            elif found.name in subjects and isinstance(record, Record):
                twice = Diagnostic("RUB433", {"value": found.name}, witness={"field": "subject"})
                problems.append(located(twice, record, lines))
            else:
                subjects[found.name] = found
    if problems:
        raise EventError(problems)
    return tuple(subjects.values())


def _subject(record: Record, lines: Lines) -> Subject | Diagnostic:
    try:
        check_fields(record.values, ROSTER)
        values = dict(record.values)
        return Subject(name=values.pop("subject"), **values)
    except EventError as error:
        return located(error.diagnostics[0], record, lines)
