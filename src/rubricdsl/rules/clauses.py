"""Segments → drafts of rules: each read on its own, then tied to its neighbours and bound by the limits said of it."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import takewhile

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.base.span import Span
from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import (
    NAMING,
    condition,
    counted_noun,
    graver_flags,
    is_graver,
    names,
    occurring,
    said,
    span_of,
    whole_words,
)
from rubricdsl.rules.contraries import otherwise
from rubricdsl.rules.doubts import report_bound, report_doubts, report_multipliers
from rubricdsl.rules.draft import Draft, Duty, Names, Reading, both
from rubricdsl.rules.duties import Told, stated, told, understood
from rubricdsl.rules.effects import effect_of
from rubricdsl.rules.forms import FormPart, beside, drafted
from rubricdsl.rules.leftovers import exempt, full_mark, report_rest, report_window
from rubricdsl.rules.measuring import Measured, is_bare_trigger, measured, missed
from rubricdsl.rules.parts import Curve, Effect, Limit, Measure, Quantity
from rubricdsl.rules.report import Report
from rubricdsl.rules.requirements import required
from rubricdsl.rules.segments import ENDS, Bound, Rest, Segment, cut
from rubricdsl.rules.shares import is_of_money
from rubricdsl.rules.ties import graded_by, in_order, ledger
from rubricdsl.tree.model import Part

_MULTIPLIED = frozenset({"deduct", "add", "award", "fine", "reward"})
_CASES = frozenset({"amount", "trigger", "EACH", "ORDINAL", "due", "absence", "SEPARATE"})
_TAKING = frozenset({"deduct", "fine", "forfeit"})
_GIVING = frozenset({"add", "award", "reward"})
_PHRASE = frozenset({"trigger", "EACH", "EXTRA", "SEPARATE", "open"})


def read_clauses(parts: Sequence[Part], report: Report) -> Reading:
    """Reads the text of one item; what looks like a score and was not read is reported at its words."""
    segments = cut(parts, report)
    reading = Reading(full=segments.full, mark=segments.mark)
    owed = {rest.stretch: stated(rest.parts, report)[0] or understood(rest.parts)[0] for rest in segments.rests}
    for segment in map(partial(_apart, segments.rests, report=report), segments.scoring):
        report_window(segment.window, segment.act, report)
        report_doubts(segment, report)
        _add(reading, segment, owed.get(segment.stretch - 1), report)
    for bound in segments.bounds:
        report_window(bound.window, None, report)
        if report_bound(bound, report):
            _bind(reading, bound, report)
    for rest in segments.rests:
        _settle(reading, rest, report)
    for rest in segments.rests:
        reading.drafts += required(rest, report)
    reading.drafts = in_order(reading.drafts)
    return reading


def _apart(rests: list[Rest], segment: Segment, report: Report) -> Segment:
    """每周召开一次“例会”,参会率不低于90%,每低1%扣1分: a duty, and a score of a target that has a name of its own.

    The duty goes to the rests, which say what is required besides.
    """
    duty, end = stated(segment.window, report)
    target = any(amounts.is_threshold(part) and index > 1 for index, part in enumerate(segment.window[end:]))
    if duty is None or not target or told(segment.window, None, report) is not None:
        return segment
    rests.append(Rest(segment.window[:end], segment.stretch, scored=True))
    return evolve(segment, window=segment.window[end:])


def _add(reading: Reading, segment: Segment, owed: Duty | None, report: Report) -> None:
    """Adds the rule of a segment; `owed` is the duty that the stretch directly before it states without a score."""
    before = _of_sentence(reading.drafts, segment.sentence)
    if isinstance(segment.act, FormPart):
        draft = _in_form(segment, segment.act, report)
        reading.drafts.append(_related(draft, segment.window, len(reading.drafts) - len(before), before, report))
        return
    last = reading.drafts[-1].effect.kind if reading.drafts else None
    effect = effect_of(segment, before[-1].effect.kind if before else last, report)
    if effect is None:
        return
    if not before and effect.kind in ("veto", "refer") and segment.continues:
        before = _graver_of(reading.drafts, segment)
    if before and _is_of_same_sum(effect, segment, before[-1]):
        effect = evolve(effect, kind="fine")
    if before and effect.kind == "veto" and before[-1].effect == Effect("veto") and not condition(segment.window):
        reading.drafts[-1] = evolve(before[-1], effect=effect)  # 实行一票否决,年度内不得评优: what that veto imposes
        return
    if before and _adds_to(before[-1], segment):
        joined = evolve(effect, to=f"{before[-1].effect.to},{effect.to}")  # 取消评优资格,下调工资: one veto
        reading.drafts[-1] = evolve(before[-1], effect=joined)
        return
    duty = told(segment.window, before[-1].duty if before else owed, report)
    dates = [part for part in segment.window if part.name == "due"]
    if duty is None and dates and effect.kind in ("add", "award", "reward"):
        report.add("RUB239", dates[0].span)
    draft = _draft(segment, effect, duty, report)
    if before and before[-1].curve.role == "nth" and words.LATER.fullmatch(draft.names.words):
        report.add("RUB201", draft.phrase, form="第三次及以后每次扣8分")
    if draft.toward == "above" and draft.curve.origin is None and before and before[-1].duty is not None:
        report.add("RUB201", draft.phrase, form="每月“走访”超过5家的,每家加1分")  # what exceeds a duty has no measure
    reading.drafts.append(_related(draft, segment.window, len(reading.drafts) - len(before), before, report))


def _graver_of(drafts: Sequence[Draft], segment: Segment) -> list[Draft]:
    """漏巡罚款50元。造成停电者除名: a consequence that opens the next sentence of a line grades the score before it."""
    earlier = _of_sentence(drafts, segment.sentence - 1)
    return earlier if earlier and is_graver(segment.window, earlier[-1].names) else []


def _is_of_same_sum(effect: Effect, segment: Segment, last: Draft) -> bool:
    """旷工1天扣工资的30%,2天扣50%: a share that names neither a matter nor a sum of its own."""
    goes_on = last.stretch == segment.stretch and not condition(segment.window)
    return effect.share is not None and effect.kind == "deduct" and is_of_money(last.effect) and goes_on


def _adds_to(last: Draft, segment: Segment) -> bool:
    """Whether a consequence says no more than what comes with the one before it."""
    alike = segment.act.name == "CONSEQUENCE" and last.effect.kind == "veto" and last.effect.to is not None
    return alike and not condition(segment.window) and not _states_case(segment.window)


def _in_form(segment: Segment, act: FormPart, report: Report) -> Draft:
    """The clause that a plug-in's form states, under the names said before it."""
    window = segment.window[1:] if segment.window and segment.window[0].name in ENDS else segment.window
    behind = [part for part in (segment.following,) if part is not None and part.name == "PROSE"]
    for part in (*behind, *beside((*window, *segment.after), NAMING | {"EXTRA", "UNLESS"})):
        report.add("RUB201", part.span, form=act.example)
    draft = drafted(act, names(window, ""), span_of([*window, act]), segment.sentence, segment.stretch)
    return evolve(draft, unless=(*draft.unless, *exempt(segment.window)))


