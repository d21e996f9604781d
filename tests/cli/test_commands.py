"""Each command: what it prints where, and the code it ends with."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import rubricdsl
from rubricdsl.base.width import width
from rubricdsl.cli.app import rub
from rubricdsl.cli.progress import counted

RUBRIC = """考核标准:前台
编号:desk
周期:每月
基础分:100分

一、出勤
无故“迟到”的,每次扣2分,累计最多扣10分。

二、来访登记
来访不登记的,发现一次扣3分,情节“严重”的,扣8分。

三、表扬
每收到一件“表扬信”加5分。

等级
95分以上 优秀
80-94分 良好
79分以下 待改进
"""
LOG = """编号,时间,人员,事项,标记
e1,2024-03-01,小周,迟到,
e2,2024-03-08,小周,来访登记,严重
e3,2024-03-12,小林,表扬信,
e4,2024-04-02,小周,迟到,
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `rub` in a folder that holds desk.rub and log.csv."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    Path("desk.rub").write_text(RUBRIC, encoding="utf-8")
    Path("log.csv").write_text(LOG, encoding="utf-8")
    return lambda *arguments, **options: CliRunner().invoke(rub, list(arguments), **options)


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_score_prints_a_row_per_subject_grouped_by_period(run: Run) -> None:
    result = run("score", "desk.rub", "log.csv", "--lang", "zh")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["2024-03"],
        ["人员", "基础分", "变动", "总分", "等级"],
        ["小周", "100", "出勤", "-2", "来访登记", "-8", "90", "良好"],
        ["小林", "100", "表扬", "+5", "105", "优秀"],
        [],
        ["2024-04"],
        ["人员", "基础分", "变动", "总分", "等级"],
        ["小周", "100", "出勤", "-2", "98", "优秀"],
    ]
    rows = result.stdout.splitlines()[1:4]
    assert len({width(row[: row.index(word)]) for row, word in zip(rows, ("变动", "出勤", "表扬"), strict=True)}) == 1


def test_score_speaks_english_too(run: Run) -> None:
    assert "subject  base  moved by" in run("score", "desk.rub", "log.csv", "--lang", "en").stdout


def test_score_gives_the_documented_json(run: Run) -> None:
    cards = json.loads(run("score", "desk.rub", "log.csv", "--format", "json").stdout)
    assert [(card["subject"], card["period"]["label"], card["total"]) for card in cards] == [
        ("小周", "2024-03", "90"),
        ("小周", "2024-04", "98"),
        ("小林", "2024-03", "105"),
    ]


def test_score_gives_csv_that_no_spreadsheet_runs(run: Run) -> None:
    write("log.csv", '时间,人员,事项\n2024-03-01,"=HYPERLINK(""x"")",迟到\n2024-03-01,-1,迟到\n')
    for raw, name in ((), '\'=HYPERLINK("x")'), (("--raw",), '=HYPERLINK("x")'):
        result = run("score", "desk.rub", "log.csv", "--format", "csv", *raw)
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        assert [(row["subject"], row["total"]) for row in rows] == [("-1", "98"), (name, "98")]


def test_score_by_period_and_roster(run: Run) -> None:
    roster = write("who.csv", "姓名,入职\n小周,2023-01-01\n小吴,2023-01-01\n小林,\n")
    result = run("score", "desk.rub", "log.csv", "--subjects", roster, "--period", "2024-04", "--format", "json")
    assert [(card["subject"], card["total"]) for card in json.loads(result.stdout)] == [
        ("小吴", "100"),
        ("小周", "98"),
        ("小林", "100"),
    ]


def test_score_by_the_start_of_a_subject_within_a_period(run: Run) -> None:
    roster = write("roster.csv", "姓名,入职\n小周,2024-03-02\n")
    result = run("score", "desk.rub", "log.csv", "--subjects", roster, "--format", "csv", "--keep-going")
    assert "2024-03" in result.stdout
    assert "RUB455" in result.stderr  # the event of 1 March


def test_a_day_of_judging_can_be_given(run: Run) -> None:
    rubric = write("duty.rub", "每周至少召开一次“例会”,少一次扣1分。\n")
    log = write("meetings.csv", "时间,人员,事项\n2024-03-05,小周,例会\n")
    assert "RUB515" in run("score", rubric, log).stderr
    assert "-2" in run("score", rubric, log, "--as-of", "2024-03-24", "--format", "csv").stdout


def test_score_reads_several_logs_and_stdin(run: Run) -> None:
    line = '{"kind": "迟到", "subject": "小林", "time": "2024-03-02"}\n'
    result = run("score", "desk.rub", "log.csv", "-", "--format", "json", input=line)
    assert [card["total"] for card in json.loads(result.stdout)] == ["90", "98", "103"]
    assert run("score", "-", "log.csv", input=RUBRIC).exit_code == 0
    assert run("score", "-", "-").exit_code == 2


