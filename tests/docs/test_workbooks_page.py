"""The page on workbooks states the limits that hold, and names every code a workbook can be refused by."""

import re

from docs.blocks import ROOT
from rubricdsl.base.messages.office import OFFICE
from rubricdsl.office import outline, package

PAGE = (ROOT / "docs" / "workbooks.md").read_text(encoding="utf-8")
LIMITS = PAGE.partition("## Limits")[2]


def test_limits_on_the_page_are_those_that_hold() -> None:
    stated = set(re.findall(r"\b[0-9]{3,}\b", LIMITS.replace(",", "")))
    held = {
        package.MAX_SIZE,
        package.MAX_RATIO,
        package.SMALL,
        package.MAX_DIRECTORY,
        outline.MAX_CELLS,
        outline.MAX_TEXT,
    }
    assert stated - {"10000"} == {str(limit) for limit in held}


def test_every_code_of_workbooks_is_on_the_page() -> None:
    assert OFFICE.keys() - set(re.findall("RUB[0-9]{3}", PAGE)) == set()
