"""The sample logs hold the cases that rubrics/README.md says they hold."""

import csv
from pathlib import Path

import pytest

RUBRICS = Path(__file__).parents[2] / "rubrics"


@pytest.mark.parametrize("name", ["steward", "steward-basic", "steward-group"])
def test_log_holds_the_hard_cases(name: str) -> None:
    with (RUBRICS / name / "events.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
    ids = [row["编号"] for row in rows]
    days = [row["时间"][:10] for row in rows]
    assert len(set(ids)) >= 60
    assert len({row["人员"] for row in rows}) == 5
    assert {day[:7] for day in days} == {"2024-01", "2024-02", "2024-03"}
    assert len(ids) == len(set(ids)) + 1, "one line is delivered twice"
    assert days != sorted(days), "one line is out of order"
    assert any("T" in row["时间"] for row in rows)
    assert any(row["标记"] == "严重" for row in rows)
    assert {row["撤销"] for row in rows} & set(ids)
    assert {bool(row["单位"]) for row in rows if row["数量"]} == {True, False}
    assert any(row["事项"].startswith("规章") for row in rows)
