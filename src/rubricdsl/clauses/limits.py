"""最多扣10分, 本项最多5分, 扣完为止: which score, item or whole a limit binds (language, "Limits")."""

from attrs import evolve

from rubricdsl.base.calendar import KINDS
from rubricdsl.clauses.draft import Draft, Reading, both
from rubricdsl.clauses.model import Account, Limited
from rubricdsl.meaning.parts import Limit
from rubricdsl.tree.phrases import Amount, Bound, Count, Mark, Plain, Sign

_SCORED = ("分", "元", "")


def bind(reading: Reading, bound: Limited, account: Account) -> None:
    """A limit binds the one score of its stretch, else the item; 本项 says the item, 总分 the total.

    One in 元 binds the one fine or reward of its stretch. One alone in its line may close the section around. A limit
    on times is refused; one over a stretch (每月最多10分) is kept for those who know the period.
    """
    if not _is_known(reading, bound, account):
        return
    account.give("bound", bound.bound)
    scope = _scope(bound)
    own = [i for i, draft in enumerate(reading.drafts) if draft.stretch == bound.stretch and _is_bounded(draft)]
    if isinstance(bound.bound, Bound) and bound.bound.own:
        own = [i for i in own if reading.drafts[i].phrase.start < bound.span.end][-1:]
    if bound.money:
        paid = [i for i in own if reading.drafts[i].effect.kind in ("fine", "reward")]
        if len(paid) != 1:
            account.refuse("RUB209", bound.span, bound.bound)
            return
        own = paid
    if _one_sided(reading, bound, scope, account):
        return
    item = scope == "item"
    if scope == "total":
        reading.total_limit = both(reading.total_limit, bound.limit)
    elif (item and bound.alone) or scope == "section":
        reading.closing_limit = _with(reading.closing_limit, reading.closing_limit, bound, account)
    elif item or scope == "own" or len(own) != 1:
        reading.limit = _with(reading.limit, reading.limit or reading.closing_limit, bound, account)
    else:
        draft = reading.drafts[own[0]]
        reading.drafts[own[0]] = evolve(draft, limit=_with(draft.limit, draft.limit, bound, account))


def _is_bounded(draft: Draft) -> bool:
    """逾期一天扣10分,最多扣50分,逾期7天以上不得分: what takes all, or no points at all, has no limit."""
    return draft.effect.kind not in ("forfeit", "veto", "refer")


def _is_known(reading: Reading, bound: Limited, account: Account) -> bool:
    """Whether a limit is one the language has, and all that is said before it is of the limit."""
    part = bound.bound
    if isinstance(part, Bound) and (part.unit not in _SCORED or part.per):
        account.refuse("RUB209", bound.span, part)
        return False
    for phrase in bound.window:
        match phrase:
            case Sign():
                continue
            case Mark(kind="SCOPE" | "SUM" | "ACTION" | "COLLECTED" | "TOTAL" | "EXTRA" | "STRAY"):
                account.give("bound", phrase)
            case Count() | Mark(kind="STRETCH") if (every := _every(phrase)) is not None:
                account.give("bound", phrase)
                reading.limits_over.append((every, bound.span))
            case Count() | Mark(kind="STRETCH"):
                account.give("bound", *bound.window, part)
                account.refuse("RUB209", bound.span, part)
                return False
            case Plain():
                account.give("bound", phrase)
            case _:
                continue
    return True


def _every(phrase: Count | Mark) -> str | None:
    """The period that 每月 and 当月 speak of."""
    if isinstance(phrase, Mark):
        return phrase.value if phrase.value in KINDS.values() else None
    every = phrase.every
    return KINDS.get(every.unit) if every is not None and phrase.each and every.value == 1 else None


def _scope(bound: Limited) -> str:
    said = "".join(phrase.text for phrase in bound.window) + bound.bound.text
    if any(word in said for word in ("本项", "该项", "此项", "本章", "本节", "本条", "单项", "以上", "上述")):
        return "item"
    if "总分" in said or any(isinstance(phrase, Mark) and phrase.kind == "TOTAL" for phrase in bound.window):
        return "total"
    if "加分" in said:
        return "adding"
    named = next((phrase.value for phrase in bound.window if isinstance(phrase, Mark) and phrase.kind == "SCOPE"), "")
    if named in ("own", "section"):
        return named
    return "taking" if "扣分" in said else ""


def _with(stated: Limit | None, rival: Limit | None, bound: Limited, account: Account) -> Limit | None:
    """What was stated and the bound; 部长不超过10分,委员不超过8分 cannot both hold, and the second is refused."""
    highest = {limit.max for limit in (rival, bound.limit) if limit is not None and limit.max is not None}
    if len(highest) > 1:
        account.refuse("RUB209", bound.span, bound.bound)
        return stated
    return both(stated, bound.limit)


def _one_sided(reading: Reading, bound: Limited, scope: str, account: Account) -> bool:
    """加分不超过5分 beside deductions bounds the one score that adds; several, and it cannot be kept apart."""
    adding = {"adding": {"add", "award"}, "taking": {"deduct"}}.get(scope, set())
    mine = [i for i, draft in enumerate(reading.drafts) if draft.effect.kind in adding]
    others = [draft for draft in reading.drafts if draft.effect.kind in {"add", "award", "deduct"} - adding]
    if not adding or not others:
        return False
    if len(mine) == 1:
        draft = reading.drafts[mine[0]]
        reading.drafts[mine[0]] = evolve(draft, limit=both(draft.limit, bound.limit))
    else:
        account.refuse("RUB209", bound.span, bound.bound)
    return True


def is_limit(phrase: Amount) -> bool:
    """不超过5分 that tests nothing bounds."""
    return phrase.op == "<=" and phrase.unit in ("分", "元")
