"""Hostile workbooks: each row of the catalogue (its number is the test's id) with the code it is refused by."""

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rubricdsl
from office.workbooks import DAY, HEADER, log, number, packed, parts, row, shared, sheet, written
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.base.messages import MESSAGES
from rubricdsl.office.files import read_events

SHEET = "xl/worksheets/sheet1.xml"
GOOD = row("e1", number(45360, DAY), "张三", "迟到")
PLAIN = parts({"记录": sheet(row(*HEADER), GOOD)})
LINK_MODE = 0o120777 << 16


def changed(**texts: str) -> bytes:
    """A good workbook with another text for a part, by the last word of its name."""
    names = {name.rpartition("/")[2].partition(".")[0]: name for name in PLAIN}
    return packed({**PLAIN, **{names[key]: text for key, text in texts.items()}})


def with_entry(name: str, content: bytes = b"x", mode: int = 0) -> bytes:
    stream = io.BytesIO(packed(PLAIN))
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(entry, content)
    return stream.getvalue()


def patched(data: bytes, old: bytes, new: bytes, count: int = -1) -> bytes:
    assert old in data
    return data.replace(old, new, count)


def encrypted(data: bytes) -> bytes:
    """Each entry of an archive marked as encrypted."""
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        parts_of = data.split(signature)
        marked = [part[: offset - 4] + b"\x01" + part[offset - 3 :] for part in parts_of[1:]]
        data = signature.join([parts_of[0], *marked])
    return data


def lying(size: int) -> bytes:
    """A sheet that says it unpacks to `size` bytes, with the checksum of those, and unpacks to 200 MB."""
    text = PLAIN[SHEET].encode()
    real = text + b" " * (200 * 2**20)
    data = packed({**PLAIN, SHEET: text}, zipfile.ZIP_STORED)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    small = packer.compress(real) + packer.flush()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist():
            if name != SHEET:
                archive.writestr(name, PLAIN[name])
        entry = zipfile.ZipInfo(SHEET)
        archive.writestr(entry, small)
    whole = bytearray(stream.getvalue())
    end = whole.rindex(b"PK\x01\x02")
    start = struct.unpack("<I", whole[end + 42 : end + 46])[0]
    fields = struct.pack("<III", zlib.crc32(text[:size]), len(small), size)
    for at, method in ((start + 14, start + 8), (end + 16, end + 10)):
        whole[at : at + 12] = fields
        whole[method : method + 2] = struct.pack("<H", zipfile.ZIP_DEFLATED)
    return bytes(whole)


def thin(megabytes: int) -> bytes:
    """Bytes that pack to about a fiftieth."""
    return (os.urandom(1024) + bytes(63 * 1024)) * (16 * megabytes)


def spread() -> str:
    """Two cells, at opposite corners of a sheet: as a table, 17 thousand million cells."""
    return sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def repeated() -> bytes:
    """One text of 32,767 characters, shared by 100,000 cells."""
    rows = row(*[shared(0)] * 10) * 10_000
    return packed(parts({"A": sheet(rows)}, ["x" * 32_767]), zipfile.ZIP_STORED)


