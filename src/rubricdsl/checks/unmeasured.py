"""Duties that no clause measures, and marks that no clause moves."""

from collections.abc import Iterator

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.quantity import decimal_text
from rubricdsl.base.span import Place
from rubricdsl.meaning.parts import Item
from rubricdsl.rules.model import Rubric
from rubricdsl.rules.to_json import percent

_SHOWN = 20  # characters of a line that stand for it


def unmeasured(rubric: Rubric) -> Iterator[Diagnostic]:
    """A hint for each duty (RUB601), a warning for each item whose marks everybody keeps (RUB602)."""
    for item in rubric.duties:
        witness = {"item": item.code, "title": item.title}
        yield Diagnostic("RUB601", {"words": item.title, "code": item.code}, _place(rubric, item), witness)
    for item in rubric.idle:
        states = _states(item)
        witness = {"item": item.code, "title": item.title, **states}
        words = {"words": item.title or _first(rubric, item), "marks": "、".join(states.values())}
        yield Diagnostic("RUB602", words, _place(rubric, item), witness)


def _states(item: Item) -> dict[str, str]:
    full = {} if item.full is None else {"full": f"{decimal_text(item.full)}分"}
    return full if item.weight is None else {**full, "weight": percent(item.weight)}


def _first(rubric: Rubric, item: Item) -> str:
    """The first words of an item without a title."""
    line = rubric.source.line(item.line).strip() if rubric.source is not None and item.line else item.code
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _place(rubric: Rubric, item: Item) -> Place | None:
    """The title where the line of the item holds it, else the line."""
    if rubric.source is None or item.line < 1:
        return None
    line = rubric.source.line(item.line)
    start = max(line.find(item.title), 0)
    end = start + len(item.title) if item.title and item.title in line else len(line)
    return Place(rubric.source.name, item.line, start + 1, item.line, end + 1)
