"""What a stretch holds besides its scores: prose, but for words that score, count or bound and that nothing read."""

from collections.abc import Sequence
from itertools import takewhile

from attrs import define

from rubricdsl.base.quantity import STATED, dimension
from rubricdsl.clauses.account import of_base, refuse
from rubricdsl.clauses.condition import is_filler
from rubricdsl.clauses.model import Account, Rest
from rubricdsl.clauses.places import is_money, is_points
from rubricdsl.clauses.wording import ENDS, SCORED_UNITS, is_gained, is_kind, is_sign, phrase_at
from rubricdsl.tree.phrases import (
    Amount,
    Book,
    Convert,
    Count,
    Due,
    Full,
    Mark,
    Ordinal,
    Phrase,
    Plain,
    Quoted,
    Score,
    Sign,
    Time,
)

_PROSE = frozenset({"STRETCH", "MEAN", "SCOPE", "TOTAL", "OWN", "WARN", "EXTRA", "IF", "INSTEAD"})
_SETTING = frozenset({"GRAVEST", "OVERDRAW", "UNLESS", "NOTHING", "ADDED", "UNBOUNDED"})
_IMPOSING = frozenset({"LEAVE", "LOSE", "GRADE", "BARRED", "LOWER"})
_COUNTING = frozenset({"DISCRETION", "PROPORTION", "SUM", "RUN", "SEPARATE", "OTHERWISE", "EACH", "COLLECTED"})
_GIVEN = ("给予", "予以", "处以")
_BASES = ("基础分", "基本分", "原始分", "起始分")
_SCORING = ("罚", "扣", "奖", "加", "减", "缴", "交", "处")
_OPERATORS = ("×", "*", "÷", "/", "+", "=")  # of a formula, which is told of as a whole
_NEAR = 6  # phrases before a verb
_EXPLAINING = ("说明", "办法", "细则", "方法", "依据", "原则", "规则", "项目", "内容", "范围", "情况")
_PRICED = ("处罚金额", "罚款金额", "扣款金额", "奖励金额", "罚款", "扣款", "奖励", "处罚", "标准", "额度", *_SCORING)
_OWN = 8  # signs before a base that say whose it is
_HARMLESS = (
    "支持", "配合", "帮助", "协助", "说明", "解答", "回复", "登记", "表扬", "鼓励", "答复", "公示", "公布", "警告",
    "批评", "提醒", "整改", "指导", "通报",
)  # fmt: skip


def settle_rest(rest: Rest, account: Account) -> None:
    """Gives what is left of a stretch its roles; what looks like a score, and was read by nothing, is refused."""
    last_priced = max((index for index, part in enumerate(rest.parts) if is_points(part) or is_money(part)), default=-1)
    _Prose(rest, account, _last_act(rest.parts), last_priced).settle()


def _last_act(parts: Sequence[Phrase]) -> int:
    """Where the last word of scoring or handling stands; -1 for none."""
    return max((index for index, part in enumerate(parts) if _handles(part)), default=-1)


def _handles(part: Phrase) -> bool:
    scores = isinstance(part, Mark) and part.kind in ("ACTION", "STRAY")
    return scores or (isinstance(part, Plain) and part.text.startswith(("处理", "处罚", *_GIVEN)))


