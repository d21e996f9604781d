"""The options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

from rubricdsl.cli.language import lang_option

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)

Command = Callable[..., Any]


encoding_option = click.option("--encoding", metavar="NAME", help="Encoding of files that are not UTF-8, like gb18030.")
plugin_option = click.option(
    "--plugin", "plugins", multiple=True, metavar="NAME", help="Use an installed plug-in; repeatable."
)
raw_option = click.option("--raw", is_flag=True, help="CSV cells as they are, unguarded against spreadsheet formulas.")


def log_options(command: Command) -> Command:
    """What `score` and `explain` take beside rubric and logs."""
    for option in reversed(_LOG_OPTIONS):
        command = option(command)
    return command


_LOG_OPTIONS = (
    click.option("--subjects", "roster", type=FILE, metavar="FILE", help="Roster: everyone on it gets a card."),
    click.option("--sheet", metavar="NAME", help="The sheet of events in workbooks; else the first that is not empty."),
    click.option("--subjects-sheet", metavar="NAME", help="The sheet of the roster, where it is a workbook."),
    click.option("--period", "periods", multiple=True, metavar="LABEL", help="Only this period: 2024-03; repeatable."),
    click.option("--as-of", metavar="DATE", help="The day on which obligations and absences are judged."),
    click.option("--keep-going", is_flag=True, help="Score the rest when events are refused."),
    click.option("--rejects", type=click.Path(dir_okay=False), metavar="FILE", help="Where refused lines go."),
    click.option("--input-format", type=click.Choice(["jsonl", "csv", "xlsx"]), help="Format of -, if not told."),
    plugin_option,
    encoding_option,
    lang_option,
)  # fmt: skip
