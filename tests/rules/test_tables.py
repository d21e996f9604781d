"""Tables by their header rows: every cell lands in its column, and what does not fit is said and never guessed."""

import time
from decimal import Decimal

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from rubricdsl import parse
from rubricdsl.rules.table_heads import NAMING, head_of, known_heads
from rubricdsl.rules.table_model import Cell, Row, Table
from rubricdsl.rules.tables import tables


def only(text: str) -> Table:
    (table,) = tables(text)
    return table


def words(cells: tuple[Cell, ...]) -> list[str]:
    return [cell.text for cell in cells]


def title(row: Row) -> str | None:
    return None if row.title is None else row.title.text


def section_of(row: Row) -> str:
    return " / ".join(row.sections)


def misfits(table: Table) -> tuple[int, ...]:
    return tuple(misfit.line for misfit in table.misfits)


def titles(table: Table) -> list[str | None]:
    return [title(row) for row in table.rows]


MARKDOWN = """\
巡检评分
| 序号 | 类别 | 指标 | 分值 | 目标值 | 工作要求 | 评分标准 | 考核人 |
|:----|------|:----:|------|------|------|------|------|
| 1 | 设备 | 点检率 | 20分 | ≥98% | 每班点检 | 每低1%扣2分 | |
| 2 | | 停机 | (30) | 2次以内 | | 每多一次扣3分<br>超过5次不得分 | 看台账 |

说明文字"""


def test_every_cell_lands_in_its_column() -> None:
    table = only(MARKDOWN)
    assert (table.first, table.last) == (2, 5)
    assert (words(table.ignored), table.unknown, misfits(table), table.totals) == (["考核人"], (), (), ())
    first, second = table.rows
    assert (first.line, first.label, section_of(first), title(first)) == (4, "1", "设备", "点检率")
    assert (first.full, first.weight, words(first.requirements)) == (Decimal(20), None, ["每班点检"])
    assert (first.target_op, words(first.clauses), first.notes) == (">=", ["每低1%扣2分"], ())
    assert (second.line, second.label, section_of(second), title(second)) == (5, "2", "设备", "停机")
    assert (second.full, second.target_op, words(second.requirements)) == (Decimal(30), "<=", [])
    assert (words(second.clauses), words(second.notes)) == (["每多一次扣3分", "超过5次不得分"], ["看台账"])


def test_cells_say_where_they_stand_and_below_what() -> None:
    table = only(MARKDOWN)
    for row in table.rows:
        for cell in filter(
            None, (row.title, row.target, row.target_amount, *row.clauses, *row.requirements, *row.notes)
        ):
            assert MARKDOWN[cell.start : cell.end] == cell.text
    assert {cell.head for row in table.rows for cell in row.clauses} == {"评分标准"}
    assert {cell.head for row in table.rows for cell in row.notes} == {"考核人"}


@pytest.mark.parametrize(
    "text",
    [
        "指标|分值|评分标准\n接警|10|漏接一次扣2分",
        "|指标|分值|评分标准|\n|接警|10|漏接一次扣2分|",
        "指标|分值|评分标准|\n接警|10|漏接一次扣2分|",
        "指标|分值|评分标准\n|接警|10|漏接一次扣2分|",
        "|指标|分值|评分标准|\n接警|10|漏接一次扣2分",
        "指标\t分值\t评分标准\n接警\t10\t漏接一次扣2分\t\t",
        "  指标  分值    评分标准 \r\n  接警   10   漏接一次扣2分 \r\n",
        "指 标|分值(100分)|评分标准:\n接警|10|漏接一次扣2分",
        "+----+----+----+\n|指标|分值|评分标准|\n+----+----+----+\n|接警|10|漏接一次扣2分|\n+----+----+----+",
        "|**指标**|分值|**评分标准**|\n|---|---|---|\n|**接警**|10|**漏接一次扣2分**|",
        "指标\t分值\t评分标准\n# 旧表的行\n接警\t10\t漏接一次扣2分",
    ],
)
def test_forms_of_one_table(text: str) -> None:
    (row,) = only(text).rows
    assert (title(row), row.full, words(row.clauses)) == ("接警", Decimal(10), ["漏接一次扣2分"])


