"""No amount disappears in silence: each number of points, money or percent is used where it stands, or reported.

The check reads only what the public interface says, and nothing of how the library accounts for numbers itself.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import frozen
from hypothesis import given, settings

import regulation_texts
import rubricdsl
from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.base.text import compose, normalise

_ARABIC = r"(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]+)"
_DIGITS = "一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_CHINESE = f"(?<![0-9])[零两十百千半拾佰仟{_DIGITS}]+(?:点[{_DIGITS}]+)?"
_UNIT = r"[ ]*(?:(?:标准|积)?分(?!钟|之)|万?元|%)"
_AMOUNT = re.compile(rf"(?P<number>{_ARABIC}|{_CHINESE}){_UNIT}")
_RANGE = re.compile(rf"(?P<number>{_ARABIC})[ ]*[-~—–至到]+[ ]*(?={_ARABIC}{_UNIT})(?P<rest>.*?{_UNIT})")
# names in quotes speak for themselves, 例 and # open what is not read; 百分之, 百分点 and 十分认真 are no points
_ASIDE = re.compile(
    r"[“\"「『][^”\"」』\n]{1,64}[”\"」』]|《[^》\n]*》|(?m:^[ \t]*#.*$)|(?:^|\n)例(?s:.*)"
    r"|百分[点之制比]?|十分(?=[一-鿿])|至[ ]*[0零][ ]*分"
)
_OF_NAMES = frozenset({"RUB120", "RUB302", "RUB303", "RUB304"})  # they speak of a clause, not of its numbers


@frozen
class Amount:
    start: int
    end: int
    text: str
    spellings: frozenset[Decimal]


def amounts(text: str) -> Iterator[Amount]:
    plain = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    for found in (*_AMOUNT.finditer(plain), *_RANGE.finditer(plain)):
        try:
            value = read_number(found["number"]).value
        except NumberError:
            continue  # and what is no numeral is reported wherever it would be used
        yield Amount(found.start(), found.end(), found[0], frozenset({value, value * 10_000}))


def values(told: Any) -> Iterator[Decimal]:
    """The numbers of a JSON value, those of shares and weights without their sign."""
    match told:
        case dict():
            for key, inner in told.items():
                yield from () if key in ("text", "sentence", "say", "code", "item", "kinds", "line") else values(inner)
        case list():
            for inner in told:
                yield from values(inner)
        case str() if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?%?", told):
            yield Decimal(told.rstrip("%"))


def known(rule: dict[str, Any]) -> set[Decimal]:
    """The numbers of a rule; a forfeit is 0分."""
    return {*values(rule), *((Decimal(0),) if rule["effect"] == "forfeit" else ())}


class Reading:
    """A text with what the library says of it, and where."""

    def __init__(self, text: str) -> None:
        self.text = normalise(compose(text))
        self.rubric = rubricdsl.parse(text)
        self.starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        told = self.rubric.to_json()
        bounds = [{key: rule.get(key) for key in ("limit", "from")} for rule in told["rules"]]
        self.stated = set(values([{**told, "rules": bounds}]))
        self.findings = [
            self.span(found) for found in self.rubric.diagnostics if found.code not in _OF_NAMES and found.line
        ]
        self.used = [(self.sentence(rule), known(rule)) for rule in told["rules"]]
        self.scored = [self.sentence(rule) for rule in told["rules"] if rule["effect"] != "require"]

    def silent(self) -> list[str]:
        return [amount.text for amount in amounts(self.text) if self.counts(amount) and not self.speaks_of(amount)]

    def counts(self, amount: Amount) -> bool:
        """Percentages in prose describe; in the sentence of a score they are read."""
        scored = any(start <= amount.start < end for start, end in self.scored)
        return scored or not amount.text.endswith("%")

    def speaks_of(self, amount: Amount) -> bool:
        if amount.spellings & self.stated or any(
            start < amount.end and amount.start < end for start, end in self.findings
        ):
            return True
        return any(start <= amount.start < end and amount.spellings & known for (start, end), known in self.used)

    def span(self, place: Any) -> tuple[int, int]:
        return self.starts[place.line - 1] + place.column - 1, self.starts[place.end_line - 1] + place.end_column - 1

    def sentence(self, rule: dict[str, Any]) -> tuple[int, int]:
        """Where the sentence of a rule stands: around its score, or right behind the marks of a band."""
        score, words = self.starts[rule["line"] - 1] + rule["column"] - 1, normalise(rule["sentence"])
        found = (found.start() for found in re.finditer(f"(?={re.escape(words)})", self.text))
        start = next(start for start in found if start + len(words) > score)
        return min(start, score), start + len(words)


@settings(max_examples=400)
@given(regulation_texts.mutated())
def test_every_amount_is_used_or_reported(text: str) -> None:
    assert Reading(text).silent() == []


def test_what_is_used_is_found_at_its_place() -> None:
    assert Reading("迟到一次扣2分,罚款5元。").silent() == []
    assert Reading("1.卫生(10分)\n不洁一次扣2分,最多扣8分。\n等级\n90分以上 优秀").silent() == []


def test_a_silent_amount_is_seen() -> None:
    """The check itself, on readings from which something was taken away."""
    reading = Reading("迟到一次扣2分,早退一次扣5分。")
    reading.used.pop()
    assert reading.silent() == ["5分"]
    reading = Reading("上访(6分),去市里每起扣1分。")
    reading.findings.clear()
    assert reading.silent() == ["6分"]
