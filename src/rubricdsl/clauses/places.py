"""Bare amounts by their place: the mark of a row, the amount of a level.

An amount without a verb means nothing by itself. What it is follows from where it stands; in any other place it is
refused.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from typing import TypeGuard

from attrs import evolve, frozen

from rubricdsl.base.span import Span
from rubricdsl.clauses.columns import column_of
from rubricdsl.clauses.wording import is_sign, phrase_at
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.model import Part
from rubricdsl.tree.phrases import Amount, Bound, Count, Mark, Open, Phrase, Plain, Quoted, Score, Sign

LINE_END = "\n"
_NEAR = 8  # phrases of one sentence
_LONGEST_TITLE = 12
_CASE_ENDS = ("的", "者", "时", "后", "得", "为", "达", "加", "扣")
_AHEAD = 60  # phrases within which a score has to follow


# ── levels in a list ──


def listed_marks(parts: Sequence[Phrase], lexicon: Lexicon) -> frozenset[int]:
    """Where bare points stand directly behind a level or a condition, twice or beside an award; no other verb scores.

    Where one of them is 0分, no full mark is, so that all behind the first grade something.
    """
    conforming = frozenset(i for i in range(1, len(parts)) if _conforms(parts, i, lexicon) and _is_number(parts[i]))
    marks = [index for index in range(1, len(parts)) if is_points(parts[index]) and not _compares(parts[index])]
    graded = len(marks) > 1 and any(_low(parts[index]) == 0 for index in marks)
    found = [
        index
        for index in marks
        if _is_level(parts, index, lexicon) or (graded and (index > marks[0] or _is_met(parts, index, lexicon)))
    ]
    verbs = any(isinstance(part, Score) and part.effect != "award" for part in parts)
    given = any(isinstance(part, Score) for part in parts)
    listed = frozenset(found) if (len(found) > 1 or given) and not verbs else frozenset()
    return listed | conforming


def _is_met(parts: Sequence[Phrase], index: int, lexicon: Lexicon) -> bool:
    """按要求完成10分,错报0分: the best that can be had, and no title with its full marks."""
    before = phrase_at(parts, index - 1)
    return isinstance(before, Plain) and lexicon.ending("met", before.text.strip()) != ""


def _is_number(phrase: Phrase) -> bool:
    return isinstance(phrase, Amount) and phrase.unit in ("分", "") and not phrase.tests and not phrase.how


def _is_level(parts: Sequence[Phrase], index: int, lexicon: Lexicon) -> bool:
    """Whether a level of merit or a condition on a measure ends here."""
    before = parts[:index]
    last = next((part for part in reversed(before) if not is_sign(part, "COLON", "COMMA", "OPEN")), None)
    if last is None:
        return False
    tested = isinstance(last, Amount) and bool(last.tests)
    if is_sign(before[-1], "COMMA", "OPEN") and not tested:
        return False
    if isinstance(last, Plain):
        name = lexicon.ending("gradename", last.text.strip())
        before_name = last.text.strip()[: -len(name)] if name else ""
        return bool(name) and (not before_name or before_name[-1] in "为获达评,、 ")
    case = isinstance(last, Amount) and last.unit in ("次", "天", "日", "人", "起", "例", "件", "回", "节", "小时")
    return (tested or case) and not is_points(last)


# ── marks among the sentences of a row ──


@frozen
class Apart:
    """The phrases of an item without the mark that stood among them, and those `taken` out with it."""

    parts: Sequence[Phrase]
    mark: Amount | None = None
    taken: Sequence[Phrase] = ()


def set_apart(parts: Sequence[Phrase], lexicon: Lexicon, headed: bool = False) -> Apart:
    """The mark of the row taken out of the phrases of its item.

    A bare amount of points may as well be a score whose verb was left out. It is taken for the mark only in places
    where no verb can be left out: where it opens a sentence or a line, and so has nothing before it to score, while
    what follows scores by itself; behind the end of a sentence that scored; or behind a requirement, and before what
    is taken for not meeting it. It must be the one such place of its item, and no less than what a single score takes.
    """
    scores = [part for part in parts if _scores(part)]
    columns = [column for part in parts if isinstance(part, Plain) and (column := column_of([part])) is not None]
    counts = any(isinstance(part, Count) for part in parts)
    if not scores and not (counts and (headed or columns)):
        return Apart(parts)
    if all(column.apart for column in columns):
        faulty = _faulty(parts, lexicon)
        parts = [_as_mark(parts, index, faulty[index]) for index in range(len(parts))]
    found = [
        (index, place)
        for index in range(len(parts))
        if is_mark(parts[index]) and not _conforms(parts, index, lexicon) and (place := _place(parts, index, lexicon))
    ]
    if len(found) > 1 and len({parts[index].text.strip() for index, _ in found}) == 1 and ends_line(parts[-2]):
        return _twice(parts, found)
    if len(found) != 1:
        return Apart(parts)
    index, (start, end) = found[0]
    mark = parts[index]
    assert isinstance(mark, Amount)
    if any(part.high > mark.number.low for part in scores if isinstance(part, Score) and part.unit == "分"):
        return Apart(parts)
    stop = Sign("。", Span(mark.span.start, mark.span.start), "STOP")
    between = [] if start == 0 or is_sign(parts[start - 1], "STOP") else [stop]
    found_mark = evolve(mark, number=evolve(mark.number, unit="分"))
    return Apart([*parts[:start], *between, *parts[end:]], found_mark, parts[start:end])


def _twice(parts: Sequence[Phrase], found: Sequence[tuple[int, tuple[int, int]]]) -> Apart:
    """(1分)…⏎1分: the mark of a row, and once more in the cell behind it."""
    taken = [part for _, (start, end) in found for part in parts[start:end]]
    kept = [part for part in parts if not any(part is each for each in taken)]
    mark = parts[found[0][0]]
    assert isinstance(mark, Amount)
    return Apart(kept, mark, taken)


def _conforms(parts: Sequence[Phrase], index: int, lexicon: Lexicon) -> bool:
    """符合2分: the level is its own verb."""
    before, after = phrase_at(parts, index - 1), phrase_at(parts, index + 1)
    level = isinstance(before, Plain) and before.text.strip() in lexicon.lists["conforming"]
    return level and (after is None or isinstance(after, Sign))


def _as_mark(parts: Sequence[Phrase], index: int, faulty: bool) -> Phrase:
    """室内卫生 10 少清扫一次…, 做好归档6每少一份…, …扣10分。10: a number by itself where only a mark can stand."""
    part = parts[index]
    if (
        not isinstance(part, Amount)
        or not part.number.bare
        or part.tests
        or part.how
        or part.per
        or part.number.high is not None
    ):
        return part
    before, after = phrase_at(parts, index - 1), phrase_at(parts, index + 1)
    whole = part.number.low == part.number.low.to_integral_value() and 0 < part.number.low <= 100
    ends = (after is None or ends_line(after)) and before is not None and not isinstance(before, Plain)
    cell = before is not None and after is not None and is_sign(before, "BAR") and is_sign(after, "BAR")
    spaced = (
        isinstance(before, Plain)
        and before.span.end < part.span.start
        and after is not None
        and after.span.start > part.span.end
    )
    signed = isinstance(before, Plain) and before.text.endswith(("+", "-", "—"))  # 活动+2材料齐全+5
    told = isinstance(before, Plain) and not signed and (spaced or not faulty or _is_counted_behind(parts, index))
    between = told and after is not None and isinstance(after, Plain | Count | Quoted | Amount)
    opens = before is not None and is_sign(before, "STOP") and isinstance(after, Plain | Count)
    closed = isinstance(before, Plain) and not signed and after is not None and _counts_next(parts, index)
    if whole and (ends or cell or between or opens or closed):
        return evolve(part, number=evolve(part.number, unit="分", bare=True))
    return part


def _counts_next(parts: Sequence[Phrase], index: int) -> bool:
    """台面整洁,无卫生死角5;每提醒一次扣1分: the next sentence begins with what is counted against the number."""
    stop, count = phrase_at(parts, index + 1), phrase_at(parts, index + 2)
    behind = stop is not None and is_sign(stop, "STOP") and not ends_line(stop)
    sentence = takewhile(lambda part: not is_sign(part, "STOP"), parts[index + 2 :])
    return behind and isinstance(count, Count) and count.each and any(map(_scores, sentence))


def _is_counted_behind(parts: Sequence[Phrase], index: int) -> bool:
    """屋内无蝇6发现一种扣2分: what counts, and a score with a verb of its own, stand behind the number."""
    count = phrase_at(parts, index + 1)
    counts = isinstance(count, Count) or (isinstance(count, Amount) and count.number.low == 1 and not count.tests)
    ahead = takewhile(lambda part: not isinstance(part, Sign), parts[index + 1 : index + _NEAR])
    return counts and any(isinstance(part, Score) for part in ahead)


def _faulty(parts: Sequence[Phrase], lexicon: Lexicon) -> list[bool]:
    """For each phrase whether a word of fault stands before it in its line."""
    faults = lexicon.lists["fault"]
    longest = max(map(len, faults), default=0)
    if not faults:
        return [False] * len(parts)
    told, text, found = [], "", False
    for part in parts:
        told.append(found)
        text = "" if ends_line(part) else text[-longest:] + part.text
        found = not ends_line(part) and (found or any(word in text for word in faults))
    return told


def is_points(phrase: Phrase | Part) -> TypeGuard[Amount]:
    """An amount of points, bare or a range."""
    return (
        isinstance(phrase, Amount)
        and phrase.unit == "分"
        and phrase.op is None
        and not phrase.number.after
        and not phrase.how
    )


def is_money(phrase: Phrase) -> bool:
    return (
        isinstance(phrase, Amount) and phrase.unit in ("元", "万元") and phrase.op is None and not phrase.number.after
    )


def is_mark(phrase: Phrase) -> bool:
    """A bare amount of points that multiplies nothing; one without its unit at the end of a row as well."""
    if not isinstance(phrase, Amount) or phrase.tests or phrase.per or phrase.how:
        return False
    return phrase.unit == "分"


def _low(phrase: Phrase) -> Decimal:
    return phrase.number.low if isinstance(phrase, Amount) else Decimal(-1)


def _compares(phrase: Phrase) -> bool:
    return isinstance(phrase, Amount) and (phrase.op is not None or bool(phrase.number.after) or bool(phrase.per))


def _place(parts: Sequence[Phrase], index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """What to take out with a bare amount in a place of marks; None where it may be anything else."""
    before, after = phrase_at(parts, index - 1), phrase_at(parts, index + 1)
    if isinstance(before, Count) or (isinstance(before, Amount) and before.unit == "次" and not before.tests):
        return None  # 资料归档,一次2分
    if before is not None and is_sign(before, "OPEN"):
        return _bracketed(parts, index, lexicon)
    opens, ends = before is None or ends_line(before), after is None or ends_line(after)
    alone = after is not None and is_sign(after, "STOP")
    stopped = before is not None and is_sign(before, "STOP") and (alone or before.text != ";")
    amount = parts[index]
    if isinstance(amount, Amount) and amount.number.bare:
        return index, index + 1
    last = before is not None and is_sign(before, "BAR") and any(_scores(part) for part in _row(parts, index))
    if (opens and ends and not _hangs(parts, index)) or ((stopped or last) and ends and not opens):
        return index, index + 1
    if ends and isinstance(before, Score) and _glued_mark(before, amount):
        return index, index + 1
    begins = before is None or is_sign(before, "STOP", "BAR")
    if begins and after is not None and is_sign(after, "OPEN"):
        return (index, index + 1) if _scores_within(parts, index + 2) else None  # 参加例会。5分(缺席一次扣2分)
    if (opens or stopped) and _is_full(parts, index):
        return index, index + 2
    if (opens or stopped) and not _hangs(parts, index) and _goes_on_to_score(parts, index + 1):
        return index, index + 1
    return (index, index + 1) if _closes_requirement(parts, index, lexicon) else None


def _bracketed(parts: Sequence[Phrase], index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """…达98%以上。(10分) 有裸露的,每处扣1分: brackets that open a sentence; 卫生(5分。…: a bracket left open."""
    around, after = phrase_at(parts, index - 2), phrase_at(parts, index + 1)
    if after is not None and is_sign(after, "COMMA") and isinstance(around, Plain) and _scores_within(parts, index):
        return index, index + 2  # 食品安全(3分,发生事故不得分)
    cell = phrase_at(parts, index + 2)
    if after is not None and is_sign(after, "CLOSE") and cell is not None and is_sign(cell, "BAR"):
        return index - 1, index + 2
    if after is not None and is_sign(after, "STOP") and index == 2 and not ends_line(after):
        return index - 1, index + 1
    if after is None or not is_sign(after, "CLOSE") or around is None:
        return None
    if not is_sign(around, "STOP"):
        return (index - 1, index + 2) if is_requirement(parts, index - 1, lexicon) else None
    behind = phrase_at(parts, index + 2)
    alone = behind is None or is_sign(behind, "STOP")
    return (index - 1, index + 2) if alone or _goes_on_to_score(parts, index + 2) else None


def _scores_within(parts: Sequence[Phrase], index: int) -> bool:
    """Whether the brackets around a mark go on to score."""
    close = next((at for at in range(index, len(parts)) if is_sign(parts[at], "CLOSE") or ends_line(parts[at])), None)
    scoring = any(_scores(part) or isinstance(part, Open) for part in parts[index:close])
    return close is not None and is_sign(parts[close], "CLOSE") and scoring


def _glued_mark(before: Score, amount: Phrase) -> bool:
    """扣3分12分: the mark of the row in the cell behind the score."""
    return isinstance(amount, Amount) and before.unit == "分" and amount.number.low > before.high


def _is_full(parts: Sequence[Phrase], index: int) -> bool:
    """5分满,缺一项扣1分: said to be full."""
    word, behind = phrase_at(parts, index + 1), phrase_at(parts, index + 2)
    return word is not None and word.text.strip() == "满" and behind is not None and is_sign(behind, "COMMA", "STOP")


def _closes_requirement(parts: Sequence[Phrase], index: int, lexicon: Lexicon) -> bool:
    """制度健全5分,无制度不得分; 标识清楚 20分 现场查看 一处不合要求扣2分; 台账齐全 | 5分 | 缺一项扣1分."""
    before, after = phrase_at(parts, index - 1), phrase_at(parts, index + 1)
    if _heads_row(parts, index, lexicon):
        return True
    if before is None or after is None or not is_requirement(parts, index, lexicon):
        return False
    spaced = parts[index].span.start > before.span.end and after.span.start > parts[index].span.end
    ends = is_sign(after, "COMMA", "STOP", "BAR") and not ends_line(after)
    following = next((part for part in parts[index + 1 : index + _AHEAD] if _scores(part)), None)
    taking = following is not None and (not isinstance(following, Score) or following.effect == "deduct")
    faulted = isinstance(after, Plain) and any(word in after.text for word in lexicon.lists["fault"])
    return taking and (ends or faulted or (spaced and not isinstance(after, Amount)))


def _heads_row(parts: Sequence[Phrase], index: int, lexicon: Lexicon) -> bool:
    """记录完整5分一处缺漏扣1分; 报表收集10分。未按时催报的,…扣1分; 阳台4分无杂物,否则…扣1分: a title with its mark."""
    row, after = _row(parts, index), phrase_at(parts, index + 1)
    if after is not None and is_sign(after, "COLON") and len(row) == 1 and isinstance(row[0], Plain):
        return len(row[0].text) <= _LONGEST_TITLE and any(map(_scores, parts[index + 1 : index + _AHEAD]))
    worded = bool(row) and all(isinstance(part, Plain | Quoted) or is_sign(part, "PAUSE", "COMMA") for part in row)
    if not worded or after is None or row[-1].text.rstrip().endswith(_CASE_ENDS):
        return False
    title = row[:-1] if is_sign(row[-1], "COMMA") else row
    titled = len(title) == 1 and len(title[0].text) <= _LONGEST_TITLE
    stopped = titled and is_sign(after, "STOP") and not ends_line(after)
    required = titled and isinstance(after, Plain) and lexicon.opening("demanded", after.text) != ""
    bad = isinstance(after, Plain) and any(word in after.text for word in lexicon.lists["fault"])
    faulted = titled and bad and not any(word in row[0].text for word in lexicon.lists["fault"])
    ahead = next((part for part in parts[index + 1 : index + _AHEAD] if _scores(part)), None)
    taking = isinstance(ahead, Score) and ahead.effect == "deduct"
    if stopped and _gives_as_much(parts[index], ahead):
        return True  # 招商引资8分。完成任务的得8分
    return taking and (_is_counted_behind(parts, index) or stopped or required or faulted)


def _gives_as_much(mark: Phrase, ahead: Phrase | None) -> bool:
    """Whether what is given first is no more than a mark, or all of it."""
    if not isinstance(ahead, Score) or not isinstance(mark, Amount):
        return False
    return ahead.effect == "award" and ahead.high == mark.number.low


def is_requirement(parts: Sequence[Phrase], end: int, lexicon: Lexicon) -> bool:
    """Whether the row has only told, up to here, what is required or how it is looked at, and of no fault."""
    row = _row(parts, end)
    text = "".join(part.text for part in row)
    targets = [part for part in row if isinstance(part, Amount) and not is_points(part)]
    plain = all(
        (isinstance(part, Plain | Quoted | Amount) and not is_points(part))
        or is_sign(part, "PAUSE", "COMMA", "STOP", "BAR")
        for part in row
    )
    required = any(word in text for word in lexicon.lists["required"]) or any(part.tests for part in targets)
    return plain and required and not any(word in text for word in lexicon.lists["fault"])


def _row(parts: Sequence[Phrase], end: int) -> Sequence[Phrase]:
    """What stands before in the same line."""
    return parts[next((at + 1 for at in range(end - 1, -1, -1) if ends_line(parts[at])), 0) : end]


def _goes_on_to_score(parts: Sequence[Phrase], start: int) -> bool:
    """Whether a condition stands here whose sentence scores by itself."""
    if start < len(parts) and is_sign(parts[start], "BAR"):
        start += 1
    end = next((at for at in range(start, len(parts)) if is_sign(parts[at], "STOP")), len(parts))
    sentence = parts[start:end]
    first = sentence[0] if sentence else None
    of_amount = isinstance(first, Plain) and first.text.startswith(("的", "者", "为", "或", "及", "含", "之"))
    counts = isinstance(first, Count) and first.each and first.side is not None  # 4分每少1次会议扣1分
    opened = counts or (isinstance(first, Plain | Quoted) and not of_amount)
    return opened and any(_scores(part) for part in sentence)


def _hangs(parts: Sequence[Phrase], index: int) -> bool:
    """Whether an amount may go on with the line before: 发现一次扣⏎3分, 旷工⏎5分; not behind 。 or a score."""
    if index == 0 or not ends_line(parts[index - 1]):
        return False
    return index == 1 or not (
        _scores(parts[index - 2]) or isinstance(parts[index - 2], Bound) or is_sign(parts[index - 2], "STOP", "BAR")
    )


def _scores(part: Phrase) -> bool:
    return isinstance(part, Score) or (isinstance(part, Mark) and part.kind == "FORFEIT")


def ends_line(part: Phrase | Part) -> bool:
    return isinstance(part, Sign) and part.kind == "STOP" and part.text == LINE_END


def closes(parts: Sequence[Phrase | Part], mark: Phrase | Part) -> bool:
    """Whether a mark is the last line of an item, behind others."""
    index = next(place for place, part in enumerate(parts) if part.span == mark.span and isinstance(part, Amount))
    return index > 0 and ends_line(parts[index - 1]) and all(map(ends_line, parts[index + 1 :]))
