"""Numbers with their units, as they stand at a place of a text; whether one does may hang on the word before."""

import re

from attrs import define

from rubricdsl.base.quantity import dimension
from rubricdsl.tree.lexicon import EVERYDAY
from rubricdsl.tree.scanned import ENDS, PLAIN, Scan

_ARABIC = re.compile(r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+|\.(?=[分元%]))?|\.[0-9]+")
_LARGE = ("万", "亿")
HAN_DIGITS = "零〇一壹二两贰貳兩三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬亿半"
_HAN_NUMBER = re.compile(
    rf"(?:百分之|[一二三四五六七八九十百]{{1,24}}分之)?[{HAN_DIGITS}]{{1,64}}(?:点[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖]{{1,24}})?"
)
_FINDING = ("发现", "发生", "出现", "查出", "每")
_SHORTEST_CODE = 3
_BEHIND_W = ("", *"以元美及的,;。至-~不奖")  # 3W以上 is 30,000, and a 500W电器 is none
_OFFICES = "省市县区乡镇村街院厂校系部"
_LACKING = "缺少漏差欠低降升多超有"
_NO_NOUNS = frozenset({"以上", "以下", "以内", "及以", "或以", "的为", "扣分", "不合", "不达"})
_AFTER_UNIT = frozenset("的者扣减加罚奖得计记不未没无以及或、和")
DASH = re.compile(r"(?:[-~—–―]+|一{1,2}(?=[0-9])|至|到)[ ]*")  # 200一1000元, as a scan has it


