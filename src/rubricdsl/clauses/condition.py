"""The words before a score: who is meant, by which names, and what grades the matter (language, "Names")."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rubricdsl.clauses.draft import Names
from rubricdsl.clauses.wording import phrase_at
from rubricdsl.meaning.parts import Quantity
from rubricdsl.tree.lexicon import EVERYDAY, Lexicon
from rubricdsl.tree.phrases import Amount, Book, Count, Mark, Phrase, Plain, Quoted, Sign

_NUMERALS = "一二三四五六七八九十"
_NEAR = 8  # signs behind 重大 within which the noun stands that it grades
SHORT_NAME = 8  # signs of a condition that is a name by itself
_SHORT_NAME_IN_WORDS = 4
_LONGEST_WORD = 5  # signs, and one
_BORNE = ("由个人承担", "由本人承担", "由其承担", "自行承担", "由责任人承担", "由责任人负责", "自负", "自理")
_LONGEST_AFTER = 12
_NOUNS = ("励", "金", "罚", "款", "分", "贴", "助", "处")  # how a word of scoring ends that is a noun too
_OWED = ("应", "须")
_DENIED = ("未", "不", "没", "无")
_CUTS = frozenset({"COMMA", "COLON", "BAR", "STOP", "LABEL"})
# words that name something where they neither score nor impose anything
_NAMING = frozenset({"VETO", "LEAVE", "LOSE", "GRADE", "BARRED", "LOWER", "MEAN", "TOTAL"})
POINTING = ("下列", "以下", "下述")  # at a list below
_LISTING = (*POINTING, "如下")
_HAVING = ("", "有", "凡", "凡有", "存在", "出现", "发生")  # 凡有以下情况的, when 情况 says nothing


def phrases(window: Sequence[Phrase], lexicon: Lexicon, settings: Iterable[int] = ()) -> list[str]:
    """The condition phrase by phrase (between commas), without fillers, amounts and counts.

    `settings` are where amounts begin that are part of what happened (困人30分钟内未解救).
    """
    kept = frozenset(settings)
    spoken: list[str] = [""]
    priced: set[int] = set()
    spans: list[str] = []
    lasting = not any(isinstance(phrase, Amount | Count) for phrase in window)
    depth = min(0, sum({"OPEN": -1, "CLOSE": 1}.get(phrase.kind, 0) for phrase in window if isinstance(phrase, Sign)))
    told = False  # has anything been named yet?
    for index, phrase in enumerate(window):
        told = told or spoken[-1] != ""
        if isinstance(phrase, Sign) and phrase.kind in ("OPEN", "CLOSE"):
            depth += 1 if phrase.kind == "OPEN" else -1
        elif isinstance(phrase, Sign) and phrase.kind in _CUTS:
            spoken.append("")
        elif isinstance(phrase, Amount) and phrase.unit in ("分", "元") and not phrase.tests and depth <= 0:
            priced.add(len(spoken) - 1)
        elif depth <= 0 and (text := _named(phrase, told, kept, lexicon)):
            spoken[-1] += (lexicon.blank if spoken[-1] else "") + text
        elif depth <= 0 and (_is_matter(window, index) or (spoken[-1] and _is_spoken_of(window, index, lexicon))):
            spoken[-1] += phrase.text
        elif depth <= 0 and lasting and _lasts(phrase):
            spoken[-1] += phrase.text
            spans.append(phrase.text)
    if len(spoken) > len(priced):
        spoken = [
            text for place, text in enumerate(spoken) if place not in priced
        ]  # 加班费基数80元,迟到…: is told aside
    said = [bare for text in spoken if (bare := bared(text, lexicon)) and not lexicon.consists_of("aiming", bare)]
    return _without_duty([text for text in said if text not in spans], lexicon)


def _without_duty(said: list[str], lexicon: Lexicon) -> list[str]:
    """员工应按时上下班,迟到一次扣10元: what is owed tells the scene, where a case of its own follows."""
    if lexicon.spaced or len(said) <= 1 or said[1].startswith((*lexicon.lists["failed"], *lexicon.lists["undone"])):
        return said
    return said[1:] if tells(said[0], _OWED, lexicon) else said


def tells(text: str, signs: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether a text tells a duty or an order by one of its signs; 响应, 供应商 and 申请 hold one and tell none."""
    if not any(sign in text for sign in signs):
        return False
    for word in lexicon.lists["dutiless"]:
        text = text.replace(word, "")
    return any(sign in text for sign in signs)


