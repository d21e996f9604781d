"""Workbooks → events and rosters: the same headers, checks and codes as text files, cells as a person sees them."""

import io
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rubricdsl
from office.workbooks import DAY, HEADER, MOMENT, PADDED, log, number, packed, parts, row, shared, sheet, written
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.events.model import Event, Subject
from rubricdsl.office.files import read_events, read_subjects

MARCH_9 = number(45360, DAY)
EPOCH = datetime(1899, 12, 30)


def rejected(data: bytes, sheet: str | None = None) -> tuple[list[Event], list[Diagnostic]]:
    rejects: list[Diagnostic] = []
    return list(read_events(io.BytesIO(data), rejects, sheet=sheet)), rejects


def test_rows_are_read_as_a_person_sees_them(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        log(
            row("e1", MARCH_9, "张三", "迟到", number("0.1"), "严重；复发", " 说明 "),
            row("001", number("45360.416666666664", MOMENT), "李四", "迟到", number(3)),
            row(number(1001), "2024-03-09T10:00:00+08:00", "李四", "早退", "2.5"),
        ),
    )
    assert list(rubricdsl.read_events(path)) == [
        Event(
            kind="迟到", subject="张三", time="2024-03-09", id="e1", amount="0.1", flags=["严重", "复发"], note="说明"
        ),
        Event(kind="迟到", subject="李四", time="2024-03-09T10:00:00", id="001", amount=3),
        Event(kind="早退", subject="李四", time="2024-03-09T10:00:00+08:00", id="1001", amount="2.5"),
    ]
    assert [event.origin for event in read_events(path)] == [(f"{path}[记录]", line) for line in (2, 3, 4)]


def test_a_table_may_stand_anywhere_on_its_sheet() -> None:
    cells = ["".join(f'<c r="{c}3" t="s"><v>{n}</v></c>' for n, c in enumerate("CDE"))]
    cells.append(f'<c r="C6" s="{DAY}"><v>45360</v></c><c r="D6" t="s"><v>3</v></c><c r="E6" t="s"><v>4</v></c>')
    page = sheet(*(f'<row r="{n}">{text}</row>' for n, text in zip((3, 6), cells, strict=True)))
    (event,) = read_events(io.BytesIO(packed(parts({"A": page}, ["日期", "人员", "事项", "张三", "迟到"]))))
    assert (event.subject, event.time, event.origin) == ("张三", "2024-03-09", ("-[A]", 6))


def test_prefixes_and_shared_texts_are_read() -> None:
    made = parts({"A": sheet(row(*map(shared, range(3))), row(*map(shared, (3, 4, 5))))}, [*"abcdef"])
    made["xl/sharedStrings.xml"] = made["xl/sharedStrings.xml"].replace("<t>a", "<t>kind").replace("<t>b", "<t>subject")
    made["xl/sharedStrings.xml"] = made["xl/sharedStrings.xml"].replace("<t>c", "<t>time").replace(
        "<si><t>f</t></si>", "<si><r><t>2024-</t></r><r><t>03-09</t></r></si>"
    )  # fmt: skip
    xml = made["xl/worksheets/sheet1.xml"]
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        xml = (
            xml.replace(f"<{name}>", f"<x:{name}>")
            .replace(f"<{name} ", f"<x:{name} ")
            .replace(f"</{name}>", f"</x:{name}>")
        )
    made["xl/worksheets/sheet1.xml"] = xml.replace("xmlns=", "xmlns:x=")
    assert list(read_events(io.BytesIO(packed(made)))) == [Event(kind="d", subject="e", time="2024-03-09")]


