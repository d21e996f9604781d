"""The account: every word of an item has one role, or is refused where it stands.

What may stand in a window or a rest without more is told here kind by kind; the rest of the reading gives the roles of
what it uses as it uses it.
"""

from collections.abc import Sequence

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.condition import is_filler, is_once
from rubricdsl.clauses.consequences import OF_A_CASE
from rubricdsl.clauses.model import Account, Segment
from rubricdsl.clauses.places import is_money, is_points
from rubricdsl.clauses.wording import is_sign, phrase_at, span_of
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import (
    Absent,
    Amount,
    Book,
    Bound,
    Convert,
    Count,
    Due,
    Mark,
    Ordinal,
    Phrase,
    Plain,
    Quoted,
    Refer,
    RoundUp,
    Score,
    Sign,
    Time,
)

_LONGEST_TITLE = 12
_MOST = 100  # marks of a row, or a weight in per cent
_NAMING = frozenset({"LEAVE", "LOSE", "GRADE", "BARRED", "LOWER", "MEAN", "SCOPE", "TOTAL"})
_VERBS = frozenset({"奖", "罚", "加", "扣", "奖或", "罚或", "加或", "扣或"})
_QUOTES = frozenset('“”"「」『』')
_SETTING = frozenset({"STRETCH", "WARN", "GRAVEST", "OVERDRAW", "CONVERT", "UNBOUNDED"})


def settle_window(segment: Segment, account: Account) -> None:
    """Gives the words before a score their roles; what has none is refused."""
    for index, phrase in enumerate(segment.window):
        if account.role(phrase) is None and not isinstance(phrase, Sign):
            _settle(segment, index, account)
    _following(segment, account)


def _settle(segment: Segment, index: int, account: Account) -> None:
    phrase = segment.window[index]
    match phrase:
        case Plain() if phrase.text.strip() in _VERBS:
            refuse(phrase, account)  # 奖、罚20元: two scores with one amount
        case Plain():
            account.give("filler" if is_filler(phrase.text, account.lexicon) else "name", phrase)
            _lone_sign(segment.window, index, phrase, account)
        case Quoted() | Book():
            account.give("name", phrase)
        case Mark():
            _settle_mark(segment, index, phrase, account)
        case Amount() | Count():
            _settle_count(segment.window, index, account)
        case Due():
            _settle_day(segment.window, index, phrase, account)
        case Time() | Convert():
            account.give("setting", phrase)
        case Absent() | RoundUp():
            account.give("window", phrase)
        case _:
            refuse(phrase, account)


def _settle_mark(segment: Segment, index: int, mark: Mark, account: Account) -> None:
    lead = segment.window
    match mark.kind:
        case kind if kind in _SETTING:
            account.give("setting", mark)
        case "LEAVE" | "LOSE" if _imposes(lead, index, account):
            refuse(mark, account)
        case "LEAVE" if _comes_besides(lead, index):
            refuse(mark, account)
        case kind if kind in _NAMING or (kind == "VETO" and _makes_case(lead[index + 1 :])):
            account.give("name", mark)
        case "SUM" | "OWN" | "RUN" if any(isinstance(each, Amount) and account.role(each) == "case" for each in lead):
            account.give("case", mark)
        case "EXTRA" | "ADDED" | "IF" | "INSTEAD":
            account.give("join", mark)
        case "EACH" if any(account.role(each) == "count" for each in lead[index:]):
            account.give("count", mark)  # 每查到一次…,一次扣5分
        case "LATER":
            account.refuse("RUB235", span_of(lead), mark)
            account.give("setting", mark)
        case "ACTION" | "STRAY" if _is_of_act(lead, index, mark, segment):
            account.give("act", mark)
        case "ACTION" | "STRAY" if _is_noun(lead, index, segment, account):
            account.give("name", mark)
        case _:
            refuse(mark, account)


def _makes_case(behind: Sequence[Phrase]) -> bool:
    """没有实行一票否决的: what stands behind makes a case of what is imposed."""
    return bool(behind) and isinstance(behind[0], Plain) and behind[0].text.startswith(OF_A_CASE)


