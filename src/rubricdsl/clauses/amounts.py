"""What an amount before a score is: a case, what multiplies, a target, or the scene (language, "Counting").

This is the one place where a bare amount gets its role; an amount that gets none is refused.
"""

from collections.abc import Sequence
from functools import cached_property

from attrs import evolve, frozen

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.condition import is_filler
from rubricdsl.clauses.counting import Counting
from rubricdsl.clauses.model import Account
from rubricdsl.clauses.window import bounds, quantities
from rubricdsl.clauses.wording import is_kind, is_sign
from rubricdsl.meaning.parts import CONTRARY, Quantity, Threshold
from rubricdsl.tree.phrases import Amount, Book, Count, Mark, Ordinal, Phrase, Plain, Quoted

# a bare number of these behind a condition states a case (旷课2次)
CASES = frozenset({"次", "回", "趟", "天", "日", "人", "起", "例", "件", "节", "小时", "人次"})
_SPOKEN = (Plain, Quoted, Book)
_LASTING = ("天", "日", "小时")  # 35日龄出栏时,窝均活仔数超过9头
_OWED = ("须", "应", "需", "才可", "方可", "必须", "要")  # what an amount leads to has to be done
_COMPARED = ("以上", "以下", "以内", "以外", "之内", "之外", "左右", "多", "余")
_BEHIND = ("滞后", "落后", "延后", "推后", "提前")  # by how much, and no place among others
# 前20%: where somebody stands among others
_RANKED = ("前", "后", "末", "末位", "末尾", "倒数", "排名", "最低", "最高")


@frozen
class Said:
    """What the amounts of a window say for the score behind it.

    `tests` are its cases, `counts` what multiplies, in their order; `target` is what 每低 counts from; `settings` are
    where amounts begin that belong to what happened; `nth` the occurrence it is about.
    """

    tests: tuple[Threshold, ...] = ()
    counts: tuple[Quantity, ...] = ()
    target: Quantity | None = None
    settings: frozenset[int] = frozenset()
    nth: Threshold | None = None
    own: bool | None = None
    bare: bool = False


def read_amounts(window: Sequence[Phrase], gains: bool, given: tuple[Quantity, ...], account: Account) -> Said:
    """Gives every amount, count and ordinal of a window its role. `given` multiplies behind the score (2分/次)."""
    return _Amounts(window, gains, given, account).read()


def contrary(threshold: Threshold) -> Threshold:
    """What fails a threshold: 不低于90%,否则 is below 90%."""
    return evolve(threshold, op=CONTRARY[threshold.op])


def _ranks(text: str) -> bool:
    """排名前: a place among others follows; 滞后 says by how much."""
    return text.endswith(_RANKED) and not text.endswith(_BEHIND)


