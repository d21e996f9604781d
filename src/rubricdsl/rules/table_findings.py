"""What of tables is not read: heads not known, rows that do not fit, headers without rows, columns left out."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rubricdsl.base.quantity import decimal_text
from rubricdsl.base.span import Span
from rubricdsl.meaning.report import Report
from rubricdsl.rules.table_heads import known_heads
from rubricdsl.rules.table_model import Table

_WHOLE = 100
_LISTED = 3  # heads of each kind that a message names
_SIGN = "、"


def table_findings(tables: Sequence[Table], report: Report) -> None:
    """Reports what is wrong with tables, and once for each what is left out of it."""
    for table in tables:
        for head in table.unknown:
            report.add("RUB250", head.span, known=_known())
        for misfit in table.misfits:
            report.add("RUB251", Span(misfit.start, misfit.end), heads=_heads(table))
        if not (table.rows or table.misfits):
            report.add("RUB253", Span(table.start, table.header[-1].end))
        if table.ignored:
            names = _SIGN.join(dict.fromkeys(cell.text for cell in table.ignored))
            report.add("RUB252", table.ignored[0].span, words=names)
        _sums(table, report)
    _shares(tables, report)


def _shares(tables: Sequence[Table], report: Report) -> None:
    """Percentages that are the marks of tables make 100 in each of them, or in all together."""
    found = [table for table in tables if table.percent and not any("%" in "".join(r.sections) for r in table.rows)]
    sums = [sum((row.full for row in table.rows if row.full is not None), Decimal(0)) for table in found]
    if sum(sums) != _WHOLE and any(each != _WHOLE for each in sums):
        report.add("RUB111", found[0].header[0].span, sum=f"{decimal_text(sum(sums, Decimal(0)))}%")


def _sums(table: Table, report: Report) -> None:
    """合计 100 below rows that come to something else; below several sums each is of some rows only."""
    if len(table.totals) != 1 or any(row.full is None and not row.sections for row in table.rows):
        return
    total = table.totals[0]
    found = sum((row.full for row in table.rows if row.full is not None), Decimal(0))
    if total.full is not None and total.full != found:
        said = {"words": total.name.text, "full": decimal_text(total.full), "sum": decimal_text(found)}
        report.add("RUB116", total.name.span, **said)


def _heads(table: Table) -> str:
    return _SIGN.join(cell.text for cell in table.header if cell.text)


def _known() -> str:
    return _SIGN.join(_examples())


def _examples() -> Iterator[str]:
    for words in known_heads().values():
        yield from words[:_LISTED]
