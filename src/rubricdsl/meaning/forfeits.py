"""Which marks 不得分 takes: those of its item, or of the section around it (language, "Grades by events")."""

from collections.abc import Mapping

from rubricdsl.meaning.parts import Clause, Item


def forfeited(rule: Clause, items: Mapping[str, Item]) -> str | None:
    """The section whose marks a forfeit takes that stands in an item without marks; None for any other rule.

    A step of a curve, or the graver case of a score, stays with the scores it replaces.
    """
    own = items.get(rule.item)
    tied = rule.curve.role is not None or rule.escalates is not None
    if rule.effect.kind != "forfeit" or tied or own is None or own.full is not None:
        return None
    around = items.get(own.parent or "")
    while around is not None and around.full is None:
        around = items.get(around.parent or "")
    return None if around is None else around.code