@pytest.mark.parametrize(
    "text",
    [
        "指标\n分值\n评分标准\n接警\n10",
        "指标 分值 评分标准\n接警 10 漏接扣2分",
        "指标\t分值",
        "指标  分值\n\n接警  10",
        "分值|评分标准\n10|漏接扣2分",
        "指标|备注\n接警|无",
        "指标|天气\n接警|晴",
        "指标|2023年|分值\n接警|3|10",
        "指标|天气|季节|风向|分值\n接警|晴|夏|东|10",
        "项目|优秀9-10|良好7-8|分值\n接警|好|中|10",
        "# 指标|分值\n接警|10",
        "",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert tables(text) == ()


@pytest.mark.parametrize(
    ("header", "row", "section", "title_", "required", "clauses"),
    [
        ("考核项目|分值|评分标准", "甲|5|丁", "", "甲", [], ["丁"]),
        ("考核项目|指标|评分标准", "甲|乙|丁", "甲", "乙", [], ["丁"]),
        ("考核项目|考核内容|评分标准", "甲|乙|丁", "", "甲", ["乙"], ["丁"]),
        ("考核内容|分值|评分标准", "甲|5|丁", "", "甲", [], ["丁"]),
        ("类别|考核内容|评分标准", "甲|乙|丁", "甲", "乙", [], ["丁"]),
        ("指标|考核内容|评分标准", "甲|乙|丁", "", "甲", ["乙"], ["丁"]),
        ("指标|考核标准|评分标准", "甲|乙|丁", "", "甲", ["乙"], ["丁"]),
        ("指标|分值|考核标准", "甲|5|丁", "", "甲", [], ["丁"]),
        ("指标|考核内容|考核标准", "甲|乙|丁", "", "甲", ["乙"], ["丁"]),
        ("指标|分值|工作要求", "甲|5|丁", "", "甲", [], ["丁"]),
        ("考核项目|考核内容|分值", "甲|丁|5", "", "甲", [], ["丁"]),
        ("维度|权重|评分标准", "甲|5|丁", "", "甲", [], ["丁"]),
        ("一级指标|二级指标|分值", "甲|乙|5", "甲", "乙", [], []),
        ("考核标准|指标|扣分", "乙|甲|丁", "", "甲", ["乙"], ["丁"]),
        ("考核标准|指标|扣分", "丁|甲|", "", "甲", [], ["丁"]),
        ("类别|项目|加分标准|扣分标准", "甲|乙|丙|丁", "甲", "乙", [], ["丙", "丁"]),
        ("KPI/指标|full marks|Scoring", "甲|5|丁", "", "甲", [], ["丁"]),
    ],
)
def test_heads_beside_decide(
    header: str, row: str, section: str, title_: str, required: list[str], clauses: list[str]
) -> None:
    (found,) = only(f"{header}\n{row}").rows
    assert (section_of(found), title(found)) == (section, title_)
    assert (words(found.requirements), words(found.clauses)) == (required, clauses)


@pytest.mark.parametrize("again", ["", "仓储"])
def test_a_project_that_spans_rows_is_a_section(again: str) -> None:
    table = only(f"考核项目|考核内容|扣分标准\n仓储|账物相符|不符一处扣2分\n{again}|先进先出|违反一次扣3分")
    assert titles(table) == ["账物相符", "先进先出"]
    assert [section_of(row) for row in table.rows] == ["仓储", "仓储"]
    assert [row.requirements for row in table.rows] == [(), ()]


def test_inner_sections_begin_anew_with_the_outer() -> None:
    table = only("大类|类别|指标|分值\n甲|乙|一|1\n|丙|二|1\n||三|1\n丁||四|1\n||五|1")
    assert [section_of(row) for row in table.rows] == ["甲 / 乙", "甲 / 丙", "甲 / 丙", "丁", "丁"]


def test_rows_that_head_the_rows_below() -> None:
    table = only(
        "序号|类别|指标|分值\n一、保洁|||\n1|甲|大堂|5\n2||电梯|5\n二、绿化|||\n1||草坪|5\n|乙||\n2||花坛|5\n3|||"
    )
    assert [(row.label, section_of(row)) for row in table.rows] == [
        ("1", "一、保洁 / 甲"), ("2", "一、保洁 / 甲"), ("1", "二、绿化"), ("2", "二、绿化 / 乙"),
    ]  # fmt: skip
    assert titles(table) == ["大堂", "电梯", "草坪", "花坛"]


@pytest.mark.parametrize(
    ("header", "cells", "full", "weight"),
    [
        ("分值", "25", "25", None),
        ("分值", "2.5分", "2.5", None),
        ("标准分", "(10)", "10", None),
        ("权重", "40%", "40", "0.4"),
        ("分值", "40%", "40", "0.4"),
        ("权重(%)", "40", "40", "0.4"),
        ("权重", "25", "25", None),
        ("权重", "0.25", "25", "0.25"),
        ("分值|权重", "100|30%", "100", "0.3"),
        ("权重|分值", "30|100分", "100", "0.3"),
        ("分值", "-", None, None),
    ],
)
def test_marks_and_weights(header: str, cells: str, full: str | None, weight: str | None) -> None:
    (row,) = only(f"指标|{header}|评分标准\n接警|{cells}|漏接扣1分").rows
    assert row.full == (None if full is None else Decimal(full))
    assert row.weight == (None if weight is None else Decimal(weight))


def test_percentages_beside_marks_are_no_marks() -> None:
    table = only("指标|分值|权重\n接警|10|30%\n回访||70%")
    assert [(row.full, row.weight) for row in table.rows] == [(Decimal(10), Decimal("0.3")), (None, Decimal("0.7"))]


@pytest.mark.parametrize("mark", ["2分/次", "0-10", "+5", "10|12", "酌情", "5000000000"])
def test_marks_that_are_no_marks_are_misfits(mark: str) -> None:
    other = "" if "|" in mark else "|"
    table = only(f"指标|分值|满分\n接警|{mark}{other}\n回访|5|5")
    assert (titles(table), misfits(table)) == (["回访"], (2,))


@pytest.mark.parametrize(
    ("cell", "side", "amount"),
    [
        ("≥95%", ">=", "95%"),
        ("<=3次", "<=", "3次"),
        ("98%", None, "98%"),
        ("不低于95%", ">=", "95%"),
        ("90分", None, "90分"),
        ("3次以内", "<=", "3次"),
        ("控制在 3 次以内", "<=", "3 次"),
        ("95%以上(含)", ">=", "95%"),
        ("超过1,000元", ">", "1,000元"),
        ("<0.5‰", "<", "0.5‰"),
        ("三次以下", "<=", "三次"),
        ("达到90%以下", None, None),
        ("90%-95%", None, None),
        ("按期完成", None, None),
        ("95%,且无投诉", None, None),
    ],
)
def test_targets(cell: str, side: str | None, amount: str | None) -> None:
    text = f"指标|目标值|评分标准\n接警|{cell}|漏接扣1分"
    (row,) = only(text).rows
    assert row.target is not None
    assert (row.target.text, row.target_op) == (cell, side)
    assert (None if row.target_amount is None else row.target_amount.text) == amount
    if row.target_amount is not None:
        assert text[row.target_amount.start : row.target_amount.end] == amount


@pytest.mark.parametrize(
    ("row", "label", "title_", "clauses", "full"),
    [
        ("1\t门岗\t脱岗扣3分", "1", "门岗", ["脱岗扣3分"], None),
        ("1\t门岗", "1", "门岗", [], None),
        ("门岗\t脱岗扣3分\t10", "", "门岗", ["脱岗扣3分"], 10),
        ("脱岗扣3分\t10", "", None, ["脱岗扣3分"], 10),
        ("\t门岗\t脱岗扣3分", "", "门岗", ["脱岗扣3分"], None),
    ],
)
def test_short_rows_that_fit_in_one_way(
    row: str, label: str, title_: str | None, clauses: list[str], full: int | None
) -> None:
    table = only(f"序号\t项目\t扣分标准\t分值\n{row}")
    assert misfits(table) == ()
    (found,) = table.rows
    assert (found.label, title(found), words(found.clauses)) == (label, title_, clauses)
    assert found.full == (None if full is None else Decimal(full))


def test_short_rows_leave_out_what_is_filled_in_by_hand() -> None:
    (row,) = only("项目  考核内容  扣分标准  得分\n门岗  昼夜值守  脱岗视情扣分").rows
    assert (title(row), words(row.requirements), words(row.clauses)) == ("门岗", ["昼夜值守"], ["脱岗视情扣分"])


@pytest.mark.parametrize("row", ["门岗|值守", "门岗"])
def test_short_rows_that_fit_in_two_ways_are_misfits(row: str) -> None:
    table = only(f"|类别|项目|扣分标准|\n|{row}|\n|甲|门岗|脱岗扣3分|")
    assert (titles(table), misfits(table)) == (["门岗"], (2,))


@pytest.mark.parametrize(
    "end",
    ["", "以上各项由班长检查。", "二、夜班  (10分)", "甲  乙  丙  丁\n戊", "指标  分值\n脱岗  5", "- 夜班"],
)
def test_where_a_table_ends(end: str) -> None:
    table = tables(f"项目  扣分标准  分值\n门岗  离岗扣3分  10\n{end}\n巡逻  漏巡扣3分  10")[0]
    assert (table.last, titles(table), misfits(table)) == (2, ["门岗"], ())


def test_two_tables_one_right_below_the_other() -> None:
    first, second = tables("项目|扣分标准\n门岗|离岗扣3分\n加分标准|项目|备注\n拾金不昧加2分|门岗|")
    assert ((first.first, first.last), (second.first, second.last)) == ((1, 2), (3, 4))
    assert [words(row.clauses) for table in (first, second) for row in table.rows] == [["离岗扣3分"], ["拾金不昧加2分"]]


def test_one_row_with_too_many_cells_between_rows_is_a_misfit() -> None:
    table = only("项目|扣分标准\n门岗|离岗|扣3分\n巡逻|漏巡扣3分")
    assert (titles(table), misfits(table), table.last) == (["巡逻"], (2,), 3)


def test_header_again_on_the_next_page() -> None:
    table = only("类别|项目|分值\n甲|门岗|5\n类别|项目|分值\n|巡逻|5")
    assert [(section_of(row), title(row)) for row in table.rows] == [("甲", "门岗"), ("甲", "巡逻")]


def test_labelled_rows_of_the_shape_are_rows() -> None:
    table = only("项目|分值|得分\n1.门岗|5|\n(二)巡逻|5|\n5S|5")
    assert [(row.label, title(row)) for row in table.rows] == [("1.", "门岗"), ("(二)", "巡逻"), ("", "5S")]


@pytest.mark.parametrize(
    ("line", "full"),
    [("合计||100", 100), ("总 分:100分||", 100), ("|小计|100", 100), ("合计", None), ("合计|20|100", None)],
)
def test_sums_are_no_items(line: str, full: int | None) -> None:
    table = only(f"|项目|扣分标准|分值|\n|门岗|离岗扣3分|100|\n|{line}|")
    assert (titles(table), misfits(table)) == (["门岗"], ())
    assert [(total.line, total.full) for total in table.totals] == [(3, None if full is None else Decimal(full))]


def test_unknown_heads_are_named() -> None:
    table = only("项目|天气|分值|目标|目标值\n门岗|晴|5|95%|98%")
    assert words(table.unknown) == ["天气", "目标值"]
    assert [row.target.text for row in table.rows if row.target] == ["95%"]


FLAT = "序号\n检查项目\n扣分标准\n分值\n"


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ("1 门岗 离岗扣3分 10 2 巡逻 漏巡扣2分 20", [("门岗", 1, 10), ("巡逻", 1, 20)]),
        ("1 门岗 离岗扣3分 睡岗扣5分 10 2 巡逻 漏巡扣2分 迟巡扣1分 20", [("门岗", 2, 10), ("巡逻", 2, 20)]),
        ("1 门岗 离岗扣3分 2 2 巡逻 漏巡扣2分 3 3 车库 占道扣1分 4", [("门岗", 1, 2), ("巡逻", 1, 3), ("车库", 1, 4)]),
        ("1. 门岗 离岗扣3分 10 2. 巡逻 漏巡扣2分 20", [("门岗", 1, 10), ("巡逻", 1, 20)]),
    ],
)
def test_one_cell_a_line(lines: str, rows: list[tuple[str, int, int]]) -> None:
    text = FLAT + lines.replace(" ", "\n")
    for end in ("", "\n\n3", "\n二、其他", "\n合计\n30"):
        table = only("检查表\n" + text + end)
        assert [(title(row), len(row.clauses), row.full) for row in table.rows] == rows
        assert (table.first, misfits(table)) == (2, ())
        assert table.last == 1 + text.count("\n") + 1 + 2 * ("合计" in end)
        assert len(table.totals) == ("合计" in end)


