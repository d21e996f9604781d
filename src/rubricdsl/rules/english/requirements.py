"""English targets and duties without points → rules that require (language, "Measurements")."""

import re
from collections.abc import Iterator, Sequence

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.draft import Draft, Duty, Names
from rubricdsl.clauses.measured import Measured
from rubricdsl.meaning.parts import Curve, Effect, Measure
from rubricdsl.meaning.report import Report
from rubricdsl.rules.english import amounts, words
from rubricdsl.rules.english.duties import stated
from rubricdsl.rules.english.measuring import measured, whole
from rubricdsl.rules.english.phrases import bare, names_of, phrases, unquoted
from rubricdsl.rules.english.segments import Segment, Stretch
from rubricdsl.rules.english.unread import report_rest
from rubricdsl.tree.model import Part

_REQUIRE = Effect("require")
_NONE: frozenset[str] = frozenset()
# how often the standard itself is applied is no duty of those it judges
_JUDGING = re.compile(r"\b(?:apprais|assess|scor|rat|review|evaluat)(?:e|ed|al|ing|ment)\b", re.IGNORECASE)
_LINKING = re.compile(r"^(?:is|are|must be|should be|stays?|of|at|reaches|not|to be|be|must|should)*$", re.IGNORECASE)


def requires(parts: Sequence[Part]) -> bool:
    """Whether parts state a target or a duty, so that they are more than a title."""
    owed = any(part.name == "DUE" or part.word("PERIODIC") for part in parts)
    return owed or any(_target(parts, index) for index in range(len(parts)))


def required(stretch: Stretch, report: Report) -> Iterator[Draft]:
    """What a stretch without a score requires; what is left of it must hold nothing that looks like a score."""
    parts = stretch.rest
    duty, _ = stated(parts, report)
    if duty is not None and duty.names and not _JUDGING.search(" ".join(phrases(parts))):
        owed = next(part for part in parts if part.name == "DUE" or part.word("PERIODIC"))
        yield _draft(duty.names, _of_duty(duty), owed, parts, stretch)
        report_rest([part for part in parts if part is not owed], report)
        return
    targets = {index: names for index in range(len(parts)) if (names := _target(parts, index))}
    for index, names in targets.items():
        found = measured(
            [part for part in parts if part.name == "MEAN"] + [parts[index]], (), False, _NONE, False, report
        )
        yield _draft(names, found, parts[index], parts, stretch)
    report_rest([part for index, part in enumerate(parts) if index not in targets], report)


def required_act(segment: Segment, stretch: Stretch, report: Report) -> Iterator[Draft]:
    """“X” at least twice a week: required."""
    said = [*segment.window, *segment.tail.condition]
    duty, _ = stated(said, report)
    names = duty.names if duty is not None else names_of(said)
    if not names or not any(part.name in ("amount", "DUE") for part in said):
        report.add("RUB201", segment.act.span, form="“X” at least 95%: required")
        return
    found = _of_duty(duty) if duty is not None else measured(said, (), False, segment.tail.marks, False, report)
    yield _draft(names, found, segment.act, [*said, segment.act], stretch)


def _of_duty(duty: Duty) -> Measured:
    if duty.window.by is not None:
        return Measured(Measure("deadline", "天", duty.window), Curve())
    return Measured(Measure("obligation", duty.least.unit, duty.window), Curve(origin=duty.least, below=True))


def _target(parts: Sequence[Part], index: int) -> Names | None:
    """The name before a threshold: a quoted one, or the words of a rate measured in percent."""
    part = parts[index]
    if not amounts.is_threshold(part) or part.word("PERIODIC"):
        return None
    before = index - 1
    while before >= 0 and parts[before].name in ("PROSE", "COLON", "MEAN") and _links(parts[before]):
        before -= 1
    if before < 0:
        return None
    unit = dimension(amounts.unit(part) or "次")
    if parts[before].name == "QUOTED" and unit not in ("points", "time", "money"):
        return Names(quoted=(unquoted(parts[before].text),))
    name = bare(re.split(r"\b(?:must be|should be|must|should|is|are)$", parts[before].text.strip())[0])
    if parts[before].name != "PROSE" or unit != "percent" or not words.TARGETED.search(name):
        return None
    return Names(short=(name,), words=name)


def _links(part: Part) -> bool:
    return part.name != "PROSE" or _LINKING.match(part.text.strip()) is not None


def _draft(names: Names, found: Measured, said: Part, parts: Sequence[Part], stretch: Stretch) -> Draft:
    return Draft(
        names=names,
        measure=found.measure,
        curve=found.curve,
        effect=_REQUIRE,
        phrase=said.span,
        sentence=whole(parts),
        sentence_number=-1,
        stretch=stretch.number,
        when=found.when,
    )
