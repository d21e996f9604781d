"""Phrases of a language whose verbs stand first, put together: veto “dismissal”, handled under “Staff rules”."""

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from attrs import evolve

from rubricdsl.base.span import Span
from rubricdsl.clauses.condition import bared
from rubricdsl.clauses.wording import is_kind, is_sign, phrase_at, said, span_of
from rubricdsl.meaning.parts import EffectKind
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import (
    Absent,
    Amount,
    Book,
    Consequence,
    Convert,
    Mark,
    Open,
    Phrase,
    Plain,
    Problem,
    Quoted,
    Refer,
    Score,
    Sign,
)

FORM = "deduct 2 points per occurrence"
_MANNER = ("DISCRETION", "PROPORTION")
_MONTHS = {"月": 1, "季度": 3, "年": 12, "半年": 6}
_MONEY = ("fine", "reward")


def unread(phrase: Phrase, code: str = "RUB201", form: str = FORM) -> Phrase:
    """A phrase that nothing reads where it stands."""
    return evolve(phrase, problems=(*phrase.problems, Problem(code, (("form", form),))))


def as_sign(phrase: Phrase) -> Phrase:
    """A word that only joins what stands before it to what follows."""
    return Sign(phrase.text, phrase.span, "COMMA")


def together(parts: Sequence[Phrase], lexicon: Lexicon) -> list[Phrase]:
    """The phrases between two stops, with those put together that belong together."""
    found: list[Phrase] = []
    at = 0
    while at < len(parts):
        one, at = _joined(parts, at, lexicon)
        found.append(one)
    return found


def _joined(parts: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int]:
    first, behind = parts[at], phrase_at(parts, at + 1)
    match first:
        case Mark(kind="VETO"):
            return _veto(parts, at)
        case Mark(kind="DEAL"):
            return _referred(parts, at, lexicon)
        case Mark(kind="CONVERT"):
            return _counted_as(parts, at)
        case Mark(kind="TIMES"):
            return Open(first.text, first.span, None, times=Decimal(first.value)), at + 1
        case Mark(kind="STRAY") if behind is not None and is_kind(behind, "TIMES", *_MANNER):
            return _opened(first, parts, at)
        case Score(manner=("passive",)) if at and is_kind(parts[at - 1], "IF"):
            return unread(Mark(first.text, first.span, "COLLECTED")), at + 1
        case _:
            return first, at + 1


def _veto(parts: Sequence[Phrase], at: int) -> tuple[Phrase, int]:
    """veto “dismissal”, veto: “dismissal”."""
    end = at + 1 + (at + 1 < len(parts) and is_sign(parts[at + 1], "COLON"))
    name = phrase_at(parts, end)
    if isinstance(name, Quoted):
        whole = parts[at : end + 1]
        return Consequence(said(whole), span_of(whole), name.said), end + 1
    return Consequence(parts[at].text, parts[at].span, None), at + 1


def _referred(parts: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int]:
    """handled under “Staff rules”, handled in accordance with company policy."""
    first = parts[at]
    end = at + 3
    name = parts[end - 1] if end <= len(parts) else None
    stated = (
        bared(name.text, lexicon) if isinstance(name, Plain) else name.said if isinstance(name, Quoted | Book) else ""
    )
    if not stated:
        return unread(first, form="handled under “Company rules”"), at + 1
    whole = parts[at:end]
    return Refer(said(whole), span_of(whole), stated), end


def _counted_as(parts: Sequence[Phrase], at: int) -> tuple[Phrase, int]:
    """counts as 0.5 days of “absence”, counts as “absence”: the name in quotes, as any other words go on."""
    first, end, quantity = parts[at], at + 1, None
    amount, of = phrase_at(parts, at + 1), phrase_at(parts, at + 2)
    if isinstance(amount, Amount) and amount.quantity is not None and isinstance(of, Plain) and of.text == "of":
        end, quantity = at + 3, amount.quantity
    name = phrase_at(parts, end)
    if not isinstance(name, Quoted):
        return first, at + 1
    whole = parts[at : end + 1]
    return Convert(said(whole), span_of(whole), name.said, quantity), end + 1


