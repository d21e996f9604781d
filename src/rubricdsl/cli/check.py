"""`rub check`: all findings of rubric files, with their lines."""

import click

import rubricdsl
from rubricdsl.base.diagnostic import Diagnostic, errors, sort_key
from rubricdsl.base.errors import RubricError
from rubricdsl.base.messages import Lang
from rubricdsl.cli.guard import Exit, command
from rubricdsl.cli.inputs import Inputs, once
from rubricdsl.cli.language import lang_option, language, locale_language
from rubricdsl.cli.messages import worded
from rubricdsl.cli.options import FILE, encoding_option, plugin_option
from rubricdsl.cli.output import write_json


@command()
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings are findings too.")
@plugin_option
@encoding_option
@lang_option
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[str, ...],
    form: str,
    strict: bool,
    plugins: tuple[str, ...],
    encoding: str | None,
) -> None:
    """Check rubrics: what was not understood, what contradicts itself, what looks like a slip."""
    once(*files)
    inputs = Inputs(encoding, plugins=plugins)
    told = [(_findings(inputs, path), language()) for path in files]  # each file's in its own language
    found = [diagnostic for each, _ in told for diagnostic in each]
    if form == "json":
        write_json([diagnostic.to_json(lang) for each, lang in told for diagnostic in each])
    else:
        for each, lang in told:
            for text in worded(each, lang, encoding):
                click.echo(f"{text}\n")
        languages = {lang for _, lang in told}
        click.echo(_summary(len(files), found, languages.pop() if len(languages) == 1 else locale_language()))
    worst = [d for d in found if d.severity == "error" or (strict and d.severity == "warning")]
    ctx.exit(Exit.FINDINGS if worst else Exit.FINE)


def _findings(inputs: Inputs, path: str) -> list[Diagnostic]:
    try:
        rubric = inputs.rubric(path)
    except RubricError as unsound:
        return sorted(unsound.diagnostics, key=sort_key)
    return sorted([*rubric.diagnostics, *rubricdsl.check(rubric)], key=sort_key)


def _summary(files: int, found: list[Diagnostic], lang: Lang) -> str:
    wrong = len(errors(found))
    doubtful, hints = (sum(each.severity == severity for each in found) for severity in ("warning", "info"))
    if lang == "zh":
        return f"{files} 个文件:{wrong} 个错误,{doubtful} 个警告" + (f",{hints} 个提示" if hints else "")
    counted = [_count(wrong, "error"), _count(doubtful, "warning"), *([_count(hints, "hint")] if hints else [])]
    return f"{_count(files, 'file')}: {', '.join(counted)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