def _settle_count(window: Sequence[Phrase], index: int, account: Account) -> None:
    phrase = window[index]
    based = (is_points(phrase) or is_money(phrase)) and of_base(window, index, account.lexicon)
    if based or (is_points(phrase) and _bracketed(window, index)):
        account.give("setting", phrase)
        account.report.add("RUB241", phrase.span)
    elif _finds(window, index):
        account.give("setting", phrase)
    elif _is_loose_cell(window, index) or _stands_behind_title(window, index):
        account.give("setting", phrase)
        account.report.add("RUB241", phrase.span)
    else:
        refuse(phrase, account)


def _stands_behind_title(window: Sequence[Phrase], index: int) -> bool:
    """权益保障20不按规定…, 报表报送15%按期报送: the mark or the weight of a row, glued to its title and to its text."""
    amount, title, behind = (phrase_at(window, at) for at in (index, index - 1, index + 1))
    if not isinstance(amount, Amount) or amount.tests or amount.per or amount.how or amount.number.high is not None:
        return False
    opens = index < 2 or is_sign(window[index - 2], "LABEL", "STOP")
    titled = isinstance(title, Plain) and 1 < len(title.text.strip()) <= _LONGEST_TITLE and title.text[-1:].isalpha()
    bare = amount.number.bare and 0 < amount.number.low <= _MOST and opens
    weighs = amount.unit == "%" and opens and amount.number.low < _MOST
    return titled and isinstance(behind, Plain) and (bare or weighs) and not behind.text.startswith(("的", "者", ":"))


def _settle_day(window: Sequence[Phrase], index: int, day: Due, account: Account) -> None:
    """5月份 tells when; 次月3号之前上交,不及时者 has a case of its own; another day of no window is refused."""
    tells = not day.before and not day.problems and day.text.endswith("份")
    account.give("window" if day.each else "setting", day)
    if day.each is None and not tells:
        if day.before and not day.problems and _has_case_behind(window, index, account):
            account.report.add("RUB241", day.span)
        else:
            account.refuse("RUB235", day.span, day)


def _has_case_behind(window: Sequence[Phrase], index: int, account: Account) -> bool:
    """Whether a later phrase of a window names what is scored."""
    if any(isinstance(part, Quoted) for part in window):
        return False  # 次月5日前上报“总结”,迟报: a duty
    comma = next((at for at in range(index, len(window)) if is_sign(window[at], "COMMA")), len(window))
    return any(isinstance(part, Plain) and not is_filler(part.text, account.lexicon) for part in window[comma:])


def _is_noun(window: Sequence[Phrase], index: int, segment: Segment, account: Account) -> bool:
    """被扣分的, 考勤扣分:, 罚款按规定处理: what is spoken of, or a word of the act itself."""
    behind, before = phrase_at(window, index + 1), phrase_at(window, index - 1)
    if isinstance(before, Plain) and account.lexicon.holds("received", before.text):
        return True
    if behind is None:
        return isinstance(segment.act, Refer)
    if isinstance(behind, Amount) and behind.tests and behind.unit == "分":
        return True  # “满意度”得分低于80分
    told = phrase_at(window, index + 2)
    if behind.text.strip() in ("在", "为", "达到") and isinstance(told, Amount) and told.tests and told.unit == "分":
        return True  # 检查得分在18分以上
    if is_once(behind):
        return isinstance(segment.act, Score)  # 奖励1次加4分
    spoken = isinstance(behind, Plain) and (
        behind.text.startswith(("的", "者")) or account.lexicon.opening("heading", behind.text.strip()) != ""
    )
    return spoken or is_sign(behind, "COLON", "OPEN")


def _is_of_act(window: Sequence[Phrase], index: int, mark: Mark, segment: Segment) -> bool:
    """罚款按单体200元/根: the verb of an amount that stands apart from it, in one phrase with it."""
    behind = window[index + 1 :]
    if isinstance(segment.act, Amount) and is_money(segment.act) and mark.value.split()[:1] in (["fine"], ["reward"]):
        return not any(isinstance(part, Amount) for part in behind)  # 予以奖励,其中每篇3000元
    apart = any(isinstance(part, Sign) for part in behind) and any(isinstance(part, Plain) for part in behind)
    if apart or any(isinstance(part, Amount) for part in behind) or not mark.value:
        return False  # …一起处罚,每人次罚20元 goes on, and …处罚,迟到罚20元 does not
    kind = mark.value.split()[0]
    if isinstance(segment.act, Score):
        return segment.act.effect == kind
    return isinstance(segment.act, Amount) and is_money(segment.act) and kind in ("fine", "reward")


