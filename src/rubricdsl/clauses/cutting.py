"""How far the phrases of an item are cut, and what stands at a place of them."""

from itertools import takewhile

from attrs import define, field

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.acts import is_act, is_act_phrase, is_condition
from rubricdsl.clauses.columns import speaks_for
from rubricdsl.clauses.condition import is_filler
from rubricdsl.clauses.conversions import scores_itself
from rubricdsl.clauses.model import Account, Column, Segments
from rubricdsl.clauses.places import is_money, is_points
from rubricdsl.clauses.quota import Quota
from rubricdsl.clauses.wording import ENDS, is_sign
from rubricdsl.tree.phrases import Amount, Convert, Count, Mark, Phrase, Plain, Sign

_NEAR = 24  # phrases around a verb that is only spoken of


@define
class Cutting:
    """The phrases of an item with what was gathered so far: the `window` of words since the last act, and what the
    sentence and the stretch hold already; `turned` is one that counted on both sides, for the act of the other."""

    parts: list[Phrase]
    account: Account
    column: Column | None = None
    out: Segments = field(factory=Segments)
    window: list[Phrase] = field(factory=list)
    sentence: int = 0
    stretch: int = 0
    money: bool = False
    points: bool = False
    effects: list[str] = field(factory=list)
    converting: bool = False
    converted: list[Phrase] = field(factory=list)
    passed: list[Phrase] = field(factory=list)
    carried: list[Phrase] = field(factory=list)
    listed: frozenset[int] = frozenset()
    topic: Plain | None = None
    marks: bool = False
    scored_from: int = 0
    continues: bool = False
    exempting: Phrase | None = None
    quota: Quota | None = None
    turned: list[Phrase] = field(factory=list)

    def at(self, index: int) -> Phrase | None:
        return self.parts[index] if index < len(self.parts) else None

    @property
    def in_cells(self) -> bool:
        """Is the text that of the cells of a row, below a head that says what their amounts do?"""
        return self.column is not None and self.column.cells

    @property
    def scored(self) -> bool:
        """Does the stretch hold a score already?"""
        return bool(self.out.scoring) and self.out.scoring[-1].stretch == self.stretch

    @property
    def alike(self) -> bool:
        """信息采用的,每条计5分,综合采用的,每条计3分。要情采用每条10分: all scores so far give, or all take."""
        return len(self.effects) > 1 and len(set(self.effects)) == 1

    def only_spoken_of(self, index: int) -> bool:
        """给予奖励(市级表彰加5分): whether a verb has no amount, and what scores behind it has a name of its own."""
        sign = self.at(index + 1)
        own = takewhile(lambda part: not is_sign(part, *ENDS), reversed(self.window[-_NEAR:]))
        if (
            sign is None
            or not is_sign(sign, "COMMA", "OPEN", "CLOSE", "BAR")
            or any(isinstance(part, Amount | Count) for part in own)
        ):
            return False
        near = self.parts[index + 2 : index + 2 + _NEAR]
        ahead = [*takewhile(lambda part: not is_act(part) and not is_sign(part, "STOP"), near)]
        end = index + 2 + len(ahead)
        named = any(isinstance(part, Plain) and not is_filler(part.text, self.account.lexicon) for part in ahead)
        return named and end < len(self.parts) and is_act(self.parts[end])

    def in_brackets(self) -> bool:
        depth = 0
        for part in self.window:
            depth += {"OPEN": 1, "CLOSE": -1}.get(part.kind, 0) if isinstance(part, Sign) else 0
        return depth > 0

    def scores_on(self, index: int) -> bool:
        """(迟到20分钟以上按旷工处理,5分钟以内扣0.5分): whether the brackets go on to score."""
        inner = takewhile(lambda part: not is_sign(part, "CLOSE", "STOP"), self.parts[index + 1 :])
        return any(map(is_act, inner))

    def is_limit(self, index: int) -> bool:
        """累计不超过5分, 加分不超过10分: a bound, where no condition is made of it and nothing else is said."""
        part, behind = self.parts[index], self.at(index + 1)
        if not isinstance(part, Amount) or part.unit not in ("分", "元") or part.number.high is not None or part.case:
            return False
        if (
            isinstance(behind, Plain | Convert)
            or (isinstance(behind, Mark) and behind.kind not in ("EXTRA", "ADDED"))
            or is_act_phrase(behind)
        ):
            return False
        after = self.at(index + 2)
        if (
            isinstance(behind, Sign)
            and behind.kind == "COMMA"
            and (isinstance(after, Convert) or (isinstance(after, Mark) and after.kind in ("CONVERT", "GRADE")))
        ):
            return False
        return all(
            isinstance(said, Sign | Count)
            or (
                isinstance(said, Mark)
                and said.kind in ("ACTION", "SCOPE", "COLLECTED", "SUM", "STRETCH", "TOTAL", "EXTRA")
            )
            or (isinstance(said, Plain) and is_filler(said.text, self.account.lexicon))
            for said in self.window
        )

    def is_shared(self, index: int) -> bool:
        return index + 1 < len(self.parts) and is_points(self.parts[index + 1])

    def is_reached(self, index: int) -> bool:
        """获得学校检查满分,每人加1分: full marks that were reached are a case."""
        part, last = self.parts[index], self.window[-1] if self.window else None
        behind = self.at(index + 1)
        if part.text != "满分" or not isinstance(last, Plain) or behind is None or not is_sign(behind, "COMMA"):
            return False
        return not (is_filler(last.text, self.account.lexicon) or last.text.endswith(("的", "者", "时")))

    def acts(self, index: int) -> bool:
        """Whether a phrase scores here, and is neither a case nor what its sentence goes on to score."""
        part = self.parts[index]
        case = is_condition(part, self.at(index + 1)) or self.is_reached(index)
        return is_act(part) and not case and not scores_itself(self.parts, index, self.account.lexicon)

    def is_bare(self, index: int) -> bool:
        """50元/次, 每人50元, 第二次20元: an amount whose verb a table head or the score before supplies."""
        part = self.parts[index]
        if not isinstance(part, Amount) or not (is_points(part) or is_money(part)):
            return False
        if self.column is not None and speaks_for(self.column, part, self.window):
            return True
        if (self.column is not None and not self.column.apart) or self.of_base():
            return False
        if self.marks and part.per and is_points(part):
            return True
        last = self.window[-1] if self.window else None
        counted = isinstance(last, Count) and not (self.is_often(last) and is_money(part) and not self.money)
        if isinstance(last, Plain) and is_filler(last.text, self.account.lexicon) and len(self.window) > 1:
            counted = isinstance(self.window[-2], Count)
        multiplies = bool(part.per) or counted
        if is_points(part):
            return self.points and multiplies
        return multiplies or self.money

    def is_often(self, count: Count) -> bool:
        return count.every is not None and dimension(count.every.unit) == "months"

    def of_base(self) -> bool:
        """考勤奖基数为每人1000元: what the amount behind these phrases is, is no score."""
        before = next((part for part in reversed(self.window) if not isinstance(part, Count)), None)
        text = before.text if before is not None else ""
        if self.account.lexicon.ending("base", text.rstrip("为是")):
            return True
        prices = bool(self.window) and isinstance(self.window[-1], Count) and self.window[-1].text == "每分"
        return prices and not self.points
