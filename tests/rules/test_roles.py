"""What each word of a text was read as, and what a clause has from the one before it."""

import pytest

import rubricdsl

TEXT = """考核标准:前台
周期:每月
# 试行

一、卫生(10分)
地面有积水的,每处扣2分,情节严重的,另扣5分,最多扣10分。随便扣几分

等级
90分以上 优秀

例1
迟到1次
= 扣2分
"""


def told(text: str) -> list[tuple[str, str]]:
    """Each role with its words."""
    rubric = rubricdsl.parse(text)
    assert rubric.source is not None
    return [(role.name, rubric.source.words(role.span)) for role in rubric.roles]


def test_every_line_has_its_roles() -> None:
    assert told(TEXT) == [
        ("head", "考核标准:前台"),
        ("head", "周期:每月"),
        ("comment", "# 试行"),
        ("title", "卫生"),
        ("mark", "10分"),
        ("name", "地面有积水的"),
        ("count", "每处"),
        ("act", "扣2分"),
        ("name", "情节严重的"),
        ("join", "另"),
        ("act", "扣5分"),
        ("bound", "最多扣10分"),
        ("prose", "随便"),
        ("refused", "扣"),
        ("prose", "几分"),
        ("grade", "等级"),
        ("grade", "90分以上 优秀"),
        ("example", "例1"),
        ("example", "迟到1次"),
        ("example", "= 扣2分"),
    ]


def test_bands_are_told_from_titles() -> None:
    assert told("一、出勤\n优秀 9-10分:无迟到\n合格 5-8分:迟到两次以内\n") == [
        ("title", "出勤"),
        ("band", "优秀 9-10分:无迟到"),
        ("band", "合格 5-8分:迟到两次以内"),
    ]


def test_the_words_of_an_english_text_have_roles() -> None:
    rubric = rubricdsl.parse(
        "language: en\n1. Desk\n“late”: deduct 2 points per occurrence, up to 10 points; if it is “severe”, double.\n"
        "No deal for six consecutive months: deduct 5 points.\n"
    )
    assert rubric.source is not None
    told = [(rubric.source.words(role.span), role.name) for role in rubric.roles if role.name not in ("head", "title")]
    assert told == [
        ("“late”", "name"),
        ("deduct 2 points", "act"),
        ("per occurrence", "count"),
        ("up to 10 points", "bound"),
        ("if", "join"),
        ("it is", "filler"),
        ("“severe”", "name"),
        ("double", "act"),
        ("No deal", "name"),
        ("for six consecutive months", "window"),
        ("deduct 5 points", "act"),
    ]


def test_roles_take_no_part_in_equality() -> None:
    one, other = rubricdsl.parse("迟到一次扣2分。"), rubricdsl.parse("\n迟到 一次扣2分。")
    assert one.roles != other.roles
    assert one == other
    assert one.digest == other.digest


@pytest.mark.parametrize(
    ("text", "code", "inherited"),
    [
        ("合格率95%以上得5分,每低1%扣1分。", "0-2", ("kinds", "from")),
        ("迟到3次以上扣3分,5次以上扣5分。", "0-2", ("kinds",)),
        ("旷工3天以上扣10分,并罚款100元。", "0-2", ("kinds", "when")),
        ("达到90%加5分,否则扣3分。", "0-2", ("when",)),
        ("迟到每次扣2分,早退每次3分。", "0-2", ("effect",)),
        ("“走访”每周至少2次,少一次扣1分,缺3次以上的扣5分。", "0-2", ("kinds", "window")),
        ("一、来访登记\n发现一次扣3分。", "1-1", ("title",)),
        ("扣分标准\n迟到 2分\n旷工 5分", "0-1", ("column",)),
        ("迟到一次扣2分,早退一次扣3分。", "0-2", ()),
        ("地面积水扣2分,情节严重的扣5分。", "0-2", ("kinds",)),
    ],
)
def test_what_a_clause_has_from_elsewhere_is_marked(text: str, code: str, inherited: tuple[str, ...]) -> None:
    rule = rubricdsl.parse(text).by_code[code]
    assert rule.citation.inherited == inherited
    assert rule.to_json().get("inherited", []) == list(inherited)
