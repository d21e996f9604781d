"""Text of a language whose words stand apart → words: the longest word of the tables, numbers, units, signs, dates.

The text is looked at in small letters and with one blank where there are several; words keep the author's places.
"""

import re

from attrs import define

from rubricdsl.tree.apart import WINDOWS, Places
from rubricdsl.tree.lexicon import EVERYDAY, Lexicon, Meaning
from rubricdsl.tree.scanned import ENDS, PLAIN, SIGNS, Word

_RUN = re.compile(r"[a-z0-9_]+(?:['-][a-z0-9]+)*|[一-鿿]+|.", re.DOTALL)
_OPENING, _CLOSING = '“"「『', '”"」』'
_SIGNS = SIGNS | {"、": "COMMA"}
_LONGEST_NAME = 256
_LONGEST_UNIT = 3  # signs of a Chinese word that a score counts by
# words that say something of a score, and so are none that 'each' counts
_COUNTABLE = frozenset({"", "LATE", "UNDONE", "SHORT", "QUOTE"})
_HIDDEN = frozenset({EVERYDAY, "MONTH", "WEEKDAY", "LAST", "NTH"})  # words of dates and places in an order alone


def words_apart(text: str, lexicon: Lexicon, offset: int = 0) -> list[Word]:
    """The words of a text in order, all of its signs but blanks among them; places are counted from `offset`."""
    places = [at for at, sign in enumerate(text) if sign != " " or (at and text[at - 1] != " ")]
    low = "".join(sign.lower() if "A" <= (sign := text[at]) <= "Z" else sign for at in places)
    return _Lexer(text, low, [*places, len(text)], lexicon, offset).run()


