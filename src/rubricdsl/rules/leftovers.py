"""What a stretch holds besides its scores: exemptions, full marks, prose; and whatever looks like an unread score."""

from collections.abc import Sequence
from decimal import Decimal

from rubricdsl.base.span import Span
from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import condition, quotations
from rubricdsl.rules.doubts import unbound
from rubricdsl.rules.measuring import closes
from rubricdsl.rules.report import Report
from rubricdsl.rules.segments import ENDS, Rest, of_base, prices_point
from rubricdsl.rules.targets import gains
from rubricdsl.tree.model import Part


def exempt(parts: Sequence[Part]) -> tuple[str, ...]:
    """…除外: the flags of what is exempt, quoted or in the words of the condition."""
    for index, part in enumerate(parts):
        if part.name == "UNLESS" and index:
            before = _phrase_before(parts[:index])
            return quotations(before) or tuple(filter(None, (condition(before),)))
    return ()


def full_mark(rest: Rest, report: Report) -> Decimal | None:
    """The full mark that (10分), or 12分 at the end of a flattened row, states."""
    for index, part in enumerate(rest.parts):
        if _in_brackets(rest.parts, index) or _ends_row(rest, index):
            return amounts.counted(part, report)
    return None


def report_rest(rest: Rest, report: Report) -> None:
    """What is left of a stretch must hold nothing that looks like a score (language, principle 1)."""
    for index, part in enumerate(rest.parts):
        form = None if _ends_row(rest, index) or _is_base(rest.parts, index) else _unread_form(rest.parts, index)
        form = form or _unit_left_out(rest, index)
        forgotten = part.name == "PROSE" and part.text.strip() in ("扣分", "给予扣分") and _counts(rest.parts[:index])
        ordinal = part.name == "ORDINAL"
        if form is not None or forgotten or (ordinal and _scores_on(rest.parts[index + 1 :])):
            report.add("RUB201", _with_threshold(rest.parts, index), form=form or "出现一次扣2分")
        elif part.name == "open" and (part.word("ACT") or _speaks_of_scoring(rest.parts[index + 1 :])):
            report.add("RUB201", part.span, form="酌情扣1-3分")
        elif index and _is_charged(rest.parts[index - 1], part):
            report.add("RUB201", rest.parts[index - 1].span.to(part.span), form="罚款50元")
        elif ordinal or (part.name == "PROSE" and (words.SCORE_LIKE.search(part.text) or _imposes(rest.parts, index))):
            report.add("RUB202", part.span)
    for part in unbound(rest.parts):
        report.add("RUB209", part.span)


def _imposes(parts: Sequence[Part], index: int) -> bool:
    """给予行政处分, or whatever is given once a threshold is reached: no consequence that is known."""
    text = parts[index].text.strip()
    given = words.GIVING.search(text) is not None and any(map(amounts.is_threshold, parts[:index]))
    return given or words.IMPOSING.search(text) is not None


def _is_charged(before: Part, part: Part) -> bool:
    """按原价的10%罚款, 50元以下的罚款: the act behind its amount."""
    charged = amounts.amounts(before) != [] or before.word("UNIT") == "倍"
    return before.name == "amount" and charged and words.CHARGED.match(part.text) is not None


def _with_threshold(parts: Sequence[Part], index: int) -> Span:
    """扣 before 5分以内, 40 behind 30万元以上: the words that were not read are both."""
    around = (parts[at] for at in (index + 1, index - 1) if 0 <= at < len(parts))
    if parts[index].name != "PROSE":
        return parts[index].span
    return next((parts[index].span.to(part.span) for part in around if _goes_with(part)), parts[index].span)


def _goes_with(part: Part) -> bool:
    """A condition on points or money, or a share; a plain amount of points is reported by itself."""
    shares = part.name == "amount" and amounts.unit_of(part.word("UNIT") or "") == "%"
    return shares or (amounts.is_points(part) and amounts.is_threshold(part))


def _scores_on(parts: Sequence[Part]) -> bool:
    """第三次50, 第三次罚款: a score that was left out; 第三次停工 is none."""
    opened = bool(parts) and (parts[0].name == "open" or parts[0].text.strip()[:1].isdecimal())
    return opened or _speaks_of_scoring(parts)


def _speaks_of_scoring(parts: Sequence[Part]) -> bool:
    """视程度以不同方式回访 says how work is done; 视情节轻重,给予处罚 is a score without points."""
    return any(words.REWARDING.search(part.text) for part in parts)


