"""Where the clauses of the second opinion are kept: points, money, and what is only imposed."""

from rubricdsl.rules.model import Rule

MONEY = ("fine", "reward")


def ledger(rule: Rule) -> str:
    """Steps and ordinals of one ledger are no rivals of those of another."""
    if rule.effect.kind in MONEY:
        return "money"
    return "status" if rule.effect.kind in ("veto", "refer") else "points"


def is_left_to_recorder(rule: Rule) -> bool:
    """A share of money under a condition in another unit than 元: the recorder knows of which sum it is."""
    return rule.effect.share is not None and rule.effect.kind in MONEY and rule.measure.unit != "元"
