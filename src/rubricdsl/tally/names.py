"""Which rules a name meets: quoted and short names, their aliases, rule codes, and item codes where the title would."""

from collections.abc import Iterator, Mapping

from rubricdsl.meaning.parts import Clause
from rubricdsl.rules.model import Rubric
from rubricdsl.tally.model import Met


def rules_by_name(rubric: Rubric) -> Mapping[str, tuple[Met, ...]]:
    """Every name an event may use as its kind, with the rules it meets in the order of the text."""
    met: dict[str, dict[tuple[str, bool], Met]] = {}
    titles = {item.code: item.title for item in rubric.items}
    for rule in rubric.rules:
        for name, outright in _names(rubric, rule, titles.get(rule.item)):
            met.setdefault(name, {}).setdefault((rule.code, False), Met(rule, outright))
        for kind in facts(rule):
            for name in spellings(rubric, kind):
                met.setdefault(name, {}).setdefault((rule.code, True), Met(rule, fact=True))
    return {name: tuple(rules.values()) for name, rules in met.items()}


def facts(rule: Clause) -> tuple[str, ...]:
    """The kinds of event that the conditions of a band count; none for any other rule."""
    cases = rule.curve.band.cases if rule.curve.band is not None else ()
    return tuple(dict.fromkeys(kind for case in cases for ask in case.asks for each in ask for kind in each.kinds))


def spellings(rubric: Rubric, kind: str) -> tuple[str, ...]:
    """A name and its aliases."""
    return (kind, *rubric.spellings.get(kind, ()))


def _names(rubric: Rubric, rule: Clause, title: str | None) -> Iterator[tuple[str, bool]]:
    for kind in rule.measure.of or rule.select.kinds:
        yield from ((name, False) for name in spellings(rubric, kind))
    if rule.measure.of is not None:
        return  # a code, or a title, would not tell the part from the whole
    yield rule.code, True
    if rule.escalates is not None:
        yield rule.escalates, False
    if title in rule.select.kinds or rule.curve.band is not None:
        yield rule.item, False
