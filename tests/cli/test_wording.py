"""What commands print about items, limits and chapters, and how they speak in each language."""

import re
from inspect import cleandoc
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from rubricdsl.cli.app import rub
from rubricdsl.cli.chinese import HELP

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
    assert run("rules", "desk.rub").stdout.split("\n\n", 2)[2] == (
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
        "\n"
        "0 个错误,1 个警告,0 个提示\n"
    )


def test_rules_show_the_bounds_in_english_too() -> None:
    text = run("rules", "desk.rub", lang="en").stdout
    assert "1.1 到岗 (10 points)\n" in text
    assert "  This item: up to 8 points in total\n" in text
    assert "\n\nThe total score: up to 30 points in total\n\n" in text
    assert text.endswith("\n0 errors, 1 warning, 0 hints\n")


def test_rules_show_the_limit_of_a_chapter() -> None:
    Path("desk.rub").write_text("一、出勤\n本项最多扣8分。\n(一)到岗\n“迟到”每次扣2分。\n", encoding="utf-8")
    lines = run("rules", "desk.rub").stdout.partition("\n\n")[2].splitlines()
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


ENGLISH = "language: en\nbase: 100 points\n“late”: deduct 2 points each time.\n"


def spoken(monkeypatch: pytest.MonkeyPatch, locale: str, *arguments: str) -> str:
    """What is said where the locale is one or the other, and no language is asked for."""
    monkeypatch.setenv("LC_ALL", locale)
    return CliRunner().invoke(rub, arguments).output


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8"])
@pytest.mark.parametrize(
    ("command", "zh", "en"),
    [
        (("check",), "1 个文件:", "1 file:"),
        (("rules",), "扣2分/次", "deduct 2 points"),
        (("events",), "事项", "name"),
        (("score", "log.csv"), "人员", "subject"),
        (("explain", "log.csv", "小周"), "基础分", "base"),
    ],
)
def test_commands_speak_the_language_of_the_rubric(
    monkeypatch: pytest.MonkeyPatch, locale: str, command: tuple[str, ...], zh: str, en: str
) -> None:
    Path("en.rub").write_text(ENGLISH, encoding="utf-8")
    Path("en.csv").write_text(LOG.replace("迟到", "late").replace("喧哗", "late"), encoding="utf-8")
    name, *others = command
    assert zh in spoken(monkeypatch, locale, name, "desk.rub", *others)
    assert en in spoken(monkeypatch, locale, name, "en.rub", *(each.replace("log", "en") for each in others))


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8"])
def test_what_is_wrong_with_a_rubric_is_told_in_its_language(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    Path("desk.rub").write_text("迟到一次口2分。\n", encoding="utf-8")
    Path("en.rub").write_text("language: en\n“late”: deduct 2 points per cup.\n张\u200b三\n", encoding="utf-8")
    for command in (["rules"], ["score", "log.csv"], ["check"]):
        assert "错误 RUB201" in spoken(monkeypatch, locale, command[0], "desk.rub", *command[1:])
        assert "error RUB008" in spoken(monkeypatch, locale, command[0], "en.rub", *command[1:])
    both = spoken(monkeypatch, locale, "check", "desk.rub", "en.rub")
    assert "错误 RUB201" in both
    assert "error RUB008" in both
    assert both.endswith("2 个文件:2 个错误,0 个警告\n" if locale != "C" else "2 files: 2 errors, 0 warnings\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_asked_for_goes_before_rubric_and_locale(lang: str) -> None:
    assert ("个文件" in run("check", "desk.rub", lang=lang).stdout) is (lang == "zh")
    Path("en.rub").write_text(ENGLISH, encoding="utf-8")
    assert ("个文件" in run("check", "en.rub", lang=lang).stdout) is (lang == "zh")


LATIN = re.compile(
    r"\b(?:error|invalid|missing|try|usage|such|help for|exist|option|show|value|did you)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    "arguments",
    [
        ("chekc",),
        ("check",),
        ("check", "nothing.rub"),
        ("check", "desk.rub", "--nope"),
        ("check", "desk.rub", "--format", "text", "--encodng", "x"),
        ("check", "desk.rub", "--format", "xml"),
        ("check", "desk.rub", "--format"),
        ("check", "."),
        ("explain-code",),
        ("explain-code", "RUB999"),
        ("explain-code", "RUB201", "RUB202"),
        ("check", "desk.rub", "--strict=1"),
    ],
)
def test_wrong_usage_is_told_in_chinese(monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    said = spoken(monkeypatch, "zh_CN.UTF-8", *arguments)
    assert "错误:" in said
    assert LATIN.findall(re.sub(r"\[OPTIONS\]|--?\w+|RUB[0-9]+|“rub[^”]*”", "", said)) == []
    assert "错误:" in spoken(monkeypatch, "C", "--lang", "zh", *arguments)
    assert "Error:" in spoken(monkeypatch, "C", *arguments)
    assert "Error:" in spoken(monkeypatch, "zh_CN.UTF-8", "--lang=en", *arguments)


@pytest.mark.parametrize("command", [(), *((name,) for name in sorted(rub.commands))])
def test_help_is_in_chinese(command: tuple[str, ...]) -> None:
    said = CliRunner().invoke(rub, [*command, "--help", "--lang", "zh"]).output
    assert said.startswith("用法:")
    assert LATIN.findall(said.replace("[OPTIONS]", "")) == []
    assert CliRunner().invoke(rub, [*command, "--help", "--lang", "en"]).output.startswith("Usage:")


def test_every_text_of_the_help_is_translated() -> None:
    commands = [rub, *rub.commands.values()]
    texts = {cleandoc(each.help or "") for each in commands} | {
        option.help for each in commands for option in each.params if isinstance(option, click.Option) and option.help
    }
    assert [part for text in texts for part in text.split("\n\n") if part not in HELP] == []
