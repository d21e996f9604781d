"""A problem as a value: a stable code, where it is, and the user's own words; worded only when shown."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from rubricdsl.base.characters import visible
from rubricdsl.base.messages import MESSAGES, Lang, Severity
from rubricdsl.base.span import Place


@frozen
class Diagnostic:
    """One finding. `words` fill the placeholders of the code's message in either language."""

    code: str
    words: Mapping[str, str] = field(factory=dict, eq=lambda words: tuple(sorted(words.items())))
    place: Place | None = None
    witness: Mapping[str, Any] | None = field(default=None, eq=False)
    related: tuple["Diagnostic", ...] = ()

    @property
    def severity(self) -> Severity:
        return MESSAGES[self.code].severity

    @property
    def message(self) -> str:
        return self.say("zh")

    @property
    def help(self) -> str:
        return self.remedy("zh")

    @property
    def file(self) -> str | None:
        return self.place.file if self.place else None

    @property
    def line(self) -> int | None:
        return self.place.line if self.place else None

    @property
    def column(self) -> int | None:
        return self.place.column if self.place else None

    @property
    def end_line(self) -> int | None:
        return self.place.end_line if self.place else None

    @property
    def end_column(self) -> int | None:
        return self.place.end_column if self.place else None

    def say(self, lang: Lang) -> str:
        """What is wrong, in Chinese or English."""
        message = MESSAGES[self.code]
        return visible((message.zh if lang == "zh" else message.en).format_map(self.words))

    def remedy(self, lang: Lang) -> str:
        """The one way out, in Chinese or English."""
        message = MESSAGES[self.code]
        return visible((message.help_zh if lang == "zh" else message.help_en).format_map(self.words))

    def to_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """The shape "Diagnostics" of the contracts page."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.say(lang),
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
            "help": self.remedy(lang),
            "witness": dict(self.witness) if self.witness is not None else None,
            "related": [other.to_json(lang) for other in self.related],
        }


def sort_key(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """The published order of diagnostics: place, code, words; never the order in which they were found."""
    place = diagnostic.place
    where = (place.file, place.line, place.column, place.end_line, place.end_column) if place else ("", 0, 0, 0, 0)
    return (*where, diagnostic.code, tuple(sorted(diagnostic.words.items())))


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(d for d in diagnostics if d.severity == "error")
