"""Parts of a text as words again."""

from collections.abc import Sequence

from rubricdsl.tree.model import Part


def spoken(parts: Sequence[Part]) -> str:
    """Parts as they were written, side by side, with one space where there were any."""
    said = ""
    for index, part in enumerate(parts):
        apart = index > 0 and part.span.start > parts[index - 1].span.end
        said += (" " if apart and not said.endswith(" ") else "") + part.text
    return said.strip()
