"""Exact numbers and units: reading numerals, writing decimals, converting between units of one kind."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from attrs import frozen

MAX_DIGITS = 15
MAX_PLACES = 6

Dimension = Literal["count", "time", "days", "months", "money", "percent", "length", "mass", "area", "volume", "points"]

# what of these is said scores or is a target, and is no mere description
STATED: frozenset[Dimension] = frozenset({"points", "money", "percent"})

# Scales are whole numbers of the smallest unit of their dimension, so that conversion never divides inexactly.
_UNITS: dict[Dimension, dict[str, int]] = {
    "time": {"秒": 1, "秒钟": 1, "分钟": 60, "刻钟": 900, "小时": 3600, "钟头": 3600},
    "days": {"天": 1, "日": 1, "工作日": 1, "周": 7, "星期": 7},
    "months": {"月": 1, "个月": 1, "季度": 3, "半年": 6, "年": 12},
    "money": {
        "元": 1,
        "百元": 100,
        "千元": 1_000,
        "万元": 10_000,
        "万": 10_000,
        "亿元": 100_000_000,
        "亿": 100_000_000,
    },
    "percent": {"‰": 1, "%": 10, "个百分点": 10, "百分点": 10},
    "length": {
        "毫米": 1,
        "mm": 1,
        "厘米": 10,
        "cm": 10,
        "米": 1_000,
        "m": 1_000,
        "公里": 1_000_000,
        "千米": 1_000_000,
        "km": 1_000_000,
    },
    "mass": {"克": 1, "斤": 500, "公斤": 1_000, "千克": 1_000, "kg": 1_000, "吨": 1_000_000},
    "area": {"平方米": 3, "㎡": 3, "亩": 2_000, "公顷": 30_000},
    "volume": {"毫升": 1, "升": 1_000, "立方米": 1_000_000},
    "points": {"分": 1},
}
_SCALE: dict[str, tuple[Dimension, int]] = {
    unit: (dimension, scale) for dimension, units in _UNITS.items() for unit, scale in units.items()
}


class NumberError(ValueError):
    """A numeral that cannot be read: `code` of the diagnostic and a remedy in the user's words."""

    def __init__(self, code: str, suggestion: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.suggestion = suggestion


@frozen
class Numeral:
    """A read numeral; `clearer` is the spelling to recommend where the written one is open to misreading."""

    value: Decimal
    clearer: str | None = None


def decimal_text(value: Decimal | Fraction | int) -> str:
    """The canonical plain decimal: no exponent, no trailing zeros, no negative zero.

    A Fraction must be a whole number of millionths; raises ValueError otherwise.
    """
    text = format(value if isinstance(value, Decimal) else _decimal(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _decimal(value: Fraction | int) -> Decimal:
    micro = Fraction(value) * 10**MAX_PLACES
    if micro.denominator != 1:
        raise ValueError(f"{value} is no whole number of millionths")
    return from_micro(micro.numerator)


def to_micro(value: Decimal) -> int:
    """A decimal of at most six places as a whole number of millionths."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or exponent < -MAX_PLACES:
        value = value.normalize()
        sign, digits, exponent = value.as_tuple()
        if not isinstance(exponent, int) or exponent < -MAX_PLACES:
            raise ValueError(f"{value} has more than {MAX_PLACES} decimals")
    whole = int("".join(map(str, digits))) * int(10 ** (exponent + MAX_PLACES))
    return -whole if sign else whole


def from_micro(micro: int) -> Decimal:
    """The decimal of a whole number of millionths, exact whatever its size."""
    sign, digits = (1, str(-micro)) if micro < 0 else (0, str(micro))
    return Decimal((sign, tuple(map(int, digits)), -MAX_PLACES))


def dimension(unit: str) -> Dimension:
    """The kind of a unit. Whatever is no known measure is a classifier, and counts."""
    return _SCALE[unit][0] if unit in _SCALE else "count"


def scale(unit: str) -> int:
    """How many of the smallest unit of its dimension a unit is; 1 for count units."""
    return _SCALE[unit][1] if unit in _SCALE else 1


_PLAIN = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")
_DIGITS = {char: value for value, chars in enumerate(("零〇", "一壹", "二两贰貳兩", "三叁", "四肆", "五伍", "六陆",
                                                      "七柒", "八捌", "九玖")) for char in chars}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}


@lru_cache(maxsize=1024)  # a standard states the same few numbers over and over
def read_number(text: str) -> Numeral:
    """An Arabic or Chinese numeral as an exact decimal, or an Arabic one with 万 or 亿 (5万); 半 is 0.5.

    Raises NumberError (codes RUB210 to RUB216).
    """
    if text == "半":
        return Numeral(Decimal("0.5"))
    if len(text) > 4 * MAX_DIGITS:
        raise NumberError("RUB211")
    plain = _PLAIN.fullmatch(text)
    if plain:
        return Numeral(_arabic(plain))
    large = _PLAIN.fullmatch(text[:-1]) if text[-1:] in _BIG else None
    if large:
        return Numeral(_bounded(_arabic(large) * _BIG[text[-1]]))  # 5万
    for sign in ("百分之", "%"):
        if text.startswith(sign):
            return read_number(text.removeprefix(sign))
    if "分之" in text:
        return _vulgar(text)
    if "点" in text:
        whole, _, places = text.partition("点")
        return Numeral(_bounded(Decimal(f"{_chinese(whole).value}.{''.join(str(_digit(c)) for c in places)}")))
    return _chinese(text)


def _arabic(plain: re.Match[str]) -> Decimal:
    whole, places = plain[1].replace(",", ""), plain[2] or ""
    if len(whole) > 1 and whole[0] == "0":
        raise NumberError("RUB212", whole.lstrip("0") or "0")
    if len(places.rstrip("0")) > MAX_PLACES:
        raise NumberError("RUB213")
    return _bounded(Decimal(f"{whole}.{places}" if places else whole))


def _bounded(value: Decimal) -> Decimal:
    if value.adjusted() >= MAX_DIGITS:
        raise NumberError("RUB211")
    return value


def _vulgar(text: str) -> Numeral:
    below, _, above = text.partition("分之")
    denominator, numerator = read_number(below).value, read_number(above).value
    if denominator == 0:
        raise NumberError("RUB214")
    share = Fraction(to_micro(numerator), to_micro(denominator)) * 10**MAX_PLACES
    if share.denominator != 1:
        raise NumberError("RUB213")
    return Numeral(from_micro(share.numerator))


def _digit(char: str) -> int:
    if char not in _DIGITS:
        raise NumberError("RUB210")
    return _DIGITS[char]


def _chinese(text: str) -> Numeral:
    if not text or any(char not in _DIGITS and char not in _TENS and char not in _BIG for char in text):
        raise NumberError("RUB210")
    if len(text) > 1 and text[0] in "零〇":
        raise NumberError("RUB212", text.lstrip("零〇") or text[0])
    total, rest = 0, text
    for mark, size in (("亿", _BIG["亿"]), ("万", _BIG["万"]), ("萬", _BIG["萬"])):
        head, found, tail = rest.rpartition(mark) if mark == "亿" else rest.partition(mark)
        if found:
            total += _section(head) * size
            rest = tail
    if not rest:
        return Numeral(_bounded(Decimal(total)))
    tail_value, clearer = _tail(text, rest)
    return Numeral(_bounded(Decimal(total + tail_value)), clearer)


def _tail(text: str, rest: str) -> tuple[int, str | None]:
    """The last section; 一百五 is 150, said more clearly as 一百五十."""
    if len(rest) >= 3 and rest[-1] in _DIGITS and rest[-2] in "百佰千仟" and rest[-1] not in "零〇":
        unit = "十" if rest[-2] in "百佰" else "百"
        return _section(rest + unit), text + unit
    return _section(rest), None


def _section(text: str) -> int:
    """A numeral below 10,000: each power of ten at most once, descending."""
    total, digit, power = 0, None, 10_000
    for char in text.lstrip("零〇") or text[:1]:
        if char in _TENS:
            if _TENS[char] >= power or digit == 0:
                raise NumberError("RUB215")
            power = _TENS[char]
            total += (1 if digit is None else digit) * power
            digit = None
        elif char in "零〇" and total and digit is None:
            digit = 0
        elif digit is None or digit == 0:
            digit = _digit(char)
        else:
            raise NumberError("RUB216")
    if not text:
        raise NumberError("RUB215")
    return total + (digit or 0)
