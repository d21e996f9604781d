"""The wheel, the sdist and an editable install all carry the grammars and the sample rubrics."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from rubricdsl.base.resources import resource

ROOT = Path(__file__).parents[2]
SHIPPED = ("grammars", "rubrics")
USE = """
import rubricdsl
from rubricdsl.base.resources import resource
print(rubricdsl.__file__)
print(resource("grammars", "core.lark"))
print(len(rubricdsl.load(resource("rubrics", "steward", "steward.rub")).rules))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed by pip into a folder of its own, without its dependencies."""
    site = tmp_path_factory.mktemp("site")
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, one(built, "*.whl"))
    return site


def test_wheel_holds_the_package_and_what_it_needs(built: Path) -> None:
    with zipfile.ZipFile(one(built, "*.whl")) as wheel:
        names = set(wheel.namelist())
    assert {f"rubricdsl/{name}" for name in shipped()} <= names
    assert {"rubricdsl/py.typed", "rubricdsl/pipeline.py", "rubricdsl/report/pages/reading.html.j2"} <= names
    assert all(name.startswith(("rubricdsl/", "rubricdsl-")) for name in names)


def test_sdist_holds_the_sources(built: Path) -> None:
    with tarfile.open(one(built, "*.tar.gz")) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert set(shipped()) <= names
    assert {"src/rubricdsl/py.typed", "README.md", "LICENSE", "docs/tutorial.md", "pyproject.toml"} <= names
    assert {path.relative_to(ROOT).as_posix() for path in Path(__file__).parent.glob("*.py")} <= names


def test_installed_wheel_finds_its_own_files(installed: Path, tmp_path: Path) -> None:
    module, grammar, rules = run("-c", USE, path=installed, cwd=tmp_path).splitlines()
    assert Path(module).is_relative_to(installed)
    assert Path(grammar) == installed / "rubricdsl" / "grammars" / "core.lark"
    assert int(rules) > 18


def test_wheel_names_the_command(installed: Path) -> None:
    (entries,) = installed.glob("rubricdsl-*.dist-info/entry_points.txt")
    assert "rub = rubricdsl.cli.main:main" in entries.read_text(encoding="utf-8")


def test_editable_install_finds_the_checkout(tmp_path: Path) -> None:
    build = f"from hatchling.build import build_editable; build_editable({str(tmp_path)!r})"
    run("-c", build, cwd=ROOT)
    with zipfile.ZipFile(one(tmp_path, "*.whl")) as wheel:
        (pth,) = (name for name in wheel.namelist() if name.endswith(".pth"))
        source = Path(wheel.read(pth).decode("utf-8").strip())
    assert source == ROOT / "src"
    _, grammar, _ = run("-c", USE, path=source, cwd=tmp_path).splitlines()
    assert Path(grammar) == ROOT / "grammars" / "core.lark"


def test_missing_file_names_both_places() -> None:
    with pytest.raises(FileNotFoundError, match=r"grammars/none\.lark: neither .* nor .* exists"):
        resource("grammars", "none.lark")


def shipped() -> list[str]:
    """Every grammar and sample file of the checkout, as posix paths."""
    files = (path for folder in SHIPPED for path in (ROOT / folder).rglob("*") if path.is_file())
    return [path.relative_to(ROOT).as_posix() for path in files]


def one(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


def run(*arguments: str | Path, path: Path | None = None, cwd: Path | None = None) -> str:
    """The standard output of this Python with these arguments; `path` goes before everything installed."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        env=_environment(path),
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _environment(path: Path | None) -> dict[str, str]:
    rest = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**rest, "PYTHONPATH": str(path)} if path else rest
