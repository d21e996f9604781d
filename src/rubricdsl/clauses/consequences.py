"""What is imposed, with all that is said of it up to the sign: 辞退, 取消评优资格, 评为不合格, 降一级, 扣当月绩效."""

from collections.abc import Sequence

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.wording import is_kind, is_sign, phrase_at, phrase_end, said, span_of
from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.phrases import Amount, Consequence, Count, Mark, Phrase, Plain, Quoted, Score, Sign

_LONGEST_NAME = 12
_SCORED = ("元", "分", "倍", "%")
# 给予开除的处分
_PUNISHED = tuple(f"的{how}{act}" for how in ("", "行政", "纪律", "党纪") for act in ("处分", "处罚", "处理", "惩处"))
_TAKING = (["deduct"], ["fine"])
OF_A_CASE = ("的", "者", "时", "后")  # 取消资格的: what is imposed is here the case, not the act


def imposed(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """The consequence that begins here, and where it ends; none where points or money follow, which score."""
    first = phrases[at]
    if _lowers_other(phrases, at, lexicon) or _is_taken(phrases, at, lexicon):
        whole = phrases[at : phrase_end(phrases, at)]
        return Consequence(said(whole), span_of(whole), said(whole).removeprefix("的")), at + len(whole)
    if not isinstance(first, Mark):
        return None
    end = phrase_end(phrases, at)
    whole, rest = phrases[at:end], phrases[at + 1 : end]
    if any(_is_no_part(each, first) for each in rest):
        return None
    text, behind = said(whole), said(rest)
    if first.kind == "VETO" and not behind.startswith(OF_A_CASE):
        quoted = next((phrase for phrase in rest[:1] if isinstance(phrase, Quoted)), None)
        if quoted is None:
            return Consequence(first.text, first.span, None), at + 1
        return Consequence(first.text, first.span.to(quoted.span), quoted.said), at + 2
    if first.kind == "LOWER":
        return Consequence(text, span_of(whole), text, grade=True), end
    if first.kind == "LEAVE" and behind in _PUNISHED:
        return Consequence(text, span_of(whole), first.text), end
    if _is_conditional(behind):
        return None
    return _by_kind(first, phrases, at, end, lexicon)


def _by_kind(first: Mark, phrases: Sequence[Phrase], at: int, end: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """What a word of leaving, losing, barring or grading imposes, with what it is said of."""
    whole, rest = phrases[at:end], phrases[at + 1 : end]
    text, behind = said(whole), said(rest)
    match first.kind:
        case "LEAVE" | "LOSE" if _is_moved(first.text, rest):
            return Consequence(text, span_of(whole), text), end
        case "LEAVE" if rest and lexicon.ending("lost", behind):
            return Consequence(text, span_of(whole), text), end
        case "LEAVE" if first.text in ("开除", "清退", "清除", "劝退") and _is_left(rest):
            return Consequence(text, span_of(whole), text), end
        case "LEAVE" if _is_suffered(phrases, at):
            return None
        case "LEAVE":
            return _left(phrases, at, end, lexicon)
        case "LOSE" | "BARRED" if first.kind == "BARRED" or _is_lost(text, behind, lexicon, _lasting(rest)):
            return Consequence(text, span_of(whole), text, grade=False), end
        case "GRADE" if _earns(phrases, at, end):
            return None
        case "GRADE":
            return _graded(first, phrases, at, end, lexicon)
        case "ACTION" | "STRAY" if first.value.split()[:1] in _TAKING and _is_pay(behind, lexicon):
            return Consequence(text, span_of(whole), text), end
        case _:
            return None


def _is_no_part(part: Phrase, first: Mark) -> bool:
    """Whether a phrase scores or states a case, and so belongs to no consequence: 不发货超过7天."""
    if isinstance(part, Amount):
        return part.unit in _SCORED or (first.kind == "LOSE" and bool(part.tests))
    return isinstance(part, Score | Count)


def _lowers_other(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> bool:
    """…的,岗位工资降一级: something is lowered that is not the grade of the card."""
    first, behind = phrases[at], phrase_at(phrases, at + 1)
    if not isinstance(first, Plain) or not at or not isinstance(phrases[at - 1], Sign):
        return False
    told = first.text.strip()
    conditional = told.endswith(("的", "者", "时")) or lexicon.consists_of("filler", told)
    return behind is not None and is_kind(behind, "LOWER") and not conditional and not lexicon.ending("graded", told)


def _is_taken(phrases: Sequence[Phrase], at: int, lexicon: Lexicon) -> bool:
    """…的,年终奖不予发放; 迟到三次的全勤奖取消: what is lost stands before the word of losing, behind a condition."""
    lost, before = phrases[at], phrase_at(phrases, at - 1)
    named = lexicon.ending("lost", lost.text) or lexicon.ending("pay", lost.text)
    if not named or before is None or not isinstance(before, Sign | Amount | Mark):
        return False
    if lost.text.startswith(("从", "由", "在", "自", "将从")):
        return False  # 从工资扣除: out of what a fine is paid
    behind = said(phrases[at + 1 : phrase_end(phrases, at)])
    return behind.removesuffix("处理").removesuffix("本人") in lexicon.lists["taken"]


def _is_conditional(behind: str) -> bool:
    """取消资格的, 辞退手续: what stands behind makes a condition or a thing of it."""
    return behind.startswith((*OF_A_CASE, "手续", "程序", "通知", "证明")) or behind.endswith(("的", "者", "时"))


def _is_lost(text: str, behind: str, lexicon: Lexicon, lasting: int = 0) -> bool:
    """取消评优资格, 停发奖金三个月: something that can be lost, the last `lasting` signs of which say for how long."""
    behind = behind[: len(behind) - lasting].rstrip()
    named = behind.removesuffix("等").removesuffix("待遇").removesuffix("标准")
    lost = lexicon.ending("lost", named) or behind.endswith(("资格等", "班", "校"))
    return bool((behind and lost) or lexicon.ending("lost", text))


def _lasting(rest: Sequence[Phrase]) -> int:
    last = rest[-1] if rest else None
    lasts = isinstance(last, Amount) and not last.tests and dimension(last.unit) in ("days", "months")
    return len(last.text) if last is not None and lasts else 0


def _is_moved(word: str, rest: Sequence[Phrase]) -> bool:
    """降级为业务员, 降为普通员工: what somebody is from then on."""
    told = rest[0].text if len(rest) == 1 and isinstance(rest[0], Plain) else ""
    moved = word in ("降级", "降职", "调岗") and told.startswith("为")
    return (moved or (word == "降为" and told != "")) and len(told) <= _LONGEST_NAME


def _earns(phrases: Sequence[Phrase], at: int, end: int) -> bool:
    """评为文明宿舍,加2分: what was won is the case of what is given for it."""
    before, comma = phrase_at(phrases, at - 1), phrase_at(phrases, end)
    opens = before is None or is_sign(before, "STOP", "LABEL") or is_kind(before, "STRETCH")
    if not opens or not phrases[at].text.startswith(("评为", "获评")) or comma is None or not is_sign(comma, "COMMA"):
        return False
    behind = phrases[end + 1 : phrase_end(phrases, end + 1)]
    return any(isinstance(part, Score) and part.effect in ("add", "award", "reward") for part in behind)


def _is_suffered(phrases: Sequence[Phrase], at: int) -> bool:
    """一经除名,两年内…: what was imposed is the case of what follows."""
    before = phrase_at(phrases, at - 1)
    return isinstance(before, Plain) and before.text.endswith("一经")


def _is_left(rest: Sequence[Phrase]) -> bool:
    """开除出队, 开除本社团, 清退宿舍: what somebody has to leave."""
    return len(rest) == 1 and isinstance(rest[0], Plain) and len(rest[0].text) <= _LONGEST_NAME


def _is_pay(behind: str, lexicon: Lexicon) -> bool:
    return lexicon.ending("pay", behind) != "" and behind not in ("标准", "分")


def _graded(grade: Mark, phrases: Sequence[Phrase], at: int, end: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """评为不合格, 定为“差”等次: a grade by its name, unless it is the first of a list."""
    whole, rest = phrases[at:end], phrases[at + 1 : end]
    text, quoted = said(whole), next((each.said for each in rest if isinstance(each, Quoted)), None)
    name = said(rest).strip(" “”").removesuffix("等次").removesuffix("等级") if quoted is None else quoted
    behind = phrase_at(phrases, end)
    listed = isinstance(behind, Sign) and behind.kind == "PAUSE"
    if not name or name == "准" or listed or any(isinstance(phrase, Amount) for phrase in rest):
        return None
    if grade.value == "named" and name not in lexicon.lists["gradename"]:
        return None
    return Consequence(text, span_of(whole), name if len(name) <= _LONGEST_NAME else text, grade=True), end


def _left(phrases: Sequence[Phrase], at: int, end: int, lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """劝退或除名, 待岗2个月, 作辞退处理: other leavings, how long, and how it is handled may follow."""
    last = at
    for index in range(at + 1, end):
        phrase = phrases[index]
        joins = isinstance(phrase, Plain) and (
            phrase.text in ("或", "或者", "并", "及", "和", "且", "予以", "处理", "处分", "其")
            or lexicon.consists_of("filler", phrase.text)
        )
        if not (
            joins
            or is_kind(phrase, "LEAVE", "DEAL", "EXTRA")
            or (isinstance(phrase, Amount) and dimension(phrase.unit) in ("days", "months"))
        ):
            return None
        last = index if not joins or phrase.text in ("处理", "处分") else last
    whole = phrases[at : last + 1]
    return Consequence(said(whole), span_of(whole), said(whole).removesuffix("处理").strip("“”")), last + 1
