"""What is measured and how it becomes points: what a window says put together (language, "Counting", "Thresholds")."""

from collections.abc import Sequence

from rubricdsl.base.quantity import dimension, scale
from rubricdsl.clauses.amounts import Said
from rubricdsl.clauses.condition import condition
from rubricdsl.clauses.draft import Side
from rubricdsl.clauses.measured import Measured, counts_percent, proportional, statistical, taken
from rubricdsl.clauses.model import Account
from rubricdsl.clauses.wording import is_excess, is_kind, span_of
from rubricdsl.meaning.parts import Curve, Measure, Quantity, Role, Threshold, Window
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Absent, Amount, Count, Mark, Phrase, Plain, Quoted, RoundUp

_PERCENT = "percent"
_CASES = frozenset({"次", "起", "例", "回", "宗"})  # what a value is recorded for


def measured(window: Sequence[Phrase], said: Said, gains: bool, account: Account) -> Measured:
    """The measure that the phrases of a window ask for."""
    of_its_own = _of_its_own(window, said, gains, account)
    if of_its_own is not None:
        return of_its_own
    separate = [phrase for phrase in window if is_kind(phrase, "SEPARATE")]
    rounded = [phrase for phrase in window if isinstance(phrase, RoundUp)]
    mean = [phrase for phrase in window if is_kind(phrase, "MEAN")]
    account.give("count", *separate, *rounded)
    account.give("case", *mean)
    per = _per(said.counts)
    toward = side_of(window, account.lexicon)
    role: Role | None = None
    when = said.tests
    if said.nth is not None:
        role, when = "nth", (*(each for each in said.tests if dimension(each.unit) != "count"), said.nth)
    _refuse_unmet(window, when, said, role == "nth", account)
    below = toward == "below"
    counts_down = below and (said.target is not None or counts_percent(per))
    _refuse_multipliers(window, said, account)
    curve = Curve(per=per, when=when, role=role, origin=said.target, below=counts_down, round_up=bool(rounded))
    if _is_per_case(curve, window, account):
        return Measured(Measure("count", per.unit if per is not None else None), Curve(per=per), when)
    if toward == "above" and not _sides(window) and said.own is not False and _in_time(when):
        account.report.add("RUB201", span_of(window), form="累计超过36小时的部分,每小时扣1分")
    total = _total(window, when, account)
    _refuse_unsaid(window, curve, total, account)
    if _looks_at_several(window, when, total):
        account.report.add("RUB246", span_of(window))
    if _collected(window, when, account):
        return Measured(Measure("collected", "分"), curve)
    return taken(curve, total=total, mean=bool(mean), own=said.own, separate=bool(separate), toward=toward)


def _of_its_own(window: Sequence[Phrase], said: Said, gains: bool, account: Account) -> Measured | None:
    """A measure that one phrase names: a statistic, what is absent, a proportion."""
    statistic = next((phrase for phrase in window if is_kind(phrase, "STATISTIC")), None)
    if statistic is not None:
        return _statistical(statistic, window, said, account)
    absence = next((phrase for phrase in window if isinstance(phrase, Absent)), None)
    if absence is not None:
        return _absent(absence, account)
    proportion = [phrase for phrase in window if is_kind(phrase, "PROPORTION")]
    if proportion:
        account.give("act", *proportion)
        return in_proportion(window, said, gains, account)
    return None


def _refuse_multipliers(window: Sequence[Phrase], said: Said, account: Account) -> None:
    """每人每10分钟, 每超1%每扣1分: two rates for one score."""
    if len(said.counts) > 1 and any(each.value != 1 for each in said.counts):
        account.report.add("RUB242", span_of(window))
    led = [each.every for each in window if isinstance(each, Count) and each.lead and each.every is not None]
    if len(led) > 1 and any(dimension(every.unit) in ("points", "money") for every in led):
        account.report.add("RUB242", span_of(window))


def _collected(window: Sequence[Phrase], when: Sequence[Threshold], account: Account) -> bool:
    """累计扣分达10分的: whether a condition is of all the points that the card lost."""
    said = [phrase for phrase in window if isinstance(phrase, Mark) and phrase.kind == "COLLECTED"]
    of_points = len(when) == 1 and dimension(when[0].unit) == "points"
    if len(said) != 1 or said[0].value != "deduct" or not of_points or condition(window, account.lexicon):
        return False
    account.give("case", *said)
    return True


