"""The one finder of packaged files (grammars, sample rubrics) and the one place the core opens `.rub` files."""

import stat
from collections.abc import Iterator
from pathlib import Path

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.span import Place
from rubricdsl.base.text import MAX_FILE, decode

_PACKAGE = Path(__file__).parents[1]
_CHECKOUT = Path(__file__).parents[3]


def resource(*parts: str) -> Path:
    """A file shipped with the library: inside the installed package, or beside src/ in a checkout.

    Raises FileNotFoundError naming both places when it is in neither.
    """
    places = [root.joinpath(*parts) for root in (_PACKAGE, _CHECKOUT)]
    for place in places:
        if place.exists():
            return place
    raise FileNotFoundError(f"{'/'.join(parts)}: neither {places[0]} nor {places[1]} exists")


def resource_text(*parts: str) -> str:
    """The text of a shipped file. Raises FileNotFoundError as `resource` does."""
    return resource(*parts).read_text(encoding="utf-8")


def word_rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of words in grammars/words/, without its remarks and its header."""
    for line in resource_text("grammars", "words", name).splitlines():
        if line and not line.startswith("#") and not line.startswith("word\t"):
            yield line.split("\t")


def read_source(path: Path, encoding: str | None = None) -> str | Diagnostic:
    """The text of a rubric file, or the diagnostic that says why it cannot be read; never more than the size limit."""
    place = Place(str(path), 1, 1, 1, 1)
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(path.stat().st_mode):
                return Diagnostic("RUB018", {"path": str(path)}, place)
            return decode(file.read(MAX_FILE + 1), str(path), encoding)
    except OSError as problem:
        return Diagnostic("RUB017", {"path": str(path), "reason": problem.strerror or str(problem)}, place)
