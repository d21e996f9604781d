"""What stands around a phrase of prose, and whether it may have been meant to score."""

from itertools import takewhile

from attrs import define

from rubricdsl.clauses.condition import POINTING, is_filler
from rubricdsl.clauses.model import Account, Rest
from rubricdsl.clauses.places import is_money
from rubricdsl.clauses.wording import ENDS, SCORED_UNITS, is_kind, is_sign, phrase_at
from rubricdsl.tree.phrases import Amount, Count, Mark, Phrase, Plain, Quoted, Sign

GIVEN = ("给予", "予以", "处以")
SCORING = ("罚", "扣", "奖", "加", "减", "缴", "交", "处")
_OPERATORS = ("×", "*", "÷", "/", "+", "=")  # of a formula, which is told of as a whole
_NEAR = 6  # phrases before a verb
_ALL = ("全部", "全额", "所有")
_EXPLAINING = ("说明", "办法", "细则", "方法", "依据", "原则", "规则", "项目", "内容", "范围", "情况")
_PRICED = ("处罚金额", "罚款金额", "扣款金额", "奖励金额", "罚款", "扣款", "奖励", "处罚", "标准", "额度", *SCORING)
_STATING = tuple("为是约共计达满值价费金额款资收交缴纳发到至近足超过于")
_SUMS = ("金额", "数额", "奖金", "罚金", "额度")
_HARMLESS = (
    "支持", "配合", "帮助", "协助", "说明", "解答", "回复", "登记", "表扬", "鼓励", "答复", "公示", "公布", "警告",
    "批评", "提醒", "整改", "指导", "通报",
)  # fmt: skip


