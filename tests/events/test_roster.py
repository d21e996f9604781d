"""Files → the roster, every bad line named at once."""

from pathlib import Path

import pytest

from rubricdsl.base.errors import EventError
from rubricdsl.events.model import Subject
from rubricdsl.events.roster import read_subjects


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_headers_may_be_chinese_or_english(tmp_path: Path) -> None:
    expected = (
        Subject(name="王芳", start="2023-09-01", roles=["管家", "组长"], team="一部"),
        Subject(name="李强", end="2024-02-29"),
    )
    chinese = written(
        tmp_path, "a.csv", "姓名,入职,离职,岗位,部门\n王芳,2023-09-01,,管家;组长,一部\n李强,,2024-02-29,,\n"
    )
    english = written(
        tmp_path,
        "b.csv",
        chinese.read_text("utf-8").replace("姓名,入职,离职,岗位,部门", "subject,start,end,roles,team"),
    )
    lines = written(
        tmp_path, "c.jsonl",
        '{"subject":"王芳","start":"2023-09-01","roles":["管家","组长"],"team":"一部"}\n{"subject":"李强","end":"2024-02-29"}\n',
    )  # fmt: skip
    assert read_subjects(chinese) == read_subjects(english) == read_subjects(lines) == expected


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path, "r.csv", "姓名,入职,离职\n王芳,2023/9/1,\n李强,2024-02-01,2024-01-01\n赵磊,,\n赵磊,,\n,2024-01-01,\n"
    )
    with pytest.raises(EventError) as caught:
        read_subjects(path)
    found = [(d.code, d.file, d.line) for d in caught.value.diagnostics]
    assert found == [
        (code, str(path), line) for code, line in (("RUB431", 2), ("RUB432", 3), ("RUB433", 5), ("RUB400", 6))
    ]


def test_a_column_that_is_none_of_a_roster_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EventError, match="RUB418"):
        read_subjects(written(tmp_path, "r.csv", "姓名,工龄\n王芳,3\n"))
    with pytest.raises(EventError, match="RUB422"):
        read_subjects(written(tmp_path, "r.csv", "入职\n2024-01-01\n"))


def test_another_encoding_is_read_when_named(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes("姓名\n王芳\n".encode("gb18030"))
    assert read_subjects(path, encoding="gb18030") == (Subject(name="王芳"),)
    with pytest.raises(EventError, match="RUB002"):
        read_subjects(path)
