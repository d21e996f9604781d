"""The fenced blocks of a Markdown page, and what running one of them means.

    ```rub             parses without an error        ```rub RUB201     yields that code
    ```rub cafe.rub    is also written to that file   ```csv log.csv    is written to that file
    ```python          is run, blocks of a page sharing their names; a ```output after it is what it prints
    ```console         `$ rub …` is run and prints what follows, `$ echo $?` its exit code; `…` stands for any lines

Every page runs in a folder of its own, which holds the samples `rubrics` and `examples`.
`python tests/docs/blocks.py PAGE…` writes what the examples print now into the pages.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
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
    return [_block(page, found) for found in FENCE.finditer(page)]


class Run:
    """A page being run in a folder: what it should say instead, block by block, and every problem with its line."""

    def __init__(self, page: str, folder: Path) -> None:
        for samples in ("rubrics", "examples"):
            (folder / samples).symlink_to(ROOT / samples)
        self.folder = folder
        self.problems: list[str] = []
        self._names: dict[str, Any] = {"__name__": "__page__"}
        self._printed = ""
        self.text = FENCE.sub(lambda found: self._rewritten(found, _block(page, found)), page)

    def _rewritten(self, found: re.Match[str], block: Block) -> str:
        for file in block.files:
            (self.folder / file).write_text(block.text, encoding="utf-8")
        text, problem = self._run(block)
        if _agree(block.text, text):
            text = block.text
        else:
            problem = f"it says\n{block.text}but prints\n{text}"
        if problem:
            self.problems.append(f"line {block.line}: {problem}")
        return f"```{found['info']}\n{text}```"

    def _run(self, block: Block) -> tuple[str, str]:
        """What the block should say, and what is wrong with it beside that."""
        match block.language:
            case "rub":
                return block.text, _rubric(block)
            case "python":
                self._printed = _python(block, self._names)
            case "output":
                return self._printed, ""
            case "console":
                return "".join(_console(block, self.folder)), ""
        return block.text, ""


def _block(page: str, found: re.Match[str]) -> Block:
    language, *words = found["info"].split()
    return Block(language, tuple(words), found["text"], page.count("\n", 0, found.start()) + 1)


def refresh(pages: Iterable[Path]) -> None:
    """Write what the examples print now into the pages; what changed is for the author to judge."""
    start = Path.cwd()
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            page.write_text(Run(page.read_text(encoding="utf-8"), Path(folder)).text, encoding="utf-8")
            os.chdir(start)


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
    """The block with what its commands print; a shown result that agrees, elisions included, is kept."""
    code = 0
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        if command == "echo $?":
            printed = f"{code}\n"
        else:
            code, printed = _rub(shlex.split(command.removeprefix(".venv/bin/")), folder)
        yield f"$ {command}\n{shown if _agree(shown, printed) else _tidy(printed)}"


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


def _agree(shown: str, printed: str) -> bool:
    """Whether the texts are the same line by line, trailing spaces aside; a line `…` stands for any lines."""
    lines = _tidy(shown).splitlines()
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in lines)
    return re.fullmatch(pattern, _tidy(printed)) is not None


def _tidy(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().split("\n")) if text.strip() else ""


if __name__ == "__main__":
    refresh(Path(name).resolve() for name in sys.argv[1:])