BAD = "编号,时间,人员,事项\ne1,2024-03-01,小周,迟道\ne2,昨天,小周,迟到\ne3,2024-03-05,小周,迟到\n"


def test_bad_events_are_named_and_nothing_is_scored(run: Run) -> None:
    write("log.csv", BAD)
    result = run("score", "desk.rub", "log.csv", "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "log.csv:2:1: error RUB450" in result.stderr
    assert "迟到" in result.stderr
    assert "log.csv:3:1: error RUB407: “昨天” for “时间”" in result.stderr
    assert "--keep-going" in result.stderr


def test_keep_going_scores_the_rest_and_keeps_the_bad_lines(run: Run) -> None:
    write("log.csv", BAD)
    result = run("score", "desk.rub", "log.csv", "--keep-going", "--rejects", "bad.csv", "--format", "json")
    assert result.exit_code == 1
    assert [card["total"] for card in json.loads(result.stdout)] == ["98"]
    assert Path("bad.csv").read_text("utf-8") == BAD[: BAD.index("e3")]
    assert sorted(path.name for path in Path().iterdir()) == ["bad.csv", "desk.rub", "log.csv"]


def test_rejected_rows_are_kept_whole_and_can_be_read_again(run: Run) -> None:
    rows = '编号,时间,人员,事项,备注\ne1,2024-03-01,小周,迟道,"一\n二"\ne2,2024-03-05,小周,迟到,\n'
    run("score", "desk.rub", "-", "--keep-going", "--rejects", "bad.csv", input=rows)
    assert Path("bad.csv").read_text("utf-8") == rows[: rows.index("e2")]
    lines = (
        '\n{"kind":"迟到","subject":"小周","time":"2024-03-01"}\n{"kind":"迟道","subject":"小周","time":"2024-03-01"}'
    )
    run("score", "desk.rub", "-", "--keep-going", "--rejects", "bad.jsonl", input=lines)
    assert Path("bad.jsonl").read_text("utf-8") == lines.splitlines()[2] + "\n"
    run("score", "desk.rub", "log.csv", "--rejects", "none.csv")
    assert Path("none.csv").read_text("utf-8") == ""


def test_only_the_first_hundred_problems_are_shown(run: Run) -> None:
    write("log.csv", "时间,人员,事项\n" + "昨天,小周,迟到\n" * 150)
    result = run("score", "desk.rub", "log.csv", "--lang", "en")
    assert result.stderr.count("RUB407") == 100
    assert "50 more" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "missing.rub", "log.csv"),
        ("score", "desk.rub", "missing.csv"),
        ("score", "desk.rub"),
        ("score", "desk.rub", "log.csv", "--format", "png"),
        ("score", "desk.rub", "log.csv", "--as-of", "yesterday"),
        ("score", "desk.rub", "log.csv", "--period", "2024-13"),
        ("score", "unsound.rub", "log.csv"),
        ("score", "desk.rub", "log.json"),
        ("score", "desk.rub", "wide.csv"),
        ("score", "desk.rub", "log.csv", "--subjects", "log.csv"),
        ("explain", "desk.rub", "log.csv", "小王"),
        ("explain-code", "RUB999"),
        ("no-such-command",),
    ],
    ids=" ".join,
)
def test_wrong_usage_and_unreadable_input_end_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    write("unsound.rub", "迟到一次扣贰贰拾分吧。\n")
    write("log.json", "[]")
    Path("wide.csv").write_bytes(LOG.encode("utf-16"))
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_explain_prints_the_cards_of_one_subject(run: Run) -> None:
    result = run("explain", "desk.rub", "log.csv", "小周", "--lang", "zh")
    assert result.exit_code == 0
    assert "小周" in result.stdout
    assert "小林" not in result.stdout
    cards = json.loads(run("explain", "desk.rub", "log.csv", "小周", "--format", "json", "--period", "2024-04").stdout)
    assert [card["total"] for card in cards] == ["98"]


def test_an_unknown_subject_is_answered_with_the_nearest(run: Run) -> None:
    assert "小周" in run("explain", "desk.rub", "log.csv", "小洲周").stderr


def test_check_of_a_sound_rubric_finds_nothing(run: Run) -> None:
    result = run("check", "desk.rub")
    assert (result.exit_code, result.stdout) == (0, "1 个文件:0 个错误,0 个警告\n")
    assert run("check", "desk.rub", "--lang", "en").stdout == "1 file: 0 errors, 0 warnings\n"


def test_check_points_at_the_words(run: Run) -> None:
    write("typo.rub", "迟到一次扣贰贰拾分吧。\n")
    result = run("check", "desk.rub", "typo.rub")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith("typo.rub:1:")
    assert lines[1] == "    1 | 迟到一次扣贰贰拾分吧。"
    assert set(lines[2].partition("|")[2].strip()) == {"^"}
    assert lines[-1].startswith("2 个文件:1 个错误")
    shapes = json.loads(run("check", "typo.rub", "--format", "json").stdout)
    assert [shape["file"] for shape in shapes] == ["typo.rub"]


