"""`rub explain-code`: what a code means, in both languages or one."""

import re

import click

from rubricdsl.base.messages import MESSAGES, Lang
from rubricdsl.base.suggest import nearest
from rubricdsl.cli.guard import command
from rubricdsl.cli.language import LANGUAGES, chosen

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@command("explain-code")
@click.argument("code")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Only in this language.")
def explain_code(code: str, lang: Lang | None) -> None:
    """Print what a code means and how to set it right, in Chinese and English."""
    message = MESSAGES.get(code.upper())
    if message is None:
        near = "; ".join(["", *nearest(code.upper(), MESSAGES)])
        wrong = chosen(f"没有编号“{code}”{near}", f"there is no code “{code}”{near}")
        raise click.BadParameter(wrong, param_hint="CODE")
    click.echo(f"{code.upper()} ({message.severity})")
    worded = {"zh": (message.zh, "改法", message.help_zh), "en": (message.en, "help", message.help_en)}
    for each in LANGUAGES if lang is None else (lang,):
        text, label, remedy = worded[each]
        click.echo(f"\n{_open(text)}\n  {label}: {_open(remedy)}")


def _open(template: str) -> str:
    """A message whose words are still to be filled in."""
    return _PLACEHOLDER.sub(r"‹\1›", template).replace("{{", "{").replace("}}", "}")
