"""How many times something is let pass before it scores: 每月允许2次,超过的每次扣10分 (language, "Quota")."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from rubricdsl.base.calendar import KINDS
from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.model import Account
from rubricdsl.clauses.wording import is_excess, phrase_at
from rubricdsl.tree.phrases import Amount, Bound, Count, Mark, Ordinal, Phrase, Plain, Sign

_STRETCHES = {**KINDS, "学期": "term"}
_BEYOND = ("超过", "超出", "超额", "以后", "之后", "此后", "其后", "往后", "其余")
_SIDES: dict[str, Decimal] = {"<=": Decimal(0), "<": Decimal(-1)}


@frozen
class Quota:
    """What is let pass: the phrases that name it, and how many times."""

    names: tuple[Phrase, ...]
    times: Decimal


def passed(window: Sequence[Phrase], account: Account) -> Quota | None:
    """前两次, 2次以内 before 不扣分: so many are let pass."""
    last = window[-1] if window else None
    if not isinstance(last, Amount) or not _is_count(last):
        return None
    before = window[-2] if len(window) > 1 else None
    if not last.tests and isinstance(before, Plain) and before.text.endswith(("前", "头")):
        said = before.text[:-1].strip()
        named = [evolve(before, text=said)] if said else []
        return Quota((*_named(window[:-2], account), *named), last.number.low)
    if len(last.tests) == 1 and last.op is None and last.tests[0].op in _SIDES:
        return Quota(_named(window[:-1], account), last.number.low + _SIDES[last.tests[0].op])
    return None


def allowed(window: Sequence[Phrase], account: Account) -> tuple[Quota, Sequence[Phrase]] | None:
    """每月允许2次,超过的…: what a window lets pass, and what it says behind."""
    for at, phrase in enumerate(window[:-1]):
        before, behind = phrase_at(window, at - 1), window[at + 1]
        if not (isinstance(phrase, Amount) and _is_count(phrase) and not phrase.tests and isinstance(behind, Sign)):
            continue
        word = account.lexicon.opening("allowing", before.text.strip()) if isinstance(before, Plain) else ""
        if word and before is not None:
            rest = before.text.strip()[len(word) :]
            named = [evolve(before, text=rest)] if isinstance(before, Plain) and rest else []
            account.give("setting", phrase, None if named else before)
            return Quota((*_named(window[: at - 1], account), *named), phrase.number.low), window[at + 1 :]
    return None


def bounded(bound: Bound, window: Sequence[Phrase], account: Account) -> Quota | None:
    """补打卡每月限3次,第4次起…: a limit in times that what follows goes beyond."""
    if bound.unit != "次" or bound.max is None or bound.exhaust:
        return None
    account.give("setting", bound)
    return Quota(_named(window, account), bound.max)


def beyond(quota: Quota, window: Sequence[Phrase], account: Account) -> list[Phrase] | None:
    """The window of a score that goes beyond a quota: of what is let pass, from the next occurrence on; else None."""
    at = next((i for i, phrase in enumerate(window) if not isinstance(phrase, Sign)), len(window))
    first = phrase_at(window, at)
    next_one = quota.times + 1
    if isinstance(first, Ordinal) and first.onward and first.nth == next_one:
        return [*quota.names, *window[at:]]
    excess = isinstance(first, Plain) and first.text.startswith(_BEYOND)
    if isinstance(first, Amount) and _is_count(first) and len(first.tests) == 1:
        test = first.tests[0]
        excess = (test.op, test.value) in ((">", quota.times), (">=", next_one))
    rest = window[at + 1 :]
    if not excess or first is None or any(is_excess(phrase, account.lexicon) for phrase in rest):
        return None  # 超过2处的,超出部分每处…: what counts is said by itself
    account.give("filler", *(phrase for phrase in rest[:1] if phrase.text.strip() in ("的", "者")))
    return [*quota.names, Ordinal(first.text, first.span, next_one, True), *rest]


def _is_count(amount: Amount) -> bool:
    return dimension(amount.unit) == "count" and amount.number.high is None and not amount.number.bare


def _named(window: Sequence[Phrase], account: Account) -> tuple[Phrase, ...]:
    """The phrases that name what is let pass; 每月 says over what it is counted, 每人 for whom."""
    found: list[Phrase] = []
    for phrase in window:
        unit = phrase.every.unit if isinstance(phrase, Count) and phrase.every is not None else ""
        if unit in _STRETCHES:
            found.append(Mark(phrase.text, phrase.span, "STRETCH", _STRETCHES[unit]))
        elif unit:
            account.give("setting", phrase)
        else:
            found.append(phrase)
    return tuple(found)
