"""The language in which a command speaks: the one asked for, else that of its rubric, else that of the locale."""

import os
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any, Final, get_args

import click

from rubricdsl.base.messages import Lang

LANGUAGES: Final[tuple[Lang, ...]] = get_args(Lang)
_ASKED: ContextVar[Lang | None] = ContextVar("asked", default=None)
_RUBRIC: ContextVar[Lang | None] = ContextVar("rubric", default=None)


def begin(arguments: Sequence[str]) -> None:
    """A new run: what its arguments ask for holds even where the rest of them cannot be parsed."""
    _ASKED.set(None)
    _RUBRIC.set(None)
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        name, equals, attached = option.partition("=")
        if name == "--lang":
            _ASKED.set(_known(attached if equals else value) or _ASKED.get())


def asked() -> Lang | None:
    """The language that --lang names."""
    return _ASKED.get()


def speak(language: str | None) -> None:
    """Speak the language of the rubric at hand, None for none; what was asked for goes before it."""
    _RUBRIC.set(_known(language))


def language() -> Lang:
    """The language of the running command."""
    return _ASKED.get() or _RUBRIC.get() or locale_language()


def locale_language() -> Lang:
    """Chinese where the locale of messages is Chinese, else English."""
    settings = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, settings), "").lower().startswith("zh") else "en"


def chosen(zh: str, en: str) -> str:
    """Of two wordings that of the command's language."""
    return zh if language() == "zh" else en


def _known(word: str | None) -> Lang | None:
    return next((each for each in LANGUAGES if each == word), None)


def _ask(_ctx: click.Context, _option: click.Parameter, value: Any) -> None:
    if value is not None:
        _ASKED.set(_known(value))


lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    callback=_ask,
    help="Language of what is said; by default that of the rubric, else of the locale.",
)
