"""Text → rubric: the characters checked, the lines parsed, the clauses compiled. Never raises on bad text."""

from collections.abc import Mapping

from rubricdsl.base.diagnostic import Diagnostic, errors, sort_key
from rubricdsl.base.span import Source, Span
from rubricdsl.base.text import compose, inspect, normalise
from rubricdsl.rules.from_tree import read_rubric
from rubricdsl.rules.model import Rubric
from rubricdsl.tree.from_text import read_document
from rubricdsl.tree.model import Document


def read_text(text: str, name: str, references: Mapping[str, Rubric], language: str | None = None) -> Rubric:
    """The rubric a text states, with every problem of its characters, its lines and its clauses."""
    composed = compose(text.removeprefix("\ufeff"))
    source = Source(name, composed)
    found = list(inspect(source))
    if composed != text.removeprefix("\ufeff"):
        found.append(Diagnostic("RUB021", {}, source.place(_START)))
    if errors(found):
        return read_rubric(Document(()), source, {}, sorted(found, key=sort_key))
    if language not in (None, _DIALECT):
        found.append(Diagnostic("RUB105", {"language": str(language)}, source.place(_START)))
        return read_rubric(Document(()), source, {}, found)
    return read_rubric(read_document(normalise(composed), _DIALECT), source, references, found)


_START = Span(0, 0)
_DIALECT = "zh"
