"""The pages' scored rows: a standard, what happened, and what it comes to; each stage in its order."""

import re
from decimal import Decimal
from typing import get_args

import pytest

import rubricdsl
from cards.test_scored_cases import event
from docs.blocks import ROOT
from rubricdsl.cards.model import Stage

STAGES = (ROOT / "docs" / "stages.md").read_text(encoding="utf-8")
LANGUAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
ORDER = re.compile(r"^\| [a-z, -]+ \| `([^`]+)` \| `([^`]+)` \| ([0-9.-]+) \| ([0-9.-]+) \|$", re.MULTILINE)
SCORED = re.compile(r"^\| `([^`]+)` \| `([^`]+)` \| ([0-9.-]+) \|$", re.MULTILINE)


def total(text: str, happened: str) -> Decimal | None:
    rubric = rubricdsl.parse("周期:每月\n" + text.replace("⏎", "\n"), strict=True)
    log = [event(f"2024-03-05 {each.strip()}") for each in happened.split(";")]
    (card,) = rubricdsl.score(rubric, log, periods=["2024-03"])
    return card.total


@pytest.mark.parametrize(("text", "happened", "expected", "other"), ORDER.findall(STAGES))
def test_stages_come_in_their_order(text: str, happened: str, expected: str, other: str) -> None:
    assert total(text, happened) == Decimal(expected) != Decimal(other)


@pytest.mark.parametrize(("text", "happened", "expected"), SCORED.findall(LANGUAGE))
def test_scored_rows_of_the_language_page(text: str, happened: str, expected: str) -> None:
    assert total(text, happened) == Decimal(expected)


def test_every_stage_has_a_row() -> None:
    named = set(re.findall(r"^\| ([a-z-]+) \| [^|]+ \| [^|]+ \|$", STAGES, re.MULTILINE)) - {"stage", "---"}
    assert named == set(get_args(Stage))
    assert len(ORDER.findall(STAGES)) == 10
    assert len(SCORED.findall(LANGUAGE)) >= 20
