"""The rules of an item as the sentences they are said back in: a score with all that grades or goes on from it."""

from collections.abc import Sequence

from rubricdsl.meaning.parts import Clause


def sentences(rules: Sequence[Clause]) -> list[list[Clause]]:
    """The rules of an item, each with those that grade it or go on behind it, and with what stands between them."""
    found: list[list[Clause]] = []
    for rule in rules:
        if not found or not goes_on(rule):
            found.append([rule])
            continue
        holding = (place for place, said in enumerate(found) if any(each.code == rule.escalates for each in said))
        first = next(holding, len(found) - 1)
        found[first:] = [[each for said in found[first:] for each in said] + [rule]]
    return found


def goes_on(rule: Clause) -> bool:
    """Whether a rule speaks of one before it, and so stands in its sentence."""
    return rule.escalates is not None or bool(rule.select.flags) or rule.curve.times is not None
