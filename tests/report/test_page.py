"""The proof-reading page as a value: nothing of the author's text is lost on it, and every role can be told."""

import base64
import hashlib
import re
from typing import get_args

import pytest
from hypothesis import given, settings

import regulation_texts
import rubricdsl
from rubricdsl.base.characters import visible
from rubricdsl.base.message import Lang
from rubricdsl.meaning.roles import PlaceName, RoleName
from rubricdsl.report.as_html import as_html
from rubricdsl.report.from_rubric import page_of
from rubricdsl.report.model import Finding, Said
from rubricdsl.report.words import CLAUSE, ROLES

NAMES = {*get_args(RoleName), *get_args(PlaceName)}
LANGS: tuple[Lang, ...] = get_args(Lang)


@pytest.mark.parametrize("lang", LANGS)
def test_every_role_has_a_word(lang: Lang) -> None:
    assert set(ROLES[lang]) == {*NAMES, CLAUSE}


@pytest.mark.parametrize("lang", LANGS)
def test_words_of_clauses_have_a_second_sign(lang: Lang) -> None:
    """Colour is not all: a label of its own, but for words that change nothing."""
    labels = [called.short for name, called in ROLES[lang].items() if called.short]
    assert len(labels) == len(set(labels))
    assert {name for name in get_args(RoleName) if not ROLES[lang][name].short} == {"filler", "prose"}


@settings(max_examples=150, derandomize=True)
@given(regulation_texts.mutated())
def test_the_text_is_on_the_page_word_by_word(text: str) -> None:
    rubric = rubricdsl.parse(text)
    assert rubric.source is not None
    page = page_of(rubric, "zh")
    shown = {row.number: "".join(piece.text for piece in row.pieces) for row in page.rows}
    lines = [rubric.source.line(number) for number in range(1, len(rubric.source.starts) + 1)]
    kept = str.maketrans(dict.fromkeys("\t\u3000\u00a0", " "))
    for number, line in enumerate(lines, 1):
        assert shown.get(number, "").translate(kept) == (visible(line.translate(kept)) if line.strip() else "")


@settings(max_examples=150, derandomize=True)
@given(regulation_texts.mutated())
def test_every_clause_and_finding_is_on_the_page(text: str) -> None:
    rubric = rubricdsl.parse(text)
    page = page_of(rubric, "en")
    entries = [entry for part in page.parts for entry in part.entries]
    assert sorted(entry.code for entry in entries if isinstance(entry, Said)) == sorted(r.code for r in rubric.rules)
    found = [entry for entry in (*page.outer, *entries) if isinstance(entry, Finding)]
    assert sorted(each.code for each in found) == sorted(each.code for each in rubric.diagnostics)
    beside = [entry for row in page.rows for entry in row.entries]
    assert len([entry for entry in beside if isinstance(entry, Finding)]) == len(found)


def test_style_applies_by_its_digest_alone() -> None:
    html = as_html(page_of(rubricdsl.parse("迟到一次扣2分。"), "zh"))
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in html
    assert html.count("<style") == 1


def test_every_role_has_a_style_of_its_own() -> None:
    html = as_html(page_of(rubricdsl.parse("迟到一次扣2分。"), "zh"))
    for name in (*NAMES, CLAUSE):
        assert f".{'bound-role' if name == 'bound' else name} {{" in html


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_text_says_never_becomes_markup(lang: Lang) -> None:
    odd = "考核标准:<b>x</b>\n一、<i>项</i>\n“<img onerror=a>”一次扣2分。随便扣几分&amp。\n等级\n90分以上 “<u>优</u>”\n"
    html = as_html(page_of(rubricdsl.parse(odd), lang))
    assert not re.search(r"<(?:b|i|img|u)[ >]", html)
    assert "&lt;img onerror=a&gt;" in html
