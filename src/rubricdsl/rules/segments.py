"""The parts of an item's text → its segments: one for each act that scores, with all that was said for it.

An act takes what was said since the act before it. 。 and line ends close a sentence, ; closes a stretch.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import dropwhile, takewhile

from attrs import define, evolve, field, frozen

from rubricdsl.base.span import Span
from rubricdsl.rules import amounts, words
from rubricdsl.rules.columns import COLUMN, Column, column_of, row_amount, speaks_for
from rubricdsl.rules.condition import condition
from rubricdsl.rules.forms import FORM
from rubricdsl.rules.lists import each_of, listed_marks, topic
from rubricdsl.rules.parts import Limit
from rubricdsl.rules.report import Report
from rubricdsl.rules.row_marks import set_apart
from rubricdsl.rules.targets import side
from rubricdsl.tree.model import Part

ACTS = frozenset({"score", "open", "FORFEIT", "NO_TOTAL", "VETO", "CONSEQUENCE", "REFER", "FULL_MARKS", FORM})
_AHEAD = 40  # parts that are looked at behind an amount
ENDS = frozenset({"COMMA", "STOP", "COLON", "BAR", "CLOSE", "OPEN"})


@frozen
class Segment:
    """An act with the parts said for it before, the multipliers after it, and the part that follows.

    `continues`: its sentence stands in one line with the sentence before.
    """

    window: tuple[Part, ...]
    act: Part
    after: tuple[Part, ...]
    following: Part | None
    sentence: int
    stretch: int
    column: Column | None = None
    continues: bool = False


@frozen
class Bound:
    """A limit as said, with the `window` of parts before it in its stretch; `alone`: nothing else in its line;
    `each`: of every month or person (最多10分/月)."""

    limit: Limit
    said: str
    stretch: int
    span: Span
    money: bool = False
    alone: bool = False
    each: bool = False
    window: tuple[Part, ...] = ()


@frozen
class Rest:
    """What a stretch holds besides its segments; `marked`: it is a row under a column of marks."""

    parts: tuple[Part, ...]
    stretch: int
    scored: bool
    marked: bool = False


@define
class Segments:
    """An item's text cut up: nothing of it is lost. `mark` is the full mark that stood among its sentences."""

    scoring: list[Segment] = field(factory=list)
    bounds: list[Bound] = field(factory=list)
    rests: list[Rest] = field(factory=list)
    full: Decimal | None = None
    mark: Part | None = None


def cut(parts: Sequence[Part], report: Report) -> Segments:
    """Cuts the parts of one item into segments, limits and what is left."""
    above = parts[0] if parts and parts[0].name == COLUMN else None
    apart = set_apart(parts if above is None else parts[1:])
    found = _Cutter(list(apart.parts), report, column=None if above is None else column_of([above])).run()
    if apart.mark is not None and found.full is None:
        found.full, found.mark = amounts.counted(apart.mark, report), apart.mark
    return found


