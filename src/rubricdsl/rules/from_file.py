"""File → rubric: its text, and the files beside it that its 引用 lines name."""

import re
from collections.abc import Mapping
from pathlib import Path

from attrs import define, evolve, field

from rubricdsl.base.diagnostic import Diagnostic, errors, sort_key
from rubricdsl.base.errors import RubricError
from rubricdsl.base.resources import read_source
from rubricdsl.base.span import Place
from rubricdsl.base.text import fold_name, normalise
from rubricdsl.rules.from_text import read_text
from rubricdsl.rules.model import Rubric
from rubricdsl.rules.plugin import Offers

MAX_DEPTH = 8
_NAMED = re.compile(r"[《“\"「『]([^《》“”\"「」『』]+)[》”\"」』]")


def read_file(path: Path, offers: Offers, encoding: str | None = None) -> Rubric:
    """The rubric of a file, with what is wrong with it. Raises RubricError when it is unreadable."""
    return _Files(offers, encoding).rubric(path, ())


@define
class _Files:
    """The files of one rubric; each is read once at each depth, however many refer to it."""

    offers: Offers
    encoding: str | None
    opened: dict[tuple[Path, int], Rubric | RubricError] = field(factory=dict)

    def rubric(self, path: Path, above: tuple[Path, ...]) -> Rubric:
        """The rubric of a file, sound or not, with its references resolved; raises RubricError only when unreadable."""
        key = path.resolve(), len(above)
        if key not in self.opened:
            try:
                self.opened[key] = self._read(path, (*above, key[0]))
            except RubricError as unreadable:
                self.opened[key] = unreadable
        found = self.opened[key]
        if isinstance(found, RubricError):
            raise found
        return found

    def _read(self, path: Path, above: tuple[Path, ...]) -> Rubric:
        text = read_source(path, self.encoding)
        if isinstance(text, Diagnostic):
            raise RubricError([text])
        rubric = read_text(text, str(path), {}, self.offers)
        if not rubric.head.references:
            return rubric
        said, start = _said(rubric), Place(str(path), 1, 1, 1, 1)
        known: dict[str, Rubric] = {}
        found: list[Diagnostic] = []
        for name, target in rubric.head.references:
            place = said.get(fold_name(name), start)
            problem = _refused(path, target, above, place)
            other: Rubric | None = None
            if problem is None:
                other, problem = self._referenced(path.parent.joinpath(target), above, place)
            if problem is not None:
                found.append(problem)
            known[name] = rubric if other is None else other  # what is wrong with it is told once, as what it is
        read = read_text(text, str(path), known, self.offers)
        return evolve(read, diagnostics=tuple(sorted({*read.diagnostics, *found}, key=sort_key)))

    def _referenced(self, path: Path, above: tuple[Path, ...], place: Place) -> tuple[Rubric | None, Diagnostic | None]:
        """A referenced rubric, and what is wrong with it; a circle or too many levels is told of all on the way."""
        try:
            rubric = self.rubric(path, above)
        except RubricError as unreadable:
            return None, evolve(unreadable.diagnostics[0], place=place)
        wrong = errors(rubric.diagnostics)
        chain = next((each for each in wrong if each.code in ("RUB311", "RUB312")), None)
        if chain is not None:
            return rubric, evolve(chain, place=place)
        return rubric, Diagnostic("RUB313", {"path": str(path)}, place) if wrong else None


def _refused(path: Path, target: str, above: tuple[Path, ...], place: Place) -> Diagnostic | None:
    """A reference stays in the folder of the file that names it, never comes back to itself, and is not too deep."""
    root = above[0].parent
    if "\\" in target or ":" in target or target.startswith(("~", "/")):
        return Diagnostic("RUB310", {"path": target}, place)
    resolved = path.parent.joinpath(target).resolve()
    if not resolved.is_relative_to(root):
        return Diagnostic("RUB310", {"path": target}, place)
    if resolved in above:
        chain = " → ".join(each.name for each in (*above[above.index(resolved) :], resolved))
        return Diagnostic("RUB311", {"chain": chain}, place)
    if len(above) > MAX_DEPTH:
        return Diagnostic("RUB312", {"limit": str(MAX_DEPTH)}, place)
    return None


def _said(rubric: Rubric) -> Mapping[str, Place]:
    """Where the head names each reference: the first line that holds its name in brackets or quotes before a =."""
    source = rubric.source
    assert source is not None
    places: dict[str, Place] = {}
    for number in range(1, len(source.starts) + 1):
        line = source.line(number)
        before, equals, _ = normalise(line).partition("=")
        for found in _NAMED.findall(before) if equals else ():
            places.setdefault(fold_name(found), Place(source.name, number, 1, number, len(line) + 1))
    return places
