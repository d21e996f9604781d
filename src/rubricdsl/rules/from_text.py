"""Text → rubric: the characters checked, the lines parsed, the clauses compiled. Never raises on bad text."""

import re
from collections.abc import Mapping, Sequence
from threading import RLock

from attrs import evolve

from rubricdsl.base.diagnostic import Diagnostic, errors, sort_key
from rubricdsl.base.span import Source, Span
from rubricdsl.base.text import compose, inspect, normalise
from rubricdsl.meaning.report import Report
from rubricdsl.rules.dialect import Dialect, dialect_of
from rubricdsl.rules.forms import with_meanings
from rubricdsl.rules.from_tree import read_rubric
from rubricdsl.rules.model import Rubric
from rubricdsl.rules.plugin import Offer, Offers
from rubricdsl.rules.table_lines import apart
from rubricdsl.rules.tables import tables
from rubricdsl.tree.from_text import read_document
from rubricdsl.tree.model import Document

_LANGUAGE_LINE = re.compile(r"^[ \t]*(?:语言|language)[ ]*:[ ]*([^\n]*)$", re.MULTILINE | re.IGNORECASE)
_PLUGINS_LINE = re.compile(r"^[ \t]*(?:插件|plugins)[ ]*:[ ]*([^\n]*)$", re.MULTILINE | re.IGNORECASE)
_NAME = re.compile(r"[^\s、,;]+")
_LINE_END = " \t。."  # what may close a head line
_START = Span(0, 0)
# Parsers are shared, and built piece by piece as texts need them: that is for one thread at a time. Plug-ins are tried
# out with them, and may read texts of their own.
_PARSERS = RLock()


def read_text(
    text: str, name: str, references: Mapping[str, Rubric], offers: Offers, language: str | None = None
) -> Rubric:
    """The rubric a text states, with every problem of its characters, its lines and its clauses.

    It is read with what the plug-ins it names are offered to add, in the dialect that `language` names, else the head
    of the text, else the first.
    """
    composed = compose(text.removeprefix("\ufeff"))
    source = Source(name, composed)
    found = list(inspect(source))
    if composed != text.removeprefix("\ufeff"):
        found.append(Diagnostic("RUB021", {}, source.place(_START)))
    normal = normalise(composed)
    named, where = _stated(_PLUGINS_LINE, normal)
    said, span = (language, _START) if language is not None else _stated(_LANGUAGE_LINE, normal)
    with _PARSERS:
        offer = offers(tuple(_NAME.findall(named or "")), said)
    refusals = [evolve(refusal, place=source.place(where)) for refusal in offer.refusals]
    dialect = dialect_of(said, offer.dialects)
    if dialect is None:
        known = ", ".join(offer.dialects)
        found.append(Diagnostic("RUB105", {"language": str(said), "known": known}, source.place(span)))
    if dialect is None or errors(found):
        return _unread(source, [*found, *refusals], offer, dialect)
    try:
        rubric = _read(normal, dialect, source, references, [*found, *refusals])
    except Exception as failure:
        if dialect.is_own:  # the library's alone: a bug of ours
            raise
        reason = f"{type(failure).__name__}: {failure}"[:200]
        told = Diagnostic("RUB713", {"form": dialect.name, "words": name, "reason": reason}, source.place(where))
        return _unread(source, [*found, *refusals, told], offer, dialect)
    names = tuple(plugin.name for plugin in offer.used)
    return evolve(rubric, head=evolve(rubric.head, plugins=names), plugins=offer.used)


def _read(
    text: str, dialect: Dialect, source: Source, references: Mapping[str, Rubric], found: Sequence[Diagnostic]
) -> Rubric:
    report = Report(source, list(found))
    whole = dialect.mended(text, report)
    read = tables(whole)
    with _PARSERS:
        document = read_document(whole, dialect.read_line, text, apart(whole, read))
    document = with_meanings(document, dialect.forms, report)
    return read_rubric(document, dialect, source, references, report.found, read)


def _unread(source: Source, found: Sequence[Diagnostic], offer: Offer, dialect: Dialect | None) -> Rubric:
    """A rubric of nothing but what kept its text from being read."""
    blank = next(iter(offer.dialects.values())) if dialect is None else dialect
    return read_rubric(Document(()), blank, source, {}, sorted(found, key=sort_key))


def _stated(line: re.Pattern[str], text: str) -> tuple[str | None, Span]:
    """What a head line says that is the same in every language, as it decides how the rest is read; and where."""
    found = line.search(text)
    if found is None:
        return None, _START
    said = found[1].rstrip(_LINE_END)
    return said, Span(found.start(1), found.start(1) + len(said))
