"""Words → phrases: a function for each production of a dialect's phrase grammar (grammars/dialects/)."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, cast, get_args

from attrs import evolve, frozen

from rubricdsl.base.quantity import NumberError, dimension, read_number, scale
from rubricdsl.base.span import Span
from rubricdsl.meaning.parts import EffectKind, Op, Quantity
from rubricdsl.tree.dates import day_of
from rubricdsl.tree.phrases import (
    Amount,
    Book,
    Bound,
    Count,
    Due,
    Full,
    How,
    Mark,
    Number,
    Ordinal,
    Phrase,
    Plain,
    Problem,
    Quoted,
    Score,
    Side,
    Sign,
    Time,
)
from rubricdsl.tree.scanned import Word
from rubricdsl.tree.sides import sides_of

SIGNS = frozenset({"LABEL", "COMMA", "STOP", "COLON", "BAR", "PAUSE", "OPEN", "CLOSE"})
_HOW: dict[str, How] = {"SUM": "sum", "OWN": "own", "RUN": "run"}
_ZERO = Decimal(0)
ONE = Decimal(1)
_WINDOWS = frozenset({"天", "日", "周", "月", "季", "季度", "半年", "年"})
_MONEY = {"元", "万元", "千元", "百元", "亿元", "万", "亿"}


@frozen
class Measured:
    """The words of a number with what was read of them and what could not be."""

    number: Number
    problems: tuple[Problem, ...]
    words: tuple[Word, ...]


class Readers:
    """The reading functions by the names of productions; each is given the words and parts of its production."""

    def number(self, words: Sequence[Word]) -> Measured:
        ends = [word for word in words if word.kind == "NUMBER"]
        values, problems = zip(*(_value(word) for word in ends), strict=True)
        dash = next((at for at, word in enumerate(words) if word.kind == "DASH"), len(words))
        units = [_unit(words[:dash], ends[0]), _unit(words[dash:], ends[-1]) if len(ends) > 1 else ""]
        low, high = values[0], values[1] if len(values) > 1 else None
        unit, other = units[0] or units[1], units[1] or units[0]
        low, unit = _in_yuan(low, unit)
        high, other = (high, other) if high is None else _in_yuan(high, other)
        found = tuple(problem for each in problems for problem in each)
        if high is not None and unit != other and dimension(unit) == dimension(other) != "count":
            high, other = _in_unit(high, other, unit)  # 500元至1千元
        if dash < len(words) and words[dash].text.startswith("一"):
            found = (*found, Problem("RUB217", (("number", spelled(words)[0]), ("plain", f"{low}-{high}"))))
        turned = high is not None and unit == other and high < low
        if turned and high is not None:
            low, high = high, low
            found = (*found, Problem("RUB219"))
        after = next((word.value for word in words if word.kind == "AFTER"), "")
        number = Number(
            low, unit, high, other if high is not None else "", cast(Op, after), _closed(words, dash), not unit, turned
        )
        return Measured(number, found, tuple(words))

    def score(self, parts: Sequence[Any]) -> list[Phrase]:
        verb, measured = parts[0], next(part for part in parts if isinstance(part, Measured))
        at = parts.index(measured)
        least = (
            parts[at - 1]
            if isinstance(parts[at - 1], Word) and parts[at - 1].kind in ("COMPARE", "CAP") and at > 1
            else None
        )
        taken = parts[1 : at - 1 if least is not None else at]
        effect, *manner = verb.value.split()
        number, problems = measured.number, measured.problems
        sign = -1 if number.low < 0 else 1
        low = abs(number.low)
        if sign < 0:
            if effect == "award":
                effect = "deduct"
            else:
                problems = (*problems, Problem("RUB218"))
        low, high, unit = _scored(low, number)
        text, span = spelled(parts)
        if effect == "award" and verb.text.endswith("分") and number.after and not taken and least is None:
            tested = Amount(*spelled(measured.words), number, problems=problems)
            return [Plain(verb.text, verb.span), tested]  # 评教得分90分以上 is a condition
        if least is not None:
            bounded = Bound(text, span, min=low, unit=unit, verb=verb.text)
            if least.value in ("max", "<=", "<"):
                text, span = spelled(parts[1:])  # no word is in two phrases
                return [_stray(verb), evolve(bounded, text=text, span=span, min=None, max=low, problems=problems)]
        score = Score(
            text, span, cast(EffectKind, effect), low, high, unit, verb.text, "".join(word.text for word in taken),
            _pers(parts), least is not None, number.after, tuple(manner), problems=problems,
        )  # fmt: skip
        return [score]

    def amount(self, parts: Sequence[Any]) -> list[Phrase]:
        measured = next(part for part in parts if isinstance(part, Measured))
        how = next((part for part in parts if isinstance(part, Word) and part.kind in _HOW), None)
        compare = next((part for part in parts if isinstance(part, Word) and part.kind in ("COMPARE", "FLIP")), None)
        text, span = spelled(parts)
        if any(isinstance(part, Word) and part.kind == "TOP" for part in parts):
            value, _, unit = _scored(measured.number.low, measured.number)
            return [Bound(text, span, max=value, unit=unit, per=_pers(parts), problems=measured.problems)]
        if compare is not None and compare.text in ("超", "超出") and _is_a_point(measured):
            every = Quantity(measured.number.low, "%")  # 不超过30%,超1个百分点扣2分
            return [Count(text, span, every, compare.text, False, "above", problems=measured.problems)]
        op = None if compare is None else cast(Op, compare.value)
        number = measured.number
        ends = [part for part in parts if isinstance(part, Word) and part.kind == "INCLUDING"]
        if ends:  # 低于(含)90%
            number = evolve(number, closed=(ends[0].value != "not", number.closed[1]))
        return [
            Amount(
                text, span, number, op, _HOW[how.kind] if how else "", how.text if how else "", _pers(parts),
                problems=measured.problems,
            )
        ]  # fmt: skip

    def count(self, parts: Sequence[Any]) -> list[Phrase]:
        """每… with what it counts; a 每 that counts nothing is left for the clause to refuse."""
        first = parts[0]
        text, span = spelled(parts)
        if first.kind == "EACHOF":
            return [Count(text, span, Quantity(Decimal(1), first.value))]
        measured = next((part for part in parts if isinstance(part, Measured)), None)
        if measured is None:
            unit = next((part for part in parts[1:] if part.kind == "UNIT"), None)
            if unit is not None:
                return [Count(text, span, Quantity(Decimal(1), unit.value), per=_pers(parts))]
            return [_word(part) for part in parts] if len(parts) > 1 else [_stray(first)]
        lead = parts[1 : parts.index(measured)]
        if len(lead) > 1 and lead[-1].kind in ("VERB", "WEAK") and measured.number.unit in (*_MONEY, "分"):
            act = self.score(parts[parts.index(lead[-1]) :])  # 每票扣罚50元: 票 is no unit, and the act has the number
            return [_stray(first), *(_word(word) for word in lead[:-1]), *act]
        said = "".join(word.text for word in lead)
        if measured.number.after:
            plain = [_word(word) for word in lead]  # 每提前10分钟以上: each of which is tested by itself
            words = measured.words if lead else (first, *measured.words)
            return [*plain, Amount(*spelled(words), measured.number, how="own", problems=measured.problems)]
        side, other = sides_of(lead)
        problems = measured.problems if measured.number.low > 0 else (*measured.problems, Problem("RUB244"))
        if measured.number.bare and lead and "%" not in text:
            problems = (*problems, Problem("RUB245"))  # 每缺1延长米: by what is counted, no table knows
        if "或" in said and side is not None and other is None:
            problems = (*problems, Problem("RUB245"))
        every = Quantity(measured.number.low, measured.number.unit)
        return [Count(text, span, every, said, True, side, _pers(parts), other=other, problems=problems)]

    def found(self, parts: Sequence[Any]) -> list[Phrase]:
        """发现一次 multiplies; 缺两次以上 is a case of what is lacking."""
        word, measured = parts[0], parts[1]
        number = measured.number
        part = dimension(number.unit) == "percent" and number.low <= 1 and word.value != "found"
        if number.bare:  # 有1窗未关: by what is counted, no table knows
            return [Plain(word.text, word.span), Amount(*spelled(parts[1:]), number, problems=measured.problems)]
        one = (part or number.low in (Decimal(1), Decimal("0.5"))) and number.high is None and not number.after
        if not one or (word.value != "found" and dimension(number.unit) == "points"):
            amount = Amount(*spelled(parts[1:]), number, per=_pers(parts), problems=measured.problems)
            return [Plain(word.text, word.span), amount]
        text, span = spelled(parts)
        side = cast(Side, word.value) if word.value in get_args(Side) else None
        every = Quantity(number.low, number.unit)
        return [Count(text, span, every, word.text, False, side, _pers(parts), problems=measured.problems)]

    def bound(self, parts: Sequence[Any]) -> list[Phrase]:
        measured = next(part for part in parts if isinstance(part, Measured))
        value, _, unit = _scored(measured.number.low, measured.number)
        verb = next(
            (
                part.text
                for part in parts[1:]
                if isinstance(part, Word) and part.kind in ("VERB", "WEAK", "STRAY", "ACTION")
            ),
            "",
        )
        text, span = spelled(parts)
        ends = {parts[0].value: value}
        return [
            Bound(
                text,
                span,
                ends.get("max"),
                ends.get("min"),
                unit=unit,
                verb=verb,
                per=_pers(parts),
                problems=measured.problems,
            )
        ]

    def full(self, parts: Sequence[Any]) -> list[Phrase]:
        measured = parts[1]
        text, span = spelled(parts)
        return [
            Full(
                text, span, measured.number.low, measured.number.unit, measured.number.after, problems=measured.problems
            )
        ]

    def exhaust(self, parts: Sequence[Any]) -> list[Phrase]:
        measured = next((part for part in parts if isinstance(part, Measured)), None)
        text, span = spelled(parts)
        if measured is None or measured.number.low == 0:
            return [Bound(text, span, exhaust=True, unit="分")]
        if parts[0] is measured:  # 1分扣完为止: what there is to take
            full, until = spelled(parts[:1]), spelled(parts[1:])
            marks = Full(
                *full, measured.number.low, measured.number.unit, measured.number.after, problems=measured.problems
            )
            return [marks, Bound(*until, exhaust=True, unit="分")]
        value, _, unit = _scored(measured.number.low, measured.number)
        open_ended = () if parts[-1] is not measured else (Problem("RUB209"),)
        problems = (*measured.problems, *open_ended)
        return [Bound(text, span, max=value, unit=unit, verb=parts[0].text[0], problems=problems)]

    def due(self, parts: Sequence[Any]) -> list[Phrase]:
        each = next((word.value for word in parts if word.kind == "UNIT"), None)
        dates = [word for word in parts if word.kind == "DATE"]
        text, span = spelled(parts)
        if each is None and parts[0].kind == "EACH":
            each = dates[0].text[0].replace("星", "周")
        elif each is None and "月" in dates[0].text and "年" not in dates[0].text and parts[-1].kind == "BEFORE":
            each = "年"  # 3月15日前: once in every year
        day = day_of(dates[0].value, each) if each is None or each in _WINDOWS else None
        if day is None:
            return [Due(text, span, each, before=False, problems=(Problem("RUB235"),))]
        return [evolve(day, text=text, span=span, before=any(word.kind == "BEFORE" for word in parts))]

    def ordinal(self, parts: Sequence[Any]) -> list[Phrase]:
        value, problems = _value(evolve(parts[0], text=parts[0].value))
        text, span = spelled(parts)
        return [Ordinal(text, span, value, len(parts) > 1, problems=problems)]

    def time(self, parts: Sequence[Any]) -> list[Phrase]:
        return [Time(*spelled(parts))]

    def word(self, parts: Sequence[Any]) -> list[Phrase]:
        return [_word(parts[0])]


def _is_a_point(measured: Measured) -> bool:
    """1个百分点: a difference, and no value."""
    points = any("百分点" in word.text for word in measured.words)
    return points and measured.number.low <= ONE and measured.number.high is None and not measured.number.after


def _in_yuan(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """3千元 is 3000元."""
    return (value * scale(unit), "元") if unit in ("百元", "千元") else (value, unit)


def _in_unit(value: Decimal, unit: str, wanted: str) -> tuple[Decimal, str]:
    """An amount in another unit of its dimension, where it is that exactly; else as it is."""
    said, rest = divmod(value * scale(unit), scale(wanted))
    return (value, unit) if rest else (said, wanted)


def loose(word: Word) -> Phrase:
    """A word that stands in no phrase; one that scores or counts keeps its kind, so that it cannot pass for a name."""
    return Mark(word.text, word.span, "STRAY", word.value) if word.kind in _PHRASES else _word(word)


_PHRASES = frozenset(
    {"NUMBER", "VERB", "WEAK", "EACH", "EACHOF", "CAP", "FULL", "RUNOUT", "DATE", "ORDINAL", "TIME", "EXHAUST", "DASH"}
)


def _word(word: Word) -> Phrase:
    """A word as a phrase by itself."""
    match word.kind:
        case (
            "PLAIN"
            | "FLIP"
            | "OBJECT"
            | "UNIT"
            | "AFTER"
            | "INCLUDING"
            | "SINCE"
            | "BEFORE"
            | "UNTIL"
            | "TOP"
            | "FOUND"
            | "COMPARE"
        ):
            return Plain(word.text, word.span)
        case "QUOTE":
            return Quoted(word.text, word.span, word.value)
        case "BOOK":
            return Book(word.text, word.span, word.value)
        case kind if kind in SIGNS:
            return Sign(word.text or "\n", word.span, kind)
        case kind:
            return Mark(word.text, word.span, kind, word.value)


def _stray(word: Word) -> Mark:
    return Mark(word.text, word.span, "STRAY" if word.kind != "EACH" else "EACH", word.value)


def spelled(parts: Sequence[Any]) -> tuple[str, Span]:
    """The words of parts as written, and their span."""
    words = [word for part in parts for word in (part.words if isinstance(part, Measured) else (part,))]
    said = words[0].text
    for before, word in pairwise(words):
        said += (" " if word.start > before.end else "") + word.text
    return said, words[0].span.to(words[-1].span)


def _value(word: Word) -> tuple[Decimal, tuple[Problem, ...]]:
    """The value of a numeral; one that cannot be read is 0 beside its problem."""
    text = word.value.replace(" ", "") or word.text.replace(" ", "")
    sign = -1 if text.startswith("-") else 1
    try:
        read = read_number(text.lstrip("+-"))
    except NumberError as problem:
        return _ZERO, (Problem(problem.code, (("number", word.text), ("plain", problem.suggestion))),)
    clearer = (Problem("RUB217", (("number", word.text), ("plain", read.clearer))),) if read.clearer else ()
    return sign * read.value, clearer


def _unit(words: Sequence[Word], number: Word) -> str:
    unit = next((word.value for word in words if word.kind == "UNIT"), "")
    return unit or ("%" if number.text.startswith("百分之") else "")


def _closed(words: Sequence[Word], dash: int) -> tuple[bool | None, bool | None]:
    """What brackets say of each end: True (含), False (不含), None nothing."""
    first = [word for word in words[:dash] if word.kind == "INCLUDING"]
    last = [word for word in words[dash:] if word.kind == "INCLUDING"]
    low, high = (None if not found else found[-1].value != "not" for found in (first, last))
    return (low, high) if dash < len(words) else (None, low)


def _pers(parts: Sequence[Any]) -> tuple[str, ...]:
    return tuple(part.value for part in parts if isinstance(part, Word) and part.kind == "PER")


def _scored(low: Decimal, number: Number) -> tuple[Decimal, Decimal, str]:
    """The ends of an amount of points or money, in 分, 元 or %."""
    high = number.high if number.high is not None else low
    unit = number.high_unit or number.unit
    if unit in _MONEY:
        first = number.unit if number.unit in _MONEY else unit
        return low * scale(first), high * scale(unit), "元"
    return low, high, unit
