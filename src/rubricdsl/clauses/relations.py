"""How a score belongs to the one before it: a graver case, on top, the same case in another ledger, its contrary."""

from collections.abc import Sequence

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.amounts import contrary
from rubricdsl.clauses.condition import condition, graver_flags, is_graver, listed, spoken
from rubricdsl.clauses.draft import Draft, Names
from rubricdsl.clauses.exempt import unexempt
from rubricdsl.clauses.model import Account, Segment
from rubricdsl.clauses.ties import graded_by, ledger
from rubricdsl.clauses.wording import is_kind
from rubricdsl.meaning.parts import Effect
from rubricdsl.meaning.shares import is_of_money
from rubricdsl.tree.phrases import Absent, Amount, Consequence, Count, Due, Mark, Ordinal, Phrase

_TAKING = frozenset({"deduct", "fine", "forfeit"})
_GIVING = frozenset({"add", "award", "reward"})
PAYEES = (
    "责任人",
    "当事人",
    "负责人",
    "班组长",
    "组长",
    "班长",
    "队长",
    "店长",
    "厂长",
    "主任",
    "主管",
    "经理",
    "领导",
    "部门",
    "班组",
    "车间",
    "科室",
    "单位",
)
_NEGATIONS = ("无", "没有", "未发生", "未出现", "杜绝")


def related(draft: Draft, window: Sequence[Phrase], first: int, before: Sequence[Draft], account: Account) -> Draft:
    """Ties a graver case to the score it replaces and an extra one to the score it comes on top of.

    `before` are the drafts of the same sentence, the first of which has the index `first`.
    """
    lexicon = account.lexicon
    base = graded_by(draft, before)
    _joins(window, account)
    extra = _is_extra(draft, window, base is not None)
    untied = draft if extra == draft.extra else evolve(draft, extra=extra)
    if base is None:
        _grades_nothing(draft, window, first, account)
        return untied
    last, names = before[-1], before[base].names
    if _pays_too(draft, window, last):
        return evolve(_in_case_of(draft, last), flags=last.flags)
    if not draft.names and not last.graver and last.grades is None and _goes_with(draft, window, last):
        return _as_often_as(_in_case_of(untied, last), last)
    if not draft.names and last.graver and _goes_on(draft, window, account):
        return evolve(draft, names=names, flags=last.flags)
    graver = is_graver(window, names, lexicon) and not _gives_either(draft, before[base])
    doubled = draft.curve.times is not None and draft.curve.role is None
    failed = _otherwise(window)
    if failed is not None and not draft.curve.when and not draft.when:
        opposes = _opposes(draft, before[base])
        return _contrary(draft, before[base], account) if opposes else evolve(draft, names=draft.names or names)
    if not graver and not doubled and draft.names and not _shortened(draft.names, names):
        return untied
    inherited = evolve(draft, names=names, flags=graver_flags(unexempt(window), names, lexicon))
    if graver and draft.effect.kind == "veto":
        return evolve(inherited, graver=True)  # 情节严重的取消评优资格: the points stay
    if graver and _goes_on(draft, window, account) and _marked(window) == "并":
        return inherited
    if graver and extra:
        return evolve(inherited, onto=first + base, extra=True)
    if graver or doubled:
        return evolve(inherited, grades=first + base, graver=graver)
    if draft.effect.kind in _TAKING and before[base].effect.kind in _GIVING:
        names = occurring(names, account)
    alike = _tested_alike(draft, last)
    if _is_of_another(draft, window, last, account):
        alike = _as_often_as(_in_case_of(alike, last), last)
    return evolve(alike, names=names, extra=extra, onto=first + base if extra else None)


def _gives_either(draft: Draft, before: Draft) -> bool:
    """What is given grades nothing, and is graded by no consequence."""
    given = ("add", "award", "reward")
    return draft.effect.kind in ("add", "reward") or (draft.effect.kind == "veto" and before.effect.kind in given)


def _grades_nothing(draft: Draft, window: Sequence[Phrase], first: int, account: Account) -> None:
    """加倍扣分, 情节严重的扣5分, with no score before that it could be of."""
    if draft.curve.times is not None or any(is_kind(phrase, "INSTEAD") for phrase in window):
        account.report.add("RUB225", draft.phrase)
    elif first and spoken(window).startswith(("情节", "情况", "性质", "后果")):
        account.report.add("RUB227", draft.phrase)


def _joins(window: Sequence[Phrase], account: Account) -> None:
    account.give("join", *(phrase for phrase in window if is_kind(phrase, "EXTRA", "OTHERWISE", "IF", "INSTEAD")))


def _otherwise(window: Sequence[Phrase]) -> Mark | None:
    return next((phrase for phrase in window if isinstance(phrase, Mark) and phrase.kind == "OTHERWISE"), None)


def _opposes(draft: Draft, before: Draft) -> bool:
    return (draft.effect.kind in _TAKING) != (before.effect.kind in _TAKING)


def _contrary(draft: Draft, before: Draft, account: Account) -> Draft:
    """达到90%加5分,否则扣3分; 按时完成得10分,否则不得分: the contrary of the case before."""
    names, tests = before.names, before.curve.when
    if len(tests) == 1 and before.curve.role is None:
        return evolve(draft, names=names, measure=before.measure, curve=evolve(draft.curve, when=(contrary(tests[0]),)))
    if tests or before.when:
        account.report.add("RUB201", draft.phrase, form="低于80%的,扣3分")
        return evolve(draft, names=names)
    if names.quoted:
        return evolve(draft, names=Names(quoted=tuple("未" + name for name in names.quoted)))
    plain = occurring(names, account)
    if plain != names:
        return evolve(draft, names=plain)
    if not names.words:
        return draft
    turned = "未" + names.words
    return evolve(
        draft, names=Names(short=tuple("未" + name for name in names.short) if len(turned) <= 8 else (), words=turned)
    )


