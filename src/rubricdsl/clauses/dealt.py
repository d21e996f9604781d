"""How something is dealt with by a text or a rule: 按《X》处理, 按旷工半天处理, 按10分/户扣分."""

from collections.abc import Sequence

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.conversions import read_as
from rubricdsl.clauses.joined_acts import PRICED, acted
from rubricdsl.clauses.wording import is_kind, listed_end, phrase_at, phrase_end, said, span_of
from rubricdsl.meaning.parts import EffectKind
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Book, Consequence, Convert, Count, Phrase, Plain, Quoted, Refer, Score


def dealt(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """按照《X》予以处理 refers; 按旷工半天处理 converts; 按规定处理的 is a condition."""
    if not is_kind(phrases[at], "BY"):
        return None
    end = listed_end(phrases, at)
    deal = next((i for i in range(end - 1, at, -1) if is_kind(phrases[i], "DEAL")), None)
    if deal is None:
        found = _reckoned(phrases, at) or _counted_as(phrases, at, end, lexicon)
        return found or _priced(phrases, at, phrase_end(phrases, at), lexicon)
    if any(map(_is_scored, phrases[at + 1 : deal])):
        return _priced(phrases, at, phrase_end(phrases, at), lexicon)
    before = phrase_at(phrases, at - 1)
    denied = isinstance(before, Plain) and before.text.endswith(("未", "不", "没", "没有", "严格", "能", "未能"))
    behind = phrases[deal + 1] if deal + 1 < end else None
    follows = isinstance(behind, Plain) and behind.text.startswith(("的", "者", "时", "不"))
    if denied or follows:
        return None
    whole = phrases[at : deal + 1]
    if any(is_kind(phrase, "LEAVE") for phrase in phrases[at + 1 : deal]):
        return Consequence(said(whole), span_of(whole), said(phrases[at + 1 : deal])), deal + 1
    inner = phrases[at + 1 : deal]
    text, span = said(whole), span_of(whole)
    book = next((phrase for phrase in inner if isinstance(phrase, Book)), None)
    if book is not None:
        return Refer(text, span, book.said), deal + 1
    stated = said(inner).strip("的 ")
    for word in ("予以", "进行", "给予", "严肃", "追加"):
        stated = stated.removesuffix(word)
    ordered = phrases[deal].text == "执行" and stated.endswith(("要求", "流程", "规程", "程序", "计划", "方案"))
    if ordered:
        return None  # 并按照管理要求执行,按时做完: how something is done
    quoted = next((phrase.said for phrase in inner if isinstance(phrase, Quoted)), "")
    if any(isinstance(phrase, Plain | Quoted) for phrase in inner) and lexicon.ending("norm", quoted or stated):
        return Refer(text, span, quoted or stated), deal + 1
    converts = any(word in phrases[deal].text for word in ("处理", "论处", "处分"))
    return (read_as(Convert(text, span), inner, lexicon), deal + 1) if converts and inner else None


def _reckoned(phrases: Sequence[Phrase], at: int) -> tuple[Phrase, int] | None:
    """每项按照160分计算: so many points are given."""
    amount, behind = (phrase_at(phrases, i) for i in (at + 1, at + 2))
    points = isinstance(amount, Amount) and amount.unit == "分" and amount.quantity is not None and not amount.per
    told = isinstance(behind, Plain) and behind.text.strip() in ("计算", "计", "计分", "记", "算")
    before = phrase_at(phrases, at - 1)
    if not points or not told or not isinstance(amount, Amount) or not isinstance(before, Count | Plain):
        return None
    whole, low = phrases[at : at + 3], amount.number.low
    return Score(said(whole), span_of(whole), "award", low, low, "分", "计", problems=amount.problems), at + 3


def _counted_as(phrases: Sequence[Phrase], at: int, end: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """30分钟以上按旷工半天: so much of another matter, up to the sign."""
    inner = phrases[at + 1 : end]
    if len(inner) != 2 or not isinstance(inner[0], Plain | Quoted) or not isinstance(inner[1], Amount):
        return None
    if inner[1].quantity is None or dimension(inner[1].unit) not in ("days", "count", "time"):
        return None
    whole = phrases[at:end]
    return read_as(Convert(said(whole), span_of(whole)), inner, lexicon), end


def _priced(phrases: Sequence[Phrase], at: int, end: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """按10分/户扣分, 按成本价的30%奖励, 按每件5元扣罚: the act stands behind its amount."""
    place = next((i for i in range(at + 1, end) if isinstance(phrases[i], Amount)), None)
    if place is None:
        return None
    inner = phrases[at + 1 : place]
    each = inner[-1] if inner and isinstance(inner[-1], Count) else None
    found = acted(phrases, place, lexicon)
    if found is None or not all(isinstance(phrase, Plain | Count) for phrase in inner):
        return None
    score, behind = found
    units = (each.every.unit,) if each is not None and each.every is not None else ()
    whole = phrases[at:behind]
    stated = "".join(phrase.text for phrase in inner if isinstance(phrase, Plain))
    money = score.unit == "%" and stated
    effect: EffectKind = ("reward" if score.effect in ("reward", "add", "award") else "fine") if money else score.effect
    return evolve(score, text=said(whole), span=span_of(whole), per=(*units, *score.per), effect=effect), behind


def _is_scored(phrase: Phrase) -> bool:
    return isinstance(phrase, Score) or (isinstance(phrase, Amount) and phrase.unit in PRICED)
