"""P4, R47: no pattern of the library takes much longer than a text is long, however nearly the text matches."""

import json
import subprocess
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from hostile.near_misses import patterns

CHILD = Path(__file__).with_name("near_misses.py")

# Slow on texts made to be: a search that begins anew at each sign of a long run. Whoever mends one takes it off.
KNOWN = frozenset(
    {
        # asked of the words of one English band or grade
        "rubricdsl.rules.english.bands._COUNTED",
        "rubricdsl.rules.english.bands._LISTED",
        "rubricdsl.rules.english.bands._OR",
        "rubricdsl.rules.english.grades._FROM",
        "rubricdsl.rules.english.grades._RANGE",
        "rubricdsl.rules.english.grades._TO",
        # asked of the grammars of plug-ins, which whoever installs one trusts
        "rubricdsl.plugins.trials._LINE",
        "rubricdsl.plugins.trials._TERMS",
    }
)
PLANTED = {
    "squared": r"\s+$",
    "an open quote": r"“([^”]+)”",
    "within": r"^甲[^,]*?[ ]*[0-9]+[ ]*分?[ ]*乙",
    "endless": r"(\w+\s?)+!",
    "linear": r"“([^“”]+)”",
    "bounded": r"甲[^。]{0,40}乙",
    "anchored": r"^\s+$",
}


def slow(skipped: Collection[str], planted: Mapping[str, str]) -> dict[str, str]:
    """The slow patterns of the library, or of the planted ones, each with a text that shows it."""
    asked = json.dumps({"skipped": sorted(skipped), "planted": dict(planted)})
    done = subprocess.run([sys.executable, str(CHILD)], input=asked, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_no_pattern_takes_much_longer_than_a_text_is_long() -> None:
    assert slow(KNOWN, {}) == {}


def test_planted_slow_patterns_are_found() -> None:
    assert sorted(slow((), PLANTED)) == ["an open quote", "endless", "squared", "within"]


def test_known_ones_are_still_there() -> None:
    """When this fails: take the name off."""
    assert sorted(KNOWN - patterns().keys()) == []
