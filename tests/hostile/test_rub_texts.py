"""Hostile and careless rubric texts: each ends in its code at its place, or is read as stated; never in a traceback."""

from pathlib import Path

import pytest

import rubricdsl
from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import RubricError
from rubricdsl.base.resources import read_source
from rubricdsl.base.show import show
from rubricdsl.base.span import Source

PLAIN = "迟到一次扣2分。\n"
SAID = ["“迟到”扣2分/次"]


def codes(text: str) -> list[str]:
    return [d.code for d in rubricdsl.parse(text, "x").diagnostics]


def said(text: str) -> list[str]:
    return [rule.say("zh") for rule in rubricdsl.parse(text, "x").rules]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + PLAIN,
        PLAIN.replace("2分", "2分").replace("\n", "\r\n"),
        "迟到一次扣2分",
        "# 说明\n\n" + PLAIN,
        "迟到一次扣\u30002分。\n",
        "迟到一次扣二分。\n",
        "迟到一次扣两分。\n",
        "迟到一次扣贰分。\n",
    ],
    ids=["R1 bom", "R56 crlf", "R59 no newline", "R59 comment", "R57 wide space", "R19 二", "R19 两", "R19 贰"],
)
def test_harmless_variations_are_the_same_rule(text: str) -> None:
    assert said(text) == SAID
    assert rubricdsl.parse(text, "x").digest == rubricdsl.parse(PLAIN, "x").digest


def test_r15_full_width_signs_are_plain_ones() -> None:
    assert said("迟到一次扣１２分（“病假”的除外）。") == said("迟到一次扣12分(“病假”的除外)。")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("迟到\ufeff一次扣2分。", "RUB008"),
        ("c\x00b\x002\x00", "RUB005"),
        ("迟到\ud800一次扣2分。", "RUB004"),
        ("迟到\x1b[31m一次扣2分。", "RUB006"),
        ("# \u202e迟到\n迟到一次扣2分。", "RUB007"),
        ("张\u200b三一次扣2分。", "RUB008"),
        ("迟到一次扣٣分。", "RUB015"),
        ("迟到一次扣𝟚分。", "RUB015"),
        ("迟到一次扣²分。", "RUB015"),
        ("迟到一次扣½分。", "RUB015"),
        ("迟到一次扣-2分。", "RUB218"),
        ("迟到一次扣－2分。", "RUB218"),
        ("迟到一次加-5分。", "RUB218"),
        ("迟到一次扣0分。", "RUB222"),
        ("迟到一次扣2.0000000001分。", "RUB213"),
        ("迟到一次扣1e5分。", "RUB201"),
        ("迟到一次扣1E+9分。", "RUB201"),
        ("迟到一次扣0x10分。", "RUB201"),
        ("迟到一次扣1_000分。", "RUB212"),
        ("迟到一次扣1,00分。", "RUB212"),
        ("迟到一次扣007分。", "RUB212"),
        ("迟到一次扣2.分。", "RUB210"),
        ("迟到一次扣--2分。", "RUB218"),
        ("迟到一次扣一万亿分。", "RUB216"),
        ("迟到一次扣1234567890123456分。", "RUB211"),
        ("迟到一次扣一百五分。", "RUB217"),
        ("迟到一次扣二〇二四分。", "RUB216"),
        ("迟到一次扣五零分。", "RUB216"),
        ("迟到一次扣十百分。", "RUB215"),
        ("迟到一次扣" + "九" * 5000 + "分。", "RUB201"),
        ("迟到一次扣" + "9" * 5000 + "分。", "RUB211"),
        ("<<<<<<< HEAD\n迟到一次扣2分。", "RUB011"),
        ("迟到一次\u000b扣2分。", "RUB009"),
        ("迟到一次\u2028扣2分。", "RUB009"),
        ("迟到\u00a0一次扣2分。", "RUB020"),
        ("迟到&nbsp;一次扣2分。", "RUB012"),
        ("“杂物”每处扣5分,最多扣3分。", "RUB223"),
        ("", "RUB120"),
        ("# 只有说明\n", "RUB120"),
        ("周期:每世纪\n迟到一次扣2分。", "RUB103"),
        ("基础份:100分\n迟到一次扣2分。", "RUB101"),
        ("时区:Mars/Olympus\n迟到一次扣2分。", "RUB104"),
        ("等级\n大概优秀\n", "RUB130"),
        ("甲" * 70_000 + "\n迟到一次扣2分。", "RUB014"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else str(value),
)
def test_a_hostile_text_is_answered_by_its_code(text: str, code: str) -> None:
    assert code in codes(text)


def spelled_out(char: str, code: str) -> Diagnostic:
    """The one finding of a text with a character in its second place, which names it by its number."""
    (found,) = rubricdsl.parse(f"张{char}三一次扣2分。", "x").diagnostics
    assert (found.code, found.column) == (code, 2)
    assert f"U+{ord(char):04X}" in found.message
    return found


@pytest.mark.parametrize(
    "char",
    [
        *"\u034f\u115f\u1160\u17b4\u180b\u180e\u180f\u2061\u2062\u2063\u2064\u2065\u206a\u206c\u206f\u3164\uffa0",
        *"\ufff0\ufff9\ufffa\ufffb\U0001bca0\U0001d173\U000e0001\U000e01ef\U000e0fff",
    ],
    ids=ascii,
)
def test_r12_what_nobody_sees_is_refused_and_spelled_out(char: str) -> None:
    found = spelled_out(char, "RUB008")
    assert char not in show(found, "zh", Source("x", f"张{char}三一次扣2分。"))


