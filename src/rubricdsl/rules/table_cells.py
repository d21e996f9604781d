"""Lines → cells, and what a cell says on its own: marks, a label, the side and amount of a target."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Literal

from attrs import frozen

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.base.resources import word_rows
from rubricdsl.rules.table_heads import sums
from rubricdsl.rules.table_model import Cell, Misfit, Operator

Separator = Literal["bar", "tab", "blanks"]

_SEPARATORS: Mapping[Separator, re.Pattern[str]] = {
    "bar": re.compile(r"\|"),
    "tab": re.compile(r"\t"),
    "blanks": re.compile(r"\t[ \t]*| [ \t]+"),
}
_AROUND = " \t\r|"
_BOLD = "**"
_RULE = frozenset("-=+:| \t\r")
_NOTHING = frozenset(("", "-", "--", "—", "——", "/", "\\", "无"))
_MARK = re.compile(r"\(?(?P<number>[0-9]{1,6}(?:\.[0-9]{1,4})?)[ ]*(?P<unit>分|%|)\)?")
_CHINESE = "一二三四五六七八九十百"
_LABEL = re.compile(
    rf"(?:\([0-9{_CHINESE}]{{1,4}}\)|[0-9][0-9.]{{0,11}}\)?|[{_CHINESE}]{{1,4}}\)?|[①-⑳⑴-⒇㈠-㈩]|[A-Z][0-9]{{0,3}}"
    rf"|第[0-9{_CHINESE}]{{1,4}}[章节条项])[、.:]?"
)
_LABELLED = re.compile(
    rf"(?:\([0-9{_CHINESE}]{{1,4}}\)[、.]?|[0-9][0-9.]{{0,9}}(?:[、)]|(?<=\.)(?![0-9]))|[{_CHINESE}]{{1,4}}[、.)]"
    rf"|[①-⑳⑴-⒇㈠-㈩][、.]?|第[0-9{_CHINESE}]{{1,4}}[章节条项][、.:]?)[ ]*(?=[^ ])"
)
_SCORES = re.compile(r"[扣减罚奖加][^,。;:]{0,4}[0-9]|[0-9]分/|不得分|不计分|零分")
_AMOUNT = re.compile(
    rf"(?:[0-9][0-9,]{{0,15}}(?:\.[0-9]{{1,6}})?|[两半零{_CHINESE}]{{1,6}})[ ]?[^0-9 ,.。;:()~-]{{0,8}}"
)
_BREAK = re.compile(r"<br[ ]*/?>", re.IGNORECASE)


@frozen
class Line:
    """A line of the text: its number from 1, the offset at which it starts, and its words."""

    number: int
    start: int
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def is_passed_over(self) -> bool:
        """Whether it is a comment, or a rule drawn between rows: |---|:--:|."""
        return self.text.lstrip().startswith("#") or ("-" in self.text and _RULE.issuperset(self.text))

    def misfit(self) -> Misfit:
        """The line as a row that is not read."""
        said = self.whole()
        return Misfit(self.number, said.start, said.end)

    def whole(self) -> Cell:
        """The line as a single cell."""
        return cell(self.text, self.start, 0, len(self.text))


def lines(text: str) -> list[Line]:
    found: list[Line] = []
    at = 0
    for number, words in enumerate(text.split("\n"), 1):
        found.append(Line(number, at, words))
        at += len(words) + 1
    return found


def cell(text: str, offset: int, start: int, end: int) -> Cell:
    """The cell between two places of a line that starts at `offset`; **bold** is no part of what it says."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip(_AROUND))
    inner = inner.strip(_AROUND)
    if len(inner) > 2 * len(_BOLD) and inner.startswith(_BOLD) and inner.endswith(_BOLD):
        start += len(_BOLD)
        inner = inner.removeprefix(_BOLD).removesuffix(_BOLD)
    return Cell(inner, offset + start, offset + start + len(inner))


def separator_of(text: str) -> Separator | None:
    """What the cells of a line come apart by; None where it is one cell at most."""
    if "|" in text:
        return "bar"
    if "\t" in text.strip():
        return "tab"
    return "blanks" if "  " in text.strip() else None


def parted(text: str, separator: Separator) -> bool:
    """Whether a line comes apart by this separator."""
    return _SEPARATORS[separator].search(text.strip(" \r") if separator == "tab" else text.strip()) is not None


