"""按《X》处理, where X is known: its clauses, as part of the standard that refers to it."""

from attrs import evolve

from rubricdsl.meaning.parts import Clause, Item
from rubricdsl.rules.model import Rubric, Rule


def with_references(rubric: Rubric) -> Rubric:
    """The rubric with the items and rules of those it refers to, under the clause that does.

    Codes are those of the clause, a stroke and their own (19-1/2-1). What the other standard says of its total (base,
    range, grades) does not come along. References form no cycles: that is an error of reading them.
    """
    known = {name: with_references(other) for name, other in rubric.references}
    links = [(rule, known[rule.effect.to]) for rule in rubric.rules if _is_link(rule) and rule.effect.to in known]
    if not links:
        return rubric
    return evolve(
        rubric,
        items=(*rubric.items, *(_item(item, link, other) for link, other in links for item in other.items)),
        plugins=tuple(dict.fromkeys((*rubric.plugins, *(each for _, other in links for each in other.plugins)))),
        rules=(*rubric.rules, *(_rule(rule, link) for link, other in links for rule in other.rules)),
        head=evolve(
            rubric.head, aliases=(*rubric.head.aliases, *(a for _, other in links for a in other.head.aliases))
        ),
    )


def _is_link(rule: Clause) -> bool:
    return rule.effect.kind == "refer"


def _item(item: Item, link: Clause, other: Rubric) -> Item:
    parent = link.item if item.parent is None else f"{link.code}/{item.parent}"
    gravest = item.gravest or other.head.gravest
    return evolve(item, code=f"{link.code}/{item.code}", parent=parent, gravest=gravest)


def _rule(rule: Rule, link: Clause) -> Rule:
    escalates = None if rule.escalates is None else f"{link.code}/{rule.escalates}"
    return evolve(rule, code=f"{link.code}/{rule.code}", item=f"{link.code}/{rule.item}", escalates=escalates)
