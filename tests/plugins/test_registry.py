"""What is wrong with a plug-in is told when it is registered, and it is left out as a whole."""

from typing import Any

import pytest
from attrs import evolve

from plugins import planted
from plugins.planted import DEFECT, GRAMMAR, OTHER, SOUND, TRADITIONAL, form, highest, statistic, words_of
from rubricdsl.plugins import Form, Plugin, Statistic, Unit
from rubricdsl.plugins.builtin import BUILT_IN
from rubricdsl.plugins.registry import register
from rubricdsl.tree.phrase_grammar import PhraseGrammar

BESIDE = Plugin("beside", "1", units=(Unit("台班", 8, "小时"),))
REFUSED: dict[str, tuple[object, str, str]] = {
    "no plug-in": ({"name": "other"}, "RUB703", "dict"),
    "name": (evolve(OTHER, name="Other Name"), "RUB703", "Other Name"),
    "version": (evolve(OTHER, version=""), "RUB703", "version"),
    "a list of forms": (evolve(OTHER, forms=[DEFECT]), "RUB703", "forms"),
    "a form that is none": (evolve(OTHER, forms=("defect",)), "RUB703", "forms"),
    "a rule name of the form": (evolve(OTHER, forms=(evolve(DEFECT, name="Defect"),)), "RUB703", "Defect"),
    "no examples": (evolve(OTHER, forms=(evolve(DEFECT, examples=()),)), "RUB703", "examples"),
    "an amount that is no whole number": (evolve(OTHER, units=(Unit("班次", "8", "小时"),)), "RUB703", "班次"),
    "an alias that is no list": (evolve(OTHER, aliases=(("迟到", "晚到"),)), "RUB703", "aliases"),
    "a statistic without a word": (
        evolve(OTHER, statistics=(Statistic("odd", (("zh", "最高值"),), highest),)),
        "RUB703",
        "odd",
    ),
    "interface": (evolve(OTHER, api=1), "RUB704", "1"),
    "the name of a dialect of the library": (evolve(OTHER, name="zh"), "RUB705", "zh"),
    "a dialect of the library": (evolve(OTHER, dialects=(evolve(TRADITIONAL, name="zh"),)), "RUB705", "zh"),
    "a unit of the library": (evolve(OTHER, units=(Unit("小时", 8, "天"),)), "RUB705", "小时"),
    "a rule of the library": (
        evolve(OTHER, forms=(evolve(DEFECT, name="score", grammar=GRAMMAR.replace("defect:", "score:")),)),
        "RUB705",
        "score",
    ),
    "a terminal of the library": (form(GRAMMAR + 'VERB: "罚分"\n'), "RUB705", "VERB"),
    "a name brought twice": (evolve(OTHER, units=(Unit("床日"), Unit("床日"))), "RUB705", "床日"),
    "a file": (form(GRAMMAR + "%import .secret.KEY\n"), "RUB706", "%import"),
    "a common grammar": (form("%import common.WORD\n" + GRAMMAR), "RUB706", "%import"),
    "a rule changed": (form(GRAMMAR + "%override score: DEFECT\n"), "RUB706", "%override"),
    "backslashes": (form(GRAMMAR + 'BAD: "' + "\\" * 60 + '"\n'), "RUB706", "\\"),
    "a grammar too long": (form(GRAMMAR + "// x" * 2_000), "RUB706", "4000"),
    "two rules": (form(GRAMMAR + "more: DEFECT\n"), "RUB706", "more"),
    "a line of something else": (
        form(GRAMMAR.replace("DEFECT NUMBER", "DEFECT\n    NUMBER")),
        "RUB706",
        "NUMBER UNIT",
    ),
    "no rule": (form('DEFECT: "质控缺陷"\n'), "RUB706", "defect"),
    "a pattern": (form(GRAMMAR.replace('"质控缺陷"', "/质控缺陷/")), "RUB706", "/质控缺陷/"),
    "a word that no part keeps": (form(GRAMMAR.replace("DEFECT", "_DEFECT")), "RUB706", "_DEFECT"),
    "a word without a name": (form('defect: "缺陷" NUMBER UNIT\n'), "RUB706", "缺陷"),
    "a dialect in a file": (
        evolve(OTHER, dialects=(evolve(TRADITIONAL, phrases=PhraseGrammar("hant")),)),
        "RUB706",
        "hant.lark",
    ),
    "a dialect that reads a file": (
        evolve(
            OTHER,
            dialects=(evolve(TRADITIONAL, phrases=PhraseGrammar("zh", "%import .core.document\nphrases: document")),),
        ),
        "RUB706",
        "%import",
    ),
    "malformed": (form(GRAMMAR.replace("DEFECT NUMBER", "DEFECT (NUMBER")), "RUB707", "zh"),
    "unknown": (form(GRAMMAR.replace("NUMBER", "NUMERO")), "RUB707", "NUMERO"),
    "ambiguous": (form('defect: DEFECT? number\nDEFECT: "质控缺陷"\n'), "RUB707", "zh"),
    "a dialect nobody has": (evolve(OTHER, forms=(evolve(DEFECT, dialect="fr"),)), "RUB707", "fr"),
    "a word of the library": (form(GRAMMAR.replace('"质控缺陷"', '"质控缺陷" | "一次扣"')), "RUB708", "扣2分"),
    "a statistic called as the library does": (statistic(highest, "平均"), "RUB705", "平均"),
    "an example in no form": (form(GRAMMAR, planted.read_defect, "迟到一次扣2分。"), "RUB709", "迟到"),
    "an example not understood": (form(GRAMMAR, planted.read_defect, "“病历”质控缺陷200分。"), "RUB709", "200"),
    "a reading that fails": (form(GRAMMAR, planted.failing), "RUB709", "no such level"),
    "a rule nobody can say": (form(GRAMMAR, planted.unsayable), "RUB710", "质控缺陷2分"),
    "order": (statistic(planted.last), "RUB711", "→"),
    "how it is told": (statistic(planted.listing), "RUB711", "→"),
    "floating point": (statistic(planted.half), "RUB711", "float"),
    "failure": (statistic(planted.failing), "RUB711", "KeyError"),
    "no number": (statistic(lambda _: "many"), "RUB711", "str"),
    "a unit of an unknown one": (evolve(OTHER, units=(Unit("班次", 8, "时辰"),)), "RUB712", "时辰"),
    "a unit of counted things": (evolve(OTHER, units=(Unit("批次", 12, "件"),)), "RUB712", "件"),
    "none of a unit": (evolve(OTHER, units=(Unit("班次", 0, "小时"),)), "RUB712", "0"),
    "a multiple of nothing": (evolve(OTHER, units=(Unit("床日", 2),)), "RUB712", "2"),
    "a number for a unit": (evolve(OTHER, units=(Unit("8小时班"),)), "RUB712", "8小时班"),
}


