"""Every code that can be reported is worded, and every wording can be reported."""

import ast
import re
from collections.abc import Iterable

from architecture.modules import Module, library
from rubricdsl.base.messages import MESSAGES

CODE = re.compile(r"RUB[0-9]{3}")


def used_codes(modules: Iterable[Module]) -> set[str]:
    """The codes named in the source outside the message tables."""
    return {
        node.value
        for module in modules
        if not module.name.startswith("rubricdsl.base.messages")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def test_every_code_used_is_worded() -> None:
    assert used_codes(library()) - MESSAGES.keys() == set()


def test_every_code_worded_is_used() -> None:
    assert MESSAGES.keys() - used_codes(library()) == set()


def test_planted_code_is_found() -> None:
    planted = [Module("rubricdsl.rules.planted", 'code = "RUB999"'), Module("rubricdsl.base.messages", '"RUB998"')]
    assert used_codes(planted) == {"RUB999"}
    assert used_codes(planted) - MESSAGES.keys()


def test_messages_are_worded_by_the_rules() -> None:
    for code, message in MESSAGES.items():
        assert CODE.fullmatch(code)
        for text in (message.zh, message.en, message.help_zh, message.help_en):
            assert text, code
            assert not text.endswith((".", "。")), code
        assert not message.en[0].isupper(), code
        assert not message.help_en[0].isupper(), code
