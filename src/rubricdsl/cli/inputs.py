"""What commands read: a rubric, logs and a roster, each a file or `-` for stdin."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

import click
from attrs import define, field

import rubricdsl
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.text import MAX_FILE, decode
from rubricdsl.cli.language import chosen, speak
from rubricdsl.cli.messages import encoding_of
from rubricdsl.cli.progress import counted

_CHUNK = 1 << 20


@define
class Inputs:
    """The files of one command, their encoding, the plug-ins it uses, and stdin kept for those who read it twice."""

    encoding: str | None
    input_format: Literal["jsonl", "csv", "xlsx"] | None = None
    sheet: str | None = None
    plugins: tuple[str, ...] = ()
    rejected: list[Diagnostic] = field(factory=list)
    _stdin: BinaryIO | None = None

    def rubric(self, path: str, strict: bool = True) -> rubricdsl.Rubric:
        """The rubric of a file, whose language is spoken from here on. Raises RubricError where it cannot be read.

        `strict` raises it where the rubric is unsound as well.
        """
        speak(None)
        try:
            rubric = self._rubric(path, strict)
        except rubricdsl.RubricError as unsound:
            speak(unsound.language)
            raise
        speak(rubric.head.language)
        return rubric

    def _rubric(self, path: str, strict: bool) -> rubricdsl.Rubric:
        if path != "-":
            return rubricdsl.load(path, encoding=self._encoding_of(path), plugins=self.plugins, strict=strict)
        data = self.stdin().read(MAX_FILE + 1)
        text = decode(data, "-", encoding_of(data, self.encoding))
        if isinstance(text, Diagnostic):
            raise rubricdsl.RubricError([text])
        return rubricdsl.parse(text, name="-", strict=strict, plugins=self.plugins)

    def _encoding_of(self, path: str) -> str | None:
        """The encoding of a rubric file; what is no regular file is not looked into: `load` refuses it."""
        if self.encoding is None or not Path(path).is_file():
            return self.encoding
        with Path(path).open("rb") as file:
            return encoding_of(file.read(MAX_FILE + 1), self.encoding)

    def events(self, paths: Sequence[str]) -> Iterator[rubricdsl.Event]:
        """The events of all logs; what is wrong with their lines is kept in `rejected`."""
        for path in paths:
            yield from counted(self._events(path))

    def _events(self, path: str) -> Iterator[rubricdsl.Event]:
        if path == "-":
            return rubricdsl.read_events(
                self.stdin(), self.rejected, self.encoding, format=self.input_format, sheet=self.sheet
            )
        return rubricdsl.read_events(path, self.rejected, self.encoding, sheet=self.sheet)

    def roster(self, path: str | None, sheet: str | None = None) -> tuple[rubricdsl.Subject, ...] | None:
        """The subjects of a roster file, None without one. Raises EventError listing what is wrong with it."""
        if path is None:
            return None
        source = self.stdin() if path == "-" else path
        return rubricdsl.read_subjects(source, self.encoding, self.rejected, sheet=sheet)

    def stdin(self) -> BinaryIO:
        """What came in on stdin, from its beginning; copied aside, so that a refused line can be looked up again."""
        if self._stdin is None:
            self._stdin = click.get_current_context().with_resource(tempfile.TemporaryFile())  # noqa: SIM115
            while chunk := sys.stdin.buffer.read(_CHUNK):
                self._stdin.write(chunk)
        self._stdin.seek(0)
        return self._stdin

    def reopened(self, name: str) -> BinaryIO:
        """A log by the name its diagnostics bear."""
        return Path(name).open("rb") if Path(name).is_file() else self.stdin()


def once(*paths: str) -> None:
    """Refuse stdin being named twice."""
    if paths.count("-") > 1:
        raise click.UsageError(chosen("-(标准输入)只能读一次", "- (stdin) can be read only once"))