def _imposes(window: Sequence[Phrase], index: int, account: Account) -> bool:
    """项目经理:辞退并全额承担 | …: what is imposed in a cell of its own, and describes nothing."""
    before, behind = phrase_at(window, index - 1), phrase_at(window, index + 1)
    alone = before is not None and is_sign(before, "COLON", "BAR")
    conditional = isinstance(behind, Plain) and behind.text.startswith((*OF_A_CASE, "手续"))
    return alone and not conditional and not account.lexicon.spaced


def _comes_besides(window: Sequence[Phrase], index: int) -> bool:
    """除开除外,另扣10分: what is imposed besides what is scored."""
    before, behind = phrase_at(window, index - 1), phrase_at(window, index + 1)
    led = isinstance(before, Plain) and "除" in before.text
    return led and isinstance(behind, Plain) and "外" in behind.text


def _is_loose_cell(window: Sequence[Phrase], index: int) -> bool:
    """消毒合规。10 一项不符合扣2分: a number between a sign and a blank, as a row has it that was a table."""
    number, behind = window[index], phrase_at(window, index + 1)
    if not isinstance(number, Amount) or not number.number.bare or number.tests or behind is None:
        return False
    if index and is_sign(window[index - 1], "BAR") and is_sign(behind, "BAR"):
        return True  # 次 | 0 | 5 |
    opens = index == 0 or is_sign(window[index - 1], "COMMA", "STOP")
    return opens and not isinstance(behind, Sign) and behind.span.start > number.span.end


def _bracketed(window: Sequence[Phrase], index: int) -> bool:
    """越级上访(6分),: the mark of a row, or something like it, that nothing uses."""
    around = phrase_at(window, index - 1), phrase_at(window, index + 1)
    return all(isinstance(sign, Sign) and sign.kind in ("OPEN", "CLOSE") for sign in around)


def of_base(parts: Sequence[Phrase], index: int, lexicon: Lexicon) -> bool:
    """安全奖基数为每人300元, 每分10元: what the amount is, is no score."""
    at = index - 1
    while at >= 0 and isinstance(parts[at], Count):
        at -= 1
    last = parts[at] if at >= 0 else None
    prices = index > 0 and isinstance(parts[index - 1], Count) and parts[index - 1].text == "每分"
    behind = phrase_at(parts, index + 1)
    owed = (
        isinstance(behind, Plain)
        and behind.text.startswith("的")
        and any(word in behind.text[:8] for word in ("补助", "补贴", "津贴", "报酬", "生活费", "工资"))
    )
    told = last.text.rstrip("为是") if isinstance(last, Plain) else ""
    return prices or owed or any(lexicon.ending(name, told) for name in ("base", "rate"))


def _finds(window: Sequence[Phrase], index: int) -> bool:
    """有一次…每次扣5分: what is merely found beside what counts."""
    count = window[index]
    return isinstance(count, Count) and not count.each and count.side is None


def _lone_sign(window: Sequence[Phrase], index: int, phrase: Plain, account: Account) -> None:
    """迟到一次核减2分: one unknown sign between a count and the verb is no name."""
    text = phrase.text.strip()
    before = phrase_at(window, index - 1)
    after = phrase_at(window, index + 1)
    if isinstance(after, Quoted) and text.endswith(("无", "没有", "没", "未发生", "未出现", "未收到", "未见", "未")):
        account.refuse("RUB204", phrase.span.to(after.span), phrase)
    if _QUOTES & set(text) and not account.lexicon.spaced:
        account.refuse("RUB245", phrase.span, phrase)  # 灰尘”: half a quotation
    if (
        isinstance(before, Count | Amount)
        and phrase.span.start == before.span.end
        and _said_twice(before, text, account)
    ):
        account.refuse("RUB205", before.span.to(phrase.span), phrase)
    if index + 1 == len(window) and text.rstrip("一-—–~ ")[-1:].isdigit() and not account.lexicon.spaced:
        account.refuse("RUB205", phrase.span, phrase)  # 罚款200一1千元
    if _is_sign_alone(text, window, account):
        account.refuse("RUB245", phrase.span, phrase)
    if index + 1 == len(window) and _counts_by_unknown(text, account):
        account.refuse("RUB206", phrase.span, phrase)
    if (
        len(text) == 1
        and index + 1 == len(window)
        and isinstance(before, Count | Amount)
        and account.role(phrase) == "name"
    ):
        account.refuse("RUB245", phrase.span, phrase)


