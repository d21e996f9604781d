"""`rub rules`: the read-back, every rule as it was understood."""

from collections.abc import Iterable

import click

import rubricdsl
from rubricdsl.base.messages import Lang
from rubricdsl.base.width import pad, width
from rubricdsl.cli.guard import command
from rubricdsl.cli.inputs import Inputs
from rubricdsl.cli.options import FILE, encoding_option, lang_option
from rubricdsl.cli.output import write_json


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
        click.echo("\n".join(_lines(rubric, lang)))


def _lines(rubric: rubricdsl.Rubric, lang: Lang) -> Iterable[str]:
    """The rules under their items: code, line in the source, restatement, and the names that meet the rule."""
    titles = {item.code: item.title for item in rubric.items}
    codes = max((width(rule.code) for rule in rubric.rules), default=0)
    item = None
    for rule in rubric.rules:
        if rule.item != item:
            if item is not None:
                yield ""
            item = rule.item
            yield f"{item} {titles.get(item, '')}".rstrip()
        line = f"第{rule.citation.place.line}行" if lang == "zh" else f"line {rule.citation.place.line}"
        yield f"  {pad(rule.code, codes)}  {line}  {rule.say(lang)}"
        if rule.select.kinds:
            label = "名称: " if lang == "zh" else "names: "
            yield f"  {' ' * codes}  {label}{'、'.join(rule.select.kinds)}"
