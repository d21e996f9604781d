"""Clause forms that plug-ins bring: a part of the text that one rule of their grammar made, and what it means."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve, frozen

from rubricdsl.meaning.forms import Meaning
from rubricdsl.meaning.report import Report
from rubricdsl.tree.model import Document, Line
from rubricdsl.tree.phrases import Formed, Plain


@frozen
class Form:
    """One more way to word a clause, in one dialect. `name` is that of its grammar rule.

    `grammar` holds that rule and terminals, and may use those of the dialect. `read` is given the words that the rule
    took, and answers None for what it cannot make sense of. `examples` are whole clauses in the form.
    """

    name: str
    dialect: str
    grammar: str
    read: Callable[[Formed], Meaning | None]
    examples: tuple[str, ...]


def with_meanings(document: Document, forms: Mapping[str, Form], report: Report) -> Document:
    """The document with the parts of forms read; what a form cannot read is marked unread, and so an error there."""
    if not forms:
        return document
    return evolve(document, lines=tuple(_line(line, forms, report) for line in document.lines))


def _line(line: Line, forms: Mapping[str, Form], report: Report) -> Line:
    if not any(part.name in forms for part in line.parts):
        return line
    return evolve(line, parts=tuple(_read(part, forms, report) for part in line.parts))


def _read(part: Any, forms: Mapping[str, Form], report: Report) -> Any:
    form = forms.get(part.form) if isinstance(part, Formed) else None
    if form is None:
        return part
    try:
        meaning = form.read(part)
    except Exception as failure:  # noqa: BLE001 (code of others: what goes wrong in it is told at the author's words)
        report.add("RUB713", part.span, form=form.name, reason=f"{type(failure).__name__}: {failure}"[:200])
        meaning = None
    if isinstance(meaning, Meaning):
        return evolve(part, meaning=meaning, example=form.examples[0])
    report.add("RUB201", part.span, form=form.examples[0])
    return Plain(part.text, part.span)
