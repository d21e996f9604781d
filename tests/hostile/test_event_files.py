"""Hostile event files: each row of the catalogue (its number is the test's id) with the code it is refused by."""

import codecs
import tracemalloc
from pathlib import Path

import pytest

from rubricdsl.base.errors import EventError
from rubricdsl.events.from_files import read_events

GOOD = '{"kind": "迟到", "subject": "张三", "time": "2024-03-09", "id": "e1"}'
HEADER = "事项,人员,日期,编号,数量,标记,备注\n"
ROW = "迟到,张三,2024-03-09,e1,1,严重,\n"


def with_field(text: str) -> str:
    return f'{{"kind": "迟到", "subject": "张三", "time": "2024-03-09", {text}}}'


def at(time: str) -> str:
    return f'{{"kind": "迟到", "subject": "张三", "time": "{time}"}}'


def envelope(text: str) -> str:
    return f'{{"specversion": "1.0", "type": "迟到", "subject": "张三", "time": "2024-03-09T10:00:00Z", {text}}}'


REFUSED_JSON = {
    "D1-cut": (GOOD + "\n" + GOOD[:40], "RUB414", 2),
    "D3-array": ("[" + GOOD + "]", "RUB415", 1),
    "D3-pretty": ('{\n  "kind": "迟到"\n}', "RUB415", 1),
    "D7-number": (with_field('"id": 1'), "RUB401", 1),
    "D8-twice": (with_field('"id": "1", "id": "2"'), "RUB417", 1),
    "D9-missing": ('{"kind": "迟到", "subject": "张三"}', "RUB400", 1),
    "D9-null": ('{"kind": "迟到", "subject": null, "time": "2024-03-09"}', "RUB400", 1),
    "D9-empty": ('{"kind": "迟到", "subject": "  ", "time": "2024-03-09"}', "RUB400", 1),
    "D9-unknown": (with_field('"amonut": 1'), "RUB418", 1),
    "D10-nan": (with_field('"amount": NaN'), "RUB421", 1),
    "D10-infinity": (with_field('"amount": -Infinity'), "RUB421", 1),
    "D10-overflow": (with_field('"amount": 1e400'), "RUB404", 1),
    "D11-large": (with_field('"amount": 1e308'), "RUB404", 1),
    "D11-huge": (with_field('"amount": 1e999999999'), "RUB404", 1),
    "D11-beyond": (with_field('"amount": 1e99999999999999999999'), "RUB404", 1),
    "D11-text": (with_field('"amount": "1e999999999"'), "RUB403", 1),
    "D11-places": (with_field('"amount": 0.1234567'), "RUB404", 1),
    "D12-true": (with_field('"amount": true'), "RUB406", 1),
    "D12-list": (with_field('"amount": []'), "RUB403", 1),
    "D12-flag": (with_field('"flags": "严重"'), "RUB409", 1),
    "D13-nested": ("[" * 60_000, "RUB415", 1),
    "D13-nested-inside": (with_field('"note": ' + "[" * 60_000), "RUB419", 1),
    "D14-digits": (with_field('"amount": ' + "9" * 5000), "RUB404", 1),
    "D15-surrogate": (with_field('"id": "\\ud800"'), "RUB402", 1),
    "D15-surrogate-note": (with_field('"note": "\\ud800"'), "RUB402", 1),
    "D16-long": (with_field('"note": "' + "x" * 70_000 + '"'), "RUB014", 1),
    "D19-midnight": (at("2026-02-28T24:00:00"), "RUB407", 1),
    "D19-leap-second": (at("2026-02-28T23:59:60Z"), "RUB407", 1),
    "D19-week": (at("2026-W53-1"), "RUB407", 1),
    "D19-compact": (at("20260228"), "RUB407", 1),
    "D20-slashes": (at("2026/2/28"), "RUB407", 1),
    "D20-chinese": (at("2026年2月28日"), "RUB407", 1),
    "D20-wide": (at("２０２６-02-28"), "RUB407", 1),
    "D20-no-such-day": (at("2026-02-30"), "RUB407", 1),
    "D24-year-1": (at("0001-01-01"), "RUB407", 1),
    "D24-year-9999": (at("9999-12-31"), "RUB407", 1),
    "D24-year-10000": (at("10000-01-01"), "RUB407", 1),
    "D42-version": (envelope('"id": "1", "source": "s"').replace("1.0", "0.3"), "RUB420", 1),
    "D42-binary": (envelope('"id": "1", "source": "s", "data_base64": "eA=="'), "RUB420", 1),
    "D42-source": (envelope('"id": "1"'), "RUB420", 1),
    "control": (with_field('"id": "\\u001b[31m"'), "RUB402", 1),
    "direction": (with_field('"id": "a\\u202eb"'), "RUB402", 1),
    "not-an-object": ('"迟到"', "RUB416", 1),
}