def _draft(segment: Segment, effect: Effect, duty: Told | None, report: Report) -> Draft:
    window, act, after = segment.window, segment.act, segment.after
    found = measured(window, act, after, report) if duty is None else missed(duty, act, after, report)
    if found.curve.proportional and effect.kind in ("fine", "reward") and effect.low is None:
        found = Measured(Measure("count"), Curve(proportional=True))  # of a sum nobody states: whoever records it does
    whole = window[1:] if window and window[0].name in ENDS else window
    named = window[_after_absence(window) :]
    curve = _curve(found.curve, segment, effect, report)
    report_multipliers(window, curve, report)
    least = amounts.least(act, report)
    if found.verbatim:
        own = Names(words=whole_words(named))
    else:
        own = names(named, counted_noun(named)) if duty is None else duty.duty.names
    return Draft(
        names=own,
        measure=found.measure,
        curve=curve,
        effect=effect,
        phrase=Span(_phrase_start(segment), span_of([act, *segment.after]).end),
        sentence=span_of([*whole, act, *segment.after]),
        sentence_number=segment.sentence,
        stretch=segment.stretch,
        when=found.when,
        unless=exempt(window),
        limit=Limit(min=least) if least is not None else None,
        toward=found.toward,
        extra=(act.name == "REFER" or bool(act.word("BY"))) and "追加" in act.text,
        bare=not segment.act.word("PER") and any(is_bare_trigger(window, i, report) for i in range(len(window))),
        duty=None if duty is None else duty.duty,
        named=tuple(value for part in named for value in amounts.amounts(part)) if found.verbatim else (),
        over=_over(window, curve) if duty is None else None,
    )