@pytest.mark.parametrize(
    ("header", "lines", "row"),
    [
        ("序号 项目 分值 扣分标准 备注", "1 门岗 10 离岗扣3分", ("", "门岗", ["离岗扣3分"])),
        ("序号 项目 分值 扣分标准 备注", "1 门岗 10 离岗扣3分 睡岗扣5分", ("", "门岗", ["离岗扣3分", "睡岗扣5分"])),
        ("序号 项目 分值 扣分标准 备注", "1 门岗 10 离岗扣3分 见台账", ("", "门岗", ["离岗扣3分"])),
        ("序号 类别 项目 扣分标准 分值", "1 甲 门岗 离岗扣3分 10", ("甲", "门岗", ["离岗扣3分"])),
        ("序号 类别 项目 扣分标准 分值", "1 门岗 离岗扣3分 睡岗扣5分 10", ("", "门岗", ["离岗扣3分", "睡岗扣5分"])),
        (
            "序号 项目 考核内容 扣分标准",
            "1 门岗 昼夜值守 离岗扣3分 睡岗扣5分",
            ("", "门岗", ["离岗扣3分", "睡岗扣5分"]),
        ),
        ("序号 项目 分值", "1 门岗 10 离岗扣3分", ("", "门岗", ["离岗扣3分"])),
        ("序号 指标 扣分标准", "1 归档率 97% 每低1%扣1分", ("", "归档率", ["97%", "每低1%扣1分"])),
    ],
)
def test_lines_that_one_cell_a_line_leaves_out_or_adds(
    header: str, lines: str, row: tuple[str, str, list[str]]
) -> None:
    for more in ("", " 2 车库 占道扣1分 5"):
        if more and not header.endswith("扣分标准 分值"):
            continue
        table = only(f"{header} {lines}{more}".replace(" ", "\n"))
        assert misfits(table) == ()
        found = table.rows[0]
        assert (section_of(found), title(found), words(found.clauses)) == row


