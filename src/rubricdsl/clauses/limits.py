"""最多扣10分, 本项最多5分, 扣完为止: which score, item or whole a limit binds (language, "Limits")."""

from attrs import evolve

from rubricdsl.base.calendar import KINDS, Kind
from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.draft import Draft, Reading, both
from rubricdsl.clauses.model import Account, Limited
from rubricdsl.clauses.wording import is_kind
from rubricdsl.meaning.parts import CONSEQUENCES, Limit, Quantity
from rubricdsl.tree.phrases import Amount, Bound, Count, Mark, Phrase, Plain, Sign

_SAID_OF_IT = (
    "本项",
    "该项",
    "此项",
    "多次",
    "内",
    "累计",
    "可",
    "内多次",
    "只",
    "",
)  # 同一天多次的只计1次, and not: 同一客户当月只计一次
_SCORED = ("分", "元", "")


def bind(reading: Reading, bound: Limited, account: Account) -> None:
    """A limit binds the one score of its stretch, else the item; 本项 says the item, 总分 the total.

    One in 元 binds the one fine or reward of its stretch. One alone in its line may close the section around. One on
    times, or over a stretch of time (每天最多6分, 每天限3次), binds the one score of its stretch alone.
    """
    every = _stretch_of(bound)
    own = [i for i, draft in enumerate(reading.drafts) if draft.stretch == bound.stretch and _is_bounded(draft)]
    alone = len(own) == 1 and (_scope(bound) != "item" or len(reading.drafts) == 1)
    if _counts(bound) or (every is not None and alone and _scope(bound) not in ("total", "section")):
        _bind_often(reading, bound, own, every, account)
        return
    if not _is_known(reading, bound, account):
        return
    account.give("bound", bound.bound)
    scope = _scope(bound)
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


def _counts(bound: Limited) -> bool:
    """最多计3次: a limit on how often a score is given."""
    part = bound.bound
    return isinstance(part, Bound) and part.max is not None and not part.per and dimension(part.unit or "分") == "count"


def _stretch_of(bound: Limited) -> Kind | None:
    """The stretch of time that a limit is said to hold over: 单日, 每周, 一天."""
    if isinstance(bound.bound, Bound) and bound.bound.within:
        return KINDS.get(bound.bound.within)
    found = [every for phrase in bound.window if (every := _every(phrase)) is not None]
    return found[0] if len(found) == 1 else None


def _bind_often(reading: Reading, bound: Limited, own: list[int], every: Kind | None, account: Account) -> None:
    """每天最多6分, 最多计3次: what one score gives or takes over a stretch of the period."""
    account.give("bound", bound.bound, *bound.window)
    draft = reading.drafts[own[0]] if len(own) == 1 else None
    stretches = [phrase for phrase in bound.window if isinstance(phrase, Count | Amount) or is_kind(phrase, "STRETCH")]
    more = any(isinstance(phrase, Plain) and phrase.text.strip("的") not in _SAID_OF_IT for phrase in bound.window)
    if draft is None or more or not _can_be_often(draft, bound) or len(stretches) > (every is not None):
        account.refuse("RUB209", bound.span, bound.bound)
        return
    most = bound.limit.max
    limit = Limit(often=most, within=every) if _counts(bound) else Limit(max=most, within=every)
    reading.drafts[own[0]] = evolve(draft, limit=limit)


def _can_be_often(draft: Draft, bound: Limited) -> bool:
    """Whether a score is given by occurrences or amounts that a day has its own of, and has no other limit."""
    plain = draft.curve.role is None and draft.curve.origin is None and not draft.curve.when and draft.grades is None
    settled = draft.effect.low is not None and draft.effect.low == draft.effect.high and not draft.curve.discretion
    money = draft.effect.kind in ("fine", "reward")
    return (
        plain
        and settled
        and (_counts(bound) or money == bound.money)
        and draft.limit is None
        and draft.measure.kind in ("count", "sum")
    )


def _is_bounded(draft: Draft) -> bool:
    """逾期一天扣10分,最多扣50分,逾期7天以上不得分: what takes all, or no points at all, has no limit."""
    return draft.effect.kind not in CONSEQUENCES | {"forfeit"}


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


def _every(phrase: Phrase) -> Kind | None:
    """The stretch that 每月, 当月 and 一天 speak of."""
    match phrase:
        case Mark(kind="STRETCH", value=value):
            return next((kind for kind in KINDS.values() if kind == value), None)
        case Count(every=Quantity() as every, each=True) if every.value == 1:
            return KINDS.get(every.unit)
        case Amount() if phrase.quantity is not None and phrase.number.low == 1:
            return KINDS.get(phrase.unit)
        case _:
            return None


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
    mine = [i for i in mine if reading.drafts[i].effect.kind == "add"] or mine  # 计3分,每超1万加1分,加分不超过5分
    beside = any(
        i not in mine and draft.effect.kind in ("add", "award", "deduct") for i, draft in enumerate(reading.drafts)
    )
    if not adding or not beside:
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