@define
class _Prose:
    """One rest while it is gone through; what was said so far is kept, so that the cost is linear."""

    rest: Rest
    account: Account
    last_act: int
    last_priced: int
    priced: int = 0
    counted: bool = False
    tested: bool = False
    warned: bool = False
    opened: bool = False

    def settle(self) -> None:
        for index, phrase in enumerate(self.rest.parts):
            if self.account.role(phrase) is None:
                self.phrase(index, phrase)
            self.note(phrase)

    @property
    def restricting(self) -> tuple[str, ...]:
        return self.account.lexicon.lists.get("restricting", ())

    def note(self, phrase: Phrase) -> None:
        """Keeps what matters to the phrases behind this one."""
        match phrase:
            case Sign(kind="OPEN" | "CLOSE" as kind):
                self.opened = kind == "OPEN"
            case Mark(kind="WARN"):
                self.warned = True
            case Count():
                self.counted = True
            case Amount():
                self.priced += is_points(phrase) or is_money(phrase)
                self.tested = self.tested or bool(phrase.tests)
                self.counted = self.counted or (phrase.number.low == 1 and dimension(phrase.unit or "%") == "count")

    def phrase(self, index: int, phrase: Phrase) -> None:
        match phrase:
            case Plain() if self.rest.scored and any(word in phrase.text for word in self.restricting):
                self.refuse("RUB245", phrase)
            case Plain() if self.imposes_unknown(index, phrase):
                self.refuse("RUB245", phrase)
            case Sign() | Plain() | Quoted() | Book() | Time():
                self.account.give("prose", phrase)
            case Mark():
                self.mark(index, phrase)
            case Convert():
                self.account.give("setting", phrase)
                self.account.report.add("RUB203", phrase.span)
            case Score():
                self.score(phrase)
            case Ordinal() if _warns(self.at(index + 1)):
                self.account.give("prose", phrase)
                self.account.report.add("RUB202", phrase.span)
            case Amount():
                self.amount(index, phrase)
            case Count() | Ordinal() | Due():
                self.stray(index, phrase)
            case Full():
                self.account.give("mark", phrase)
                self.account.report.add("RUB241", phrase.span)
            case _:
                refuse(phrase, self.account)

    def mark(self, index: int, phrase: Mark) -> None:
        match phrase.kind:
            case "MEAN" | "STRETCH" if self.rest.scored and (index == 0 or self.alone(index)):
                self.refuse("RUB245", phrase)  # 扣2分 本季度
            case kind if kind in _PROSE:
                self.account.give("prose", phrase)
                if phrase.value == "deal":
                    self.account.report.add("RUB202", phrase.span)
            case kind if kind in _SETTING:
                self.account.give("setting", phrase)
            case kind if kind in _IMPOSING:
                self.account.give("prose", phrase)
                if self.rest.scored or self.follows_condition(index) or self.tested or self.account.lexicon.spaced:
                    self.refuse("RUB201", phrase, form="取消评优资格")
            case "ACTION" | "STRAY" if self.names_rule(index):
                self.account.give("prose", phrase)
            case "ACTION" | "STRAY":
                self.verb(index, phrase)
            case "DISCRETION" if self.warns_behind(index):
                self.account.give("setting", phrase)
            case "DISCRETION" | "PROPORTION" if index < self.last_act:
                self.refuse("RUB201", phrase, form="酌情扣1-3分")
            case "FORMULA" | "LATER":
                self.refuse("RUB245", phrase)
            case "CONVERT":
                self.account.give("setting", phrase)
                self.account.report.add("RUB203", phrase.span)
            case kind if kind in _COUNTING:
                self.account.give("prose", phrase)
                if self.rest.scored or kind == "PROPORTION":
                    self.refuse("RUB245", phrase)
            case _:
                refuse(phrase, self.account)

    def verb(self, index: int, phrase: Mark) -> None:
        """早退的扣分: points that are only spoken of, unless something like an amount stands near."""
        unread = (
            phrase.text[:1].isdigit()  # a number that stands in no phrase
            or self.account.lexicon.spaced
            or self.counts_before(index)
            or self.says_amount(index)
            or any(isinstance(part, Amount | Count) for part in self.rest.parts[index + 1 : index + 3])
            or isinstance(self.at(index - 1), Amount)
        )
        self.refuse("RUB201" if unread else "RUB202", phrase, form="出现一次扣2分")

    def score(self, phrase: Score) -> None:
        """需加3分以上的: points that a condition speaks of; 罚10的 was meant as a score."""
        if phrase.after or phrase.effect == "award":
            self.account.give("prose", phrase)
            self.account.report.add("RUB241", phrase.span)
        else:
            self.refuse("RUB201", phrase, form="扣2分")

    def amount(self, index: int, phrase: Amount) -> None:
        """A number in prose describes; one of points or money, or beside a score, is none that may go unread."""
        self.account.problems(phrase)
        self.account.roles[phrase.span.start] = "prose"
        parts, last = self.rest.parts, index == len(self.rest.parts) - 1
        scored = is_points(phrase) or is_money(phrase)
        aside = self.opened and not self.alone(index)
        if not scored and (self.warned or (aside and phrase.unit not in SCORED_UNITS)):
            return
        before = self.at(index - 1)
        if dimension(phrase.unit) in ("time", "days") and self.puts_right(index):
            self.account.report.add("RUB202", phrase.span)
        elif phrase.how == "sum" and phrase.tests and self.opens_case(index + 1):
            self.refuse("RUB201", phrase, form="累计3次以上的,扣2分")
        elif scored and self.grades(index):
            self.refuse("RUB201", phrase, form="等级:90分以上优秀")
        elif phrase.number.bare and self.ends(index):
            self.refuse("RUB201", phrase, form=f"扣{phrase.text.strip()}分")
        elif phrase.number.bare and last and (self.rest.marked or (isinstance(before, Amount) and before.tests)):
            self.refuse("RUB201", phrase, form=f"得{phrase.text.strip()}分")
        elif scored and of_base(parts, index, self.account.lexicon):
            self.base(index, phrase)
        elif scored and self.priced_by(index):
            self.refuse("RUB201", phrase, form=f"罚款{phrase.text.strip()}")
        elif scored:
            several = self.priced > 0 or self.last_priced > index or (is_money(phrase) and isinstance(before, Amount))
            beside = self.rest.scored or self.counted or several or (is_points(phrase) and not self.opened)
            beside = beside or self.account.lexicon.spaced or self.names_payee(before)
            self.refuse("RUB201" if beside else "RUB241", phrase, form=f"扣{phrase.text.strip()}")
        elif phrase.unit == "分" and phrase.op == "<=" and self.counted_up(index):
            self.refuse("RUB209", phrase)  # …累计扣分不超过2分, and nothing says whose limit it is
        elif phrase.unit in SCORED_UNITS and self.rest.scored and phrase.tests and not self.opened:
            self.refuse("RUB209", phrase)  # 扣罚工资的50%,应不少于1500元
        elif phrase.unit in SCORED_UNITS and not self.account.lexicon.spaced:
            self.account.report.add("RUB241", phrase.span)
        else:
            self.stray(index, phrase)

    def base(self, index: int, phrase: Amount) -> None:
        """基础分100分: what the head reads is of the whole, and stands beside no score."""
        before = self.at(index - 1)
        told = before.text.rstrip("为是:") if isinstance(before, Plain) else ""
        named = next((word for word in _BASES if told.endswith(word)), None)
        whole = named is not None and not is_gained(told[: -len(named)][-_OWN:])
        if not whole and is_points(phrase):  # 可获得月度基础分10分
            self.refuse("RUB201", phrase, form=f"得{phrase.text.strip()}")
        elif whole and self.rest.scored:
            self.refuse("RUB201", phrase, form=f"基础分:{phrase.text.strip()}")
        elif not whole:  # …and what is of the whole, the head reads
            self.account.report.add("RUB241", phrase.span)

    def stray(self, index: int, phrase: Phrase) -> None:
        """What counts or tests beside a score and belongs to none."""
        self.account.problems(phrase)
        self.account.roles[phrase.span.start] = "prose"
        unit = phrase.every.unit if isinstance(phrase, Count) and phrase.every is not None else ""
        often = isinstance(phrase, Count) and dimension(unit) in ("days", "months") and index > 0
        if self.rest.scored and (self.alone(index) or not (often or self.opened)):
            self.refuse("RUB245", phrase)
        elif self.account.lexicon.spaced and dimension(getattr(phrase, "unit", "") or unit) in STATED:
            self.refuse("RUB201", phrase, form="“X” at least 95%: required")
        elif unit and dimension(unit) in ("points", "money"):
            scores = isinstance(phrase, Count) and any(word in phrase.lead for word in _SCORING)
            self.refuse("RUB201" if scores else "RUB241", phrase, form="每次扣1分")  # 每倒扣1分

    # ── what stands around a phrase ──

    def puts_right(self, index: int) -> bool:
        """并在两小时之内修复: an order, behind what was scored."""
        amount, behind = self.at(index), self.at(index + 1)
        within = isinstance(amount, Amount) and len(amount.tests) == 1 and amount.tests[0].op == "<="
        if not within or not isinstance(behind, Plain) or behind.text.rstrip().endswith(("的", "者")):
            return False
        return any(word in behind.text for word in self.account.lexicon.lists["righting"])

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

    def ends(self, index: int) -> bool:
        """缺科主任签字3: a number that a row of words ends with, or 2/项."""
        amount, before, behind = self.at(index), self.at(index - 1), self.at(index + 1)
        if not isinstance(amount, Amount) or amount.tests:
            return False
        if isinstance(behind, Plain):
            return behind.text.startswith("/")
        if before is not None and is_sign(before, "STOP", "BAR"):
            before = self.at(index - 2)
        ended = behind is None or (is_sign(behind, "STOP", "BAR") and self.at(index + 2) is None)
        return ended and (bool(amount.per) or (isinstance(before, Plain) and not before.text.endswith(_OPERATORS)))

    def priced_by(self, index: int) -> bool:
        """处罚金额:20-50元, 罚50元: what the amount before a sign is of scores."""
        before = self.at(index - 1)
        if before is not None and is_sign(before, "COLON"):
            before = self.at(index - 2)
            return isinstance(before, Plain) and before.text.endswith(_PRICED)
        return isinstance(before, Plain) and before.text.endswith(_SCORING)

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
        return _warns(behind)

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
        return isinstance(behind, Plain) and any(word in behind.text[:12] for word in ("分", "元"))

    def imposes_unknown(self, index: int, phrase: Plain) -> bool:
        """…的,给予行政处分; 超过5次给予辞掉: what is imposed is no consequence known."""
        text = phrase.text
        at = max(text.find(word) for word in _GIVEN)
        behind = text[at + 2 :].strip() if at >= 0 else ""
        if not behind or behind.startswith(("的", "处理")) or any(word in behind for word in _HARMLESS):
            return False
        conditional = text[:at].rstrip().endswith(("的", "者")) or (at == 0 and self.follows_condition(index))
        return conditional or self.tested

    def follows_condition(self, index: int) -> bool:
        """…的,取消…: a condition stands before what is imposed."""
        at = index - 1
        while at >= 0 and isinstance(self.at(at), Plain | Quoted) and not self.conditional(at):
            at -= 1  # …的,岗位工资下调一级
        if at >= 0 and isinstance(self.at(at), Sign) and self.rest.parts[at].name == "COMMA":
            at -= 1
        return self.conditional(at)

    def opens_case(self, index: int) -> bool:
        """累计超过6次的…: a case, whatever follows it."""
        phrase = self.at(index)
        return isinstance(phrase, Plain) and phrase.text.startswith(("的", "者"))

    def conditional(self, index: int) -> bool:
        phrase = self.at(index)
        return isinstance(phrase, Plain) and phrase.text.rstrip().endswith(("的", "者", "时"))

    def at(self, index: int) -> Phrase | None:
        return phrase_at(self.rest.parts, index)

    def refuse(self, code: str, phrase: Phrase, **words: str) -> None:
        self.account.problems(phrase)
        self.account.roles[phrase.span.start] = "prose"
        if all(problem.is_read for problem in phrase.problems):
            self.account.refuse(code, phrase.span, phrase, **words)


def _warns(part: Phrase | None) -> bool:
    return isinstance(part, Mark) and part.kind == "WARN"