def _named(phrase: Phrase, told: bool, settings: frozenset[int], lexicon: Lexicon) -> str:
    """What a phrase adds to the name; "" for what names nothing. `told`: something has been named before it."""
    match phrase:
        case Plain():
            return "" if is_filler(phrase.text, lexicon) else phrase.text
        case Quoted() | Book():
            return phrase.text
        case Sign(kind="PAUSE"):
            return "、" if told else ""
        case Mark(kind=kind) if kind in _NAMING:
            return phrase.text
        case Amount() if phrase.span.start in settings:
            return phrase.text
        case Count(each=False) if phrase.side is not None and not lexicon.consists_of("direction", phrase.lead):
            return phrase.lead if told or phrase.lead not in ("缺", "缺少", "漏", "缺失") else ""
        case Count(each=True) if told and _happens(phrase, lexicon):
            return phrase.lead  # 会议每缺席一次
        case _:
            return ""


def _is_matter(window: Sequence[Phrase], index: int) -> bool:
    """奖励1次加4分: a word of scoring that is itself what is counted."""
    mark, behind = window[index], phrase_at(window, index + 1)
    return isinstance(mark, Mark) and mark.kind in ("ACTION", "STRAY") and is_once(behind)


def is_once(phrase: Phrase | None) -> bool:
    """1次, 一次: that something occurred once."""
    return isinstance(phrase, Amount) and phrase.quantity == Quantity(Decimal(1), "次")


def _is_spoken_of(window: Sequence[Phrase], index: int, lexicon: Lexicon) -> bool:
    """套取奖励的, 逃避处罚的, 获得国家级奖励: a word of scoring that ends the words of a case."""
    mark, behind, before = window[index], phrase_at(window, index + 1), phrase_at(window, index - 1)
    if isinstance(mark, Mark) and mark.kind in ("ACTION", "STRAY") and isinstance(before, Plain) and behind is None:
        return lexicon.holds("received", before.text)
    scores = isinstance(mark, Mark) and mark.kind in ("ACTION", "STRAY") and mark.text[-1:] in _NOUNS
    return scores and isinstance(behind, Plain) and behind.text.startswith(("的", "者"))


def _happens(count: Count, lexicon: Lexicon) -> bool:
    """每缺席一次 says what happens; 每发现一次 and 每低1% only that something does, or by how much."""
    spoken = count.lead != "" and count.other is None
    return spoken and not (lexicon.consists_of("finding", count.lead) or lexicon.opening("direction", count.lead))


def _lasts(phrase: Phrase) -> bool:
    """一周内再次发生: within how long something happened, where nothing is counted over that time."""
    return (
        isinstance(phrase, Mark) and phrase.kind == "STRETCH" and phrase.text[0] in "一半" and phrase.text[-1] == "内"
    )


def is_filler(text: str, lexicon: Lexicon) -> bool:
    plain = text.strip() if lexicon.spaced else text.strip().replace(" ", "")
    return lexicon.consists_of("filler", plain) or _is_payee(plain, lexicon)


def _is_payee(text: str, lexicon: Lexicon) -> bool:
    """由保安队对其进行, 对责任人, 给所在小组: by whom or to whom."""
    if text.endswith(_BORNE) and len(text) <= _LONGEST_AFTER:
        return True  # 超出部分由个人承担
    for word in ("进行", "予以", "给予", "对其"):
        text = text.removesuffix(word)
    if not text.startswith(("由", "对", "给", "令", "该", "追究")) or len(text) > 12:
        return False
    if text.startswith("追究") or (text.startswith("由") and text.endswith("责任")):
        return text.endswith("责任")
    return lexicon.ends_with("OBJECT", text[1:])


def condition(window: Sequence[Phrase], lexicon: Lexicon, settings: Iterable[int] = ()) -> str:
    return lexicon.comma.join(phrases(window, lexicon, settings))


def bared(text: str, lexicon: Lexicon) -> str:
    """A phrase without 对, 凡, 如 before it and 的, 者 after it."""
    before = None
    while before != text:
        before = text
        text = text.strip(' ,、;"')
        opening = lexicon.opening("opening", text)
        if opening and leads_up(opening, text, lexicon):
            text = text[len(opening) :]
        text = _without_modal(text, lexicon)
        closing = lexicon.ending("closing", text)
        if closing and len(closing) < len(text) and not is_word(text, closing, lexicon):
            text = text[: -len(closing)]
    return text


def _without_modal(text: str, lexicon: Lexicon) -> str:
    """严重失职者可立即 is 严重失职者: how something is imposed, behind 的 or 者, is no part of the condition."""
    rest = text
    while word := lexicon.ending("modal", rest):
        rest = rest[: -len(word)]
    return rest if rest.endswith(("的", "者")) else text


