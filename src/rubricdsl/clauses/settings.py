"""Amounts that say no condition of a score, but how, when or to whom it happened, or what is owed."""

from functools import cached_property

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.condition import is_filler, tells
from rubricdsl.clauses.window import Window, bounds, is_cut
from rubricdsl.clauses.wording import said
from rubricdsl.tree.phrases import Amount, Convert, Count, Mark, Phrase, Plain, Sign

_DAY = 24
_SIZES = frozenset({"length", "area", "volume", "mass"})
_SPREAD = ("范围", "区域", "宽", "长", "高", "深", "厚", "远")
_WITHIN = ("未", "没", "不", "仍", "还", "前", "后", "无")
_PARTS = frozenset({"个", "项", "种", "类", "条", "方面"})  # 五个认同: what a thing is made of
_NOT_IN = ("未在", "未于", "未能在", "没在", "没有在", "不在", "未按", "未经")  # 未在下单后72小时内发货
_NOT_DONE = ("没有做到", "未做到", "没做到", "没有按", "未按", "没按", "不能做到", "没有", "未能", "未")
_PEOPLE_AND_THINGS = frozenset({"人", "名", "种", "个", "家", "户", "项", "位", "台"})
TERMS = frozenset({"学期", "学年", "期"})  # how long, and nothing that is counted
_DUTY = ("必须", "须", "应当", "应", "不得", "不准", "不能", "需", "至少", "保证", "确保", "要求")


