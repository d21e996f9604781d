"""Characters that nobody sees, and those that stand for none."""

import re
from collections.abc import Iterable
from unicodedata import category

# Soft hyphen, joiners, fillers, separators of annotations and notes, variation selectors, tags: without looks of their
# own, though Python takes some of them for letters and prints them.
UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[{UNSEEN}]")
_REPLACEMENTS = "\ufffc\ufffd"  # they stand for an object, or for what could not be decoded


def meaningless(characters: Iterable[str]) -> frozenset[str]:
    """Those that no standard gives a meaning: replacements, of private use, no characters at all, or unassigned.

    What is assigned depends on the interpreter's version of Unicode. Invisible ones are not among them.
    """
    return frozenset(
        char
        for char in characters
        if (char in _REPLACEMENTS or category(char) in ("Co", "Cn")) and not INVISIBLE.match(char)
    )


def visible(text: str) -> str:
    """Text that can be shown safely: control, bidirectional and invisible characters are spelled out."""
    if text.isprintable() and not INVISIBLE.search(text):
        return text
    return "".join(char if is_seen(char) or char == "\n" else spelled(char) for char in text)


def is_seen(char: str) -> bool:
    return char.isprintable() and not INVISIBLE.match(char)


def spelled(char: str) -> str:
    """A character by its number."""
    number = ord(char)
    return f"\\x{number:02x}" if number < 0x100 else f"U+{number:04X}"
