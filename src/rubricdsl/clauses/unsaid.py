"""A verb that was left out, told by the words before its amount: 缺席2分/人, 违者每次10分 are taken off.

Only where all the amounts without a verb in an item tell a fault, and nothing in it gives points: a list of levels
(无差错10分,错一处8分) says how much is left, and not how much is taken.
"""

from collections.abc import Sequence

from rubricdsl.clauses.columns import column_of
from rubricdsl.clauses.places import is_points
from rubricdsl.clauses.wording import is_kind, is_sign, phrase_at, said
from rubricdsl.meaning.report import Report
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Count, Mark, Phrase, Plain, Quoted, Score, Sign

_DENIED = ("无", "没有", "未", "不", "零", "没", "杜绝", "避免", "防止", "不得", "严禁", "禁止")
_ROUGHLY = ("约", "近", "口")  # 扣约2分, and 口 as a scan has it
_WORDED = ("OTHERWISE", "SEPARATE", "STRETCH", "IF")
_GIVEN = frozenset({"add", "award", "reward"})


def supplied(parts: Sequence[Phrase], lexicon: Lexicon, report: Report) -> Sequence[Phrase]:
    """The phrases of an item with the verb of each fault that states its points alone."""
    if lexicon.spaced:
        return parts
    parts = _nothing_left(parts, lexicon)
    if any(map(_gives, parts)):
        return parts
    if any(isinstance(part, Plain) and column_of([part]) is not None for part in parts):
        return parts  # 扣分标准⏎迟到 2分: the head says it
    bare = [
        at
        for at, part in enumerate(parts)
        if is_points(part) and not _in_brackets(parts, at) and not _goes_on(parts, at)
    ]
    taking = [at for at in bare if not _is_nothing(parts[at])]
    if not bare or taking != bare or not all(_takes(parts, at, lexicon) for at in bare):
        return parts
    found = list(parts)
    for at in bare:
        amount = parts[at]
        assert isinstance(amount, Amount)
        low, high = amount.number.low, amount.number.high
        report.add("RUB260", amount.span)
        found[at] = Score(
            amount.text, amount.span, "deduct", low, low if high is None else high, "分",
            per=amount.per, problems=amount.problems,
        )  # fmt: skip
    return found


def _goes_on(parts: Sequence[Phrase], at: int) -> bool:
    """迟到每次扣2分,早退每次3分: a score before it in its sentence gives it its verb."""
    start = next((i for i in range(at - 1, -1, -1) if is_sign(parts[i], "STOP")), 0)
    return any(isinstance(part, Score) for part in parts[start:at])


def _nothing_left(parts: Sequence[Phrase], lexicon: Lexicon) -> Sequence[Phrase]:
    """每起扣5分,重大事故0分: beside what is taken, 0分 behind a fault leaves nothing."""
    if not any(isinstance(part, Score) and part.effect == "deduct" for part in parts):
        return parts
    return [
        Mark(part.text, part.span, "FORFEIT") if _is_nothing(part) and _takes(parts, at, lexicon) else part
        for at, part in enumerate(parts)
    ]


def _is_nothing(part: Phrase) -> bool:
    return is_points(part) and part.number.low == 0 and part.number.high is None and not part.per


def _gives(part: Phrase) -> bool:
    """What gives points, or tells that none are left: beside it an amount may be what is left."""
    scored = isinstance(part, Score) and part.effect in _GIVEN
    return scored or (isinstance(part, Mark) and part.kind in ("FORFEIT", "FULLMARKS"))


def _takes(parts: Sequence[Phrase], at: int, lexicon: Lexicon) -> bool:
    """Whether the words before an amount, in its own phrases, tell a fault and no level."""
    amount, before, after = parts[at], phrase_at(parts, at - 1), phrase_at(parts, at + 1)
    assert isinstance(amount, Amount)
    ends = after is None or is_sign(after, "COMMA", "STOP") or isinstance(after, Mark | Count)
    if (
        (amount.number.low <= 0 and not _is_nothing(amount))
        or not ends
        or before is None
        or is_sign(before, "BAR", "OPEN", "STOP")
    ):
        return False
    start = at
    while start and not _ends_before(parts[start - 1]):
        start -= 1
    own = parts[start:at]
    levels = any(isinstance(part, Amount) and (part.tests or part.number.low != 1) for part in own)
    plain = all(isinstance(part, Plain | Quoted | Count | Sign | Amount) or is_kind(part, *_WORDED) for part in own)
    meant = not said(own).endswith(_ROUGHLY)
    return (
        plain
        and meant
        and not levels
        and (_is_fault(said(own), lexicon) or any(is_kind(part, "OTHERWISE") for part in own))
    )


def _ends_before(part: Phrase) -> bool:
    """Whether the words of an amount begin behind a phrase: an amount or a score of its own, the end of a sentence."""
    return is_points(part) or isinstance(part, Score) or is_sign(part, "STOP", "BAR")


def _in_brackets(parts: Sequence[Phrase], at: int) -> bool:
    depth = 0
    for part in reversed(parts[:at]):
        if isinstance(part, Sign) and part.kind == "STOP" and part.text == "\n":
            break
        depth += {"CLOSE": 1, "OPEN": -1}.get(part.kind, 0) if isinstance(part, Sign) else 0
        if depth < 0:
            return True
    return False


def _is_fault(text: str, lexicon: Lexicon) -> bool:
    """Whether a text tells something wrong, and does not deny it: 台账缺失, 未及时改正, but 无差错."""
    for word in lexicon.lists["wrong"]:
        at = text.find(word)
        if at >= 0 and not text[:at].endswith(_DENIED):
            return True
    return False
