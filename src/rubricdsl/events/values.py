"""Names, texts and numbers as they are given, checked and made canonical: a converter per field, then what they share.

The documented profile. Text: no control, bidirectional or unpaired characters; names are trimmed, composed (NFC) and
freed of invisible characters, so that what looks the same is the same, kinds, units and flags are at half width as in
rubrics; ids are kept to the letter. Numbers: a whole number, an exact decimal, or text like "12.5": no exponent, at
most 15 digits and 6 decimals.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any
from unicodedata import category, is_normalized, normalize

from rubricdsl.base.characters import INVISIBLE
from rubricdsl.base.quantity import MAX_DIGITS, MAX_PLACES
from rubricdsl.base.text import fold_name
from rubricdsl.events.refusal import refuse

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_ZERO = Decimal(0)
_NO_FLAGS: frozenset[str] = frozenset()


def kind_name(value: Any) -> str:
    return vocable("kind", value) or refuse("RUB400", "kind", value)


def subject_name(value: Any) -> str:
    return clean_name("subject", value) or refuse("RUB400", "subject", value)


def unit_name(value: Any) -> str | None:
    return None if value is None else (vocable("unit", value) or None)


def team_name(value: Any) -> str | None:
    return None if value is None else (clean_name("team", value) or None)


def id_text(value: Any) -> str | None:
    return None if value is None else (checked_text("id", value) or None)


def source_text(value: Any) -> str | None:
    return None if value is None else (checked_text("source", value) or None)


def voids_text(value: Any) -> str | None:
    return None if value is None else (checked_text("voids", value) or None)


def note_text(value: Any) -> str:
    """Any text that can be written back, line ends included."""
    if value is None:
        return ""
    if not isinstance(value, str):
        refuse("RUB401", "note", value)
    if not value.isprintable() and any(char == "\0" or category(char) == "Cs" for char in value):
        refuse("RUB402", "note", value)
    return str(value)


def amount_number(value: Any) -> Decimal | None:
    """What happened; whether it may be negative, the clause it meets decides."""
    return None if value is None else exact("amount", value)


def points_number(value: Any) -> Decimal | None:
    """What a rater gives may be negative; the rule it meets bounds it."""
    return None if value is None else exact("points", value)


def flag_set(value: Any) -> frozenset[str]:
    return _NO_FLAGS if value is None or value == _NO_FLAGS else frozenset(names("flags", value))


def role_names(value: Any) -> tuple[str, ...]:
    return () if value is None else tuple(dict.fromkeys(names("roles", value)))


def clean_name(name: str, value: Any) -> str:
    """Text in the form names are compared in: trimmed, NFC, without invisible characters. Raises EventError."""
    if type(value) is str and value.isalnum() and not looks_unlike(value):
        return value
    seen = INVISIBLE.sub("", value) if isinstance(value, str) else value
    return normalize("NFC", checked_text(name, seen)).strip()


def vocable(name: str, value: Any) -> str:
    """A name as rubrics are compared with (kind, unit, flag): cleaned, and at half width. Raises EventError."""
    return _vocable(name, value) if isinstance(value, str) else checked_text(name, value)


@lru_cache(maxsize=4096)  # a log uses few such names, many times
def _vocable(name: str, value: str) -> str:
    return fold_name(clean_name(name, value))


def looks_unlike(text: str) -> bool:
    """Whether text holds characters that cleaning takes out or composes."""
    return not is_normalized("NFC", text) or INVISIBLE.search(text) is not None


def checked_text(name: str, value: Any) -> str:
    """Text free of control, bidirectional and unpaired characters, otherwise as it is. Raises EventError."""
    if type(value) is str and value.isprintable():
        return value
    if not isinstance(value, str):
        refuse("RUB401", name, value)
    if not value.isprintable():
        for char in value:
            if category(char) in ("Cc", "Cs", "Cf", "Zl", "Zp"):
                refuse("RUB402", name, value, char=char)
    return str(value)


def names(name: str, value: Any) -> list[str]:
    """Names from any iterable. One bare text is refused: it would be read letter by letter, or guessed at."""
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        refuse("RUB409", name, value)
    cleaned = [vocable(name, each) for each in value]
    return cleaned if "" not in cleaned else refuse("RUB400", name, "")


def exact(name: str, value: Any) -> Decimal:
    """A whole number, a Decimal or plain decimal text as an exact number within the limits. Raises EventError."""
    if isinstance(value, bool | float):
        refuse("RUB406", name, value)
    if isinstance(value, int):
        # looked at by size first: str() of thousands of digits is slow, and refused beyond a limit of the interpreter
        return _bounded(name, Decimal(value)) if value.bit_length() < 64 else refuse("RUB404", name, "…")
    if isinstance(value, str):
        return _bounded(name, Decimal(value)) if _PLAIN.fullmatch(value) else refuse("RUB403", name, value)
    if isinstance(value, Decimal):
        return _bounded(name, value) if value.is_finite() else refuse("RUB403", name, value)
    return refuse("RUB403", name, value)


def _bounded(name: str, number: Decimal) -> Decimal:
    """The number within the limits, -0 as 0. Looks at the magnitude before any arithmetic."""
    if number.is_zero():
        return _ZERO
    if number.adjusted() >= MAX_DIGITS or _places(number) > MAX_PLACES:
        refuse("RUB404", name, number)
    return number


def _places(number: Decimal) -> int:
    """Decimal places without trailing zeros."""
    _, digits, exponent = number.as_tuple()
    zeros = next(i for i, digit in enumerate(reversed(digits)) if digit)
    return -exponent - zeros if isinstance(exponent, int) else 0