def _said_twice(before: Phrase, text: str, account: Account) -> bool:
    """一次次扣1分: a unit said twice; in 一处处理不及时 a word begins with it."""
    word = account.lexicon.words.longest(text, 0)
    return before.text[-1:] == text[:1] and not text[:1].isdigit() and (word is None or len(word[0]) == 1)


def _is_sign_alone(text: str, window: Sequence[Phrase], account: Account) -> bool:
    """-2/-0.5, ±3%: a sign is no name."""
    quoted = account.lexicon.spaced or any(isinstance(each, Quoted) for each in window)
    return bool(text.strip("-—–·•*")) and not any(map(str.isalnum, text)) and not quoted


def _counts_by_unknown(text: str, account: Account) -> bool:
    """一箩 directly before a score counts by a word that is no unit."""
    for size in (2, 3):
        tail = text[-size:]
        if (
            len(tail) == size
            and tail[0] in "一两每"
            and (len(text) == size or text[-size - 1] not in "统同唯第万专单之后数")
        ):
            found = account.lexicon.words.longest(tail, 0)
            return found is None or len(found[0]) < 2
    return False


_STROKE = 3  # signs within which a unit that is none ends: 扣款10-15无/项
_GOES_ON = ("分", "元", "半", "多", "余", "左右", "至", "到", "以内", "以上", "以下", "/", "的前提", "的基础")


def _following(segment: Segment, account: Account) -> None:
    """扣2分半, 扣2分左右: the amount goes on."""
    following = segment.following
    glued = (
        following is not None and following.span.start == (segment.after[-1] if segment.after else segment.act).span.end
    )
    if (
        isinstance(following, Plain)
        and glued
        and isinstance(segment.act, Score)
        and (following.text.startswith(_GOES_ON) or (not segment.act.unit and "/" in following.text[:_STROKE]))
    ):
        account.refuse("RUB205", segment.act.span.to(following.span), following)
        account.give("act", following)


def refuse(phrase: Phrase, account: Account) -> None:
    """A word that nothing read: at its words, with the form that would be."""
    account.problems(phrase)
    account.roles[phrase.span.start] = "prose"
    if not all(problem.is_read for problem in phrase.problems):
        return
    match phrase:
        case Score():
            account.refuse("RUB201", phrase.span, phrase, form="扣2分")
        case Mark(kind="STRAY" | "ACTION" | "DISCRETION" | "PROPORTION" | "TIMES" | "FULLMARKS" | "FORFEIT"):
            account.refuse("RUB201", phrase.span, phrase, form="出现一次扣2分")
        case Amount(how="run") if dimension(phrase.unit) == "months":
            account.refuse("RUB204", phrase.span, phrase)
        case Amount() if is_points(phrase) or is_money(phrase):
            account.refuse("RUB201", phrase.span, phrase, form=f"扣{phrase.text.strip()}")
        case Amount() if not phrase.tests:
            account.refuse("RUB201", phrase.span, phrase, form=f"超过{phrase.text.strip()}的,扣2分")
        case Amount() | Ordinal():
            account.refuse("RUB201", phrase.span, phrase, form="第二次扣4分")
        case Count():
            account.refuse("RUB242", phrase.span, phrase)
        case Bound():
            account.refuse("RUB209", phrase.span, phrase)
        case Due():
            account.refuse("RUB235", phrase.span, phrase)
        case _:
            account.refuse("RUB245", phrase.span, phrase)


def unaccounted(parts: Sequence[Phrase], account: Account) -> None:
    """The law of this folder, asked once more of all that was written: what has no role by now is refused."""
    for phrase in parts:
        if account.role(phrase) is None and not isinstance(phrase, Sign):
            refuse(phrase, account)
