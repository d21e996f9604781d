"""What is said behind scores and binds them: exemptions, and that a begun multiple counts."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from rubricdsl.clauses.condition import condition, is_filler, quotations
from rubricdsl.clauses.draft import Reading
from rubricdsl.clauses.model import Account, Rest
from rubricdsl.clauses.places import is_points, is_requirement
from rubricdsl.clauses.wording import is_sign, phrase_start
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Count, Mark, Phrase, Plain, Quoted, RoundUp, Sign


def exempt(parts: Sequence[Phrase], account: Account) -> tuple[str, ...]:
    """…除外: the flags of what is exempt, quoted or in the words of the condition."""
    for index, part in enumerate(parts):
        if isinstance(part, Mark) and part.kind == "UNLESS" and index:
            before = parts[phrase_start(parts[:index]) : index]
            account.give("join", part)
            account.give("name", *(part for part in before if isinstance(part, Plain | Quoted)))
            return quotations(before) or tuple(filter(None, (condition(before, account.lexicon),)))
    return ()


def unexempt(parts: Sequence[Phrase]) -> Sequence[Phrase]:
    """What is said of a score besides what is exempt from it."""
    at = next((index for index, part in enumerate(parts) if isinstance(part, Mark) and part.kind == "UNLESS"), 0)
    return [*parts[: phrase_start(parts[:at])], *parts[at + 1 :]] if at else parts


def _judged(parts: Sequence[Phrase], account: Account) -> Phrase | None:
    """扣20-200元,视情节轻重: how the score before it is given, where nothing else is said."""
    said = [part for part in parts if not isinstance(part, Sign) and not is_filler(part.text, account.lexicon)]
    return said[0] if len(said) == 1 and isinstance(said[0], Mark) and said[0].kind == "DISCRETION" else None


def settle(reading: Reading, rest: Rest, account: Account) -> None:
    """An exemption said after scores is of each, in brackets of the last alone; a full mark is the item's."""
    last = max((place for place, draft in enumerate(reading.drafts) if draft.stretch <= rest.stretch), default=None)
    free = exempt(rest.parts, account)
    for place, draft in enumerate(reading.drafts) if free else ():
        first = rest.parts[0]
        bracketed = isinstance(first, Sign) and first.kind == "OPEN" and place != last
        if draft.stretch == rest.stretch and not bracketed:
            reading.drafts[place] = evolve(draft, unless=free)
    judged = _judged(rest.parts, account)
    if judged is not None and last is not None and reading.drafts[last].stretch == rest.stretch:
        account.give("act", judged)
        draft = reading.drafts[last]
        if draft.effect.low is not None and draft.effect.low == draft.effect.high:
            account.refuse("RUB245", judged.span, judged)  # 扣10分,视程度而定: one number, and nothing is left open
        reading.drafts[last] = evolve(draft, curve=evolve(draft.curve, discretion=True))
    rounded = next((part for part in rest.parts if isinstance(part, RoundUp)), None)
    if rounded is not None:
        _round_up(reading, last, rounded, account)
    if reading.full is None:
        mark = next(_marks(rest, account.lexicon), None)
        least = max((draft.effect.low or 0 for draft in reading.drafts if draft.effect.kind == "deduct"), default=0)
        if mark is not None and mark.number.low >= least:
            account.give("mark", mark)
            reading.full, reading.full_at = mark.number.low, mark.span


def _round_up(reading: Reading, place: int | None, part: Phrase, account: Account) -> None:
    """不足10分钟按10分钟计, behind a score: what the score before it counts by is counted when it has begun."""
    last = None if place is None else reading.drafts[place]
    account.give("count", part)
    if place is None or last is None or last.curve.per is None:
        account.refuse("RUB201", part.span, part, form="每10分钟扣1分(不足10分钟按10分钟计)")
    else:
        reading.drafts[place] = evolve(last, curve=evolve(last.curve, round_up=True))


def _marks(rest: Rest, lexicon: Lexicon) -> Iterator[Amount]:
    """The amounts of points that may be the full mark of the row."""
    for index, part in enumerate(rest.parts):
        if not is_points(part) or part.number.high is not None:
            continue
        if _in_brackets(rest.parts, index) or (not part.per and _ends_row(rest, index, lexicon)):
            yield part


def _in_brackets(parts: Sequence[Phrase], index: int) -> bool:
    """(10分): the mark of the row, in brackets of its own."""
    return 0 < index < len(parts) - 1 and is_sign(parts[index - 1], "OPEN") and is_sign(parts[index + 1], "CLOSE")


def _ends_row(rest: Rest, index: int, lexicon: Lexicon) -> bool:
    """12分 glued behind a score, or behind a row of mere prose: the full mark column of a flattened table."""
    if index != len(rest.parts) - 1:
        return False
    before = rest.parts[:index]
    if before and (isinstance(before[-1], Count) or (isinstance(before[-1], Amount) and before[-1].unit == "次")):
        return False  # 资料归档,一次2分
    return (not before and rest.scored) or (not rest.scored and is_requirement(rest.parts, index, lexicon))