def _unit_left_out(rest: Rest, index: int) -> str | None:
    """经费30万元以上40; 一等奖 500 under a column of marks: a number that ends the row without a unit or verb."""
    part = rest.parts[index]
    if index != len(rest.parts) - 1 or part.name != "PROSE" or not words.BARE_NUMBER.search(part.text.strip()):
        return None
    alone = part.text.strip().isdecimal() and index > 0 and amounts.is_threshold(rest.parts[index - 1])
    return f"得{part.text.split()[-1]}分" if alone or rest.marked else None


def report_window(window: Sequence[Part], act: Part | None, report: Report) -> None:
    """What leads up to an act or a limit may speak of scoring, but holds no amount that nothing reads."""
    for index, part in enumerate(window):
        reached = part.name == "amount" and act is not None and gains(act) and closes(window, index)  # 销售10万元得5分
        form = None if reached and amounts.is_money(part) else _unread_form(window, index)
        if part.name == "PROSE" and words.UNITLESS.search(part.text):
            form = "低于70分的,扣2分"
        if form is not None:
            report.add("RUB201", part.span, form=form)
        elif part.name == "PROSE" and index + 1 < len(window) and words.IMPOSING.search(part.text):
            report.add("RUB202", part.span)


def _unread_form(parts: Sequence[Part], index: int) -> str | None:
    """A form that would have been read, for a part that looks like a score; None for one that does not."""
    part = parts[index]
    if part.name == "cap":
        return "最多扣10分"
    if amounts.is_points(part) and not amounts.is_threshold(part):
        aside = _in_brackets(parts, index) or of_base(parts[:index]) or _is_owed(parts, index)
        return None if aside or prices_point(parts[:index]) else f"扣{part.text.strip()}"
    following = parts[index + 1] if index + 1 < len(parts) else None
    counted = following is not None and following.name == "amount" and not _describes(following)
    if following is not None and words.DEDUCTED.search(part.text) and amounts.reaches(following):
        return None
    opened = part.name == "PROSE" and counted and words.OPEN_VERB.search(part.text)
    unread = part.name == "PROSE" and words.UNREAD_SCORE.search(part.text)
    return "出现一次扣2分" if part.name == "UNREAD" or opened or unread else None


def _is_owed(parts: Sequence[Part], index: int) -> bool:
    """每年至少要提供500元的补助: what a duty owes in money."""
    if not 0 < index < len(parts) - 1:
        return False
    return bool(words.OWED.search(parts[index - 1].text) and words.OWED_FOR.match(parts[index + 1].text))


def _describes(amount: Part) -> bool:
    """扣分三次以上 counts deductions; 扣5分以内 is a score that was not read."""
    return amounts.is_threshold(amount) and not amounts.is_points(amount)


def _is_mark(part: Part) -> bool:
    return (
        part.name == "amount" and part.word("UNIT") == "分" and not amounts.is_threshold(part) and not part.word("PER")
    )


def _in_brackets(parts: Sequence[Part], index: int) -> bool:
    inside = 0 < index < len(parts) - 1 and (parts[index - 1].name, parts[index + 1].name) == ("OPEN", "CLOSE")
    return inside and _is_mark(parts[index])


def _ends_row(rest: Rest, index: int) -> bool:
    """12分 glued behind a score, or behind a row of mere prose: the full mark column of a flattened table."""
    if index != len(rest.parts) - 1 or not _is_mark(rest.parts[index]) or _is_base(rest.parts, index):
        return False
    before = rest.parts[:index]
    if not before:
        return rest.scored
    named = any(part.name in ("QUOTED", "trigger", "EACH", "amount") for part in before)
    prose = before[-1].name in ("PROSE", "CLOSE") and not words.COUNTS_ON.search(before[-1].text)
    return prose and not named and not rest.scored


def _is_base(parts: Sequence[Part], index: int) -> bool:
    """基础分100分, 以100分为总分 in prose are the head's."""
    if not amounts.is_points(parts[index]):
        return False
    before = index > 0 and words.BASE.search(parts[index - 1].text) is not None
    return before or (index + 1 < len(parts) and words.WHOLE_MARKS.match(parts[index + 1].text) is not None)


def _counts(parts: Sequence[Part]) -> bool:
    return any(part.name in ("trigger", "EACH", "amount") for part in parts)


def _phrase_before(parts: Sequence[Part]) -> list[Part]:
    start = max((i + 1 for i, part in enumerate(parts) if part.name in ENDS), default=0)
    return list(parts[start:])
