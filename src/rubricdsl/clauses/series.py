"""One act for several: 分别加6、4、2分 for as many names, one score under two conditions joined by 或."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve

from rubricdsl.clauses.model import Account
from rubricdsl.clauses.wording import SCORED_UNITS
from rubricdsl.tree.phrases import Amount, Mark, Phrase, Plain, Quoted, Score, Sign

_NUMBERED = frozenset("一二三四五六七八九十甲乙丙丁特ABCDEF")
_CLEAR = 3  # so many names and numbers belong together by their number alone
_LEVELS = frozenset({"等第", "等次", "等级", "档次", "等", "级", "档", "层次"})


def series(parts: Sequence[Phrase], index: int, window: Sequence[Phrase]) -> tuple[list[Decimal], int]:
    """分别加6、4、2分: the numbers of a series, and where it ends."""
    act = parts[index]
    at = index + 1
    if not isinstance(act, Score) or act.low != act.high:
        return [], at
    numbers = [act.low]
    while at + 1 < len(parts) and isinstance(parts[at], Sign) and parts[at].text in ("、", ","):
        more = parts[at + 1]
        if (
            not isinstance(more, Amount)
            or more.tests
            or not (more.unit == act.unit or not act.unit or not more.unit)
            or more.per
        ):
            break
        if parts[at].text == "," and not any(isinstance(each, Mark) and each.kind == "SEPARATE" for each in window):
            break
        numbers.append(more.number.low)
        at += 2
    return (numbers, at) if len(numbers) > 1 else ([], index + 1)


def spread(
    window: list[Phrase], act: Phrase, numbers: list[Decimal], parts: Sequence[Phrase], account: Account
) -> list[tuple[Sequence[Phrase], Phrase]]:
    """An act for each number of a series with its own name; one for each of two conditions joined by 或."""
    if numbers and isinstance(act, Score):
        items = _each_of(window, numbers)
        account.give("join", *(part for part in window if isinstance(part, Mark) and part.kind == "SEPARATE"))
        units = [part for part in parts if part.span.start >= act.span.start]
        series = [part for part in units if isinstance(part, Amount)][: len(numbers) - 1]
        unit = act.unit or next((part.unit for part in series if part.unit), "")
        if items is None or _counts_kinds(items[-1].text):
            account.refuse("RUB205", act.span.to(series[-1].span), act)
            account.give("act", *series)
            return [(window, evolve(act, unit=unit))]
        account.give("act", *series)
        account.give("name", *(part for part in window if isinstance(part, Plain | Quoted)))
        told = [part for part in window if isinstance(part, Amount) and part.number.low == len(numbers)]
        graded = [part for part in window if isinstance(part, Mark) and part.kind == "GRADE"]
        account.give("setting", *told, *graded)  # 评定为优、良、合格三个等第
        window = [part for part in window if part not in told and part not in graded]
        rest = [
            part
            for part in window
            if not isinstance(part, Plain | Quoted | Sign) and not (isinstance(part, Mark) and part.kind == "SEPARATE")
        ]
        return [
            ([item, *rest], evolve(act, low=number, high=number, unit=unit))
            for item, number in zip(items, numbers, strict=True)
        ]
    return [(each, act) for each in _alternatives(window)]


def _counts_kinds(text: str) -> bool:
    """投诉分为一般、严重、重大三级: how many kinds there are, glued to the last of them."""
    return len(text) > len("三级") and text[-2] in "两二三四五六" and text[-1] in "级类档种"


def _alternatives(window: list[Phrase]) -> list[list[Phrase]]:
    """旷课3次以上或迟到6次以上扣10分: one score under two conditions, each with its own number, is two rules."""
    for index, part in enumerate(window):
        if not isinstance(part, Plain) or not part.text.startswith("或"):
            continue
        before, after = window[:index], window[index + 1 :]
        if any(map(_is_case, before)) and any(map(_is_case, after)):
            rest = part.text.removeprefix("或者").removeprefix("或是").removeprefix("或")
            first = [Plain(rest, part.span)] if rest else []
            return [
                [said for said in before if not (isinstance(said, Sign) and said.kind == "COMMA")],
                *_alternatives([*first, *after]),
            ]
    for index, part in enumerate(window[1:-1], 1):
        if isinstance(part, Sign) and part.kind == "PAUSE" and _tests(window[index - 1]):
            last = max(at for at, each in enumerate(window) if _tests(each))
            if last > index and isinstance(window[index + 1], Plain | Quoted):  # 入住超过3分钟、退房超过5分钟的
                return [[*window[:index], *window[last + 1 :]], *_alternatives(window[index + 1 :])]
    return [window]


def _tests(part: Phrase) -> bool:
    return isinstance(part, Amount) and bool(part.tests)


def _is_case(part: Phrase) -> bool:
    return isinstance(part, Amount) and part.unit not in SCORED_UNITS


def _each_of(window: Sequence[Phrase], numbers: Sequence[Decimal]) -> list[Plain | Quoted] | None:
    """分别加6、4、2分: as many names as there are numbers, those quoted, else those listed; None where they differ.

    Without 分别 a list of three or more that is as long as the numbers says as much.
    """
    separate = any(isinstance(part, Mark) and part.kind == "SEPARATE" for part in window)
    if not separate and len(numbers) < _CLEAR:
        return None
    quoted = [part for part in window if isinstance(part, Quoted)]
    if len(quoted) == len(numbers):
        return list(quoted)
    for words in (*_comma_phrases(window), window):
        for split in (False, True) if separate else (False,):
            items = _listed(words, split, len(numbers))
            if len(items) == len(numbers):
                return _shared(items)
    return None


def _comma_phrases(window: Sequence[Phrase]) -> Iterator[Sequence[Phrase]]:
    """The phrases between commas, the last first."""
    end = len(window)
    for index in reversed(range(len(window))):
        part = window[index]
        if isinstance(part, Sign) and part.kind == "COMMA":
            yield window[index + 1 : end]
            end = index
    yield window[:end]


def _listed(window: Sequence[Phrase], split: bool, count: int) -> list[Plain]:
    """What is listed by 、, and by 和及或 where `split`; 三个等第 behind it says how many there are."""
    items: list[Plain] = []
    counted = False
    for part in window:
        if isinstance(part, Amount) and part.number.low == count:
            counted = True
        elif isinstance(part, Mark) and part.kind == "GRADE":
            items.clear()
        elif isinstance(part, Plain) and not (counted and part.text.strip("的者 ") in _LEVELS):
            text = part.text.strip().removeprefix("的").removeprefix("按").rstrip("的者")
            items += [
                Plain(piece, part.span) for piece in (re.split(r"[和及或、]", text) if split else [text]) if piece
            ]
    return items


def _shared(items: list[Plain]) -> list[Plain | Quoted]:
    """一、二、三等奖 share their ending, and 国家级、省级、校级刊物发表论文 what follows the level."""
    last = items[-1].text
    ending = ""
    if all(len(item.text) == 1 for item in items[1:-1]) and len(last) > 1 and last[0] in _NUMBERED:
        ending, nth = last[1:], "第" if items[0].text[-2:-1] == "第" else ""  # 第一、二、三名
        items = [evolve(items[0], text=items[0].text[-1]), *items[1:]]
        items = [evolve(item, text=nth + item.text) for item in items]
    elif all(item.text.endswith("级") for item in items[:-1]) and "级" in last:
        ending = last.partition("级")[2]
    return [*(evolve(item, text=item.text + ending) for item in items[:-1]), items[-1]]
