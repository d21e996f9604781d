"""Units that plug-ins bring: a unit is short for so many of one that the library knows, or counts by itself.

A rubric is read, said back and scored in the units of the library; whoever writes 2班次 for 16小时 is understood so.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from rubricdsl.base.quantity import NumberError, decimal_text, read_number
from rubricdsl.rules.english.words import NUMBERS
from rubricdsl.tree.model import Document, Line, Part, Word

_NUMERALS = frozenset({"COUNTED", "NUMBER", "NUM"})
_UNITS = frozenset({"UNIT", "HAN_UNIT"})


@frozen
class Unit:
    """`name` is `times` of the unit `of`; where `of` is None it counts things, as 次 and 件 do."""

    name: str
    times: int = 1
    of: str | None = None


Units = Mapping[str, Unit]


def in_known_units(document: Document, units: Units) -> Document:
    """The document as it would be in the units of the library."""
    if not units:
        return document
    return evolve(document, lines=tuple(_line(line, units) for line in document.lines))


def _line(line: Line, units: Units) -> Line:
    if not any(name in line.text.lower() for name in units):
        return line
    return evolve(line, parts=tuple(part for each in line.parts for part in _known(each, units)))


def _known(part: Part, units: Units) -> Iterator[Part]:
    """A part in known units; 每班次 is 每8小时, and 扣1分/班次 is 每8小时扣1分."""
    each = _short(part.text.strip(" 每按"), units) if part.name == "EACH" else None
    if each is not None:
        yield _trigger(part, each)
        return
    per = [_short(text.strip(" /·每"), units) for text in part.all("PER")]
    if not any(per):
        words = tuple(_words(part.words, units))
        yield evolve(part, words=words) if all(word.text for word in words) else Part("UNREAD", part.text, part.span)
    elif len(per) == 1 and per[0] is not None:
        yield _trigger(part, per[0])
        yield evolve(part, words=tuple(word for word in part.words if word.name != "PER"))
    else:
        yield Part("UNREAD", part.text, part.span)  # 扣1分/人/班次: no one amount stands for it


def _short(text: str, units: Units) -> Unit | None:
    """The unit of that name where it is short for another."""
    unit = units.get(text)
    return None if unit is None or unit.of is None else unit


def _trigger(part: Part, unit: Unit) -> Part:
    words = (Word("EVERY", "每"), Word("COUNTED", str(unit.times)), Word("UNIT", unit.of or ""))
    return Part("trigger", "".join(word.text for word in words), part.span, words)


def _words(words: Sequence[Word], units: Units) -> Iterator[Word]:
    """The words with every amount in such a unit said in the unit it is short for."""
    waiting: list[Word] = []
    for word in words:
        waiting.append(word)
        if word.name in _UNITS:
            unit = units.get(word.text.lower()) or units.get(word.text.lower().removesuffix("s"))
            yield from waiting if unit is None else _multiplied(waiting, unit)
            waiting = []
    yield from waiting


def _multiplied(words: Sequence[Word], unit: Unit) -> Iterator[Word]:
    if unit.of is not None and not any(word.name in _NUMERALS for word in words):
        words = [*words[:-1], Word("NUM", "1"), words[-1]]  # per shift
    for word in words:
        if word.name in _NUMERALS:
            yield evolve(word, text=_times(word.text, unit.times))
        else:
            yield word if word.name not in _UNITS else evolve(word, name="UNIT", text=unit.of or unit.name)


def _times(text: str, times: int) -> str:
    """So many times a numeral, in digits or the words of either dialect; "" for one that cannot be read."""
    said = text.strip().lower()
    try:
        number = Decimal(NUMBERS[said]) if said in NUMBERS else read_number(said.replace(" ", "")).value
    except NumberError:
        return ""
    return decimal_text(number * Decimal(times))
