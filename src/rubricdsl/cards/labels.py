"""What people call an item: its title, else the first name its rules go by, else its code; and its chapters."""

from collections.abc import Mapping

from attrs import frozen

from rubricdsl.cards.model import Chapter
from rubricdsl.rules.model import Rubric


@frozen(eq=False)
class Labels:
    """By code: the `names` of items, and the titled `chapters` around each, outermost first."""

    names: Mapping[str, str]
    chapters: Mapping[str, tuple[Chapter, ...]]

    def name(self, code: str) -> str:
        return self.names.get(code, code)


def labels_of(rubric: Rubric) -> Labels:
    """The labels of every item of a rubric, and of the clauses outside any item."""
    names = {item.code: item.title for item in rubric.items if item.title}
    for rule in rubric.rules:
        for kind in rule.select.kinds[:1]:
            names.setdefault(rule.item, kind)
    items = {item.code: item for item in rubric.items}
    chapters: dict[str, tuple[Chapter, ...]] = {}
    for item in rubric.items:  # a chapter stands before its parts
        parent = items.get(item.parent or "")
        if parent is not None:
            own = (Chapter(parent.code, parent.title),) if parent.title else ()
            chapters[item.code] = (*chapters.get(parent.code, ()), *own)
    return Labels(names, chapters)
