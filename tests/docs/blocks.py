"""The fenced blocks of a Markdown page, and what running one of them means.

    ```rub             parses without an error        ```rub RUB201     yields that code
    ```rub cafe.rub    is also written to that file   ```csv log.csv    is written to that file
    ```python          is run, blocks of a page sharing their names; a ```output after it is what it prints
    ```console         `$ rub …` is run and prints what follows, `$ echo $?` its exit code; `…` stands for any lines

Every page runs in a folder of its own, in which `rubrics` is the folder of samples.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

import rubricdsl

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?P<info>[a-z].*?)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"RUB[0-9]{3}")


@frozen
class Block:
    """One fenced block: the language, what is said after it, its text and line."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int

    @property
    def files(self) -> list[str]:
        return [word for word in self.words if "." in word]

    @property
    def codes(self) -> list[str]:
        return [word for word in self.words if CODE.fullmatch(word)]


def blocks(page: str) -> list[Block]:
    return [
        Block(language, tuple(words), found["text"], page.count("\n", 0, found.start()) + 1)
        for found in FENCE.finditer(page)
        for language, *words in [found["info"].split()]
    ]


def run_page(page: str, folder: Path) -> Iterator[str]:
    """Run the blocks of a page in `folder`; yields every disagreement, with its line."""
    (folder / "rubrics").symlink_to(ROOT / "rubrics")
    names: dict[str, Any] = {"__name__": "__page__"}
    printed = ""
    for block in blocks(page):
        for file in block.files:
            (folder / file).write_text(block.text, encoding="utf-8")
        match block.language:
            case "rub":
                problem = _rubric(block)
            case "python":
                printed, problem = _python(block, names), ""
            case "output":
                problem = _difference(block.text, printed)
            case "console":
                problem = "\n".join(_console(block, folder))
            case _:
                problem = ""
        if problem:
            yield f"line {block.line}: {problem}"


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the lines it is shown to print."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield command.removeprefix(".venv/bin/"), expected


def _rubric(block: Block) -> str:
    found = rubricdsl.parse(block.text, name="example.rub").diagnostics
    if block.codes:
        codes = {diagnostic.code for diagnostic in found}
        return "" if codes.issuperset(block.codes) else f"{block.codes} expected, found {sorted(codes)}"
    return "".join(f"{d.code} {d.message}" for d in found if d.severity == "error")


def _python(block: Block, names: dict[str, Any]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block.text, f"line {block.line}", "exec"), names)  # noqa: S102 (our own pages)
    return printed.getvalue()


def _console(block: Block, folder: Path) -> Iterator[str]:
    code = 0
    for command, expected in commands(block.text):
        if command == "echo $?":
            printed = f"{code}\n"
        else:
            code, printed = _rub(shlex.split(command), folder)
        yield from filter(None, [_difference(expected, printed)])


def _rub(command: list[str], folder: Path) -> tuple[int, str]:
    program, *arguments = command
    if program != "rub":
        return 127, f"{program}: only rub can be run in an example\n"
    tested = str(Path(rubricdsl.__file__).parents[1])
    fixed = {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "PYTHONPATH": tested}
    done = subprocess.run(
        [sys.executable, "-m", "rubricdsl", *arguments],
        cwd=folder,
        env={**os.environ, **fixed},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def _difference(expected: str, printed: str) -> str:
    """Empty where the texts agree line by line, trailing spaces aside."""
    wanted, given = _lines(expected), _lines(printed)
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in wanted)
    if re.fullmatch(pattern, "".join(f"{line}\n" for line in given)):
        return ""
    return "expected\n" + "\n".join(wanted) + "\nbut printed\n" + "\n".join(given)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")] if text.strip() else []
