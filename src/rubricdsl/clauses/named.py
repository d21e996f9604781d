"""The names of one score: the words of its condition, without who pays, what is counted and what names nothing."""

from collections.abc import Sequence

from rubricdsl.clauses.amounts import Said
from rubricdsl.clauses.condition import (
    POINTING,
    announces,
    condition,
    counted_noun,
    is_filler,
    is_word,
    leads_up,
    names,
    ranks_scores,
)
from rubricdsl.clauses.draft import Names
from rubricdsl.clauses.model import Account
from rubricdsl.clauses.relations import PAYEES
from rubricdsl.clauses.wording import is_sign, span_of
from rubricdsl.meaning.parts import Effect
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Count, Phrase, Plain, Sign

_CASE = 3  # phrases: a case, what counts, and what is counted
_SHORT_NOUN = 4
_LONGEST_PAYEE = 8


def names_of(named: Sequence[Phrase], said: Said, effect: Effect, account: Account) -> Names:
    """The names of a score by the phrases said before it; none where they are those of the matter before."""
    named = _without_payee(named) if effect.kind in ("deduct", "fine", "veto") else named
    if _counts_things(named, account):
        account.give("count", named[-1])
        named = named[:-1]
    own = names(named, counted_noun(named, account.lexicon), account.lexicon, said.settings)
    told = own.words.strip("的者")
    if not own.quoted and (told in account.lexicon.lists["hollow"] or (len(told) == 1 and told.isascii())):
        return Names()  # 若达95%的则奖150元, 95%≤x<98%得10分: of the matter before
    who = own.words.removesuffix("考核").removesuffix("年度").removesuffix("当年").removesuffix("月度")
    if effect.kind == "veto" and not own.quoted and len(who) <= _LONGEST_PAYEE and who.endswith(PAYEES):
        return Names()  # 主要负责人年度考核不得评为优秀
    if not own.quoted and _is_ledger(own.words, account):
        return Names()  # 罚款50元,绩效考核扣1分
    _refuse_parts(named, own, account)
    if ranks_scores(own.words):
        account.refuse("RUB249", span_of(named), *named)
    return own


def _points_at_list(words: str, lexicon: Lexicon) -> bool:
    """有下列情况之一的为不合格单位: what points at a list and says more names nothing itself."""
    return "之一的" in words and any(word in words for word in POINTING) and not announces(words, lexicon)


def _refuse_parts(named: Sequence[Phrase], own: Names, account: Account) -> None:
    """信息…违反, 3个月|内被通报: a name that wants something behind it, or belongs to the amount before it."""
    lexicon = account.lexicon
    plain = [at for at, phrase in enumerate(named) if isinstance(phrase, Plain) and not is_filler(phrase.text, lexicon)]
    if own.quoted or not plain:
        return
    ends = lexicon.ending("unfinished", own.words)
    if (ends and not is_word(own.words, ends, lexicon)) or _points_at_list(own.words, lexicon):
        account.refuse("RUB245", named[plain[-1]].span, named[plain[-1]])
    first = named[plain[0]]
    begins = lexicon.opening("hanging", own.words)
    after = plain[0] and not isinstance(named[plain[0] - 1], Sign)
    if begins and after and first.text.strip().startswith(begins) and leads_up(begins, own.words, lexicon):
        account.refuse("RUB245", first.span, first)


def _without_payee(named: Sequence[Phrase]) -> Sequence[Phrase]:
    """未完成指标的,部门负责人扣5分: from whom it is taken, behind the case, names nothing."""
    last = next((at for at in range(len(named) - 1, -1, -1) if not isinstance(named[at], Sign)), 0)
    who, before = named[last] if named else None, named[last - 1] if last else None
    told = isinstance(who, Plain) and len(who.text) <= _LONGEST_PAYEE and who.text.strip().endswith(PAYEES)
    apart = before is not None and is_sign(before, "COMMA") and any(isinstance(each, Plain) for each in named[:last])
    return named[: last - 1] if told and apart else named


def _is_ledger(words: str, account: Account) -> bool:
    """绩效考核, 考核分: what points are taken of, and nothing that happens."""
    found = account.lexicon.words.longest(words, 0)
    return (
        found is not None
        and found[0] == words
        and any(each.kind == "OBJECT" and each.value == "points" for each in found[1])
    )


def _counts_things(named: Sequence[Phrase], account: Account) -> bool:
    """被综合采用的,每个单位计3分: what is counted by 个 behind a case names nothing more."""
    if len(named) < _CASE or not isinstance(named[-1], Plain) or len(named[-1].text.strip()) > _SHORT_NOUN:
        return False
    count = named[-2]
    things = isinstance(count, Count) and count.each and not count.lead and count.every is not None
    unit = count.every.unit if isinstance(count, Count) and count.every is not None else ""
    return things and unit in ("个", "名", "位", "家") and condition(named[:-2], account.lexicon) != ""
