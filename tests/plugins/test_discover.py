"""Plug-ins by name: listed without being imported, imported when a rubric, an option or a call names them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import rubricdsl
from docs.blocks import ROOT, blocks
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.cli.app import rub
from rubricdsl.plugins import Plugin
from rubricdsl.plugins.discover import installed, load
from rubricdsl.plugins.offer import offer

EXAMPLE = ROOT / "examples" / "plugin-quality"
PAGE = ROOT / "docs" / "plugins.md"
SHOWN = (".py", ".lark", ".toml", ".rub")
BROKEN = {
    "absent": ("no_such_module_of_wards:PLUGIN", "RUB702", "no_such_module_of_wards"),
    "nameless": ("broken_wards:NOTHING", "RUB702", "NOTHING"),
    "leaving": ("leaving_wards:PLUGIN", "RUB702", "SystemExit"),
    "wrong-type": ("broken_wards:TEXT", "RUB703", "str"),
    "wrong-name": ("broken_wards:OTHER", "RUB703", "other"),
    "wrong-api": ("broken_wards:OLD", "RUB704", "0"),
}
MODULE = """from rubricdsl.plugins import Plugin

TEXT = "no plug-in"
OTHER = Plugin("other", "1")
OLD = Plugin("wrong-api", "1", api=0)
"""


def declare(folder: Path, package: str, entries: dict[str, str]) -> None:
    """What installing a package leaves behind that declares these entry points."""
    info = folder / f"{package.replace('-', '_')}-1.0.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0.0\n", encoding="utf-8")
    lines = "".join(f"{name} = {target}\n" for name, target in entries.items())
    (info / "entry_points.txt").write_text(f"[rubricdsl.plugins]\n{lines}", encoding="utf-8")


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which packages are installed: a sound one, and one whose plug-ins all fail."""
    monkeypatch.setenv("LC_ALL", "C")
    declare(tmp_path, "ward-quality", {"ward-quality": "ward_quality:PLUGIN"})
    declare(tmp_path, "broken-wards", {name: target for name, (target, _, _) in BROKEN.items()})
    (tmp_path / "broken_wards.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "leaving_wards.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(EXAMPLE))
    monkeypatch.syspath_prepend(str(tmp_path))
    for module in ("ward_quality", "broken_wards", "leaving_wards"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rub, list(arguments))


def test_plugins_are_listed_without_being_imported() -> None:
    names = [each.name for each in installed()]
    assert names == sorted(["ward-quality", *BROKEN])
    assert "ward_quality" not in sys.modules


def test_a_plugin_is_imported_when_its_name_is_asked_for() -> None:
    found = load("ward-quality")
    assert isinstance(found, Plugin)
    assert found.name == "ward-quality"


@pytest.mark.parametrize(("name", "code", "said"), [(name, *rest[1:]) for name, rest in BROKEN.items()], ids=BROKEN)
def test_why_a_plugin_cannot_be_loaded_is_told(name: str, code: str, said: str) -> None:
    refusals = offer((), (name,), None).refusals
    assert [(refusal.code, refusal.words["plugin"]) for refusal in refusals] == [(code, name)]
    assert said in refusals[0].say("en")
    shown = run("plugins", name)
    assert (shown.exit_code, code in shown.stdout) == (1, True)


def test_a_name_that_two_packages_declare_is_taken_from_neither(site: Path) -> None:
    declare(site, "ward-copies", {"ward-quality": "ward_quality:PLUGIN"})
    found = load("ward-quality")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.words["other"]) == ("RUB705", "ward-copies、ward-quality")


def test_a_slip_in_a_name_is_told_with_the_nearest() -> None:
    [found] = rubricdsl.parse("插件:ward-qualty\n迟到一次扣2分。").diagnostics
    assert (found.code, found.words["installed"]) == ("RUB701", "ward-quality")


def test_a_rubric_finds_the_plugin_it_names() -> None:
    rubric = rubricdsl.load(EXAMPLE / "ward.rub")
    cards = rubricdsl.score(rubric, rubricdsl.read_events(EXAMPLE / "events.csv"))
    assert [str(card.total) for card in cards] == ["93", "86"]


def test_a_call_names_a_plugin() -> None:
    named, given = (
        rubricdsl.parse("中位数“候诊”超过30分钟的,扣3分。", plugins=[plugin])
        for plugin in ("ward-quality", load("ward-quality"))
    )
    assert named.digest == given.digest
    assert [rule.measure.kind for rule in named.rules] == ["statistic"]


def test_an_option_names_a_plugin(site: Path) -> None:
    text = (EXAMPLE / "ward.rub").read_text(encoding="utf-8")
    path = site / "plain.rub"
    path.write_text(text.replace("插件:ward-quality\n", ""), encoding="utf-8")
    assert run("check", str(path)).exit_code == 1
    assert run("check", str(path), "--plugin", "ward-quality").exit_code == 0
    said = run("rules", str(path), "--plugin", "ward-quality", "--lang", "zh").stdout
    assert "中位数“候诊”超过30分钟的,扣3分" in said
    assert "病程超时" in run("events", str(path), "--plugin", "ward-quality").stdout
    scored = run("score", str(path), str(EXAMPLE / "events.csv"), "--plugin", "ward-quality", "--format", "csv")
    assert "2024-03,东病区,100,93" in scored.stdout
    assert run("score", str(path), str(EXAMPLE / "events.csv"), "--plugin", "nix").exit_code == 2


def test_the_command_tells_what_there_is() -> None:
    listed = run("plugins")
    assert listed.exit_code == 0
    assert "zh  1  dialects zh" in listed.stdout
    assert "ward-quality 1.0.0" in listed.stdout
    assert "ward_quality" not in sys.modules
    tried = run("plugins", "ward-quality", "--lang", "zh")
    assert tried.exit_code == 0
    assert "说法 defect；单位 班次、床日；别名 病程记录超时；统计 ward-quality.median" in tried.stdout
    shape = json.loads(run("plugins", "ward-quality", "absent", "zh", "--format", "json").stdout)
    assert [each["name"] for each in shape["usable"]] == ["ward-quality", "zh"]
    assert [each["code"] for each in shape["refused"]] == ["RUB702"]
    assert [each["name"] for each in shape["built_in"]] == ["zh", "en"]


def test_the_page_shows_the_example_as_it_is() -> None:
    """Code, grammar and package data are its files; what the page says `rub` prints is printed."""
    shown = [
        block for block in blocks(PAGE.read_text(encoding="utf-8")) if block.language not in ("python", "output", "rub")
    ]
    files = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.rglob("*.*")) if path.suffix in SHOWN]
    tried = run("plugins", "ward-quality")
    scored = run("score", str(EXAMPLE / "ward.rub"), str(EXAMPLE / "events.csv"), "--lang", "en")
    assert len(shown) == 8
    for block in shown:
        assert any(block.text in text for text in (*files, tried.stdout, scored.stdout)), block.text


def test_nothing_is_looked_for_until_a_plugin_is_named() -> None:
    program = "import rubricdsl, sys; rubricdsl.parse('迟到一次扣2分。'); print('importlib.metadata' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
