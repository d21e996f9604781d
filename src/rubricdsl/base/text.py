"""Text as it comes in: bytes decoded without guessing, characters checked, signs brought to one width.

Normalising keeps the length, so every offset into the normalised text is an offset into the author's own.
"""

import re
import unicodedata
from collections.abc import Iterator

from rubricdsl.base.characters import UNSEEN, is_seen, meaningless, spelled
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.span import Place, Source, Span

MAX_FILE = 8 * 1024 * 1024
MAX_LINE = 65_536

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

# Each class of refused characters by its code; one pass finds them all.
_CLASSES = {
    "RUB004": r"[\ud800-\udfff]",
    "RUB005": r"\x00",
    "RUB007": r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]",
    "RUB008": f"[{UNSEEN}]",
    "RUB009": r"\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]",
    "RUB006": r"[\x01-\x08\x0e-\x1f\x7f-\x9f]",
    "RUB011": r"(?m:^(?:<{7}|={7}|>{7})(?=\s|$))",
    "RUB012": r"&(?:nbsp|lt|gt|amp|quot|#[0-9]+);|\\u[0-9a-fA-F]{4}",
}
_REFUSED = re.compile("|".join(f"(?P<{code}>{pattern})" for code, pattern in _CLASSES.items()))
_SINGLE = re.compile(r"‘[^‘’“”\n]*(?:(?<=[A-Za-z])’(?=[A-Za-z])[^‘’“”\n]*)*’(?![A-Za-z])")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’")
_CHANGED = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_DIGIT_LOOKALIKES = re.compile(r"[^\x00-\x7f\uff01-\uff5e①-⑳⑴-⒇㈠-㈩]")

_ORDINARY = frozenset({"〇", *map(chr, range(0x2160, 0x217C))})  # Ⅱ in Ⅱ期, Ⅲ级 is part of a name
_SIGNS: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0x00A0: " ", 0xFE52: ".", 0xFF61: "。", 0xFF64: "、", 0x2236: ":", 0xFE55: ":", 0xFE50: ",",
    0xFE6A: "%", 0xFE63: "-", 0xFE62: "+", 0xFE54: ";", 0xFE59: "(", 0xFE5A: ")", 0x3014: "(", 0x3015: ")",
    0x2212: "-", 0x2010: "-", 0x2011: "-",
    0x2012: "-", 0x301C: "~", 0x223C: "~", 0x2502: "|", 0x2503: "|", 0x1680: " ", 0x202F: " ", 0x205F: " ",
    0x2018: "“", 0x2019: "”", 0xFE64: "<", 0xFE65: ">", 0x2266: "≤", 0x2267: "≥", 0x2A7D: "≤", 0x2A7E: "≥",
} | dict.fromkeys(range(0x2000, 0x200B), " ")  # fmt: skip


def decode(data: bytes, name: str, encoding: str | None = None) -> str | Diagnostic:
    """The text of a file's bytes: UTF-8 unless `encoding` names another; or the diagnostic that says why not."""
    place = Place(name, 1, 1, 1, 1)
    if len(data) > MAX_FILE:
        return Diagnostic("RUB010", {"size": str(len(data)), "limit": str(MAX_FILE)}, place)
    bom = next((found for mark, found in _BOMS if data.startswith(mark)), None)
    if bom is not None and encoding is None:
        return Diagnostic("RUB001", {"encoding": bom}, place)
    try:
        return data.decode(encoding or "utf-8").removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as problem:
        return _undecodable(data, problem, encoding, place)


def _undecodable(data: bytes, problem: Exception, encoding: str | None, place: Place) -> Diagnostic:
    if not isinstance(problem, UnicodeDecodeError):
        return Diagnostic("RUB013", {"encoding": str(encoding)}, place)
    if encoding is None and reads_as(data, "gb18030"):
        return Diagnostic("RUB002", {"encoding": "GB18030"}, place)
    return Diagnostic("RUB003", {"encoding": encoding or "UTF-8", "offset": str(problem.start)}, place)


def reads_as(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def inspect(source: Source) -> Iterator[Diagnostic]:
    """What no text may hold (errors), and what is silently easy to mistake (warnings), each at its place."""
    for found in _REFUSED.finditer(source.text):
        code = found.lastgroup or ""
        yield Diagnostic(code, {"character": _name(found[0])}, source.place(Span(*found.span())))
    yield from _meaningless(source)
    for found in _CHANGED.finditer(source.text):
        yield Diagnostic("RUB020", {"character": _name(found[0])}, source.place(Span(*found.span())))
    for number, start in enumerate(source.starts, 1):
        end = source.starts[number] if number < len(source.starts) else len(source.text)
        if end - start > MAX_LINE:
            words = {"size": str(end - start), "limit": str(MAX_LINE)}
            yield Diagnostic("RUB014", words, source.place(Span(start, start + 1)))
    yield from _odd_digits(source)


def _meaningless(source: Source) -> Iterator[Diagnostic]:
    odd = meaningless(set(source.text))
    if odd:
        for start, char in enumerate(source.text):
            if char in odd:
                yield Diagnostic("RUB019", {"character": spelled(char)}, source.place(Span(start, start + 1)))


def _odd_digits(source: Source) -> Iterator[Diagnostic]:
    """Digits of other scripts and number-like signs: Python would read them, a person would not."""
    if source.text.isascii():
        return
    for found in _DIGIT_LOOKALIKES.finditer(source.text):
        char = found[0]
        if char.isnumeric() and not "\u3400" <= char <= "\u9fff" and char not in _ORDINARY:
            plain = unicodedata.normalize("NFKC", char)
            value = plain if plain.isascii() else str(unicodedata.digit(char, "?"))
            words = {"character": char, "plain": value}
            yield Diagnostic("RUB015", words, source.place(Span(*found.span())))


def compose(text: str) -> str:
    """Canonical composition (NFC); spans are counted on its result, which is what an editor shows."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def normalise(text: str) -> str:
    """Full-width letters, digits and signs at half width; same length.

    ‘…’ are quotation marks like “…”; a ’ behind a Latin letter that closes none is an apostrophe.
    """
    if "’" in text:
        text = _SINGLE.sub(lambda found: found[0].replace("’", "'", found[0].count("’") - 1), text)
        text = _APOSTROPHE.sub("'", _SINGLE.sub(lambda found: f"“{found[0][1:-1]}”", text))
    return text.translate(_SIGNS)


def fold_name(name: str) -> str:
    """A name as names are compared: composed, half width, without the spaces around it."""
    return normalise(compose(name)).strip()


def _name(found: str) -> str:
    """How what was found is shown to a person: a single unprintable character by its number."""
    return found if len(found) > 1 or is_seen(found) else f"U+{ord(found):04X}"
