"""How a workbook as a whole is refused."""

from typing import NoReturn

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.base.span import Place


def refuse_file(code: str, file: str, **words: str) -> NoReturn:
    """Raise EventError for a file that cannot be read at all."""
    raise EventError([Diagnostic(code, {"file": file} | words, Place(file, 1, 1, 1, 1))])
