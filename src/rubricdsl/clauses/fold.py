"""Segments → drafts of rules: each read on its own, then tied to its neighbours and bound by the limits said of it."""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.base.span import Span
from rubricdsl.clauses.account import settle_window, unaccounted
from rubricdsl.clauses.amounts import Said, read_amounts
from rubricdsl.clauses.condition import is_graver, names
from rubricdsl.clauses.conversions import each_time
from rubricdsl.clauses.draft import Draft, Duty, Reading
from rubricdsl.clauses.duties import Told, missed, stated, told, understood
from rubricdsl.clauses.effects import effect_of, gains
from rubricdsl.clauses.exempt import exempt, settle, unexempt
from rubricdsl.clauses.formed import drafted
from rubricdsl.clauses.inherited import marked
from rubricdsl.clauses.limits import bind
from rubricdsl.clauses.measure import in_proportion, measured
from rubricdsl.clauses.measured import Measured
from rubricdsl.clauses.model import Account, Column, Rest, Segment
from rubricdsl.clauses.named import names_of
from rubricdsl.clauses.neighbours import (
    both_ways,
    exceeding,
    from_occurrence,
    lacking,
    refuse_unmeasured,
    says_how_much,
    with_rates,
    with_step_kept,
)
from rubricdsl.clauses.numbers import stated_numbers
from rubricdsl.clauses.prose import settle_rest
from rubricdsl.clauses.relations import goes_on_with, is_of_same_sum, related
from rubricdsl.clauses.requirements import required
from rubricdsl.clauses.segments import cut
from rubricdsl.clauses.ties import in_order
from rubricdsl.clauses.wording import span_of
from rubricdsl.meaning.parts import Curve, Effect, Limit, Measure, Quantity
from rubricdsl.meaning.report import Report
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import (
    Absent,
    Amount,
    Bound,
    Count,
    Due,
    Formed,
    Mark,
    Open,
    Phrase,
    Plain,
    Quoted,
    Score,
    Sign,
)

_MULTIPLIED = frozenset({"deduct", "add", "award", "fine", "reward", "convert"})
_PHRASE_KINDS = frozenset({"EXTRA", "SEPARATE", "DISCRETION"})


def read_clauses(
    parts: Sequence[Phrase], column: Column | None, lexicon: Lexicon, report: Report, targeted: bool = False
) -> Reading:
    """Reads the text of one item; every word of it has a role, or is reported where it stands."""
    account = Account(lexicon, report, targeted)
    segments = cut(parts, column, account)
    reading = Reading(full=segments.full, mark=segments.mark, full_at=segments.full_at, accounted=True)
    owed = {
        rest.stretch: stated(rest.parts, account)[0] or understood(rest.parts, lexicon)[0] for rest in segments.rests
    }
    for segment in segments.scoring:
        _add(reading, _apart(segments.rests, segment, account), owed.get(segment.stretch - 1), account)
    reading.drafts = with_rates(reading.drafts)
    for bound in segments.bounds:
        bind(reading, bound, account)
    for rest in segments.rests:
        settle(reading, rest, account)
    for rest in segments.rests:
        reading.drafts += required(rest, account)
    for rest in segments.rests:
        settle_rest(rest, account, unscored=not reading.drafts)
    unaccounted(parts, account)
    reading.roles = account.told(parts)
    reading.drafts = in_order(reading.drafts)
    return reading


def _apart(rests: list[Rest], segment: Segment, account: Account) -> Segment:
    """每周召开一次“例会”,参会率不低于90%,每低1%扣1分: a duty, and a score of a target that has a name of its own.

    The duty goes to the rests, which say what is required besides.
    """
    duty, end = stated(segment.window, account)
    target = any(
        isinstance(part, Amount) and part.tests and index > 1 for index, part in enumerate(segment.window[end:])
    )
    if duty is None or not target or told(segment.window, None, account) is not None:
        return segment
    rests.append(Rest(segment.window[:end], segment.stretch, scored=True))
    return evolve(segment, window=segment.window[end:])


