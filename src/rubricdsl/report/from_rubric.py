"""Rubric → its proof-reading page, complete even where the rubric is unsound."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.message import Lang, Severity
from rubricdsl.base.quantity import decimal_text
from rubricdsl.base.show import headline
from rubricdsl.cards.labels import Labels, labels_of
from rubricdsl.meaning.parts import Item
from rubricdsl.report.facts import facts
from rubricdsl.report.model import Duty, Entry, Finding, Page, Part, Said
from rubricdsl.report.rows import is_accounted, legend, rows
from rubricdsl.report.words import inherited
from rubricdsl.rules import say_en, say_zh
from rubricdsl.rules.model import Rubric, Rule
from rubricdsl.tally.references import with_references

_SPEAKERS: Final = {"zh": say_zh, "en": say_en}


def page_of(rubric: Rubric, lang: Lang) -> Page:
    """The page of a rubric, sound or not, in Chinese or English."""
    whole = with_references(rubric)
    findings = [_finding(each, lang) for each in rubric.diagnostics]
    outer, parts = _Parts(whole, labels_of(whole), lang).placed(findings)
    return Page(
        lang=lang,
        title=rubric.title,
        facts=facts(rubric, lang),
        outer=tuple(outer),
        parts=tuple(parts),
        total=_sentences(_SPEAKERS[lang].total(rubric.head)),
        rows=rows(rubric, parts, findings, lang),
        legend=legend(rubric, lang),
        accounted=is_accounted(rubric),
        counts=_counts(rubric.diagnostics),
    )


def _counts(found: Sequence[Diagnostic]) -> tuple[tuple[Severity, int], ...]:
    severities: tuple[Severity, ...] = ("error", "warning", "info")
    return tuple((severity, sum(each.severity == severity for each in found)) for severity in severities)


def _finding(diagnostic: Diagnostic, lang: Lang) -> Finding:
    return Finding(
        diagnostic.code,
        diagnostic.severity,
        headline(evolve(diagnostic, place=None), lang),
        diagnostic.remedy(lang),
        diagnostic.line or 1,
        diagnostic.column or 1,
    )


@frozen
class _Parts:
    """The items of a rubric on their way to the page, with what is asked of each: rules, duties, chapters that hold."""

    rubric: Rubric
    labels: Labels
    lang: Lang
    rules: Mapping[str, Sequence[Rule]] = field(init=False)
    duties: frozenset[str] = field(init=False)
    chapters: frozenset[str] = field(init=False)

    @rules.default
    def _rules(self) -> Mapping[str, Sequence[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rubric.rules:
            found.setdefault(rule.item, []).append(rule)
        return found

    @duties.default
    def _duties(self) -> frozenset[str]:
        return frozenset(item.code for item in self.rubric.duties)

    @chapters.default
    def _chapters(self) -> frozenset[str]:
        inner = {*self.rules, *self.duties}
        return frozenset(chapter.code for code in inner for chapter in self.labels.chapters.get(code, ()))

    def placed(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Part]]:
        """The items that say something, with their clauses and findings; and what was found before any of them."""
        items = self.all()
        starts = sorted((item.line, place) for place, item in enumerate(items) if item.line and "/" not in item.code)
        outer: list[Finding] = []
        found: dict[int, list[Finding]] = {}
        for finding in findings:
            before = bisect_right(starts, (finding.line, len(items))) - 1
            outside = 0 if items and not items[0].line else None
            place = starts[before][1] if before >= 0 else outside
            (outer if place is None else found.setdefault(place, [])).append(finding)
        parts = (self.part(item, found.get(place, [])) for place, item in enumerate(items))
        return outer, [part for part in parts if part is not None]

    def all(self) -> list[Item]:
        """The items, those outside any first."""
        known = {item.code for item in self.rubric.items}
        outside = [code for code in self.rules if code not in known]
        return [*(Item(code, "", "") for code in outside), *self.rubric.items]

    def part(self, item: Item, findings: Sequence[Finding]) -> Part | None:
        """An item as the page shows it; None for one that says nothing."""
        own = self.rules.get(item.code, ())
        bounds = _sentences(
            _SPEAKERS[self.lang].item(evolve(item, code="0", parent=None, full=None), ())
        )  # that of code 0 has no heading
        duty, holds = item.code in self.duties, item.code in self.chapters
        if not (own or findings or bounds or duty or holds or item.full is not None):
            return None
        entries: list[Entry] = [*(self.said(rule) for rule in own), *findings, *([self.duty(item)] if duty else [])]
        # what stands in another file has lines of its own
        entries.sort(key=lambda each: (isinstance(each, Said) and bool(each.file), each.line, each.column))
        heading = f"{item.code} {self.labels.names.get(item.code, '')}".rstrip() + _marks(item, self.lang)
        return Part(item.code, heading, item.line, bounds, tuple(entries))

    def said(self, rule: Rule) -> Said:
        place = rule.citation.place
        own = self.rubric.source is None or place.file == self.rubric.source.name
        return Said(
            rule.code,
            "" if own else Path(place.file).name,
            place.line,
            place.column,
            rule.say(self.lang),
            rule.select.kinds,
            inherited(rule, self.lang),
        )

    def duty(self, item: Item) -> Duty:
        said = "职责,没有条款,不计分" if self.lang == "zh" else "a duty without a clause, not scored"
        return Duty(said, 0 if "/" in item.code else item.line)


def _marks(item: Item, lang: Lang) -> str:
    """The full marks and the weight of an item, in brackets."""
    full = "" if item.full is None else decimal_text(item.full)
    weight = "" if item.weight is None else f"{decimal_text(item.weight * 100)}%"
    if lang == "zh":
        return _bracketed([f"{full}分" if full else "", f"权重{weight}" if weight else ""], "({})", ",")
    points = "point" if item.full == 1 else "points"
    return _bracketed([f"{full} {points}" if full else "", f"weight {weight}" if weight else ""], " ({})", ", ")


def _bracketed(said: Iterable[str], brackets: str, comma: str) -> str:
    stated = comma.join(filter(None, said))
    return brackets.format(stated) if stated else ""


def _sentences(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.rstrip("。.") for line in lines if line)
