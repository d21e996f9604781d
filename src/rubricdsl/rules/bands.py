"""The bands of an item → rules with the measure "mark", one for each band, in the order of the text."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from rubricdsl.base.span import Source, Span
from rubricdsl.base.text import normalise
from rubricdsl.meaning.parts import Band, Citation, Curve, Effect, Measure, Select
from rubricdsl.meaning.report import Report
from rubricdsl.rules.band_lines import Row
from rubricdsl.rules.model import Rule
from rubricdsl.rules.sections import Section

_MARGIN = 20  # signs between the heading of a band and its words


def band_rules(section: Section, source: Source, read: Callable[[str], Band]) -> list[Rule]:
    """The rules of an item's bands, whose words `read` reads; they have the first codes of the item."""
    return [_rule(section, row, number, source, read(row.text)) for number, row in enumerate(section.bands, 1)]


def highest(section: Section) -> Decimal | None:
    """The highest mark that the bands of an item leave room for; None without bands."""
    return max((row.high for row in section.bands), default=None)


def band_findings(section: Section, report: Report) -> None:
    """What is wrong with the bands of an item: cells that do not fit, ranges turned round, overlaps, hidden scores."""
    if section.misfit is not None:
        words = {"words": section.title, "cells": str(section.misfit), "bands": str(len(section.bands))}
        report.add("RUB140", section.bands[0].span, **words)
    for row in section.bands:
        if row.turned and section.misfit is None:
            report.add("RUB219", row.span)
    for part in section.hidden:
        report.add("RUB201", part.span, form=f"另起一行:{part.text.strip()}")
    for row in section.penalties:
        report.add("RUB201", row.span, form=f"{row.name}的,扣{_range(row)}分")
    for first, second in _overlapping(section.bands):
        report.add("RUB141", second.span, words=second.name, other=first.name)


def _range(row: Row) -> str:
    return f"{row.low}" if row.low == row.high else f"{row.low}-{row.high}"


def _overlapping(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Bands of one name, or that share more than an edge."""
    named: dict[str, Row] = {}
    for row in rows:
        if named.setdefault(row.name, row) is not row:
            yield named[row.name], row
    for low, high in pairwise(sorted(rows, key=lambda row: (row.low, row.high))):
        if high.low < low.high and low.name != high.name:
            yield high, low


def _rule(section: Section, row: Row, number: int, source: Source, band: Band) -> Rule:
    place = source.place(row.span)
    return Rule(
        code=f"{section.code}-{number}",
        item=section.code,
        select=Select((section.title,) if section.title else ()),
        measure=Measure("mark"),
        curve=Curve(band=band),
        effect=Effect("award", row.low, row.high, to=row.name),
        citation=Citation(source.words(row.span).strip(), _as_written(row, source), place),
    )


def _as_written(row: Row, source: Source) -> str:
    """The words of a band; where a broken number was put together in them, the author's whole line."""
    around = Span(row.span.start, row.span.end + len(row.text) + _MARGIN)
    if not row.text or row.text in normalise(source.words(around)):
        return row.text or source.words(row.span).strip()
    return source.line(source.position(row.span.start)[0]).strip()