class _Amounts(Counting):
    """One window while its amounts are read; `gains`: whether the score gives."""

    def __init__(self, phrases: Sequence[Phrase], gains: bool, given: tuple[Quantity, ...], account: Account) -> None:
        super().__init__(phrases, given, account)
        self.gains = gains

    def read(self) -> Said:
        target = self.target()
        tests: list[Threshold] = []
        nth: Threshold | None = None
        for index, phrase in enumerate(self.window):
            if isinstance(phrase, Ordinal):
                nth = Threshold(">=" if phrase.onward else "=", phrase.nth, "次")
                self.account.give("case", phrase)
            elif isinstance(phrase, Amount) and self.account.role(phrase) is None:
                tests += self.amount(index, phrase)
        counts = tuple(quantity for phrase in self.multipliers for quantity in quantities(phrase))
        bare = bool(self.multipliers) and all(
            isinstance(phrase, Amount) or not phrase.each
            for phrase in self.multipliers
            if isinstance(phrase, Amount | Count)
        )
        return Said(
            tuple(dict.fromkeys(tests)),
            (*counts, *self.given) if counts and self.given else self.given or counts,
            target,
            frozenset(self.settings),
            nth,
            self.own(),
            bare and not self.given,
        )

    def amount(self, index: int, amount: Amount) -> list[Threshold]:
        if self.is_setting(index, amount):
            if self.within(index, amount) or (self.describes(index, amount) and not amount.tests):
                self.settings.add(amount.span.start)
            self.account.give("setting", amount)
            return []
        before = self.at(index - 1)
        if dimension(amount.unit) == "percent" and isinstance(before, Plain) and _ranks(before.text):
            self.account.refuse("RUB249", before.span.to(amount.span), amount, before)
            self.account.give("case", amount)
            return []
        if amount.tests:
            return self.test(index, amount)
        return self.case(index, amount)

    def test(self, index: int, amount: Amount) -> list[Threshold]:
        self.account.give("case", amount)
        if not all(each.unit for each in amount.tests):
            self.account.refuse("RUB201", amount.span, amount, form="低于70分的,扣2分")
            return []
        _, end = bounds(self.window, index)
        if self.contrary_at < end:
            return list(amount.tests)
        tested = all(dimension(each.unit) in ("percent", "count", "days") for each in amount.tests)
        first = next((each for each in self.window[end:] if not is_sign(each, "COMMA")), None)
        told = "".join(each.text for each in self.window[index + 1 : end])
        owed = any(word in told for word in _OWED)
        if first is not None and is_kind(first, "OTHERWISE") and len(amount.tests) == 1 and tested and not owed:
            return [contrary(amount.tests[0])]
        self.settings.add(amount.span.start)  # 合格率不低于90%,资料齐全,否则…; 超过2次须经同意,否则…: what is required
        return []

    def case(self, index: int, amount: Amount) -> list[Threshold]:
        """旷课2次 is that case; 完成率100%得5分, 销售10万元得5分 are from there on; 完成率80%扣5分 could be either."""
        quantity, before = amount.quantity, self.at(index - 1)
        if quantity is None or amount.number.bare:
            return []
        if dimension(quantity.unit) == "points" and any(is_kind(each, "COLLECTED") for each in self.window):
            self.account.give("case", amount)
            return [Threshold(">=", quantity.value, quantity.unit)]  # 累计扣分10分的
        if dimension(quantity.unit) in ("points",) or is_kind(before or amount, "WARN"):
            return []  # 警告两次后罚款10元
        counted = dimension(quantity.unit) == "count" or quantity.unit in CASES
        if counted and isinstance(before, Plain) and before.text.endswith(("前", "头")):
            self.account.refuse("RUB201", before.span.to(amount.span), amount, form="第三次及以上每次扣2分")
            return []  # 每日前5次: so many are let pass, or count
        if counted and quantity.value == 1 and self.multipliers and amount.how != "sum":
            return []  # 每少一种意见或少研究一次: two ways to count
        behind = self.at(index + 1)
        if counted and isinstance(behind, Plain) and behind.text.startswith(("以后", "之后", "开外")):
            self.account.refuse("RUB201", amount.span.to(behind.span), amount, form="第三次及以上每次扣2分")
            return []
        if isinstance(behind, Plain) and behind.text.strip() in ("若", "如", "若有", "如有", "如果"):
            return []  # 1、2、4项若有1起
        start, end = bounds(self.window, index)
        led = all(isinstance(each, Plain) and each.text.strip() == "其中" for each in self.window[start:index])
        later = any(
            isinstance(each, Plain) and not is_filler(each.text, self.account.lexicon) for each in self.window[end:]
        )
        heads = led and counted and self.named_behind(index) and (quantity.unit not in _LASTING or not later)
        alone = (start, end) == (index, index + 1)
        counts_noun = counted and quantity.value > 1 and self.counts_noun(index, end)
        if not (self.closes(index) or heads or amount.how in ("sum", "run") or alone or counts_noun):
            return []
        if counted or amount.how in ("sum", "run"):
            if dimension(quantity.unit) in ("months",):
                return []
            self.account.give("case", amount)
            return [Threshold("=", quantity.value, quantity.unit)]
        if dimension(quantity.unit) == "time" or not self.gains or dimension(quantity.unit) == "months":
            return []
        self.account.give("case", amount)
        return [Threshold(">=", quantity.value, quantity.unit)]

    @cached_property
    def contrary_at(self) -> int:
        """Where 否则 stands, the last if there are more; -1 for nowhere."""
        return max((at for at, phrase in enumerate(self.window) if is_kind(phrase, "OTHERWISE")), default=-1)

    def counts_noun(self, index: int, end: int) -> bool:
        """丢失2把钥匙的, 缺席3次会议: so many of what is named behind them, where the condition ends."""
        before, noun = self.at(index - 1), self.at(index + 1)
        opens = before is None or is_kind(before, "STRETCH")  # 一学期内3次被通报的
        if (
            not (isinstance(before, Plain) or (opens and isinstance(noun, Plain) and noun.text.startswith("被")))
            or not isinstance(noun, Plain)
            or self.multipliers
            or self.given
        ):
            return False
        goes_on = any(word in noun.text for word in _COMPARED)  # 漏巡10个路口以上
        return end == index + 2 and self.closes(end - 1) and not goes_on

    def named_behind(self, index: int) -> bool:
        after = self.at(index + 1)
        return isinstance(after, _SPOKEN) and not (
            isinstance(after, Plain) and after.text.startswith(("内", "之内", "前", "后"))
        )

    def own(self) -> bool | None:
        """每次/单笔 test each event's own amount, 累计 sums; None where neither is said."""
        for phrase in self.window:
            if isinstance(phrase, Amount) and phrase.how:
                return phrase.how != "sum"
            if isinstance(phrase, Mark) and phrase.kind in ("SUM", "OWN", "RUN"):
                return phrase.kind != "SUM"
            if isinstance(phrase, Plain) and phrase.text.startswith(("单笔", "单次", "单件", "单项", "每笔")):
                return True
        return None