def _refuse_unmet(window: Sequence[Phrase], when: Sequence[Threshold], said: Said, nth: bool, account: Account) -> None:
    """Conditions that exclude each other, or that one amount cannot be tested by."""
    kinds = {dimension(threshold.unit) for threshold in when}
    if nth and kinds & {_PERCENT, "points"}:
        account.report.add("RUB201", span_of(window), form="第二次扣4分")  # 第一次0-9分得8分
    if _is_empty(when):
        account.report.add("RUB201", span_of(window), form="低于90%的,扣5分")
    if _PERCENT in kinds and _differs(_per(said.counts), said.target, len(kinds)):
        account.report.add("RUB201", span_of(window), form="发生率超过0.1%的,扣5分")


def _is_empty(when: Sequence[Threshold]) -> bool:
    """不低于95%,少于1%: conditions of which no value can meet all."""
    lows = [each for each in when if each.op in (">", ">=")]
    highs = [each for each in when if each.op in ("<", "<=")]
    return any(dimension(low.unit) == dimension(high.unit) and not _meet(low, high) for low in lows for high in highs)


def _meet(low: Threshold, high: Threshold) -> bool:
    """Whether a value lies between two ends of one dimension."""
    least, most = low.value * scale(low.unit), high.value * scale(high.unit)
    return least < most or (least == most and (low.op, high.op) == (">=", "<="))


def _differs(per: Quantity | None, target: Quantity | None, kinds: int) -> bool:
    """Whether a rate is tested beside something else: 发生率超过0.1%且超过2个, 泄漏率<0.5‰(2个),每增减一个…."""
    if target is not None and dimension(target.unit) != _PERCENT:
        return True
    return kinds > 1 and per is None


def _refuse_unsaid(window: Sequence[Phrase], curve: Curve, total: bool, account: Account) -> None:
    """What a controlled language does not leave to a reader: of what points are, and what a begun multiple is of."""
    if not account.lexicon.spaced:
        return
    rounded = next((phrase for phrase in window if isinstance(phrase, RoundUp)), None)
    if rounded is not None and curve.per is None:
        account.refuse("RUB201", rounded.span, rounded, form="每10分钟扣1分(不足10分钟按10分钟计)")
    own = [phrase for phrase in window if isinstance(phrase, Amount) and phrase.case and phrase.how != "sum"]
    if curve.origin is not None and own and _in_time(curve.when):
        account.refuse("RUB201", own[0].span, own[0], form="累计超过36小时的部分,每小时扣1分")
    if curve.role is not None and len(curve.when) > 1:
        account.report.add("RUB201", span_of(window), form="第二次扣4分")
    _refuse_points(window, total, account)


def _refuse_points(window: Sequence[Phrase], total: bool, account: Account) -> None:
    """Scores below 60 points: points that are neither the total nor a measurement of a name of its own."""
    lexicon = account.lexicon
    if total or any(isinstance(phrase, Quoted) or is_kind(phrase, "COLLECTED") for phrase in window):
        return
    name = condition(window, lexicon)
    if not name:
        return  # it is told that nothing can meet it
    marked = lexicon.ending("measured", name) or (lexicon.ending("marked", name) not in ("", name))
    for phrase in window:
        if isinstance(phrase, Amount) and dimension(phrase.unit) == "points" and phrase.tests and not marked:
            account.refuse("RUB201", phrase.span, phrase, form="低于70分的,扣2分")


def _looks_at_several(window: Sequence[Phrase], when: Sequence[Threshold], total: bool) -> bool:
    """连续两次不合格, 两次得分低于60分: a case over the values or totals of several times."""
    kinds = {dimension(threshold.unit) for threshold in when}
    amounts = [phrase for phrase in window if isinstance(phrase, Amount)]
    runs = any(phrase.how == "run" and dimension(phrase.unit) == "count" for phrase in amounts)
    return (total and "count" in kinds) or (runs and bool(kinds & {_PERCENT, "points"}))


