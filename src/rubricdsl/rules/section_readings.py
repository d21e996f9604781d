"""The text of an item → its reading, with what the columns of a table say of it: heads, target, formulas."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from rubricdsl.clauses.draft import Draft, Reading, both
from rubricdsl.clauses.ties import in_order
from rubricdsl.meaning.report import Report
from rubricdsl.rules.dialect import Dialect
from rubricdsl.rules.row_targets import aimed, computed
from rubricdsl.rules.sections import Section
from rubricdsl.tree.model import Part

COLUMN = "HEAD"  # a part that says what column the parts behind it stand in
TARGET = "TARGET"  # and one that says that their row has a target


def reading_of(section: Section, dialect: Dialect, report: Report) -> Reading:
    """What the text of one item says."""
    reading = _joined([dialect.read_clauses(parts, report) for parts in _texts(section)])
    if section.of_table and reading.closing_limit is not None:
        reading.limit = both(reading.limit, reading.closing_limit)  # 扣完为止 in a line of a cell binds its row
        reading.closing_limit = None
    computing = [
        draft
        for line, formula in section.formulas
        if (draft := computed(line, formula, section.title, section.aim, report)) is not None
    ]
    if computing:
        reading.drafts = in_order([*reading.drafts, *computing])
    if section.aim is not None:
        reading.drafts = aimed(reading.drafts, section.aim, report)
    return reading


def _texts(section: Section) -> Iterator[Sequence[Part]]:
    """The parts of an item, cut where another column says what amounts do; one such head speaks for all of a row."""
    parts = section.parts
    aim = [Part(TARGET, section.aim.line.text, section.aim.line.span)] if section.aim is not None else []
    heads = list(dict.fromkeys(head for _, head in section.heads))
    if len(heads) < 2:
        above = [Part(COLUMN, head, parts[0].span) for head in heads if parts]
        around = [section.above] if section.above is not None and not above else []
        yield [*aim, *around, *above, *parts]
        return
    starts = [start for start, _ in section.heads]
    yield [*aim, *parts[: starts[0]]]
    for (start, head), end in zip(section.heads, [*starts[1:], len(parts)], strict=True):
        if start < end:
            yield [*aim, Part(COLUMN, head, parts[start].span), *parts[start:end]]


def _joined(readings: Sequence[Reading]) -> Reading:
    """The readings of the columns of one row as one."""
    first, *others = readings
    for other in others:
        size = len(first.drafts)
        first.drafts += [_moved(draft, size) for draft in other.drafts]
        first.limit = both(first.limit, other.limit) if other.limit is not None else first.limit
        first.total_limit = first.total_limit or other.total_limit
        first.closing_limit = first.closing_limit or other.closing_limit
        if first.full is None:
            first.full, first.mark, first.full_at = other.full, other.mark, other.full_at
    return first


def _moved(draft: Draft, size: int) -> Draft:
    grades, onto = (None if each is None else each + size for each in (draft.grades, draft.onto))
    return evolve(draft, grades=grades, onto=onto)
