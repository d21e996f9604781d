"""每周至少一次, 每月25日前: what is owed in every week or month, by what name, and what a score says of it
(language, "Obligations")."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from attrs import frozen

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.condition import quotations
from rubricdsl.clauses.draft import Duty, Names
from rubricdsl.clauses.measured import Measured, failed
from rubricdsl.clauses.model import Account
from rubricdsl.clauses.wording import span_of
from rubricdsl.meaning.parts import Due as Day
from rubricdsl.meaning.parts import Quantity, Threshold, Window
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Count, Due, Mark, Phrase, Plain, Quoted, Sign

Failing = Literal["late", "undone"]
_ONE = Quantity(Decimal(1), "次")
_BREAKS = frozenset({"COMMA", "COLON", "BAR", "STOP"})
_WINDOWS = {"天": "天", "日": "天", "周": "周", "星期": "周", "月": "月", "季度": "季度", "半年": "半年", "年": "年"}
_LAST_DAY = {"周": 7, "月": 31, "年": 31}


@frozen
class Told:
    """A duty with how a score says it was failed; `said` are the phrases that say so, up to the score."""

    duty: Duty
    failing: Failing
    said: tuple[Phrase, ...]


def told(window: Sequence[Phrase], before: Duty | None, account: Account) -> Told | None:
    """The failed duty that a score is for: stated in its own words, or that of the score before it."""
    duty, end = stated(window, account)
    if duty is None:
        duty, end = understood(window, account.lexicon)
        if duty is not None and _failing(window[end:], duty, account.lexicon) is None:
            duty = None
    if duty is None:
        _refuse_longer(window, account)
        failing = _failing(window, before, account.lexicon) if before is not None else None
        return Told(before, failing, tuple(window)) if before is not None and failing else None
    failing = _failing(window[end:], duty, account.lexicon)
    if (
        failing is None
        and duty.window.by is not None
        and not _text(window[end:], account.lexicon)
        and _denied(window[:end], account.lexicon)
    ):
        failing = "late"
    return Told(duty, failing, tuple(window[end:])) if failing else None


def stated(parts: Sequence[Phrase], account: Account) -> tuple[Duty | None, int]:
    """The duty that phrases state, and where its phrase ends."""
    for index, part in enumerate(parts):
        if isinstance(part, Due) and part.each is not None:
            window = _due(part, account)
            end = _end(parts, index)
            return (
                (None, 0)
                if window is None
                else (Duty(window, _ONE, _names(parts[:end], index, index, account.lexicon)), end)
            )
        unit = frequency(part)
        if unit is not None:
            owed = next((at for at in range(index + 1, _end(parts, index)) if _least(parts[at])), None)
            if owed is not None:
                amount = parts[owed]
                assert isinstance(amount, Amount)
                end = _end(parts, owed)
                least = Quantity(amount.number.low, amount.unit)
                return Duty(Window(Decimal(1), unit), least, _names(parts[:end], index, owed, account.lexicon)), end
    return None, 0


def understood(parts: Sequence[Phrase], lexicon: Lexicon) -> tuple[Duty | None, int]:
    """每周召开例会: once, where a score says what not doing so costs; and where its phrase ends."""
    for index, part in enumerate(parts):
        if frequency(part) is None:
            continue
        unit, end = frequency(part), _end(parts, index)
        doing = _undone_owing(_text(parts[index + 1 : end], lexicon), lexicon)
        if unit is not None and lexicon.opening("doing", doing):
            names = _names(parts[:end], index, index, lexicon)
            return (Duty(Window(Decimal(1), unit), _ONE, names), end) if names else (None, 0)
    return None, 0


def _undone_owing(text: str, lexicon: Lexicon) -> str:
    while word := lexicon.opening("owing", text):
        text = text[len(word) :]
    return text


def _refuse_longer(window: Sequence[Phrase], account: Account) -> None:
    """每两周召开一次例会,少一次扣1分: nothing says with which week the first two begin."""
    for index, part in enumerate(window):
        if not isinstance(part, Count) or not part.each or part.lead or part.every is None or part.every.value == 1:
            continue
        end = _end(window, index)
        if dimension(part.every.unit) in ("days", "months") and any(_least(each) for each in window[index + 1 : end]):
            duty = Duty(Window(Decimal(1), "年"), _ONE, _names(window[index + 1 : end], 0, 0, account.lexicon))
            if _failing(window[end:], duty, account.lexicon):
                account.refuse("RUB238", part.span, part)


def owes(parts: Sequence[Phrase]) -> bool:
    """Whether phrases state a duty by frequency or date."""
    often = next((index for index, part in enumerate(parts) if frequency(part)), len(parts))
    dated = any(isinstance(part, Due) and part.each is not None for part in parts)
    return dated or any(_least(part) for part in parts[often + 1 : _end(parts, often)])


def frequency(part: Phrase) -> str | None:
    """每周 of 每周至少召开一次例会: the unit of a duty's windows."""
    plain = isinstance(part, Count) and part.each and not part.lead and part.every is not None and part.every.value == 1
    return _WINDOWS.get(part.every.unit) if plain and isinstance(part, Count) and part.every is not None else None


def _least(part: Phrase) -> bool:
    """So many at least: 一次, 至少两次, 3次以上."""
    if not isinstance(part, Amount) or part.number.high is not None or part.per or part.number.bare:
        return False
    if dimension(part.unit) != "count":
        return False
    if part.op is not None:
        return part.op == ">="
    return part.number.after in ("", ">=")


