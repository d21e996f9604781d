"""Targets and duties without points → rules that require: met, not met, or no data (language, "Measurements")."""

from collections.abc import Iterator, Sequence

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.amounts import read_amounts
from rubricdsl.clauses.condition import names as names_of
from rubricdsl.clauses.draft import Draft, Names
from rubricdsl.clauses.duties import owes, stated
from rubricdsl.clauses.measure import measured
from rubricdsl.clauses.measured import Measured
from rubricdsl.clauses.model import Account, Rest
from rubricdsl.clauses.wording import ENDS, SCORED_UNITS, is_sign, phrase_at, said, span_of
from rubricdsl.meaning.parts import OF_CARD, Curve, Effect, Measure, Threshold
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Due, Mark, Phrase, Plain, Quoted, Sign

_REQUIRE = Effect("require")
_AIMS = ("目标", "目标值", "指标值", "标准值", "目标为", "目标值为", "目标达")
_PROMISES = (
    "并",
    "保证",
    "确保",
    "保持",
    "做到",
    "力争",
    "要求",
    "使",
    "应",
    "须",
    "其",
    "的",
    "每月",
    "每年",
    "每季度",
    "每周",
)


def required(rest: Rest, account: Account) -> Iterator[Draft]:
    """What a stretch requires besides what it scores; an exemption, or how the standard is applied, is none of it."""
    parts = rest.parts
    if any(isinstance(part, Mark) and part.kind == "UNLESS" for part in parts):
        return
    act = next((part for part in parts if isinstance(part, Mark) and part.kind == "REQUIRED"), None)
    if act is not None:
        yield from _said_to_be(act, rest, account)
        return
    yield from _duties(parts, rest, account)
    for index, part in enumerate(parts):
        if _is_goal(parts, index):
            yield from _goal(rest, parts, index, account)
        elif isinstance(part, Amount) and part.tests and not _goes_on(parts, index):
            names = _target(parts, index, account.lexicon)
            if names:
                phrase = parts[_opening(parts, index) : _closing(parts, index)]
                window = read_amounts(phrase, True, (), account)
                yield _draft(rest, names, part, measured(phrase, window, True, account))


def _said_to_be(act: Mark, rest: Rest, account: Account) -> Iterator[Draft]:
    """“X” at least twice a week: required; “X” or “Y” each at most 3 times: required."""
    window = [part for part in rest.parts if part is not act]
    account.give("act", act)
    duties = list(_duties(window, rest, account))
    amounts = any(isinstance(part, Amount) for part in window)
    own = names_of(window, "", account.lexicon)
    if duties or not amounts or not own:
        if not duties:
            account.refuse("RUB201", act.span, act, form="“X” at least 95%: required")
        yield from duties
        return
    found = measured(window, read_amounts(window, True, (), account), True, account)
    if found.measure.kind in OF_CARD or found.curve.role is not None or not (found.when or found.curve.when):
        account.refuse("RUB201", act.span, act, form="“X” at least 95%: required")
    yield _draft(rest, own, act, found)


def _is_goal(parts: Sequence[Phrase], index: int) -> bool:
    """收费率目标95%: a bare number behind the word."""
    part, before = parts[index], phrase_at(parts, index - 1)
    bare = isinstance(part, Amount) and not part.tests
    return bare and isinstance(before, Plain) and before.text.strip().endswith(_AIMS)


def _goal(rest: Rest, parts: Sequence[Phrase], index: int, account: Account) -> Iterator[Draft]:
    text = parts[index - 1].text.strip()
    for aim in sorted(_AIMS, key=len, reverse=True):
        text = text.removesuffix(aim)
    before = parts[index - 2] if index > 1 else None
    quoted = before.said if not text and isinstance(before, Quoted) else ""
    names = Names(quoted=(quoted,)) if quoted else Names(short=(text,), words=text)
    amount = parts[index]
    goal = amount.quantity if isinstance(amount, Amount) else None
    if goal is None or dimension(goal.unit) != "percent" or not (quoted or account.lexicon.ending("measured", text)):
        return
    account.give("target", amount)
    yield _draft(
        rest,
        names,
        amount,
        Measured(Measure("latest", goal.unit), Curve(when=(Threshold(">=", goal.value, goal.unit),))),
    )


def requires(parts: Sequence[Phrase], lexicon: Lexicon) -> bool:
    """Whether phrases state a target or a duty, so that they are more than a title."""
    targets = (i for i, part in enumerate(parts) if isinstance(part, Amount) and part.tests and not _goes_on(parts, i))
    return owes(parts) or any(_target(parts, index, lexicon) for index in targets)