def cells(line: Line, separator: Separator, most: int, led: bool, closed: bool) -> tuple[Cell, ...]:
    """The cells of a line, `most` and one at most, the last of which then holds all that is left.

    `led` and `closed`: bars before the first cell and behind the last are its frame, as the header has them; others are
    the ends of empty cells. Empty cells beyond `most` are dropped.
    """
    text = line.text
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip(" " if separator == "tab" else " \t"))
    if separator == "bar":
        start += led and text.startswith("|", start)
        end -= closed and end > start and text[end - 1] == "|"
    found, at = [], start
    for cut in islice(_SEPARATORS[separator].finditer(text, start, end), most):
        found.append(cell(text, line.start, at, cut.start()))
        at = cut.end()
    found.append(cell(text, line.start, at, end))
    return tuple(found[:-1] if len(found) > most and not found[-1].text else found)


def is_nothing(text: str) -> bool:
    """An empty cell, or the stroke that stands for one."""
    return text in _NOTHING


@frozen
class Mark:
    """A number of marks, or a share of them in percent."""

    value: Decimal
    percent: bool
    points: bool


def mark_of(text: str) -> Mark | None:
    """25, 10分, (10) and 20%: what a cell that holds nothing else states."""
    found = _MARK.fullmatch(text)
    return None if found is None else Mark(Decimal(found["number"]), found["unit"] == "%", found["unit"] == "分")


def is_label(text: str) -> bool:
    return _LABEL.fullmatch(text) is not None


def label_end(text: str) -> int:
    """The length of a label in front of other words: 3 in (一)仪表, 0 in 仪表 and in 5S."""
    found = _LABELLED.match(text)
    return 0 if found is None else found.end()


def running(text: str) -> int | None:
    """The number of a row that has a line of its own: 3, 3. and 三."""
    inner = text.strip("()、. ")
    if not inner or len(text) > 6:
        return None
    if inner.isascii() and inner.isdecimal():
        return int(inner)
    try:
        return int(read_number(inner).value) if is_label(inner) else None
    except NumberError:
        return None


def scores(text: str) -> bool:
    """Whether words say that something scores: enough to tell a clause from a name, and no reading of it."""
    return _SCORES.search(text) is not None


def sum_mark(row: Sequence[Cell]) -> tuple[Cell, Decimal | None] | None:
    """The name and the marks of a row of sums: 合计 100, 总分:100分; None where the row is none."""
    first = next((each for each in row if each.text), None)
    if first is None or len(first.text) > 16:
        return None
    words = first.text.replace(" ", "").lower()
    if not words.startswith(sums()):
        return None
    word = next(word for word in sums() if words.startswith(word))
    rest = words[len(word) :].strip(":=")
    if rest and mark_of(rest) is None:
        return None
    marks = [mark for text in (rest, *(each.text for each in row)) if (mark := mark_of(text)) is not None]
    return first, marks[0].value if len(marks) == 1 else None


@cache
def _sides(place: str) -> Mapping[str, Operator]:
    known: Mapping[str, Operator] = {">=": ">=", "<=": "<=", ">": ">", "<": "<"}
    found = {word: known[operator] for word, where, operator in word_rows("targets.tsv") if where == place}
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


def target_of(aim: Cell) -> tuple[Operator | None, Cell | None]:
    """The side and the amount of a target: ≥95%, 3次以内, 90分; neither where the cell is more than one amount.

    Words on both sides of the amount (控制在3次以内) must say the same.
    """
    before = next((word for word in _sides("before") if aim.text.startswith(word)), "")
    after = next((word for word in _sides("after") if aim.text.endswith(word)), "")
    amount = cell(aim.text, aim.start, len(before), len(aim.text) - len(after))
    said = {_sides(place)[word] for place, word in (("before", before), ("after", after)) if word}
    if len(said) > 1 or _AMOUNT.fullmatch(amount.text) is None:
        return None, None
    return (said.pop() if said else None), amount


def broken(text: Cell, head: str) -> Iterator[Cell]:
    """The lines of a cell, which end at <br>, below the head of its column."""
    at = 0
    for cut in [*(found.span() for found in _BREAK.finditer(text.text)), (len(text.text), 0)]:
        line = cell(text.text, text.start, at, cut[0])
        at = cut[1]
        if not is_nothing(line.text):
            yield Cell(line.text, line.start, line.end, head)