@pytest.mark.parametrize(("plugin", "code", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_planted_fault_is_refused(plugin: Any, code: str, said: str) -> None:
    table = register([plugin, BESIDE])
    assert {refusal.code for refusal in table.refusals} == {code}
    for lang in ("zh", "en"):
        assert said in " ".join(refusal.say(lang) for refusal in table.refusals)
    assert table.plugins == (BESIDE,)


CLASHES: dict[str, tuple[Plugin, Plugin]] = {
    "plugin": (OTHER, evolve(OTHER, version="2")),
    "dialect": (
        evolve(OTHER, dialects=(TRADITIONAL,)),
        Plugin("more", "1", dialects=(evolve(TRADITIONAL, called=frozenset({"繁體"}), name="trad"),)),
    ),
    "form": (form(), SOUND),
    "terminal": (
        evolve(OTHER, forms=(evolve(DEFECT, name="flaw", grammar=GRAMMAR.replace("defect:", "flaw:")),)),
        SOUND,
    ),
    "unit": (evolve(OTHER, units=(Unit("床日"),)), SOUND),
    "statistic": (statistic(highest), SOUND),
    "alias": (evolve(OTHER, aliases=(("迟到", ("病案书写",)),)), SOUND),
}


@pytest.mark.parametrize(("one", "other"), CLASHES.values(), ids=CLASHES.keys())
def test_what_two_bring_is_taken_from_neither(one: Plugin, other: Plugin) -> None:
    table = register([one, other])
    assert table.plugins == ()
    assert {refusal.code for refusal in table.refusals} == {"RUB705"}
    assert {refusal.words["plugin"] for refusal in table.refusals} == {one.name, other.name}
    assert table.refusals == register([other, one]).refusals


def test_forms_that_are_sound_alone_may_not_be_together() -> None:
    flaw = evolve(
        DEFECT,
        name="flaw",
        grammar=GRAMMAR.replace("defect", "flaw").replace("DEFECT", "FLAW"),
    )
    one = evolve(OTHER, forms=(flaw,))
    assert register([one]).plugins == (one,)
    table = register([one, SOUND])
    assert table.plugins == ()
    assert {refusal.code for refusal in table.refusals} == {"RUB709"}


def test_a_sound_plugin_is_taken() -> None:
    table = register([SOUND])
    assert table.refusals == ()
    assert table.plugins == (SOUND,)
    assert list(table.dialects) == ["zh", "en"]
    assert register([SOUND, SOUND]).plugins == (SOUND,)


def test_a_dialect_may_be_brought() -> None:
    table = register([evolve(OTHER, dialects=(TRADITIONAL,))])
    assert table.refusals == ()
    assert list(table.dialects) == ["zh", "en", "hant"]


def test_the_dialects_of_the_library_are_plugins() -> None:
    assert [plugin.name for plugin in BUILT_IN] == ["zh", "en"]
    assert register(()).dialects == {dialect.name: dialect for plugin in BUILT_IN for dialect in plugin.dialects}


def test_what_a_form_is_made_of_is_frozen() -> None:
    with pytest.raises(AttributeError):
        SOUND.name = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        DEFECT.name = "x"  # type: ignore[misc]
    assert isinstance(DEFECT, Form)
    assert words_of("x")
