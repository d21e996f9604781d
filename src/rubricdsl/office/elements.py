"""XML → its elements, one call each, nothing kept: no tree, no entities, no external parts."""

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from types import MappingProxyType
from typing import Final, NoReturn
from xml.parsers import expat

from rubricdsl.office.refusal import refuse_file

_NAMES: Final = 1_000  # names that are remembered; no sheet has as many

Opened = Callable[[dict[str, str]], None]
Closed = Callable[[], None]
Said = Callable[[str], None]


def each_element(
    chunks: Generator[bytes],
    file: str,
    part: str,
    opened: Mapping[str, Opened],
    closed: Mapping[str, Closed] = MappingProxyType({}),
    said: Said | None = None,
) -> None:
    """Call what is given for the elements of a name, prefixes aside, with their attributes; `said` with all text.

    Raises EventError for XML that is not well-formed (RUB435), and for a document type, in which entities are declared
    (RUB437).
    """

    def refuse(*_: object) -> NoReturn:
        refuse_file("RUB437", file, part=part)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    starts, ends = _Calls(opened), _Calls(closed)
    parser.StartElementHandler = lambda name, values: starts[name](values)
    if closed:
        parser.EndElementHandler = lambda name: ends[name]()
    if said:
        parser.CharacterDataHandler = said
    try:
        with closing(chunks):
            for chunk in chunks:
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):  # the latter two: an encoding it declares and nobody has
        refuse_file("RUB435", file, part=part)


class _Calls(dict[str, Callable[..., None]]):
    """What to call by full name; a name with a prefix is looked up without it, once."""

    def __missing__(self, name: str) -> Callable[..., None]:
        found = self.get(name.rpartition(":")[2], _nothing)
        if len(self) < _NAMES:
            self[name] = found
        return found


def _nothing(*_: object) -> None:
    pass
