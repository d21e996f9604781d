"""What commands print about items, limits and chapters, and how they speak in each language."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rubricdsl.cli.app import rub

RUBRIC = """编号:desk
周期:每月
基础分:100分

一、出勤
(一)到岗(10分)
“迟到”每次扣2分。
本项最多扣8分。
二、
“喧哗”每次扣3分。
总分最多扣30分。
"""
LOG = "时间,人员,事项\n2024-03-01,小周,迟到\n2024-03-02,小周,喧哗\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that holds desk.rub and log.csv."""
    monkeypatch.chdir(tmp_path)
    Path("desk.rub").write_text(RUBRIC, encoding="utf-8")
    Path("log.csv").write_text(LOG, encoding="utf-8")


def run(*arguments: str, lang: str = "zh") -> Result:
    return CliRunner().invoke(rub, [*arguments, "--lang", lang])


def test_rules_show_what_bounds_items_and_total() -> None:
    assert run("rules", "desk.rub").stdout == (
        "1 出勤\n"
        "  本项最多8分\n"
        "\n"
        "1.1 到岗(10分)\n"
        "  1.1-1  第7行  “迟到”扣2分/次\n"
        "         名称: 迟到\n"
        "\n"
        "2 喧哗\n"
        "  2-1    第10行  “喧哗”扣3分/次\n"
        "         名称: 喧哗\n"
        "\n"
        "总分最多30分\n"
    )


def test_rules_show_the_bounds_in_english_too() -> None:
    text = run("rules", "desk.rub", lang="en").stdout
    assert "1.1 到岗 (10 points)\n" in text
    assert "  This item: up to 8 points in total\n" in text
    assert text.endswith("\nThe total score: up to 30 points in total\n")


def test_rules_show_the_limit_of_a_chapter() -> None:
    Path("desk.rub").write_text("一、出勤\n本项最多扣8分。\n(一)到岗\n“迟到”每次扣2分。\n", encoding="utf-8")
    lines = run("rules", "desk.rub").stdout.splitlines()
    assert lines[:4] == ["1 出勤", "  本项最多8分", "", "1.1 到岗"]


def test_rules_show_weights() -> None:
    Path("desk.rub").write_text(
        "一、甲(40分,权重50%)\n“迟到”扣2分。\n二、乙(权重50%)\n“喧哗”扣2分。\n", encoding="utf-8"
    )
    assert "1 甲(40分,权重50%)\n" in run("rules", "desk.rub").stdout
    assert "2 乙 (weight 50%)\n" in run("rules", "desk.rub", lang="en").stdout


def test_what_moved_the_total_is_named_by_chapter_or_by_rules() -> None:
    text = run("score", "desk.rub", "log.csv").stdout
    assert "出勤/到岗 -2" in text
    assert "喧哗 -3" in text


def test_one_problem_is_one() -> None:
    Path("log.csv").write_text(LOG.replace("喧哗", "喧华"), encoding="utf-8")
    assert "\n1 problem with events" in run("score", "desk.rub", "log.csv", lang="en").stderr
    Path("log.csv").write_text(LOG.replace("喧哗", "喧华").replace("迟到", "迟道"), encoding="utf-8")
    assert "\n2 problems with events" in run("score", "desk.rub", "log.csv", lang="en").stderr


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("explain", "desk.rub", "log.csv", "小洲周"), "“小洲周”没有记分卡;相近的有:小周", "has no scorecard here"),
        (("score", "desk.rub", "log.csv", "--as-of", "昨天"), "写成 2024-03-31", "write it as 2024-03-31"),
        (("score", "-", "-"), "只能读一次", "can be read only once"),
        (("score", "desk.rub", "log.csv", "--rejects", "log.csv"), "“log.csv”是要读的文件", "is read as input"),
    ],
)
def test_wrong_usage_is_told_in_the_language_asked_for(arguments: tuple[str, ...], zh: str, en: str) -> None:
    assert zh in run(*arguments).stderr
    assert en in run(*arguments, lang="en").stderr


@pytest.mark.parametrize(
    ("log", "header"),
    [
        ("日期,姓名,事项\n昨天,小周,迟到\n", "日期"),
        ("日期,姓名,事项\n2024-03-01,,迟到\n", "姓名"),
        ("时间,人员,事项,数量\n2024-03-01,小周,迟到,两\n", "数量"),
        ("时间,人员,事项,编号\n2024-03-01,小周,迟到,1.2E+11\n", "编号"),
        ("time,subject,kind\n昨天,小周,迟到\n", "time"),
    ],
)
def test_fields_are_called_as_the_header_calls_them(log: str, header: str) -> None:
    Path("log.csv").write_text(log, encoding="utf-8")
    assert f"“{header}”" in run("score", "desk.rub", "log.csv").stderr


def test_a_rubric_without_rules_suggests_no_name() -> None:
    Path("none.rub").write_text("编号:none\n周期:每月\n", encoding="utf-8")
    result = run("score", "none.rub", "log.csv")
    assert "RUB450" in result.stderr
    assert "不适用" not in result.stderr
