"""What a score means to the one before it in a sentence: one rate for both, a step that is kept, or nothing."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.condition import condition
from rubricdsl.clauses.draft import Draft, Names
from rubricdsl.clauses.measured import counted
from rubricdsl.clauses.model import Account, Segment
from rubricdsl.meaning.parts import CONSEQUENCES, CONTRARY, Quantity, Threshold
from rubricdsl.tree.phrases import Amount, Count, Mark, Plain

_SECOND = 2
_LACKING = ("缺", "缺少", "少", "漏", "缺失", "欠")


def refuse_unmeasured(draft: Draft, sentence: Sequence[Draft], account: Account) -> None:
    """Refuses a score that nobody could give beside those of its `sentence`, with a form in which it can be said."""
    before = sentence[-1]
    if draft.toward == "above" and draft.curve.origin is None and before.duty is not None:
        account.report.add("RUB201", draft.phrase, form="每月“走访”超过5家的,每家加1分")
    if draft.toward == "above" and draft.curve.origin is None and draft.extra and _in_same_unit(draft, before):
        account.report.add("RUB201", draft.phrase, form="15分钟以上每多10分钟再扣1分")
    if _second_rate(draft, before) and draft.curve.role is None:
        account.report.add("RUB201", draft.phrase, form="第三次及以上每次扣2分")


def lacking(draft: Draft, before: Draft, segment: Segment) -> Draft:
    """不符合一项扣1分,少一项扣1分: what is lacking is a matter of its own, where it falls short of no target."""
    count = next((part for part in reversed(segment.window) if isinstance(part, Count)), None)
    aimed = before.curve.when or before.curve.origin is not None or before.toward is not None or before.duty is not None
    if draft.names or draft.toward != "below" or aimed or before.curve.per is None or count is None:
        return draft
    return evolve(draft, names=Names(short=(count.lead,), words=count.lead)) if count.lead in _LACKING else draft


def both_ways(draft: Draft, sentence: Sequence[Draft], account: Account) -> tuple[Draft, Draft]:
    """每增加1%扣2分,每减少1%加1分: without a target one amount meets the one or the other by its sign.

    Returns the score before and this one.
    """
    before = sentence[-1]
    per, other = before.curve.per, draft.curve.per
    stated = account.targeted or any(each.curve.when for each in sentence)
    if not _opposed(draft, before) or stated or per is None or other is None or per.unit != other.unit:
        return before, draft
    account.report.add("RUB259", before.phrase.to(draft.phrase))
    return _from_nothing(before, per.unit), _from_nothing(draft, per.unit)


def _from_nothing(draft: Draft, unit: str) -> Draft:
    curve = evolve(draft.curve, origin=Quantity(Decimal(0), unit), below=draft.toward == "below")
    return evolve(draft, curve=curve)


def _in_same_unit(draft: Draft, before: Draft) -> bool:
    """15分钟以内扣2分,每增加10分钟加扣1分: nothing says from where the rate counts."""
    per = draft.curve.per
    tests = (*before.curve.when, *before.when)
    return per is not None and any(dimension(each.unit) == dimension(per.unit) for each in tests)


def from_occurrence(draft: Draft, before: Draft) -> Draft:
    """每次扣1分,3次以上每次扣2分: from the third on at 2; 超过5个的,超出部分每个扣4分: from the sixth on at 4."""
    curve, per = draft.curve, draft.curve.per
    ordered = before.curve.role == "nth"
    if per is None or curve.role is not None or dimension(per.unit) != "count" or (before.curve.when and not ordered):
        return draft
    first: Decimal | None = None
    if _second_rate(draft, before) or (ordered and len(curve.when) == 1 and curve.when[0].unit == per.unit):
        test = next(each for each in curve.when if each.unit == per.unit)
        first = {">=": test.value, ">": test.value + 1}.get(test.op) if len(curve.when) == 1 else None
    elif _exceeds(draft, before) and curve.origin is not None:
        first = curve.origin.value + 1
    if first is None or first != first.to_integral_value() or first < _SECOND:
        return draft
    from_it = evolve(curve, when=(Threshold(">=", first, "次"),), role="nth", origin=None)
    return evolve(draft, curve=from_it, toward=None)


def _exceeds(draft: Draft, before: Draft) -> bool:
    """Whether a rate counts the excess of what the rate before counts in full."""
    one, other = before.curve, draft.curve
    same = one.per is not None and one.per == other.per and before.effect.kind == draft.effect.kind
    above = other.origin is not None and not other.below and not draft.extra
    return same and above and one.origin is None and one.role is None and _of_one_matter(draft, before)


def _of_one_matter(draft: Draft, before: Draft) -> bool:
    """当月差评 behind 顾客差评: the end of the name before, said again; or no name at all."""
    own, other = draft.names.words or "".join(draft.names.short), before.names.words or "".join(before.names.short)
    return not draft.names or draft.names == before.names or (own != "" and other.endswith(own))


def _opposed(draft: Draft, before: Draft) -> bool:
    """每增加1%扣2分,每减少1%加1分: on both sides of no target, one amount would meet both."""
    sides = {before.toward, draft.toward}
    if draft.names and before.names and draft.names != before.names:
        return False  # 超额完成任务,每增加10%…;未完成任务,每少10%…
    return sides == {"below", "above"} and before.curve.origin is None and draft.curve.origin is None


def _second_rate(draft: Draft, before: Draft) -> bool:
    """每次扣1分,3次以上每次扣2分: what one occurrence costs is said twice."""
    one, other = before.curve, draft.curve
    same = one.per is not None and one.per == other.per and before.effect.kind == draft.effect.kind
    tested = any(other.per is not None and each.unit == other.per.unit for each in other.when)
    return same and tested and not one.when and one.role is None and not draft.extra and not draft.names.quoted


def with_rates(drafts: Sequence[Draft]) -> list[Draft]:
    """旷工半天扣10分,旷工一天扣20分: scores of a sentence that are in proportion to their amounts are one rate.

    Not where another score belongs to one of them, or where one that follows has a case of its own.
    """
    if any(draft.grades is not None or draft.onto is not None for draft in drafts):
        return list(drafts)
    sentences = groupby(drafts, lambda draft: draft.sentence_number)
    return [draft for _, group in sentences for draft in _rate(list(group))]


def _rate(sentence: list[Draft]) -> list[Draft]:
    imposed = [draft for draft in sentence if draft.effect.kind in CONSEQUENCES]
    first, *others = [draft for draft in sentence if draft not in imposed] or sentence
    amount = _flat_amount(first)
    if amount is None or not others or not all(_is_in_proportion(each, first, amount) for each in others):
        return sentence
    curve = evolve(first.curve, per=amount, when=())
    return [evolve(first, curve=curve, measure=counted(first.measure, curve), bare=False), *imposed]


def _is_in_proportion(draft: Draft, first: Draft, amount: Quantity) -> bool:
    other, low, high = _flat_amount(draft), first.effect.low, draft.effect.low
    if (
        other is None
        or other.unit != amount.unit
        or other.value == amount.value
        or draft.effect.kind != first.effect.kind
        or draft.extra
    ):
        return False
    if low is None or high is None or low != first.effect.high or high != draft.effect.high:
        return False
    named = not draft.names or draft.names == first.names
    return named and draft.stretch == first.stretch and low * other.value == high * amount.value


def _flat_amount(draft: Draft) -> Quantity | None:
    """The one amount for which a score is said without 每: 旷工半天, 旷工一天."""
    curve = draft.curve
    if draft.when or curve.role is not None or curve.origin is not None or draft.duty is not None:
        return None
    if curve.per is not None:
        return curve.per if draft.bare and not curve.when else None
    tests = curve.when if len(curve.when) == 1 and curve.when[0].op == "=" else ()
    return next((Quantity(each.value, each.unit) for each in tests), None)


def with_step_kept(draft: Draft, before: Draft, segment: Segment) -> Draft | None:
    """801单至1000单加10分,1000单以上每多100单再加2分: the step stays; None where nothing counts from its end."""
    origin, when = draft.curve.origin, before.curve.when
    extra = draft.extra or any(isinstance(part, Mark) and part.kind == "EXTRA" for part in segment.window)
    ends = len(when) == 2 and when[1].op in ("<=", "<") and extra
    if not ends or origin is None or (when[1].value, when[1].unit) != (origin.value, origin.unit):
        return None
    return evolve(before, curve=evolve(before.curve, when=when[:1]))


def says_how_much(draft: Draft, before: Draft, segment: Segment, account: Account) -> bool:
    """视情节扣分,扣1-2分: whether a score only says how much the one before it takes."""
    free = before.curve.discretion and before.effect.low is None and before.effect.kind == draft.effect.kind
    if not free or draft.stretch != before.stretch or _states(segment):
        return False
    return not condition(segment.window, account.lexicon)


def _states(segment: Segment) -> bool:
    return any(isinstance(part, Amount | Count | Mark) for part in segment.window)


def exceeding(segment: Segment, account: Account) -> Segment:
    """不得超过3次,超过者扣5分: the norm is told, and its contrary is the case."""
    window = list(segment.window)
    place = next((at for at, part in enumerate(window) if _is_beyond(part.text) and isinstance(part, Plain)), None)
    tests = [at for at, part in enumerate(window) if isinstance(part, Amount) and part.tests]
    if place is None or len(tests) != 1 or tests[0] > place or any(isinstance(part, Count) for part in window[place:]):
        return segment
    norm = window[tests[0]]
    if not isinstance(norm, Amount) or norm.op not in ("<=", "<") or segment.after:
        return segment
    account.give("join", window[place])
    plain = norm.text.replace("不得", "").replace("不", "")
    window[tests[0]] = evolve(norm, text=plain, op=CONTRARY[norm.op])
    return evolve(segment, window=tuple(part for at, part in enumerate(window) if at != place))


def _is_beyond(text: str) -> bool:
    return text.strip().rstrip("的") in ("超过者", "超出者", "超者", "超过", "超出") and text.strip() != "超过"
