"""Conditions as they are said before or behind an act whose verb is first: which amounts belong to which name."""

from collections.abc import Sequence

from attrs import evolve

from rubricdsl.base.span import Span
from rubricdsl.clauses.act_words import unread
from rubricdsl.clauses.condition import bared, is_filler
from rubricdsl.clauses.wording import is_sign, phrase_at
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Phrase, Plain, Quoted, Sign

_FORM = "“late” more than 3 times or “absent” more than 2 times: deduct 2 points"


def of_their_own(said: Sequence[Phrase], lexicon: Lexicon) -> list[Phrase]:
    """“late” more than 3 times or “absent” more than 2 times: each name with the condition that follows it.

    Names that are joined otherwise, as by and, would have to be met together, which no clause can ask for.
    """
    found: list[Phrase] = []
    tested: int | None = None  # where the last condition of a name stands
    for place, part in enumerate(said):
        behind = phrase_at(said, place + 1)
        if isinstance(part, Amount) and part.tests:
            found.append(_ranked(part, phrase_at(said, place - 1), lexicon))
            tested = len(found) - 1
        elif tested is not None and _is_named(part, lexicon) and isinstance(behind, Amount) and behind.tests:
            found[tested + 1 :] = _joined(found[tested + 1 :], part, lexicon)
            tested = None
        else:
            found.append(part)
    return found


def _joined(between: Sequence[Phrase], name: Phrase, lexicon: Lexicon) -> list[Phrase]:
    """What stands between a condition and the next name: a comma, or a word that lists."""
    words = [part for part in between if not is_sign(part, "COMMA")]
    listed = all(isinstance(part, Plain) and lexicon.consists_of("listing", part.text) for part in words)
    opens = lexicon.opening("listing", name.text) if isinstance(name, Plain) else ""
    if listed and (between or opens):
        rest = name.text[len(opens) :].lstrip()
        own = evolve(name, text=rest, span=Span(name.span.end - len(rest), name.span.end)) if opens else name
        start = between[0].span.start if between else name.span.start
        return [Sign("、", Span(start, own.span.start), "PAUSE"), own]
    return [*between, unread(name, form=_FORM)]


def _is_named(part: Phrase, lexicon: Lexicon) -> bool:
    if isinstance(part, Plain):
        return bool(bared(part.text, lexicon)) and not is_filler(part.text, lexicon)
    return isinstance(part, Quoted)


def _names(part: Phrase, lexicon: Lexicon) -> bool:
    return isinstance(part, Plain) and _is_named(part, lexicon)


def _ranked(amount: Amount, before: Phrase | None, lexicon: Lexicon) -> Phrase:
    """the first 3 times: some of them, and no condition."""
    ranks = isinstance(before, Plain) and lexicon.ending("ranked", before.text) != ""
    return unread(amount, form="“late” the first time: deduct 1 point") if ranks else amount


def told_apart(said: Sequence[Phrase], act: int, lexicon: Lexicon) -> list[Phrase]:
    """“theft”: immediate dismissal and …: between a quoted name with its colon and the act nothing is named.

    `act` is where the act begins, behind which what is said of it may stand.
    """
    colon = next((at for at, part in enumerate(said) if is_sign(part, "COLON")), len(said))
    if not any(isinstance(part, Quoted) for part in said[:colon]):
        return list(said)
    return [
        unread(part, "RUB205") if colon < at and part.span.start < act and _names(part, lexicon) else part
        for at, part in enumerate(said)
    ]
