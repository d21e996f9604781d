"""The words of an English band → what can be computed of them (language, "Bands of an item").

A case is what stands between ; or and , or; in it commas join what is asked. A count is of the names joined by and.
Whatever is neither is for the rater to judge.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.clauses.condition import bared
from rubricdsl.meaning.parts import Band, Case, Condition, Op, Threshold
from rubricdsl.rules.band_words import NONE
from rubricdsl.tree.lexicon import english_units, lexicon

_QUOTED = re.compile(r"[“\"「『]([^”\"」』\n]{1,256})[”\"」』]")
_MASK = 0xE000  # quoted names are set aside while the text around them is cut
_CASES = re.compile(r"[,;][ ]*or[ ]+", re.IGNORECASE)
_ASKS = re.compile(r"[,;、。]|\.(?=[ ]|$)")
_OR = re.compile(r"[ ]+or[ ]+(?!(?:more|less|fewer|above|below|over)\b)", re.IGNORECASE)
_LISTED = re.compile(r"[ ]+(?:or|and|nor)[ ]+", re.IGNORECASE)
_NONE = re.compile(r"^(?:no|without(?: any)?)[ ]+", re.IGNORECASE)
_COMPARED = (
    r"not more than|not less than|no more than|no less than|no fewer than|at least|at most|more than|less than|"
    r"fewer than|over|under|exactly|up to"
)
_COUNTED = re.compile(
    rf"^(?P<name>.{{0,64}}?)[ ]*(?P<compare>{_COMPARED})?[ ]*"
    r"(?P<low>[0-9]+(?:\.[0-9]+)?|\b(?:one|two|three|four|five|six|ten)\b)"
    rf"(?:[ ]*(?:-|–|to)[ ]*(?P<high>[0-9]+(?:\.[0-9]+)?))?[ ]*(?P<unit>[^ ]+)"
    rf"(?P<after>[ ]+or[ ]+(?:more|above|over|less|fewer|below|under))?(?:[ ]+of[ ]+(?P<behind>.{{1,64}}))?$",
    re.IGNORECASE,
)
_OPS: dict[str, Op] = {
    "not more than": "<=", "no more than": "<=", "at most": "<=", "up to": "<=", "not less than": ">=",
    "no less than": ">=", "no fewer than": ">=", "at least": ">=", "more than": ">", "over": ">", "less than": "<",
    "fewer than": "<", "under": "<", "exactly": "=",
}  # fmt: skip
_UNITS = frozenset("次起件例人项处份单户笔个天日周月元") | {"人次", "工作日", "分钟", "小时"}
_LONGEST = 5  # words of a name that is not quoted


def read_band(text: str) -> Band:
    """What the words of a band ask for; a text that asks for nothing computable is one open case."""
    quoted: list[str] = []

    def mask(found: re.Match[str]) -> str:
        quoted.append(found[1].strip())
        return chr(_MASK + len(quoted) - 1)

    masked = _QUOTED.sub(mask, text)
    return Band(tuple(_case(part, quoted) for part in _CASES.split(masked)))


def _case(text: str, quoted: Sequence[str]) -> Case:
    read = [_ask(part.strip(), quoted) for part in _ASKS.split(text) if part.strip()]
    asks = tuple(ask for ask in read if ask is not None)
    return Case(asks, len(asks) < len(read) or not read)


def _ask(text: str, quoted: Sequence[str]) -> tuple[Condition, ...] | None:
    """What one phrase asks: a condition, or one of several; None where it is for the rater."""
    none = _NONE.match(text)
    if none is not None:
        names = _names(text[none.end() :], quoted)
        return None if names is None else (Condition(names, (NONE,)),)
    sides = [_side(side.strip(), quoted) for side in _OR.split(text)]
    known = tuple(side for side in sides if side is not None)
    return known if len(known) == len(sides) else None


def _side(text: str, quoted: Sequence[str]) -> Condition | None:
    none = _NONE.match(text)
    if none is not None:
        names = _names(text[none.end() :], quoted)
        return None if names is None else Condition(names, (NONE,))
    found = _COUNTED.match(text)
    if found is None:
        return None
    names = _names(found["behind"] or found["name"], quoted)
    when = _thresholds(found)
    both = bool(found["behind"]) and bool(found["name"].strip())
    return None if names is None or when is None or both else Condition(names, when)


def _names(text: str, quoted: Sequence[str]) -> tuple[str, ...] | None:
    """The names of a list; None where one of them is none."""
    found = [_name(part, quoted) for part in _LISTED.split(text)]
    known = [name for name in found if name]
    return tuple(dict.fromkeys(known)) if known and len(known) == len(found) else None


def _name(text: str, quoted: Sequence[str]) -> str | None:
    marks = [ord(sign) - _MASK for sign in text if 0 <= ord(sign) - _MASK < len(quoted)]
    if len(marks) == 1:
        return quoted[marks[0]] if len(text.strip()) == 1 else None
    said = bared(text.strip(), lexicon("en", spaced=True))
    return said if said and not marks and len(said.split()) <= _LONGEST and not re.search(r"[0-9%]", said) else None


def _thresholds(found: re.Match[str]) -> tuple[Threshold, ...] | None:
    unit = english_units().get(found["unit"].lower(), found["unit"])
    if unit not in _UNITS:
        return None
    try:
        low, high = _number(found["low"]), _number(found["high"]) if found["high"] else None
    except NumberError:
        return None
    if high is not None:
        return Threshold(">=", low, unit), Threshold("<=", high, unit)
    after = (found["after"] or "").lower()
    if after:
        return (Threshold("<=" if re.search("less|fewer|below|under", after) else ">=", low, unit),)
    return (Threshold(_OPS[(found["compare"] or "exactly").lower()], low, unit),)


def _number(text: str) -> Decimal:
    known = lexicon("en", spaced=True).words.known.get(text.lower(), ())
    return next((Decimal(each.value) for each in known if each.kind == "NUMBER"), None) or read_number(text).value
