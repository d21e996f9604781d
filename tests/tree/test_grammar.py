"""The grammars build without a conflict, stop prose where a part begins, and read any text at linear cost."""

import resource
import subprocess
import sys

import pytest
from attrs import evolve
from lark.exceptions import GrammarError

from rubricdsl.tree.grammar import build, document_parser
from rubricdsl.tree.phrase_grammar import PhraseGrammar, refused, text_of
from rubricdsl.tree.phrases import Plain, Score

BAITS = [
    "扣",
    "每",
    "加",
    "1",
    "一",
    "“",
    "《",
    "(",
    "连续",
    "按",
    "不足",
    "超过",
    "1.",
    "1,",
    "第",
    "扣1-",
    "每发现",
    "酌情视",
    "甲 1-2分:乙\n",
    "甲\n",
    "甲 1-2 | ",
    "就高不重复",
    "deduct ",
    "per ",
    "each 3 ",
    "at least 3 ",
    "by the 5th of each ",
    "no “x” for 6 consecutive ",
    "if ",
    "the ",
    "‘",
    "a’",
    "Good 1-2 points: no ",
    "late or ",
    "Good ",
    "-",
]

CHILD = """
import sys
import rubricdsl
for bait in sys.argv[1:]:
    rubricdsl.parse((bait * 20_000)[:20_000] + "!\\n迟到一次扣2分。", "bait")
    rubricdsl.parse((bait * 20_000)[:20_000] + "!\\n“late”: deduct 2 points.", "bait", language="en")
"""


def test_no_conflict_is_resolved_in_silence() -> None:
    assert build("core.lark", "document", strict=True).parser


def test_a_planted_conflict_is_found() -> None:
    grammar = 'start: a | b\na: "x" "y"?\nb: "x" "y"?\n'
    with pytest.raises(GrammarError):
        build("planted", "start", strict=True, text=grammar)


def test_prose_stops_where_a_score_begins() -> None:
    found = PhraseGrammar("zh").phrases("出现问题业主不清楚应该找谁的,出现一次扣2分")
    assert [phrase.text for phrase in found if not isinstance(phrase, Plain)] == [",", "出现一次", "扣2分"]


def test_the_longer_phrase_is_read() -> None:
    [found] = PhraseGrammar("zh").phrases("扣考核分1-3分/人")
    assert isinstance(found, Score)
    assert (found.low, found.high, found.object, found.per) == (1, 3, "考核分", ("人",))


@pytest.mark.parametrize("plain", [PhraseGrammar("zh"), PhraseGrammar("en", spaced=True)], ids=lambda each: each.name)
def test_a_planted_clash_of_phrases_is_found(plain: PhraseGrammar) -> None:
    assert refused(plain) is None
    other = evolve(plain, grammar=text_of(plain) + "\n%extend phrase: other\nother: VETO\n", forms=frozenset({"other"}))
    assert "VETO" in (refused(other) or "")


def test_any_line_is_some_line() -> None:
    for text in ("", "\n\n", "。", ":", "1.", "((((", "\t|\t", "扣", "一、", "# x", "键:"):
        assert document_parser().parse(text + "\n").data == "document"


def test_bait_for_backtracking_ends_within_its_means() -> None:
    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    done = subprocess.run([sys.executable, "-c", CHILD, *BAITS], preexec_fn=bounded, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-500:]
