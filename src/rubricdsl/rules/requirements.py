"""Targets and duties without points → rules that require: met, not met, or no data (language, "Measurements")."""

from collections.abc import Iterator, Sequence

from rubricdsl.base.quantity import dimension
from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import span_of, unquoted
from rubricdsl.rules.draft import Draft, Names
from rubricdsl.rules.duties import owes, stated
from rubricdsl.rules.measuring import Measured, measured
from rubricdsl.rules.parts import Curve, Effect, Measure, Threshold
from rubricdsl.rules.report import Report
from rubricdsl.rules.segments import ENDS, Rest
from rubricdsl.tree.model import Part

_REQUIRE = Effect("require")


def required(rest: Rest, report: Report) -> Iterator[Draft]:
    """What a stretch requires besides what it scores; an exemption, or how the standard is applied, is none of it."""
    parts = rest.parts
    if any(part.name in ("UNLESS", "UNREAD") for part in parts):
        return
    yield from _duties(parts, rest, report)
    for index, part in enumerate(parts):
        if _is_goal(parts, index):
            yield from _goal(rest, parts, index, report)
        elif amounts.is_threshold(part) and not _goes_on(parts, index):
            names = _target(parts, index)
            if names:
                phrase = parts[_opening(parts, index) : _closing(parts, index)]
                yield _draft(rest, names, part, measured(phrase, part, (), report))


def _is_goal(parts: Sequence[Part], index: int) -> bool:
    """收费率目标95%: a bare number behind the word."""
    part = parts[index]
    bare = part.name == "amount" and not amounts.is_threshold(part) and index > 0
    return bare and parts[index - 1].name == "PROSE" and words.AIM.search(parts[index - 1].text.strip()) is not None


def _goal(rest: Rest, parts: Sequence[Part], index: int, report: Report) -> Iterator[Draft]:
    text = words.AIM.sub("", parts[index - 1].text.strip())
    quoted = not text and index > 1 and parts[index - 2].name == "QUOTED"
    names = Names(quoted=(unquoted(parts[index - 2].text),)) if quoted else Names(short=(text,), words=text)
    goal = amounts.quantity(parts[index], report)
    if goal is None or dimension(goal.unit) != "percent" or not (quoted or words.TARGETED.search(text)):
        return
    curve = Curve(when=(Threshold(">=", goal.value, goal.unit),))
    yield _draft(rest, names, parts[index], Measured(Measure("latest", goal.unit), curve))


def requires(parts: Sequence[Part]) -> bool:
    """Whether parts state a target or a duty, so that they are more than a title."""
    targets = (i for i, part in enumerate(parts) if amounts.is_threshold(part) and not _goes_on(parts, i))
    return owes(parts) or any(_target(parts, index) for index in targets)


def _duties(parts: Sequence[Part], rest: Rest, report: Report) -> Iterator[Draft]:
    start = 0
    while start < len(parts):
        duty, end = stated(parts[start:], report)
        if duty is None:
            return
        head = parts[start : start + end]
        if duty.names and not _is_aside(head) and not words.JUDGING.search("".join(part.text for part in head)):
            due = duty.window.by is not None
            measure = (
                Measure("deadline", "天", duty.window) if due else Measure("obligation", duty.least.unit, duty.window)
            )
            curve = Curve() if due else Curve(origin=duty.least, below=True)
            yield _draft(rest, duty.names, _owed(head), Measured(measure, curve))
        start += max(end, 1)


def _is_aside(head: Sequence[Part]) -> bool:
    """年级不定期(每月至少一次)检查: said in brackets of something else."""
    before = head[: head.index(_owed(head))]
    return sum({"OPEN": 1, "CLOSE": -1}.get(part.name, 0) for part in before) > 0


def _owed(head: Sequence[Part]) -> Part:
    return next(part for part in reversed(head) if part.name in ("due", "amount"))


def _target(parts: Sequence[Part], index: int) -> Names | None:
    """The name directly before a threshold: a quoted one, or the words of a rate measured in percent."""
    before = index - 1
    while before >= 0 and parts[before].name == "PROSE" and words.GOAL.fullmatch(parts[before].text.strip()):
        before -= 1
    if before < 0:
        return None
    unit = dimension(amounts.unit_of(parts[index].all("UNIT")[-1])) if parts[index].all("UNIT") else "count"
    if parts[before].name == "QUOTED" and unit not in ("points", "time"):
        return Names(quoted=(unquoted(parts[before].text),))
    if parts[before].name != "PROSE" or unit != "percent":
        return None
    name = words.PROMISE.sub("", words.GOAL.sub("", parts[before].text.strip()))
    return Names(short=(name,), words=name) if words.TARGETED.search(name) else None


def _opening(parts: Sequence[Part], index: int) -> int:
    """Where the phrase of a threshold begins."""
    return max((at + 1 for at in range(index) if parts[at].name in ENDS), default=0)


def _closing(parts: Sequence[Part], index: int) -> int:
    """Where it ends: 不低于5%且不超过10% is one condition."""
    end = index + 1
    while (
        end + 1 < len(parts) and words.BOTH.fullmatch(parts[end].text.strip()) and amounts.is_threshold(parts[end + 1])
    ):
        end += 2
    return end


def _goes_on(parts: Sequence[Part], index: int) -> bool:
    """90%以上的, 90%以上为优秀: a condition of something else."""
    return index + 1 < len(parts) and parts[index + 1].text.strip().startswith(("的", "者", "时", "为"))


def _draft(rest: Rest, names: Names, said: Part, found: Measured) -> Draft:
    return Draft(
        names=names,
        measure=found.measure,
        curve=found.curve,
        effect=_REQUIRE,
        phrase=said.span,
        sentence=span_of(rest.parts),
        sentence_number=-1,
        stretch=rest.stretch,
        when=found.when,
    )
