"""Every code has its page, worded as the library words it; pages of codes that are gone fail."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "errors"


@pytest.fixture(scope="module")
def pages() -> Callable[[Path], dict[str, str]]:
    return runpy.run_path(str(ROOT / "docs" / "errors.py"))["pages"]  # type: ignore[no-any-return]


def test_pages_are_those_of_the_messages(pages: Callable[[Path], dict[str, str]]) -> None:
    """When this fails: python docs/errors.py."""
    wanted = pages(FOLDER)
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert sorted(wanted.keys() - found.keys()) == []
    assert sorted(found.keys() - wanted.keys()) == []
    assert [name for name in wanted if wanted[name] != found[name]] == []


def test_an_example_written_by_hand_is_kept(pages: Callable[[Path], dict[str, str]], tmp_path: Path) -> None:
    name = next(name for name in pages(tmp_path) if name.startswith("RUB"))
    (tmp_path / name).write_text("an older wording\n\n## Example\n\nby hand\n", encoding="utf-8")
    text = pages(tmp_path)[name]
    assert text.endswith("\n\n## Example\n\nby hand\n")
    assert "an older wording" not in text
