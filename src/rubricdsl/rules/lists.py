"""Marks and amounts in lists: 优秀5分,一般3-4分; ≥95%:10分; 一、二等奖分别加6、4分."""

import re
from collections.abc import Sequence

from attrs import evolve

from rubricdsl.rules import amounts, words
from rubricdsl.tree.model import Part, Word

_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十]+")
_CUTS = re.compile(r"、|和|及|或")


def listed_marks(parts: Sequence[Part]) -> frozenset[int]:
    """Where bare points stand directly behind a level or a condition, twice or beside an award; no other verb scores.

    Where one of them is 0分, no full mark is, so that all behind the first grade something.
    """
    marks = [index for index in range(1, len(parts)) if _is_mark(parts[index])]
    graded = len(marks) > 1 and any((parts[index].word("COUNTED") or "") == "0" for index in marks)
    found = [index for index in marks if _is_level(parts[:index]) or (graded and index > marks[0])]
    verbs = any(part.name == "score" and not part.word("AWARD") for part in parts)
    given = any(part.name == "score" for part in parts)
    return frozenset(found) if (len(found) > 1 or given) and not verbs else frozenset()


def topic(parts: Sequence[Part]) -> Part | None:
    """What a heading says the marks below it are for: 巡查覆盖率评分标准."""
    if len(parts) not in (1, 2) or parts[0].name != "PROSE":
        return None
    found = words.TOPIC.fullmatch(parts[0].text.strip())
    return evolve(parts[0], text=found[1]) if found else None


def each_of(window: Sequence[Part], act: Part) -> list[tuple[Sequence[Part], Part]] | None:
    """分别加6、4、2分 as an act for each number, with its own name of those listed; None where they do not match."""
    numbers = [act.word("NUMBER") or "", *_NUMBERS.findall(act.word("SERIES") or "")]
    names = _names(window, len(numbers))
    if names is None or not any(part.name == "SEPARATE" for part in window):
        return None
    rest = [part for part in window if part.name not in ("PROSE", "PAUSE", "QUOTED", "SEPARATE", "COMMA")]
    first = next((part for part in window if part.name == "QUOTED"), window[0])
    kind = "QUOTED" if first.name == "QUOTED" else "PROSE"
    acts = [_with_number(act, number) for number in numbers]
    return [([evolve(first, name=kind, text=name), *rest], each) for name, each in zip(names, acts, strict=True)]


def _with_number(act: Part, number: str) -> Part:
    kept = (word for word in act.words if word.name != "SERIES")
    return evolve(act, words=tuple(Word("NUMBER", number) if word.name == "NUMBER" else word for word in kept))


def _names(window: Sequence[Part], count: int) -> list[str] | None:
    """As many names as there are numbers: those quoted, else those listed; 一、二、三等奖 share their ending."""
    quoted = [part.text for part in window if part.name == "QUOTED"]
    if len(quoted) == count:
        return quoted
    comma = max((i for i, part in enumerate(window) if part.name == "COMMA"), default=-1)
    items = next((items for said in (window[comma + 1 :], window) if len(items := _listed(said)) == count), None)
    if items is None:
        return None
    if all(len(item) == 1 for item in items[1:-1]) and len(items[-1]) > 1:
        return [items[0][-1] + items[-1][1:], *(item + items[-1][1:] for item in items[1:-1]), items[-1]]
    return items


def _listed(window: Sequence[Part]) -> list[str]:
    said = "".join(part.text.strip() for part in window if part.name in ("PROSE", "PAUSE"))
    return [item.strip() for item in _CUTS.split(words.BY_KIND.sub("", said)) if item.strip()]


def _is_mark(part: Part) -> bool:
    points = part.name == "amount" and part.all("UNIT") and part.all("UNIT")[-1].strip() in ("分", "标准分", "积分")
    return bool(points) and not (part.word("COMPARE") or part.word("AFTER") or part.word("PER"))


def _is_level(before: Sequence[Part]) -> bool:
    """Whether a level of merit or a condition on a measure ends here."""
    last = next((part for part in reversed(before) if part.name not in ("COLON", "COMMA", "OPEN")), None)
    if last is None or (before[-1].name in ("COMMA", "OPEN") and not amounts.is_threshold(last)):
        return False
    if last.name == "PROSE":
        return words.MERIT.search(last.text.strip()) is not None
    case = last.name == "amount" and amounts.unit_of(last.word("UNIT") or "") in words.CASES
    return (amounts.is_threshold(last) or case) and not amounts.is_points(last)
