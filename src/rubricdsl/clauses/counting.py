"""What multiplies a score by what is said before it: 每…, 一次, 半天; and the target that 每低 counts from."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.condition import tells
from rubricdsl.clauses.model import Account
from rubricdsl.clauses.settings import TERMS, Settings
from rubricdsl.clauses.window import bounds, quantities
from rubricdsl.clauses.wording import is_excess, is_kind, is_sign
from rubricdsl.meaning.parts import Quantity
from rubricdsl.tree.phrases import Amount, Count, Mark, Phrase, Plain, Sign

_PEOPLE = frozenset({"人", "名", "位", "户", "家", "班", "组"})
_CHOSEN = ("评选", "评选出", "评出", "选出", "推选", "选拔", "推选出", "产生")
_LASTING = ("停课", "停学", "停职", "停岗", "停班", "停工", "停业", "停产", "停薪", "停运", "禁止", "暂停")
_ONE, _HALF = Decimal(1), Decimal("0.5")

_ORDERS = ("请", "必须", "应当", "务必")


def _tells_when(text: str) -> bool:
    """休风前一天, 未提前10分钟到岗: when, unless 提前2天完成 is the case."""
    early = text.endswith(("提前", "延后", "推后", "落后", "滞后"))
    return any(word in text for word in ("未", "没", "不")) if early else text.endswith(("前", "后"))


class Counting(Settings):
    """The phrases of a window that multiply, with the target they count from."""

    def __init__(self, phrases: Sequence[Phrase], given: tuple[Quantity, ...], account: Account) -> None:
        super().__init__(phrases, given, account)
        self.multipliers = self.counting()

    # ── what multiplies ──

    def counting(self) -> list[Phrase]:
        """What multiplies: the last group of 每…, else of 一次 or 半天; what is said with the score goes first."""
        each = [
            i
            for i, phrase in enumerate(self.window)
            if isinstance(phrase, Count) and not self.aside(i) and not self.is_frequency(i)
        ]
        group = self.of_each(each, self.last_group(each))
        ones = [i for i in range(len(self.window)) if self.is_one(i)] if not self.given else []
        if not group:
            group = self.last_group(ones)
            units = {quantities(self.window[i])[0].unit for i in group}
            self.account.give("count", *(self.window[i] for i in ones if quantities(self.window[i])[0].unit in units))
        elif group[-1] + 1 in ones:
            group.append(group[-1] + 1)  # 每人一次5元
        elif ones and ones[-1] > group[-1] and self.of_people(group):
            group.append(ones[-1])  # 每名学生缺课一次扣1分
        elif group[0] - 1 in ones:
            group.insert(0, group[0] - 1)  # 一次每人50元
        group = self.without_term(group)
        self.restated(each, ones, group)
        found = [self.window[i] for i in group]
        if self.given and found:
            return self.beside_given(group)
        self.account.give("count", *found)
        return found

    def of_each(self, each: list[int], group: list[int]) -> list[int]:
        """每名学生每缺课一节: of how many it is taken, with what they are; beside a rate, each is taken by itself."""
        head = each[: -len(group)][-1:] if group else []
        if not head or not self.is_of_things(head[0], group[0]):
            return group
        last = self.window[group[-1]]
        if isinstance(last, Count) and last.side is not None and dimension(quantities(last)[0].unit) == "percent":
            self.account.give("setting", self.window[head[0]])
            return group
        return [*head, *group]

    def is_of_things(self, index: int, behind: int) -> bool:
        """每个工单, with nothing but its noun before the count behind it."""
        count, noun = self.window[index], self.at(index + 1)
        one = isinstance(count, Count) and count.each and not count.lead and count.side is None
        things = one and all(q.value == 1 and dimension(q.unit) == "count" for q in quantities(count))
        led = isinstance(noun, Plain) and behind == index + 2 and not noun.text.rstrip().endswith(("的", "者"))
        last = self.window[behind]
        return things and led and isinstance(last, Count) and last.each

    def without_term(self, group: list[int]) -> list[int]:
        """每季度每发生一起: over which time it is counted, and no multiplier."""
        while len(group) > 1 and self.is_term(group[0]):
            self.account.give("setting", self.window[group[0]])
            group = group[1:]
        return group

    def is_term(self, index: int) -> bool:
        count = self.window[index]
        unit = count.every.unit if isinstance(count, Count) and count.every is not None else ""
        return bool(unit) and (dimension(unit) == "months" or unit in TERMS)

    def of_people(self, group: list[int]) -> bool:
        """每人, 每名, 每班: for whom a count behind it is taken."""
        units = {quantity.unit for i in group for quantity in quantities(self.window[i])}
        return units <= _PEOPLE

    def beside_given(self, group: list[int]) -> list[Phrase]:
        """每次…扣2分/次 says one thing twice; 每低1%扣2分/次 says two, and is not read."""
        units, found = {quantity.unit for quantity in self.given}, [self.window[i] for i in group]
        if all(self.is_each_one(i) or self.finds_one(i) for i in group):
            return self.of_both(group, units)
        for phrase in found:
            own = {quantity.unit for quantity in quantities(phrase)}
            finds = isinstance(phrase, Count) and not phrase.each
            if own <= units or finds or all(any(unit.endswith(each) for unit in units) for each in own):
                self.account.give("count", phrase)
        return []

    def of_both(self, group: list[int], units: set[str]) -> list[Phrase]:
        """每次扣当班人员30元/人: by what is said before and behind; a stretch of time only tells when."""
        kept: list[Phrase] = []
        for i in group:
            own, phrase = quantities(self.window[i])[0].unit, self.window[i]
            if self.is_term(i):
                self.account.give("setting", phrase)
                continue
            self.account.give("count", phrase)
            if own not in units and not any(unit.endswith(own) for unit in units):
                kept.append(phrase)
        return kept

    def is_each_one(self, index: int) -> bool:
        """每次, 每人 directly before an act: one of each, on no side of a target."""
        count = self.window[index]
        if not isinstance(count, Count) or not count.each or count.lead or count.every is None:
            return False
        return count.every.value == _ONE and index >= self.closing_uncounted

    def finds_one(self, index: int) -> bool:
        """每发现一次,扣保管员每人10元: one of what is found."""
        count = self.window[index]
        if not isinstance(count, Count) or not count.each or not count.lead or count.side is not None:
            return False
        found = self.account.lexicon.consists_of("finding", count.lead)
        return found and all(each.value == 1 for each in quantities(count))

    def restated(self, each: list[int], ones: list[int], group: list[int]) -> None:
        """参与1次活动,每次加0.5分; 每出现一次…,每次扣1分: what counts is said twice."""
        units = {quantity.unit for i in group for quantity in quantities(self.window[i])}
        for i in (*each, *ones):
            own = quantities(self.window[i])
            if i < min(group, default=0) and all(quantity.value == 1 and quantity.unit in units for quantity in own):
                self.account.give("count", self.window[i])

    def aside(self, index: int) -> bool:
        """(每场活动参加企业5家以上): what counts in brackets that close before the score."""
        around = self.brackets[index]
        if around is None or (around == (index - 1, index + 1) and index >= self.closing_uncounted):
            return False  # 桌布反面朝上(每处)扣0.5分
        if any(dimension(quantity.unit) in ("points", "money") for quantity in quantities(self.window[index])):
            return False  # (每10分)迟到扣0.5分
        self.account.give("setting", self.window[index])
        return True

    def last_group(self, places: list[int]) -> list[int]:
        """The last of some places with those that stand directly before it, one behind the other."""
        group = places[-1:]
        for place in reversed(places[:-1]):
            between = self.window[place + 1 : group[0]]
            if not all(is_sign(phrase, "COMMA") for phrase in between):
                break
            group.insert(0, place)
        return group

    def is_frequency(self, index: int) -> bool:
        """每月至少检查一次,…: how often something is done, and no count of what is scored behind it."""
        last = index
        while self.narrows(last):
            last += 1
        often = self.is_often(last)
        if often:
            self.account.give("setting", *self.window[index:last])  # 每班每月召开两次
        return often

    def narrows(self, index: int) -> bool:
        """每班每月: a count that the one directly behind it goes on from."""
        count = self.window[index]
        apart = isinstance(count, Count) and count.every is not None and not count.lead and count.side is None
        return apart and isinstance(self.at(index + 1), Count)

    def is_often(self, index: int) -> bool:
        """Whether the last count of its row says how often something is done."""
        count = self.window[index]
        assert isinstance(count, Count)
        if self.given and index + 1 == len(self.window):
            return False
        every, after = count.every, self.at(index + 1)
        long = every is not None and (dimension(every.unit) in ("days", "months") or every.unit in TERMS)
        long = long or (isinstance(after, Plain) and self.orders(index))
        if not long or count.side is not None or count.lead:
            return False
        _, end = bounds(self.window, index)
        behind = [
            phrase
            for phrase in self.window[index + 1 : end]
            if not (isinstance(phrase, Mark) and phrase.kind in ("EXTRA", "SEPARATE", "DISCRETION"))
        ]
        if not behind and end == len(self.window):
            return False
        if all(isinstance(phrase, Count) for phrase in behind) and end == len(self.window):
            return False
        self.settings.add(-1)
        self.account.give("setting", count)
        return True

    def orders(self, index: int) -> bool:
        """每次直播前请做好准备: an order that stands before the case."""
        _, end = bounds(self.window, index)
        text = "".join(each.text for each in self.window[index + 1 : end] if isinstance(each, Plain))
        return end < len(self.window) and tells(text, _ORDERS, self.account.lexicon)

    def is_one(self, index: int) -> bool:
        """迟到一次, 旷工半天: one of a countable thing multiplies without 每."""
        amount = self.window[index]
        if (
            not isinstance(amount, Amount)
            or amount.tests
            or (amount.per and not self.both_ways(amount))
            or amount.how in ("sum", "run")
        ):
            return False
        if self.at_least(index):
            self.account.give("setting", amount)
            return False
        if self.defined(index) or self.owed(index) or self.differs(index, amount) or self.tested_later(index):
            return False
        unit = dimension(amount.unit)
        if unit not in ("count", "days", "time") or amount.unit in TERMS or amount.unit in ("倍",):
            return False
        if unit == "days" and amount.unit not in ("天", "日") and index + 1 < self.closing_uncounted:
            return False
        before, after = self.at(index - 1), self.at(index + 1)
        prizes = isinstance(before, Plain) and before.text.endswith("奖") and amount.unit in _PEOPLE
        if prizes or (isinstance(before, Plain) and (before.text.endswith(_CHOSEN) or before.text.strip() == "评")):
            self.account.give("setting", amount)
            return False  # 每月评选一名“标兵”
        if unit in ("days", "months") and isinstance(before, Plain) and before.text.endswith(_LASTING):
            self.account.refuse("RUB201", before.span.to(amount.span), amount, form="旷工一天扣5分")
            return False
        if unit in ("days", "time") and isinstance(before, Plain) and _tells_when(before.text):
            self.account.give("setting", amount)
            return False
        if isinstance(after, Plain) and after.text.startswith(("内", "之内", "以内", "前", "后")):
            return False
        if isinstance(before, Amount) and dimension(before.unit) in ("days", "months") and not before.tests:
            return False  # 十天一次: how often
        return amount.number.low in (_ONE, _HALF) and amount.number.high is None and amount.number.bare is False

    def at_least(self, index: int) -> bool:
        """每年至少举办一次演练的得1分: how often something is done to get the score once."""
        start, _ = bounds(self.window, index)
        return any(
            is_kind(each, "CAP") or (isinstance(each, Plain) and "至少" in each.text)
            for each in self.window[start:index]
        )

    @cached_property
    def last_test(self) -> int:
        """Where the last comparison said before its amount stands; -1 for none."""
        return max(
            (
                i
                for i, each in enumerate(self.window)
                if isinstance(each, Amount) and each.tests and each.op is not None
            ),
            default=-1,
        )

    @cached_property
    def bare_values(self) -> dict[str, set[Decimal]]:
        """The bare amounts of each unit."""
        found: dict[str, set[Decimal]] = {}
        for each in self.window:
            if isinstance(each, Amount) and not each.tests:
                found.setdefault(each.unit, set()).add(each.number.low)
        return found

    def differs(self, index: int, amount: Amount) -> bool:
        """“投诉”1次、“差错”2次的: counts of their own for each name are not read together."""
        after = self.at(index + 1)
        listed = isinstance(after, Sign) and after.kind == "PAUSE"
        return listed and len(self.bare_values[amount.unit]) > 1

    def tested_later(self, index: int) -> bool:
        """派专员1人,不少于90天的,得1分: what is tested stands nearer to the score."""
        _, end = bounds(self.window, index)
        return self.last_test >= end

    def both_ways(self, amount: Amount) -> bool:
        """1人/次不达标: one of a countable thing, and by what else it counts."""
        return amount.number.low == _ONE and dimension(amount.unit) == "count"

    # ── targets ──

    def target(self) -> Quantity | None:
        """What 每低 and 超出部分 count from: an amount of their own kind said before, no condition where another is."""
        beyond = self.beyond()
        if self.sided is None and beyond is None:
            return None
        unit = self.multipliers[-1] if self.multipliers else None
        per = quantities(unit)[-1] if unit is not None else None
        if per is None:
            return None
        end = next(i for i, phrase in enumerate(self.window) if phrase is (self.sided or self.window[beyond or 0]))
        if self.sided is not None and self.sided.target is None:
            own = self.stated_target(end)
            if own is not None:
                return own
        found: list[tuple[bool, Amount]] = []
        for index, phrase in enumerate(self.window[:end]):
            if not isinstance(phrase, Amount) or phrase.number.high is not None:
                continue
            if dimension(phrase.unit or "%") != dimension(per.unit) or self.is_multiplier(phrase):
                continue
            after = self.at(index + 1)
            conditional = phrase.case or (isinstance(after, Plain) and after.text.startswith(("的", "者", "时")))
            found.append((conditional, phrase))
        stated = self.sided.target if self.sided is not None else None
        if not found:
            return stated
        plain = [amount for conditional, amount in found if not conditional]
        if plain:
            self.account.give("target", *plain)
            chosen = plain[-1]
        else:
            chosen = found[0][1]
        return stated or Quantity(chosen.number.low, chosen.unit or "%")

    def stated_target(self, index: int) -> Quantity | None:
        """每超过目标95%1个百分点: the trigger itself states the target, and what it counts by follows."""
        count, after = self.window[index], self.at(index + 1)
        assert isinstance(count, Count)
        if (
            not isinstance(after, Amount)
            or after.tests
            or count.every is None
            or dimension(after.unit) != dimension(count.every.unit)
        ):
            return None
        self.account.give("count", after)
        self.multipliers = [after]
        return count.every

    def beyond(self) -> int | None:
        """不超过3起,超出部分每起扣2分: where a window says that only what exceeds counts."""
        lexicon = self.account.lexicon
        return next((index for index, phrase in enumerate(self.window) if is_excess(phrase, lexicon)), None)
