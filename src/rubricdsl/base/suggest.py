"""Nearest names: what a person may have meant, the same on every machine and in any order of the names."""

from collections.abc import Iterable
from unicodedata import normalize


def nearest(word: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` names near the word, nearest first; none when nothing is near enough to be meant.

    Near: at most one edit in three characters of the longer of the two (at least one edit), or one contains the
    other, or they share half of their characters. Ties go by the name itself.
    """
    key = _key(word)
    ranked = sorted((edits(key, _key(name)), name) for name in set(names) if _near(key, _key(name)))
    return tuple(name for _, name in ranked[:limit])


def _key(text: str) -> str:
    return normalize("NFKC", text).casefold()[:_LONGEST]


_LONGEST = 64  # names are short; the distance grows with the product of the lengths


def _near(one: str, other: str) -> bool:
    if not one or not other:
        return False
    longer = max(len(one), len(other))
    if edits(one, other) <= max(1, longer // 3) and longer > 1:
        return True
    shorter = min(one, other, key=len)
    inside = len(shorter) > 1 and (one in other or other in one)
    return inside or (len(shorter) > 1 and 2 * len(set(one) & set(other)) >= len(set(one) | set(other)))


def edits(one: str, other: str) -> int:
    """Edits between two words: insert, delete, replace, or swap of two neighbours (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, char in enumerate(one, start=1):
        row = [i]
        for j, target in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != target))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == target:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