def _over(window: Sequence[Part], curve: Curve) -> tuple[str, str] | None:
    """全年累计3次以上: what a sum is said to be taken over; values that are only tested are of no stretch."""
    if not any(dimension(threshold.unit) not in ("percent", "points") for threshold in curve.when):
        return None
    found = words.OVER.search("".join(part.text for part in window))
    return (found[0], words.SPANS[found[1] or found[2]]) if found else None


def _of_sentence(drafts: Sequence[Draft], sentence: int) -> list[Draft]:
    """The drafts of a sentence, which are the last ones while it is read."""
    return list(takewhile(lambda draft: draft.sentence_number == sentence, reversed(drafts)))[::-1]


def _after_absence(window: Sequence[Part]) -> int:
    """连续半年无X: only what stands behind the absence names what was absent."""
    return next((i + 1 for i, part in enumerate(window) if part.name == "absence"), 0)


def _curve(curve: Curve, segment: Segment, effect: Effect, report: Report) -> Curve:
    act = segment.act
    marked = segment.column is not None and segment.column.effect == "award"  # the marks of a case, not of each time
    if effect.kind not in _MULTIPLIED or marked:
        curve = evolve(curve, per=None)
    elif curve.per is None and segment.column is not None and segment.column.unit:
        curve = evolve(curve, per=Quantity(Decimal(1), segment.column.unit))
    behind = [segment.following] if segment.following is not None and not segment.following.word("ACT") else []
    said = (*segment.window, act, *behind)  # 罚款50-100元视轻重
    discretion = any(part.name == "open" and part.word("DISCRETION") for part in said)
    times = _times(act, report) if act.word("TIMES") else None
    return evolve(curve, discretion=discretion, times=times) if discretion or times is not None else curve


def _times(act: Part, report: Report) -> Decimal | None:
    digits = (act.word("TIMES") or "").removeprefix("按").removesuffix("倍").strip()
    if digits == "减半":
        return Decimal("0.5")
    return Decimal(2) if digits[:1] in ("加", "双", "翻") else amounts.number(digits, act, report)


def _phrase_start(segment: Segment) -> int:
    """The score phrase begins at its trigger where that stands in the same phrase: 发现一次扣2分."""
    start = segment.act.span.start
    for part in reversed(segment.window):
        if part.name in _PHRASE:
            start = part.span.start
        elif part.name not in ("PROSE", "QUOTED"):
            break
    return start


