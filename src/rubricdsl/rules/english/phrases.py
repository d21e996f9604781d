"""The words of English conditions: what names, what opens and closes them, what grades the matter."""

from collections.abc import Iterable, Sequence

from rubricdsl.clauses.draft import Names
from rubricdsl.rules.english import amounts, words
from rubricdsl.rules.wording import spoken
from rubricdsl.tree.model import Part

# parts that are words like any other wherever nothing else reads them
TEXT = frozenset({"PROSE", "FOR", "LATE", "UNDONE", "SHORT", "ITEM", "SECTION", "CONVERSION", "ALSO", "BOOK"})
NAMING = TEXT | {"QUOTED", "COMMA", "COLON", "BAR", "OPEN", "CLOSE", "IF", "EXTRA", "INSTEAD"}
_QUOTES = '“”"「」『』'


def unquoted(text: str) -> str:
    return text.strip(_QUOTES + "《》").strip()


def quotations(parts: Iterable[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unquoted(part.text) for part in parts if part.name == "QUOTED"))


def bare(text: str) -> str:
    """A phrase without if, the, being before it and by, of, for behind it."""
    before = ""
    text = text.strip(" ,:")
    while before != text:
        before = text
        text = words.CLOSING.sub("", words.OPENING.sub("", text)).strip(" ,:")
    return "" if words.FILLER.match(text) else text


def phrases(parts: Sequence[Part]) -> list[str]:
    """The words of parts, run by run: whatever is read as something else parts them; brackets are left out."""
    runs: list[list[Part]] = [[]]
    depth = 0
    for part in parts:
        depth += {"OPEN": 1, "CLOSE": -1}.get(part.name, 0)
        if not _is_text(part):
            runs.append([])
        elif depth == 0:
            runs[-1].append(part)
    return [said for said in (bare(spoken(run)) for run in runs) if said]


def _is_text(part: Part) -> bool:
    if part.name == "amount":
        return not (amounts.is_threshold(part) or amounts.unit(part))
    return part.name in TEXT


def names_of(parts: Sequence[Part]) -> Names:
    """The names of a clause: what it quotes, else its words where they are few, else the whole of them."""
    quoted = quotations(parts)
    if quoted:
        return Names(quoted=quoted)
    said = ", ".join(phrases(parts))
    listed = tuple(dict.fromkeys(filter(None, (bare(one) for one in words.LISTED.split(said)))))
    if listed and all(len(one.split()) <= words.SHORT_NAME for one in listed):
        return Names(short=listed, words=said)
    return Names(words=said)


def listed_names(said: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The names of what is listed behind any of the following; none for a clause that announces no list."""
    if not words.ANNOUNCING.search(said):
        return ()
    return tuple(dict.fromkeys(filter(None, (bare(text.strip(" ,.;:")) for text in texts))))


def flags_of(parts: Sequence[Part]) -> tuple[str, ...]:
    """The flags that words state: what they quote, else the words themselves."""
    return quotations(parts) or tuple(filter(None, (", ".join(phrases(parts)),)))
