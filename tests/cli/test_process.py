"""`rub` as a process: pipes, colours, missing extras."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "rubrics" / "steward-basic"
RUBRIC = SAMPLE / "steward-basic.rub"
LOG = SAMPLE / "events.csv"


def rub(*arguments: str, code: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    start = ["-m", "rubricdsl"] if code is None else ["-c", code]
    return subprocess.run(
        [sys.executable, *start, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"} | settings,
        check=False,
    )


def test_the_module_is_the_command() -> None:
    result = rub("score", str(RUBRIC), str(LOG))
    assert (result.returncode, result.stderr) == (0, "")
    assert "2024-01" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_same_everywhere() -> None:
    first = rub("score", str(RUBRIC), str(LOG), "--format", "json", PYTHONHASHSEED="1").stdout
    second = rub("score", str(RUBRIC), str(LOG), "--format", "json", PYTHONHASHSEED="2", TZ="America/New_York").stdout
    assert first == second != ""


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_closed_pipe_is_quiet(tmp_path: Path, form: str) -> None:
    log = tmp_path / "log.csv"
    rows = "".join(f"2024-01-01,人员{number},公物爱护\n" for number in range(5000))
    log.write_text(f"时间,人员,事项\n{rows}", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "rubricdsl", "score", str(RUBRIC), str(log), "--format", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_full_disk_ends_with_three(tmp_path: Path, form: str, unbuffered: str) -> None:
    """A file may grow to 64 bytes: what the disk takes in part is no result."""
    done = full("score", str(RUBRIC), str(LOG), "--format", form, PYTHONUNBUFFERED=unbuffered, folder=tmp_path)
    assert done.returncode == 3
    assert done.stderr.splitlines() == ["rub: cannot write or read -: File too large"]


def test_a_full_disk_leaves_no_half_file_of_refused_lines(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    rows = "".join(f"2024-01-01,何雪,不认识{number}\n" for number in range(50))
    log.write_text(f"时间,人员,事项\n{rows}", encoding="utf-8")
    done = full("score", str(RUBRIC), str(log), "--keep-going", "--rejects", str(tmp_path / "bad.csv"), folder=tmp_path)
    assert done.returncode == 3
    assert {path.name for path in tmp_path.iterdir()} == {"log.csv", "out"}
    assert (tmp_path / "out").read_bytes() == b""


def full(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """`rub` where no file may grow beyond 64 bytes, its results in the file `out`."""
    with (folder / "out").open("wb") as out:
        return subprocess.run(
            [sys.executable, "-c", FULL, *arguments, "--lang", "en"],
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"} | settings,
            check=False,
        )


FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
from rubricdsl.cli.main import main
main()
"""


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_its_extra_the_command_says_what_to_install(missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None\nfrom rubricdsl.cli.main import main\nmain()"
    result = rub("--help", code=code)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [f"rub needs {missing}: pip install 'rubricdsl[cli]'"]
