"""Files → events: headers of both languages, envelopes, streams, and bad lines set aside."""

import io
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError
from rubricdsl.base.messages import MESSAGES
from rubricdsl.events.from_files import read_events
from rubricdsl.events.model import Event
from rubricdsl.events.records import Format

WHOLE = Event(
    kind="来访接待", subject="张三", time="2024-03-09T10:00:00+08:00", id="e2", source="前台", amount="1.5", unit="件",
    points="2", flags=["严重", "复发"], voids="e1", note='说"好",走了',
)  # fmt: skip
ENGLISH = "kind,subject,time,id,source,amount,unit,points,flags,voids,note"
CHINESE = "事项,人员,时间,编号,来源,数量,单位,得分,标记,撤销,备注"
CELLS = '来访接待,张三,2024-03-09T10:00:00+08:00,e2,前台,1.5,件,2,{flags},e1,"说""好"",走了"'


def stream(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


@pytest.mark.parametrize(
    "header", [ENGLISH, CHINESE, CHINESE.replace("人员", "姓名").replace("标记", "情节"), ENGLISH.upper()]
)
@pytest.mark.parametrize("flags", ["严重;复发", "复发；严重", " 严重 ; 复发 ;"])
def test_csv_headers_may_be_chinese_or_english(header: str, flags: str) -> None:
    (event,) = read_events(stream(f"{header}\n{CELLS.format(flags=flags)}\n"))
    assert event == WHOLE
    assert event.origin == ("-", 2)


def test_columns_stand_in_any_order_and_may_be_left_out() -> None:
    (event,) = read_events(stream("日期,事项,人员\n2024-03-09,迟到,张三"))
    assert event == Event(kind="迟到", subject="张三", time="2024-03-09")


def test_json_numbers_are_read_as_decimals() -> None:
    (event,) = read_events(
        stream('{"kind":"迟到","subject":"张三","time":"2024-03-09","amount":0.1,"points":3,"flags":null}')
    )
    assert (event.amount, event.points) == (Decimal("0.1"), 3)


def test_the_documented_shape_is_read() -> None:
    shape = {
        "id": "e2", "source": "前台", "time": "2024-03-09T10:00:00+08:00", "subject": "张三", "kind": "来访接待",
        "amount": "1.5", "unit": "件", "points": "2", "flags": ["严重", "复发"], "voids": "e1", "note": '说"好",走了',
    }  # fmt: skip
    assert list(read_events(stream(json.dumps(shape)))) == [WHOLE]


def test_a_cloudevents_envelope_is_read() -> None:
    envelope = {
        "specversion": "1.0", "type": "来访接待", "source": "前台", "id": "e2", "subject": "张三",
        "time": "2024-03-09T10:00:00+08:00", "datacontenttype": "application/json", "traceparent": "00-1",
        "data": {
            "amount": "1.5", "unit": "件", "points": 2, "flags": ["严重", "复发"], "voids": "e1", "note": '说"好",走了'
        },
    }  # fmt: skip
    assert list(read_events(stream(json.dumps(envelope)))) == [WHOLE]
    bare = {key: envelope[key] for key in ("specversion", "type", "source", "id", "subject", "time")}
    (event,) = read_events(stream(json.dumps(bare)))
    assert (event.kind, event.amount) == ("来访接待", None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"specversion": "0.3"}, "RUB420"), ({"id": ""}, "RUB420"), ({"data": "text"}, "RUB420"),
        ({"data": {"kind": "迟到"}}, "RUB420"), ({"data": {"colour": "red"}}, "RUB418"), ({"time": None}, "RUB400"),
        ({"subject": None}, "RUB400"), ({"id": 7}, "RUB401"),
    ],
)  # fmt: skip
def test_a_wrong_envelope_is_refused(change: dict[str, object], code: str) -> None:
    envelope = {"specversion": "1.0", "type": "迟到", "source": "s", "id": "1", "subject": "张三", "time": "2024-03-09"}
    with pytest.raises(EventError, match=code):
        list(read_events(stream(json.dumps(envelope | change))))


def rejected(text: str, **options: str) -> tuple[list[Event], list[Diagnostic]]:
    rejects: list[Diagnostic] = []
    return list(read_events(stream(text), rejects, **options)), rejects  # type: ignore[arg-type]


def test_bad_lines_are_set_aside_with_their_text() -> None:
    good, bad = rejected(f"{CHINESE}\n迟到,张三,昨天{',' * 8}\n迟到,张三,2024-03-09{',' * 8}\n迟到\n")
    assert [event.kind for event in good] == ["迟到"]
    assert [(d.code, d.line, d.witness["text"]) for d in bad if d.witness] == [
        ("RUB407", 2, f"迟到,张三,昨天{',' * 8}"),
        ("RUB424", 4, "迟到"),
    ]
    assert bad[0].witness is not None
    assert bad[0].witness["field"] == "time"


