"""How often the differential run reaches each feature of the language, and where the two opinions differ.

    python tests/reference/coverage.py [examples] [first]

Plays that many examples (2000 unless said) from a seed on, prints a table of features, each with the number of
examples in which it made a difference, and every disagreement with the seed of its example. The exit code says
whether there were none.
"""

import sys
from collections import Counter
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.compare import disagreements, scored
from reference.dice import Seeded
from reference.features import ROWS, reached
from reference.texts import example


def played(examples: int, first: int = 0) -> tuple[Counter[str], dict[int, list[str]], int]:
    """How often each row was reached, the disagreements by seed, and how many examples were scored."""
    counts: Counter[str] = Counter()
    differing: dict[int, list[str]] = {}
    total = 0
    for seed in range(first, first + examples):
        made = scored(example(Seeded(seed)))
        if made is None:
            continue
        total += 1
        counts.update(reached(made))
        if found := disagreements(made):
            differing[seed] = found
    return counts, differing, total


def main() -> int:
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    counts, differing, total = played(examples, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for row in ROWS:
        print(f"{counts[row]:8}  {row}")
    print(f"{total:8}  examples scored, {len(differing)} with disagreements")
    for seed, found in differing.items():
        print(f"seed {seed}:", *found, sep="\n    ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
