"""The messages are worded a family a file, each code in one family alone."""

import pkgutil
from importlib import import_module

import pytest

from rubricdsl.base import messages
from rubricdsl.base.messages import MESSAGES, Message, composed

WORDED = Message("error", "错", "wrong", "改", "mend it")


def test_a_code_that_two_families_word_is_refused() -> None:
    with pytest.raises(ValueError, match="worded twice: RUB998"):
        composed({"RUB998": WORDED, "RUB999": WORDED}, {"RUB997": WORDED, "RUB998": WORDED})


def test_every_family_takes_part() -> None:
    worded: set[str] = set()
    for module in pkgutil.iter_modules(messages.__path__):
        for value in vars(import_module(f"{messages.__name__}.{module.name}")).values():
            if isinstance(value, dict) and all(isinstance(message, Message) for message in value.values()):
                worded |= value.keys()
    assert worded == MESSAGES.keys()
