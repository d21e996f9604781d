"""scorecard → text a person can redo by hand: every point with its clause and events, then the stages of the total."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rubricdsl.base.characters import visible
from rubricdsl.base.messages import Lang
from rubricdsl.base.quantity import decimal_text
from rubricdsl.cards.model import Entry, Imposed, ItemResult, Missed, Pending, Requirement, Scorecard
from rubricdsl.explanation.words import Words, words_of

_COLUMN = 10  # points stand right-aligned in a column of their own, before any Chinese: widths cannot disturb it


def explain(card: Scorecard, lang: Lang = "zh") -> str:
    """The card in words. The figures in the first column add up from the base to the total.

    Raises ValueError for a language other than "zh" and "en".
    """
    words = words_of(lang)
    return (
        visible("\n".join([*_head(card, words), *_items(card, words), *_total(card, words), *_rest(card, words)]))
        + "\n"
    )


def _head(card: Scorecard, words: Words) -> Iterator[str]:
    title = " ".join(part for part in (card.rubric_id, card.rubric_version) if part)
    yield "  ".join(part for part in (card.subject, card.period.label, title) if part)
    yield ""
    yield _row(decimal_text(card.base), words.base)


def _items(card: Scorecard, words: Words) -> Iterator[str]:
    """Each item that has entries, with its own sum in its title line, in brackets."""
    known = {item.code: item for item in card.items}
    codes = [item.code for item in card.items]
    codes += [entry.item for entry in card.entries if entry.item is not None and entry.item not in known]
    above: list[str] = []
    for code in dict.fromkeys(codes):
        own = [entry for entry in card.entries if entry.item == code]
        if own:
            item = known.get(code)
            chapters = item.chapters if item else ()
            yield ""
            yield from (_row("", f"{each.code} {each.title}") for each in chapters if each.code not in above)
            above = [*(each.code for each in chapters), code]
            yield _row("", _title(item, code))
            yield from (line for entry in own for line in _entry(entry, words))
    if not card.entries:
        yield _row("", words.nothing)


def _title(item: ItemResult | None, code: str) -> str:
    if item is None:
        return code
    mark = "" if item.mark is None or item.full is None else f" {decimal_text(item.mark)}/{decimal_text(item.full)}"
    name = "" if item.name in ("", code) else f" {item.name}"
    return f"{code}{name}{mark} ({_signed(item.points)})"


def _entry(entry: Entry, words: Words) -> Iterator[str]:
    if entry.rule is None:
        yield _row(_counted(entry), ",".join([_stage(entry, words), *_money(entry, words)]))
        return
    said = [f"{entry.rule} {entry.text}", *_measure(entry, words)]
    if entry.fate != "applied":
        said.append(words.fates[entry.fate])
    said += _money(entry, words)
    if entry.line is not None:
        said.append(words.line.format(line=entry.line))
    yield _row(_counted(entry), ",".join(said))
    if entry.events:
        yield _row("", "  " + words.events.format(events="、".join(entry.events)))


def _counted(entry: Entry) -> str:
    """What an entry moved the total by, a dot where it moved nothing."""
    return _signed(entry.points) if entry.fate == "applied" and entry.points else "·"


def _stage(entry: Entry, words: Words) -> str:
    return words.stages[entry.stage] if entry.limits is None else words.limit.format(rule=entry.limits)


def _measure(entry: Entry, words: Words) -> Iterator[str]:
    """What was counted: the occurrences an ordinal scored, else the measure, in its unit unless it is a plain count."""
    if entry.occurrences is not None:
        first, last = entry.occurrences
        yield (words.occurrence if first == last else words.occurrences).format(first=first, last=last)
    elif entry.measure is not None:
        unit = "" if entry.unit in (None, "次") else words.unit.format(unit=entry.unit)
        yield words.times.format(measure=decimal_text(entry.measure), unit=unit)


def _money(entry: Entry, words: Words) -> Iterator[str]:
    if entry.money:
        yield words.money.format(money=_signed(entry.money))


def _total(card: Scorecard, words: Words) -> Iterator[str]:
    yield ""
    for entry in card.entries:
        if entry.item is None:
            yield _row(_signed(entry.points), words.stages[entry.stage])
    if card.pending:
        low, high = (words.open_end if end is None else decimal_text(end) for end in (card.low, card.high))
        yield _row("?", f"{words.total} {words.between.format(low=low, high=high)}")
    else:
        yield _row(words.none if card.total is None else decimal_text(card.total), words.total)
    yield _row("", words.no_grade if card.grade is None else words.grade.format(grade=card.grade))
    if card.money:
        yield _row("", words.money.format(money=_signed(card.money)))


def _rest(card: Scorecard, words: Words) -> Iterator[str]:
    yield from _list(words.pending, (_pending(each, words) for each in card.pending))
    yield from _list(words.refused, (f"{each.item}{_named(each.events)}" for each in card.refused))
    yield from _list(words.vetoes, (_imposed(each) for each in card.vetoes))
    yield from _list(words.referred, (_imposed(each) for each in card.referred))
    yield from _list(words.requirements, (_requirement(each, words) for each in card.requirements))
    duties = (item for item in card.items if item.code in card.duties)
    yield from _list(words.duties, (f"{item.code} {item.name}" for item in duties))
    yield from _list(words.why_not, (_missed(each, words) for each in card.missed))


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{title}:"
        yield from (f"  {line}" for line in found)


def _pending(each: Pending, words: Words) -> str:
    low, high = (words.open_end if end is None else _signed(end) for end in (each.low, each.high))
    return f"{each.rule or each.item} {low} … {high}{_named(each.events)}"


def _imposed(each: Imposed) -> str:
    return f"{each.rule} {each.to or ''}".rstrip() + _named(each.events)


def _requirement(each: Requirement, words: Words) -> str:
    value = "" if each.value is None else f" {decimal_text(each.value)}"
    return f"{each.rule} {each.text}:{value} {words.statuses[each.status]}{_named(each.events)}"


def _missed(each: Missed, words: Words) -> str:
    found = words.none if each.found is None else decimal_text(each.found)
    reason = words.misses[each.reason].format(needed=each.needed, found=found)
    return f"{each.rule} {each.text}:{reason}{_named(each.events)}"


def _named(events: tuple[str, ...]) -> str:
    return f"({'、'.join(events)})" if events else ""


def _signed(value: Decimal) -> str:
    return f"+{decimal_text(value)}" if value > 0 else decimal_text(value)


def _row(points: str, text: str) -> str:
    return f"{points:>{_COLUMN}}  {text}".rstrip()