def occurring(names: Names, account: Account) -> Names:
    """What names without 无: what happens where they say that it does not."""
    text = names.words
    for word in ("当月", "本月", "全年", "每月"):
        text = text.removeprefix(word)
    found = next((word for word in _NEGATIONS if text.startswith(word) and len(text) > len(word)), None)
    if found is None or names.quoted:
        return names
    plain = text[len(found) :]
    return Names(short=listed(plain, account.lexicon), words=plain)


def _in_case_of(draft: Draft, last: Draft) -> Draft:
    """A score under the names and conditions of the one before it."""
    case = evolve(draft.curve, when=last.curve.when, role=last.curve.role)
    return evolve(draft, names=last.names, when=last.when, curve=case, measure=last.measure)


def _as_often_as(draft: Draft, last: Draft) -> Draft:
    """旷工1天扣款200元,扣20分: both for each day; a rate from a target is the first score's alone."""
    own = draft.curve.per is not None or draft.effect.kind not in (_TAKING | _GIVING) - {"forfeit"}
    rated = last.curve.origin is not None
    return draft if own or rated else evolve(draft, curve=evolve(draft.curve, per=last.curve.per))


def _states_case(window: Sequence[Phrase]) -> bool:
    return any(
        isinstance(phrase, Amount | Count | Ordinal | Due | Absent)
        or (isinstance(phrase, Mark) and phrase.kind == "SEPARATE")
        for phrase in window
    )


def _pays_too(draft: Draft, window: Sequence[Phrase], last: Draft) -> bool:
    """罚责任人500元、班组长200元; 对责任人罚款500元,对经理罚款200元: who else pays in the same case."""
    alike = draft.effect.kind in ("fine", "reward", "deduct") and draft.effect.kind == last.effect.kind
    own = _states_case(window) or draft.names.quoted
    return alike and not own and len(draft.names.words) <= 10 and draft.names.words.endswith(PAYEES)


def _goes_with(draft: Draft, window: Sequence[Phrase], last: Draft) -> bool:
    """旷工3天以上扣10分,并罚款100元; 旷工1天扣20分,罚款200元: what another ledger adds in the same case, as often."""
    other = ledger(draft.effect.kind) != ledger(last.effect.kind)
    cased = bool(last.when or last.curve.when or last.curve.per)
    return other and not _states_case(window) and draft.stretch == last.stretch and cased


def _is_of_another(draft: Draft, window: Sequence[Phrase], last: Draft, account: Account) -> bool:
    """每台罚机长500元,罚单位3000元: the same act once more, with nothing said between, is of the same case."""
    alike = draft.effect.kind == last.effect.kind and draft.stretch == last.stretch and not draft.names
    return alike and not _states_case(window) and not condition(window, account.lexicon)


def _tested_alike(draft: Draft, before: Draft) -> Draft:
    """单笔差错1000元以下扣2分,1000-5000元扣5分: the second tests each event's own amount as the first does."""
    own, curve = before.when, draft.curve
    if not own or draft.when or not curve.when or curve.role or dimension(curve.when[0].unit) != dimension(own[0].unit):
        return draft
    return evolve(draft, when=curve.when, curve=evolve(curve, when=()), measure=before.measure)


def _shortened(own: Names, before: Names) -> bool:
    """报表延迟1天扣1分,延迟2天扣2分: the end of the name before, said again."""
    one, other = own.short, before.short
    return not own.quoted and len(one) == len(other) == 1 and len(one[0]) > 1 and other[0].endswith(one[0])


def _goes_on(draft: Draft, window: Sequence[Phrase], account: Account) -> bool:
    """情节严重的扣10分,并罚款100元: another ledger for the same graver case."""
    bare = not condition(window, account.lexicon) or _marked(window) == "并"
    return draft.effect.kind in ("fine", "reward", "veto", "refer") and bare


def _marked(window: Sequence[Phrase]) -> str:
    """The word that says how a score joins the one before: 另, 再, 并 …"""
    found = next((phrase for phrase in window if isinstance(phrase, Mark) and phrase.kind == "EXTRA"), None)
    return "" if found is None else "并" if found.value == "and" else found.text


def _is_extra(draft: Draft, window: Sequence[Phrase], follows: bool) -> bool:
    """另扣, 再扣, 追加 come on top; 并扣 only after a score, as 并罚款 merely goes on."""
    mark = _marked(window)
    if mark == "并":
        return follows and draft.effect.kind == "deduct"
    return bool(mark) or draft.extra


def goes_on_with(last: Draft, effect: Effect, segment: Segment, account: Account) -> bool:
    """注销身份,撤销职务: whether a consequence says no more than what comes with the one before it."""
    act = segment.act
    alike = (isinstance(act, Consequence) and (not act.grade or last.effect.to is None)) or (
        isinstance(act, Mark) and act.kind == "NOTOTAL" and last.effect.to is None
    )
    if not alike or effect.to is None or last.effect.kind != "veto" or _states_case(segment.window):
        return False
    return not condition(segment.window, account.lexicon)


def is_of_same_sum(effect: Effect, segment: Segment, last: Draft, account: Account) -> bool:
    """旷工1天扣工资的30%,2天扣50%: a share that names neither a matter nor a sum of its own."""
    shares = effect.share is not None and effect.kind == "deduct" and is_of_money(last.effect)
    return shares and last.stretch == segment.stretch and not condition(segment.window, account.lexicon)
