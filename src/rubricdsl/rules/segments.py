"""The parts of an item's text → its segments: one for each act that scores, with all that was said for it.

An act takes what was said since the act before it. 。 and line ends close a sentence, ; closes a stretch.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from attrs import define, evolve, field, frozen

from rubricdsl.base.span import Span
from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import condition
from rubricdsl.rules.forms import FORM
from rubricdsl.rules.lists import each_of, listed_marks, topic
from rubricdsl.rules.parts import EffectKind, Limit
from rubricdsl.rules.report import Report
from rubricdsl.rules.targets import side
from rubricdsl.tree.model import Part

ACTS = frozenset({"score", "open", "FORFEIT", "NO_TOTAL", "VETO", "CONSEQUENCE", "REFER", "FULL_MARKS", FORM})
ENDS = frozenset({"COMMA", "STOP", "COLON", "BAR", "CLOSE", "OPEN"})
_HEADING_LENGTH = 40


@frozen
class Column:
    """What a table head says for the rows below it: the verb they leave out, and the unit they count by."""

    effect: EffectKind
    unit: str


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
    """An item's text cut up: nothing of it is lost."""

    scoring: list[Segment] = field(factory=list)
    bounds: list[Bound] = field(factory=list)
    rests: list[Rest] = field(factory=list)
    full: Decimal | None = None


def cut(parts: Sequence[Part], report: Report) -> Segments:
    """Cuts the parts of one item into segments, limits and what is left."""
    return _Cutter(parts, report).run()


@define
class _Cutter:
    parts: Sequence[Part]
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
            part = self.parts[index]
            if (part.name in ACTS and not _is_manner(part)) or self.is_bare(part) or index in self.listed:
                index = self.act(index)
            else:
                self.other(part)
                index += 1
        self.close(sentence=True)
        return self.out

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

    def other(self, part: Part) -> None:
        match part.name:
            case "STOP":
                row = part.text == "\n" and not self.scored and bool(self.window)
                carried = list(self.window) if row else []
                self.close(sentence=not part.text.startswith(";"))
                self.continues = part.text != "\n"
                self.carried = carried if self.column is None and self.topic is None else []
            case "EXHAUST":
                self.bound(Limit(exhaust=True), part)
            case "cap":
                self.cap(part)
            case "full":
                self.full(part)
            case "amount" if part.word("CAPPED"):
                self.bound(Limit(max=amounts.counted(part, self.report)), part)
            case "ORDINAL":
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
        if self.scored:
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
            self.column = _heading(self.window) or self.column
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

    def is_bare(self, part: Part) -> bool:
        """50元/次, 每人50元, 第二次20元: an amount whose verb a table head or the score before supplies."""
        if not amounts.is_points(part) or (amounts.is_threshold(part) and not part.word("NUMBER")):
            return False
        if self.column is not None:
            return True
        if not amounts.is_money(part):
            # 简报每条加10分,信息每条5分: points that count on, after points of the same sentence
            return self.points and bool(self.window) and self.window[-1].name in ("EACH", "trigger")
        if any(words.BASIS.search(said.text) for said in self.window):
            return False
        counted = any(said.name in ("EACH", "trigger") and not self.is_of_nothing(said) for said in self.window)
        return bool(part.word("PER")) or counted or self.money

    def is_of_nothing(self, said: Part) -> bool:
        """每分10元: what a point is worth, where no score before says which points."""
        return said.text.strip() == "每分" and not self.acts


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


def _heading(window: Sequence[Part]) -> Column | None:
    """款项 扣分(每人次): a table head whose last cell says what the rows below leave out."""
    text = "".join(part.text for part in window)
    found = words.COLUMN.search(text) if len(text) <= _HEADING_LENGTH else None
    return Column(words.COLUMN_VERBS[found[1][0]], found[2] or "") if found else None


def _is_manner(part: Part) -> bool:
    """酌情 and 按比例 before a score say how it scores; with 扣分 after them they score themselves."""
    return part.name == "open" and part.word("ACT") is None


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
