"""The words before a score: who is meant, by which names, and what grades the matter."""

from collections.abc import Iterable, Sequence

from rubricdsl.base.span import Span
from rubricdsl.rules import words
from rubricdsl.rules.draft import Names
from rubricdsl.rules.setting import is_within
from rubricdsl.tree.model import Part

NAMING = frozenset({"PROSE", "PAUSE", "QUOTED", "BOOK", "COMMA", "BAR", "COLON", "OPEN", "CLOSE"})
_QUOTES = '“”"「」『』'


def phrases(window: Sequence[Part]) -> list[str]:
    """The condition phrase by phrase (between commas), without fillers, thresholds and triggers."""
    spoken: list[str] = [""]
    depth = min(0, sum({"OPEN": -1, "CLOSE": 1}.get(part.name, 0) for part in window))  # a score inside brackets
    for index, part in enumerate(window):
        if part.name in ("OPEN", "CLOSE"):
            depth += 1 if part.name == "OPEN" else -1
        elif part.name in ("COMMA", "COLON", "BAR"):
            spoken.append("")
        elif part.name in NAMING and depth <= 0 and not (part.name == "PROSE" and _is_filler(part.text)):
            spoken[-1] += part.text.strip()
        elif depth <= 0 and (_is_within(window, index) or (spoken[-1] and _is_lacking(part))):
            spoken[-1] += _is_lacking(part) or part.text.strip()
    return [phrase for phrase in map(_bare, spoken) if phrase and not words.AIMING.fullmatch(phrase)]


def _is_within(window: Sequence[Part], index: int) -> bool:
    """困人30分钟内未解救, 逾期三天仍未整改: an amount in the middle of what happened is part of its name."""
    part, following = window[index], window[index + 1] if index + 1 < len(window) else None
    plain = part.name == "amount" and not any(part.word(name) for name in ("COMPARE", "AFTER", "NUMBER", "PER"))
    inside = plain and following is not None and words.WITHIN.match(following.text) is not None
    return inside or is_within(window, index)


def _is_lacking(part: Part) -> str:
    """记录缺一次: what is missing is another matter than what is there."""
    found = part.word("FOUND") or ""
    return found if words.LACKING.fullmatch(found) else ""


def condition(window: Sequence[Part]) -> str:
    return ",".join(phrases(window))


def whole_words(window: Sequence[Part]) -> str:
    """A condition with the amounts it speaks of: 成绩连续两次低于60分."""
    return _bare("".join(part.text for part in window))


def is_graver(window: Sequence[Part], before: Names) -> bool:
    """Does this condition grade the matter of the clause before, whose names may stand in front of it?"""
    text = _without_name(said(window), before)
    grades = words.GRADED_BADLY.match(text.rpartition(",")[2].strip())  # 连带处罚,情节严重者
    return (words.GRAVER.match(text) or grades) is not None and not _is_another(text, before)


def _is_another(text: str, before: Names) -> bool:
    """重大事故 after 一般事故 is another kind of 事故, and no graver case of the first."""
    rest = words.GREATER.sub("", _bare(text.partition(",")[0]))
    alike = [name for name in before.short if name != rest and name.endswith(rest)]
    return words.GREATER.match(text) is not None and len(rest) > 1 and bool(alike)


def said(window: Sequence[Part]) -> str:
    """The words of a window as written, from the first that is no sign."""
    return "".join(part.text for part in window if part.name in NAMING).lstrip(" ,、:(|")


def _without_name(text: str, names: Names) -> str:
    """旷工情节严重 after 早退、旷工每次扣1分 is 情节严重."""
    return next((text.removeprefix(name) for name in names.short if text.startswith(name)), text)


def graver_flags(window: Sequence[Part], before: Names) -> tuple[str, ...]:
    """The flags of a graver condition: what it quotes, else the condition itself; 情节严重… is 严重."""
    quoted = quotations(window)
    if quoted:
        return quoted
    text = _without_name(condition(window), before)
    if words.SEVERE.match(text):
        return ("严重",)
    return (text,) if text else ()


def quotations(window: Iterable[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unquoted(part.text) for part in window if part.name == "QUOTED"))


def unquoted(text: str) -> str:
    return text.strip(_QUOTES).strip()


def names(window: Sequence[Part], counted: str) -> Names:
    """The names of a clause (language, "Names"); `counted` is the noun its trigger counts, if any."""
    quoted = quotations(window)
    if quoted:
        return Names(quoted=quoted)
    text = condition(window)
    rate = words.GOAL.sub("", words.AIM.sub("", text))
    # 收费率目标95%: the target is the rate's; 目标值, 控制在 and 完成 name nothing
    text = rate if not rate or words.TARGETED.search(rate) else text
    if counted:
        return Names(short=_listed(counted), words=text)
    short = _short(text) if len(text) <= words.SHORT_NAME else ()
    return Names(short=short, words=text)


def occurring(names: Names) -> Names:
    """What names without 无: what happens where they say that it does not."""
    plain = words.NONE.sub("", names.words)
    return Names(short=_listed(plain), words=plain) if plain != names.words and not names.quoted else names


def counted_noun(window: Sequence[Part]) -> str:
    """What an 每-trigger counts, 特约服务 of 每做成一笔特约服务, 迟到 of 每迟到一次; "" where it only finds."""
    index = next((i for i in range(len(window) - 1, -1, -1) if window[i].word("EVERY")), None)
    if index is None:
        return ""
    said = (window[index].word("EVERY") or "").removeprefix("每").strip()
    following = window[index + 1] if index + 1 < len(window) else None
    if following is not None and following.name == "PROSE" and not _is_filler(following.text):
        return (said if words.SHORTFALL.search(said) else "") + _bare(following.text.strip())
    nothing = words.FINDING.match(said) or words.DIRECTION.match(said)
    return "" if nothing or condition(window[:index]) else said


def listed_names(said: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The names of what is listed behind 有下列情形之一的; none for a clause that announces no list."""
    if not words.ANNOUNCING.search(said):
        return ()
    bare = (_bare(text.strip(" ,。;:、")) for text in texts)
    return tuple(dict.fromkeys(name for each in bare if each for name in _short(each)))


def span_of(parts: Sequence[Part]) -> Span:
    return parts[0].span.to(parts[-1].span)


def _listed(text: str) -> tuple[str, ...]:
    if text.startswith(words.NEGATED):
        return (text,)
    return tuple(dict.fromkeys(part.strip() for part in words.LISTED.split(text) if part.strip()))


def _short(text: str) -> tuple[str, ...]:
    return _listed(text) if len(text) <= words.SHORT_NAME else (text,)


def _is_filler(text: str) -> bool:
    return words.FILLER.match(text.strip()) is not None


def _bare(phrase: str) -> str:
    """A phrase without 对, 凡, 如 before it and 的, 者 after it."""
    before = ""
    while before != phrase:
        before = phrase
        phrase = words.CLOSING.sub("", words.OPENING.sub("", phrase.strip(' ,、;"')))
        found = words.STRETCH.match(phrase)
        phrase = phrase[found.end() :] if found else phrase
    return words.TALLIED.sub("", phrase)  # 早退累计5次 is of 早退
