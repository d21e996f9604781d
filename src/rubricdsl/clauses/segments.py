"""The phrases of an item's text → its segments: one for each act that scores, with all that was said for it.

An act takes what was said since the act before it. 。 and line ends close a sentence, ; closes a stretch.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from attrs import define

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.acts import states_case, values
from rubricdsl.clauses.columns import column_of, has_marks_column, row_amount, topic
from rubricdsl.clauses.condition import condition
from rubricdsl.clauses.handed_on import hangs, multiplies, states, untested
from rubricdsl.clauses.model import Account, Column, Limited, Rest, Segment, Segments
from rubricdsl.clauses.occurrences import Occurrences, warned_of
from rubricdsl.clauses.places import (
    LINE_END,
    listed_marks,
    set_apart,
)
from rubricdsl.clauses.quota import allowed, beyond, bounded, passed
from rubricdsl.clauses.series import series, spread
from rubricdsl.clauses.two_way import counts_both_ways, is_unpaired, turned, ways
from rubricdsl.clauses.unsaid import supplied
from rubricdsl.clauses.wording import ENDS, SCORED_UNITS, is_sign, phrase_start, span_of
from rubricdsl.meaning.parts import Limit
from rubricdsl.tree.phrases import (
    Amount,
    Bound,
    Consequence,
    Convert,
    Count,
    Full,
    Mark,
    Ordinal,
    Phrase,
    Plain,
    Quoted,
    Score,
    Sign,
)

_TWO = 2  # a number and the end of its line
_SECOND = Decimal(2)
_AGAIN = ("再犯", "再次", "再发生", "再出现", "重犯")
_LATER = ("以后", "之后", "此后", "再次", "再犯", "再发生", "再出现")


def cut(parts: Sequence[Phrase], column: Column | None, account: Account) -> Segments:
    """Cuts the phrases of one item into segments, limits and what is left."""
    apart = set_apart(parts, account.lexicon, column is not None)
    told = apart.parts if column is not None else supplied(apart.parts, account.lexicon, account.report)
    found = _Cutter(list(told), account, column=column).run()
    account.give("mark", *apart.taken)
    if apart.mark is not None:
        if apart.mark.number.bare:
            account.report.add("RUB208", apart.mark.span)
        if found.full is None:
            found.full, found.mark, found.full_at = apart.mark.number.low, apart.mark, apart.mark.span
        else:
            account.report.add("RUB241", apart.mark.span)
    return found


@define
class _Cutter(Occurrences):
    """The walk through the phrases."""

    def run(self) -> Segments:
        self.listed = listed_marks(self.parts, self.account.lexicon)
        index = 0
        while index < len(self.parts):
            index = self.restated(index)
            self.row(index)
            if self.states_base(index):
                index += 1
                continue
            if self.acts(index) or self.is_bare(index) or index in self.listed:
                index = self.act(index)
            else:
                index = self.other(index)
        self.close(sentence=True)
        return self.out

    def row(self, index: int) -> None:
        """迟到、早退 1 right below 扣分标准: the bare number that ends a row is its amount, in 分."""
        ends = index + 1 == len(self.parts) or self.parts[index + 1].text == LINE_END
        found = row_amount(self.column, self.parts[index]) if self.column is not None and ends else None
        if found is not None and (self.window or self.carried or self.in_cells):
            self.window[:0] = self.carried if not self.window else []
            self.parts[index] = found
            if not self.in_cells:
                self.account.report.add("RUB208", found.span)

    # ── acts ──

    def act(self, index: int) -> int:
        """Adds the segment of the act at `index`; returns the index after all that belongs to it."""
        act = self.parts[index]
        self.go_beyond()
        window, self.passed, self.exempting = self.other_way(self.after_nothing(act), act), [], None
        hangs_on = bool(self.carried or self.converted) or (index in self.listed and self.topic is not None)
        empty = hangs_on and not condition(window, self.account.lexicon)
        if self.carried and empty and states(self.carried):
            window = [*self.carried, Sign(",", self.carried[-1].span, "COMMA"), *window]
        if self.converted and empty:
            tested = any(isinstance(part, Amount) and part.tests for part in window)
            window = [*(untested(self.converted) if tested else self.converted), *window]
        if index in self.listed and self.topic is not None and empty:
            window.insert(0, self.topic)
        self.carried, self.converted = [], []
        numbers, end = series(self.parts, index, self.window)
        start = end
        end = self.trailing(end)
        following = self.parts[end] if end < len(self.parts) else None
        after = tuple(self.parts[start:end])
        for words, each in spread(window, act, numbers, self.parts, self.account):
            for side, one in ways(words, each, self.account):
                self.out.scoring.append(
                    Segment(
                        tuple(side), one, after, following, self.sentence, self.stretch, self.column, self.continues
                    )
                )
        self.money = "元" in act.text
        self.points = isinstance(act, Score | Amount) and not self.money
        if self.points or isinstance(act, Mark):
            self.effects.append(act.effect if isinstance(act, Score) else act.name)
        self.window = []
        return end

    def go_beyond(self) -> None:
        """每月允许2次,超过的每次扣10分: the score counts from the third on."""
        found = allowed(self.window, self.account)
        if found is not None:
            self.quota, self.window[:] = found
        window = None if self.quota is None else beyond(self.quota, self.window, self.account)
        if window is not None:
            self.window, self.passed, self.quota = window, [], None

    def other_way(self, window: list[Phrase], act: Phrase) -> list[Phrase]:
        """每增减一头奖10元、罚5元: the second act is for the other side."""
        if self.turned and all(isinstance(part, Sign) for part in window):
            window, self.turned = self.turned, []
        elif counts_both_ways(window) is not None and not is_unpaired(act):
            self.turned = turned(window)
        return window

    def trailing(self, start: int) -> int:
        """Where the multipliers end that close the phrase of a score: 扣2分每次, 扣10元一次."""
        end = start
        while end < len(self.parts) and (_is_each(self.parts[end]) or _is_once(self.parts[end])):
            end += 1
        return end if end == len(self.parts) or is_sign(self.parts[end], *ENDS) else start

    def after_nothing(self, act: Phrase) -> list[Phrase]:
        """合格率95%以上不扣分,每低1%扣1分: what scores nothing names what follows, and is what it counts from."""
        window = self.window
        if not self.passed or condition(window, self.account.lexicon).strip("但是却") != "":
            return window
        if isinstance(act, Consequence):  # 迟到两次不扣工资,但取消全勤奖
            self.account.give("join", *window)
            for part in self.passed:
                self.account.roles.pop(part.span.start, None)
            return self.passed
        if any(
            (isinstance(part, Count) and part.side is not None)
            or (isinstance(part, Plain) and part.text.startswith(("超出", "超过")))
            for part in window
        ):
            return [*self.passed, *window]
        return [*takewhile(lambda part: not isinstance(part, Amount), self.passed), *window]

    def restated(self, index: int) -> int:
        """扣1分(即得分为-1分): the brackets say again what was scored; where they end."""
        part, behind = self.parts[index], self.at(index + 1)
        if not is_sign(part, "OPEN") or not self.scored or self.window or behind is None:
            return index
        alone = isinstance(behind, Score) and index + 2 < len(self.parts) and is_sign(self.parts[index + 2], "CLOSE")
        if not alone and not behind.text.startswith("即"):
            return index
        end = next((at for at in range(index, len(self.parts)) if is_sign(self.parts[at], "CLOSE", "STOP")), index)
        act = self.out.scoring[-1].act
        said = [abs(amount) for each in self.parts[index:end] for amount in values(each)]
        if any(isinstance(each, Bound) for each in self.parts[index:end]) or said != [*values(act)]:
            if alone:  # 双倍扣分(-2): another amount than the one it says again
                self.account.give("act", *self.parts[index:end])
                self.account.refuse("RUB201", behind.span, behind, form="扣2分")
            return end if alone else index
        self.account.give("setting", *self.parts[index:end])
        return end

    def states_base(self, index: int) -> bool:
        """此项基本分为0分: a base of nothing takes nothing away."""
        part, last = self.parts[index], self.window[-1] if self.window else None
        forfeits = isinstance(part, Mark) and part.kind == "FORFEIT" and isinstance(last, Plain)
        if not forfeits or not self.account.lexicon.ending("base", last.text.strip() if last else ""):
            return False
        self.account.give("setting", part, self.window.pop())
        return True

    # ── what is no act ──

    def other(self, index: int) -> int:
        """Takes a phrase that is no act; returns the index behind it."""
        part = self.parts[index]
        if self.limits(index):
            return index + 1
        match part:
            case Sign(kind="STOP"):
                self.stop(part)
            case Sign(kind="LABEL"):
                self.close(sentence=True)
            case Mark(kind="FULLMARKS") if self.scored and self.is_shared(index):
                amount = self.parts[index + 1]
                assert isinstance(amount, Amount)
                self.account.give("bound", part, amount)
                self.bound(Limit(max=amount.number.low), amount)
                return index + 2
            case Ordinal():
                self.ordinal(part)
            case Convert() | Mark(kind="CONVERT") if not self.in_brackets() or self.scores_on(index):
                self.convert(part)
            case Mark(kind="NOTHING"):
                self.nothing(part)
            case Plain() if part.text.startswith(_LATER) and (warned := warned_of(self.window)) is not None:
                self.later(index, warned)
            case Plain() if part.text.startswith(_AGAIN) and self.warned():
                self.window.append(Ordinal(part.text, part.span, _SECOND, self.stays(index, _SECOND)))
            case Plain() if part.text.startswith(_LATER) and (last := self.last_occurrence()) is not None:
                self.window.append(Ordinal(part.text, part.span, last.nth + 1, self.stays(index, last.nth + 1)))
            case Mark(kind="ACTION" | "STRAY") if self.only_spoken_of(index):
                self.speak(part)
            case Mark(kind="WARN") if self.window and _is_step(self.window[-1]):
                self.account.give("setting", self.window.pop(), part)  # 旷课1-3节给予警告,4-6节扣5分
            case Sign(kind="COMMA" | "CLOSE") if self.converting:
                self.converting = False
            case _ if self.converting:
                self.account.give("setting", part)
            case _:
                self.window.append(part)
        return index + 1

    def limits(self, index: int) -> bool:
        """Takes a bound, full marks, or what lets so many times pass; False for any other phrase."""
        part = self.parts[index]
        match part:
            case Bound() if self.exceeded(index) and (quota := bounded(part, self.window, self.account)) is not None:
                self.quota, self.window = quota, []
            case Bound():
                self.bound(Limit(part.max, part.min, part.exhaust), part)
            case Full() if not part.after:
                self.full(part)
            case Amount(op="<=") if self.is_limit(index):
                self.bound(Limit(max=part.number.low), part)
            case _:
                return False
        return True

    def convert(self, part: Phrase) -> None:
        """视为旷工: what is counted as another thing is told, and its case goes on with what is scored behind it."""
        self.account.give("setting", part)
        self.account.report.add("RUB203", part.span)
        self.converted, self.window = self.window, []
        self.converting = isinstance(part, Mark)

    def speak(self, part: Phrase) -> None:
        """违纪的相应扣分,受批评的每次扣2分: a phrase that speaks of points and states none is told by itself."""
        start = phrase_start(self.window)
        self.out.rests.append(Rest((*self.window[start:], part), self.stretch, False))
        self.window = self.window[:start]

    def stop(self, part: Sign) -> None:
        broken = bool(self.window) and part.text == LINE_END and multiplies(self.window[-1])  # 每处⏎扣1分
        row = broken or (not self.scored and bool(self.window) and (part.text == LINE_END or hangs(self.window)))
        carried = list(self.window) if row else []
        self.close(sentence=part.text != ";")
        self.continues = part.text != LINE_END
        column = None if self.in_cells else self.column
        held = column is not None and not (column.apart or column.effect == "award")
        self.carried = [] if held or self.topic is not None else carried

    def nothing(self, part: Phrase) -> None:
        """第一次不扣分, 95%以上不扣分: a case that scores nothing; not behind a score that has no order."""
        for before in self.window if len(self.out.scoring) > self.scored_from else ():
            if isinstance(before, Ordinal):
                self.account.refuse("RUB201", before.span, before, form="第一次扣1分")
        named = any(isinstance(before, Plain | Quoted) and before.text.strip("的者时") for before in self.window)
        inherits = len(self.out.scoring) > self.scored_from  # 90分以上加2分,80-90分不加不减
        for before in self.window if not (named or inherits) else ():
            if isinstance(before, Amount) and before.unit in SCORED_UNITS:
                self.account.refuse("RUB201", before.span, before, form="“满意度”90分以上的不扣分")
        self.account.give("act", part)
        self.quota = passed(self.window, self.account)
        cased = any(isinstance(before, Ordinal | Amount | Count) for before in self.window)
        if not cased and len(self.out.scoring) > self.scored_from and states_case(self.window):
            self.exempt(part)
            return
        self.exempting = part if not cased and states_case(self.window) else None
        for before in self.window:
            if isinstance(before, Ordinal | Amount | Count):
                self.account.give("case", before)
            elif isinstance(before, Plain | Quoted):
                self.account.give("name", before)
            elif isinstance(before, Mark) and before.kind == "STRETCH":
                self.account.give("setting", before)
        self.passed = [before for before in self.window if not isinstance(before, Ordinal)]
        start = phrase_start(self.window)  # 通道堵塞,当场整改的不扣分,未整改的扣5分: what both are cases of
        self.window = [] if cased or not states_case(self.window) else self.window[:start]

    def exempt(self, part: Phrase) -> None:
        """迟到扣2分,有假条的不扣分: whoever has it is exempt from the score before."""
        unless = Mark(part.text, part.span, "UNLESS")
        self.out.rests.append(Rest((*self.window, unless), self.out.scoring[-1].stretch, True))
        self.window = []

    def full(self, part: Full) -> None:
        """满分5分 is the item's full mark, but after scores of its stretch a limit on them."""
        if self.scored and part.text.startswith(("满分", "本项满分")):
            self.account.give("bound", part)
            self.bound(Limit(max=part.value), part)
        elif any(isinstance(said, Plain) and said.text.endswith(("各项", "以上", "上述")) for said in self.window):
            self.account.refuse("RUB201", part.span, part, form=f"总分{part.value}分")
            self.account.give("prose", part)
        else:
            self.account.give("mark", part)
            if self.out.full is not None and self.out.full != part.value:
                self.account.report.add("RUB241", part.span)
                return
            self.out.full, self.out.full_at = part.value, part.span

    def bound(self, limit: Limit, part: Phrase) -> None:
        span = self.window[0].span.to(part.span) if self.window else part.span
        money = isinstance(part, Bound) and part.unit == "元"
        alone = self.scored_from == len(self.out.scoring)
        self.out.bounds.append(Limited(limit, self.stretch, span, part, money, alone, tuple(self.window)))
        self.window = []

    def leave(self) -> None:
        """What scores nothing is left, as prose or as the head of what stands below."""
        column, alone = column_of(self.window), self.window[0]
        if self.column is not None and len(self.parts) <= _TWO and _is_number_alone(alone):
            self.account.refuse("RUB201", alone.span, alone, form=f"扣{alone.text.strip()}分")
        if column is not None:
            self.account.give("prose", *self.window)
            self.account.report.add("RUB202", span_of(self.window))
        self.column = column or self.column
        self.topic = topic(self.window) or self.topic
        self.out.rests.append(Rest(tuple(self.window), self.stretch, self.scored, self.marks, self.continues))
        self.marks = self.marks or has_marks_column(" ".join(part.text for part in self.window))
        self.window = []

    def close(self, sentence: bool) -> None:
        if self.window:
            self.leave()
        self.account.give("setting", *(part for part in self.converted if isinstance(part, Plain | Quoted)))
        self.converting = False
        self.converted = []
        self.stretch += 1
        if sentence:
            if self.exempting is not None:  # 有假条的不扣分, in a sentence without a score
                code = "RUB201" if self.out.scoring else "RUB202"
                self.account.report.add(code, self.exempting.span, form="迟到扣2分,有假条的不扣分")
            self.exempting = None
            if (count := counts_both_ways(self.out.scoring[-1].window) if self.turned else None) is not None:
                self.account.refuse("RUB242", count.span, count)  # 每高或低7%扣1分: and nothing for the other side
            self.turned = []
            self.sentence += 1
            self.passed, self.quota = [], None
            self.money, self.points = False, self.alike
            self.scored_from = len(self.out.scoring)


def _is_number_alone(part: Phrase) -> bool:
    """10, a number by itself, which a head above gives no verb."""
    return isinstance(part, Amount) and part.number.bare and not part.tests and not part.per


def _is_each(part: Phrase) -> bool:
    return isinstance(part, Count) and part.each and not part.lead


def _is_step(part: Phrase) -> bool:
    """一次, 1-3节: so many, for which nobody is scored."""
    return isinstance(part, Amount) and dimension(part.unit) in ("count", "days", "time")


def _is_once(part: Phrase) -> bool:
    return isinstance(part, Amount) and part.number.low == 1 and part.unit == "次" and not part.tests