def test_check_counts_warnings_only_when_strict(run: Run) -> None:
    write("idle.rub", "迟到一次扣0分。\n")
    assert run("check", "idle.rub").exit_code == 0
    assert run("check", "idle.rub", "--strict").exit_code == 1


def test_check_reads_another_encoding_when_named(run: Run) -> None:
    Path("gb.rub").write_bytes(RUBRIC.encode("gb18030"))
    result = run("check", "gb.rub")
    assert result.exit_code == 1
    assert "--encoding gb18030" in result.stdout
    assert run("check", "gb.rub", "--encoding", "gb18030").exit_code == 0
    assert run("rules", "gb.rub").exit_code == 2


def test_rules_are_read_back(run: Run) -> None:
    zh = run("rules", "desk.rub", "--lang", "zh").stdout.partition("\n\n")[2].splitlines()
    assert zh[0] == "1 出勤"
    assert zh[1].split()[:2] == ["1-1", "第7行"]
    assert zh[2].split() == ["名称:", "迟到"]
    assert run("rules", "desk.rub", "--lang", "en").stdout != "\n".join(zh)
    shapes = json.loads(run("rules", "desk.rub", "--format", "json").stdout)
    assert [shape["code"] for shape in shapes] == ["1-1", "2-1", "2-2", "3-1"]


def test_events_print_the_vocabulary(run: Run) -> None:
    lines = [line.split() for line in run("events", "desk.rub", "--lang", "en").stdout.splitlines()]
    assert lines[:3] == [["name", "flags", "units", "rules"], ["1", "出勤"], ["迟到", "-", "次", "1-1"]]
    assert ["来访登记", "严重", "次", "2-1、2-2"] in lines
    shapes = json.loads(run("events", "desk.rub", "--format", "json").stdout)
    assert ("2", "来访登记", ["2-1", "2-2"]) in [(shape["item"], shape["name"], shape["rules"]) for shape in shapes]


def test_explain_code_speaks_both_languages(run: Run) -> None:
    result = run("explain-code", "rub400")
    assert result.exit_code == 0
    assert result.stdout.startswith("RUB400 (error)\n")
    for words in ("缺少", "is missing", "‹field›"):
        assert words in result.stdout
    assert "RUB400" in run("explain-code", "RUB40").stderr
    assert "缺少" not in run("explain-code", "RUB400", "--lang", "en").stdout
    assert "is missing" not in run("explain-code", "RUB400", "--lang", "zh").stdout


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "随库提供"),
        ({"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "C"}, "随库提供"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "built in"),
        ({}, "built in"),
    ],
)
def test_without_a_rubric_the_language_follows_the_locale(
    run: Run, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], word: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, settings.get(name, ""))
    assert word in run("plugins").stdout


def test_a_bug_of_ours_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("planted")

    monkeypatch.setattr("rubricdsl.load", broken)
    monkeypatch.delenv("RUBRICDSL_DEBUG", raising=False)
    result = run("rules", "desk.rub")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1
    assert "KeyError: 'planted'" in result.stderr
    monkeypatch.setenv("RUBRICDSL_DEBUG", "1")
    assert isinstance(run("rules", "desk.rub").exception, KeyError)


def test_a_full_disk_leaves_no_half_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "bad.csv")

    write("log.csv", BAD)
    monkeypatch.setattr("os.replace", full)
    result = run("score", "desk.rub", "log.csv", "--keep-going", "--rejects", "bad.csv")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "No space left" in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["desk.rub", "log.csv"]


def test_no_color_is_honoured(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("typo.rub", "迟到一次扣贰贰拾分吧。\n")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in run("check", "typo.rub", color=True).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check", "typo.rub", color=True).stdout


def test_version_is_that_of_the_library(run: Run) -> None:
    assert rubricdsl.__version__ in run("--version").stdout


def test_problems_of_stdin_are_named_by_a_dash(run: Run) -> None:
    assert run("score", "desk.rub", "-", "--lang", "en", input=BAD).stderr.startswith("-:2:1: error RUB450")


def test_undecodable_stdin_is_refused(run: Run) -> None:
    result = run("rules", "-", input=RUBRIC.encode("gb18030"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "gb18030" in result.stderr


def test_progress_never_changes_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("rubricdsl.cli.progress._STEP", 2)
    assert list(counted(range(7))) == list(range(7))


def test_every_line_of_one_bad_content_is_named_and_kept(run: Run) -> None:
    rows = "2024-03-01,小周,迟道\n"
    write("twice.csv", f"时间,人员,事项\n{rows}{rows}2024-03-02,小周,迟到\n{rows}")
    result = run("score", "desk.rub", "twice.csv", "--keep-going", "--rejects", "bad.csv", "--lang", "en")
    assert [line for line in (2, 3, 5) if f"twice.csv:{line}:1: error RUB450" not in result.stderr] == []
    assert Path("bad.csv").read_text(encoding="utf-8") == f"时间,人员,事项\n{rows * 3}"
