"""The roles of phrases that were read in another order → those of the phrases as they were written."""

from bisect import bisect_left
from collections.abc import Sequence

from rubricdsl.meaning.roles import Role, RoleName
from rubricdsl.tree.phrases import Phrase, Sign

_JOINING: RoleName = "join"


def as_written(written: Sequence[Phrase], roles: Sequence[Role]) -> tuple[Role, ...]:
    """The role of each phrase as written: that of the first read in it, else of what it was put into.

    A word that became a sign in the order of the fold, as the and before a limit, joins.
    """
    read = sorted(roles, key=lambda role: role.span.start)
    starts = [role.span.start for role in read]
    found = []
    for phrase in written:
        if isinstance(phrase, Sign):
            continue
        first = bisect_left(starts, phrase.span.start)
        within = read[first] if first < len(read) and starts[first] < phrase.span.end else None
        around = read[first - 1] if first and phrase.span.start < read[first - 1].span.end else None
        role = within or around
        found.append(Role(phrase.span, _JOINING if role is None else role.name))
    return tuple(found)
