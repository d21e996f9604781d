"""Rows of a table of words that stand for many: {weighing}{extent} is each word of one list before each of the other.

A slot names a list of the same table, words of small-letter kinds; with a question mark it may be left out.
"""

from collections.abc import Iterator, Mapping, Sequence


def composed(row: str, lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Each word that a row of the table stands for; a row without slots for itself."""
    head, brace, rest = row.partition("{")
    if not brace:
        yield row
        return
    slot, _, tail = rest.partition("}")
    name = slot.removesuffix("?")
    words = [*lists[name], *([""] if slot.endswith("?") else [])]
    for end in composed(tail, lists):
        for word in words:
            yield f"{head}{word}{end}"