def _due(part: Due, account: Account) -> Window | None:
    """The window and day of 每月25日前; a day that the window has not is reported."""
    unit = _WINDOWS.get(part.each or "", part.each or "")
    sound = not part.problems and (part.day is None or part.day <= _LAST_DAY.get(unit, 31))
    if not sound:
        account.refuse("RUB235", part.span, part)
        account.roles[part.span.start] = "window"
        return None
    return Window(Decimal(1), unit, by=Day(part.month, part.day))


def _end(parts: Sequence[Phrase], start: int) -> int:
    return next((i for i in range(start, len(parts)) if _breaks(parts[i])), len(parts))


def _breaks(phrase: Phrase) -> bool:
    return isinstance(phrase, Sign) and phrase.kind in _BREAKS


def _names(head: Sequence[Phrase], often: int, owed: int, lexicon: Lexicon) -> Names:
    """What it quotes, else the phrase after frequency and verb: after the count, before it, or before all."""
    quoted = quotations(head)
    if quoted:
        return Names(quoted=quoted)
    behind = _text(head[owed + 1 :], lexicon)
    between = _text(head[often + 1 : owed], lexicon)
    before = _text(head[:often], lexicon)
    for text in (behind, between, before):
        name = _without_doing(text, lexicon).strip("的者、 ")
        if name:
            return Names(short=(name,), words=name)
    doing = (behind or between).strip("的者、 ")
    return Names(short=(doing,), words=doing) if doing else Names()


def _without_doing(text: str, lexicon: Lexicon) -> str:
    """The words behind the verbs of a duty: 召开工作例会 is of 工作例会, 报表 is one word."""
    while True:
        word = lexicon.opening("owing", text) or lexicon.opening("undone", text) or lexicon.opening("doing", text)
        longer = lexicon.words.longest(text, 0)
        if (
            not word
            or (longer is not None and len(longer[0]) > len(word))
            or (word == "报" and text[1:2] in tuple("表告单销"))
        ):
            return text
        text = text[len(word) :].lstrip()


def _text(parts: Sequence[Phrase], lexicon: Lexicon) -> str:
    """The plain words, up to the first break."""
    said: list[str] = []
    for part in parts:
        if _breaks(part) and any(said):
            break
        match part:
            case Count() if not part.each or part.lead:
                said.append(part.lead)
            case Plain() | Quoted() | Sign(kind="PAUSE"):
                said.append(part.text.strip())
            case Mark(kind="OTHERWISE" | "CONVERT" | "STRAY" | "LOSE" | "LEAVE" | "WARN"):
                said.append(part.text.strip())
    return lexicon.blank.join(said)


def _denied(head: Sequence[Phrase], lexicon: Lexicon) -> bool:
    """每月25日前未完成盘点的: the duty and its failing in one phrase."""
    at = next(index for index, part in enumerate(head) if isinstance(part, Due))
    return lexicon.opening("undone", _text(head[at + 1 :], lexicon)) != ""


def _counts_missing(part: Phrase, duty: Duty) -> bool:
    """少一次, 每少一次: what is missing, counted as what is owed."""
    if not isinstance(part, Count) or part.side != "below" or part.every is None:
        return False
    return part.every.unit in ("次", duty.least.unit)


def _failing(said: Sequence[Phrase], duty: Duty, lexicon: Lexicon) -> Failing | None:
    """How words say that a duty was failed; None where they speak of something else."""
    text = _text(said, lexicon).strip("“”的者每")
    dated = duty.window.by is not None
    days = any(_is_days(part) for part in said)
    if dated and (lexicon.opening("late", text) or (days and not text)):
        return "late"
    if lexicon.opening("failed", text):
        return "late" if dated else "undone"
    counting = any(_counts_missing(part, duty) for part in said)
    lacking = text.startswith(("缺", "少", "漏")) and any(isinstance(part, Amount) for part in said)
    undone = lexicon.opening("undone", text)
    rest = _without_doing(text[len(undone) :], lexicon).strip("“”的者") if undone else None
    names = (*duty.names.quoted, *duty.names.short)
    own = rest is not None and (not rest or any(name.endswith(rest) or name.startswith(rest) for name in names))
    return "undone" if own or counting or lacking else None


def _is_days(part: Phrase) -> bool:
    match part:
        case Amount():
            return dimension(part.unit) == "days"
        case Count(every=Quantity() as every):
            return dimension(every.unit) == "days"
        case _:
            return False


def missed(duty: Told, given: Quantity | None, act: Phrase, account: Account) -> Measured:
    """The days a duty was late, or how often it was left undone, window by window (language, "Obligations")."""
    if any(frequency(part) for part in duty.said) and any(map(_least, duty.said)):
        account.report.add("RUB201", span_of([*duty.said, act]), form="每周至少召开一次“例会”,少一次扣1分")
    counts = [part for part in duty.said if isinstance(part, Count) and part.every is not None]
    ones = [
        part
        for part in duty.said
        if isinstance(part, Amount) and not part.tests and part.number.low in (Decimal(1), Decimal("0.5"))
    ]
    per = given
    if per is None and counts:
        per = counts[-1].every
    elif per is None and ones:
        per = ones[-1].quantity
    account.give("count", *counts, *ones)
    when: list[Threshold] = []
    for part in duty.said:
        if isinstance(part, Amount) and part not in ones:
            when += part.tests or ((Threshold("=", part.number.low, part.unit),) if not part.number.bare else ())
            account.give("case", part)
    late = duty.failing == "late"
    if late and per is not None and dimension(per.unit) == "count":
        per = None  # 逾期一次: each time it is late
    units = [quantity.unit for quantity in (per, *when) if quantity is not None]
    if any(dimension(unit) != ("days" if late else "count") or unit == "工作日" for unit in units):
        account.report.add("RUB236", span_of([*duty.said, act]))
    return failed(duty.duty, late, per, tuple(when))