ENTITIES = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{"x" * 1000}"><!ENTITY b "{"&a;" * 1000}">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TAB = '<sheet name="记录" sheetId="9" r:id="rId1"/>'
HEADLESS = PLAIN[SHEET].partition("?>")[2]

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "D34-ratio": (lambda: changed(sheet1=sheet(row(*HEADER), GOOD, after=" " * (2 * 2**20))), "RUB436"),
    "D34-sum": (lambda: packed({**PLAIN, **{f"xl/media/{n}": thin(51) for n in (1, 2)}}), "RUB436"),
    "D34-file": (lambda: b"PK\x03\x04" + bytes(101 * 2**20), "RUB436"),
    "D34-entries": (lambda: packed({**PLAIN, **{f"xl/media/{'x' * 100}{n}": "" for n in range(8_000)}}), "RUB436"),
    "D34-lying-size": (lambda: lying(len(PLAIN[SHEET].encode()) - 20), "RUB435"),
    "D34-spread-cells": (lambda: changed(sheet1=spread()), "RUB436"),
    "D34-shared-text": (repeated, "RUB436"),
    "D35-entities": (lambda: changed(sheet1=ENTITIES + HEADLESS.replace("张三", "&b;")), "RUB437"),
    "D35-outside": (lambda: changed(sheet1=OUTSIDE + HEADLESS.replace("张三", "&a;")), "RUB437"),
    "D35-workbook": (lambda: changed(workbook=ENTITIES + PLAIN["xl/workbook.xml"].partition("?>")[2]), "RUB437"),
    "D35-styles": (lambda: changed(styles=ENTITIES + PLAIN["xl/styles.xml"].partition("?>")[2]), "RUB437"),
    "D36-parent": (lambda: with_entry("../../etc/passwd"), "RUB437"),
    "D36-parent-windows": (lambda: with_entry("xl\\..\\..\\x"), "RUB437"),
    "D36-absolute": (lambda: with_entry("/etc/passwd"), "RUB437"),
    "D36-drive": (lambda: with_entry("C:\\x"), "RUB437"),
    "D36-symlink": (lambda: with_entry("xl/media/x", b"/etc/passwd", LINK_MODE), "RUB437"),
    "D36-nested": (lambda: with_entry("xl/embeddings/x.bin", packed(PLAIN)), "RUB437"),
    "D36-encrypted": (lambda: encrypted(packed(PLAIN)), "RUB437"),
    "D36-encrypted-whole": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "RUB435"),
    "D36-twice": (lambda: with_entry("xl/styleS.xml"), "RUB437"),
    "D36-zip64": (lambda: with_entry("xl/media/x", b"PK\x06\x07"), "RUB437"),
    "no-zip": (lambda: b"kind,subject,time\n", "RUB435"),
    "empty": (lambda: b"", "RUB435"),
    "cut": (lambda: packed(PLAIN)[:-100], "RUB435"),
    "no-workbook": (lambda: packed({"a.txt": "x"}), "RUB435"),
    "no-sheet": (lambda: packed({key: text for key, text in PLAIN.items() if key != SHEET}), "RUB435"),
    "no-envelope": (lambda: packed({key: text for key, text in PLAIN.items() if "rels/.rels" not in key}), "RUB435"),
    "broken-xml": (lambda: changed(sheet1=PLAIN[SHEET][:-20]), "RUB435"),
    "unknown-encoding": (lambda: changed(sheet1=PLAIN[SHEET].replace("UTF-8", "klingon")), "RUB435"),
    "broken-checksum": (lambda: patched(packed(PLAIN, 0), "张三".encode(), "李四".encode()), "RUB435"),
    "wrong-text-number": (lambda: changed(sheet1=sheet(row(shared(9)))), "RUB435"),
    "two-sheets-of-one-name": (
        lambda: changed(workbook=PLAIN["xl/workbook.xml"].replace("</sheets>", f"{TAB}</sheets>")),
        "RUB435",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_workbooks_are_refused(tmp_path: Path, make: Callable[[], bytes], code: str) -> None:
    path = written(tmp_path, make())
    with pytest.raises(EventError) as caught:
        list(read_events(path, rejects=[]))
    (found,) = caught.value.diagnostics
    assert (found.code, found.file) == (code, str(path))
    for lang in ("zh", "en"):
        assert found.say(lang)
        assert found.remedy(lang)


def formula(inside: str, kind: str = "") -> str:
    return f"<c{kind}><f>1+1</f>{inside}</c>"


REFUSED_CELLS = {
    "D37-no-value": (row("e1", number(45360, DAY), "张三", "迟到", formula("")), "RUB439", "E2"),
    "D37-empty-value": (row("e1", number(45360, DAY), "张三", "迟到", formula("<v></v>")), "RUB439", "E2"),
    "D37-name": (row("e1", number(45360, DAY), formula("<v/>"), "迟到"), "RUB439", "C2"),
    "D37-alone": (row(formula("")), "RUB439", "A2"),
    "D37-error": (row("e1", number(45360, DAY), '<c t="e"><f>NA()</f><v>#N/A</v></c>', "迟到"), "RUB440", "C2"),
    "D39-day-60": (row("e1", number(60, DAY), "张三", "迟到"), "RUB446", "B2"),
    "D39-day-1": (row("e1", number(1, DAY), "张三", "迟到"), "RUB446", "B2"),
    "D39-day-0": (row("e1", number(0, DAY), "张三", "迟到"), "RUB407", "B2"),
    "D39-negative": (row("e1", number(-1, DAY), "张三", "迟到"), "RUB407", "B2"),
}


@pytest.mark.parametrize(("text", "code", "cell"), REFUSED_CELLS.values(), ids=REFUSED_CELLS.keys())
def test_cells_are_refused(text: str, code: str, cell: str) -> None:
    rejects: list[Diagnostic] = []
    events = list(read_events(io.BytesIO(log(text, GOOD)), rejects))
    assert len(events) == 1
    assert [(found.code, found.witness and found.witness["cell"]) for found in rejects] == [(code, cell)]


def test_d37_formulas_with_values_are_read() -> None:
    cells = (formula("<v>e1</v>", ' t="str"'), number(45360, DAY), "张三", "迟到", formula("<v>2</v>"))
    (event,) = read_events(io.BytesIO(log(row(*cells, formula("<v></v>", ' t="str"')))))
    assert (event.id, event.amount, event.flags) == ("e1", 2, frozenset())


WARNED = {
    "D38-merged": (
        sheet(row(*HEADER), GOOD, after='<mergeCells><mergeCell ref="A3:B4"/></mergeCells>'), "RUB444", "A3:B4",
    ),
    "D38-hidden-row": (sheet(row(*HEADER), GOOD, "<row/>", '<row hidden="1"/>'), "RUB443", "4"),
    "D38-hidden-column": (
        sheet(row(*HEADER), GOOD, before='<cols><col min="2" max="28" hidden="1"/></cols>'), "RUB443", "B:AB",
    ),
    "D38-many": (sheet(row(*HEADER), GOOD, *['<row hidden="1"/>'] * 20), "RUB443", "3、4、5、6、7、8、9、10…"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "code", "names"), WARNED.values(), ids=WARNED.keys())
def test_oddities_are_listed_and_read(page: str, code: str, names: str) -> None:
    rejects: list[Diagnostic] = []
    assert len(list(read_events(io.BytesIO(changed(sheet1=page)), rejects))) == 1
    assert [(d.code, d.severity, d.words["names"]) for d in rejects] == [(code, "warning", names)]
    assert len(list(read_events(io.BytesIO(changed(sheet1=page))))) == 1


@pytest.mark.parametrize("options", ["", 'date1904="1"'], ids=["D39-1900", "D39-1904"])
def test_d39_the_days_around_the_missing_one(options: str) -> None:
    """29 February 1900, which one spreadsheet program counts and the calendar lacks; 1904 was a leap year."""
    first = "1904-01-02" if options else "1900-03-01"
    page = sheet(row(*HEADER), row("e1", number(1 if options else 61, DAY), "张三", "迟到"))
    (event,) = read_events(io.BytesIO(packed(parts({"A": page}, options=options))))
    assert event.time == first


def test_d46_what_was_checked_is_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = {"xl/media/1": os.urandom(2**17)}  # more than is buffered
    path = written(tmp_path, packed({**more, **PLAIN}))
    other = packed(more | parts({"记录": sheet(row(*HEADER), row("e2", number(45360, DAY), "别人", "迟到"))}))
    load = sys.modules["rubricdsl.office.workbook"].outline_of

    def replaced(*arguments: object) -> object:
        outline = load(*arguments)
        path.write_bytes(other)
        return outline

    monkeypatch.setattr("rubricdsl.office.workbook.outline_of", replaced)
    assert [event.subject for event in read_events(path)] == ["张三"]


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=4)), min_size=1, max_size=3), st.booleans())
def test_any_bytes_are_read_or_refused_with_a_code(changes: Sequence[tuple[int, bytes]], inside: bool) -> None:
    """Bytes changed in the archive, or in the XML of its parts."""
    made = dict(PLAIN)
    names = sorted(made)
    data = bytearray(packed(PLAIN, zipfile.ZIP_STORED))
    for at, new in changes:
        if inside:
            name = names[at % len(names)]
            text = bytearray(made[name].encode())
            text[at % len(text) : at % len(text) + len(new)] = new
            made[name] = text.decode("utf-8", "replace")
        else:
            data[at % len(data) : at % len(data) + len(new)] = new
    rejects: list[Diagnostic] = []
    try:
        list(read_events(io.BytesIO(packed(made) if inside else bytes(data)), rejects, format="xlsx"))
    except EventError as refused:
        rejects.extend(refused.diagnostics)
    assert {found.code for found in rejects} <= MESSAGES.keys()


