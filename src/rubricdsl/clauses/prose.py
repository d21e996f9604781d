"""What a stretch holds besides its scores: prose, but for words that score, count or bound and that nothing read."""

from collections.abc import Sequence

from attrs import define

from rubricdsl.base.quantity import STATED, dimension
from rubricdsl.clauses.account import of_base, refuse
from rubricdsl.clauses.around import GIVEN, SCORING, Around, warns
from rubricdsl.clauses.model import Account, Rest
from rubricdsl.clauses.places import is_money, is_points
from rubricdsl.clauses.wording import SCORED_UNITS, is_gained
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
_BASES = ("基础分", "基本分", "原始分", "起始分")
_OWN = 8  # signs before a base that say whose it is


def settle_rest(rest: Rest, account: Account, unscored: bool) -> None:
    """Gives what is left of a stretch its roles; what looks like a score, and was read by nothing, is refused.

    `unscored`: nothing of the whole item scores.
    """
    last_priced = max((index for index, part in enumerate(rest.parts) if is_points(part) or is_money(part)), default=-1)
    _Prose(rest, account, _last_act(rest.parts), last_priced, unscored).settle()


def _last_act(parts: Sequence[Phrase]) -> int:
    """Where the last word of scoring or handling stands; -1 for none."""
    return max((index for index, part in enumerate(parts) if _handles(part)), default=-1)


def _handles(part: Phrase) -> bool:
    scores = isinstance(part, Mark) and part.kind in ("ACTION", "STRAY")
    return scores or (isinstance(part, Plain) and part.text.startswith(("处理", "处罚", *GIVEN)))


@define
class _Prose(Around):
    """One rest while it is gone through."""

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
            case Mark(kind="ACTION" | "STRAY"):
                self.spoken = True
            case Count():
                self.counted = True
            case Amount():
                self.priced += is_points(phrase) or is_money(phrase)
                self.tested = self.tested or bool(phrase.tests)
                self.counted = self.counted or (phrase.number.low == 1 and dimension(phrase.unit or "%") == "count")

    def phrase(self, index: int, phrase: Phrase) -> None:
        match phrase:
            case Plain() if self.is_unread(index, phrase):
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
            case Ordinal() if warns(self.at(index + 1)):
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

    def is_unread(self, index: int, phrase: Plain) -> bool:
        """Whether words restrict what is scored, or impose what no table knows."""
        restricts = self.rest.scored and any(word in phrase.text for word in self.restricting)
        unknown = self.leads_nowhere(index, phrase) or self.imposes_unknown(index, phrase)
        return restricts or unknown or self.imposes_besides(index, phrase)

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
            or self.takes_all(index)
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
        elif phrase.tests and self.opens_case(index + 1) and (phrase.how == "sum" or self.of_no_total(index)):
            self.refuse("RUB201", phrase, form="累计3次以上的,扣2分")
        elif scored and self.grades(index):
            self.refuse("RUB201", phrase, form="等级:90分以上优秀")
        elif self.unscored and (phrase.number.bare or phrase.tests) and self.fills_line(index):
            self.refuse("RUB201", phrase, form=f"扣{phrase.number.low}分")
        elif phrase.number.bare and (self.ends(index) or self.of_case(index)):
            self.refuse("RUB201", phrase, form=f"扣{phrase.text.strip()}分")
        elif phrase.number.bare and last and (self.rest.marked or (isinstance(before, Amount) and before.tests)):
            self.refuse("RUB201", phrase, form=f"得{phrase.text.strip()}分")
        elif scored and of_base(parts, index, self.account.lexicon):
            self.base(index, phrase)
        elif self.is_price(index, phrase, scored):
            self.refuse("RUB201", phrase, form=f"罚款{phrase.text.strip()}")
        elif scored:
            self.refuse("RUB201" if self.may_score(index) else "RUB241", phrase, form=f"扣{phrase.text.strip()}")
        elif phrase.unit == "分" and phrase.op == "<=" and self.counted_up(index):
            self.refuse("RUB209", phrase)  # …累计扣分不超过2分, and nothing says whose limit it is
        elif phrase.unit in SCORED_UNITS and self.rest.scored and phrase.tests and not self.opened:
            self.refuse("RUB209", phrase)  # 扣罚工资的50%,应不少于1500元
        elif phrase.unit in SCORED_UNITS and not self.account.lexicon.spaced:
            self.account.report.add("RUB241", phrase.span)
        elif self.fills_cell(index, phrase):
            self.account.report.add("RUB241", phrase.span)  # … | 15%: a weight, and no head says of what
        else:
            self.stray(index, phrase)

    def is_price(self, index: int, phrase: Amount, scored: bool) -> bool:
        """Whether an amount is a score whose verb was left out or could not be read."""
        ranged = phrase.number.high is not None and phrase.unit in ("分", "元")
        return (is_money(phrase) and self.closes_with(index)) or ((scored or ranged) and self.priced_by(index))

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
            scores = isinstance(phrase, Count) and any(word in phrase.lead for word in SCORING)
            self.refuse("RUB201" if scores else "RUB241", phrase, form="每次扣1分")  # 每倒扣1分

    def refuse(self, code: str, phrase: Phrase, **words: str) -> None:
        self.account.problems(phrase)
        self.account.roles[phrase.span.start] = "prose"
        if all(problem.is_read for problem in phrase.problems):
            self.account.refuse(code, phrase.span, phrase, **words)