@define
class Around:
    """One rest while it is gone through; what was said so far is kept, so that the cost is linear."""

    rest: Rest
    account: Account
    last_act: int
    last_priced: int
    unscored: bool
    priced: int = 0
    counted: bool = False
    tested: bool = False
    spoken: bool = False
    warned: bool = False
    opened: bool = False

    def may_score(self, index: int) -> bool:
        """Whether an amount of points or money may be a score whose verb was left out, and tells nothing else."""
        phrase, before = self.at(index), self.at(index - 1)
        money = phrase is not None and is_money(phrase)
        several = self.priced > 0 or self.last_priced > index or (money and isinstance(before, Amount))
        beside = self.rest.scored or self.counted or several or (not money and not self.opened)
        verbal = any(is_kind(part, "STRAY", "ACTION") for part in self.rest.parts[max(0, index - _NEAR) : index])
        return beside or self.account.lexicon.spaced or self.names_payee(before) or verbal

    def puts_right(self, index: int) -> bool:
        """并在两小时之内修复: an order, behind what was scored."""
        amount, behind = self.at(index), self.at(index + 1)
        within = isinstance(amount, Amount) and len(amount.tests) == 1 and amount.tests[0].op == "<="
        if not within or not isinstance(behind, Plain) or behind.text.rstrip().endswith(("的", "者")):
            return False
        return any(word in behind.text for word in self.account.lexicon.lists["righting"])

    def takes_all(self, index: int) -> bool:
        """扣除当月全部绩效分数: all there is, by no number."""
        near = self.rest.parts[index + 1 : index + 3]
        return any(isinstance(part, Plain) and any(word in part.text for word in _ALL) for part in near)

    def names_rule(self, index: int) -> bool:
        """评分说明, 扣分依据: what explains the standard."""
        behind = self.at(index + 1)
        return isinstance(behind, Plain) and behind.text.startswith(_EXPLAINING)

    def names_payee(self, before: Phrase | None) -> bool:
        """当班班长200元: what somebody pays or gets."""
        return isinstance(before, Plain) and self.account.lexicon.ending("payee", before.text.strip()) != ""

    def counts_before(self, index: int) -> bool:
        """发现一次扣分, 按每分10元给予罚款: whether what counts, or an amount, stands before a verb in its phrase."""
        before = reversed(self.rest.parts[max(0, index - _NEAR) : index])
        phrase = takewhile(lambda part: not is_sign(part, *ENDS), before)
        return any(
            isinstance(part, Count)
            or (
                isinstance(part, Amount) and (part.unit in SCORED_UNITS or (part.unit == "次" and part.number.low == 1))
            )
            for part in phrase
        )

    def of_no_total(self, index: int) -> bool:
        """评比成果在90分以下的: points that are neither the total nor anything that is scored."""
        before = self.rest.parts[max(0, index - _NEAR) : index]
        points = isinstance(phrase := self.at(index), Amount) and phrase.unit == "分"
        return points and not any(is_kind(part, "TOTAL", "COLLECTED") for part in before)

    def of_case(self, index: int) -> bool:
        """8年以上 | 5: a number in the cell behind a condition."""
        before, case = self.at(index - 1), self.at(index - 2)
        return before is not None and is_sign(before, "BAR", "STOP") and isinstance(case, Amount) and bool(case.tests)

    def fills_line(self, index: int) -> bool:
        """2000, ≥98%: nothing else in its line, as cells have it that were a table."""
        alone = all(at == index or isinstance(part, Sign) for at, part in enumerate(self.rest.parts))
        return alone and not self.rest.continues

    def fills_cell(self, index: int, amount: Amount) -> bool:
        """| 15%: a share that nothing compares, alone in its cell of a row."""
        before = self.at(index - 1)
        alone = before is not None and is_sign(before, "BAR") and self.is_last(index, "BAR", "STOP")
        return alone and amount.unit == "%" and not amount.tests

    def ends(self, index: int) -> bool:
        """缺科主任签字3: a number that a row of words ends with, or 2/项."""
        amount, before, behind = self.at(index), self.at(index - 1), self.at(index + 1)
        if not isinstance(amount, Amount) or amount.tests:
            return False
        if isinstance(behind, Plain):
            return behind.text.startswith("/")
        if before is not None and is_sign(before, "STOP", "BAR"):
            before = self.at(index - 2)
        ended = self.is_last(index, "STOP", "BAR")
        return ended and (bool(amount.per) or (isinstance(before, Plain) and not before.text.endswith(_OPERATORS)))

    def is_last(self, index: int, *signs: str) -> bool:
        """Whether nothing stands behind a phrase but one of these signs."""
        behind = self.at(index + 1)
        return behind is None or (is_sign(behind, *signs) and self.at(index + 2) is None)

    def closes_with(self, index: int) -> bool:
        """不用托盘者5元, 与同事争吵20-30元: a sum that closes its sentence, behind words that do not say what it is."""
        before = self.at(index - 1)
        judged = before is not None and is_kind(before, "DISCRETION")
        named = isinstance(before, Plain) and not before.text.rstrip().endswith(_STATING)
        return self.is_last(index, "STOP") and (named or judged)

    def priced_by(self, index: int) -> bool:
        """处罚金额:20-50元, 罚50元: what the amount before a sign is of scores."""
        before = self.at(index - 1)
        if before is not None and is_sign(before, "COLON"):
            before = self.at(index - 2)
            return isinstance(before, Plain) and before.text.endswith(_PRICED)
        if not isinstance(before, Plain):
            return False
        amount = self.at(index)
        spoken = self.spoken or (isinstance(amount, Amount) and amount.number.high is not None)
        return before.text.endswith(SCORING) or (spoken and before.text.rstrip("为是在约 ").endswith(_SUMS))

    def counted_up(self, index: int) -> bool:
        """累计扣分不超过2分: a limit on what is taken or given."""
        return any(is_kind(part, "COLLECTED", "SUM", "ACTION") for part in self.rest.parts[max(0, index - 3) : index])

    def warns_behind(self, index: int) -> bool:
        """并视其情况予以通报: what is left open is no score."""
        behind = self.at(index + 1)
        while behind is not None and (
            (isinstance(behind, Plain) and is_filler(behind.text, self.account.lexicon)) or is_sign(behind, "COMMA")
        ):
            index += 1
            behind = self.at(index + 1)
        return warns(behind)

    def alone(self, index: int) -> bool:
        """扣2分(3次以上), 扣2分(每次): brackets that hold nothing else say of the score when it is given."""
        before, behind = self.at(index - 1), self.at(index + 1)
        if before is None or behind is None:
            return False
        return is_sign(before, "OPEN") and is_sign(behind, "CLOSE")

    def grades(self, index: int) -> bool:
        """优秀:90分以上, B(85-95分): a grade with its range, which is read in a line of its own."""
        amount, before = self.at(index), self.at(index - 1)
        if isinstance(before, Sign) and before.kind in ("COLON", "OPEN"):
            before = self.at(index - 2)
        tested = isinstance(amount, Amount) and (bool(amount.tests) or amount.number.high is not None)
        return tested and before is not None and before.text.strip() in self.account.lexicon.lists["gradename"]

    def says_amount(self, index: int) -> bool:
        """扣若干分, 扣o.5分: a verb with something like an amount behind it."""
        behind = self.at(index + 1)
        return isinstance(behind, Plain) and any(word in behind.text[:12] for word in ("分", "元", "一半", "半数"))

    def imposes_unknown(self, index: int, phrase: Plain) -> bool:
        """…的,给予行政处分; 超过5次给予辞掉: what is imposed is no consequence known."""
        text = phrase.text
        at = max(text.find(word) for word in GIVEN)
        behind = text[at + 2 :].strip() if at >= 0 else ""
        if not behind or behind.startswith(("的", "处理")) or any(word in behind for word in _HARMLESS):
            return False
        conditional = text[:at].rstrip().endswith(("的", "者")) or (at == 0 and self.follows_condition(index))
        return conditional or self.tested

    def leads_nowhere(self, index: int, phrase: Plain) -> bool:
        """…者,离岗: what a case leads to is no consequence known, no order, and no handling."""
        comma, case = self.at(index - 1), self.at(index - 2)
        if comma is None or not is_sign(comma, "COMMA") or not isinstance(case, Plain):
            return False
        follows = phrase.text.lstrip().startswith("则")  # 如有一项不符,则现场审查不合格
        if not (follows or case.text.rstrip().endswith(("的", "者"))) or case.text.rstrip().endswith("目的"):
            return False
        behind = self.at(index + 1)
        ends = behind is None or is_sign(behind, "STOP", "COMMA", "CLOSE")
        text = phrase.text.strip()
        ordered = any(word in text for word in self.account.lexicon.lists["handling"])
        return ends and not text.endswith(("的", "者", "时")) and not ordered

    def imposes_besides(self, index: int, phrase: Plain) -> bool:
        """罚款50元及封禁处理: what comes with the score is no consequence known."""
        joined = index == 0 and self.rest.scored and phrase.text.startswith(("及", "以及", "和", "并"))
        handled = phrase.text.rstrip().endswith(("处理", "处分", "处罚"))
        return joined and handled and not any(word in phrase.text for word in _HARMLESS)

    def follows_condition(self, index: int) -> bool:
        """…的,取消…: a condition stands before what is imposed."""
        at = index - 1
        while at >= 0 and isinstance(self.at(at), Plain | Quoted) and not self.conditional(at):
            at -= 1  # …的,岗位工资下调一级
        if at >= 0 and isinstance(self.at(at), Sign) and self.rest.parts[at].name == "COMMA":
            at -= 1
            if self.names_whom(at):
                return True
        return self.conditional(at)

    def names_whom(self, index: int) -> bool:
        """对超标排污的企业,取消…: whom it falls on opens the phrase."""
        phrase, before = self.at(index), self.at(index - 1)
        opens = index == 0 or isinstance(before, Sign)
        return opens and isinstance(phrase, Plain) and phrase.text.lstrip().startswith("对") and "的" in phrase.text

    def opens_case(self, index: int) -> bool:
        """累计超过6次的…: a case, whatever follows it."""
        phrase = self.at(index)
        return isinstance(phrase, Plain) and phrase.text.startswith(("的", "者"))

    def conditional(self, index: int) -> bool:
        phrase = self.at(index)
        if not isinstance(phrase, Plain):
            return False
        listed = phrase.text.startswith(POINTING) and self.account.lexicon.ending("announcing", phrase.text) != ""
        return listed or phrase.text.rstrip().endswith(("的", "者", "时"))

    def at(self, index: int) -> Phrase | None:
        return phrase_at(self.rest.parts, index)


def warns(part: Phrase | None) -> bool:
    return isinstance(part, Mark) and part.kind == "WARN"
