"""One event, one subject: what is taken, what is refused, what is made canonical."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricdsl.base.errors import EventError
from rubricdsl.base.span import Place
from rubricdsl.events.model import Event, Subject


def event(**fields: Any) -> Event:
    return Event(**{"kind": "迟到", "subject": "张三", "time": "2024-03-09"} | fields)


def code_of(build: Callable[..., object], **fields: Any) -> str:
    with pytest.raises(EventError) as caught:
        build(**fields)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code


def test_only_what_happened_must_be_said() -> None:
    plain = event()
    assert (plain.id, plain.source, plain.amount, plain.unit, plain.points) == (None,) * 5
    assert (plain.flags, plain.voids, plain.note, plain.place) == (frozenset(), None, "", None)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, None), (3, 3), (0, 0), ("2.5", Decimal("2.5")), (Decimal("0.000001"), Decimal("0.000001")),
        ("-0", 0), (Decimal("-0.0"), 0), ("999999999999999.999999", Decimal("999999999999999.999999")),
        (Decimal("1E+3"), 1000), (Decimal("1.50000000"), Decimal("1.5")),
    ],
)  # fmt: skip
def test_exact_numbers_are_taken(given: Any, kept: Any) -> None:
    assert event(amount=given).amount == kept
    assert event(points=given).points == kept
    assert str(event(amount=given).amount) not in ("-0", "-0.0")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (0.1, "RUB406"), (1.0, "RUB406"), (True, "RUB406"), ("1e5", "RUB403"), ("0x10", "RUB403"), ("1_000", "RUB403"),
        ("1,000", "RUB403"), ("", "RUB403"), (".5", "RUB403"), ("2.", "RUB403"), ("007", "RUB403"), ("+3", "RUB403"),
        ("３", "RUB403"), ("٣", "RUB403"), ("²", "RUB403"), (Decimal("NaN"), "RUB403"), (Decimal("Infinity"), "RUB403"),
        (b"3", "RUB403"), ([], "RUB403"), (10**15, "RUB404"), (10**4000, "RUB404"), ("9" * 5000, "RUB404"),
        (Decimal("1e999999"), "RUB404"), ("0.1234567", "RUB404"), (Decimal("0.1234567"), "RUB404"),
    ],
)  # fmt: skip
def test_other_numbers_are_refused(given: Any, code: str) -> None:
    assert code_of(event, amount=given) == code
    assert code_of(event, points=given) == code


def test_what_happened_and_what_a_rater_gives_may_be_negative_until_a_clause_refuses_it() -> None:
    assert event(amount=-3).amount == -3
    assert event(points=-3).points == -3


@pytest.mark.parametrize(
    ("given", "kept", "day"),
    [
        ("2024-03-09", "2024-03-09", "2024-03-09"),
        (date(2024, 3, 9), "2024-03-09", "2024-03-09"),
        ("2024-03-09T10:00:00", "2024-03-09T10:00:00", "2024-03-09"),
        ("2024-03-09 10:00:00.5", "2024-03-09T10:00:00.5", "2024-03-09"),
        ("2024-03-09T10:00:00+08:00", "2024-03-09T10:00:00+08:00", None),
        ("2024-03-09t10:00:00z", "2024-03-09T10:00:00Z", None),
        (datetime(2024, 3, 9, 10), "2024-03-09T10:00:00", "2024-03-09"),
        (datetime(2024, 3, 9, 10, tzinfo=UTC), "2024-03-09T10:00:00+00:00", None),
        (
            datetime(1900, 3, 9, 10, tzinfo=timezone(timedelta(hours=8, minutes=5, seconds=43))),
            "1900-03-09T01:54:17+00:00",
            None,
        ),
        ("1900-01-01", "1900-01-01", "1900-01-01"),
        ("2999-12-31", "2999-12-31", "2999-12-31"),
    ],
)
def test_dates_and_times_are_taken(given: Any, kept: str, day: str | None) -> None:
    assert (event(time=given).time, event(time=given).day) == (kept, day)


@pytest.mark.parametrize(
    "given",
    [
        None, "", "2024-02-30", "2024-13-01", "20240309", "2024-3-9", "2024/03/09", "2024-W10-1", "2024-069",
        "2024-03-09T24:00:00", "2024-03-09T10:00:60", "2024-03-09T10:00", "2024-03-09T10:00:00+24:00",
        "2024-03-09T10:00:00.1234567", "2024-03-09T10:00:00 +08:00", " 2024-03-09", "２０２４-03-09", 20240309,
        "1899-12-31", "3000-01-01", "0001-01-01", "10000-01-01", date(1, 1, 1), datetime(9999, 12, 31),
    ],
)  # fmt: skip
def test_other_times_are_refused(given: Any) -> None:
    assert code_of(event, time=given) == "RUB407"


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 30), timezones=st.none() | st.timezones()))
def test_every_datetime_keeps_its_instant(moment: datetime) -> None:
    kept = event(time=moment)
    if moment.tzinfo is not None:
        assert datetime.fromisoformat(kept.time).astimezone(UTC) == moment.astimezone(UTC)
    assert kept.day == (moment.date().isoformat() if moment.tzinfo is None else None)
    assert event(time=kept.time) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  来访接待 ", "来访接待"),
        ("来访\u200b接待", "来访接待"),
        ("来访\u3164接待", "来访接待"),
        ("e\u0301", "é"),
        ("\uf90a", "金"),
        ("Zhang San", "Zhang San"),
        ("__class__", "__class__"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
    ],
)
def test_names_are_kept_as_they_look(given: str, kept: str) -> None:
    assert event(subject=given).subject == kept
    assert event(kind=given).kind == kept
    assert event(flags=[given]).flags == {kept}


def test_kinds_and_flags_are_compared_at_half_width_people_are_not() -> None:
    wide = event(kind="ＫＰＩ（一）", flags={"Ａ"}, subject="张三（总部）")
    assert (wide.kind, wide.flags, wide.subject) == ("KPI(一)", {"A"}, "张三（总部）")


@pytest.mark.parametrize("field", ["kind", "subject"])
def test_required_names_must_be_there(field: str) -> None:
    assert code_of(event, **{field: ""}) == "RUB400"
    assert code_of(event, **{field: " \u200b"}) == "RUB400"
    assert code_of(event, **{field: None}) == "RUB401"
    assert code_of(event, **{field: 7}) == "RUB401"


@pytest.mark.parametrize("field", ["kind", "subject", "id", "source", "unit", "voids"])
@pytest.mark.parametrize("char", ["\0", "\n", "\x1b", "\u202e", "\u2066", "\u200f", "\ud800", "\u2028"])
def test_controls_and_directions_are_refused(field: str, char: str) -> None:
    assert code_of(event, **{field: f"甲{char}乙"}) == "RUB402"


def test_ids_are_kept_to_the_letter() -> None:
    assert [event(id=text).id for text in ("1", "01", " 1", "ａ")] == ["1", "01", " 1", "ａ"]
    assert event(id="", source="", voids="", unit="").id is None
    assert code_of(event, id=1) == "RUB401"


def test_flags_are_any_names_but_no_bare_text() -> None:
    kept = frozenset({"严重", "复发"})
    for same in (
        ["严重", "复发"],
        ("复发", "严重"),
        {"严重", "复发"},
        kept,
        (name for name in ("严重", "复发", "严重")),
    ):
        assert event(flags=same).flags == kept
    assert event(flags=None).flags == event(flags=[]).flags == frozenset()
    for wrong in ("严重", "", b"x", {"严重": 1}, 0, False, 3):
        assert code_of(event, flags=wrong) == "RUB409"
    assert code_of(event, flags=[""]) == "RUB400"
    assert code_of(event, flags=[1]) == "RUB401"


def test_notes_are_free_text_that_can_be_written_back() -> None:
    assert event(note="第一行\n第二行\t=1+1").note == "第一行\n第二行\t=1+1"
    assert event(note=None).note == ""
    assert code_of(event, note="\ud800") == code_of(event, note="a\0b") == "RUB402"
    assert code_of(event, note=3) == "RUB401"


def test_where_it_was_read_is_no_part_of_what_happened() -> None:
    read = event(origin=("log.csv", 7))
    assert read == event()
    assert hash(read) == hash(event())
    assert read.place == Place("log.csv", 7, 1, 7, 1)


def test_messages_never_repeat_more_than_a_line_of_the_value() -> None:
    with pytest.raises(EventError) as caught:
        event(amount="x" * 10_000)
    assert len(str(caught.value)) < 200


@given(
    st.text(max_size=6)
    | st.integers()
    | st.floats()
    | st.none()
    | st.decimals()
    | st.booleans()
    | st.binary(max_size=3)
)
def test_any_value_is_taken_or_refused_with_a_code(value: Any) -> None:
    for field in ("kind", "subject", "time", "id", "amount", "points", "unit", "voids", "note", "flags"):
        assert refusal(field, value) in (None, {"field": field})


def refusal(field: str, value: Any) -> object:
    try:
        event(**{field: value})
    except EventError as refused:
        return refused.diagnostics[0].witness
    return None


def test_a_subject_is_bounded_by_dates_of_any_year() -> None:
    someone = Subject(name=" 王芳 ", start=date(2024, 1, 1), end="9999-12-31", roles=["管家", "管家"], team="")
    assert someone == Subject(name="王芳", start="2024-01-01", end="9999-12-31", roles=("管家",), team=None)
    assert code_of(Subject, name="王芳", start="2024-02-30") == "RUB431"
    assert code_of(Subject, name="王芳", start="2024-02-02", end="2024-02-01") == "RUB432"
    assert code_of(Subject, name="王芳", roles="管家") == "RUB409"
    assert code_of(Subject, name="") == "RUB400"