@define
class _Cutter:
    parts: list[Part]
    report: Report
    out: Segments = field(factory=Segments)
    window: list[Part] = field(factory=list)
    sentence: int = 0
    stretch: int = 0
    column: Column | None = None
    money: bool = False
    points: bool = False
    converting: bool = False
    converted: list[Part] = field(factory=list)
    passed: list[Part] = field(factory=list)
    carried: list[Part] = field(factory=list)
    listed: frozenset[int] = frozenset()
    topic: Part | None = None
    marks: bool = False
    scored_from: int = 0
    continues: bool = False

    def segment(self, window: tuple[Part, ...], act: Part, after: tuple[Part, ...], following: Part | None) -> Segment:
        return Segment(window, act, after, following, self.sentence, self.stretch, self.column, self.continues)

    @property
    def scored(self) -> bool:
        """Does the stretch hold a score already?"""
        return bool(self.out.scoring) and self.out.scoring[-1].stretch == self.stretch

    @property
    def acts(self) -> int:
        return len(self.out.scoring)

    def run(self) -> Segments:
        self.listed = listed_marks(self.parts)
        index = 0
        while index < len(self.parts):
            index = self.restated(index)
            self.row(index)
            part = self.parts[index]
            if (
                (part.name in ACTS and not _is_manner(part) and not _is_base(part))
                or self.is_bare(index)
                or index in self.listed
            ):
                index = self.act(index)
            else:
                self.other(index)
                index += 1
        self.close(sentence=True)
        return self.out

    def row(self, index: int) -> None:
        """迟到、早退 1 right below 扣分标准: the bare number that ends a row is its amount, in 分."""
        ends = index + 1 == len(self.parts) or self.parts[index + 1].text == "\n"
        found = row_amount(self.column, self.parts[index]) if self.column is not None and ends else None
        if found is not None and (self.window or self.carried or found[0] is not None):
            self.window += self.carried if found[0] is None else [found[0]]
            self.parts[index] = found[1]
            self.report.add("RUB208", found[1].span)

    def act(self, index: int) -> int:
        """Adds the segment of the act at `index`; returns the index after all that belongs to it."""
        act = self.parts[index]
        if act.word("CONFORMS"):
            self.window.append(Part("PROSE", act.word("CONFORMS") or "", act.span))
        self.window, self.passed = _after_nothing(self.passed, self.window), []
        if self.carried and not condition(self.window) and _states(self.carried):
            self.window[:0] = [*self.carried, Part("COMMA", ",", self.carried[-1].span)]
        self.carried = []
        if self.converted and not condition(self.window):
            self.window[:0] = self.converted  # 迟到超过30分钟视为旷工,扣10分: still what happened
        self.converted = []
        end = self.trailing(index + 1)
        following = self.parts[end] if end < len(self.parts) else None
        if index in self.listed and self.topic is not None and not condition(self.window):
            self.window.insert(0, self.topic)
        series = each_of(self.window, act) if act.word("SERIES") else None
        if act.word("SERIES") and series is None:
            self.report.add("RUB205", act.span)
        for window, each in series or [(window, act) for window in _alternatives(self.window)]:
            after = tuple(self.parts[index + 1 : end])
            self.out.scoring.append(self.segment(tuple(window), each, after, following))
        self.money, self.points = "元" in act.text, act.name in ("score", "amount") and "元" not in act.text
        self.window.clear()
        return end

    def trailing(self, start: int) -> int:
        """Where the multipliers end that close the phrase of a score: 扣2分每次."""
        end = start
        while end < len(self.parts) and self.parts[end].name == "EACH":
            end += 1
        return end if end == len(self.parts) or self.parts[end].name in ENDS else start

    def restated(self, index: int) -> int:
        """扣1分(即得分为-1分): the brackets say again what was scored; where they end."""
        says = index + 1 < len(self.parts) and self.parts[index + 1].text.startswith("即")
        if self.parts[index].name != "OPEN" or not self.scored or not says:
            return index
        end = next((at for at in range(index, len(self.parts)) if self.parts[at].name in ("CLOSE", "STOP")), index)
        return index if any(part.name in ("cap", "EXHAUST") for part in self.parts[index:end]) else end

    def other(self, index: int) -> None:
        part = self.parts[index]
        match part.name:
            case "STOP":
                row = part.text == "\n" and not self.scored and bool(self.window)
                carried = list(self.window) if row else []
                self.close(sentence=not part.text.startswith(";"))
                self.continues = part.text != "\n"
                held = self.column is not None and not (self.column.apart or self.column.effect == "award")
                self.carried = [] if held or self.topic is not None else carried
            case "EXHAUST":
                self.bound(Limit(exhaust=True), part)
            case "cap" if not _is_condition(self.parts[index + 1 : index + _AHEAD]):
                self.cap(part)
            case "full":
                self.full(part)
            case "amount" if part.word("CAPPED"):
                self.bound(Limit(max=amounts.counted(part, self.report)), part)
            case "ORDINAL":
                for lost in self.window:
                    if lost.word("TIMES"):
                        self.report.add("RUB201", lost.span, form="第二次扣4分")  # 第二次加倍,第三次…
                self.window = [*takewhile(lambda before: before.name != "ORDINAL", self.window), part]
            case "CONVERSION":
                self.report.add("RUB203", part.span)
                self.converted = list(self.window)
                self.window.clear()
                self.converting = True
            case "NOTHING":
                ordinals = [before for before in self.window if before.name == "ORDINAL"]
                for before in ordinals if self.acts > self.scored_from else ():
                    self.report.add("RUB201", before.span, form="第一次扣1分")
                self.passed = [before for before in self.window if before.name != "ORDINAL"]
                self.window.clear()
            case "COMMA" | "CLOSE" if self.converting:
                self.converting = False
            case _ if not self.converting:
                self.window.append(part)

    def cap(self, part: Part) -> None:
        said = part.word("CAP") or ""
        if "至少" in said and ("扣" in said or "罚" in said):
            self.out.scoring.append(self.segment(tuple(self.window), part, (), None))
            self.window.clear()
            return
        value = amounts.counted(part, self.report)
        self.bound(Limit(min=value) if bounds_below(part) else Limit(max=value), part)

    def full(self, part: Part) -> None:
        """满分5分 is the item's full mark, but after scores of its stretch a limit on them."""
        value = amounts.counted(part, self.report)
        if self.scored and words.SHARED.search(part.word("FULL") or ""):
            self.bound(Limit(max=value), part)
        else:
            self.out.full = value

    def bound(self, limit: Limit, part: Part) -> None:
        said = "".join(before.text for before in self.window) + part.text
        span = self.window[0].span.to(part.span) if self.window else part.span
        self.out.bounds.append(
            Bound(
                limit,
                said,
                self.stretch,
                span,
                amounts.is_money(part),
                self.scored_from == self.acts,
                bool(part.word("PER")),
                tuple(self.window),
            )
        )
        self.window.clear()

    def close(self, sentence: bool) -> None:
        if self.window:
            self.column = column_of(self.window) or self.column
            self.topic = topic(self.window) or self.topic
            self.out.rests.append(Rest(tuple(self.window), self.stretch, self.scored, self.marks))
            self.marks = self.marks or words.MARKS.search("".join(part.text for part in self.window)) is not None
            self.window.clear()
        self.converting = False
        self.converted = []
        self.stretch += 1
        if sentence:
            self.sentence += 1
            self.passed = []
            self.money = self.points = False
            self.scored_from = self.acts

    def is_bare(self, index: int) -> bool:
        """50元/次, 每人50元, 第二次20元: an amount whose verb a table head or the score before supplies."""
        part = self.parts[index]
        if not amounts.is_points(part) or (amounts.is_threshold(part) and not part.word("NUMBER")):
            return False
        if self.window and self.window[-1].name == "PROSE" and words.CUT_SHORT.search(self.window[-1].text):
            return False
        if self.column is not None and speaks_for(self.column, part, self.window):
            return True
        if self.column is not None and not self.column.apart:
            return False
        if of_base(self.window) or (not self.points and _converts(self.window, self.parts[index + 1 : index + _AHEAD])):
            return False
        if not amounts.is_money(part):
            # 简报每条加10分,信息每条5分: points that count on, after points of the same sentence
            counted = bool(self.window) and self.window[-1].name in ("EACH", "trigger")
            return self.points and (counted or bool(part.word("PER")))
        counted = any(said.name in ("EACH", "trigger") for said in self.window)
        return bool(part.word("PER")) or counted or self.money