REFUSED_CSV = {
    "D9-missing-column": ("事项,人员\n迟到,张三\n", "RUB422", 1),
    "D9-missing-cell": (HEADER + "迟到,,2024-03-09,e1,1,,\n", "RUB400", 2),
    "D9-unknown-column": ("事项,人员,日期,数两\n", "RUB418", 1),
    "D20-slashes": (HEADER + "迟到,张三,2026/2/28,e1,1,,\n", "RUB407", 2),
    "D28-unclosed": (HEADER + ROW + '迟到,张三,2024-03-09,e1,1,"严重,\n' + ROW + ROW, "RUB430", 3),
    "D28-misplaced": (HEADER + '迟到,张三,2024-03-09,e1,1,"严"重,\n', "RUB429", 2),
    "D29-short": (HEADER + ROW + "迟到,张三\n", "RUB424", 3),
    "D29-long": (HEADER + ROW.replace("\n", ",再多一格\n"), "RUB424", 2),
    "D29-duplicate": ("事项,人员,日期,时间\n", "RUB423", 1),
    "D30-nul": (HEADER + "迟到,张\0三,2024-03-09,e1,1,,\n", "RUB005", 2),
    "D30-field": (HEADER + '迟到,张三,2024-03-09,e1,1,,"' + ("x" * 60_000 + "\n") * 3 + '"\n', "RUB430", 2),
    "D31-semicolons": (HEADER.replace(",", ";") + ROW.replace(",", ";"), "RUB425", 1),
    "D31-tabs": (HEADER.replace(",", "\t") + ROW.replace(",", "\t"), "RUB425", 1),
    "D31-decimal-comma": (HEADER + '迟到,张三,2024-03-09,e1,"2,5",,\n', "RUB403", 2),
    "D32-scientific": (HEADER + "迟到,张三,2024-03-09,1.23E+15,1,,\n", "RUB427", 2),
}

REFUSED_BYTES = {
    "D26-gb18030": ((HEADER + ROW).encode("gb18030"), "RUB002", 1),
    "D26-utf-16": ((HEADER + ROW).encode("utf-16"), "RUB001", 1),
    "D26-utf-16-unmarked": ((HEADER + ROW).encode("utf-16-le"), "RUB005", 1),
    "D27-mixed": (HEADER.encode() + ROW.encode() + ROW.encode("gb18030"), "RUB002", 3),
    "D27-invalid": (HEADER.encode() + b"\xff\xff\xff\n", "RUB411", 2),
    "D27-surrogate": (HEADER.encode() + b"\xed\xa0\x80\n", "RUB411", 2),
}


def refused(path: Path, encoding: str | None = None) -> tuple[str, int | None]:
    with pytest.raises(EventError) as caught:
        list(read_events(path, encoding=encoding))
    diagnostic = caught.value.diagnostics[0]
    assert diagnostic.file == str(path)
    for lang in ("zh", "en"):
        assert diagnostic.say(lang)
        assert diagnostic.remedy(lang)
    return diagnostic.code, diagnostic.line


@pytest.mark.parametrize(("text", "code", "line"), REFUSED_JSON.values(), ids=REFUSED_JSON.keys())
def test_json_lines_are_refused_at_their_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(text, encoding="utf-8", newline="")
    assert refused(path) == (code, line)


@pytest.mark.parametrize(("text", "code", "line"), REFUSED_CSV.values(), ids=REFUSED_CSV.keys())
def test_csv_rows_are_refused_at_their_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    path = tmp_path / "events.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert refused(path) == (code, line)


@pytest.mark.parametrize(("data", "code", "line"), REFUSED_BYTES.values(), ids=REFUSED_BYTES.keys())
def test_bytes_of_other_encodings_are_named(tmp_path: Path, data: bytes, code: str, line: int) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(data)
    assert refused(path) == (code, line)