REFUSED = {
    "number for a name": (row("e1", MARCH_9, number("3.1"), "迟到"), "RUB441", "C2"),
    "date for a rule code": (row("e1", MARCH_9, "张三", number(45295, DAY)), "RUB441", "D2"),
    "truth for a name": (row("e1", MARCH_9, "张三", '<c t="b"><v>1</v></c>'), "RUB441", "D2"),
    "padded id": (row(number(1, PADDED), MARCH_9, "张三", "迟到"), "RUB441", "A2"),
    "long id": (row(number("1230000000000000"), MARCH_9, "张三", "迟到"), "RUB427", "A2"),
    "scientific id": (row("1.23E+15", MARCH_9, "张三", "迟到"), "RUB427", "A2"),
    "number for a day": (row("e1", number(45360), "张三", "迟到"), "RUB407", "B2"),
    "time for a day": (row("e1", number("0.5", MOMENT), "张三", "迟到"), "RUB407", "B2"),
    "day beyond the calendar": (row("e1", number(2958466, DAY), "张三", "迟到"), "RUB407", "B2"),
    "slashes": (row("e1", "2024/3/9", "张三", "迟到"), "RUB407", "B2"),
    "sum of tenths": (row("e1", MARCH_9, "张三", "迟到", number("0.30000000000000004")), "RUB404", "E2"),
    "seven decimals": (row("e1", MARCH_9, "张三", "迟到", number("0.1234567")), "RUB404", "E2"),
    "too large": (row("e1", MARCH_9, "张三", "迟到", number("1E+300")), "RUB404", "E2"),
    "date for an amount": (row("e1", MARCH_9, "张三", "迟到", MARCH_9), "RUB403", "E2"),
    "nobody": (row("e1", MARCH_9, "<c/>", "迟到"), "RUB400", "C2"),
    "cell outside": (row("e1", MARCH_9, "张三", "迟到", "<c/>", "<c/>", "<c/>", "再多一格"), "RUB424", "A2"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "cell"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_row_is_refused_at_its_cell(tmp_path: Path, text: str, code: str, cell: str) -> None:
    good = row("e9", MARCH_9, "李四", "迟到")
    path = written(tmp_path, log(text, good))
    with pytest.raises(EventError, match=code):
        list(read_events(path))
    rejects: list[Diagnostic] = []
    assert [event.id for event in read_events(path, rejects)] == ["e9"]
    (found,) = rejects
    assert found.witness is not None
    assert (found.code, found.file, found.line) == (code, f"{path}[记录]", 2)
    assert (found.witness["cell"], found.witness["sheet"]) == (cell, "记录")
    assert found.say("zh") != found.say("en")


HEADERS = {
    "unknown": (("时间", "人员", "事项", "数两"), "RUB418", 4),
    "twice": (("时间", "人员", "事项", "日期"), "RUB423", 4),
    "lacking": (("时间", "人员"), "RUB422", 1),
}


@pytest.mark.parametrize(("header", "code", "column"), HEADERS.values(), ids=HEADERS.keys())
def test_a_bad_header_is_refused_as_in_csv(header: Sequence[str], code: str, column: int) -> None:
    with pytest.raises(EventError) as caught:
        list(read_events(io.BytesIO(log(header=header))))
    (found,) = caught.value.diagnostics
    assert (found.code, found.file, found.line, found.column) == (code, "-[记录]", 1, column)


def two_sheets(**states: str) -> bytes:
    pages = {
        "空": sheet(),
        "一月": sheet(row(*HEADER), row("e1", MARCH_9, "张三", "迟到")),
        "二月": sheet(row(*HEADER), row("e2", MARCH_9, "张三", "迟到")),
    }
    return packed(parts(pages, states=states))


def test_the_first_sheet_that_is_shown_and_not_empty_is_read() -> None:
    events, (other,) = rejected(two_sheets())
    assert [event.id for event in events] == ["e1"]
    assert (other.code, other.severity, other.words["sheet"], other.words["names"]) == (
        "RUB442",
        "warning",
        "一月",
        "二月",
    )
    for state in ("hidden", "veryHidden"):
        events, (other,) = rejected(two_sheets(一月=state))
        assert ([event.id for event in events], other.words["names"]) == (["e2"], "一月")


def test_a_sheet_may_be_named() -> None:
    events, found = rejected(two_sheets(二月="hidden"), sheet="二月")
    assert ([event.id for event in events], found) == (["e2"], [])
    with pytest.raises(EventError, match="RUB438") as caught:
        rejected(two_sheets(), sheet="三月")
    assert "二月" in caught.value.diagnostics[0].words["nearest"]


def test_an_empty_workbook_holds_no_events() -> None:
    assert rejected(packed(parts({"A": sheet()}))) == ([], [])
    assert rejected(log()) == ([], [])


def test_a_roster_is_read(tmp_path: Path) -> None:
    data = log(
        row("王芳", number(45170, DAY), "<c/>", "管家；组长", "一部"),
        row("李强", "<c/>", "2024-02-29"),
        header=("姓名", "入职", "离职", "岗位", "部门"),
    )
    expected = (
        Subject(name="王芳", start="2023-09-01", roles=["管家", "组长"], team="一部"),
        Subject(name="李强", end="2024-02-29"),
    )
    assert rubricdsl.read_subjects(written(tmp_path, data)) == read_subjects(io.BytesIO(data)) == expected
    bad = log(row("王芳"), row("王芳"), row("赵磊", "昨天"), header=("姓名", "入职"))
    with pytest.raises(EventError) as caught:
        read_subjects(written(tmp_path, bad))
    assert [(d.code, d.line) for d in caught.value.diagnostics] == [("RUB433", 3), ("RUB431", 4)]


def test_what_is_odd_about_a_roster_is_told() -> None:
    page = sheet(row("姓名"), row("王芳", options=' hidden="1"'))
    warnings: list[Diagnostic] = []
    assert len(read_subjects(io.BytesIO(packed(parts({"A": page}))), warnings=warnings)) == 1
    assert [d.code for d in warnings] == ["RUB443"]


def test_a_stream_that_cannot_be_set_back_is_read_when_its_format_is_told() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert len(list(read_events(Pipe(log(row("e1", MARCH_9, "张三", "迟到"))), format="xlsx"))) == 1


def test_without_the_extra_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(EventError, match="RUB434") as caught:
        list(read_events(written(tmp_path, log())))
    assert "pip install 'rubricdsl[office]'" in caught.value.diagnostics[0].remedy("en")


decimals = st.decimals(0, 10**9, places=6)
names = st.text(st.characters(categories=["Lo", "Lu"], max_codepoint=0x9FFF), min_size=1, max_size=6)
days = st.integers(61 * 86400, 99_000 * 86400)  # in seconds
moments = st.builds(lambda s, ms: s + Decimal(ms) / 1000, days, st.sampled_from([0, 0, 1, 500, 999]))


@settings(max_examples=50)
@given(st.lists(st.tuples(names, decimals, st.integers(61, 400_000), names), min_size=1, max_size=5))
def test_workbooks_and_csv_say_the_same(rows: Sequence[tuple[str, Decimal, int, str]]) -> None:
    header = ("人员", "数量", "时间", "事项")
    lines = [f"{name},{amount:f},{(EPOCH + timedelta(days=day)).date()},{kind}" for name, amount, day, kind in rows]
    table = io.BytesIO("\n".join([",".join(header), *lines]).encode())
    book = log(*(row(n, number(f"{a:f}"), number(d, DAY), k) for n, a, d, k in rows), header=header)
    assert list(read_events(io.BytesIO(book))) == list(read_events(table))


@settings(max_examples=50)
@given(moments)
def test_times_are_read_to_the_millisecond(second: Decimal) -> None:
    serial = repr(float(second) / 86400)
    (event,) = read_events(io.BytesIO(log(row("e1", number(serial, MOMENT), "张三", "迟到"))))
    moment = EPOCH + timedelta(milliseconds=int(second * 1000))
    if moment.time() == datetime.min.time():
        assert event.time == moment.date().isoformat()
    else:
        assert event.time == moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")


def test_days_of_the_1904_system_are_converted_and_told() -> None:
    page = sheet(row(*HEADER), row("e1", number(43898, DAY), "张三", "迟到"))
    events, (told,) = rejected(packed(parts({"A": page}, options='date1904="1"')))
    assert (events[0].time, told.code, told.severity) == ("2024-03-09", "RUB445", "warning")
    assert date.fromisoformat(events[0].time) - date.fromisoformat(told.words["names"]) == timedelta(43898)
