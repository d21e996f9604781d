"""Regular expression → the signs a match can begin with, so that whatever begins with none of them is passed over."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

_parser: Any = vars(re)["_parser"]  # what `re` itself reads patterns with; lark does so too

Ranges = frozenset[tuple[int, int]]  # code points, first and last
_EMPTY: Ranges = frozenset()
_ALIKE = {"s": "ſ", "k": "\u212a", "i": "İı"}  # as `re` has it
_ZERO_WIDTH = frozenset({"ASSERT", "ASSERT_NOT", "AT"})


def first_signs(pattern: str) -> Ranges | None:
    """The signs that any match of a pattern begins with; None where they cannot be told, or it may match nothing."""
    signs, optional = _of_sequence(list(_parser.parse(pattern)))
    return None if optional else signs


def as_class(ranges: Ranges) -> str:
    """The ranges as the inside of a character class."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in sorted(ranges))


def _of_sequence(items: Sequence[Any]) -> tuple[Ranges | None, bool]:
    """The first signs of items in a row, and whether all of them may match nothing."""
    signs: Ranges = _EMPTY
    for item in items:
        more, optional = _of(str(item[0]), item[1])
        if more is None:
            return None, False
        signs |= more
        if not optional:
            return signs, False
    return signs, True


def _of(kind: str, argument: Any) -> tuple[Ranges | None, bool]:
    match kind:
        case "LITERAL":
            return _either_case({(argument, argument)}), False
        case "IN":
            return _of_class(argument), False
        case "BRANCH":
            found = [_of_sequence(list(branch)) for branch in argument[1]]
            known = [signs for signs, _ in found if signs is not None]
            whole = frozenset().union(*known) if len(known) == len(found) else None
            return whole, any(optional for _, optional in found)
        case "SUBPATTERN":
            return _of_sequence(list(argument[-1]))
        case "MAX_REPEAT" | "MIN_REPEAT":
            signs, optional = _of_sequence(list(argument[2]))
            return signs, optional or argument[0] == 0
        case _:
            return (_EMPTY, True) if kind in _ZERO_WIDTH else (None, False)


def _of_class(items: Sequence[Any]) -> Ranges | None:
    """The ranges of a character class; None for a negated one or one by category."""
    found = set()
    for kind, argument in items:
        if str(kind) == "LITERAL":
            found.add((argument, argument))
        elif str(kind) == "RANGE":
            found.add(argument)
        else:
            return None
    return _either_case(found)


def _either_case(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """With the signs that are the same where case does not matter, as it may not within the pattern."""
    found = set(ranges)
    for first, last in ranges:
        for code in range(max(first, ord("A")), min(last, ord("z")) + 1):
            found |= {
                (ord(sign), ord(sign))
                for sign in (chr(code).upper(), chr(code).lower(), *_ALIKE.get(chr(code).lower(), ""))
            }
    return frozenset(found)
