"""How an item counts besides its rules: below 0 (倒扣), or one fact under the gravest rule alone (不重复扣分, 就高)."""

import re
from collections.abc import Iterable, Sequence

from rubricdsl.rules.sections import Section

WHOLE = ""
_ENDS = frozenset({"STOP"})


def overdraws(section: Section) -> bool:
    """Whether the text of an item says that it may fall below 0: 可倒扣, or 倒扣5分."""
    return section.stated.overdraw or any(
        part.name == "OVERDRAW" or (part.name == "score" and part.text.startswith("倒扣")) for part in section.parts
    )


def gravest_scopes(sections: Sequence[Section], scoring: Iterable[str], whole: re.Pattern[str]) -> frozenset[str]:
    """The codes of the items within which one fact counts once, WHOLE for the rubric.

    `whole` finds the words for all items. Said in an item that scores or has parts it means that item; in one of its
    own, the section around, or the whole.
    """
    parents = {section.parent for section in sections}
    holding = {*scoring, *(code for code in parents if code is not None)}
    return frozenset(
        WHOLE if said == WHOLE or section.code == "0" else _scope(section, holding)
        for section in sections
        for said in _said(section, whole)
    )


def _scope(section: Section, holding: set[str]) -> str:
    return section.code if section.code in holding else section.parent or WHOLE


def _said(section: Section, whole: re.Pattern[str]) -> Iterable[str]:
    """For each time it is said, WHOLE where the sentence says so, else the item."""
    of_all = False
    for part in section.parts:
        of_all = part.name not in _ENDS and (of_all or whole.search(part.text) is not None)
        if part.name == "GRAVEST":
            yield WHOLE if of_all else section.code
