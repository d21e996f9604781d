"""Every code the library can report, worded in both languages, a file per family.

The wording rules: lower case in English, no full stop, the user's own words in quotes, the remedy apart from the
message, no type names of the host language. Ranges: 0xx the file as text, 1xx document and head, 2xx clauses and
numbers, 3xx names and references, 4xx events and rosters, 5xx scoring, 6xx static checks, 7xx plug-ins.
"""

from collections.abc import Mapping
from types import MappingProxyType

from rubricdsl.base.message import Lang, Message, Severity
from rubricdsl.base.messages.checks import CHECKS
from rubricdsl.base.messages.clauses import CLAUSES
from rubricdsl.base.messages.events import EVENTS
from rubricdsl.base.messages.files import FILES
from rubricdsl.base.messages.head import HEAD
from rubricdsl.base.messages.names import NAMES
from rubricdsl.base.messages.numbers import NUMBERS
from rubricdsl.base.messages.office import OFFICE
from rubricdsl.base.messages.plugins import PLUGINS
from rubricdsl.base.messages.scoring import SCORING
from rubricdsl.base.messages.tables import TABLES
from rubricdsl.base.messages.text import TEXT

__all__ = ["MESSAGES", "Lang", "Message", "Severity", "composed"]


def composed(*families: Mapping[str, Message]) -> MappingProxyType[str, Message]:
    """The messages of all families by code. Raises ValueError where two of them word one code."""
    messages: dict[str, Message] = {}
    for family in families:
        twice = sorted(messages.keys() & family.keys())
        if twice:
            raise ValueError(f"worded twice: {', '.join(twice)}")
        messages.update(family)
    return MappingProxyType(messages)


MESSAGES = composed(TEXT, HEAD, CLAUSES, TABLES, NUMBERS, NAMES, EVENTS, FILES, OFFICE, SCORING, CHECKS, PLUGINS)
