"""`rub rules`: the page on which an author proof-reads, on a terminal, as JSON and as HTML."""

import builtins
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rubricdsl.cli.app import rub

TEXT = """考核标准:前台
周期:每月
得分范围:0-120分

一、卫生(10分)
地面有积水的,每处扣2分,情节严重的,扣5分。
“<script>alert(1)</script>”每次扣1分。迟到扣2分(3次以上)。

二、纪律
旷工3天以上扣10分,并罚款100元。
随便扣几分。

等级
90分以上 优秀
不满90分 合格
"""
ENGLISH = "language: en\ntitle: Desk\n1. Desk\n“late”: deduct 2 points each time.\n“rude”: deduct 2 points per cup.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an unsound rubric in either language."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    Path("desk.rub").write_text(TEXT, encoding="utf-8")
    Path("en.rub").write_text(ENGLISH, encoding="utf-8")


def run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(rub, ["rules", *arguments], **options)


def test_the_page_is_complete_while_errors_remain() -> None:
    result = run("desk.rub")
    assert (result.exit_code, result.stderr) == (1, "")
    head, first, second, state = result.stdout.split("\n\n")
    assert head.splitlines() == [
        "考核标准  前台",
        "周期      每月",
        "基础分    未写明,从10分算起",
        "得分范围  0分-120分",
        "舍入      未写明",
        "等级      90分以上 优秀",
        "          90分以下(不含) 合格",
    ]
    assert first.splitlines() == [
        "1 卫生(10分)",
        "  1-1  第6行  “地面有积水”扣2分/处",
        "       名称: 地面有积水",
        "  1-2  第6行  情节“严重”的,扣5分",
        "       名称: 地面有积水",
        "       (沿用前句:名称“地面有积水”)",
        "  1-3  第7行  “<script>alert(1)</script>”扣1分/次",
        "       名称: <script>alert(1)</script>",
        "  1-4  第7行  “迟到”扣2分",
        "       名称: 迟到",
        "  !    第7行第40列  错误 RUB245: “3次以上”在这里没有读懂,不能当作名称的一部分",
        "       改法: 换成读得懂的说法,例如“迟到三次以上的,扣5分”;是名称的,加上引号",
    ]
    assert "  2-2  第10行  “旷工”累计不少于3天的,罚款100元" in second
    assert "       (沿用前句:名称“旷工”、条件≥3天)" in second
    assert "  !    第11行第3列  错误 RUB201" in second
    assert state == "2 个错误,0 个警告,0 个提示。改好错误之前不能评分\n"


def test_the_page_speaks_english() -> None:
    text = run("desk.rub", "--lang", "en").stdout
    assert "base      not stated, counted from 10\n" in text
    assert "       (from before: name “旷工”, case ≥3 days)\n" in text
    assert "line 7, column 40  error RUB245" in text
    assert text.endswith("\n\n2 errors, 0 warnings, 0 hints. Nothing can be scored before the errors are put right\n")


def test_a_sound_rubric_ends_with_nought() -> None:
    Path("sound.rub").write_text("周期:每月\n基础分:100分\n迟到一次扣2分。\n", encoding="utf-8")
    result = run("sound.rub")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "0-1  第3行  “迟到”扣2分/次" in result.stdout
    assert run("sound.rub", "--format", "source").exit_code == 0


def test_the_words_of_an_english_text_have_roles() -> None:
    result = run("en.rub")
    assert result.exit_code == 1
    assert "1-1  line 4  “late”: deduct 2 points" in result.stdout
    assert "error RUB" in result.stdout
    page = run("en.rub", "--format", "html").stdout
    assert "without an account of each word" not in page
    assert '<span class="role name"' in page
    assert '<span class="role act"' in page


def test_what_is_not_understood_is_not_said_as_source() -> None:
    result = run("desk.rub", "--format", "source")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "RUB245" in result.stderr


def test_json_lists_the_rules_with_roles_and_findings() -> None:
    result = run("desk.rub", "--format", "json")
    shapes = json.loads(result.stdout)
    assert result.exit_code == 1
    assert "RUB201" in result.stderr  # of words that stand in no rule
    assert [shape["code"] for shape in shapes] == ["1-1", "1-2", "1-3", "1-4", "2-1", "2-2"]
    first, graver, *_ = shapes
    assert [(role["role"], role["text"]) for role in first["roles"]] == [
        ("name", "地面有积水的"),
        ("count", "每处"),
        ("act", "扣2分"),
    ]
    assert "inherited" not in first
    assert graver["inherited"] == ["kinds"]
    assert {role["line"] for role in graver["roles"]} == {6}


def test_the_whole_reading_is_one_object() -> None:
    shape = json.loads(run("desk.rub", "--format", "reading").stdout)
    assert shape["base"] == "10"
    assert shape["head"]["base"] is None
    assert (shape["head"]["period"], shape["head"]["range"]) == ("month", ["0", "120"])
    assert [grade["name"] for grade in shape["grades"]] == ["优秀", "合格"]
    assert [found["code"] for found in shape["diagnostics"]] == ["RUB245", "RUB201"]
    refused = [role["text"] for role in shape["roles"] if role["role"] == "refused"]
    assert refused == ["3次以上", "扣"]


def test_html_is_one_file_without_scripts() -> None:
    result = run("desk.rub", "--format", "html", "-o", "page.html")
    assert (result.exit_code, result.stdout) == (1, "")
    page = Path("page.html").read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"\b(?:src|style|on[a-z]+)=|https?:|url\(|@import", page)
    assert "default-src 'none'" in page
    assert '<span class="role refused" data-label="✗" title="没有读懂">3次以上</span>' in page
    assert "RUB245" in page
    assert "(沿用前句:名称“旷工”、条件≥3天)" in page
    assert sorted(path.name for path in Path().iterdir()) == ["desk.rub", "en.rub", "page.html"]


def test_the_page_never_goes_over_what_is_read() -> None:
    result = run("desk.rub", "--format", "html", "-o", "desk.rub")
    assert result.exit_code == 2
    assert "--output" in result.stderr
    assert Path("desk.rub").read_text(encoding="utf-8") == TEXT


def test_html_names_the_library_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any, **options: Any) -> Any:
        if name == "rubricdsl.report.as_html":
            raise ModuleNotFoundError(name="jinja2")
        return imported(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    result = run("desk.rub", "--format", "html")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'rubricdsl[report]'" in result.stderr


def test_what_cannot_be_read_at_all_is_shown_with_what_is_wrong() -> None:
    Path("odd.rub").write_text("考核标准:前台\n张\u200b三迟到一次扣2分。\n", encoding="utf-8")
    result = run("odd.rub", "--lang", "zh")
    assert result.exit_code == 1
    assert "错误 RUB008" in result.stdout
    assert "U+200B" in run("odd.rub", "--lang", "zh", "--format", "html").stdout


def test_clauses_of_other_standards_are_shown_with_their_file() -> None:
    Path("rules.rub").write_text("编号:r\n一、考勤\n“早退”一次扣1分。\n", encoding="utf-8")
    Path("main.rub").write_text("引用:《规定》= rules.rub\n一、纪律\n违纪的,按《规定》处理。\n", encoding="utf-8")
    assert "rules.rub 第3行  “早退”扣1分/次" in run("main.rub").stdout
    page = run("main.rub", "--format", "html").stdout
    assert "引用的条款" in page
    assert "rules.rub 第3行" in page
