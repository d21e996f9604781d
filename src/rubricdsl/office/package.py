"""A zip file → its parts, within limits that hold for what comes out of it, whatever it says of itself.

The parts that have been looked at are kept in a copy: what is read afterwards is what was checked, even where the file
is replaced meanwhile, or holds more than its directory admits.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, Final

from attrs import frozen

from rubricdsl.office.refusal import refuse_file

MAX_SIZE: Final = 100 * 1024 * 1024  # bytes, of the file and of all its parts unpacked
MAX_RATIO: Final = 100  # unpacked to packed, of a part
MAX_DIRECTORY: Final = 1024 * 1024  # bytes: some 10,000 entries
SMALL: Final = 1024 * 1024  # bytes of a part that any ratio may unpack to: repetitive XML packs well
_CHUNK: Final = 1 << 16
_TAIL: Final = 65_557  # bytes that may hold the end of the directory
_END: Final = b"PK\x05\x06"
_WIDE: Final = b"PK\x06\x07"
_ENCRYPTED: Final = 0x1
_ZIP: Final = b"PK\x03\x04"
# what reading a damaged archive raises; RuntimeError also where a part is packed in a way that is not known
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OverflowError)


@frozen
class Package:
    """A checked zip archive: safe names, each once, none of them encrypted or itself an archive."""

    name: str
    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    checked: io.BytesIO
    _copy: zipfile.ZipFile

    def has(self, part: str) -> bool:
        return part.casefold() in self.entries

    def chunks(self, part: str, *, keep: bool = True) -> Generator[bytes]:
        """The bytes of a part, piece by piece, kept in the copy. Raises EventError where it is missing or damaged."""
        entry = self.entries.get(part.casefold())
        if entry is None:
            refuse_file("RUB435", self.name, part=part)
        with ExitStack() as open_parts:
            copy = open_parts.enter_context(self._copy.open(entry.filename, "w")) if keep else None
            try:
                stream = open_parts.enter_context(self.archive.open(entry))
                while chunk := stream.read(_CHUNK):
                    if copy:
                        copy.write(chunk)
                    yield chunk
            except _BROKEN:
                refuse_file("RUB435", self.name, part=part)

    def start(self, entry: zipfile.ZipInfo) -> bytes:
        """The first bytes of a part."""
        try:
            with self.archive.open(entry) as stream:
                return stream.read(len(_ZIP))
        except _BROKEN:
            refuse_file("RUB435", self.name, part=entry.filename)


@contextmanager
def opened_package(stream: BinaryIO, name: str) -> Iterator[Package]:
    """The checked archive of a seekable stream; afterwards its copy is whole.

    Raises EventError for what no workbook holds, and for what is too large.
    """
    _check_directory(stream, name)
    checked = io.BytesIO()
    with ExitStack() as archives:
        try:
            archive = archives.enter_context(zipfile.ZipFile(stream))
        except _BROKEN:
            refuse_file("RUB435", name, part=name)
        copy = archives.enter_context(zipfile.ZipFile(checked, "w", zipfile.ZIP_DEFLATED, compresslevel=1))
        entries = archive.infolist()
        _check_sizes(entries, name)
        package = Package(name, archive, {entry.filename.casefold(): entry for entry in entries}, checked, copy)
        _check_entries(entries, package)
        yield package
    checked.seek(0)


def _check_directory(stream: BinaryIO, name: str) -> None:
    """Refuse a file, or the directory at its end, that is too large to be looked at."""
    size = stream.seek(0, io.SEEK_END)
    if size > MAX_SIZE:
        refuse_file("RUB436", name, part=name, size=str(size), limit=str(MAX_SIZE))
    stream.seek(-min(size, _TAIL), io.SEEK_END)
    tail = stream.read(_TAIL)
    if _WIDE in tail:  # the form for more than 4 GiB, which names a directory elsewhere
        refuse_file("RUB437", name, part="zip64")
    for end in re.finditer(re.escape(_END), tail):
        directory = int.from_bytes(tail[end.start() + 12 : end.start() + 16], "little")
        if directory > MAX_DIRECTORY:
            refuse_file("RUB436", name, part=name, size=str(directory), limit=str(MAX_DIRECTORY))
    stream.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo], package: Package) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.casefold()
        if name in seen or _is_unsafe(entry) or package.start(entry) == _ZIP:
            refuse_file("RUB437", package.name, part=entry.filename)
        seen.add(name)


def _check_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    total = 0
    for entry in entries:
        total += entry.file_size
        if total > MAX_SIZE:
            refuse_file("RUB436", name, part=entry.filename, size=str(total), limit=str(MAX_SIZE))
        if entry.file_size > max(SMALL, entry.compress_size * MAX_RATIO):
            limit = str(max(SMALL, entry.compress_size * MAX_RATIO))
            refuse_file("RUB436", name, part=entry.filename, size=str(entry.file_size), limit=limit)


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    """An entry that is encrypted, a link or device, or named to lie outside the folder it would be unpacked into."""
    path = entry.orig_filename.replace("\\", "/")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        bool(entry.flag_bits & _ENCRYPTED)
        or kind not in (0, stat.S_IFREG, stat.S_IFDIR)
        or path.startswith("/")
        or ":" in path
        or "\0" in path
        or ".." in path.split("/")
    )
