"""`rub explain-code`: what a code means, in both languages."""

import re

import click

from rubricdsl.base.messages import MESSAGES
from rubricdsl.base.suggest import nearest
from rubricdsl.cli.guard import command

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@command("explain-code")
@click.argument("code")
def explain_code(code: str) -> None:
    """Print what a code means and how to set it right, in Chinese and English."""
    message = MESSAGES.get(code.upper())
    if message is None:
        near = "; ".join(["", *nearest(code.upper(), MESSAGES)])
        raise click.BadParameter(f"there is no code “{code}”{near}", param_hint="CODE")
    click.echo(f"{code.upper()} ({message.severity})")
    for text, remedy, label in ((message.zh, message.help_zh, "改法"), (message.en, message.help_en, "help")):
        click.echo(f"\n{_open(text)}\n  {label}: {_open(remedy)}")


def _open(template: str) -> str:
    """A message whose words are still to be filled in."""
    return _PLACEHOLDER.sub(r"‹\1›", template).replace("{{", "{").replace("}}", "}")