def _in_time(when: Sequence[Threshold]) -> bool:
    """Whether conditions are in minutes or hours, which test each event: what of it exceeds them has no measure."""
    return any(dimension(each.unit) == "time" for each in when)


def _is_per_case(curve: Curve, window: Sequence[Phrase], account: Account) -> bool:
    """合格率低于90%的,每次扣5分: each recorded value that fails; what else counts beside a rate is refused."""
    per, when = curve.per, curve.when
    if per is None or dimension(per.unit) != "count" or curve.origin is not None or curve.role is not None or not when:
        return False
    if any(dimension(each.unit) not in (_PERCENT, "points") for each in when):
        return False
    if per.unit in _CASES and per.value == 1 and not _sides(window):
        return True
    if any(isinstance(each, Count) and account.role(each) is None for each in window):
        return False  # it is refused by itself
    account.report.add("RUB242", span_of([each for each in window if isinstance(each, Count | Amount)] or window))
    return False


def _statistical(word: Phrase, window: Sequence[Phrase], said: Said, account: Account) -> Measured:
    """最高值“等候”超过30分钟的: what a statistic takes of the amounts is held against an amount, and counted by one."""
    separate = [phrase for phrase in window if is_kind(phrase, "SEPARATE")]
    account.give("case", word)
    account.give("count", *separate)
    per, toward = _per(said.counts), side_of(window, account.lexicon)
    other = any(isinstance(phrase, Absent) or is_kind(phrase, "PROPORTION") for phrase in window)
    if other or said.nth is not None or not (said.tests or per is not None):
        account.report.add("RUB201", word.span, form=f"{word.text.strip()}“等候”超过30分钟的,扣3分")
    below = toward == "below" and (said.target is not None or counts_percent(per))
    curve = Curve(per=per, when=said.tests, origin=said.target, below=below)
    return statistical(word.text.strip(), curve, bool(separate), toward)


def _per(counts: tuple[Quantity, ...]) -> Quantity | None:
    """What multiplies, its units joined in the order written."""
    if not counts:
        return None
    units = list(dict.fromkeys(quantity.unit for quantity in counts))
    return Quantity(counts[-1].value, "/".join(units)) if len(units) > 1 else counts[-1]


def side_of(window: Sequence[Phrase], lexicon: Lexicon) -> Side | None:
    """The side of its target on which a score counts; None where it counts from none."""
    sides = _sides(window)
    if sides:
        return sides[-1]
    return "above" if any(is_excess(phrase, lexicon) for phrase in window) else None


def _sides(window: Sequence[Phrase]) -> list[Side]:
    """On which sides of a target 每低 and 每超 count."""
    return [phrase.side for phrase in window if isinstance(phrase, Count) and phrase.side is not None]


def _absent(absence: Absent, account: Account) -> Measured:
    account.give("window", absence)
    if absence.months is None:
        account.report.add("RUB221", absence.span)
        return Measured(Measure("absence"), Curve())
    return Measured(Measure("absence", window=Window(absence.months, "月", run=True)), Curve())


def in_proportion(window: Sequence[Phrase], said: Said, gains: bool, account: Account) -> Measured:
    """按比例: of the target that a window states."""
    ranged = any(isinstance(phrase, Amount) and phrase.number.high is not None for phrase in window)
    beyond = any(test.op == ">" for test in said.tests)  # 高于80%按比例得分: of what, nobody says
    if said.target is None and (beyond or (ranged and len(said.tests) > 1)):
        account.report.add("RUB201", span_of(window), form="低于90%的,按比例扣分")  # 96%-99%按比例扣分
    return proportional(said.tests, said.target, gains, any(is_kind(phrase, "MEAN") for phrase in window))


def _total(window: Sequence[Phrase], when: Sequence[Threshold], account: Account) -> bool:
    """考核得分在70分以下: a condition on the total."""
    if not any(dimension(threshold.unit) == "points" for threshold in when):
        return False
    said = [phrase for phrase in window if is_kind(phrase, "TOTAL")]
    for phrase in said:
        account.give("case", phrase)
    nameless = not condition(window, account.lexicon) and not any(
        isinstance(phrase, Quoted | Count) for phrase in window
    )
    return bool(said) or (
        nameless and any(isinstance(phrase, Plain) and phrase.text.startswith("者") for phrase in window)
    )