ACCEPTED = {
    "D2-blank-lines": ("\n" + GOOD + "\r\n\n" + GOOD, 2),
    "D4-line-separators": (with_field('"note": "a\u2028b\u0085c"'), 1),
    "D7-text-ids": (with_field('"id": "1"') + "\n" + with_field('"id": "01"'), 2),
    "D12-negative-zero": (with_field('"amount": -0'), 1),
    "D12-exponent": (with_field('"amount": 1e3'), 1),
    "D17-naive-and-aware": (at("2026-03-31T16:30:00Z") + "\n" + at("2026-03-31T16:30:00"), 2),
    "D42-envelope": (envelope('"id": "1", "source": "s", "traceparent": "x", "data": {"amount": 2}'), 1),
    "D44-spaces": (GOOD.replace("张三", "Zhang San"), 1),
    "D45-nothing": ("", 0),
    "D63-plain-text": (GOOD.replace("张三", "{{ 7*7 }} %s <script> __class__"), 1),
}


@pytest.mark.parametrize(("text", "count"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_unusual_json_lines_are_read(tmp_path: Path, text: str, count: int) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(text, encoding="utf-8", newline="")
    assert len(list(read_events(path))) == count


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + (HEADER + ROW).encode(), None),
        ((HEADER + ROW).encode("gb18030"), "gb18030"),
        ((HEADER + ROW).encode("utf-16"), "utf-16"),
        ((HEADER + ROW).replace("\n", "\r\n").encode(), None),
        ((HEADER + ",,,,,,\n" + ROW).encode(), None),
    ],
    ids=["bom", "gb18030", "utf-16", "crlf", "empty-row"],
)
def test_unusual_csv_is_read(tmp_path: Path, data: bytes, encoding: str | None) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(data)
    (event,) = read_events(path, encoding=encoding)
    assert (event.kind, event.id, event.flags) == ("迟到", "e1", {"严重"})


def test_d32_leading_zeros_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(HEADER + "迟到,张三,2024-03-09,001,1,,\n", encoding="utf-8")
    assert next(read_events(path)).id == "001"


def test_d16_an_endless_line_takes_no_more_memory_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    with path.open("wb") as file:
        for _ in range(64):
            file.write(b"x" * 2**20)
        file.write(b"\n" + GOOD.encode())
    rejects: list[object] = []
    tracemalloc.start()
    events = list(read_events(path, rejects))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(events), len(rejects)) == (1, 1)
    assert peak < 4 * 2**20


def test_memory_is_flat_in_the_number_of_events(tmp_path: Path) -> None:
    def peak_of(count: int) -> int:
        path = tmp_path / f"{count}.jsonl"
        path.write_text((GOOD + "\n") * count, encoding="utf-8")
        tracemalloc.start()
        assert sum(1 for _ in read_events(path)) == count
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak_of(100)
    assert peak_of(20_000) < 2 * peak_of(2_000)


@pytest.mark.parametrize("name", ["events.xlsx", "events.parquet", "events.json", "events"])
def test_other_formats_are_refused_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(EventError, match="RUB410"):
        read_events(path)


def test_a_folder_or_missing_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    assert refused(folder)[0] == "RUB412"
    assert refused(tmp_path / "missing.csv")[0] == "RUB412"


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    assert refused(path, encoding="klingon")[0] == "RUB013"


def test_d46_a_file_written_to_while_it_is_read_is_refused_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(GOOD + "\n", encoding="utf-8")
    events = read_events(path)
    assert next(events).id == "e1"
    path.write_text((GOOD + "\n") * 3, encoding="utf-8")
    with pytest.raises(EventError, match="RUB466") as caught:
        list(events)
    assert caught.value.diagnostics[0].file == str(path)


def test_d46_a_file_replaced_while_it_is_read_is_read_as_it_was(tmp_path: Path) -> None:
    path, other = tmp_path / "events.jsonl", tmp_path / "other.jsonl"
    path.write_text((GOOD + "\n") * 2, encoding="utf-8")
    other.write_text(GOOD.replace("张三", "李四") + "\n", encoding="utf-8")
    events = read_events(path)
    read = [next(events)]
    other.replace(path)
    assert [event.subject for event in [*read, *events]] == ["张三", "张三"]
