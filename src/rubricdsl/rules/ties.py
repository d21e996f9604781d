"""Drafts put in the order of the text, still tied to the ones they grade, come on top of, or are a target of."""

from collections.abc import Sequence

from attrs import evolve

from rubricdsl.rules.draft import Draft
from rubricdsl.rules.parts import Quantity


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts as the text has them, still tied to the ones they grade or come on top of."""
    order = sorted(range(len(drafts)), key=lambda index: drafts[index].phrase.start)
    place: dict[int | None, int | None] = {None: None}
    place.update((old, new) for new, old in enumerate(order))
    found = [evolve(drafts[i], grades=place[drafts[i].grades], onto=place[drafts[i].onto]) for i in order]
    return [_toward(draft, found[i - 1]) if i else draft for i, draft in enumerate(found)]


def _toward(draft: Draft, before: Draft) -> Draft:
    """接通率90%以上。每低1个百分点扣2分: a score that names nothing is of the target stated directly before it."""
    target = before.curve.when[0] if before.effect.kind == "require" and before.curve.when else None
    if draft.names or target is None or draft.measure.kind != before.measure.kind or draft.measure.kind == "count":
        return draft
    curve = draft.curve
    if curve.below and curve.origin is None and target.op in (">=", ">"):
        curve = evolve(curve, origin=Quantity(target.value, target.unit))
    return evolve(draft, names=before.names, curve=curve)
