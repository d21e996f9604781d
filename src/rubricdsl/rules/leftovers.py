"""What a stretch holds besides its scores: exemptions, full marks, prose; and whatever looks like an unread score."""

from collections.abc import Sequence
from decimal import Decimal

from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import condition, quotations
from rubricdsl.rules.report import Report
from rubricdsl.rules.segments import ENDS
from rubricdsl.tree.model import Part


def exempt(parts: Sequence[Part]) -> tuple[str, ...]:
    """…除外: the flags of what is exempt, quoted or in the words of the condition."""
    for index, part in enumerate(parts):
        if part.name == "UNLESS" and index:
            before = _phrase_before(parts[:index])
            return quotations(before) or tuple(filter(None, (condition(before),)))
    return ()


def full_mark(parts: Sequence[Part], report: Report) -> Decimal | None:
    """The full mark that (10分), or 12分 at the end of a flattened row, states."""
    for index, part in enumerate(parts):
        if _is_full_mark(parts, index):
            return amounts.counted(part, report)
    return None


def report_unread(parts: Sequence[Part], report: Report, within: bool = False) -> None:
    """Nothing that looks like a score is passed over in silence (language, principle 1).

    `within` a condition, words of scoring without a number are part of what it describes.
    """
    for index, part in enumerate(parts):
        form = _unread_form(parts, index, within)
        if form is not None:
            report.add("RUB201", part.span, form=form)
        elif not within and part.name == "PROSE" and words.SCORE_LIKE.search(part.text):
            report.add("RUB202", part.span)


def _unread_form(parts: Sequence[Part], index: int, within: bool) -> str | None:
    """A form that would have been read, for a part that looks like a score; None for one that does not."""
    part = parts[index]
    if part.name == "amount" and amounts.is_points(part) and not amounts.is_threshold(part):
        return None if _is_full_mark(parts, index) else f"扣{part.text.strip()}"
    following = parts[index + 1] if index + 1 < len(parts) else None
    counted = following is not None and following.name == "amount" and not amounts.is_threshold(following)
    if part.name == "PROSE" and counted and words.OPEN_VERB.search(part.text):
        return "出现一次扣2分"
    if part.name == "UNREAD" or (part.name == "PROSE" and words.UNREAD_SCORE.search(part.text)):
        return "出现一次扣2分"
    return "酌情扣1-3分" if part.name == "open" and not within else None


def _is_full_mark(parts: Sequence[Part], index: int) -> bool:
    part = parts[index]
    if part.name != "amount" or part.word("UNIT") != "分" or amounts.is_threshold(part) or part.word("PER"):
        return False
    before = parts[index - 1].name if index else "STOP"
    if before == "PROSE" and words.OPEN_VERB.search(parts[index - 1].text):
        return False
    after = parts[index + 1].name if index + 1 < len(parts) else "STOP"
    return (after == "STOP" and before in ("PROSE", "CLOSE", "STOP")) or (before, after) == ("OPEN", "CLOSE")


def _phrase_before(parts: Sequence[Part]) -> list[Part]:
    start = max((i + 1 for i, part in enumerate(parts) if part.name in ENDS), default=0)
    return list(parts[start:])
