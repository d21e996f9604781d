"""Files that commands write: refused before the work where they cannot be, and whole or not there at all."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from rubricdsl.cli.language import chosen


def checked_target(path: str, read: Sequence[str], hint: str) -> None:
    """Refuse a file that is itself read or a place that cannot be written; `hint` is the option that names it."""
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            raise _misplaced(f"“{path}”不是普通文件", f"“{path}” is no regular file", hint)
        if any(target.exists() and Path(each).exists() and target.samefile(each) for each in read):
            raise _misplaced(
                f"“{path}”是要读的文件,请另写一个文件名", f"“{path}” is read as input, name another file", hint
            )
        with tempfile.TemporaryFile(dir=target.parent):
            pass
    except OSError as error:
        why = error.strerror or str(error)
        raise _misplaced(f"写不了“{path}”:{why}", f"“{path}” cannot be written: {why}", hint) from None


def write_whole(path: str, pieces: Iterable[bytes]) -> None:
    """Write a file that appears whole or not at all."""
    target = Path(path)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _misplaced(zh: str, en: str, hint: str) -> click.BadParameter:
    return click.BadParameter(chosen(zh, en), param_hint=hint)
