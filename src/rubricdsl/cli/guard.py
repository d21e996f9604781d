"""The one place where what went wrong in a command becomes a line on stderr and an exit code."""

import io
import os
import sys
from contextlib import suppress
from enum import IntEnum
from functools import partial
from typing import Any

import click

from rubricdsl.base.errors import RubricdslError
from rubricdsl.cli.chinese import Speaking
from rubricdsl.cli.messages import report, tell


class Exit(IntEnum):
    """What the exit code of every command says."""

    FINE = 0
    FINDINGS = 1
    UNREADABLE = 2
    BUG = 3


class Guarded(Speaking):
    """A command whose failures end in one line and an exit code, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except RubricdslError as error:
            report(error.diagnostics)
            ctx.exit(Exit.UNREADABLE)
        except BrokenPipeError:
            _hang_up()
            ctx.exit(Exit.FINE)
        except OSError as error:
            _hang_up()
            tell(f"rub: 写不出或读不了 {_place(error)}", f"rub: cannot write or read {_place(error)}")
            ctx.exit(Exit.BUG)
        except Exception as error:
            if os.environ.get("RUBRICDSL_DEBUG"):
                raise
            _confess(error)
            ctx.exit(Exit.BUG)
        return result


command = partial(click.command, cls=Guarded)


def _hang_up() -> None:
    """Nothing more can be written: let the interpreter flush what is left into nothing."""
    with suppress(io.UnsupportedOperation):  # a stdout that is no file flushes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _place(error: OSError) -> str:
    return f"{error.filename or '-'}: {error.strerror or error}"


def _confess(error: Exception) -> None:
    what = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    tell(
        f"rub: 这是我们的错误({what});请连同命令和输入一起报告,设 RUBRICDSL_DEBUG=1 可看详情",
        f"rub: this is a bug of ours ({what}); please report it with the command and its input, "
        "RUBRICDSL_DEBUG=1 shows the details",
    )
