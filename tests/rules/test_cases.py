"""The language cases of tests/cases: each text is read as its file says, and says itself back with the same meaning."""

from pathlib import Path

import pytest
from attrs import frozen

from rubricdsl import parse
from rubricdsl.base.diagnostic import errors
from rubricdsl.base.message import Lang

CASES = Path(__file__).parents[1] / "cases"


@frozen
class Case:
    place: str
    language: Lang
    text: str
    rules: tuple[str, ...]
    findings: tuple[str, ...]


def cases() -> list[Case]:
    return [*_cases(CASES, "zh"), *_cases(CASES / "en", "en")]


def _cases(folder: Path, language: Lang) -> list[Case]:
    found = []
    for file in sorted(folder.glob("*.txt")):
        blocks = file.read_text(encoding="utf-8").split("\n\n")
        for number, block in enumerate(blocks, 1):
            lines = [line for line in block.splitlines() if not line.startswith("#")]
            marked = {mark: tuple(line[2:] for line in lines if line.startswith(mark)) for mark in ">=!"}
            place = f"{language}-{file.stem}-{number}"
            found.append(Case(place, language, "\n".join(marked[">"]) + "\n", marked["="], marked["!"]))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.place)
def test_a_case_is_read_as_written(case: Case) -> None:
    rubric = parse(case.text, case.place, language=case.language)
    assert tuple(rule.say(case.language) for rule in rubric.rules) == case.rules
    found = [d for d in rubric.diagnostics if d.code != "RUB120"]
    assert rubric.source is not None
    said = tuple(f"{d.code} {d.words['words']}" for d in found)
    assert sorted(said) == sorted(case.findings)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", [case for case in cases() if case.rules], ids=lambda case: case.place)
def test_a_case_said_back_means_the_same(case: Case, lang: Lang) -> None:
    rubric = parse(case.text, case.place, language=case.language)
    if errors(rubric.diagnostics):
        return  # an unsound text has no meaning to keep
    again = parse(rubric.say(lang), "again", language=lang)
    assert not errors(again.diagnostics)
    assert [rule.say("zh") for rule in again.rules] == [rule.say("zh") for rule in rubric.rules]
    assert again.digest == rubric.digest


def test_there_are_cases() -> None:
    assert len(cases()) >= 40