def _add(reading: Reading, segment: Segment, owed: Duty | None, account: Account) -> None:
    """Adds the rule of a segment; `owed` is the duty that the stretch directly before it states without a score."""
    if isinstance(segment.act, Formed):
        reading.drafts.append(_in_form(segment, segment.act, account))
        return
    segment = exceeding(segment, account)
    before = _of_sentence(reading.drafts, segment.sentence)
    last = reading.drafts[-1].effect.kind if reading.drafts else None
    effect = effect_of(segment, before[-1].effect.kind if before else last, account)
    if effect is None:
        _leave(segment.window, account)
        return
    if before and goes_on_with(before[-1], effect, segment, account):
        earlier = before[-1].effect
        to = f"{earlier.to},{effect.to}" if earlier.to else effect.to
        reading.drafts[-1] = evolve(before[-1], effect=evolve(earlier, to=to))
        settle_window(segment, account)
        return
    duty = _told(segment, effect, before[-1].duty if before else owed, account)
    if not before and effect.kind in ("veto", "refer") and segment.continues and reading.drafts:
        before = _graver_of(reading.drafts, segment, account)
    draft = _draft(segment, effect, duty, account)
    if before and says_how_much(draft, before[-1], segment, account):
        reading.drafts[-1] = evolve(before[-1], effect=draft.effect)
        settle_window(segment, account)
        return
    if before:
        draft = lacking(from_occurrence(draft, before[-1]), before[-1], segment)
        refuse_unmeasured(draft, before, account)
        reading.drafts[-1], draft = both_ways(draft, before, account)
    if before and is_of_same_sum(effect, segment, before[-1], account):
        draft = evolve(draft, effect=evolve(effect, kind=before[-1].effect.kind))
    first = len(reading.drafts) - len(before)
    tied = related(draft, segment.window, first, before, account)
    kept = with_step_kept(draft, before[-1], segment) if before else None
    if kept is not None:
        reading.drafts[-1] = kept
        tied = evolve(tied, extra=False, onto=None)  # a step and a rate from its end add up by themselves
    reading.drafts.append(marked(tied, draft, before[-1] if before else None, segment))
    settle_window(segment, account)


def _leave(window: Sequence[Phrase], account: Account) -> None:
    """What was said for an act that could not be read; its numbers are told of."""
    account.give("prose", *window)
    for part in window:
        if not isinstance(part, Plain) and stated_numbers(part):
            account.report.add("RUB241", part.span)


def _in_form(segment: Segment, act: Formed, account: Account) -> Draft:
    """A clause in a form of a plug-in: before it only words that name things may stand, as the form reads no others."""
    account.give("act", act)
    plain = [part for part in segment.window if isinstance(part, Plain | Quoted | Sign)]
    account.give("name", *plain)
    read = (*plain, *(part for part in segment.window if isinstance(part, Mark) and part.kind in ("EXTRA", "UNLESS")))
    for part in (*segment.window, *segment.after):
        if all(part is not each for each in read):
            account.give("act", part)
            account.report.add("RUB201", part.span, form=act.example)
    whole = [*_whole(segment.window), act]
    own = names(segment.window, "", account.lexicon)
    draft = drafted(act.meaning, act.span, own, span_of(whole), segment.sentence, segment.stretch)
    settle_window(segment, account)
    return evolve(draft, unless=(*draft.unless, *exempt(segment.window, account)))


def _whole(window: Sequence[Phrase]) -> Sequence[Phrase]:
    """The phrases of a sentence before its act, without the sign that closed what was before them."""
    return window[1:] if window and isinstance(window[0], Sign) and window[0].kind != "OPEN" else window


def _told(segment: Segment, effect: Effect, owed: Duty | None, account: Account) -> Told | None:
    """The duty that a segment says was failed; its other counts and days are of the window of that duty."""
    duty = told(segment.window, owed, account)
    parts = [part for part in segment.window if isinstance(part, Count | Amount | Due)]
    if duty is not None:
        said = {id(each) for each in duty.said}
        besides = (part for part in parts if id(part) not in said)
        account.give("window", *(part for part in besides if not (isinstance(part, Amount) and _tests_apart(part))))
        return duty
    dates = [part for part in parts if isinstance(part, Due) and part.each is not None]
    if dates and effect.kind in ("add", "award", "reward"):
        account.refuse("RUB239", dates[0].span, dates[0])
    return None


