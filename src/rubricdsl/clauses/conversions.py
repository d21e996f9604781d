"""One thing counted as another: 按旷工半天处理, 视为旷工, 迟到三次算旷工一天 (language, "Conversion")."""

from collections.abc import Sequence

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.acts import is_act
from rubricdsl.clauses.condition import is_filler
from rubricdsl.clauses.wording import is_kind, is_sign, phrase_at, phrase_end, said, span_of
from rubricdsl.meaning.parts import Curve, Quantity
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Consequence, Convert, Phrase, Plain, Quoted, Sign

_HANDLED = ("处理", "论处", "计算", "处分", "论", "算", "计", "处罚", "对待")


def counted_as(inner: Sequence[Phrase], lexicon: Lexicon) -> tuple[str, Quantity | None] | None:
    """What 旷工, 旷工半天, 半天旷工 and 1天事假 count as; None for what the table knows no matter of."""
    amounts = [each for each in inner if isinstance(each, Amount)]
    words = [each for each in inner if not isinstance(each, Amount)]
    if len(amounts) > 1 or len(words) != 1 or not isinstance(words[0], Plain | Quoted):
        return None
    matter = words[0]
    name = matter.said if isinstance(matter, Quoted) else _bare(matter.text)
    quantity = amounts[0].quantity if amounts else None
    if amounts and (
        quantity is None or dimension(quantity.unit) not in ("days", "count", "time") or not quantity.value
    ):
        return None
    known = isinstance(matter, Quoted) or lexicon.ending("matter-counted", name) != ""
    return (name, quantity) if name and known else None


def _bare(text: str) -> str:
    name = text.strip().removeprefix("的").strip()
    for word in _HANDLED:
        name = name.removesuffix(word)
    return name.removesuffix("的").removesuffix("情况").strip()


def read_as(convert: Convert, inner: Sequence[Phrase], lexicon: Lexicon) -> Convert:
    """A conversion with what it converts into, where that can be told."""
    found = counted_as([each for each in inner if not _says_nothing(each, lexicon)], lexicon)
    return convert if found is None else evolve(convert, to=found[0], amount=found[1])


def _says_nothing(phrase: Phrase, lexicon: Lexicon) -> bool:
    return isinstance(phrase, Plain) and is_filler(phrase.text, lexicon)


def deemed(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """视为旷工半天, 算旷工一天, 计旷课: what a word of counting as another thing says, up to the sign."""
    first = phrases[at]
    if not is_kind(first, "CONVERT"):
        return None
    end = phrase_end(phrases, at)
    while end > at + 1 and phrases[end - 1].text.strip() in _HANDLED:
        end -= 1
    own = lexicon.ending("matter-counted", first.text)
    inner = [*([Plain(own, first.span)] if own else []), *phrases[at + 1 : end]]
    behind = phrase_at(phrases, end)
    if behind is not None and behind.text.strip() in _HANDLED:
        end += 1
    whole = phrases[at:end]
    found = read_as(Convert(said(whole), span_of(whole)), inner, lexicon)
    return (found, end) if found.to else None


def scores_itself(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> bool:
    """无故不参加的视为旷会,每次扣5分: whether what follows scores what is counted so, which then stays what it is."""
    if not isinstance(phrases[at], Convert):
        return False
    for phrase in phrases[at + 1 :]:
        if is_act(phrase) and not isinstance(phrase, Convert):
            return not isinstance(phrase, Consequence)  # 按旷工半天处理,取消评优: both happen
        comma = is_sign(phrase, "COMMA")
        plain = isinstance(phrase, Plain) and not is_filler(phrase.text, lexicon)
        if plain or (isinstance(phrase, Sign) and not comma) or isinstance(phrase, Amount | Convert):
            return False
    return False


def each_time(curve: Curve) -> Curve:
    """迟到三次算旷工一天: every three add one, and no more than the first are told."""
    bare = curve.when[0] if len(curve.when) == 1 else None
    if bare is None or bare.op != "=" or dimension(bare.unit) not in ("count", "days"):
        return curve
    return evolve(curve, per=Quantity(bare.value, bare.unit), when=())
