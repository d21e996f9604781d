"""`rub plugins`: the plug-ins that come with the library, those installed, and whether the named ones can be used."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import click
from attrs import asdict

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.messages import Lang
from rubricdsl.cli.guard import Exit, command
from rubricdsl.cli.language import lang_option, language
from rubricdsl.cli.messages import worded
from rubricdsl.cli.output import table, write_json
from rubricdsl.plugins.builtin import BUILT_IN
from rubricdsl.plugins.discover import installed, load
from rubricdsl.plugins.registry import register
from rubricdsl.rules.plugin import API, Plugin


@command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@lang_option
@click.pass_context
def plugins(ctx: click.Context, names: tuple[str, ...], form: str) -> None:
    """List plug-ins: built in and installed. The named ones are loaded and tried out, alone and together."""
    lang = language()
    own = {plugin.name: plugin for plugin in BUILT_IN}
    found = [own.get(name) or load(name) for name in dict.fromkeys(names)]
    loaded = [each for each in found if isinstance(each, Plugin)]
    accepted = register([each for each in loaded if each.name not in own])
    refusals = [*(each for each in found if isinstance(each, Diagnostic)), *accepted.refusals]
    usable = [each for each in loaded if each.name in own or each in accepted.plugins]
    if form == "json":
        write_json(_json(usable, refusals, lang))
    else:
        click.echo("\n".join(_text(usable, lang)))
        for text in worded(refusals, lang):
            click.echo(f"\n{text}")
    ctx.exit(Exit.FINDINGS if refusals else Exit.FINE)


def _json(usable: Sequence[Plugin], refusals: Sequence[Diagnostic], lang: Lang) -> dict[str, Any]:
    return {
        "api": API,
        "built_in": [_brought(plugin) for plugin in BUILT_IN],
        "installed": [asdict(each) for each in installed()],
        "usable": [_brought(plugin) for plugin in usable],
        "refused": [refusal.to_json(lang) for refusal in refusals],
    }


def _brought(plugin: Plugin) -> dict[str, Any]:
    """What a plug-in brings, by name."""
    return {
        "name": plugin.name,
        "version": plugin.version,
        "dialects": [dialect.name for dialect in plugin.dialects],
        "forms": [form.name for form in plugin.forms],
        "units": [unit.name for unit in plugin.units],
        "aliases": {name: list(others) for name, others in plugin.aliases},
        "statistics": [statistic.name for statistic in plugin.statistics],
    }


def _text(usable: Sequence[Plugin], lang: Lang) -> Iterator[str]:
    words = _WORDS[lang]
    yield words["built in"]
    yield from _rows([plugin.name, plugin.version, _listed(plugin, lang)] for plugin in BUILT_IN)
    yield words["installed"]
    known = [[each.name, f"{each.package} {each.version}", each.target] for each in installed()]
    yield from _rows(known) if known else [f"  {words['none']}"]
    if usable:
        yield words["usable"]
        yield from _rows([plugin.name, plugin.version, _listed(plugin, lang)] for plugin in usable)


def _rows(rows: Iterable[Sequence[str]]) -> list[str]:
    cells = list(rows)
    return [f"  {line}" for line in table(cells[0], cells[1:], frozenset())]


def _listed(plugin: Plugin, lang: Lang) -> str:
    """What it brings, kind by kind."""
    words, pause = _WORDS[lang], "、" if lang == "zh" else ", "
    brought = [(words[kind], list(names)) for kind, names in _brought(plugin).items() if kind in words and names]
    return ("；" if lang == "zh" else "; ").join(f"{kind} {pause.join(names)}" for kind, names in brought)


_WORDS: Final[dict[Lang, dict[str, str]]] = {
    "zh": {
        "built in": "随库提供",
        "installed": "已安装",
        "usable": "可以使用",
        "none": "没有",
        "dialects": "方言",
        "forms": "说法",
        "units": "单位",
        "aliases": "别名",
        "statistics": "统计",
    },
    "en": {
        "built in": "built in",
        "installed": "installed",
        "usable": "usable",
        "none": "none",
        "dialects": "dialects",
        "forms": "forms",
        "units": "units",
        "aliases": "aliases",
        "statistics": "statistics",
    },
}