@pytest.mark.parametrize(
    "char",
    [
        *"\ue000\uf8ff\U000f0000\U000ffffd\U00100000\U0010fffd",  # of private use
        *"\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff",  # no characters, for ever
        *"\ufffc\ufffd",  # in the place of others
        *"\u0378\u2fe0\uffc0\U0001ffff\U000e1000",  # not assigned
    ],
    ids=ascii,
)
def test_r12_what_stands_for_no_character_is_refused(char: str) -> None:
    spelled_out(char, "RUB019")


@pytest.mark.parametrize("char", "𠮷㐀々〇·—€★😀Ω")
def test_characters_that_people_write_are_not_refused(char: str) -> None:
    assert not {"RUB008", "RUB019"} & set(codes(f"“张{char}三”一次扣2分。"))


def test_r13_combining_marks_are_composed_with_a_warning() -> None:
    assert codes("“cafe\u0301”一次扣2分。") == ["RUB021"]
    assert said("“cafe\u0301”一次扣2分。") == ["“caf\u00e9”扣2分/次"]


def test_r10_escape_sequences_are_shown_spelled_out() -> None:
    (found,) = rubricdsl.parse("迟到\x1b[31m一次扣2分。", "x").diagnostics
    assert "\x1b" not in str(found.to_json())


def test_r31_half_counts_where_the_unit_allows_it() -> None:
    assert said("旷工半天扣5分。") == ["“旷工”每0.5天扣5分"]


def test_r34_three_ways_to_say_one_thing_are_one_rule() -> None:
    one, two, three = (
        rubricdsl.parse(text, "x").rules for text in ("迟到发现1次扣2分。", "迟到每次扣2分。", "迟到扣2分/次。")
    )
    assert one == two == three


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("迟到一次扣2分。".encode("utf-16"), "RUB001"),
        ("迟到一次扣2分。".encode("gb18030"), "RUB002"),
        ("迟到\U00020000一次扣2分。".encode("gb18030"), "RUB002"),
        (b"\xe8\xbf\x9f\xff\xfe", "RUB003"),
        (b"\xc0\xaf\xff", "RUB003"),
        (b"\xed\xa0\x80", "RUB003"),
        ("扣2".encode("utf-16-le"), "RUB005"),
        (b"x" * (8 * 1024 * 1024 + 1), "RUB010"),
    ],
    ids=["R3", "R5", "R6", "R7", "R7 overlong", "R8", "R4", "R46"],
)
def test_bytes_that_are_no_utf8_are_refused(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "x.rub"
    file.write_bytes(data)
    with pytest.raises(RubricError) as caught:
        rubricdsl.load(file)
    assert [d.code for d in caught.value.diagnostics] == [code]


def test_r5_a_named_encoding_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.rub"
    file.write_bytes(PLAIN.encode("gb18030"))
    assert [rule.say("zh") for rule in rubricdsl.load(file, encoding="gb18030").rules] == SAID


@pytest.mark.parametrize(
    "target", ["../x.rub", "/etc/passwd", "C:\\x.rub", "\\\\host\\x.rub", "file://x.rub", "~/x.rub"]
)
def test_r51_references_stay_in_their_folder(tmp_path: Path, target: str) -> None:
    file = tmp_path / "x.rub"
    file.write_text(f"引用:《制度》= {target}\n“违纪”按《制度》处理。\n", encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        rubricdsl.load(file)
    assert "RUB310" in [d.code for d in caught.value.diagnostics]


def test_r41_references_in_a_circle_are_listed(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        text = f"引用:《制度》= {other}.rub\n“违纪”按《制度》处理。\n"
        (tmp_path / f"{name}.rub").write_text(text, encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        rubricdsl.load(tmp_path / "a.rub")
    assert {d.code for d in caught.value.diagnostics} & {"RUB311", "RUB313"}


def test_a_reference_is_resolved_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.rub").write_text("引用:《制度》= b.rub\n“违纪”按《制度》处理。\n", encoding="utf-8")
    (tmp_path / "b.rub").write_text(PLAIN, encoding="utf-8")
    rubric = rubricdsl.load(tmp_path / "a.rub")
    assert [name for name, _ in rubric.references] == ["制度"]
    assert not rubric.diagnostics


@pytest.mark.parametrize("name", ["{{ 7*7 }}", "${jndi:ldap}", "__import__('os')", "%s%n", "<script>", "{0.__class__}"])
def test_r63_names_are_plain_text_everywhere(name: str) -> None:
    rubric = rubricdsl.parse(f"“{name}”一次扣2分。", "x")
    assert rubric.rules[0].select.kinds == (name,)
    assert name in rubric.say("zh")
    assert all(isinstance(d.to_json()["message"], str) for d in rubric.diagnostics)


def test_r53_a_file_that_many_refer_to_is_read_once_at_each_depth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth = 6
    for level in range(depth):
        lines = [f"引用:《甲{i}》= {level + 1}.rub\n" for i in range(5)] if level + 1 < depth else []
        (tmp_path / f"{level}.rub").write_text(f"{''.join(lines)}“乙”扣2分。\n", encoding="utf-8")
    read: list[Path] = []

    def counting(path: Path, encoding: str | None = None) -> str | Diagnostic:
        read.append(path)
        return read_source(path, encoding)

    monkeypatch.setattr("rubricdsl.rules.from_file.read_source", counting)
    assert rubricdsl.load(tmp_path / "0.rub").diagnostics == ()
    assert [path.name for path in read] == [f"{level}.rub" for level in range(depth)]


@pytest.mark.parametrize("often", ["每次", "每天", "每10分钟"])
def test_a_row_of_counts_is_no_deeper_than_it_is_long(often: str) -> None:
    assert rubricdsl.parse("迟到" + often * 1500 + "扣2分。").rules