@pytest.mark.parametrize(
    "text",
    [
        "序号 项目 考核内容 扣分标准 分值 1 门岗 昼夜 值守 离岗扣3分 10 2 巡逻 全覆盖 漏巡扣2分 20",
        "序号 项目 分值 考核内容 扣分标准 1 门岗 10 昼夜 值守 离岗扣3分 2 巡逻 20 全覆盖 漏巡扣2分",
        "序号 类别 项目 扣分标准 备注 1 甲 门岗 离岗视情处理 2 甲 巡逻 漏巡扣2分",
    ],
)
def test_a_row_of_one_cell_a_line_that_fits_in_no_way_or_two_is_a_misfit(text: str) -> None:
    table = only(text.replace(" ", "\n"))
    assert (titles(table), misfits(table)) == (["巡逻"], (6,))


def test_text_right_below_one_cell_a_line_is_no_cell() -> None:
    table = only(FLAT + "1\n门岗\n离岗扣3分\n10\n以上由班长检查。")
    assert (table.last, titles(table), table.rows[0].full) == (8, ["门岗"], Decimal(10))


def test_a_last_row_of_one_cell_a_line_that_fits_in_two_ways_is_a_misfit() -> None:
    table = only("序号 类别 项目 扣分标准 备注 1 甲 门岗 离岗视情处理".replace(" ", "\n"))
    assert (table.rows, misfits(table)) == ((), (6,))


