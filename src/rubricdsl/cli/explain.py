"""`rub explain`: one subject's cards, every point with its clause and events."""

from collections.abc import Sequence
from typing import Any

import click

import rubricdsl
from rubricdsl.base.suggest import nearest
from rubricdsl.cli.cards import Job, scored
from rubricdsl.cli.guard import command
from rubricdsl.cli.language import chosen, language
from rubricdsl.cli.options import FILE, log_options
from rubricdsl.cli.output import write_json


@command()
@click.argument("rubric", type=FILE)
@click.argument("logs", type=FILE, nargs=-1, required=True, metavar="EVENTS...")
@click.argument("subject")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@log_options
@click.pass_context
def explain(ctx: click.Context, /, subject: str, form: str, **arguments: Any) -> None:
    """Explain the scorecards of one subject, point by point."""
    cards, code = scored(Job(**arguments), traced=True)
    mine = [card for card in cards if card.subject == subject]
    if not mine:
        raise click.UsageError(_unknown(subject, nearest(subject, {card.subject for card in cards})))
    if form == "json":
        write_json([card.to_json() for card in mine])
    else:
        click.echo("\n\n".join(rubricdsl.explain(card, lang=language()).rstrip("\n") for card in mine))
    ctx.exit(code)


def _unknown(subject: str, near: Sequence[str]) -> str:
    zh = f"这里“{subject}”没有记分卡" + (f";相近的有:{'、'.join(near)}" if near else "")
    en = f"“{subject}” has no scorecard here" + (f"; nearest: {', '.join(near)}" if near else "")
    return chosen(zh, en)
