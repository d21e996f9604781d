"""Document → rubric: items, rules with codes and names, head and grades; every problem a diagnostic."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from rubricdsl.base.calendar import zone_exists
from rubricdsl.base.diagnostic import Diagnostic, sort_key
from rubricdsl.base.span import Source, Span
from rubricdsl.clauses.draft import Draft, Reading, both
from rubricdsl.clauses.measured import counted
from rubricdsl.clauses.places import closes, is_points
from rubricdsl.meaning.parts import OF_CARD, Citation, Head, Item, Select
from rubricdsl.meaning.report import Report
from rubricdsl.meaning.shares import of_sum
from rubricdsl.rules import words
from rubricdsl.rules.accounts import Taken, report_unused
from rubricdsl.rules.bands import band_findings, band_rules, highest
from rubricdsl.rules.base_points import base_of
from rubricdsl.rules.by_grade import by_grade
from rubricdsl.rules.conversions import conversion_findings
from rubricdsl.rules.dialect import Dialect
from rubricdsl.rules.head import read_head
from rubricdsl.rules.listing import with_listed
from rubricdsl.rules.manner import WHOLE, gravest_scopes, overdraws
from rubricdsl.rules.marks import granted_marks, restated, weights_sum
from rubricdsl.rules.model import Rubric, Rule
from rubricdsl.rules.naming import name_findings
from rubricdsl.rules.outline import outline
from rubricdsl.rules.roles import roles_of
from rubricdsl.rules.section_readings import reading_of
from rubricdsl.rules.sections import Outline, Section
from rubricdsl.rules.steps import as_step, with_steps
from rubricdsl.rules.stretches import of_period, other_stretches
from rubricdsl.rules.table_findings import table_findings
from rubricdsl.rules.table_model import Table
from rubricdsl.rules.to_json import percent
from rubricdsl.tree.model import Document


def read_rubric(
    document: Document,
    dialect: Dialect,
    source: Source,
    references: Mapping[str, Rubric],
    found: Sequence[Diagnostic] = (),
    tables: Sequence[Table] = (),
) -> Rubric:
    """The rubric a document states, in which the cells of its tables stand as lines of their own.

    `found` are problems of the text itself, listed with those of its meaning.
    """
    report = Report(source, list(found))
    lines = _outlined(document, tables, dialect, report)
    readings = _readings(lines.sections, dialect, report)
    whole = _closing_mark(readings, report)
    with_listed(readings, dialect.listing)
    gravest = gravest_scopes(lines.sections, _scoring(readings), dialect.whole)
    ruled = {section.code: _rules(section, reading, source, dialect) for section, reading in readings}
    rules = tuple(rule for section, _ in readings for rule in ruled[section.code])
    items = _without_restated(_items(readings, gravest, ruled), report)
    head = evolve(_head(lines, readings, dialect, report, whole), gravest=WHOLE in gravest)
    ratios = {name: (part, whole) for name, part, whole in head.ratios}
    grades = dialect.read_grades(lines.grades, report)
    graded = (by_grade(_with_statistic(_as_ratio(rule, ratios, report), dialect), grades) for rule in rules)
    rules = of_period(tuple(graded), head, report)
    _unresolved(rules, references, report)
    _contradictions(head, items, rules, report)
    other_stretches([reading for _, reading in readings], head, report)
    report_unused(lines, Taken(readings, items, grades, head), dialect, report)
    report.found += name_findings(rules, items, _unquoted(readings))
    _without_clauses(rules, report)
    return Rubric(
        head=head,
        items=items,
        rules=rules,
        grades=grades,
        base=base_of(head, items, report),
        diagnostics=tuple(sorted(set(report.found), key=sort_key)),
        examples=tuple(lines.examples),
        references=_used(rules, references),
        source=source,
        roles=roles_of(document, lines, readings, dialect.headings),
    )


def _scoring(readings: Sequence[tuple[Section, Reading]]) -> list[str]:
    return [section.code for section, reading in readings if reading.drafts or section.bands]


def _without_clauses(rules: Sequence[Rule], report: Report) -> None:
    if not rules and not any(d.severity == "error" for d in report.found):
        report.add("RUB120", _START)


def _used(rules: Sequence[Rule], references: Mapping[str, Rubric]) -> tuple[tuple[str, Rubric], ...]:
    """The rubrics that clauses refer to, by name."""
    used = {rule.effect.to for rule in rules if rule.effect.kind == "refer"}
    return tuple((name, rubric) for name, rubric in sorted(references.items()) if name in used)


def _readings(sections: Sequence[Section], dialect: Dialect, report: Report) -> list[tuple[Section, Reading]]:
    readings = [(section, reading_of(section, dialect, report)) for section in sections]
    _stated_twice(readings, report)
    return readings


def _outlined(document: Document, tables: Sequence[Table], dialect: Dialect, report: Report) -> Outline:
    """The lines of a document sorted, with what is wrong about their quotes, bands and tables."""
    lines = outline(document, tables, dialect)
    table_findings(tables, report)
    for found in lines.findings:
        report.add(found.code, Span(found.start, found.end), **found.words)
    _mixed_quotes(document, report)
    for section in lines.sections:
        band_findings(section, report)
    return lines


def _mixed_quotes(document: Document, report: Report) -> None:
    for line in document.lines:
        for part in line.parts:
            if part.name == "QUOTED" and part.text[0] + part.text[-1] not in _PAIRS:
                report.add("RUB016", part.span)


def _unquoted(readings: Sequence[tuple[Section, Reading]]) -> frozenset[str]:
    return frozenset(
        f"{section.code}-{number}"
        for section, reading in readings
        for number, draft in enumerate(reading.drafts, 1 + len(section.bands))
        if not draft.names.quoted
    )


def _stated_twice(readings: Sequence[tuple[Section, Reading]], report: Report) -> None:
    """1.卫生(10分)⏎迟到一次扣2分。(5分): the marks in the title stand, and others in the text are not used."""
    for section, reading in readings:
        if reading.full_at is None:
            continue
        of_all = any(part.name == "full" and part.span == reading.full_at for part in section.parts)
        unused = _own_marks(section, reading) is None and not of_all
        if unused or section.stated.full not in (None, reading.full):
            report.add("RUB241", reading.full_at)


def _closing_mark(readings: Sequence[tuple[Section, Reading]], report: Report) -> Decimal | None:
    """1、…⏎2、…⏎100分: behind items that score and have no marks, a mark in a line of its own is of them all.

    It goes to the section around them; where there is none, and nothing else in the text, it is the whole's.
    """
    sections = {section.code: section for section, _ in readings}
    told: dict[str | None, tuple[int, bool]] = {}  # by parent, how many items so far, and whether all score unmarked
    for section, reading in readings:
        if not section.label:
            continue
        before, unmarked = told.get(section.parent, (0, True))
        plain = bool(reading.drafts) and section.stated.full is None and reading.full is None
        told[section.parent] = before + 1, unmarked and plain
        if reading.mark is None or not before or not unmarked or not closes(section.parts, reading.mark):
            continue
        full, reading.full, reading.closing_full = reading.full, None, reading.full
        around = sections.get(section.parent or "")
        if around is not None and around.stated.full is None:
            around.stated = evolve(around.stated, full=full)
        elif around is None and before + 1 == len(readings):
            return full
        else:
            report.add("RUB201", reading.mark.span, form=f"本项满分{reading.mark.text.strip()}")
    return None


def _head(
    lines: Outline,
    readings: Sequence[tuple[Section, Reading]],
    dialect: Dialect,
    report: Report,
    whole: Decimal | None,
) -> Head:
    head = evolve(read_head(lines.head, dialect.head, report), language=dialect.name)
    if head.full is None and whole is not None:
        head = evolve(head, full=whole)
    if not head.title and lines.title is not None:
        head = evolve(head, title=(lines.title.key + ":" if lines.title.key else "") + lines.title.text.strip("。:"))
    limits = [reading.total_limit for _, reading in readings if reading.total_limit is not None]
    if limits:
        head = evolve(head, limit=limits[0])
    loose = [*(line for section in lines.sections for line in section.prose if not line.column), *lines.grades]
    with_marks = [section for section, reading in readings if _own_marks(section, reading) is not None]
    marked = {line.number for section in with_marks for line in section.prose}
    found = dialect.head.prose(head, [*([lines.title] if lines.title else []), *lines.said, *loose], marked, report)
    if found.full is None and found.base is None:
        for section, reading in readings:
            if reading.full_at is not None and section.stated.full is None and _own_marks(section, reading) is None:
                report.add("RUB241", reading.full_at)  # 总分100分 in a sentence that the head does not take
    return found


def _items(
    readings: Sequence[tuple[Section, Reading]], gravest: Collection[str], ruled: Mapping[str, Sequence[Rule]]
) -> tuple[Item, ...]:
    """The items with their limits; one that closes a section binds the section, where there is one around.

    Where they state no marks, those that their rules grant are theirs.
    """
    codes = {section.code for section, _ in readings}
    items = {section.code: _item(section, reading, section.code in gravest) for section, reading in readings}
    for section, reading in readings:
        if reading.closing_limit is not None:
            code = section.parent if section.parent in codes else section.code
            items[code] = evolve(items[code], limit=both(items[code].limit, reading.closing_limit))
    found = (
        evolve(item, full=granted_marks(ruled[item.code])) if item.full is None else item for item in items.values()
    )
    return tuple(item for item in found if ruled[item.code] or item != _NOTHING)


def _without_restated(items: tuple[Item, ...], report: Report) -> tuple[Item, ...]:
    """The items without percentages that are the marks of their parts said again."""
    again = {item.code for item in restated(items)}
    for item in items:
        if item.code in again:
            start = report.source.starts[item.line - 1]
            report.add("RUB117", Span(start, start + len(report.source.line(item.line))), words=item.title or item.code)
    return tuple(evolve(item, weight=None) if item.code in again else item for item in items)


def _item(section: Section, reading: Reading, gravest: bool) -> Item:
    stated = section.stated
    limit = reading.limit
    if stated.limit is not None:
        limit = both(stated.limit, limit) if limit is not None else stated.limit
    full = stated.full if stated.full is not None else _own_marks(section, reading)
    full = highest(section) if full is None else full
    return Item(
        code=section.code,
        label=section.label,
        title=section.title or _first_words(section, reading),
        full=full,
        weight=stated.weight,
        limit=limit,
        parent=section.parent,
        overdraw=overdraws(section),
        gravest=gravest,
        line=section.line,
    )


def _own_marks(section: Section, reading: Reading) -> Decimal | None:
    """满分10分 in the text of an item; in one that explains the standard it speaks of the whole."""
    whole = [part for part in section.parts if part.name == "full" and words.OF_ALL.match(part.text)]
    explains = words.EXPLAINING.fullmatch(section.title) or (section.code == "0" and whole)
    return None if explains else reading.full


def _first_words(section: Section, reading: Reading) -> str:
    """What an item goes by that has no title and states neither a score nor a bound; nothing for any other."""
    if reading.drafts or section.bands or not section.prose:
        return ""
    if any(part.name in _STATING or is_points(part) for part in section.parts):
        return ""
    found = words.FIRST_WORDS.match(section.prose[0].text.strip())
    return found[0].strip() if found and section.code != "0" else ""


def _rules(section: Section, reading: Reading, source: Source, dialect: Dialect) -> list[Rule]:
    drafts = reading.drafts
    banded = band_rules(section, source, dialect.read_band)
    scoring = [draft for draft in drafts if draft.effect.kind != "require"]
    single = not banded and sum(draft.grades is None and draft.onto is None for draft in scoring) == 1
    codes = [f"{section.code}-{number}" for number, _ in enumerate(drafts, 1 + len(banded))]
    kinds: list[tuple[str, ...]] = []
    earlier: list[tuple[str, ...]] = []
    for draft in drafts:
        before = draft.grades if draft.grades is not None else draft.onto
        own = single and draft.effect.kind != "require"
        kinds.append(kinds[before] if before is not None else _kinds(draft, section, own, earlier))
        if draft.effect.kind != "require":
            earlier.append(kinds[-1])
    rules = [_rule(draft, codes, kinds[i], codes[i], section, source) for i, draft in enumerate(drafts)]
    alike: dict[tuple[str, ...], list[Rule]] = {}
    for rule in rules:
        alike.setdefault(rule.select.kinds, []).append(rule)
    stepped = [as_step(rule, draft, alike[rule.select.kinds]) for rule, draft in zip(rules, drafts, strict=True)]
    stepped = [of_sum(rule) for rule in stepped]
    return [*banded, *with_steps(stepped)]


def _as_ratio(rule: Rule, ratios: Mapping[str, tuple[str, str]], report: Report) -> Rule:
    """A measurement that 指标 defines is taken from the two counts it divides."""
    found = [ratios[name] for name in dict.fromkeys(rule.select.kinds) if name in ratios]
    if not found or rule.measure.kind not in ("latest", "mean"):
        return rule
    if len(found) > 1:
        report.found.append(Diagnostic("RUB237", {"words": rule.citation.sentence}, rule.citation.place))
    return evolve(rule, measure=evolve(rule.measure, kind="ratio", of=found[0]))


def _with_statistic(rule: Rule, dialect: Dialect) -> Rule:
    """A rule whose measure stands as the dialect's word for it, with the one that the word is for."""
    said = rule.measure.statistic
    found = next(
        (each for each in dialect.statistics if said is not None and each.word(dialect.name) == said.name), None
    )
    return rule if found is None else evolve(rule, measure=evolve(rule.measure, statistic=found))


