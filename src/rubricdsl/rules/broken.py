"""Numbers that a page has broken (扣5⏎分, 扣0. 1分, 奖励 5 0 0 元), put together where nothing else can be meant.

The text keeps its length, so that every offset into it stays an offset into the author's own. What is put together is
said; anything else is left as it stands, for the reading of clauses to report.
"""

import re
from collections.abc import Iterator

from rubricdsl.base.span import Span
from rubricdsl.meaning.report import Report

_AMOUNT = r"[0-9]{1,6}(?:\.[0-9]{1,3})?"
_UNIT = r"[分元](?!钟)"
_COUNTED = r"[次处项人件起块个例]"
_SCORES = r"(?:扣除|扣罚|扣|罚款|罚|加|得|奖励|奖)"
_CLOSED = r"(?=[ ]*(?:[,;。、.)/每]|$))"
# what ends a line, with what has to open the next one for both to be one amount
_HALVES = (
    # a verb and its number have no unit yet, and 分 or 元 with nothing behind it is no word
    (rf"(?:扣除|扣罚|扣减|扣|罚款|罚|奖励|奖|加|减)[^,;。:()0-9]{{0,4}}{_AMOUNT}", rf"{_UNIT}{_CLOSED}"),
    # a verb behind the words of its condition has no amount yet
    (r"[一-鿿]{2}(?<![折纽])(?:扣除|扣罚|扣减|扣|罚款|处罚|处以)", rf"{_AMOUNT}\s*{_UNIT}"),
    # what counts has no score yet
    (r"每[次人项处件户天]", rf"(?:扣除|扣罚|扣|罚款|处罚|罚)[ ]*{_AMOUNT}[ ]*{_UNIT}"),
    # one of something has no score yet, or a number no unit before it
    (rf"[一-鿿][ ]*(?:[0-9]{{1,3}}|[一二两三])[ ]*{_COUNTED}", rf"{_SCORES}[ ]*{_AMOUNT}[ ]*{_UNIT}"),
    (r"[一-鿿][ ]*[0-9]{1,3}", rf"{_COUNTED}[ ]*{_SCORES}[ ]*{_AMOUNT}"),
    # what is not given is said in two
    (r"[一-鿿]{2}的?(?:则|均|该项|本项)?不", r"[得计给]分"),
    # a range has its first end only
    (rf"{_AMOUNT}[ ]*(?:[-~]|至|到)", rf"{_AMOUNT}[ ]*{_UNIT}"),
    # a comparison and its number have no unit yet
    (
        rf"(?:达到?|满|超过|不少于|不低于|少于|低于|至少|累计)[ ]*{_AMOUNT}",
        r"(?:个?月|小时|分钟|[次天日人个件项起户处])(?=[ ]*(?:[,;。)]|的|者|以|及|扣|$))",
    ),
)
_ENDS = [(re.compile(rf"(?P<said>{end})[ ]*$"), re.compile(start, re.MULTILINE)) for end, start in _HALVES]
_GAP = re.compile(r"\r?\n\s*")
_REACH = 40  # signs before a line end that are looked at

_APART = r"[1-9](?: [0-9]){1,4}"
_SPACED = (
    # 0. 1 is a decimal, as no sentence ends in 0
    re.compile(r"(?<![0-9.])0(?:[ ]*\.[ ]+|[ ]+\.)[0-9]{1,3}(?=[ ]*(?:分|元|%))"),
    # so is 扣0。5分
    re.compile(r"(?<=扣)[ ]*0。[0-9]{1,2}(?=[ ]*分)"),
    # and 扣2. 5分。, where 。 and not the point ends sentences
    re.compile(r"(?<=[扣加减])[1-9]\.[ ]+[0-9](?=[ ]*[分元][ ]*[。,;、)])"),
    # digits set apart one by one between a verb of money and 元
    re.compile(rf"(?:(?<=扣)|(?<=罚款)|(?<=奖励))[ ]*{_APART}(?:[ ]*[-~][ ]*{_APART})?(?=[ ]*元)"),
)
_NOTHING = re.compile(r"不[ ]{1,8}[得计给]分")


def mended(text: str, report: Report) -> str:
    """The text with its broken numbers put together."""
    pieces = []
    done = 0
    for start, end in _gaps(text):
        line = text.rfind("\n", 0, start) + 1
        whole = _halves(text[max(line, start - _REACH) : start], text, end)
        if whole is not None and not text.startswith("#", line):
            before, after = whole
            _say(text, Span(start - len(before), end + len(after)), before + after, report)
            pieces += [text[done:start], " " * (end - start)]
            done = end
    text = "".join([*pieces, text[done:]])
    for pattern in _SPACED:
        text = _closed_up(text, pattern, report)
    return _NOTHING.sub(lambda found: found[0].replace(" ", "").rjust(len(found[0])), text)


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """Where lines end, with the spaces and blank lines around."""
    for found in _GAP.finditer(text):
        start = found.start()
        while start and text[start - 1] in " \t":
            start -= 1
        yield start, found.end()


def _closed_up(text: str, spaced: re.Pattern[str], report: Report) -> str:
    """The text with what is spaced set without spaces, as far to the right."""

    def plain(found: re.Match[str]) -> str:
        number = found[0].replace(" ", "").replace("。", ".")
        _say(text, Span(*found.span()), number, report)
        return number.rjust(len(found[0]))

    return spaced.sub(plain, text)


def _say(text: str, span: Span, plain: str, report: Report) -> None:
    """What was put together is said, on one line."""
    words = " ".join(text[span.start : span.end].split())
    report.add("RUB217", span, number=words, plain=plain, words=words)


def _halves(line: str, text: str, following: int) -> tuple[str, str] | None:
    """The two halves of an amount that the end of a line breaks."""
    for end, start in _ENDS:
        before = end.search(line)
        after = start.match(text, following) if before is not None else None
        if before is not None and after is not None:
            return before["said"], after[0]
    return None
