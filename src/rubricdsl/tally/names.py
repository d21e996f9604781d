"""Which rules a name meets: quoted and short names, their aliases, rule codes, and item codes where the title would."""

from collections.abc import Iterator, Mapping

from rubricdsl.rules.model import Rubric
from rubricdsl.rules.parts import Clause
from rubricdsl.tally.model import Met


def rules_by_name(rubric: Rubric) -> Mapping[str, tuple[Met, ...]]:
    """Every name an event may use as its kind, with the rules it meets in the order of the text."""
    met: dict[str, dict[str, Met]] = {}
    for rule in rubric.rules:
        for name, outright in _names(rubric, rule):
            met.setdefault(name, {}).setdefault(rule.code, Met(rule, outright))
    return {name: tuple(rules.values()) for name, rules in met.items()}


def _names(rubric: Rubric, rule: Clause) -> Iterator[tuple[str, bool]]:
    for kind in rule.measure.of or rule.select.kinds:
        yield kind, False
        for name, others in rubric.head.aliases:
            if kind == name:
                yield from ((other, False) for other in others)
    if rule.measure.of is not None:
        return  # a code, or a title, would not tell the part from the whole
    yield rule.code, True
    if rule.escalates is not None:
        yield rule.escalates, False
    titles = {item.code: item.title for item in rubric.items}
    if titles.get(rule.item) in rule.select.kinds:
        yield rule.item, False
