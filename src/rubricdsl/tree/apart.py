"""What may stand at a place of a text whose words stand apart: numbers and units, dates, places in an order."""

import re
from collections.abc import Sequence

from attrs import define, field

from rubricdsl.tree.lexicon import Lexicon, Meaning, is_apart
from rubricdsl.tree.scanned import PLAIN, Word

_NUMBER = re.compile(r"[0-9]{1,24}(?:,[0-9]{3}(?![0-9])){0,6}(?:\.[0-9]{1,24})?")
_NTH = re.compile(r"([0-9]{1,24})(?:st|nd|rd|th)(?![a-z0-9])")
_SCORED = frozenset({"分", "元", "%"})
_LONGEST_WORDS = 40  # signs of the longest word of a list
WINDOWS = frozenset({"天", "周", "月", "季度", "半年", "年"})


@define
class Places:
    """A text while it is cut, and what may stand at a place of it; `low` is what is looked at."""

    text: str
    low: str
    places: list[int]
    lexicon: Lexicon
    offset: int
    out: list[Word] = field(factory=list)
    plain: int = -1  # where a run of plain signs began
    known: dict[int, Sequence[tuple[str, tuple[Meaning, ...]]]] = field(factory=dict)

    @property
    def last(self) -> str:
        """The kind of the word directly before; "" at the head of the text."""
        return PLAIN if self.plain >= 0 else self.out[-1].kind if self.out else ""

    def blank(self, at: int) -> int:
        return at + 1 if self.low[at : at + 1] == " " else at

    def add(self, kind: str, start: int, end: int, value: str = "") -> int:
        """Adds the word that stands between two places; one without signs says what is understood."""
        self.flush(start)
        start = self.blank(start) if end > start else start
        first = self.places[start]
        last = self.places[end - 1] + 1 if end > start else first
        self.out.append(Word(kind, self.text[first:last].strip(), value, first + self.offset, last + self.offset))
        return end

    def flush(self, end: int) -> None:
        """Ends the run of plain signs."""
        if self.plain < 0:
            return
        start, self.plain = self.plain, -1
        while end > start and self.low[end - 1] == " ":
            end -= 1
        if end > start:
            self.add(PLAIN, start, end)

    def words(self, at: int) -> Sequence[tuple[str, tuple[Meaning, ...]]]:
        """The words of the table that stand at a place, the longest first; a place is looked at several times."""
        if at not in self.known:
            self.known[at] = tuple(self.lexicon.words.at(self.low, at))
        return self.known[at]

    def found(self, at: int) -> tuple[str, tuple[Meaning, ...]]:
        words = self.words(at)
        return words[0] if words else ("", ())

    def listed(self, name: str, at: int) -> int:
        """Where a word of a list ends that stands at a place; the place itself for none."""
        start = self.blank(at)
        word = self.lexicon.opening(name, self.low[start : start + _LONGEST_WORDS])
        return start + len(word) if word and is_apart(self.low, start, start + len(word)) else at

    def value(self, kind: str, at: int) -> tuple[str, int] | None:
        """What a word of a kind says, and where it ends."""
        start = self.blank(at)
        word, meanings = self.found(start)
        said = next((meaning.value for meaning in meanings if meaning.kind == kind), None)
        return None if said is None else (said, start + len(word))

    # ── numbers and units ──

    def unit(self, at: int) -> tuple[int, str] | None:
        """Where the unit ends that stands here, and what it is kept as."""
        start = self.blank(at)
        found = self.lexicon.units.longest(self.low, start)
        return None if found is None else (start + len(found[0]), found[1][0].value)

    def numeral(self, at: int) -> tuple[int, str] | None:
        """Where a number ends that stands here, in digits or words, and what it comes to."""
        start = self.blank(at)
        digits = _NUMBER.match(self.low, start)
        if digits is not None:
            glued = self.low[digits.end() : digits.end() + 1]
            if glued.isascii() and glued.isalpha() and self.unit(digits.end()) is None:
                return None
            return digits.end(), digits[0]
        word = self.value("NUMBER", start)
        return None if word is None else (word[1], word[0])

    def number(self, at: int) -> tuple[int, str] | None:
        """The same where it counts: a word for one number is one before a unit, or before another number with one."""
        found = self.numeral(at)
        if found is None or self.low[self.blank(at)].isdigit():
            return found
        dash = self.dashed(found[0])
        other = self.numeral(dash) if dash else None
        behind = self.listed("onward", found[0]) if other is None else other[0]
        return found if self.unit(found[0]) or self.unit(behind) else None

    def often(self, at: int) -> tuple[int, str] | None:
        """once, twice: a number of times."""
        found = self.value("OFTEN", at)
        return None if found is None else (found[1], found[0])

    def dashed(self, at: int) -> int:
        """Where what stands between the ends of a range ends; 0 for none."""
        start = self.blank(at)
        end = start
        while self.low[end : end + 1] in tuple("-~–—―"):
            end += 1
        end = end if end > start else self.listed("between", start)
        return end if end > start and self.numeral(end) is not None else 0

    def amount_ahead(self, at: int) -> bool:
        """Whether the amount of a verb follows: 2 points, another 2 points, at least 50 yuan, (2 points), a point."""
        for name in ("more", "least", "more"):
            at = self.listed(name, at)
        start = self.blank(at)
        start += self.low[start : start + 1] == "("
        found = self.numeral(start)
        if found is not None and self.low[self.blank(start)].isdigit():
            return self.listed("multiplied", found[0]) == found[0]
        found = found or self.one(start)
        unit = self.unit(found[0]) if found is not None else None
        return unit is not None and unit[1] in _SCORED

    def one(self, at: int) -> tuple[int, str] | None:
        """a point, an hour: where the word ends."""
        found = self.value("ONE", at)
        return None if found is None or self.unit(found[1]) is None else (found[1], found[0])

    # ── what is put together of several words ──

    def nth(self, at: int) -> tuple[str, int] | None:
        """first, 2nd: which in an order, and where the word ends."""
        start = self.blank(at)
        digits = _NTH.match(self.low, start)
        return (digits[1], digits.end()) if digits is not None else self.value("NTH", start)

    def occurrence(self, at: int) -> tuple[int, str, bool] | None:
        """for the second time, from the 3rd occurrence: where it ends, which, and whether all after it too."""
        lead = self.listed("leading", at)
        found = self.nth(lead)
        end = found[1] if found is not None else at
        behind = self.listed("occasion", end)
        if found is None or behind == end:
            return None
        return behind, found[0], self.low[at:lead].strip().startswith("from")

    def date(self, at: int) -> tuple[int, str] | None:
        """25th, day 5, 30 November, end of March, Friday: where it ends, and the day as the reading of dates has it."""
        at = self.listed("article", at)
        weekday, last = self.value("WEEKDAY", at), self.value("LAST", at)
        if weekday is not None:
            return weekday[1], weekday[0]
        if last is not None:
            month = self.value("MONTH", self.listed("of", last[1]))
            return (last[1], "底") if month is None else (month[1], f"{month[0]}月底")
        month = self.value("MONTH", at)
        if month is not None:
            day = self.day(month[1])
            return (month[1], f"{month[0]}月") if day is None else (day[1], f"{month[0]}月{day[0]}日")
        day = self.day(self.listed("daily", at))
        if day is None:
            return None
        month = self.value("MONTH", self.listed("of", day[1]))
        return (day[1], f"{day[0]}日") if month is None else (month[1], f"{month[0]}月{day[0]}日")

    def day(self, at: int) -> tuple[str, int] | None:
        nth = _NTH.match(self.low, self.blank(at))
        if nth is not None:
            return nth[1], nth.end()
        digits = _NUMBER.match(self.low, self.blank(at))
        return None if digits is None else (digits[0], digits.end())

    def window(self, at: int) -> tuple[int, int, str] | None:
        """of each month, every week: where the word for each begins, where its unit ends, and the unit."""
        at = self.blank(at)
        at += self.low[at : at + 1] == ","
        start = self.blank(self.listed("of", at))
        each = self.listed("every", start)
        unit = self.unit(each) if each > start else None
        return (start, *unit) if unit is not None and unit[1] in WINDOWS else None

    def run_of(self, at: int) -> tuple[int, str, int, str] | None:
        """for six consecutive months, in half a year in a row: the number, where it and its unit end, the unit."""
        number = self.numeral(at)
        if number is None:
            return None
        row = self.listed("consecutive", number[0])
        unit = self.unit(self.listed("calendar", row))
        if unit is None:
            return None
        behind = self.listed("in a row", unit[0])
        return (number[0], number[1], behind, unit[1]) if row > number[0] or behind > unit[0] else None

    def counts(self) -> bool:
        """Whether a multiplier ends here: per 3 days, each time."""
        kinds = [word.kind for word in self.out[-4:]]
        while kinds and kinds[-1] in ("UNIT", "NUMBER"):
            kinds.pop()
        return self.plain < 0 and self.last == "UNIT" and kinds[-1:] == ["EACH"]
