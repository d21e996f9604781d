"""Every compiled pattern of the library against long texts it nearly matches; run by itself, as it may never end.

Reads JSON: the names of patterns to be "skipped", and others that are "planted" in the place of the library's. Prints
JSON: by the name of a pattern, a text in which the work grows faster than the text does.
"""

import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from statistics import median
from typing import Any

import rubricdsl

PROBE = 1 << 12  # signs of a text that shows whether there is anything to measure
QUICK = 0.002  # seconds of the probe below which there is not
STEP = 4
MOST = 9  # times the work for STEP times the text: 3 for each doubling; what is linear takes 4, what is squared 16
ENOUGH = 0.01  # seconds that can be told from noise
LONGEST = 1 << 17
PATIENCE = 5  # seconds for one try

GENERAL = (
    "“", "a", "A", "9", " ", "\t", "[", "(", "《", "<", "{", "-", "|", ".", ",", "、", "。", "一", "甲", "出现", "次",
    "扣", "\n", "a ", "1,", "1.", "甲、", "“a", "(a", "/a", "\\", '"',
)  # fmt: skip
FILLERS = (" ", "甲", "9", "一", "a", ",")

Try = Callable[[re.Pattern[str], str], object]
TRIES: dict[str, Try] = {
    "search": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),  # the first one, and all behind it
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
}


class Endless(Exception):
    pass


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module holds, by the name of the module that made it and its own."""
    found: dict[int, tuple[str, re.Pattern[str]]] = {}
    for each in pkgutil.walk_packages(rubricdsl.__path__, "rubricdsl."):
        if not each.name.endswith("__main__"):
            for name, value in vars(import_module(each.name)).items():
                for number, pattern in enumerate(_held(value)):
                    own = f"{each.name}.{name}" + (f"[{number}]" if pattern is not value else "")
                    found.setdefault(id(pattern), (own, pattern))
    return dict(found.values())


def _held(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns that a value is, or that a list or table of the module holds."""
    match value:
        case re.Pattern() if isinstance(value.pattern, str):
            yield value
        case dict():
            for each in value.values():
                yield from _held(each)
        case list() | tuple() | set() | frozenset():
            for each in value:
                yield from _held(each)


def texts(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """Long texts: what they begin with, what is repeated, and what they end in."""
    units = dict.fromkeys(GENERAL)
    starts: dict[str, None] = {}
    for whole in (True, False):
        start = ""
        for sign in signs(_parsed(pattern), whole):
            start += sign
            units[start] = starts[start] = None
    units |= dict.fromkeys(list(dict.fromkeys(words(_parsed(pattern))))[:24])
    for unit in units:
        yield "", unit, ""
        yield "", unit, "\x00"
    for start in list(starts)[:24]:
        for filler in dict.fromkeys((*FILLERS, start[-1])):
            yield start, filler, "\x00"


def words(parsed: Iterable[Any]) -> Iterator[str]:
    """What a parsed pattern spells out sign by sign."""
    word = ""
    for kind, argument in (*parsed, ("END", None)):
        if str(kind) == "LITERAL":
            word += chr(argument)
            continue
        if word:
            yield word
        word = ""
        match str(kind):
            case "BRANCH":
                for branch in argument[1]:
                    yield from words(branch)
            case "SUBPATTERN" | "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                yield from words(argument[-1])
            case "IN":
                yield from (chr(value) for name, value in argument[:2] if str(name) == "LITERAL")


def signs(parsed: Iterable[Any], whole: bool) -> Iterator[str]:
    """Sign by sign a text that a parsed pattern matches, but for what it looks at without taking it.

    It is the first of alternatives; what may be left out is there where it is to be the `whole`.
    """
    for kind, argument in parsed:
        match str(kind):
            case "LITERAL":
                yield chr(argument)
            case "NOT_LITERAL" | "ANY":
                yield "甲"
            case "IN":
                yield _member(argument)
            case "BRANCH":
                yield from signs(argument[1][0 if whole else -1], whole)
            case "SUBPATTERN":
                yield from signs(argument[-1], whole)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                for _ in range(max(argument[0], int(whole))):
                    yield from signs(argument[2], whole)
            case "ATOMIC_GROUP":
                yield from signs(argument, whole)


def _member(argument: Any) -> str:
    """A sign of a class."""
    (kind, value), *_ = argument
    match str(kind):
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return chr(value[0])
        case "CATEGORY":
            return {"CATEGORY_DIGIT": "9", "CATEGORY_SPACE": " "}.get(str(value), "a")
    excluded = {chr(value) for name, value in argument if str(name) == "LITERAL"}
    return next((each for each in FILLERS if each not in excluded), "…")


def _parsed(pattern: re.Pattern[str]) -> Iterable[Any]:
    return vars(re)["_parser"].parse(pattern.pattern, pattern.flags & ~re.UNICODE)  # type: ignore[no-any-return]


def text_of(parts: tuple[str, str, str], size: int) -> str:
    start, unit, end = parts
    return start + unit * (size // len(unit)) + end


def seconds(attempt: Try, pattern: re.Pattern[str], text: str) -> float:
    """Seconds of the processor, so that a busy machine does not count."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        attempt(pattern, text)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - start


def is_slow(attempt: Try, pattern: re.Pattern[str], parts: tuple[str, str, str]) -> bool:
    """Whether the work grows out of all proportion to the text, at a size at which it can be measured."""
    try:
        seconds(attempt, pattern, text_of(parts, 64))
        seconds(attempt, pattern, text_of(parts, PROBE >> 3))
        if seconds(attempt, pattern, text_of(parts, PROBE)) < QUICK:
            return False
        size = 256
        while size < LONGEST and seconds(attempt, pattern, text_of(parts, size)) < ENOUGH:
            size *= 2
        return all(growth(attempt, pattern, parts, size, repeated) > MOST for repeated in (1, 5))
    except Endless:
        return True


def growth(attempt: Try, pattern: re.Pattern[str], parts: tuple[str, str, str], size: int, repeated: int) -> float:
    short, long = (
        median(seconds(attempt, pattern, text_of(parts, each)) for _ in range(repeated)) for each in (size, size * STEP)
    )
    return long / max(short, 1e-9)


def slow(found: dict[str, re.Pattern[str]]) -> dict[str, str]:
    """Of each slow pattern the first text that shows it."""
    told = {name: next(cases(pattern), None) for name, pattern in sorted(found.items())}
    return {name: case for name, case in told.items() if case is not None}


def cases(pattern: re.Pattern[str]) -> Iterator[str]:
    for parts in texts(pattern):
        for way, attempt in TRIES.items():
            if all(is_slow(attempt, pattern, parts) for _ in "12"):  # a machine that sleeps does so once
                start, unit, end = parts
                yield f"{way} {start!r} + {unit!r} * n + {end!r}"


def _give_up(*_: object) -> None:
    raise Endless


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, _give_up)
    asked = json.load(sys.stdin)
    named = {name: re.compile(pattern) for name, pattern in asked["planted"].items()} or patterns()
    json.dump(slow({name: pattern for name, pattern in named.items() if name not in asked["skipped"]}), sys.stdout)
