"""Drafts put in the order of the text, still tied to the ones they grade, come on top of, or are a target of."""

from collections.abc import Sequence

from attrs import evolve

from rubricdsl.clauses.draft import Draft
from rubricdsl.clauses.inherited import targeted
from rubricdsl.clauses.targets import of_target_before, up_to_rest
from rubricdsl.meaning.parts import EffectKind


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts as the text has them, still tied to the ones they grade or come on top of."""
    order = sorted(range(len(drafts)), key=lambda index: drafts[index].phrase.start)
    place: dict[int | None, int | None] = {None: None}
    place.update((old, new) for new, old in enumerate(order))
    found = [evolve(drafts[i], grades=place[drafts[i].grades], onto=place[drafts[i].onto]) for i in order]
    for i in range(1, len(found)):
        same = found[i].sentence_number == found[i - 1].sentence_number
        found[i] = targeted(of_target_before(found[i], found[i - 1], same), found[i])
        found[i - 1] = up_to_rest(found[i - 1], found[i]) if same else found[i - 1]
    return found


def graded_by(draft: Draft, before: Sequence[Draft]) -> int | None:
    """The score of a sentence that a later one grades: the last that grades none itself, of the same ledger first."""
    money = ledger(draft.effect.kind) == "money"
    last = None
    for index in range(len(before) - 1, -1, -1):
        if before[index].grades is not None:
            continue
        if (ledger(before[index].effect.kind) == "money") == money:
            return index
        last = index if last is None else last
    return last


def ledger(kind: EffectKind) -> str:
    """Where an effect is kept: points, money, or by itself."""
    match kind:
        case "fine" | "reward":
            return "money"
        case "deduct" | "add" | "award" | "forfeit":
            return "points"
        case _:
            return kind
