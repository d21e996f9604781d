"""The table of features names each row of the differential test, and files and sections that are there."""

import re

from docs.blocks import ROOT
from reference.features import ROWS

PAGE = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| (?P<feature>[^|]+) \| (?P<read>[^|]+) \| (?P<scored>[^|]+) \| \[(?P<section>[^]]+)\]\([^)]+\) \|$", re.M
)


def test_every_feature_has_its_row() -> None:
    assert [found["feature"] for found in ROW.finditer(PAGE)] == list(ROWS)


def test_sections_are_on_the_language_page() -> None:
    sections = set(re.findall(r"^## (.+)$", (ROOT / "docs" / "language.md").read_text(encoding="utf-8"), re.M))
    assert {found["section"] for found in ROW.finditer(PAGE)} <= sections


def test_every_feature_has_a_scored_case() -> None:
    assert all("cases/scored/" in found["scored"] for found in ROW.finditer(PAGE))
