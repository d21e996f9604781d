"""`rub` with workbooks: scored as the same rows in a text file are, sheets by name, refused rows kept as CSV."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from office.workbooks import DAY, HEADER, log, number, packed, parts, row, sheet
from rubricdsl.cli.app import rub

RUBRIC = "编号:desk\n周期:每月\n基础分:100分\n\n一、出勤\n无故“迟到”的,每次扣2分。\n"
MARCH_1 = number(45352, DAY)
GOOD = row("e1", MARCH_1, "小周", "迟到", number(3))
ROSTER = sheet(row("姓名", "入职"), row("小周", number(44927, DAY)), row("小吴"))

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `rub` in a folder that holds desk.rub, log.xlsx and book.xlsx with a roster and two months."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    Path("desk.rub").write_text(RUBRIC, encoding="utf-8")
    Path("log.xlsx").write_bytes(log(GOOD))
    months = {name: sheet(row(*HEADER), row("e1", number(day, DAY), "小周", "迟到")) for name, day in MONTHS.items()}
    Path("book.xlsx").write_bytes(packed(parts({"名册": ROSTER, **months})))
    return lambda *arguments, **options: CliRunner().invoke(rub, list(arguments), **options)


MONTHS = {"三月": 45352, "四月": 45383}


def totals(result: Result) -> list[tuple[str, str, str]]:
    cards = json.loads(result.stdout)
    return [(card["subject"], card["period"]["label"], card["total"]) for card in cards]


def test_a_workbook_is_scored(run: Run) -> None:
    result = run("score", "desk.rub", "log.xlsx", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert totals(result) == [("小周", "2024-03", "94")]
    assert "e1" in run("explain", "desk.rub", "log.xlsx", "小周").stdout
    for form in ((), ("--input-format", "xlsx")):
        result = run("score", "desk.rub", "-", "--format", "json", *form, input=Path("log.xlsx").read_bytes())
        assert totals(result) == [("小周", "2024-03", "94")]


def test_sheets_are_named_for_events_and_roster(run: Run) -> None:
    named = ("--sheet", "四月", "--subjects", "book.xlsx", "--subjects-sheet", "名册")
    result = run("score", "desk.rub", "book.xlsx", *named, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert totals(result) == [("小吴", "2024-04", "100"), ("小周", "2024-04", "98")]
    result = run("score", "desk.rub", "book.xlsx", "--sheet", "五月")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "RUB438" in result.stderr
    assert "四月" in result.stderr


def test_sheets_that_are_not_read_are_told(run: Run) -> None:
    result = run("score", "desk.rub", "log.xlsx", "--subjects", "book.xlsx", "--format", "json", "--lang", "en")
    assert result.exit_code == 0
    assert "book.xlsx[名册]:1:1: warning RUB442" in result.stderr
    assert "三月、四月" in result.stderr


def test_d45_no_events_and_a_roster_are_a_full_result(run: Run) -> None:
    Path("log.xlsx").write_bytes(log())
    named = ("--subjects", "book.xlsx", "--subjects-sheet", "名册", "--period", "2024-03")
    result = run("score", "desk.rub", "log.xlsx", *named, "--format", "json")
    assert totals(result) == [("小吴", "2024-03", "100"), ("小周", "2024-03", "100")]
    assert run("score", "desk.rub", "log.xlsx", "--lang", "en").stdout.startswith("nobody to score")


@pytest.mark.parametrize("name", ["log.xlsx", "-"])
def test_refused_rows_are_named_and_kept_as_csv(run: Run, name: str) -> None:
    bad = [row("e2", MARCH_1, "小周", "迟道"), row("e3", "昨天", "=小周", "迟到")]
    data = log(bad[0], GOOD, bad[1], row("e4", MARCH_1, "小周", number("0.5")))
    Path("log.xlsx").write_bytes(data)
    kept = ("--keep-going", "--rejects", "bad.csv")
    result = run("score", "desk.rub", name, *kept, "--format", "json", "--lang", "en", input=data)
    assert result.exit_code == 1
    assert totals(result) == [("小周", "2024-03", "94")]
    for place in ("2:1: error RUB450", "4:2: error RUB407", "5:4: error RUB441"):
        assert f"{name}[记录]:{place}" in result.stderr
    with open("bad.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [cells[:4] for cells in rows[1:]] == [
        ["e2", "2024-03-01", "小周", "迟道"],
        ["e3", "昨天", "'=小周", "迟到"],
        ["e4", "2024-03-01", "小周", "0.5"],
    ]
    assert (rows[0], {len(cells) for cells in rows}) == (list(HEADER), {len(HEADER)})
    corrected = re.sub("迟道|0.5", "迟到", Path("bad.csv").read_text("utf-8").replace("昨天", "2024-03-01"))
    Path("good.csv").write_text(corrected, encoding="utf-8")
    assert run("score", "desk.rub", "good.csv").exit_code == 0


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_ends_with_two(run: Run, data: bytes) -> None:
    Path("log.xlsx").write_bytes(data)
    result = run("score", "desk.rub", "log.xlsx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "RUB435" in result.stderr