def large() -> bytes:
    """A workbook with a sheet of 234 MB, row after row the same."""
    stream = io.BytesIO()
    before, after = PLAIN[SHEET].encode().split(b"</sheetData>")
    rows = GOOD.encode() * 1_000
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in PLAIN.keys() - {SHEET}:
            archive.writestr(name, PLAIN[name])
        with archive.open(SHEET, "w") as part:
            part.write(before)
            for _ in range(234 * 2**20 // len(rows)):
                part.write(rows)
            part.write(b"</sheetData>" + after)
    return stream.getvalue()


def test_d34_a_bomb_takes_little_memory(tmp_path: Path) -> None:
    """A sheet of 234 MB in 1 MB, and one that unpacks to more than it says, each in a process of its own."""
    for name, data in (("bomb", large()), ("lying", lying(len(PLAIN[SHEET].encode()) - 20))):
        path = written(tmp_path, data, f"{name}.xlsx")
        assert len(data) < 2 * 2**20
        done = subprocess.run(
            [sys.executable, "-c", READ, str(path)],
            env={**os.environ, "PYTHONPATH": str(Path(rubricdsl.__file__).parents[1])},
            capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        code, megabytes = done.stdout.split()
        assert code in ("RUB435", "RUB436")
        assert int(megabytes) < 100


READ = """
import sys
import rubricdsl
try:
    list(rubricdsl.read_events(sys.argv[1]))
except rubricdsl.EventError as refused:
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    peak = int(status["VmHWM"].split()[0])
    print(refused.diagnostics[0].code, peak // 1024)
"""
