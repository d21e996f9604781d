"""What happened, for the second opinion: the events that stand, with their local days, and the names they go by.

The plainest reading of the language page's "Names", "Periods" and of the contracts page's "Event".
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from attrs import frozen

from reference.conversions import as_counted
from rubricdsl.events.model import Event, Subject
from rubricdsl.rules.model import Rubric, Rule

NOT_APPLICABLE = "不适用"


@frozen
class Fact:
    """An event that stands, with its local day; `order` tells which of one subject's came later."""

    event: Event
    day: date
    order: datetime


def standing(rubric: Rubric, events: Iterable[Event], roster: Sequence[Subject]) -> list[Fact]:
    """The events that count: each id once, without voids and voided, known by name, within all dates; in order."""
    once = _without_replays(events)
    voided = {(e.subject, e.source, e.voids) for e in once if e.voids is not None}
    people = {person.name: person for person in roster}
    facts = [
        fact(rubric, as_counted(rubric, e))
        for e in once
        if e.voids is None and (e.id is None or (e.subject, e.source, e.id) not in voided) and is_known(rubric, e.kind)
    ]
    kept = [f for f in facts if in_force(rubric, f.day) and is_there(people.get(f.event.subject), f.day)]
    return sorted(kept, key=lambda f: f.order)


def _without_replays(events: Iterable[Event]) -> list[Event]:
    kept: list[Event] = []
    for event in events:
        if event.id is None or all((event.source, event.id) != (other.source, other.id) for other in kept):
            kept.append(event)
    return kept


def fact(rubric: Rubric, event: Event) -> Fact:
    """The event at its local date: one without an offset is in the rubric's zone."""
    zone = ZoneInfo(rubric.head.zone)
    when = datetime.fromisoformat(event.time)
    local = when.replace(tzinfo=zone) if when.tzinfo is None else when.astimezone(zone)
    return Fact(event, local.date(), local)


def in_force(rubric: Rubric, day: date) -> bool:
    """生效: an event outside is left out."""
    first, last = rubric.head.effective
    return (first is None or day >= date.fromisoformat(first)) and (last is None or day <= date.fromisoformat(last))


def is_there(person: Subject | None, day: date) -> bool:
    """Between the start and the end of the subject, both inside."""
    if person is None:
        return True
    after_start = person.start is None or day >= date.fromisoformat(person.start)
    return after_start and (person.end is None or day <= date.fromisoformat(person.end))


def plain_name(rubric: Rubric, kind: str) -> str:
    """别名: what the standard itself calls it."""
    return next((name for name, others in rubric.head.aliases if kind in others), kind)


def is_known(rubric: Rubric, kind: str) -> bool:
    return kind == NOT_APPLICABLE or is_mark(rubric, kind) or any(names(rubric, rule, kind) for rule in rubric.rules)


def is_mark(rubric: Rubric, kind: str) -> bool:
    """The rater's mark is an event whose kind is the item (title or code), or the code of one of its bands."""
    return any(kind in (item.title, item.code) and bands_of(rubric, item.code) for item in rubric.items) or any(
        kind == rule.code for rule in rubric.rules if rule.curve.band is not None
    )


def bands_of(rubric: Rubric, item: str) -> list[Rule]:
    return [rule for rule in rubric.rules if rule.item == item and rule.curve.band is not None]


def names(rubric: Rubric, rule: Rule, kind: str) -> bool:
    """Is that a name of what the rule is about? Its names and their aliases, its code, its item's code."""
    if rule.curve.band is not None:
        asked = {name for case in rule.curve.band.cases for ask in case.asks for one in ask for name in one.kinds}
        return plain_name(rubric, kind) in asked
    if rule.measure.of is not None:
        return plain_name(rubric, kind) in rule.measure.of
    item = next(item for item in rubric.items if item.code == rule.item)
    by_code = {rule.code} | ({rule.escalates} if rule.escalates else set())
    by_title = {item.code} if item.title and item.title in rule.select.kinds else set()
    return plain_name(rubric, kind) in rule.select.kinds or kind in by_code | by_title


def meets(rubric: Rubric, rule: Rule, event: Event) -> bool:
    """A name of the rule with all its flags and none of its exemptions; the rule's own code stands for its flags."""
    if not names(rubric, rule, event.kind) or event.flags & set(rule.select.unless):
        return False
    return event.kind == rule.code or event.flags >= set(rule.select.flags)
