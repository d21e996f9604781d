"""What each word of a text is there for: the account of a reading, as a value with places."""

from typing import Literal

from attrs import frozen

from rubricdsl.base.span import Span

RoleName = Literal[
    "act", "amount", "case", "count", "target", "window", "join", "bound", "mark", "name", "setting", "filler", "prose"
]  # fmt: skip
# The words of an item have those, or are refused; the rest of a document is for one thing a line.
PlaceName = Literal["refused", "title", "head", "band", "grade", "example", "comment"]


@frozen
class Role:
    """Some words of a text, by their place in it, and what they were read as."""

    span: Span
    name: RoleName | PlaceName
