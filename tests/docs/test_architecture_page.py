"""The architecture page draws what is there: every part of the library is on it, in the order the tests enforce."""

from architecture.modules import library
from architecture.test_directions import ORDER
from docs.blocks import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_part_is_on_the_page() -> None:
    folders = {module.folder for module in library()} - {"", "__main__"}
    assert [folder for folder in sorted(folders) if f"{folder}/`" not in PAGE and f"`{folder}.py`" not in PAGE] == []


def test_order_on_the_page_is_the_enforced_one() -> None:
    words = {("",): "public names", ORDER[-2]: "edges"}
    order = " < ".join(words.get(folders, " | ".join(folders)) for folders in ORDER[:-1])
    assert f"`{order}`" in PAGE
