"""What a score has from the one before it, so that the read-back can mark it: told by what tying it added."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from rubricdsl.clauses.draft import Draft
from rubricdsl.clauses.model import Segment
from rubricdsl.tree.phrases import Amount, Phrase


def marked(tied: Draft, own: Draft, before: Draft | None, segment: Segment) -> Draft:
    """A draft with what it inherits besides what its own words say; `own` is what they alone came to."""
    taken = dict.fromkeys((*tied.inherited, *_added(tied, own)))
    if tied.flags and not own.flags and all(flag not in _text(segment.window) for flag in tied.flags):
        taken["flags"] = None
    if isinstance(segment.act, Amount):
        if segment.column is not None:
            taken["column"] = None
        elif before is not None and before.effect.kind == tied.effect.kind:
            taken["effect"] = None
    return evolve(tied, inherited=tuple(taken)) if taken else tied


def targeted(tied: Draft, own: Draft) -> Draft:
    """A draft that counts from the target of the one before, with that marked."""
    if tied is own:
        return own
    return evolve(tied, inherited=tuple(dict.fromkeys((*tied.inherited, *_added(tied, own)))))


def _added(tied: Draft, own: Draft) -> Iterator[str]:
    if tied.names != own.names:
        yield "kinds"
    if (*tied.when, *tied.curve.when) not in ((), (*own.when, *own.curve.when)):
        yield "when"
    if tied.curve.per not in (None, own.curve.per):
        yield "per"
    if tied.curve.origin not in (None, own.curve.origin):
        yield "from"


def _text(phrases: Sequence[Phrase]) -> str:
    return "".join(phrase.text for phrase in phrases)