def leads_up(opening: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a word only leads up to the condition: 对来客不认真, but 对讲机 and 因特网."""
    longer = lexicon.words.longest(text, 0)
    return len(opening) < len(text) and (longer is None or len(longer[0]) <= len(opening))


def is_word(text: str, closing: str, lexicon: Lexicon) -> bool:
    """及时, 按时, 患者: a word ends so, and no condition."""
    if closing == "时" and text[-2:-1] and text[-2:-1] in "及准按守小延超临定工加学同随即":
        return True
    words = (text[-size:] for size in range(len(closing) + 1, _LONGEST_WORD))
    return any(each.kind == EVERYDAY for word in words for each in lexicon.words.known.get(word, ()))


def is_graver(window: Sequence[Phrase], before: Names, lexicon: Lexicon) -> bool:
    """Does this condition grade the matter of the clause before, whose names may stand in front of it?"""
    if lexicon.spaced:
        case = next((phrase for phrase in window if isinstance(phrase, Mark) and phrase.kind == "IF"), None)
        return case is not None and case.value == "graver" and bool(graver_flags(window, before, lexicon))
    text = without_name(spoken(window), before)
    if not text:
        return False
    text = _led(text, lexicon)
    last = _led(text.rpartition(",")[2].strip(), lexicon)
    grades = lexicon.opening("graver", text) or last.startswith(
        ("情节严重", "情节特别严重", "情节恶劣", "性质严重", "后果严重", "性质恶劣")
    )
    return bool(grades) and not _is_another(text, before, lexicon) and not _of_matter(text, lexicon)


def _led(text: str, lexicon: Lexicon) -> str:
    for word in ("其中,", "其中", "如果", "如", "若", "凡", "对于", "对", "有", "当", "因"):
        if text.startswith(word) and lexicon.opening("graver", text[len(word) :].lstrip(",")):
            return text[len(word) :].lstrip(",")
    return text


def _of_matter(text: str, lexicon: Lexicon) -> bool:
    """重大涉稳信息迟报 after 报送不及时: 重大 grades what goes wrong, and else says what kind of thing is meant."""
    greater = next((word for word in ("特大", "重大") if text.startswith(word)), "")
    rest = text.removeprefix(greater).partition(",")[0]
    grave = next((word for word in lexicon.lists["grievous"] if word in rest[:_NEAR]), None)
    if grave is not None:
        behind = rest.partition(grave)[2].rstrip("的者")
        return bool(greater) and any(word in behind for word in _DENIED)  # 重大事故责任人未受到追究
    return bool(greater) and rest[:1] not in ("", "的", "者")


def _is_another(text: str, before: Names, lexicon: Lexicon) -> bool:
    """重大事故 after 一般事故 is another kind of 事故, and no graver case of the first."""
    greater = lexicon.opening("greater", text)
    if not greater:
        return False
    rest = bared(text.partition(",")[0], lexicon).removeprefix(greater)
    return len(rest) > 1 and any(name != rest and rest in name for name in before.short)


def spoken(window: Sequence[Phrase]) -> str:
    """The words of a window as written, from the first that is no sign."""
    naming = [
        phrase
        for phrase in window
        if isinstance(phrase, Plain | Quoted | Book | Sign) or (isinstance(phrase, Mark) and phrase.kind in _NAMING)
    ]
    return "".join(phrase.text for phrase in naming).lstrip(" ,、:(|")


def without_name(text: str, names: Names) -> str:
    """旷工情节严重 after 早退、旷工每次扣1分 is 情节严重."""
    return next((text.removeprefix(name) for name in names.short if text.startswith(name)), text)


def graver_flags(window: Sequence[Phrase], before: Names, lexicon: Lexicon) -> tuple[str, ...]:
    """The flags of a graver condition: what it quotes, else the condition itself; 情节严重… is 严重."""
    quoted = quotations(window)
    if quoted:
        return quoted
    text = condition(window, lexicon)
    text = text if lexicon.spaced else without_name(text, before)
    severe = lexicon.opening("severe", text)
    if severe:
        return ("特别严重" if "特别" in severe else "严重",)
    return (text,) if text else ()


def quotations(window: Iterable[Phrase]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase.said for phrase in window if isinstance(phrase, Quoted)))


def names(window: Sequence[Phrase], counted: str, lexicon: Lexicon, settings: Iterable[int] = ()) -> Names:
    """The names of a clause; `counted` is the noun its trigger counts, if any."""
    quoted = quotations(window)
    if quoted:
        return Names(quoted=quoted)
    text = condition(window, lexicon, settings)
    rate = _without_aim(text, lexicon)
    text = rate if not rate or lexicon.ending("measured", rate) else text
    if counted:
        return Names(short=listed(counted, lexicon), words=text)
    short = short_names(text, lexicon) if lexicon.spaced or len(text) <= SHORT_NAME else ()
    return Names(short=short, words=text)


def _without_aim(text: str, lexicon: Lexicon) -> str:
    """收费率目标: the target is the rate's; 目标值, 控制在 and 完成 name nothing."""
    while aim := lexicon.ending("aiming", text):
        text = text[: -len(aim)].rstrip(" ,")
    return text


def counted_noun(window: Sequence[Phrase], lexicon: Lexicon) -> str:
    """What an 每-trigger counts, 特约服务 of 每做成一笔特约服务, 迟到 of 每迟到一次; "" where it only finds."""
    places = range(len(window) - 1, -1, -1)
    found = ((i, part) for i in places if isinstance(part := window[i], Count) and part.each)
    index, count = next(found, (-1, None))
    if count is None:
        return ""
    following = phrase_at(window, index + 1)
    if count.every is None or (count.lead == "" and following is None):
        return ""
    numbered = count.text.strip() != f"每{count.every.unit}"
    if numbered and isinstance(following, Plain) and not is_filler(following.text, lexicon):
        noun = bared(following.text, lexicon)
        return (count.lead if count.side == "below" else "") + noun if noun else ""
    nothing = (
        not count.lead
        or count.other is not None
        or lexicon.consists_of("finding", count.lead)
        or lexicon.opening("direction", count.lead)
    )
    return "" if nothing or condition(window[:index], lexicon) else count.lead


def listed_names(text: str, texts: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The names of what is listed behind 有下列情形之一的; none for a clause that announces no list."""
    if not announces(text, lexicon):
        return ()
    bare = (bared(each.strip(" ,。;:、."), lexicon) for each in texts)
    if lexicon.spaced:
        return tuple(dict.fromkeys(filter(None, bare)))
    return tuple(dict.fromkeys(unquoted(name) for each in bare if each for name in short_names(each, lexicon)))


def _of_whom(text: str, lexicon: Lexicon) -> str:
    """有下列情况之一的个人: the words up to whom it is said of."""
    before, one, who = text.rpartition("之一的")
    told = lexicon.ending("person", who) and not who.startswith(("为", "定", "评"))  # …之一的为不合格单位
    return before + "之一" if one and told else text


def announces(text: str, lexicon: Lexicon) -> bool:
    if lexicon.spaced:
        return lexicon.ending("announcing", text) != "" or lexicon.ending("announcing", text.rpartition(" ")[0]) != ""
    text = _of_whom(text, lexicon)
    for word in _LISTING:
        at = text.rfind(word)
        told = at >= 0 and len(text) - at <= 12 and lexicon.ending("announcing", text)
        if told and (not text.endswith(_LISTING) or text.removesuffix(word) in _HAVING):
            return True
    return False


def unquoted(text: str) -> str:
    return text.strip('“”"「」『』').strip()


def ranks_scores(text: str) -> bool:
    """月度得分最低的一名: who stands where by the totals of others, which no card holds."""
    for word in ("得分", "总分", "积分", "考核成绩", "总成绩"):
        behind = text.partition(word)[2].lstrip("的")
        if behind.startswith(("最低", "最高", "末", "倒数", "前", "后", "第", "排名", "排在")):
            return True
    return False


def listed(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    if lexicon.spaced:
        pieces = (bared(piece, lexicon) for phrase in text.split(",") for piece in lexicon.parted("listing", phrase))
        return tuple(dict.fromkeys(filter(None, pieces)))
    if text.startswith(lexicon.lists["negation"]):
        return (text,)
    return tuple(dict.fromkeys(piece.strip() for piece in _cut(text, lexicon) if piece.strip()))


def _cut(text: str, lexicon: Lexicon) -> list[str]:
    """A list cut at 、或及; 及时率 and 以及 are words."""
    pieces, start, at = [], 0, 0
    while at < len(text):
        word = next((word for word in ("、", "以及", "或者", "或是", "或", "及") if text.startswith(word, at)), "")
        if word == "及" and (
            at == 0 or text[at - 1] in "以普涉提触波危顾" or text[at + 1 : at + 2] in ("时", "格", "早", "以")
        ):
            word = ""
        if word == "、" and at and _goes_on_counting(text[at - 1], text[at + 1 : at + 2]):
            word = ""  # 第1、2名
        everyday = lexicon.words.longest(text, at) if not word else None
        if word:
            pieces.append(text[start:at])
            at += len(word)
            start = at
        else:
            at += len(everyday[0]) if everyday is not None else 1
    return [*pieces, text[start:]]


def _goes_on_counting(before: str, behind: str) -> bool:
    return (before.isdigit() and behind.isdigit()) or (before in _NUMERALS and behind in _NUMERALS and behind != "")


def short_names(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    if lexicon.spaced:
        pieces = listed(text, lexicon)
        return pieces if all(len(piece.split()) <= _SHORT_NAME_IN_WORDS for piece in pieces) else ()
    return listed(text, lexicon) if len(text) <= SHORT_NAME else (text,)


def _is_each(phrase: Phrase) -> bool:
    return isinstance(phrase, Count) and phrase.each
