"""The caret stands under the words in every script, whatever stands before them on the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.show import excerpt, show
from rubricdsl.base.span import Place, Source, Span
from rubricdsl.base.width import clip, pad, width


def carets(text: str, words: str) -> tuple[str, str]:
    source = Source("x.rub", text)
    start = text.index(words)
    line, marks = excerpt(text, source.place(Span(start, start + len(words))))
    assert line[:8] == "    1 | "
    assert marks[:8] == "      | "
    return line[8:], marks[8:]


@pytest.mark.parametrize(
    ("text", "words", "shown", "before", "under"),
    [
        ("ab cd", "cd", "ab cd", 3, 2),
        ("迟到一次扣2分", "扣2分", "迟到一次扣2分", 8, 5),
        ("\t扣2分", "扣2分", "    扣2分", 4, 5),
        ("ab\t扣", "扣", "ab  扣", 4, 2),
        ("e\u0301x扣", "扣", "e\u0301x扣", 2, 2),
        ("𠮷野家扣", "扣", "𠮷野家扣", 6, 2),
        ("😀扣", "扣", "😀扣", 2, 2),
        ("\u3000扣", "扣", "  扣", 2, 2),
        ("\x1b[1m扣", "扣", "\\x1b[1m扣", 7, 2),
        ("a\u200bb", "b", "aU+200Bb", 7, 1),
    ],
)
def test_caret_stands_under_the_words(text: str, words: str, shown: str, before: int, under: int) -> None:
    assert carets(text, words) == (shown, " " * before + "^" * under)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=200), st.data())
def test_lines_fit_and_carets_stay_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    line, marks = excerpt(text, Place("x", 1, start + 1, 1, end + 1))
    assert width(marks) <= 81
    assert line.isprintable()
    assert "^" in marks


def test_a_long_line_is_cut_around_the_words() -> None:
    text = "前" * 300 + "扣二分" + "后" * 300
    line, marks = carets(text, "扣二分")
    assert width(line) <= 72
    assert line[0] == line[-1] == "…"
    at = width(line[: line.index("扣二分")])
    assert marks == " " * at + "^" * 6


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    source = Source("x.rub", "一二\n三")
    _, marks = excerpt(source.line(1), source.place(Span(1, 4)))
    assert marks.endswith("|   ^^")


def test_a_diagnostic_is_shown_with_its_line_and_remedy() -> None:
    source = Source("x.rub", "考核标准:甲\n迟到扣贰拾分吧")
    diagnostic = Diagnostic("RUB201", {"words": "扣贰拾分", "form": "扣20分"}, source.place(Span(9, 13)))
    assert show(diagnostic, "en", source).split("\n") == [
        "x.rub:2:3: error RUB201: “扣贰拾分” looks like a score but was not read",
        "    2 | 迟到扣贰拾分吧",
        "      |     ^^^^^^^^",
        "  help: put it in a form that is read, such as “扣20分”",
    ]
    assert "改法: " in show(diagnostic, "zh", source)


def test_related_findings_are_indented_below() -> None:
    source = Source("x.rub", "甲\n乙")
    other = Diagnostic("RUB400", {"field": "乙"}, source.place(Span(2, 3)))
    whole = Diagnostic("RUB400", {"field": "甲"}, source.place(Span(0, 1)), related=(other,))
    assert "    x.rub:2:1: error RUB400" in show(whole, "en", source)
    assert "        2 | 乙" in show(whole, "en", source)


def test_a_problem_of_a_data_file_shows_the_line_it_carries() -> None:
    place = Place("e.csv", 7, 1, 7, 1)
    shown = show(Diagnostic("RUB400", {"field": "kind"}, place, witness={"text": ",张三"}), "en")
    assert shown.split("\n")[1:] == ["    7 | ,张三", "  help: give “kind” a value"]


def test_columns_are_counted_for_tables() -> None:
    assert (width("张三a"), pad("张三", 6), pad("7", 3, right=True)) == (5, "张三  ", "  7")
    assert (clip("来访接待", 8), clip("来访接待", 5), clip("来访接待", 6)) == ("来访接待", "来访…", "来访…")