def _tests_apart(part: Amount) -> bool:
    """达到0.5元的为优秀,每月25日前上报…,逾期扣5分: money and points that are tested before a duty are of none."""
    return dimension(part.unit) in ("money", "points")


def _graver_of(drafts: Sequence[Draft], segment: Segment, account: Account) -> Sequence[Draft]:
    """漏巡罚款50元。造成停电者除名: a consequence that opens the next sentence of a line grades the score before it."""
    earlier = _of_sentence(drafts, segment.sentence - 1)  # none of this sentence is there yet
    return earlier if earlier and is_graver(segment.window, earlier[-1].names, account.lexicon) else []


def _of_sentence(drafts: Sequence[Draft], sentence: int) -> Sequence[Draft]:
    """The drafts of a sentence, which are the last ones while it is read."""
    return drafts[bisect_left(drafts, sentence, key=lambda draft: draft.sentence_number) :]


def _draft(segment: Segment, effect: Effect, duty: Told | None, account: Account) -> Draft:
    window, act = segment.window, segment.act
    said, found = _measured(segment, effect, duty, account)
    curve = _curve(found.curve, segment, effect, account)
    if effect.kind == "convert":
        curve = each_time(curve)
    named = unexempt(window[_after_absence(window) :])
    own = duty.duty.names if duty is not None else names_of(named, said, effect, account)
    whole = _whole(window)
    return Draft(
        names=own,
        measure=found.measure,
        curve=curve,
        effect=effect,
        phrase=Span(_phrase_start(segment), span_of(_from_act(segment)).end),
        sentence=span_of([*whole, act, *segment.after]),
        sentence_number=segment.sentence,
        stretch=segment.stretch,
        when=found.when,
        unless=exempt(window, account),
        limit=_limit(act),
        toward=found.toward,
        extra=isinstance(act, Score) and "extra" in act.manner,
        bare=said.bare,
        duty=None if duty is None else duty.duty,
        over=_over(window) if duty is None and curve.when else None,
        inherited=("kinds", "window") if duty is not None and duty.said == window else (),
    )


def _measured(segment: Segment, effect: Effect, duty: Told | None, account: Account) -> tuple[Said, Measured]:
    """What the amounts of a segment say, and what is measured by it."""
    window, act, given = segment.window, segment.act, _given(segment, account)
    if duty is not None:
        _refuse_other_duties(window, duty, account)
        said, found = Said(counts=given), missed(duty, _joined(given), act, account)
    else:
        giving = gains(effect)
        said = read_amounts(window, giving, given, account)
        proportional = isinstance(act, Open) and act.proportional
        found = (
            in_proportion(window, said, giving, account) if proportional else measured(window, said, giving, account)
        )
        for phrase in window if proportional else ():
            if isinstance(phrase, Count) and phrase.side is not None:
                account.refuse("RUB242", phrase.span, phrase)  # 每低1%扣除对应比例的分数: two rates for one
    if found.curve.proportional and effect.kind in ("fine", "reward") and effect.low is None:
        found = Measured(Measure("count"), Curve(proportional=True))  # of a sum nobody states: whoever records it does
    return said, found


def _refuse_other_duties(window: Sequence[Phrase], duty: Told, account: Account) -> None:
    """每年至少2次,其他副职至少4次,每少一次扣2分: what is owed by others too needs a clause of its own."""
    least = duty.duty.least
    for phrase in window:
        if not isinstance(phrase, Amount) or not phrase.text.strip().startswith("至少"):
            continue
        if (phrase.number.low, phrase.unit) != (least.value, least.unit):
            account.refuse("RUB201", phrase.span, phrase, form="每年至少4次“X”,少一次扣2分")


def _limit(act: Phrase) -> Limit | None:
    """扣款至少50元, 处500元以下罚款: the least a score takes, or the most that is left to whoever scores."""
    if isinstance(act, Open) and act.most is not None:
        return Limit(max=act.most)
    least = _least(act)
    return None if least is None else Limit(min=least)


