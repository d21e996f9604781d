"""`rub events`: the vocabulary an event log may use."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import click
from attrs import asdict, frozen

import rubricdsl
from rubricdsl.base.messages import Lang
from rubricdsl.cli.guard import command
from rubricdsl.cli.inputs import Inputs
from rubricdsl.cli.language import lang_option, language
from rubricdsl.cli.options import FILE, encoding_option, plugin_option
from rubricdsl.cli.output import table, wrapped, write_json
from rubricdsl.tally.names import spellings
from rubricdsl.tally.references import with_references


@frozen
class Word:
    """A name that events may bear as their kind: the rules it meets, its flags, and the units of its amount."""

    item: str
    title: str
    name: str
    also: tuple[str, ...]
    rules: tuple[str, ...]
    flags: tuple[str, ...]
    units: tuple[str, ...]


@command()
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@plugin_option
@encoding_option
@lang_option
def events(file: str, form: str, plugins: tuple[str, ...], encoding: str | None) -> None:
    """List what an event log may say: names, flags, units, and the codes of the rules they meet.

    The names of rubrics that 引用 resolves to are listed with the clause that refers to them.
    """
    rubric = with_references(Inputs(encoding, plugins=plugins).rubric(file))
    words = vocabulary(rubric)
    if form == "json":
        write_json([asdict(word) for word in words])
    else:
        lang = language()
        click.echo("\n".join([*_lines(words, lang), *_duties(rubric, bool(words), lang)]))


def vocabulary(rubric: rubricdsl.Rubric) -> list[Word]:
    """The names of a rubric in the order of its text, each under the item that uses it first."""
    titles = {item.code: item.title for item in rubric.items}
    named: dict[str, list[Any]] = {}
    for rule in rubric.rules:
        for name in (*(rule.measure.of or rule.select.kinds), *dict.fromkeys(kind for kind, _ in _facts(rule))):
            named.setdefault(name, []).append(rule)
    words = [
        Word(
            rules[0].item,
            titles.get(rules[0].item, ""),
            name,
            spellings(rubric, name)[1:],
            tuple(rule.code for rule in rules),
            _distinct(flag for rule in rules for flag in _flags(name, rule)),
            _distinct(unit for rule in rules for unit in (*_units(rule), *_fact_units(name, rule))),
        )
        for name, rules in named.items()
    ]
    items = list(dict.fromkeys(word.item for word in words))
    return sorted(words, key=lambda word: items.index(word.item))


def _units(rule: Any) -> Iterable[str]:
    """The units an amount is counted in."""
    if rule.measure.kind in ("ratio", "deadline"):
        return ()
    parts = (rule.curve.per, rule.curve.origin, *rule.curve.when, *rule.select.when)
    return (unit for unit in (rule.measure.unit, *(part.unit for part in parts if part)) if unit)


def _flags(name: str, rule: Any) -> Iterable[str]:
    """The flags that matter to a rule; a rater's mark may name its band."""
    band = (rule.effect.to,) if rule.curve.band is not None and name in rule.select.kinds else ()
    return (*band, *rule.select.flags, *rule.select.unless)


def _facts(rule: Any) -> Iterable[tuple[str, Any]]:
    """The names that a band's conditions count, each with its condition."""
    cases = rule.curve.band.cases if rule.curve.band is not None else ()
    return ((kind, each) for case in cases for ask in case.asks for each in ask for kind in each.kinds)


def _fact_units(name: str, rule: Any) -> Iterable[str]:
    return (one.unit for kind, each in _facts(rule) if kind == name for one in each.when if one.unit)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _lines(words: Sequence[Word], lang: Lang) -> Iterable[str]:
    """One table, the names of an item under its title."""
    if not words:
        yield "没有可登记的事项:这份标准没有条款" if lang == "zh" else "nothing to record: the standard has no clause"
        return
    rows = [
        ["、".join((word.name, *word.also)), *map("、".join, (word.flags, word.units, word.rules))] for word in words
    ]
    header, *lines = table(_TITLES[lang], [[cell or "-" for cell in row] for row in rows], frozenset())
    yield f"  {header}"
    item = None
    for word, line in zip(words, lines, strict=True):
        if word.item != item:
            item = word.item
            yield f"{item} {word.title}".rstrip()
        yield f"  {line}"


def _duties(rubric: rubricdsl.Rubric, follows: bool, lang: Lang) -> Iterable[str]:
    """The items no event can name, as no clause measures them."""
    named = [f"{item.code} {item.title}" for item in rubric.duties]
    if named:
        yield from [""] if follows else []
        yield "没有条款的职责(不能登记):" if lang == "zh" else "duties without a clause (nothing is recorded of them):"
        yield from (f"  {line}" for line in wrapped(named, _COLUMNS - 2))


_COLUMNS: Final = 80
_TITLES = {"zh": ("事项", "标记", "单位", "条款"), "en": ("name", "flags", "units", "rules")}
