"""The grammar of a form over kinds of words: its production, and its own words by kind.

A terminal lists words, each in quotation marks and with | between them; it holds no pattern.
"""

import re

from attrs import frozen

from rubricdsl.rules.forms import Form

_TERMINAL = re.compile(r"^[ \t]*(?P<kind>[A-Z][A-Z0-9_]*)[ \t]*:(?P<words>[^\n]*(?:\n[ \t]*\|[^\n]*)*)", re.MULTILINE)
_WORDS = re.compile(r"[ \t\n]{0,64}\"(?P<first>[^\"\\\n]{1,40})\"(?:[ \t\n]*\|[ \t\n]*\"[^\"\\\n]{1,40}\")*[ \t]*")
_WORD = re.compile(r"\"([^\"]+)\"")
_REMARK = re.compile(r"[ \t]{0,64}//[^\n]*")


@frozen
class Fragment:
    """A production, the `words` of its terminals with their kinds, and the terminals that are no list of words."""

    production: str
    words: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    patterns: tuple[str, ...]


def fragment(form: Form) -> Fragment:
    """The grammar of a form, taken apart."""
    text = _REMARK.sub("", form.grammar)
    words: list[tuple[str, str]] = []
    kinds, patterns = [], []
    for found in _TERMINAL.finditer(text):
        kinds.append(found["kind"])
        if _WORDS.fullmatch(found["words"].rstrip()):
            words += [(word, found["kind"]) for word in _WORD.findall(found["words"])]
        else:
            patterns.append(" ".join(found[0].split()))
    return Fragment(_TERMINAL.sub("", text).strip(), tuple(words), tuple(kinds), tuple(patterns))