@define
class Numerals(Scan):
    """Whether a number stands at a place, and where it and its unit end."""

    def number(self, at: int, signed: bool = False) -> tuple[int, int, str] | None:
        """Where a number that begins here ends, where its unit does, and the unit ("" for none); None for no number.

        A Chinese numeral is a number before a unit, or before another with one; 一般 and 统一 hold none.
        """
        text = self.text
        at = self.blank(at)
        if text.startswith("人民币", at):
            at = self.blank(at + len("人民币"))
        if signed and text[at : at + 1] in ("-", "+"):
            at += 1
        found = _ARABIC.match(text, at)
        if found is not None:
            unit = self.unit(found.end())
            of = self.unit(unit[0]) if unit is not None and text[found.end() : unit[0]] in _LARGE else None
            if unit is not None and of is not None and dimension(of[1]) not in ("money", "points", "percent"):
                return unit[0], *of  # 5万亩
            mixed = (
                unit is None
                and text[found.end() : found.end() + 1].isascii()
                and text[found.end() : found.end() + 1].isalpha()
            )
            return None if mixed else (found.end(), *(unit or (found.end(), "")))
        if text[at : at + 1] not in HAN_DIGITS or not text[at : at + 1]:
            return None
        return self.han_number(at)

    def han_number(self, at: int) -> tuple[int, int, str] | None:
        found = _HAN_NUMBER.match(self.text, at)
        if found is None or self.text.startswith("百分点", at):
            return None
        own = self.lexicon.units.longest(self.text, at) if found[0] == "千" else None
        if own is not None and len(own[0]) > 1:
            return None  # 每千克
        unit = self.unit(found.end())
        if unit is not None and found[0] == "一" and unit[1] == "起" and not self.is_case(unit[0]):
            return None
        if unit is None and found[0].startswith("百分之"):
            unit = found.end(), "%"
        longer = self.lexicon.words.longest(self.text, at)
        reach = at + len(longer[0]) if longer is not None and any(each.kind == EVERYDAY for each in longer[1]) else at
        if unit is None:
            dash = DASH.match(self.text, self.blank(found.end()))
            behind = self.number(dash.end()) if dash else None
            ranged = behind is not None and behind[2] and found.end() > reach
            return (found.end(), found.end(), "") if ranged else None
        return (found.end(), *unit) if unit[0] > reach else None

    def scored(self, at: int) -> tuple[int, str] | None:
        """Where an amount that begins here ends, or its range, and its unit; None for no number."""
        found = self.number(at, signed=True)
        if found is None or found[2]:
            return None if found is None else found[1:]
        dash = DASH.match(self.text, self.blank(found[0]))
        behind = self.number(dash.end()) if dash is not None else None
        return found[1:] if behind is None else behind[1:]

    def in_everyday_word(self, at: int, size: int) -> bool:
        """3部门 counts nothing; in 一项目标 a word begins within the longer one and reaches beyond it: 项, and 目标."""
        longer = self.lexicon.words.longest(self.text, at)
        if longer is None or len(longer[0]) <= size or all(each.kind != EVERYDAY for each in longer[1]):
            return False
        inner = self.lexicon.words.longest(self.text, at + size)
        return inner is None or at + size + len(inner[0]) <= at + len(longer[0])

    def ranks(self, at: int) -> bool:
        """排名末两位, 后3名: a place in an order, which tests nothing that is recorded."""
        if not self.lexicon.ending("rank", self.text[max(0, at - 2) : at].rstrip()):
            return False
        found = self.number(at)
        return found is not None and found[2] in ("名", "位")

    def names_thing(self, at: int, found: tuple[int, int, str]) -> bool:
        """A number that belongs to a name: 12345热线, 末两位, 上述两项, 六级."""
        if self.ranks(at) or self.is_class(at, found):
            return True
        return self.last == PLAIN and (self.is_code(at, found) or self.points_back(at) or self.is_level(at))

    def is_class(self, at: int, found: tuple[int, int, str]) -> bool:
        """一类隐患, 二级医院: which of the kinds is meant; 每缺一类 and 发现两类 count them."""
        lacking = self.last == PLAIN and self.text[at - 1] in _LACKING
        if self.last == PLAIN and self.text[at - 1] in _OFFICES and found[2] == "级":
            return True  # 市县两级未安排
        if found[2] not in ("类", "级") or self.in_each or lacking or self.last in ("COMPARE", "VERB", "WEAK", "SUM"):
            return False
        behind = self.text[found[1] : found[1] + 2]
        noun = "一" <= behind[:1] <= "鿿" and behind not in _NO_NOUNS and behind[:1] not in _AFTER_UNIT
        return noun and self.number(found[1]) is None

    def is_code(self, at: int, found: tuple[int, int, str]) -> bool:
        """被12345热线曝光, 拨打119的: a number that is a name, between words and without a unit."""
        if found[2] or found[0] - at < _SHORTEST_CODE or not self.text[at : found[0]].isdecimal():
            return False
        behind = self.text[found[0] : found[0] + 1]
        return self.text[at - 1] != " " and "一" <= behind <= "鿿" and DASH.match(self.text, found[0]) is None

    def is_level(self, at: int) -> bool:
        """过六级, 计算机二级: which one is meant, and nothing that is counted or compared."""
        found = self.number(at)
        if found is None or found[2] not in ("级", "等", "档"):
            return False
        behind = self.text[found[1] : found[1] + 2]
        return behind.startswith(("者", "的")) or behind == "证书"

    def points_back(self, at: int) -> bool:
        """上述两项指标: so many as were told of before, which tests nothing."""
        found = self.number(at)
        goes_on = (
            found is not None and dimension(found[2]) == "count" and "一" <= self.text[found[1] : found[1] + 1] <= "鿿"
        )
        return goes_on and self.lexicon.ending("pointing", self.text[max(0, at - 2) : at]) != ""

    def is_case(self, at: int) -> bool:
        """发生一起火灾, 一起扣2分, but 一起部署."""
        if self.last in ("FOUND", "EACH") or self.text.endswith(_FINDING, 0, at - len("一起")):
            return True
        at = self.blank(at)
        return at >= len(self.text) or self.text[at] in ENDS or self.text.startswith(self.lexicon.lists["cases"], at)

    def unit(self, at: int) -> tuple[int, str] | None:
        """Where the unit ends that stands here, and what it is kept as; a longer everyday word is none (3部门)."""
        at = self.blank(at)
        found = self.lexicon.units.longest(self.text, at)
        if found is None:
            return None
        word, meanings = found
        scored = word == "分" and self.last in ("VERB", "WEAK", "OBJECT")  # 扣2分工地未设…
        if (not scored and self.in_everyday_word(at, len(word))) or (
            word == "W" and self.text[at + 1 : at + 2] not in _BEHIND_W
        ):
            return None
        end = at + len(word)
        if (
            len(word) == 1
            and self.text.startswith("次", end)
            and self.text[at] != "次"
            and word not in "分元万亿"
            and self.text[end + 1 : end + 2] not in ("性", "率", "会")
        ):
            return end + 1, meanings[0].value + "次"  # 辆次, 片次
        behind = self.text[at + len(word) : at + len(word) + 1]
        if word.isascii() and word.isalpha() and behind.isascii() and behind.isalnum():
            return None
        return at + len(word), meanings[0].value
