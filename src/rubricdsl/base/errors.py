"""The exceptions that leave the library; each carries the diagnostics it stands for."""

from collections.abc import Iterable

from rubricdsl.base.diagnostic import Diagnostic


class RubricdslError(Exception):
    """Base of all errors raised on purpose. `diagnostics` lists every finding, in their published order."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(_line(diagnostic) for diagnostic in self.diagnostics)


class RubricError(RubricdslError):
    """A rubric that is unsound or cannot be read. `language` is that of its text, where it could be told."""

    def __init__(self, diagnostics: Iterable[Diagnostic], language: str | None = None) -> None:
        super().__init__(diagnostics)
        self.language = language


class EventError(RubricdslError):
    """Events, or a file of events, that cannot be taken."""


def _line(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    where = f"{place.file}:{place.line}:{place.column}: " if place else ""
    return f"{where}{diagnostic.code} {diagnostic.message}({diagnostic.help})"
