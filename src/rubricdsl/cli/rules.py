"""`rub rules`: the read-back, every rule as it was understood."""

from collections.abc import Iterable, Iterator
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
from rubricdsl.cli.options import FILE, encoding_option, lang_option
from rubricdsl.cli.output import write_json
from rubricdsl.rules import say_en, say_zh
from rubricdsl.rules.parts import Item


@command()
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@encoding_option
@lang_option
def rules(file: str, form: str, encoding: str | None, lang: Lang) -> None:
    """Read every rule of a rubric back, in Chinese or English."""
    rubric = Inputs(encoding).rubric(file)
    if form == "json":
        write_json([rule.to_json() for rule in rubric.rules])
    else:
        click.echo("\n\n".join(_sections(rubric, lang)))


def _sections(rubric: rubricdsl.Rubric, lang: Lang) -> Iterator[str]:
    """Each item with its full marks, weight, rules and limit, under the chapters around it; then the whole's limit."""
    labels = labels_of(rubric)
    codes = max((width(rule.code) for rule in rubric.rules), default=0)
    by_item: dict[str, list[rubricdsl.Rule]] = {}
    for rule in rubric.rules:
        by_item.setdefault(rule.item, []).append(rule)
    items = {item.code: item for item in rubric.items}
    outside = [Item(code, "", "") for code in by_item if code not in items]
    chapters = {chapter.code for code in by_item for chapter in labels.chapters.get(code, ())}
    for item in (*outside, *rubric.items):
        bounds = _limits(item, lang)
        if item.code in by_item or item.code in chapters or bounds or item.full is not None:
            name = labels.names.get(item.code, "")
            heading = f"{item.code} {name}".rstrip() + _marks(item, lang)
            own = (line for rule in by_item.get(item.code, ()) for line in _rule(rule, codes, lang))
            yield "\n".join([heading, *own, *(f"  {bound}" for bound in bounds)])
    yield from _sentences(_SPEAKERS[lang].total(rubric.head))


def _rule(rule: rubricdsl.Rule, codes: int, lang: Lang) -> Iterator[str]:
    """Code, line in the source, restatement, and the names that meet the rule."""
    line = f"第{rule.citation.place.line}行" if lang == "zh" else f"line {rule.citation.place.line}"
    yield f"  {pad(rule.code, codes)}  {line}  {rule.say(lang)}"
    if rule.select.kinds:
        label = "名称: " if lang == "zh" else "names: "
        yield f"  {' ' * codes}  {label}{'、'.join(rule.select.kinds)}"


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
    return _sentences(_SPEAKERS[lang].item(evolve(item, code="0", parent=None), ()))


def _sentences(lines: Iterable[str]) -> list[str]:
    return [line.rstrip("。.") for line in lines if line]


_SPEAKERS: Final = {"zh": say_zh, "en": say_en}
