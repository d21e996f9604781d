"""Lines → the headings that only their neighbours show: a title without a label, or in words that elsewhere score.

A heading without a label is one below which the items begin again at 1. What no neighbour bears out stays text.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from rubricdsl.clauses.acts import is_act
from rubricdsl.clauses.draft import Heading, Stated
from rubricdsl.clauses.titles import heading
from rubricdsl.rules import words
from rubricdsl.tree.model import Label, Line
from rubricdsl.tree.phrases import Amount, Count, Phrase, Score, Sign

_PAGE = re.compile(r"^(?P<title>[^0-9,。;:()]{2,30}?)[ .…·]+(?P<page>[0-9]{1,3})$")
Split = Callable[[Sequence[Any]], tuple[str, Sequence[Any], Stated]]
_PLAIN = re.compile(r"[一-鿿]+")
_FEWEST = 3  # lines of a table of contents


def placed(lines: Sequence[Line], split: Split) -> Mapping[int, Heading]:
    """The headings among the lines, each by the number of its line."""
    return {
        **dict(_unlabelled(lines)),
        **dict(_announced(lines)),
        **dict(_of_acts(lines, split)),
        **dict(_carried(lines, split)),
        **dict(_contents(lines)),
    }


def _unlabelled(lines: Sequence[Line]) -> Iterator[tuple[int, Heading]]:
    """仪容 16分⏎1、…: a short line with marks, or behind a list or a table, below which items begin again at 1."""
    before: Label | None = None
    behind = False  # a table
    for line, below in pairwise(lines):
        behind = bool(line.column) or (behind and not line.labels)
        if line.labels:
            before = line.labels[-1]
        opened = below.labels[0] if below.labels and not line.labels and line.key is None else None
        found = heading(_phrases(line)) or _matter(line) if opened is not None and _is_first(opened) else None
        if found is None or opened is None or line is lines[0]:
            continue
        title, stated = found
        again = behind or (before is not None and before.style == opened.style)
        if (again or stated.full is not None) and len(title) <= words.HEADING:
            yield line.number, Heading(title, stated, Label("HEADING", ""))


def _matter(line: Line) -> tuple[str, Stated] | None:
    """加减分项, 一票否决, 总计: what its list is of, in words that elsewhere score, and with no number."""
    matter = 0 < len(line.text) <= words.HEADING and line.key is None and _PLAIN.fullmatch(line.text) is not None
    counts = any(isinstance(part, Amount | Count | Score | Sign) for part in _phrases(line))
    return (line.text, Stated()) if matter and not counts else None


def _of_acts(lines: Sequence[Line], split: Split) -> Iterator[tuple[int, Heading]]:
    """五、一票否决⏎1.…取消资格: the title of items that score themselves, in words that would score alone."""
    for line, below, after in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        inner = bool(line.labels and below.labels) and below.labels[-1].style != line.labels[-1].style
        parts = below.parts if below.text or after is None else after.parts
        if inner and any(is_act(part) for part in parts) and any(is_act(part) for part in line.parts):
            found = _matter(line)
            if found is not None and not split(line.parts)[0]:
                yield line.number, Heading(*found)


def _announced(lines: Sequence[Line]) -> Iterator[tuple[int, Heading]]:
    """(一)支部会议:10分⏎1.迟到…: marks behind a colon, where items of its own or their scores stand below."""
    for line, below in pairwise(lines):
        inner = below.labels and below.labels[0].style != line.labels[0].style if line.labels else False
        scoring = not below.labels and any(is_act(part) for part in below.parts)
        found = heading(_phrases(line)) if (inner and _is_first(below.labels[0])) or (line.labels and scoring) else None
        if found is not None and found[1].full is not None:
            yield line.number, Heading(*found)


def _carried(lines: Sequence[Line], split: Split) -> Iterator[tuple[int, Heading]]:
    """四、业务⏎(30)1.…: a number in brackets in front of a first label is what the heading before it left behind."""
    for line, below in pairwise(lines):
        first = below.labels[0] if len(below.labels) > 1 else None
        if first is None or first.style != "ARABIC_BRACKETED" or not line.labels or _is_first(first):
            continue
        title, rest, stated = split(line.parts)
        if title and not rest and stated == Stated() and _is_first(below.labels[1]):
            yield below.number, Heading(stated=Stated(full=Decimal(first.text.strip("()、. "))), label=first)


def _contents(lines: Sequence[Line]) -> Iterator[tuple[int, Heading]]:
    """5.1月度绩效奖 1⏎5.2部门绩效奖 2⏎5.3考核规定 3: three or more titles with rising numbers of pages, and no unit."""
    run: list[tuple[int, int]] = []
    for line in (*lines, None):
        found = _PAGE.fullmatch(line.text) if line is not None and line.labels else None
        listed = found is not None and line is not None and line.labels[0].style.startswith(("DECIMAL", "CHAPTER"))
        if found is not None and line is not None and listed and (not run or int(found["page"]) >= run[-1][1]):
            run.append((line.number, int(found["page"])))
            continue
        if len(run) >= _FEWEST and run[0][1] < run[-1][1]:
            yield from ((number, Heading(contents=True)) for number, _ in run)
        run = []


def _phrases(line: Line) -> list[Phrase]:
    parts: Sequence[object] = line.parts
    return [part for part in parts if isinstance(part, Phrase)]


def _is_first(label: Label) -> bool:
    return label.text.strip("()、. ") in ("1", "一", "①", "⑴")
