"""Clause forms that plug-ins bring: a part of the text that one rule of their grammar made, and what it means."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from rubricdsl.meaning.forms import Meaning
from rubricdsl.meaning.report import Report
from rubricdsl.tree.model import Document, Line, Part
from rubricdsl.tree.phrases import Formed, Plain

FORM = "form"  # the name of every part that a form has read


@frozen
class Form:
    """One more way to word a clause, in one dialect. `name` is that of its grammar rule.

    `grammar` holds that rule and terminals, and may use those of the dialect. `read` is given the part of the text that
    the rule made, and answers None for what it cannot make sense of. `examples` are whole clauses in the form.
    """

    name: str
    dialect: str
    grammar: str
    read: Callable[[Part], Meaning | None]
    examples: tuple[str, ...]


@frozen
class FormPart(Part):
    """A part that a form has read; `example` is how a clause in that form looks."""

    meaning: Meaning = field(kw_only=True)
    example: str = field(kw_only=True, eq=False)


def with_meanings(document: Document, forms: Mapping[str, Form], report: Report) -> Document:
    """The document with the parts of forms read; what a form cannot read is marked unread, and so an error there."""
    if not forms:
        return document
    return evolve(document, lines=tuple(_line(line, forms, report) for line in document.lines))


def _line(line: Line, forms: Mapping[str, Form], report: Report) -> Line:
    if not any(part.name in forms for part in line.parts):
        return line
    return evolve(line, parts=tuple(_read(part, forms.get(part.name), report) for part in line.parts))


def _read(part: Any, form: Form | None, report: Report) -> Any:
    if form is None:
        return part
    formed = part if isinstance(part, Formed) else None
    try:
        meaning = form.read(part)
    except Exception as failure:  # noqa: BLE001 (code of others: what goes wrong in it is told at the author's words)
        report.add("RUB713", part.span, form=form.name, reason=f"{type(failure).__name__}: {failure}"[:200])
        meaning = None
    if not isinstance(meaning, Meaning):
        if formed is None:
            return Part("UNREAD", part.text, part.span)
        report.add("RUB201", part.span, form=form.examples[0])
        return Plain(part.text, part.span)
    if formed is not None:
        return evolve(formed, meaning=meaning, example=form.examples[0])
    return FormPart(FORM, part.text, part.span, part.words, meaning=meaning, example=form.examples[0])


def beside(parts: Sequence[Part], plain: Collection[str]) -> Iterator[Part]:
    """The parts said for a form's clause that it does not read: only words that name things may stand before it."""
    return (part for part in parts if part.name not in plain)