def _kinds(draft: Draft, section: Section, single: bool, before: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The names a clause is met by (language, "Names")."""
    names = draft.names
    if draft.measure.kind in OF_CARD:
        return ()  # the total is no event
    if names.quoted:
        return names.quoted
    title = (section.title,) if single and section.title else ()
    short = names.short or title
    if short:
        return tuple(dict.fromkeys((*names.short, *title)))
    if names.words:
        return (names.words,)
    return before[-1] if before else (section.title,) if section.title else ()


def _rule(
    draft: Draft, codes: Sequence[str], kinds: tuple[str, ...], code: str, section: Section, source: Source
) -> Rule:
    return Rule(
        code=code,
        item=section.code,
        select=Select(kinds, draft.flags, draft.unless, draft.when),
        measure=counted(draft.measure, draft.curve),
        curve=draft.curve,
        effect=draft.effect,
        limit=draft.limit,
        escalates=None if draft.grades is None else codes[draft.grades],
        extra=draft.extra,
        graver=draft.graver,
        citation=Citation(
            source.words(draft.phrase).strip(),
            source.words(draft.sentence).strip(),
            source.place(draft.phrase),
            _inherited(draft, kinds, section),
        ),
    )


def _inherited(draft: Draft, kinds: tuple[str, ...], section: Section) -> tuple[str, ...]:
    """What a draft has from elsewhere, its names among it where it has none of its own."""
    if draft.names or not kinds or "kinds" in draft.inherited:
        return draft.inherited
    return *draft.inherited, "title" if kinds == (section.title,) else "kinds"


def _unresolved(rules: Sequence[Rule], references: Mapping[str, Rubric], report: Report) -> None:
    for rule in rules:
        name = rule.effect.to
        named = any(f"{sign}{name}" in rule.citation.sentence for sign in '《“"')
        if rule.effect.kind == "refer" and name not in references and named:
            place = rule.citation.place
            report.found.append(Diagnostic("RUB301", {"words": name or ""}, place))


def _contradictions(head: Head, items: Sequence[Item], rules: Sequence[Rule], report: Report) -> None:
    """What a text states against itself: limits below their scores, weights that do not add up, zones that are none,
    conversions that lead nowhere.
    """
    report.found += conversion_findings(rules, head)
    for rule in rules:
        limit, low = rule.limit, rule.effect.low
        said, place = {"words": rule.citation.text}, rule.citation.place
        if limit is None or limit.max is None:
            continue
        if limit.min is not None and limit.min > limit.max:
            report.found.append(Diagnostic("RUB224", said, place))
        elif low is not None and limit.max < low:
            report.found.append(Diagnostic("RUB223", said, place))
    weights = weights_sum(items)
    if weights is not None and weights != 1:
        report.add("RUB111", _START, sum=percent(weights))
    if head.zone != "Asia/Shanghai" and not zone_exists(head.zone):
        report.add("RUB104", _START, zone=head.zone)


_STATING = frozenset({"cap", "EXHAUST", "GRAVEST", "OVERDRAW", "UNREAD", "score"})
_START = Span(0, 0)
_NOTHING = Item("0", "", "")  # prose before the first item is no item
_PAIRS = frozenset({"“”", '""', "「」", "『』"})