@pytest.mark.parametrize(
    "text",
    [
        "序号\n项目\n分值\n门岗\n10",
        "序号\n项目\n分值\n2\n门岗\n10",
        "序号\n项目\n\n分值\n1\n门岗\n10",
        "序号\n分值\n1\n10",
        "项目\n扣分标准\n分值\n1\n门岗\n10",
        "序号\n项目\n分值",
    ],
)
def test_what_is_no_table_of_one_cell_a_line(text: str) -> None:
    assert tables(text) == ()


@pytest.mark.parametrize("below", ["", "\n\n接警|10", "\n接警工作"])
def test_a_header_that_bars_tell_is_one_without_rows(below: str) -> None:
    table = only(f"|指标|分值|{below}")
    assert (table.first, table.last, table.rows, [cell.text for cell in table.header]) == (1, 1, (), ["指标", "分值"])


def test_every_head_is_of_a_kind_and_known_once() -> None:
    every = known_heads()
    listed = [word.replace(" ", "").lower() for words_ in every.values() for word in words_]
    assert len(listed) == len(set(listed)) > 200
    for kind, words_ in every.items():
        assert {head_of(word) for word in words_} == {kind}
    assert set(NAMING) < set(every)


@frozen
class Item:
    """A row of a drawn table, column by column."""

    section: str
    title: str
    marks: int
    target: str
    required: str
    clause: str


