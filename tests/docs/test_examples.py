"""Every example in the README and the docs does what the page says."""

import re
from pathlib import Path

import pytest

import rubricdsl
from docs.blocks import ROOT, Run, blocks
from rubricdsl.base.message import Lang

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "rubrics" / "README.md"]
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)")
ROW = re.compile(r"^\| `(?P<written>[^`|]+)` \| (?P<said>[^|]+?) \|$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When only what is printed has changed, and rightly: python tests/docs/blocks.py PAGE."""
    monkeypatch.chdir(tmp_path)
    assert Run(page.read_text(encoding="utf-8"), tmp_path).problems == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def rows() -> list[tuple[Lang, str, str]]:
    """The rows of the pages of the language: what is written, and how the library says it back."""
    pages: list[tuple[Lang, str]] = [("zh", "language.md"), ("en", "english.md")]
    return [
        (lang, row["written"].replace("⏎", "\n"), row["said"])
        for lang, name in pages
        for row in ROW.finditer((ROOT / "docs" / name).read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("lang", "written", "said"), rows())
def test_forms_are_read_as_the_language_pages_say(lang: Lang, written: str, said: str) -> None:
    rubric = rubricdsl.parse(written, name="row.rub", language=lang)
    assert [d.code for d in rubric.diagnostics if d.severity == "error"] == []
    assert "<br>".join(rule.say(lang) for rule in rubric.rules) == said


REFUSED = re.compile(r"^\| `(?P<written>[^`|]+)` \| \[(?P<code>RUB[0-9]{3})\]\([^|]+\|", re.MULTILINE)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (row["written"], row["code"])
        for row in REFUSED.finditer((ROOT / "docs" / "english.md").read_text(encoding="utf-8"))
    ],
)
def test_what_the_english_page_refuses_is_refused(written: str, code: str) -> None:
    found = rubricdsl.parse(written, name="row.rub", language="en").diagnostics
    assert code in [d.code for d in found if d.severity == "error"]


@pytest.mark.parametrize(
    "page",
    [
        "```rub\n迟到一次扣二十二二分。\n```\n",
        "```rub RUB201\n迟到一次扣2分。\n```\n",
        "```python\nprint(1)\n```\n\n```output\n2\n```\n",
        "```console\n$ rub no-such-command\nfine\n```\n",
        "```console\n$ ls\n```\n",
    ],
)
def test_planted_wrong_example_is_found(page: str, tmp_path: Path) -> None:
    assert Run(page, tmp_path).problems


def test_blocks_are_found_with_their_lines() -> None:
    page = "# Title\n\n```rub cafe.rub\n迟到一次扣2分。\n```\n\n```text\nfree\n```\n"
    assert [(b.language, b.words, b.text, b.line) for b in blocks(page)] == [
        ("rub", ("cafe.rub",), "迟到一次扣2分。\n", 3),
        ("text", (), "free\n", 7),
    ]


def test_elided_lines_match_any(tmp_path: Path) -> None:
    page = "```python\nprint(1, 2, 3, sep='\\n')\n```\n\n```output\n1\n…\n```\n"
    assert Run(page, tmp_path).problems == []


def test_a_refreshed_page_says_what_is_printed(tmp_path: Path) -> None:
    page = "```python\nprint(1)\n```\n\n```output\n2\n```\n"
    assert Run(page, tmp_path).text == page.replace("2", "1")
