"""The one finder of packaged files (grammars, sample rubrics) and the one place the core opens text files."""

from pathlib import Path

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