HEADS = {
    "section": ("类别", "考核维度"),
    "title": ("指标", "KPI", "考核指标", "考核项目"),
    "marks": ("分值", "标准分", "满 分", "权重"),
    "target": ("目标值", "标准值"),
    "required": ("工作要求", "考核标准"),
    "clause": ("评分标准", "扣分标准", "考核办法"),
    "ignored": ("自评", "得分"),
}
items = st.builds(
    Item,
    st.sampled_from(("东区", "西区", "")),
    st.text("门岗库房", min_size=2, max_size=4),
    st.integers(1, 100),
    st.sampled_from(("≥95%", "3次以内", "90分", "")),
    st.text("整洁齐全,、", min_size=1, max_size=6).map(lambda text: text + "好"),
    st.lists(st.sampled_from(("缺一次扣2分", "迟报扣1分,漏报扣3分", "超过3次不得分")), min_size=1, max_size=2).map(
        ";".join
    ),
)


@given(
    st.permutations(list(HEADS)),
    st.data(),
    st.sampled_from(("|", " | ", "\t", "   ", "outer")),
    st.lists(items, min_size=1, max_size=6),
)
def test_a_drawn_table_is_read_back_row_by_row(
    order: list[str], data: st.DataObject, separator: str, drawn: list[Item]
) -> None:
    heads = [data.draw(st.sampled_from(HEADS[name])) for name in order]
    blanks = separator == "   "  # which cannot show an empty cell
    lines = [heads]
    for item in drawn:
        values = {name: str(getattr(item, name, "")) for name in order}
        lines.append([values[name] or ("-" if blanks else "") for name in order])
    if blanks:
        lines = [[cell.replace(" ", "") for cell in line] for line in lines]
    joined = [f"|{'|'.join(line)}|" if separator == "outer" else separator.join(line) for line in lines]
    table = only("评分表\n" + "\n".join(joined) + "\n\n以上。")
    assert (table.first, misfits(table), table.unknown, len(table.ignored)) == (2, (), (), 1)
    section = ""
    for number, (item, row) in enumerate(zip(drawn, table.rows, strict=True), 3):
        section = item.section or section
        assert (row.line, section_of(row), title(row), row.full) == (number, section, item.title, Decimal(item.marks))
        assert (words(row.clauses), words(row.requirements)) == ([item.clause], [item.required])
        assert (row.target.text if row.target else "") == item.target


@given(st.text("序号项目分值扣标准|\t 12-\n甲%。", max_size=80))
def test_cells_are_places_of_any_text(text: str) -> None:
    """Whatever the text, no table raises, tables do not overlap, and cells are what stands at their places."""
    behind = 0
    for table in tables(text):
        assert behind < table.first <= table.last <= text.count("\n") + 1
        behind = table.last
        lines = [*(row.line for row in table.rows), *misfits(table), *(total.line for total in table.totals)]
        assert len(lines) == len(set(lines))
        assert all(table.first < line <= table.last for line in lines)
        for row in table.rows:
            for cell in (*row.clauses, *row.requirements, *row.notes, *filter(None, (row.target, row.target_amount))):
                assert text[cell.start : cell.end] == cell.text


SHAPE = "序号|项目|扣分标准|分值\n"
MANY = 300_000


