"""Nothing a command writes harms what it reads, and each file is read in its own encoding."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rubricdsl.cli.app import rub

RUBRIC = "编号:desk\n周期:每月\n基础分:100分\n\n一、出勤\n“迟到”每次扣2分。\n"
LOG = "时间,人员,事项\n2024-03-01,小周,迟道\n2024-03-02,小周,迟到\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that holds desk.rub, log.csv and who.csv."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    Path("desk.rub").write_text(RUBRIC, encoding="utf-8")
    Path("log.csv").write_text(LOG, encoding="utf-8")
    Path("who.csv").write_text("姓名\n小周\n", encoding="utf-8")


def score(*arguments: str, rubric: str = "desk.rub", log: str = "log.csv") -> Result:
    return CliRunner().invoke(rub, ["score", rubric, log, *arguments])


@pytest.mark.parametrize("target", ["log.csv", "desk.rub", "who.csv", "./log.csv", "link.csv", "hard.csv"])
def test_refused_lines_never_replace_an_input(target: str) -> None:
    Path("link.csv").symlink_to("log.csv")
    os.link("log.csv", "hard.csv")
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    result = score("--subjects", "who.csv", "--keep-going", "--rejects", target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert target in result.stderr
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_refused_lines_never_replace_a_rubric_referred_to() -> None:
    Path("other.rub").write_text(RUBRIC, encoding="utf-8")
    Path("desk.rub").write_text(f"引用:《别处》= other.rub\n{RUBRIC}", encoding="utf-8")
    result = score("--keep-going", "--rejects", "other.rub")
    assert result.exit_code == 2
    assert Path("other.rub").read_text("utf-8") == RUBRIC


@pytest.mark.parametrize("target", ["nowhere/bad.csv", "log.csv/bad.csv", "pipe"])
def test_a_place_that_cannot_be_written_is_wrong_usage(target: str) -> None:
    os.mkfifo("pipe")
    result = score("--keep-going", "--rejects", target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--rejects" in result.stderr
    assert "bug" not in result.stderr
    assert Path("pipe").is_fifo()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_encoding_is_that_of_the_logs(encoding: str) -> None:
    Path("desk.rub").write_bytes(RUBRIC.encode(encoding))
    Path("log.csv").write_bytes("时间,人员,事项\n2024-03-02,小周,迟到\n".encode("gb18030"))
    Path("who.csv").write_bytes("姓名\n小周\n".encode("gb18030"))
    result = score("--encoding", "gb18030", "--subjects", "who.csv", "--format", "csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "小周,100,98" in result.stdout


def test_findings_of_a_rubric_show_its_own_letters() -> None:
    Path("desk.rub").write_text(RUBRIC + "迟到一次扣贰贰拾分吧。\n", encoding="utf-8")
    assert "| 迟到一次扣贰贰拾分吧。" in score("--encoding", "gb18030").stderr


def test_bytes_that_are_no_text_are_not_spelled_out() -> None:
    Path("log.csv").write_bytes(LOG.encode("gb18030"))
    Path("gb.rub").write_bytes(RUBRIC.encode("gb18030"))
    for result in (score(), score(rubric="gb.rub")):
        assert "--encoding gb18030" in result.stderr
        assert "U+" not in result.stderr
        assert "\ufffd" not in result.stderr


def test_an_encoding_that_does_not_exist_is_no_bug() -> None:
    Path("gb.rub").write_bytes(RUBRIC.encode("gb18030"))
    result = score("--encoding", "nonsense", rubric="gb.rub")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nonsense" in result.stderr
