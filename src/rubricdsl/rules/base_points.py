"""What each period starts from, held against whatever else a text says of its points."""

from collections.abc import Sequence
from decimal import Decimal

from rubricdsl.base.quantity import decimal_text
from rubricdsl.base.span import Span
from rubricdsl.meaning.parts import Head, Item
from rubricdsl.meaning.report import Report
from rubricdsl.rules.marks import innermost, weight

_START = Span(0, 0)


def base_of(head: Head, items: Sequence[Item], report: Report) -> Decimal:
    """The stated base, else the stated total, else the sum of full marks, else 0 (language, "Sections, items").

    Where these disagree, or leave the stated range, a warning is reported.
    """
    known = {item.code: item for item in items}
    marks = [item.full * weight(item, known) for item in innermost(items) if item.full is not None]
    total = Decimal(decimal_text(sum(marks, Decimal(0))))
    stated = head.base if head.base is not None else head.full
    if stated is not None and marks and total != stated:
        report.add("RUB110", _START, stated=decimal_text(stated), sum=decimal_text(total))
    elif head.base is not None and head.full is not None and head.base != head.full:
        report.add("RUB112", _START, base=decimal_text(head.base), full=decimal_text(head.full))
    base = stated if stated is not None else total
    _within_range(head, base, report)
    _sections(items, report)
    return base


def _within_range(head: Head, base: Decimal, report: Report) -> None:
    low, high = head.range
    if (low is not None and base < low) or (high is not None and base > high):
        ends = {name: "…" if end is None else decimal_text(end) for name, end in (("low", low), ("high", high))}
        report.add("RUB115", _START, base=decimal_text(base), **ends)


def _sections(items: Sequence[Item], report: Report) -> None:
    """The marks of a section bound those of its parts; together the parts come to them, unless some state none."""
    inside: dict[str | None, list[Item]] = {}
    for item in items:
        inside.setdefault(item.parent, []).append(item)
    for section in items:
        parts = inside.get(section.code, [])
        marks = [part.full for part in parts if part.full is not None and part.weight is None]
        total = sum(marks, Decimal(0))
        if section.full is None or not marks or total == section.full:
            continue
        if total > section.full or len(marks) == len(parts):
            words = {"words": section.title or section.code, "full": decimal_text(section.full)}
            report.add("RUB116", _START, sum=decimal_text(total), **words)
