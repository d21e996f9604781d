"""rubricdsl: an appraisal standard (考核标准) written in plain words is the program that scores by it.

The public names; nothing is computed here. Each is loaded on first use, so that importing the package stays light.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rubricdsl.base.diagnostic import Diagnostic
    from rubricdsl.base.errors import EventError, RubricdslError, RubricError
    from rubricdsl.cards.model import Scorecard
    from rubricdsl.events.model import Event, Subject
    from rubricdsl.explanation.from_card import explain
    from rubricdsl.office.files import read_events, read_subjects
    from rubricdsl.pipeline import Tally, check, load, parse, score
    from rubricdsl.rules.model import Rubric, Rule

__version__ = "0.1.0"
__all__ = [
    "Diagnostic",
    "Event",
    "EventError",
    "Rubric",
    "RubricError",
    "RubricdslError",
    "Rule",
    "Scorecard",
    "Subject",
    "Tally",
    "check",
    "explain",
    "load",
    "parse",
    "read_events",
    "read_subjects",
    "score",
]

_HOMES = {
    "Diagnostic": "base.diagnostic",
    "Event": "events.model",
    "EventError": "base.errors",
    "Rubric": "rules.model",
    "RubricError": "base.errors",
    "RubricdslError": "base.errors",
    "Rule": "rules.model",
    "Scorecard": "cards.model",
    "Subject": "events.model",
    "Tally": "pipeline",
    "check": "pipeline",
    "explain": "explanation.from_card",
    "load": "pipeline",
    "parse": "pipeline",
    "read_events": "office.files",
    "read_subjects": "office.files",
    "score": "pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
