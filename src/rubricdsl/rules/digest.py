"""The digest of a rubric: sha-256 over its meaning, and over nothing else."""

import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attrs import asdict

from rubricdsl.base.quantity import decimal_text
from rubricdsl.meaning.parts import Clause, Grade, Head, Item

_NOT_MEANING = frozenset(
    {"citation", "line", "title", "version", "language", "label", "references", "plugins", "called", "take"}
)
_MEANT_IF_STATED = frozenset(
    {"statistic", "lower", "bar", "grade", "within", "often"}
)  # silence about what came later leaves the digests of before


def digest(
    head: Head,
    items: Iterable[Item],
    rules: Iterable[Clause],
    grades: Iterable[Grade],
    base: Decimal,
    references: Iterable[tuple[str, str]],
    plugins: Iterable[tuple[str, str]] = (),
) -> str:
    """Hex sha-256 of rules with codes and names, marks, grades, head, resolved references and plug-ins used.

    Titles, labels and prose are left out: what they mean is in the codes and names of the rules.
    """
    meaning = {
        "head": _plain(asdict(head)),
        "items": [_plain(asdict(item)) for item in items],
        "rules": [_plain(asdict(rule)) for rule in rules],
        "grades": [_plain(asdict(grade)) for grade in grades],
        "base": decimal_text(base),
        "references": sorted(references),
    }
    used = sorted(plugins)
    meaning |= {"plugins": used} if used else {}
    text = json.dumps(meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, dict):
        stated = {key: inner for key, inner in value.items() if inner is not None or key not in _MEANT_IF_STATED}
        return {key: _plain(inner) for key, inner in stated.items() if key not in _NOT_MEANING}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value
