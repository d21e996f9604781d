"""A plug-in tried out before it is taken: its grammar beside the library's, its examples read and said back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from attrs import frozen

from rubricdsl.base.diagnostic import Diagnostic, errors
from rubricdsl.base.message import Lang
from rubricdsl.base.quantity import dimension
from rubricdsl.base.text import compose, normalise
from rubricdsl.meaning.parts import Statistic
from rubricdsl.plugins.builtin import BUILT_IN
from rubricdsl.plugins.compose import composed, extended
from rubricdsl.plugins.fragments import fragment
from rubricdsl.plugins.typical import TYPICAL
from rubricdsl.rules.dialect import Dialect, Dialects
from rubricdsl.rules.forms import Form
from rubricdsl.rules.from_text import read_text
from rubricdsl.rules.model import Rubric
from rubricdsl.rules.plugin import Offer, Plugin
from rubricdsl.tree.from_text import read_document
from rubricdsl.tree.phrase_grammar import refused
from rubricdsl.tree.phrases import Phrase

Tried = str | None  # the dialect that is asked for; None: all of them
MAX_FRAGMENT, MAX_GRAMMAR = 4_000, 60_000
_DIRECTIVE = re.compile(r"^[ \t]*%.*", re.MULTILINE)
_TERMS = re.compile(r"[ \t]*%declare(?: [A-Z_]+)+[ \t]*")
_BACKSLASHES = re.compile(r"\\{5,}")  # the loader of grammars takes exponential time over them
_RULE = re.compile(r"^[ \t]*[?!]*([a-z_][a-z0-9_]*)(?:\.[0-9]+)?[ \t]*:((?:[^\n]*)(?:\n[ \t]*\|[^\n]*)*)", re.MULTILINE)
_LINE = re.compile(r"//|[|%]|[?!]*[A-Za-z_][A-Za-z0-9_]*(?:\.[0-9]+)?[ \t]*:")
_HIDDEN = re.compile(r"^[ \t]*(_[A-Z][A-Z0-9_]*)", re.MULTILINE)
_LITERAL = re.compile(r"[\"/].*|->.*")
_CLAUSES = {"zh": "{word}“甲”超过3次的,扣2分。", "en": "{word} “甲” more than 3 times: deduct 2 points."}
_BUILT_IN = [dialect for plugin in BUILT_IN for dialect in plugin.dialects]
_UNIT_NAME = re.compile(r"[一-鿿]{1,8}|[a-z]{2,16}")


def disallowed(plugin: Plugin) -> Iterator[Diagnostic]:
    """What a grammar may not hold: files, directives, what its loader chokes on, more than its one rule."""
    for form in plugin.forms:
        for reason in _in_fragment(form):
            yield Diagnostic("RUB706", {"plugin": plugin.name, "form": form.name, "reason": reason})
    for dialect in plugin.dialects:
        for reason in _in_grammar(dialect):
            yield Diagnostic("RUB706", {"plugin": plugin.name, "form": dialect.name, "reason": reason})
    for unit in plugin.units:
        known = unit.of is None or (dimension(unit.of) not in ("count", "percent", "points") and unit.times > 1)
        counts = unit.of is not None or unit.times == 1
        if not (known and counts and 0 < unit.times < 10**9 and _UNIT_NAME.fullmatch(unit.name)):
            words = {"plugin": plugin.name, "unit": unit.name, "reason": f"{unit.times} {unit.of or ''}".strip()}
            yield Diagnostic("RUB712", words)


def _in_fragment(form: Form) -> Iterator[str]:
    yield from _choking(form.grammar, MAX_FRAGMENT)
    yield from fragment(form).patterns
    yield from (directive.strip() for directive in _DIRECTIVE.findall(form.grammar))
    yield from _HIDDEN.findall(form.grammar)
    yield from (line for line in map(str.strip, form.grammar.splitlines()) if line and not _LINE.match(line))
    rules = _RULE.findall(form.grammar)
    yield from (name for name, _ in rules if name != form.name)
    if form.name not in {name for name, _ in rules}:
        yield f"{form.name}: ?"
    for _, body in rules:
        yield from (literal.strip() for literal in _LITERAL.findall(body))


def _in_grammar(dialect: Dialect) -> Iterator[str]:
    text = dialect.phrases.grammar
    if text is None:
        yield f"{dialect.name}.lark"  # the files are those of the library
        return
    yield from _choking(text, MAX_GRAMMAR)
    yield from (line.strip() for line in _DIRECTIVE.findall(text) if not _TERMS.fullmatch(line))


def _choking(grammar: str, most: int) -> Iterator[str]:
    if len(grammar) > most:
        yield f"{len(grammar)} > {most}"
    yield from (run[:8] + "…" for run in _BACKSLASHES.findall(grammar))


def unfit(plugins: Sequence[Plugin], name: str, tried: Tried) -> Iterator[Diagnostic]:
    """Whether the grammars of dialects, with what these plug-ins add, are sound and leave typical clauses alone."""
    plain = {dialect.name: dialect for plugin in (*BUILT_IN, *plugins) for dialect in plugin.dialects}
    for form in (form for plugin in plugins for form in plugin.forms if form.dialect not in plain):
        yield Diagnostic("RUB707", {"plugin": name, "dialect": form.dialect, "reason": form.name})
    for dialect in (dialect for dialect in plain.values() if _is_tried(dialect.name, tried)):
        with_all = extended(dialect, plugins)
        if with_all is dialect and dialect in _BUILT_IN:
            continue
        reason = refused(with_all.phrases)
        if reason is not None:
            yield Diagnostic("RUB707", {"plugin": name, "dialect": dialect.name, "reason": reason})
            continue
        for words in TYPICAL.get(dialect.name, ()):
            if _parts(words, dialect) != _parts(words, with_all):
                yield Diagnostic("RUB708", {"plugin": name, "words": words})


def unread(plugins: Sequence[Plugin], name: str, tried: Tried) -> Iterator[Diagnostic]:
    """The examples of forms, and clauses with the words of statistics, that are not read, or not after being said."""
    trial = _Trial(tuple(plugins), name, composed((*BUILT_IN, *plugins)), tried)
    for plugin in plugins:
        for form in (form for form in plugin.forms if _is_tried(form.dialect, tried)):
            for words in form.examples:
                yield from trial.example(words, form)
        for statistic in plugin.statistics:
            for dialect, clause in _CLAUSES.items():
                if _is_tried(dialect, tried):
                    yield from trial.word(clause.format(word=statistic.word(dialect)), dialect, statistic)


@frozen(eq=False)
class _Trial:
    """Plug-ins under the name they are told by, the dialects they make together, and which of those are tried."""

    plugins: tuple[Plugin, ...]
    name: str
    dialects: Dialects
    tried: Tried

    def example(self, words: str, form: Form) -> Iterator[Diagnostic]:
        told = {"plugin": self.name, "form": form.name, "words": words}
        rubric = self.read(words, form.dialect)
        wrong = errors(rubric.diagnostics)
        if not any(part.name == form.name for part in _parts(words, self.dialects[form.dialect])):
            yield Diagnostic("RUB709", told | {"reason": f"{form.name} ?"})
        elif wrong:
            reason = "; ".join(f"{each.code} {each.say('en')}" for each in wrong)[:200]
            yield Diagnostic("RUB709", told | {"reason": reason})
        else:
            yield from self.said_back(rubric, told)

    def word(self, words: str, dialect: str, statistic: Statistic) -> Iterator[Diagnostic]:
        """A statistic stands before a threshold as 平均 does, and is said so."""
        told = {"plugin": self.name, "form": statistic.name, "words": words}
        rubric = self.read(words, dialect)
        if [rule.measure.statistic for rule in rubric.rules] != [statistic] or errors(rubric.diagnostics):
            yield Diagnostic("RUB709", told | {"reason": "; ".join(each.code for each in rubric.diagnostics) or "?"})
        else:
            yield from self.said_back(rubric, told)

    def said_back(self, rubric: Rubric, told: Mapping[str, str]) -> Iterator[Diagnostic]:
        for lang in get_args(Lang):
            if _is_tried(lang, self.tried):
                again = self.read(rubric.say(lang), lang)
                if again.rules != rubric.rules or errors(again.diagnostics):
                    said = "; ".join(rule.say(lang) for rule in rubric.rules)
                    yield Diagnostic("RUB710", {**told, "said": said})

    def read(self, words: str, language: str) -> Rubric:
        offer = Offer(self.dialects, tuple(plugin.used() for plugin in self.plugins))
        return read_text(words, "example", {}, lambda *_: offer, language)


def _parts(words: str, dialect: Dialect) -> tuple[Phrase, ...]:
    document = read_document(normalise(compose(words)), dialect.read_line)
    return tuple(part for line in document.lines for part in line.parts)


def _is_tried(dialect: str, tried: Tried) -> bool:
    return tried is None or dialect == tried