def _least(act: Phrase) -> Decimal | None:
    """扣款至少50元, 扣2分以上: the least a score takes."""
    if isinstance(act, Bound):
        return act.min
    return act.low if isinstance(act, Score) and (act.least or act.after == ">=") else None


def _given(segment: Segment, account: Account) -> tuple[Quantity, ...]:
    """What multiplies by its own words, with the score or behind it: 2分/次, 2分每次, 10元一次."""
    act = segment.act
    units = list(act.per) if isinstance(act, Score | Amount | Bound) else []
    account.give("count", *segment.after)
    for phrase in segment.after:
        if isinstance(phrase, Count) and phrase.every is not None:
            units += [phrase.every.unit, *phrase.per]
        elif isinstance(phrase, Amount):
            units.append(phrase.unit)
    if units == ["半天"]:
        return (Quantity(Decimal("0.5"), "天"),)
    return tuple(Quantity(Decimal(1), unit) for unit in units)


def _joined(given: tuple[Quantity, ...]) -> Quantity | None:
    return Quantity(Decimal(1), "/".join(each.unit for each in given)) if given else None


def _curve(curve: Curve, segment: Segment, effect: Effect, account: Account) -> Curve:
    act = segment.act
    marked = segment.column is not None and segment.column.effect == "award"  # the marks of a case, not of each time
    multipliers = [phrase for phrase in segment.window if isinstance(phrase, Count) and account.role(phrase) == "count"]
    if effect.kind not in _MULTIPLIED or marked:
        for phrase in multipliers:
            if (
                effect.kind not in _MULTIPLIED
                and phrase.each
                and phrase.every is not None
                and (phrase.every.value != 1 or dimension(phrase.every.unit) != "count")
            ):
                account.refuse("RUB242", phrase.span, phrase)
        curve = evolve(curve, per=None)
    elif curve.per is None and segment.column is not None and segment.column.unit:
        curve = evolve(curve, per=Quantity(Decimal(1), segment.column.unit))
    discretion = [phrase for phrase in segment.window if isinstance(phrase, Mark) and phrase.kind == "DISCRETION"]
    behind = segment.following
    if isinstance(behind, Mark) and behind.kind == "DISCRETION":
        discretion.append(behind)
    account.give("act", *discretion)
    imposes = effect.kind not in _MULTIPLIED and not account.lexicon.spaced
    for mark in discretion if imposes else ():
        account.refuse("RUB201", mark.span, mark, form="酌情扣1-3分")  # 视情节辞退
    free = bool(discretion) or (isinstance(act, Open) and act.discretion)
    times = act.times if isinstance(act, Open) else None
    return evolve(curve, discretion=free, times=times) if free or times is not None else curve


def _after_absence(window: Sequence[Phrase]) -> int:
    """连续半年无X: only what stands behind the absence names what was absent."""
    return next((i + 1 for i, phrase in enumerate(window) if isinstance(phrase, Absent)), 0)


def _from_act(segment: Segment) -> Sequence[Phrase]:
    """The act and what was written behind it, though it may be read before."""
    behind = (phrase for phrase in segment.window if phrase.span.start >= segment.act.span.end)
    return [segment.act, *behind, *segment.after]


def _phrase_start(segment: Segment) -> int:
    """The score phrase begins at its trigger where that stands in the same phrase: 发现一次扣2分."""
    start = segment.act.span.start
    for phrase in reversed(segment.window):
        if isinstance(phrase, Count | Open) or (isinstance(phrase, Mark) and phrase.kind in _PHRASE_KINDS):
            start = min(start, phrase.span.start)
        elif not isinstance(phrase, Plain | Quoted):
            break
    return start


def _over(window: Sequence[Phrase]) -> tuple[str, str] | None:
    """全年累计3次以上: what a sum is said to be taken over; values that are only tested are of no stretch."""
    tests = [phrase for phrase in window if isinstance(phrase, Amount) and phrase.tests]
    if tests and all(dimension(phrase.unit) in ("percent", "points") for phrase in tests):
        return None
    found = next(
        (
            phrase
            for phrase in window
            if isinstance(phrase, Mark) and phrase.kind == "STRETCH" and phrase.value != "term"
        ),
        None,
    )
    return None if found is None else (found.text, found.value)
