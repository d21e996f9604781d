"""The sample rubrics said back, in either language and there and back again, score their logs as before."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import rubricdsl
from rubricdsl.cli.app import rub

RUBRICS = Path(__file__).parents[2] / "rubrics"
NAMES = sorted(folder.name for folder in RUBRICS.iterdir() if folder.is_dir())


def translated(source: Path, lang: str) -> Path:
    """The file that `rub rules --format source` gives, beside the one it is made of."""
    result = CliRunner().invoke(rub, ["rules", str(source), "--lang", lang, "--format", "source"])
    assert result.exit_code == 0, result.output
    target = source.with_name(f"{lang}-{source.name}")
    target.write_text(result.output, encoding="utf-8")
    return target


def totals(file: Path) -> list[tuple[str, str, object, str | None]]:
    folder = RUBRICS / file.parent.name
    roster = folder / "subjects.csv"
    cards = rubricdsl.score(
        rubricdsl.load(file),
        rubricdsl.read_events(folder / "events.csv"),
        subjects=rubricdsl.read_subjects(roster) if roster.exists() else None,
    )
    return [(card.subject, card.period.label, card.total, card.grade) for card in cards]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_scores_the_same_in_english_and_back(name: str, tmp_path: Path) -> None:
    shutil.copytree(RUBRICS / name, tmp_path / name)
    source = tmp_path / name / f"{name}.rub"
    english = translated(source, "en")
    chinese = translated(english, "zh")
    ours = rubricdsl.load(source)
    assert rubricdsl.load(english).head.language == "en"
    assert rubricdsl.load(english).digest == rubricdsl.load(chinese).digest == ours.digest
    assert totals(english) == totals(chinese) == totals(source)
