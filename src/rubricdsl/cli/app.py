"""The group of commands."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

import rubricdsl
from rubricdsl.cli.check import check
from rubricdsl.cli.chinese import Speaking, teach
from rubricdsl.cli.events import events
from rubricdsl.cli.explain import explain
from rubricdsl.cli.explain_code import explain_code
from rubricdsl.cli.language import begin, lang_option
from rubricdsl.cli.plugins import plugins
from rubricdsl.cli.rules import rules
from rubricdsl.cli.score import score


class Commands(Speaking, click.Group):
    """The group, which knows before anything is parsed in which language to speak."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        begin(sys.argv[1:] if args is None else args)
        return super().main(args, *rest, **options)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(rubricdsl.__version__)
@lang_option
@click.pass_context
def rub(ctx: click.Context) -> None:
    """Score event logs with an appraisal standard written in plain words.

    Exit codes: 0 fine, 1 findings or refused events, 2 wrong usage or unreadable input, 3 a bug of ours.
    """
    ctx.color = False if os.environ.get("NO_COLOR") else None


teach()
for command in (score, explain, check, rules, events, plugins, explain_code):
    rub.add_command(command)