def _related(draft: Draft, window: Sequence[Part], first: int, before: Sequence[Draft], report: Report) -> Draft:
    """Ties a graver case to the score it replaces and an extra one to the score it comes on top of.

    `before` are the drafts of the same sentence, the first of which has the index `first`.
    """
    base = graded_by(draft, before)
    extra = _is_extra(draft, window, base is not None)
    untied = draft if extra == draft.extra else evolve(draft, extra=extra)
    if base is None:
        if draft.curve.times is not None:
            report.add("RUB225", draft.phrase)
        elif first and words.GRADING.match(said(window)):
            report.add("RUB227", draft.phrase)
        return untied
    last, names = before[-1], before[base].names
    if _pays_too(draft, window, last):
        return evolve(_in_case_of(draft, last), flags=last.flags)
    if not draft.names and not last.graver and last.grades is None and _goes_with(draft, window, last):
        return _in_case_of(untied, last)
    if not draft.names and last.graver and _goes_on(draft, window):
        return evolve(draft, names=names, flags=last.flags)
    graver = is_graver(window, names)
    doubled = draft.curve.times is not None and draft.curve.role is None
    if not graver and not doubled and draft.names and not _shortened(draft.names, names):
        return untied
    inherited = evolve(draft, names=names, flags=graver_flags(window, names))
    if graver and _goes_on(draft, window) and _marked(window) == "并":
        return inherited
    if graver and extra:
        return evolve(inherited, onto=first + base, extra=True)
    if graver or doubled:
        return evolve(inherited, grades=first + base, graver=graver)
    if draft.effect.kind in _TAKING and before[base].effect.kind in _GIVING:
        if any(part.name == "PROSE" and words.OTHERWISE.match(part.text.strip()) for part in window):
            return otherwise(draft, before[base], report)
        names = occurring(names)
    alike = _tested_alike(draft, last)
    return evolve(alike, names=names, extra=extra, onto=first + base if extra else None)


def _in_case_of(draft: Draft, last: Draft) -> Draft:
    """A score under the names and conditions of the one before it."""
    case = evolve(draft.curve, when=last.curve.when, role=last.curve.role)
    return evolve(draft, names=last.names, when=last.when, curve=case, measure=last.measure)


def _states_case(window: Sequence[Part]) -> bool:
    return any(part.name in _CASES for part in window)


def _pays_too(draft: Draft, window: Sequence[Part], last: Draft) -> bool:
    """罚责任人500元、班组长200元; 对责任人罚款500元,对经理罚款200元: who else pays in the same case."""
    money = draft.effect.kind in ("fine", "reward") and draft.effect.kind == last.effect.kind
    own = _states_case(window) or draft.names.quoted
    return money and not own and words.PAYEE.fullmatch(draft.names.words) is not None


def _goes_with(draft: Draft, window: Sequence[Part], last: Draft) -> bool:
    """旷工3天以上扣10分,并罚款100元: what another ledger adds in the same case, with no condition of its own."""
    other = ledger(draft.effect.kind) != ledger(last.effect.kind)
    return other and not _states_case(window) and draft.stretch == last.stretch and bool(last.when or last.curve.when)


def _tested_alike(draft: Draft, before: Draft) -> Draft:
    """单笔差错1000元以下扣2分,1000-5000元扣5分: the second tests each event's own amount as the first does."""
    own, curve = before.when, draft.curve
    if not own or draft.when or not curve.when or curve.role or curve.when[0].unit != own[0].unit:
        return draft
    return evolve(draft, when=curve.when, curve=evolve(curve, when=()), measure=before.measure)


def _shortened(own: Names, before: Names) -> bool:
    """报表延迟1天扣1分,延迟2天扣2分: the end of the name before, said again."""
    one, other = (own.short, before.short)
    return not own.quoted and len(one) == len(other) == 1 and len(one[0]) > 1 and other[0].endswith(one[0])


def _goes_on(draft: Draft, window: Sequence[Part]) -> bool:
    """情节严重的扣10分,并罚款100元: another ledger for the same graver case."""
    bare = not condition(window) or _marked(window) == "并"
    return draft.effect.kind in ("fine", "reward", "veto", "refer") and bare


def _marked(window: Sequence[Part]) -> str:
    """The word that says how a score joins the one before: 另, 再, 并 …"""
    return next((part.text for part in window if part.name == "EXTRA"), "")