def of_base(window: Sequence[Part]) -> bool:
    """考勤奖基数为每人1000元: what the amount behind these parts is, is no score."""
    before = next((part for part in reversed(window) if part.name != "EACH"), None)
    return before is not None and words.BASE.search(before.text) is not None


def prices_point(window: Sequence[Part]) -> bool:
    """每分10元: the amount behind these parts is what a point is worth."""
    return bool(window) and window[-1].name == "EACH" and window[-1].text.strip(" 每") == "分"


def _converts(window: Sequence[Part], behind: Sequence[Part]) -> bool:
    """总分50分,每分10元: what a point is worth, where nothing is charged for it and none were deducted before."""
    sentence = takewhile(lambda part: part.name != "STOP", (*window, *behind))
    return prices_point(window) and not any(words.REWARDED.search(part.text) for part in sentence)


def _is_condition(behind: Sequence[Part]) -> bool:
    """总扣分不超过10分(含10分),视为优秀; 不超过10分的: the amount is a case, and bounds nothing."""
    stretch = list(takewhile(lambda part: part.name != "STOP", behind))
    if stretch and stretch[0].name == "OPEN":
        stretch = list(dropwhile(lambda part: part.name != "CLOSE", stretch))[1:]
    case = bool(stretch) and stretch[0].name == "PROSE" and stretch[0].text.strip().startswith(("的", "者"))
    return case or any(part.name == "CONVERSION" for part in stretch[:2])


def bounds_below(cap: Part) -> bool:
    """Whether a limit is a least: 最少, 至少."""
    return any(word in (cap.word("CAP") or "") for word in ("最低", "最少", "至少"))


def _after_nothing(passed: Sequence[Part], window: list[Part]) -> list[Part]:
    """合格率95%以上不扣分,每低1%扣1分: what scores nothing names what follows, and is what it counts from."""
    if condition(window) or not passed:
        return window
    if side(window) is not None:
        return [*passed, *window]
    return [*takewhile(lambda part: part.name != "amount", passed), *window]


def _states(line: Sequence[Part]) -> bool:
    """Whether the line above, a cell of the same row, states what this one goes on with: 月故障高于8小时."""
    return any(part.name == "amount" and not amounts.is_points(part) for part in line)


def _is_manner(part: Part) -> bool:
    """酌情 and 按比例 before a score say how it scores; with 扣分 after them they score themselves."""
    return part.name == "open" and part.word("ACT") is None


def _is_base(part: Part) -> bool:
    """每月加班费基数80元 adds nothing; 扣基数5分 takes it away."""
    given = any("基数" in (part.word(verb) or "") for verb in ("ADD", "AWARD", "REWARD"))
    return part.name == "score" and given


def _alternatives(window: Sequence[Part]) -> list[Sequence[Part]]:
    """旷课3次以上或迟到6次以上扣10分: one score under two conditions, each with its own number, is two rules."""
    for index, part in enumerate(window):
        if part.name != "PROSE" or not words.ALTERNATIVE.match(part.text.strip()):
            continue
        before, after = window[:index], window[index + 1 :]
        if any(map(_is_case, before)) and any(map(_is_case, after)):
            rest = evolve(part, text=words.ALTERNATIVE.sub("", part.text.strip()))
            return [[said for said in before if said.name != "COMMA"], *_alternatives([rest, *after])]
    return [window]


def _is_case(part: Part) -> bool:
    return (part.name == "amount" and not amounts.is_points(part)) or amounts.is_threshold(part)