@define
class _Lexer(Places):
    """The walk through a text, word by word."""

    def run(self) -> list[Word]:
        at, size = 0, len(self.low)
        while at < size:
            at = self.step(at)
        self.flush(size)
        return self.out

    def step(self, at: int) -> int:
        """Reads what stands at a place; returns the place behind it."""
        sign = self.low[at]
        if sign == " ":
            return at + 1
        if sign in _OPENING or sign in _CLOSING:
            return self.quoted(at)
        if sign == "《" and (end := self.low.find("》", at, at + _LONGEST_NAME)) > 0 and "\n" not in self.low[at:end]:
            return self.add("BOOK", at, end + 1, self.between(at + 1, end))
        found = self.composed(at) if sign.isalnum() else self.marked(at)
        if found is not None:
            return found
        if sign in _SIGNS or sign == ".":
            return self.sign(at)
        return self.word(at)

    def as_plain(self, start: int, end: int) -> int:
        if self.plain < 0:
            self.plain = start
        return end

    def between(self, start: int, end: int) -> str:
        return self.text[self.places[start] : self.places[end]].strip()

    def quoted(self, at: int) -> int:
        """A name in quotation marks; a mark without its other is told of at its place."""
        if self.low[at] in _OPENING:
            for end in range(at + 1, min(len(self.low), at + _LONGEST_NAME + 2)):
                if self.low[end] == "\n":
                    break
                if self.low[end] in _CLOSING and end > at + 1:
                    return self.add("QUOTE", at, end + 1, self.between(at + 1, end))
        return self.add("UNPAIRED", at, at + 1)

    def sign(self, at: int) -> int:
        sign = self.low[at]
        if sign == "." and self.low[at + 1 : at + 2] not in ("", " ", "\n", ")", "”", '"'):
            return self.as_plain(at, at + 1)
        return self.add(_SIGNS.get(sign, "STOP"), at, at + 1, sign)

    def marked(self, at: int) -> int | None:
        """+5 points, -2 points, the - of a range, %."""
        before = self.low[at - 1 : at]
        number = self.number(at + 1)
        unit = self.unit(number[0]) if number is not None else None
        if self.low[at] in "+-" and not (before.isalnum() or before in (")", "%")) and unit and unit[1] == "分":
            points = self.last == "UNIT" and self.out[-1].value == "分"
            if self.last != "NUMBER" and not points:
                return self.signed(at)
        if self.low[at] in "+-" and self.last in ("QUOTE", "COLON") and number and self.closes(number[0]):
            return self.signed(at)
        if self.last in ("NUMBER", "UNIT", "AFTER") and (end := self.dashed(at)):
            return self.add("DASH", at, end)
        return None

    def signed(self, at: int) -> int:
        return self.add("VERB", at, at + 1, "add" if self.low[at] == "+" else "deduct")

    def closes(self, at: int) -> bool:
        """Whether a phrase ends here."""
        start = self.blank(at)
        return self.low[start : start + 1] in ("", "\n") or self.low[start] in ENDS

    def composed(self, at: int) -> int | None:
        """Numbers, and what several words say together."""
        behind = self.last in ("NUMBER", "UNIT") and not self.low[at].isdigit()
        if behind and (end := self.dashed(at)) and (self.listed("joining", at) != end or self.out_of_range()):
            return self.add("DASH", at, end)
        nth = self.occurrence(at)
        if nth is not None:
            self.add("ORDINAL", at, nth[0], nth[1])
            return self.add("SINCE", nth[0], nth[0]) if nth[2] else nth[0]
        return self.due(at) or self.in_a_row(at) or self.counted(at)

    def out_of_range(self) -> bool:
        """between 90 and 95%: whether the first end of a range has been said."""
        return any(word.kind == "COMPARE" and word.value == "between" for word in self.out[-3:-1])

    def due(self, at: int) -> int | None:
        before = self.listed("before", at)
        day = self.date(before) if before > at else None
        window = self.window(day[0]) if day is not None else None
        if day is None or window is None:
            return None
        self.add("BEFORE", at, before)
        self.add("DATE", before, day[0], day[1])
        each = self.listed("every", window[0])
        self.add("EACH", window[0], each)
        return self.add("UNIT", each, window[1], window[2])

    def in_a_row(self, at: int) -> int | None:
        lead = self.listed("over", at)
        found = self.run_of(lead) if lead > at else None
        if found is None:
            return None
        self.add("RUN", at, lead)
        self.add("NUMBER", lead, found[0], found[1])
        return self.add("UNIT", found[0], found[2], found[3])

    def counted(self, at: int) -> int | None:
        """A number with its unit; so many times as much; once."""
        often = self.often(at)
        if often is not None and self.listed("multiplied", often[0]) == often[0]:
            self.add("NUMBER", at, often[0], often[1])
            return self.add("UNIT", often[0], often[0], "次")
        found = self.numeral(at)
        if found is not None and (times := self.listed("multiplied", found[0])) > found[0]:
            return self.add("TIMES", at, times, found[1])
        number = self.number(at)
        if number is None and self.last in ("VERB", "MORE", "OPEN"):
            number = self.one(at)
        if number is None:
            return None
        self.add("NUMBER", at, *number)
        unit = self.unit(number[0])
        return number[0] if unit is None else self.add("UNIT", number[0], *unit)

    def word(self, at: int) -> int:
        """A word of the table where it means something, a unit behind its number, or a plain word."""
        if self.last in ("EACH", "AFTER") and (unit := self.unit(at)) is not None:
            return self.add("UNIT", at, *unit)
        for word, meanings in self.words(at):
            for meaning in meanings:
                end = at + len(word)
                kind = self.kind_of(meaning, end)
                if kind == PLAIN:
                    return self.as_plain(at, end)
                if kind is not None:
                    self.add(kind, at, end, meaning.value)
                    return self.add("UNIT", end, end, "次") if meaning.value == "each one" else end
        run = _RUN.match(self.low, at)
        end = run.end() if run is not None else at + 1
        if self.last == "EACH" and "一" <= self.low[at] <= "鿿" and end - at <= _LONGEST_UNIT:
            return self.add("UNIT", at, end, self.low[at:end])
        return self.as_plain(at, end)

    def kind_of(self, meaning: Meaning, end: int) -> str | None:
        """The kind that a word has at a place; None where it does not have this meaning here."""
        if meaning.kind in _HIDDEN:
            return PLAIN if meaning.kind == EVERYDAY else None
        if meaning.kind == "VERB":
            return "VERB" if self.amount_ahead(end) else None if meaning.where else "STRAY"
        if meaning.value == "each one":
            return "EACH" if self.unit(end) is None else None
        if meaning.kind == "EACH":
            return self.each(end, meaning.value) if meaning.value != "often" or self.is_often(end) else None
        if meaning.kind in ("NUMBER", "ONE", "OFTEN"):
            return None
        return meaning.kind if self.stands(meaning.where, end) else None

    def each(self, end: int, value: str) -> str:
        """Whether each counts by what follows, or says that names are taken one by one."""
        number = self.number(end)
        if number is not None:
            unit = self.unit(number[0])
            behind = number[0] if unit is None else unit[0]
            tests = self.listed("onward", number[0]) > number[0] or self.listed("onward", behind) > behind
            return "SEPARATE" if value != "per" and (tests or self.dashed(number[0])) else "EACH"
        if self.unit(end) is not None:
            return "EACH"
        start = self.blank(end)
        sign = self.low[start : start + 1]
        if "一" <= sign <= "鿿":
            return "EACH"
        if value == "per" or sign in tuple(_OPENING):
            return "EACHOF"
        return "EACHOF" if sign.isalnum() and self.next_kind(start) in _COUNTABLE else "SEPARATE"

    def is_often(self, end: int) -> bool:
        """twice a week, 3 times a month."""
        unit = self.unit(end)
        return self.last == "UNIT" and unit is not None and unit[1] in WINDOWS

    def next_kind(self, at: int) -> str:
        """The kind of the word that stands at a place, looked up alone; "" where it is plain."""
        if self.occurrence(at) is not None:
            return "ORDINAL"
        _, meanings = self.found(at)
        return next((meaning.kind for meaning in meanings if meaning.kind not in _HIDDEN), "")

    def stands(self, place: str, end: int) -> bool:
        """Whether a word stands in a place of the table (see its head)."""
        match place:
            case "n":
                return self.number(end) is not None or self.often(end) is not None
            case "u":
                goes_on = self.low[self.blank(end) : self.blank(end) + 4]
                return self.last in ("NUMBER", "UNIT") and goes_on != "than" and not goes_on[:1].isdigit()
            case "o":
                return self.last in ("VERB", "MORE")
            case "s":
                return self.counts()
            case "p":
                compares = any(meaning.kind == "COMPARE" for meaning in self.found(self.blank(end))[1])
                return compares or self.number(end) is not None
            case "r":
                return self.last in ("ORDINAL", "SINCE")
            case "d":
                return self.last == "DEAL"
            case "y":
                return self.listed("did", end) == end
            case "b":
                return self.listed("norm", end) > end
            case "x":
                return self.listed("stated", end) == end and self.low[self.blank(end) : self.blank(end) + 1] not in "(:"
            case _:
                return True