def test_a_row_over_several_lines_is_named_by_its_first() -> None:
    row = f'迟到,张三,2024-03-09{"," * 8}"一\n二"\n'
    good, bad = rejected(f"{CHINESE}\n{row}{row.replace('2024-03-09', '昨天')}{row}")
    assert [event.origin for event in good] == [("-", 2), ("-", 6)]
    assert good[0].note == "一\n二"
    assert [d.line for d in bad] == [4]
    assert bad[0].witness is not None
    assert bad[0].witness["text"] == row.replace("2024-03-09", "昨天").rstrip("\n")


def test_reading_goes_on_after_undecodable_and_endless_lines() -> None:
    line = '{"kind":"迟到","subject":"张三","time":"2024-03-09"}\n'
    data = line.encode() + line.encode("gb18030") + b"x" * 70_000 + b"\n" + line.encode()
    rejects: list[Diagnostic] = []
    assert len(list(read_events(io.BytesIO(data), rejects))) == 2
    assert [(d.code, d.line) for d in rejects] == [("RUB002", 2), ("RUB014", 3)]


def test_names_that_are_not_what_they_seem_are_read_with_a_warning() -> None:
    good, warned = rejected('{"kind":"迟\u200b到","subject":"e\u0301","time":"2024-03-09"}')
    assert [(event.kind, event.subject) for event in good] == [("迟到", "é")]
    assert [(d.code, d.severity, d.line) for d in warned] == [("RUB428", "warning", 1)] * 2


def test_an_unknown_column_or_field_is_refused_with_the_nearest() -> None:
    for text in ("事项,人员,日期,数两\n", '{"kind":"迟到","subject":"张三","time":"2024-03-09","amuont":1}'):
        with pytest.raises(EventError) as caught:
            list(read_events(stream(text)))
        (diagnostic,) = caught.value.diagnostics
        assert diagnostic.code == "RUB418"
        assert diagnostic.words["nearest"] in ("数量", "amount")


def test_a_column_without_a_name_must_be_empty() -> None:
    good, bad = rejected("事项,人员,日期,,\n迟到,张三,2024-03-09,,\n迟到,张三,2024-03-09,x,\n")
    assert len(good) == 1
    assert [(d.code, d.line) for d in bad] == [("RUB424", 3)]


def test_a_stream_is_left_open_and_its_format_may_be_told() -> None:
    source = stream("事项,人员,日期\n迟到,张三,2024-03-09\n")
    assert len(list(read_events(source, format="csv"))) == 1
    assert not source.closed
    with pytest.raises(EventError, match="RUB414"):
        list(read_events(stream("事项,人员,日期\n"), format="jsonl"))


def test_a_header_alone_and_an_empty_file_hold_no_events(tmp_path: Path) -> None:
    assert rejected(CHINESE) == ([], [])
    for name in ("empty.csv", "empty.jsonl"):
        (tmp_path / name).touch()
        assert list(read_events(tmp_path / name)) == []


names = st.text(st.characters(categories=["Lo", "Lu", "Nd"], max_codepoint=0x9FFF), min_size=1, max_size=6)


@given(st.lists(st.tuples(names, names, st.dates().filter(lambda day: 1900 <= day.year <= 2999))))
def test_csv_and_json_lines_say_the_same(rows: Sequence[tuple[str, str, object]]) -> None:
    table = "".join(f"{kind},{subject},{day}\n" for kind, subject, day in rows)
    lines = "\n".join(json.dumps({"kind": k, "subject": s, "time": str(d)}) for k, s, d in rows)
    read = list(read_events(stream(f"事项,人员,日期\n{table}"), format="csv"))
    assert read == list(read_events(stream(lines), format="jsonl"))
    assert read == [Event(kind=kind, subject=subject, time=day) for kind, subject, day in rows]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_code(data: bytes) -> None:
    assert codes(data, "jsonl") <= MESSAGES.keys()
    assert codes(data, "csv") <= MESSAGES.keys()


def codes(data: bytes, form: Format) -> set[str]:
    rejects: list[Diagnostic] = []
    try:
        list(read_events(io.BytesIO(data), rejects, format=form))
    except EventError as refused:
        rejects.extend(refused.diagnostics)
    return {diagnostic.code for diagnostic in rejects}


def test_a_bad_line_within_quotes_ends_the_reading() -> None:
    row = f'迟到,张三,2024-03-09{"," * 8}"一\n'.encode() + b"\xff\n" + '迟到,假的,2024-03-09"\n'.encode()
    rejects: list[Diagnostic] = []
    assert list(read_events(io.BytesIO(f"{CHINESE}\n".encode() + row), rejects)) == []
    assert [(d.code, d.line) for d in rejects] == [("RUB411", 3), ("RUB430", 2)]
    endless = f'{CHINESE}\n迟到,张三,2024-03-09{"," * 8}"' + "一\n" * 2000
    assert [d.code for d in rejected(endless)[1]] == ["RUB430", "RUB430"]