class Settings(Window):
    """Whether an amount is the scene of what is scored."""

    @cached_property
    def sided(self) -> Count | None:
        """The last 每低, 每超."""
        sides = [phrase for phrase in self.window if isinstance(phrase, Count) and phrase.side is not None]
        return sides[-1] if sides else None

    def is_setting(self, index: int, amount: Amount) -> bool:
        """Whether an amount says no condition of the score behind it, but how, when or to whom it happened."""
        return (
            self.told(index, amount)
            or self.defined(index)
            or self.owed(index)
            or self.sampled(index, amount)
            or self.stated_again(index, amount)
            or self.within(index, amount)
            or self.describes(index, amount)
            or self.lasts(index, amount)
            or self.aspired(index, amount)
        )

    def aspired(self, index: int, amount: Amount) -> bool:
        """实现增长8%的目标,达目标的…: a target that its own words call so."""
        after = self.at(index + 1)
        return not amount.tests and isinstance(after, Plain) and after.text.startswith(("的目标", "的任务", "的指标"))

    def told(self, index: int, amount: Amount) -> bool:
        """准确率为100%,每发现一项错误…; | 0次/月 |; 前两年: a target told as prose, a cell by itself, how long ago."""
        before, after = self.at(index - 1), self.at(index + 1)
        if amount.tests:
            return False
        if (
            isinstance(after, Amount)
            and dimension(amount.unit) in ("days", "months", "time")
            and after.unit == "次"
            and not after.tests
        ):
            return True  # 十天一次: how often
        if (
            isinstance(before, Amount)
            and dimension(before.unit) in ("days", "months", "time")
            and amount.unit == "次"
            and not before.tests
        ):
            return True
        if amount.unit == "小时" and amount.number.low == _DAY and isinstance(after, Plain):
            return not after.text.startswith((*_WITHIN, "内", "之内", "的", "者"))  # 24小时值班
        cell = isinstance(before, Sign) and before.kind == "BAR" and isinstance(after, Sign) and after.kind == "BAR"
        ago = (
            dimension(amount.unit) in ("months", "days")
            and isinstance(before, Plain)
            and before.text.endswith(("前", "近", "过去", "最近"))
            and not before.text.endswith("提前")
        )
        measured = isinstance(before, Plain) and self.account.lexicon.ending(
            "measured", before.text.rstrip("为达到应须要求是 ")
        )
        rate = dimension(amount.unit) == "percent" and measured and not self.closes(index) and self.sided is None
        if cell:
            self.account.report.add("RUB241", amount.span)
        return cell or ago or (bool(rate) and isinstance(after, Count)) or (bool(measured) and self.aimed_at(index))

    def aimed_at(self, index: int) -> bool:
        """准确率98%,完不成…; 通过率100%低于95%…; 成活率96%:每增减一头…: what a rate shall be."""
        amount, after = self.window[index], self.at(index + 1)
        if not isinstance(amount, Amount) or (dimension(amount.unit) != "percent" and amount.number.low != 0):
            return False
        if isinstance(after, Amount):
            return bool(after.tests) and after.unit == amount.unit
        behind = self.at(index + 2) if after is not None and is_cut(after) else None
        if isinstance(behind, Count):
            return behind.every is not None and dimension(behind.every.unit) == "count"
        if isinstance(behind, Amount):
            return behind.number.low == 1 and not behind.tests and dimension(behind.unit) == "count"
        return isinstance(behind, Plain) and self.account.lexicon.opening("short", behind.text) != ""

    def defined(self, index: int) -> bool:
        """早退者(提前半小时为旷工): brackets that say more than an amount explain their word."""
        around = self.brackets[index]
        if around is None:
            return False
        inner = self.window[around[0] + 1 : around[1]]
        told = any(isinstance(phrase, Plain) and not is_filler(phrase.text, self.account.lexicon) for phrase in inner)
        amounts = sum(isinstance(phrase, Amount) for phrase in inner)
        before = self.at(around[0] - 1)
        if len(inner) == 1 and isinstance(before, Plain) and before.text.endswith(("时间", "时间内", "时限", "期限")):
            return True  # 规定时间(2个小时)内
        converts = any(
            isinstance(phrase, Convert) or (isinstance(phrase, Mark) and phrase.kind == "CONVERT") for phrase in inner
        )
        size = inner[0] if len(inner) == 1 else None
        if isinstance(size, Amount) and not size.tests and dimension(size.unit) in _SIZES and isinstance(before, Plain):
            return True  # 高度不够(1.8米)的
        return converts or amounts > 1 or (told and not any(isinstance(phrase, Count) for phrase in inner))

    def owed(self, index: int) -> bool:
        """每月至少检查一次,不组织的…: an amount of a phrase that says what is owed; the score is in a later one."""
        start, end = bounds(self.window, index)
        first = self.at(start)
        if (
            isinstance(first, Plain)
            and first.text.startswith(_NOT_DONE)
            and any(map(self.tells_how_often, self.window[start:index]))
        ):
            return True  # 没有做到每半年召开一次以上的会议
        if not self.closes(end - 1) and self.unmet_behind(end):
            return True  # 心得不少于2000字,每项不达标各扣2分
        if self.closes(end - 1) or self.failed_behind(end):
            return False
        phrase = self.window[start:end]
        text = said([each for each in phrase if isinstance(each, Plain | Amount | Count)])
        often = any(map(self.tells_how_often, phrase))
        return (
            often
            and any(
                word in text for word in ("不少于", "不低于", "召开", "组织", "开展", "举行", "举办", "一次", "至少")
            )
        ) or tells(text, _DUTY, self.account.lexicon)

    def unmet_behind(self, end: int) -> bool:
        """Whether a later phrase says that what was asked for is not reached."""
        later = (each.text.strip() for each in self.window[end:] if isinstance(each, Plain))
        return any(self.account.lexicon.opening("unmet", text) for text in later)

    def sampled(self, index: int, amount: Amount) -> bool:
        """随机抽查5名员工,一人不合格…; 监测2周,…: how much is looked at, in a phrase before the one that scores."""
        start, end = bounds(self.window, index)
        first = self.at(start)
        told = first.text.lstrip("随机现场") if isinstance(first, Plain) else ""
        looks = self.account.lexicon.opening("sampling", told) != ""
        return looks and not amount.tests and amount.unit != "次" and not self.closes(end - 1)

    def stated_again(self, index: int, amount: Amount) -> bool:
        """每班最多缺席3人,超过3人的…: the norm, which a later phrase holds the case against."""
        _, end = bounds(self.window, index)
        said = amount.number.low, amount.unit
        again = any(
            isinstance(each, Amount) and each.op is not None and (each.number.low, each.unit) == said
            for each in self.window[end:]
        )
        if again and not amount.tests:
            start, _ = bounds(self.window, index)
            self.account.give("setting", *(each for each in self.window[start:end] if isinstance(each, Count)))
        return again and not amount.tests

    def tells_how_often(self, phrase: Phrase) -> bool:
        """每月, 每周 of what is owed; 每场 in brackets is no frequency."""
        every = phrase.every if isinstance(phrase, Count) and self.account.role(phrase) == "setting" else None
        return every is not None and (dimension(every.unit) in ("days", "months") or every.unit in TERMS)

    def failed_behind(self, end: int) -> bool:
        behind = next((phrase for phrase in self.window[end:] if not is_cut(phrase)), None)
        return isinstance(behind, Mark) and behind.kind == "OTHERWISE"

    def within(self, index: int, amount: Amount) -> bool:
        """困人30分钟内未解救, 一天之内都合格, 20米以外有破口: when or where, in the middle of what happened."""
        after, before = self.at(index + 1), self.at(index - 1)
        if isinstance(before, Plain) and before.text.endswith(("任意", "任何", "最近")) and amount.tests:
            self.account.refuse("RUB248", amount.span, amount)
        if not isinstance(after, Plain) or is_filler(after.text, self.account.lexicon):
            return False
        of = dimension(amount.unit)
        tests = amount.tests
        if (
            not tests
            and of in ("time", "days", "months")
            and after.text.startswith(("内", "里", "仍", "还", "前", "后", "未"))
            and self.at(index + 1)
        ):
            return not after.text.startswith(("前", "后")) or len(after.text) > 1
        if not tests and of in _SIZES and after.text.startswith(_SPREAD):
            return True  # 出口20米范围内支架完整
        if len(tests) != 1 or amount.op is not None or after.text.startswith(("的", "者", "时")):
            return False
        if of == "length":
            return True
        failed = after.text.startswith(_WITHIN) or (
            isinstance(before, Plain) and (before.text.startswith(_NOT_IN) or before.text.rstrip().endswith(_NOT_IN))
        )
        _, end = bounds(self.window, index)
        rated = any(isinstance(each, Amount) and dimension(each.unit) == "percent" for each in self.window[index:end])
        return of in ("time", "days", "months") and tests[0].op == "<=" and (of != "time" or failed or rated)

    def describes(self, index: int, amount: Amount) -> bool:
        """两个以上按键的开关, 五个认同, 未确定1至2名管理人: what a thing has, or a range of what is missing."""
        after, before = self.at(index + 1), self.at(index - 1)
        if (
            not isinstance(after, Plain)
            or after.text.startswith(("的", "者", "时"))
            or is_filler(after.text, self.account.lexicon)
        ):
            return False
        if not amount.tests:
            whole = isinstance(before, Plain) and before.text.strip() != "其中" and amount.number.low > 1
            compared = any(word in after.text for word in ("以上", "以下", "以内", "以外"))
            start, end = bounds(self.window, index)
            counted = any(isinstance(each, Count) for each in self.window[index:])
            apart = counted or any(not is_cut(each) for each in self.window[end:])
            return whole and not compared and amount.unit in _PARTS and start < index and apart
        end = bounds(self.window, index)[1]
        own = any(
            isinstance(each, Plain) and not is_filler(each.text, self.account.lexicon) for each in self.window[end:]
        )
        if amount.number.high is not None and own and dimension(amount.unit) == "count":
            return True  # 建立1-2家调委会,查看文件没有建立
        if amount.unit not in _PEOPLE_AND_THINGS:
            return False
        if "的" in after.text.rstrip("的者"):
            return True
        ranged = amount.number.high is not None
        missing = isinstance(before, Plain) and any(word in before.text[-8:] for word in ("未", "没", "无", "缺"))
        return ranged and missing

    def lasts(self, index: int, amount: Amount) -> bool:
        """一个月内,无差错的: over how long, at the head of a phrase."""
        start, _ = bounds(self.window, index)
        long = dimension(amount.unit) == "months" or amount.unit == "周"
        within = len(amount.tests) == 1 and amount.tests[0].op == "<=" and amount.op is None
        return long and within and start == index and not self.closes(index)
