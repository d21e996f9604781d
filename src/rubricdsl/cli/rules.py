"""`rub rules`: the read-back, every rule as it was understood."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click
from attrs import evolve

import rubricdsl
from rubricdsl.base.messages import Lang
from rubricdsl.base.quantity import decimal_text
from rubricdsl.base.width import pad, width
from rubricdsl.cards.labels import labels_of
from rubricdsl.cli.guard import command
from rubricdsl.cli.inputs import Inputs
from rubricdsl.cli.language import lang_option, language
from rubricdsl.cli.options import FILE, encoding_option, plugin_option
from rubricdsl.cli.output import write_json
from rubricdsl.meaning.parts import Item
from rubricdsl.rules import say_en, say_zh
from rubricdsl.tally.references import with_references


@command()
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(["table", "source", "json"]), default="table", show_default=True)
@plugin_option
@encoding_option
@lang_option
def rules(file: str, form: str, plugins: tuple[str, ...], encoding: str | None) -> None:
    """Read every rule of a rubric back, in Chinese or English.

    With --format source the whole rubric is said back as a .rub text of the same meaning: --lang translates it.
    """
    rubric = Inputs(encoding, plugins=plugins).rubric(file)
    if form == "json":
        write_json([rule.to_json() for rule in rubric.rules])
    elif form == "source":
        click.echo(rubric.say(language()), nl=False)
    else:
        click.echo("\n\n".join(_sections(with_references(rubric), language())))


def _sections(rubric: rubricdsl.Rubric, lang: Lang) -> Iterator[str]:
    """Each item with its full marks, weight, rules and limit, under the chapters around it; then the whole's limit."""
    labels = labels_of(rubric)
    codes = max((width(rule.code) for rule in rubric.rules), default=1)
    by_item: dict[str, list[rubricdsl.Rule]] = {}
    for rule in rubric.rules:
        by_item.setdefault(rule.item, []).append(rule)
    items = {item.code: item for item in rubric.items}
    outside = [Item(code, "", "") for code in by_item if code not in items]
    duties = {item.code for item in rubric.duties}
    chapters = {chapter.code for code in (*by_item, *duties) for chapter in labels.chapters.get(code, ())}
    for item in (*outside, *rubric.items):
        bounds = _limits(item, lang)
        if item.code in by_item or item.code in chapters or item.code in duties or bounds or item.full is not None:
            name = labels.names.get(item.code, "")
            heading = f"{item.code} {name}".rstrip() + _marks(item, lang)
            home = rubric.source.name if rubric.source else ""
            own = (line for rule in by_item.get(item.code, ()) for line in _rule(rule, codes, lang, home))
            duty = [_duty(item, codes, lang)] if item.code in duties else []
            yield "\n".join([heading, *own, *duty, *(f"  {bound}" for bound in bounds)])
    yield from _sentences(_SPEAKERS[lang].total(rubric.head))


def _rule(rule: rubricdsl.Rule, codes: int, lang: Lang, home: str) -> Iterator[str]:
    """Code, line in its source (named where it is another file), restatement, and the names that meet the rule."""
    place = rule.citation.place
    file = "" if place.file == home else f"{Path(place.file).name} "
    yield f"  {pad(rule.code, codes)}  {file}{_line(place.line, lang)}  {rule.say(lang)}"
    if rule.select.kinds:
        label = "名称: " if lang == "zh" else "names: "
        yield f"  {' ' * codes}  {label}{'、'.join(rule.select.kinds)}"


def _duty(item: Item, codes: int, lang: Lang) -> str:
    said = "职责,没有条款,不计分" if lang == "zh" else "a duty without a clause, not scored"
    line = "" if "/" in item.code else f"{_line(item.line, lang)}  "  # what is referred to stands in another file
    return f"  {pad('-', codes)}  {line}{said}"


def _line(number: int, lang: Lang) -> str:
    return f"第{number}行" if lang == "zh" else f"line {number}"


def _marks(item: Item, lang: Lang) -> str:
    """The full marks and the weight of an item, in brackets."""
    full = "" if item.full is None else decimal_text(item.full)
    weight = "" if item.weight is None else f"{decimal_text(item.weight * 100)}%"
    if lang == "zh":
        said = [f"{full}分" if full else "", f"权重{weight}" if weight else ""]
        return _bracketed(said, "({})", ",")
    points = "point" if item.full == 1 else "points"
    return _bracketed([f"{full} {points}" if full else "", f"weight {weight}" if weight else ""], " ({})", ", ")


def _bracketed(said: Iterable[str], brackets: str, comma: str) -> str:
    stated = comma.join(filter(None, said))
    return brackets.format(stated) if stated else ""


def _limits(item: Item, lang: Lang) -> list[str]:
    """The limits of an item as the restatement of the whole words them; that has no heading for code 0."""
    return _sentences(_SPEAKERS[lang].item(evolve(item, code="0", parent=None, full=None), ()))


def _sentences(lines: Iterable[str]) -> list[str]:
    return [line.rstrip("。.") for line in lines if line]


_SPEAKERS: Final = {"zh": say_zh, "en": say_en}
