"""`rub rules`: how the whole was read, complete even while errors remain."""

from typing import Any

import click

import rubricdsl
from rubricdsl.base.diagnostic import Diagnostic, errors
from rubricdsl.base.errors import RubricError
from rubricdsl.base.span import Source, Span
from rubricdsl.cli.guard import Exit, command
from rubricdsl.cli.inputs import Inputs
from rubricdsl.cli.language import chosen, lang_option, language
from rubricdsl.cli.messages import report
from rubricdsl.cli.options import FILE, encoding_option, plugin_option
from rubricdsl.cli.output import written
from rubricdsl.cli.proof import proof
from rubricdsl.meaning.roles import Role
from rubricdsl.report.from_rubric import page_of

FORMATS = ["table", "html", "source", "json", "reading"]


@command()
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Where the page goes, not stdout."
)
@plugin_option
@encoding_option
@lang_option
@click.pass_context
def rules(
    ctx: click.Context, file: str, form: str, output: str | None, plugins: tuple[str, ...], encoding: str | None
) -> None:
    """Show how a rubric was read: head, items, every clause read back, what was refused at its place.

    With --format html the page shows the author's text with the role of each word in colour, and the read-back beside
    it: one file, without scripts. json lists the rules, reading the whole with the roles of all words.

    With --format source the whole rubric is said back as a .rub text of the same meaning: --lang translates it.
    """
    rubric = Inputs(encoding, plugins=plugins).rubric(file, strict=False)
    wrong = errors(rubric.diagnostics)
    if form == "source" and wrong:
        raise RubricError(rubric.diagnostics, rubric.head.language)  # what is not understood cannot be said again
    written(_said(rubric, form), output, [file])
    if form == "json" and wrong:
        report(wrong)  # it lists rules, and says nothing of what stands in none
    ctx.exit(Exit.FINDINGS if wrong else Exit.FINE)


def _said(rubric: rubricdsl.Rubric, form: str) -> str | list[Any] | dict[str, Any]:
    lang = language()
    match form:
        case "json":
            return [_rule(rule, rubric) for rule in rubric.rules]
        case "reading":
            roles = [_role(role, rubric.source) for role in rubric.roles if rubric.source is not None]
            findings = [found.to_json(lang) for found in rubric.diagnostics]
            return {**rubric.to_json(), "head": _head(rubric), "roles": roles, "diagnostics": findings}
        case "source":
            return rubric.say(lang)
        case "html":
            return _html(rubric)
        case _:
            return proof(page_of(rubric, lang))


def _html(rubric: rubricdsl.Rubric) -> str:
    try:
        from rubricdsl.report.as_html import as_html
    except ModuleNotFoundError as missing:
        if missing.name not in ("jinja2", "markupsafe"):
            raise
        raise click.UsageError(
            chosen(
                f"写 HTML 要用 {missing.name}:pip install 'rubricdsl[report]'",
                f"HTML needs {missing.name}: pip install 'rubricdsl[report]'",
            )
        ) from None
    return as_html(page_of(rubric, language()))


def _rule(rule: rubricdsl.Rule, rubric: rubricdsl.Rubric) -> dict[str, Any]:
    """A rule with the roles of the words in its sentence and what was found there."""
    source = rubric.source
    if source is None or rule.citation.place.file != source.name:
        return rule.to_json()
    sentence = _sentence(rule, source)
    roles = [_role(role, source) for role in rubric.roles if _meets(role.span, sentence)]
    found = [each for each in rubric.diagnostics if each.place and _meets(_span(each, source), sentence)]
    return {**rule.to_json(), "roles": roles, "findings": [each.to_json(language()) for each in found]}


def _sentence(rule: rubricdsl.Rule, source: Source) -> Span:
    """Where the sentence of a rule stands: around its score."""
    score, said = source.span(rule.citation.place), rule.citation.sentence
    start = source.text.rfind(said, 0, score.start + len(said))
    return score if start < 0 else score.to(Span(start, start + len(said)))


def _span(found: Diagnostic, source: Source) -> Span:
    return source.span(found.place) if found.place is not None and found.place.file == source.name else Span(0, 0)


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _role(role: Role, source: Source | None) -> dict[str, Any]:
    assert source is not None
    place = source.place(role.span)
    return {
        "role": role.name,
        "text": source.words(role.span),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _head(rubric: rubricdsl.Rubric) -> dict[str, Any]:
    """The head as the text states it: null where it is silent, even where something is reckoned from."""
    whole, head = rubric.to_json(), rubric.head
    stated = {key: whole[key] for key in ("period", "range", "rounding", "full", "additions", "effective", "limit")}
    return {
        "title": head.title or None,
        "id": head.id or None,
        "version": head.version or None,
        "base": None if head.base is None else whole["base"],
        **stated,
    }