@pytest.mark.parametrize(
    "text",
    [
        " " * MANY,
        "|" * MANY,
        "\t" * MANY,
        "甲  " * MANY,
        SHAPE + "|" * MANY + "甲",
        SHAPE.replace("|", "\t") + "\t" * MANY + "甲",
        SHAPE.replace("|", "  ") + "甲" + " " * MANY + "乙",
        SHAPE + "1|甲|" + "<br" + " " * MANY + "|1",
        SHAPE + "1|甲|" + "扣" * MANY + "|" + "9" * MANY,
        SHAPE + "1." * MANY + "|甲",
        SHAPE * (MANY // 20),
        FLAT * (MANY // 20),
        FLAT + "1\n2\n" * (MANY // 8),
        "序号\n" * (MANY // 3),
        FLAT + ("1\n" + "扣" * 3_900 + "\n") * 60,
    ],
    ids=range(15),
)
def test_near_misses_take_linear_time(text: str) -> None:
    start = time.process_time()
    tables(text)
    assert time.process_time() - start < 3


LAYOUTS = ("|", " | ", "\t", "   ", "outer", "markdown", "flat")
KEPT = ("label", "section", "title", "marks", "clause")


def laid_out(layout: str, order: list[str], heads: dict[str, str], rows: list[dict[str, str]]) -> str:
    """The same table in one of the layouts that people paste."""
    lines = [[heads[name] for name in order], *([row[name] or "-" for name in order] for row in rows)]
    match layout:
        case "flat":
            return "\n".join(cell for line in lines for cell in line)
        case "outer":
            return "\n".join(f"|{'|'.join(line)}|" for line in lines)
        case "markdown":
            head, *body = (f"| {' | '.join(line)} |" for line in lines)
            return "\n".join((head, "|" + ":--|" * len(order), *body))
        case _:
            return "\n".join(layout.join(line) for line in lines)


@given(st.permutations(KEPT[1:]), st.lists(items, min_size=1, max_size=5))
def test_a_table_reads_to_the_same_rules_in_every_layout(order: list[str], drawn: list[Item]) -> None:
    heads = {"label": "序号", "section": "类别", "title": "指标", "marks": "分值", "clause": "扣分标准"}
    rows = [
        {
            "label": str(number),
            "section": item.section,
            "title": item.title,
            "marks": str(item.marks),
            "clause": item.clause,
        }
        for number, item in enumerate(drawn, 1)
    ]
    order = ["label", *order]  # where one cell stands on a line, rows begin with their number
    read = [parse(laid_out(layout, order, heads, rows), layout, strict=False) for layout in LAYOUTS]
    assert len({rubric.digest for rubric in read}) == 1
    assert len(read[0].items) >= len(drawn)
    for layout, rubric in zip(LAYOUTS, read, strict=True):
        assert not [d for d in rubric.diagnostics if d.severity == "error"], layout


def test_rules_point_into_the_cells_of_the_author() -> None:
    rubric = parse(MARKDOWN, "table", strict=False)
    assert [rule.citation.text for rule in rubric.rules if rule.effect.kind == "deduct"] == [
        "每低1%扣2分",
        "每多一次扣3分",
    ]
    for rule in rubric.rules:
        place = rule.citation.place
        line = MARKDOWN.split("\n")[place.line - 1]
        assert line[place.column - 1 : place.end_column - 1] == rule.citation.text


def test_a_table_of_thousands_of_rows_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        rows = "\n".join(f"{number}|甲{number % 7}|岗{number}|≥95%|每低1%扣2分|5" for number in range(1, count + 1))
        start = time.process_time()
        rubric = parse("序号|类别|指标|目标值|扣分标准|分值\n" + rows, "long", strict=False)
        taken = time.process_time() - start
        assert len(rubric.rules) == 2 * count
        return taken

    seconds(10)
    short = min(seconds(400), seconds(400))
    assert seconds(4_000) < 25 * short


CELLS = (
    "",
    "-",
    "甲",
    "1",
    "2.",
    "一、",
    "10",
    "20分",
    "30%",
    "≥95%",
    "合计",
    "迟到一次扣2分",
    "扣完为止",
    "2",
    "好 9-10分:全",
    "x×y",
)


@given(
    st.lists(
        st.sampled_from([word for words_ in known_heads().values() for word in words_[:3]]), min_size=2, max_size=6
    ),
    st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=7), max_size=6),
    st.sampled_from(("|", "\t", "\n")),
    st.sampled_from(("", "\n\n1.乙\n早退扣1分", "\n早退扣1分", "\n等级\n90分以上 优秀")),
)
def test_any_table_is_read_without_failure(heads: list[str], rows: list[list[str]], separator: str, below: str) -> None:
    text = "一、甲\n" + "\n".join(separator.join(line) for line in [heads, *rows]) + below
    rubric = parse(text, "any", strict=False)
    assert len({item.code for item in rubric.items}) == len(rubric.items)
    for rule in rubric.rules:
        assert rule.item in {item.code for item in rubric.items}
