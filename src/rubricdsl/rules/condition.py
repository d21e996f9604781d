"""The words before a score: who is meant, by which names, and what grades the matter."""

from collections.abc import Iterable, Sequence

from rubricdsl.base.span import Span
from rubricdsl.rules import words
from rubricdsl.rules.draft import Names
from rubricdsl.tree.model import Part

_SAID = frozenset({"PROSE", "PAUSE", "QUOTED", "BOOK", "COMMA", "BAR", "COLON", "OPEN", "CLOSE"})
_QUOTES = '“”"「」『』'


def phrases(window: Sequence[Part]) -> list[str]:
    """The condition phrase by phrase (between commas), without fillers, thresholds and triggers."""
    said: list[str] = [""]
    depth = 0
    for part in window:
        if part.name in ("OPEN", "CLOSE"):
            depth += 1 if part.name == "OPEN" else -1
        elif part.name in ("COMMA", "COLON", "BAR"):
            said.append("")
        elif part.name in _SAID and depth <= 0 and not (part.name == "PROSE" and _is_filler(part.text)):
            said[-1] += part.text.strip()
    return [phrase for phrase in map(_bare, said) if phrase]


def condition(window: Sequence[Part]) -> str:
    return ",".join(phrases(window))


def is_graver(window: Sequence[Part]) -> bool:
    """Does this condition grade the matter of the clause before?"""
    text = "".join(part.text for part in window if part.name in _SAID).lstrip(" ,、:(|")
    return words.GRAVER.match(text) is not None


def graver_flags(window: Sequence[Part]) -> tuple[str, ...]:
    """The flags of a graver condition: what it quotes, else the condition itself; 情节严重… is 严重."""
    quoted = quotations(window)
    if quoted:
        return quoted
    text = condition(window)
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
    if counted:
        return Names(short=(counted,), words=text)
    if text and len(text) <= words.SHORT_NAME:
        return Names(short=_listed(text), words=text)
    return Names(words=text)


def counted_noun(window: Sequence[Part]) -> str:
    """特约服务 of 每做成一笔特约服务加5分: the noun directly between an 每-trigger and the score."""
    for index in range(len(window) - 1, 0, -1):
        part, before = window[index], window[index - 1]
        if before.name == "trigger" and before.word("EVERY") and part.name == "PROSE" and not _is_filler(part.text):
            return _missing(before) + _bare(part.text.strip())
        if part.name in ("trigger", "COMMA"):
            return ""
    return ""


def _missing(trigger: Part) -> str:
    """每少开展一次活动: what is counted is 少开展活动, not 活动."""
    said = (trigger.word("EVERY") or "").removeprefix("每")
    return said if words.SHORTFALL.search(said) else ""


def span_of(parts: Sequence[Part]) -> Span:
    return parts[0].span.to(parts[-1].span)


def _listed(text: str) -> tuple[str, ...]:
    if text.startswith(words.NEGATED):
        return (text,)
    return tuple(dict.fromkeys(part.strip() for part in words.LISTED.split(text) if part.strip()))


def _is_filler(text: str) -> bool:
    return words.FILLER.match(text.strip()) is not None


def _bare(phrase: str) -> str:
    """A phrase without 对, 凡, 如 before it and 的, 者 after it."""
    before = ""
    while before != phrase:
        before = phrase
        phrase = words.CLOSING.sub("", words.OPENING.sub("", phrase.strip(" ,、;")))
    return phrase