def _opened(verb: Mark, parts: Sequence[Phrase], at: int) -> tuple[Phrase, int]:
    """deduct points at discretion, award points in proportion, fine twice as much at discretion."""
    end = at + 1
    while end < len(parts) and is_kind(parts[end], "TIMES", *_MANNER):
        end += 1
    whole = parts[at:end]
    times = next((each for each in whole if isinstance(each, Mark) and each.kind == "TIMES"), None)
    effect = cast(EffectKind, verb.value)
    return Open(
        said(whole), span_of(whole), effect, None if times is None else Decimal(times.value), effect in _MONEY,
        any(is_kind(each, "PROPORTION") for each in whole), any(is_kind(each, "DISCRETION") for each in whole),
    ), end  # fmt: skip


def merged(parts: Sequence[Phrase]) -> list[Phrase]:
    """Plain words beside each other as one."""
    found: list[Phrase] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Plain) and isinstance(last, Plain) and not (part.problems or last.problems):
            found[-1] = Plain(f"{last.text} {part.text}", last.span.to(part.span))
        else:
            found.append(part)
    return found


def without(parts: Sequence[Phrase], lexicon: Lexicon) -> list[Phrase]:
    """no “deal” for six consecutive months: the absence, and behind it what was absent.

    What is denied otherwise, or lasts so long without a denial, is refused: only such an absence is counted.
    """
    run = next((part for part in parts if isinstance(part, Amount) and part.how == "run"), None)
    rest = [part for part in parts if part is not run]
    denied = next((at for at, part in enumerate(rest) if _denies(rest, at, lexicon)), None)
    if run is None:
        quoted = denied is not None and denied + 1 < len(rest) and isinstance(rest[denied + 1], Quoted)
        ends = denied is not None and lexicon.ending("denying", rest[denied].text) != ""
        if denied is None or not quoted or not ends:
            return rest
        return [*rest[:denied], unread(_up_to(rest[denied], rest[denied + 1]), "RUB204"), *rest[denied + 1 :]]
    months = _MONTHS.get(run.unit)
    length = None if months is None or run.number.high is not None else run.number.low * months
    absent: Phrase = Absent(run.text, run.span, length, problems=run.problems)
    if denied is None:
        return [unread(absent, "RUB204"), *rest]
    return [*rest[:denied], *_undenied(rest[denied], absent, lexicon), *rest[denied + 1 :]]


def _undenied(words: Phrase, absent: Phrase, lexicon: Lexicon) -> list[Phrase]:
    """no deal, staff without …: the words of a denial with the absence where it says so."""
    opens, ends = lexicon.opening("denying", words.text), lexicon.ending("denying", words.text)
    start, end = words.span.start, words.span.end
    if not opens:
        cut = end - len(ends)
        before = words.text[: -len(ends)].strip()
        return [Plain(before, Span(start, start + len(before))), Sign(ends, Span(cut, end), "COMMA"), absent]
    name = words.text[len(opens) :].strip()
    cut = end - len(name)
    return [Sign(opens, Span(start, cut), "COMMA"), absent, *([Plain(name, Span(cut, end))] if name else [])]


def _up_to(part: Phrase, last: Phrase) -> Phrase:
    """A phrase that is shown with all up to another."""
    return evolve(part, span=part.span.to(last.span))


def _denies(parts: Sequence[Phrase], at: int, lexicon: Lexicon) -> bool:
    part = parts[at]
    if not isinstance(part, Plain):
        return False
    named = at + 1 < len(parts) and isinstance(parts[at + 1], Quoted)
    opens = lexicon.opening("denying", part.text)
    return (named and lexicon.ending("denying", part.text) != "") or (opens != "" and opens != part.text)
