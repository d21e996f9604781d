"""Bytes → lines of text, one at a time and each of bounded length, so that memory stays flat for any file."""

import codecs
import io
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO, Final, cast

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.base.span import Place
from rubricdsl.base.text import MAX_LINE, reads_as

_PEEK: Final = 256  # bytes that tell the format, characters of an endless line that are kept
_RECORD: Final = 1_000  # lines of one record: what a quote without end can take
_BOMS = ((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))

Words = Mapping[str, str]
NO_WORDS: Words = MappingProxyType({})


class Lines(Iterator[str]):
    """The lines of a binary stream, LF included. `next` raises EventError for a bad line and goes on after it.

    Only LF ends a line: other separators that text may hold (U+2028, U+0085) stay inside it. A byte-order mark is
    dropped. `number` counts lines from 1; `taken` holds the lines read since it was last cleared.
    """

    def __init__(self, stream: BinaryIO, name: str, encoding: str | None) -> None:
        """Raises EventError for an encoding that does not exist or, where none is given, a file in UTF-16."""
        self.name = name
        self.number = 0
        self.taken: list[str] = []
        self._encoding = encoding
        self._stream = stream
        buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
        self.start = buffered.peek(_PEEK)[:_PEEK]
        if encoding is None and (bom := next((found for mark, found in _BOMS if self.start.startswith(mark)), None)):
            raise EventError([self.problem("RUB001", {"encoding": bom}, line=1)])
        # undecodable bytes are kept to name the encoding they look like; only utf-8 can keep them
        keep = "replace" if encoding else "surrogateescape"
        self._text = io.TextIOWrapper(buffered, self._codec(), errors=keep, newline="\n")

    def release(self) -> None:
        """Let go of the stream without closing it."""
        buffered = self._text.detach()
        if buffered is not self._stream:
            cast(io.BufferedReader, buffered).detach()

    def __next__(self) -> str:
        line = self._text.readline(MAX_LINE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > MAX_LINE and line[-1] != "\n":
            size = str(len(line) + self._skip_rest())
            self._refuse("RUB014", {"size": size, "limit": str(MAX_LINE)}, line[:_PEEK])
        if self.number == 1:
            line = line.removeprefix("\ufeff")
        self.taken.append(line)
        if len(self.taken) > _RECORD:
            self._refuse("RUB430", NO_WORDS, line)
        if "\0" in line:
            self._refuse("RUB005", {"character": "U+0000"}, line)
        if not line.isascii():
            self._check_decoded(line)
        return line

    def problem(self, code: str, words: Words = NO_WORDS, *, line: int | None = None, column: int = 1) -> Diagnostic:
        """A diagnostic at a line (the current one unless said) whose witness is the text taken."""
        at = self.number if line is None else line
        return Diagnostic(code, words, Place(self.name, at, column, at, column), witness={"text": self.text})

    @property
    def text(self) -> str:
        """What was taken, as written, without the last line end."""
        return "".join(self.taken).removesuffix("\n").removesuffix("\r")

    def _refuse(self, code: str, words: Words, shown: str) -> None:
        self.taken[-1:] = [shown]
        raise EventError([self.problem(code, words)])

    def _skip_rest(self) -> int:
        skipped = 0
        while part := self._text.readline(MAX_LINE):
            skipped += len(part)
            if part[-1] == "\n":
                break
        return skipped

    def _check_decoded(self, line: str) -> None:
        if self._encoding:
            if "\ufffd" in line:
                self._refuse("RUB411", {"encoding": self._encoding}, line)
            return
        try:
            line.encode()
        except UnicodeEncodeError:
            data = line.encode("utf-8", "surrogateescape")
            if reads_as(data, "gb18030"):
                self._refuse("RUB002", {"encoding": "GB18030"}, data.decode("gb18030"))
            self._refuse("RUB411", {"encoding": "UTF-8"}, data.decode("utf-8", "replace"))

    def _codec(self) -> str:
        try:
            return codecs.lookup(self._encoding or "utf-8").name
        except LookupError:
            raise EventError([self.problem("RUB013", {"encoding": self._encoding or ""}, line=1)]) from None
