"""The account as a law: every word of an item has one role, and what counts, tests or scores is never lost in silence.

Texts are made of the words of the table in any order, and of the project's own strategies with slips.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regulation_texts
import rubric_texts
from rubricdsl.base.resources import resource_text
from rules.accounts_of import Account

ROOT = Path(__file__).parents[2]
_PLAIN = (
    "迟到",
    "卫生不洁",
    "地面有积水的",
    "员工",
    "登记",
    "合格率",
    "情节严重的",
    "的",
    "者",
    "参加培训",
    "安全帽",
    "“迟到”",
)
_NUMBERS = ("1", "2", "3", "5", "10", "0.5", "95", "一", "两", "三", "十", "半", "100")
_SIGNS = (",", "。", ";", "、", ":", "(", ")", "\n")


def table(name: str) -> Iterator[list[str]]:
    for line in resource_text("grammars", "words", name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def by_kind() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, kind, *_ in table("zh.tsv"):
        if kind.isupper():
            found.setdefault(kind, []).append(word)
    return found


def sample_lines() -> list[str]:
    """The lines of the sample rubrics and of the language cases."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "rubrics").rglob("*.rub"))]
    cases = [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "cases").glob("*.txt"))]
    said = [line.removeprefix("> ") for text in cases for line in text.splitlines() if line.startswith("> ")]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return [line for line in (*lines, *said) if re.search("[一-鿿]", line)]


UNITS = [row[0] for row in table("units.tsv") if row[0] != "word"]
amounts = st.tuples(st.sampled_from(_NUMBERS), st.sampled_from(["分", "元", "次", "%", "天", "人", *UNITS])).map(
    "".join
)
kinds = st.sampled_from(sorted(by_kind().items())).flatmap(lambda row: st.sampled_from(row[1]))
words = st.one_of(
    st.sampled_from(_PLAIN),
    amounts,
    st.sampled_from(_NUMBERS).map(lambda number: f"扣{number}分"),
    st.sampled_from(("每次", "每处", "每天", "每人")),
    st.sampled_from(_NUMBERS),
    st.sampled_from(_SIGNS),
    kinds,
)
made = st.lists(words, min_size=1, max_size=9).map("".join)


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """A line that is read, with a word dropped, put in or put elsewhere."""
    text = list(draw(st.sampled_from(sample_lines())))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text) - 1))
        match draw(st.sampled_from(("drop", "insert", "replace", "swap"))):
            case "drop" if len(text) > 1:
                del text[at]
            case "insert":
                text.insert(at, draw(words))
            case "swap":
                other = draw(st.integers(0, len(text) - 1))
                text[at], text[other] = text[other], text[at]
            case _:
                text[at] = draw(words)
    return "".join(text)


any_text = st.one_of(made, slipped(), regulation_texts.mutated(), rubric_texts.rubrics())


def broken(text: str) -> list[str]:
    """What of a text breaks the law."""
    account = Account(text)
    found = [f"two roles for one word: {one} {other}" for one, other in account.overlaps()]
    found += [f"in no phrase: {between}" for between in account.uncovered()]
    for word in account.words():
        said = word.phrase.text
        if word.role is None:
            found += [] if word.told else [f"no role: {said}"]
        elif word.role.span != word.phrase.span:
            found.append(f"half a role: {said}")
        elif word.is_silent:
            found.append(f"{word.role.name} in silence: {said}")
    return found


@settings(max_examples=600, derandomize=True)
@given(any_text)
def test_every_word_has_one_role_and_none_that_counts_is_lost(text: str) -> None:
    assert broken(text) == []


@pytest.mark.parametrize("text", sample_lines())
def test_the_law_holds_of_what_is_read(text: str) -> None:
    assert broken(text) == []


def test_a_lost_word_is_seen() -> None:
    """The check itself, on an account from which something was taken away."""
    account = Account("迟到3次以上扣2分。")
    account.roles = account.roles[1:]
    assert [word.phrase.text for word in account.words() if word.role is None] == ["迟到"]


@pytest.mark.parametrize(
    "text",
    [
        "迟到扣2分(3次以上)。",
        "迟到扣2分(超过30分钟)。",
        "迟到扣2分(每次)。",
        "迟到扣2分(第二次)。",
        "迟到扣1分每天的。",
        "迟到扣2分 本季度。",
        "迟到一次扣2分,三分钟以内除外。",
        "迟到一次扣2分,累计三次除外。",
    ],
)
def test_what_says_more_of_a_score_is_read_or_refused(text: str) -> None:
    account = Account(text)
    assert [found.code for found in account.rubric.diagnostics if found.severity == "error"] == ["RUB245"]
    assert "refused" in [role.name for role in account.roles]
