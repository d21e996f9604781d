"""How the value of one field is refused."""

from typing import Any, Final, NoReturn

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError

_SHOWN: Final = 40  # characters of a user's value that a message repeats


def refuse(code: str, name: str, value: Any, **words: str) -> NoReturn:
    """Raise EventError for one field; the witness names the field for callers that know the file and line."""
    shown = value if isinstance(value, str) else _shown(value)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    raise EventError([Diagnostic(code, {"field": name, "value": shown} | words, witness={"field": name})])


def _shown(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)