def _is_extra(draft: Draft, window: Sequence[Part], follows: bool) -> bool:
    """另扣, 再扣, 追加 come on top; 并扣 only after a score, as 并罚款 merely goes on."""
    mark = _marked(window)
    if mark == "并":
        return follows and draft.effect.kind == "deduct"
    return bool(mark) or draft.extra


def _bind(reading: Reading, bound: Bound, report: Report) -> None:
    """A limit binds the one score of its stretch, else the item; 本项 says the item, 总分 the total.

    One in 元 binds the one fine or reward of its stretch. One alone in its line may close the section around.
    """
    own = [i for i, draft in enumerate(reading.drafts) if draft.stretch == bound.stretch]
    paid = [i for i in own if reading.drafts[i].effect.kind in ("fine", "reward")]
    if bound.money:
        if len(paid) != 1:
            report.add("RUB209", bound.span)
            return
        own = paid
    if _one_sided(reading, bound, report):
        return
    item = any(word in bound.said for word in ("本项", "该项", "本章", "本节"))
    if "总分" in bound.said and not item:
        reading.total_limit = both(reading.total_limit, bound.limit)
    elif item and bound.alone:
        reading.closing_limit = both(reading.closing_limit, bound.limit)
    elif item or len(own) != 1:
        if _is_rival(reading.limit, bound.limit):
            report.add("RUB209", bound.span)
        reading.limit = both(reading.limit, bound.limit)
    else:
        draft = reading.drafts[own[0]]
        reading.drafts[own[0]] = evolve(draft, limit=both(draft.limit, bound.limit))


def _is_rival(one: Limit | None, other: Limit) -> bool:
    """部长不超过10分,委员不超过8分: two bounds that cannot both be the item's."""
    highest = {limit.max for limit in (one, other) if limit is not None and limit.max is not None}
    return len(highest) > 1


def _one_sided(reading: Reading, bound: Bound, report: Report) -> bool:
    """加分不超过5分 beside deductions bounds the one score that adds; several, and it cannot be kept apart."""
    adding = {"add", "award"} if "加分" in bound.said else {"deduct"} if "扣分" in bound.said else set()
    mine = [i for i, draft in enumerate(reading.drafts) if draft.effect.kind in adding]
    others = [draft for draft in reading.drafts if draft.effect.kind in {"add", "award", "deduct"} - adding]
    if not adding or not others or "总分" in bound.said:
        return False
    if len(mine) == 1:
        reading.drafts[mine[0]] = evolve(
            reading.drafts[mine[0]], limit=both(reading.drafts[mine[0]].limit, bound.limit)
        )
    else:
        report.add("RUB209", bound.span)
    return True


def _settle(reading: Reading, rest: Rest, report: Report) -> None:
    """An exemption said after scores is of each, in brackets of the last alone; a full mark is the item's."""
    last = max((place for place, draft in enumerate(reading.drafts) if draft.stretch <= rest.stretch), default=None)
    free = exempt(rest.parts)
    for place, draft in enumerate(reading.drafts) if free else ():
        bracketed = rest.parts[0].name == "OPEN" and place != last
        if draft.stretch == rest.stretch and not bracketed:
            reading.drafts[place] = evolve(draft, unless=free)
    rounded = next((part for part in rest.parts if part.name == "ROUND_UP"), None)
    if rounded is not None:
        _round_up(reading, last, rounded, report)
    reading.full = reading.full if reading.full is not None else full_mark(rest, report)
    report_rest(rest, report)


def _round_up(reading: Reading, place: int | None, part: Part, report: Report) -> None:
    """不足10分钟按10分钟计, behind a score: what the score before it counts by is counted when it has begun."""
    last = None if place is None else reading.drafts[place]
    if place is None or last is None or last.curve.per is None:
        report.add("RUB201", part.span, form="每10分钟扣1分(不足10分钟按10分钟计)")
    else:
        reading.drafts[place] = evolve(last, curve=evolve(last.curve, round_up=True))