def _duties(parts: Sequence[Phrase], rest: Rest, account: Account) -> Iterator[Draft]:
    start = 0
    while start < len(parts):
        duty, end = stated(parts[start:], account)
        if duty is None:
            return
        head = parts[start : start + end]
        judging = account.lexicon.holds("judging", said(head))
        owed = next(part for part in reversed(head) if isinstance(part, Due | Amount))
        if duty.names and not _is_aside(head, owed) and not judging:
            due = duty.window.by is not None
            measure = (
                Measure("deadline", "天", duty.window) if due else Measure("obligation", duty.least.unit, duty.window)
            )
            curve = Curve() if due else Curve(origin=duty.least, below=True)
            yield _draft(rest, duty.names, owed, Measured(measure, curve))
        for part in head:
            if isinstance(part, Amount) and part.tests and part.unit in SCORED_UNITS and account.role(part) is None:
                account.report.add("RUB241", part.span)  # 损失0.5元以上的为优秀,每月25日前…: of no duty
        account.give("window", *head)
        start += max(end, 1)


def _is_aside(head: Sequence[Phrase], owed: Phrase) -> bool:
    """年级不定期(每月至少一次)检查: said in brackets of something else."""
    before = head[: list(head).index(owed)]
    return sum({"OPEN": 1, "CLOSE": -1}.get(part.kind, 0) for part in before if isinstance(part, Sign)) > 0


def _target(parts: Sequence[Phrase], index: int, lexicon: Lexicon) -> Names | None:
    """The name directly before a threshold: a quoted one, or the words of a rate measured in percent."""
    before = index - 1
    while (
        before >= 0 and isinstance(parts[before], Plain) and lexicon.consists_of("aiming", parts[before].text.strip())
    ):
        before -= 1
    amount = parts[index]
    if before < 0 or not isinstance(amount, Amount):
        return None
    unit = dimension(amount.unit) if amount.unit else "count"
    name = parts[before]
    summed = amount.how == "sum" or any(isinstance(part, Mark) and part.kind == "MEAN" for part in parts[:before])
    if isinstance(name, Quoted) and (unit != "time" or summed):
        return Names(quoted=(name.said,))
    if not isinstance(name, Plain) or unit != "percent":
        return None
    text = name.text.strip()
    while promise := next((word for word in _PROMISES if text.startswith(word)), ""):
        text = text[len(promise) :]
    while aim := lexicon.ending("aiming", text):
        text = text[: -len(aim)].rstrip()
    return Names(short=(text,), words=text) if lexicon.ending("measured", text) and len(text) > 1 else None


def _opening(parts: Sequence[Phrase], index: int) -> int:
    """Where the phrase of a threshold begins."""
    return max((at + 1 for at in range(index) if _is_end(parts[at])), default=0)


def _closing(parts: Sequence[Phrase], index: int) -> int:
    """Where it ends: 不低于5%且不超过10% is one condition."""
    end = index + 1
    while (
        end + 1 < len(parts)
        and parts[end].text.strip() in ("且", "并", "并且", "但")
        and isinstance(parts[end + 1], Amount)
    ):
        end += 2
    return end


def _goes_on(parts: Sequence[Phrase], index: int) -> bool:
    """95%以上为优秀, 低于90%的: a grade, or a condition; and the second half of one condition."""
    after = phrase_at(parts, index + 1)
    before = phrase_at(parts, index - 1)
    joined = before is not None and before.text.strip() in ("且", "并", "并且", "但")
    grade = isinstance(after, Plain) and after.text.strip().startswith(("为", "的", "者", "时", "是", "评", "视"))
    imposed = isinstance(after, Mark) and after.kind in ("GRADE", "CONVERT", "FULLMARKS")
    return joined or grade or imposed


def _is_end(part: Phrase) -> bool:
    return is_sign(part, *ENDS)


def _draft(rest: Rest, names: Names, part: Phrase, found: Measured) -> Draft:
    whole = list(rest.parts)
    while whole and _is_end(whole[0]):
        whole = whole[1:]
    return Draft(
        names=names,
        measure=found.measure,
        curve=found.curve,
        effect=_REQUIRE,
        phrase=part.span,
        sentence=span_of(whole or rest.parts),
        sentence_number=-1,
        stretch=rest.stretch,
        when=found.when,
        toward=found.toward,
    )
