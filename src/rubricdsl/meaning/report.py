"""Findings gathered while a text is read: problems are values, reading goes on."""

from attrs import define, field

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.span import Source, Span

_QUOTED = 60  # as much of the author's words as a message can hold and stay readable


@define
class Report:
    """Collects diagnostics at spans of one source; `shown` is the author's own text, as the words are quoted."""

    source: Source
    found: list[Diagnostic] = field(factory=list)

    def add(self, code: str, span: Span, **words: str) -> None:
        """Records a finding; the placeholder `words` is the author's text at the span unless given."""
        said = self.source.words(span).strip()
        filled = {"words": said if len(said) <= _QUOTED else said[:_QUOTED] + "…", **words}
        self.found.append(Diagnostic(code, filled, self.source.place(span)))
