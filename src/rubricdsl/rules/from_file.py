"""File → rubric: its text, and the files beside it that its 引用 lines name."""

from pathlib import Path

from attrs import evolve

from rubricdsl.base.diagnostic import Diagnostic, errors, sort_key
from rubricdsl.base.errors import RubricError
from rubricdsl.base.resources import read_source
from rubricdsl.base.span import Place
from rubricdsl.rules.dialect import Dialects
from rubricdsl.rules.from_text import read_text
from rubricdsl.rules.model import Rubric

MAX_DEPTH = 8


def read_file(path: Path, dialects: Dialects, encoding: str | None = None) -> Rubric:
    """The sound rubric of a file. Raises RubricError listing every finding when it is unreadable or unsound."""
    rubric = open_file(path, dialects, encoding)
    if errors(rubric.diagnostics):
        raise RubricError(rubric.diagnostics)
    return rubric


def open_file(path: Path, dialects: Dialects, encoding: str | None = None, above: tuple[Path, ...] = ()) -> Rubric:
    """The rubric of a file, sound or not, with its references resolved; raises RubricError only when unreadable."""
    text = read_source(path, encoding)
    if isinstance(text, Diagnostic):
        raise RubricError([text])
    rubric = read_text(text, str(path), {}, dialects)
    if not rubric.head.references:
        return rubric
    known: dict[str, Rubric] = {}
    found: list[Diagnostic] = []
    for name, target in rubric.head.references:
        problem = _refused(path, target, (*above, path.resolve()))
        if problem is None:
            beside = path.parent.joinpath(target)
            known[name], problem = _referenced(beside, dialects, encoding, (*above, path.resolve()))
        if problem is not None:
            found.append(problem)
    read = read_text(text, str(path), known, dialects)
    return evolve(read, diagnostics=tuple(sorted({*read.diagnostics, *found}, key=sort_key)))


def _referenced(
    path: Path, dialects: Dialects, encoding: str | None, above: tuple[Path, ...]
) -> tuple[Rubric, Diagnostic | None]:
    rubric = open_file(path, dialects, encoding, above)
    if errors(rubric.diagnostics):
        return rubric, Diagnostic("RUB313", {"path": str(path)}, Place(str(above[-1]), 1, 1, 1, 1))
    return rubric, None


def _refused(path: Path, target: str, above: tuple[Path, ...]) -> Diagnostic | None:
    """A reference stays in the folder of the file that names it, never comes back to itself, and is not too deep."""
    place = Place(str(path), 1, 1, 1, 1)
    root = above[0].parent
    if "\\" in target or ":" in target or target.startswith(("~", "/")):
        return Diagnostic("RUB310", {"path": target}, place)
    resolved = path.parent.joinpath(target).resolve()
    if not resolved.is_relative_to(root):
        return Diagnostic("RUB310", {"path": target}, place)
    if resolved in above:
        chain = " → ".join(each.name for each in (*above, resolved))
        return Diagnostic("RUB311", {"chain": chain}, place)
    if len(above) > MAX_DEPTH:
        return Diagnostic("RUB312", {"limit": str(MAX_DEPTH)}, place)
    return None
