"""Text → words: the longest word of the tables at each place, numbers with their units, signs; the rest is plain.

Some words mean something in certain places alone (得 before a number, 以上 behind an amount). The places are named in
the table; what each asks for is looked up in the few signs around the word (tree/surroundings.py).
"""

import re

from attrs import define

from rubricdsl.tree.lexicon import Lexicon
from rubricdsl.tree.numerals import DASH, HAN_DIGITS
from rubricdsl.tree.scanned import ENDS, PLAIN, SIGNS, Word
from rubricdsl.tree.surroundings import REACH, Surroundings

_MIXED = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*|(?<![0-9])[0-9]+[A-Za-z][A-Za-z0-9]*")
_CLOCK = r"[点时](?:半|整|[0-9]{1,2}分?)?"
_TIME = re.compile(
    rf"(?:[早晚]?[0-9]{{1,2}}:[0-9]{{2}}|(?:上午|下午|早上|晚上|中午|凌晨|早|晚)[0-9]{{1,2}}{_CLOCK})"
    rf"(?:[ ]?(?:之|以)?[前后](?![勤台厨门]))?"
    rf"|[0-9]{{1,2}}{_CLOCK}(?:[ ]?(?:之|以)?[前后]|(?=[没未还仍]))"
)
_MONTH = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(
    rf"(?:[0-9]{{4}}年)?{_MONTH}[ ]?月[ ]?(?:份|[0-9]{{1,2}}[ ]?[日号]|[一二三四五六七八九十]{{1,3}}[日号]|底|末)"
    r"|[0-9]{4}年(?:度|[0-9]{1,2}月)?"
    rf"|{_MONTH}[ ]?[日号](?=(?:下班)?(?:之|以)?前|止|起|[-至到~])"
    r"|(?:周|星期)[一二三四五六日天](?=(?:下班)?(?:之|以)?前)"
)
_WEEKDAY = re.compile(r"(?:周|星期)?[一二三四五六日天](?=(?:下班)?(?:之|以)?前)")
_LAST_DAY = re.compile(r"(?:[月年周]|季度?)?[底末]")
_BEFORE = re.compile(r"(?:下班)?(?:之|以)?前|止")
_INCLUDING = re.compile(r"[的者]?[ ]?\((不)?(?:包含|包括|含)[^)\n]{0,10}\)")
_INCLUDED = re.compile(r"(不)?(?:包含|包括|含)")
_ORDINAL = re.compile(rf"第([0-9]{{1,9}}|[{HAN_DIGITS}]{{1,9}})[次回](?!会议|全)")
_NEXT = rf"[0-9]{{1,9}}(?![0-9.%分元])|[{HAN_DIGITS}]{{1,9}}(?=[、和及至名位等条项款页])"
_PART = r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}"
_NTH = re.compile(
    rf"第[ ]?(?:{_PART}|[{HAN_DIGITS}]{{1,9}})(?:[、和及至~-](?:{_PART}(?=[条款项点章节])|{_NEXT}))*"
)  # 第1、2名, 第1.1~1.5条
_SHARE_OF = re.compile(r"[一-鿿]{1,8}的(?=[ ]?[0-9])")
_PAIRS = {"“": '”"', '"': '"”', "「": "」", "『": "』"}
_CIRCLED = frozenset(map(chr, (*range(0x2460, 0x2488), *range(0x3220, 0x322A))))
# a cell of a table saved as text stands in plain quotes too
_SCORING = re.compile(r"[0-9][ ]?分(?![钟之项店部])|不得分")
_MEASURING = frozenset({"UNIT", "NUMBER", "AFTER", "COMPARE"})
_TURNED = {"≤": ">=", "<": ">", "≥": "<=", ">": "<"}  # behind their number
_COUNTING = frozenset(f".{HAN_DIGITS}周星月季年底末日天上下早晚中凌")  # what numbers, dates and hours begin with
_NOUNS = frozenset({"OBJECT", "TOTAL", "COLLECTED"})  # elsewhere they are plain as a whole: 考核分 in 考核分清零
_IMPOSING = ("给予", "实行", "予以", "实施", "执行", "作", "做")
_ARROWS = ("->", "=>", "→")  # 10次 -> 30分
_LONGEST_SAYING = 16  # a quotation that scores and is longer is a clause
_LONGEST_NAME = 64
_LONGEST_PER = 5


def words_of(text: str, lexicon: Lexicon, offset: int = 0) -> list[Word]:
    """The words of a text in order, all of its signs but blanks among them; places are counted from `offset`."""
    return _Lexer(text, lexicon, offset).run()


@define
class _Lexer(Surroundings):
    """The walk through a text, sign by sign."""

    closing: int = -1  # a bracket around the number of a verb, that is no sign

    def run(self) -> list[Word]:
        at, size = 0, len(self.text)
        while at < size:
            at = self.step(at)
        self.flush(size)
        return self.out

    # ── what stands at a place ──

    def step(self, at: int) -> int:
        """Reads what stands at a place; returns the place behind it."""
        sign = self.text[at]
        self.cursor = at
        if sign == " ":
            end = self.blank(at)
            if self.plain < 0 or self.breaks(end):
                self.flush(at)
            return end
        if at == self.closing:
            self.flush(at)
            unit = self.unit(at + 1) if self.last == "NUMBER" else None
            return at + 1 if unit is None else self.add("UNIT", self.blank(at + 1), *unit)
        if sign in _PAIRS or sign == "《":
            return self.quoted(at)
        if sign in "-=→" and (arrow := next((word for word in _ARROWS if self.text.startswith(word, at)), "")):
            return self.add("COLON", at, at + len(arrow), arrow)
        found = self.special(at)
        if found is not None:
            return found
        if sign in ENDS:
            return self.sign(at)
        return self.word(at)

    def breaks(self, at: int) -> bool:
        """Whether a plain run ends here: at the end, before a sign or a number."""
        return at >= len(self.text) or self.text[at] in ENDS or self.text[at] == " " or self.number(at) is not None

    def skip(self, at: int) -> int:
        self.flush(at)
        return at + 1

    def sign(self, at: int) -> int:
        sign = self.text[at]
        kind = SIGNS.get(sign, "STOP")
        if kind == "OPEN" and self.last in ("VERB", "WEAK") and (end := self.bracketed(at)) is not None:
            self.closing = end
            return at + 1
        self.add(kind, at, at + 1, sign)
        self.by = self.by and kind in ("PAUSE", "OPEN", "CLOSE")
        return at + 1

    def bracketed(self, at: int) -> int | None:
        """扣(5-20)分: where the brackets around a verb's number close."""
        end = self.text.find(")", at, at + REACH)
        return end if end > 0 and self.number(at + 1, signed=True) is not None else None

    def quoted(self, at: int) -> int:
        """A name in quotes or the name of a text; a mark that no other closes is passed over."""
        closing = "》" if self.text[at] == "《" else _PAIRS[self.text[at]]
        for end in range(at + 1, min(len(self.text), at + _LONGEST_NAME + 2)):
            sign = self.text[end]
            whole = _SCORING.search(self.text, at, end) and (closing[0] == '"' or end > at + _LONGEST_SAYING)
            if sign in closing and end > at + 1 and not whole:
                inner = self.text[at + 1 : end].strip()
                kind = "BOOK" if closing == "》" else self.imposed(inner) or "QUOTE"
                return self.add(kind, at, end + 1, inner if kind in ("BOOK", "QUOTE") else "")
            if sign == "\n" or sign in closing:
                break
        return self.skip(at)

    def imposed(self, said: str) -> str | None:
        """给予“一票否决”, 作“开除”处理: the kind of what stands in quotes where it is imposed, and no name."""
        known = self.lexicon.words.known.get(said.removesuffix("处理").removesuffix("处分"), ())
        kinds = [each.kind for each in known if each.kind in ("VETO", "LEAVE")]
        return kinds[0] if kinds and self.plain_before(self.cursor).endswith(_IMPOSING) else None

    # ── numbers, dates, signs of scoring ──

    def special(self, at: int) -> int | None:
        """Numbers and what is written with them; None where none stands here."""
        end = self.behind_number(at)
        return self.opening(at) if end is None else end

    def behind_number(self, at: int) -> int | None:
        """What belongs to the number or the verb before: (含), 包含4天, a dash, /次."""
        sign = self.text[at]
        if sign in "(的者" and self.last in _MEASURING and (found := _INCLUDING.match(self.text, at)):
            return self.add("INCLUDING", at, found.end(), "not" if found[1] else "")
        if sign in "含包不" and self.last in ("UNIT", "AFTER") and (said := self.including(at)) is not None:
            return self.add("INCLUDING", at, *said)
        if sign in "-+" and self.last in ("VERB", "WEAK", "OBJECT") and (signed := self.number(at + 1)) is not None:
            return self.add_number(at, *signed)
        if sign in "-~—–―至到一" and (dashed := self.dash(at)) is not None:
            return dashed
        if sign in _TURNED and self.last in ("NUMBER", "UNIT") and self.number(at + 1) is None:
            return self.add("FLIP", at, at + 1, _TURNED[sign])
        if sign in "/·" and self.last in ("UNIT", "PER", "ACTION", "STRAY"):
            return self.per(at)
        scored = self.last == "UNIT" and self.out[-1].value in ("分", "元")
        by = self.unit(at) if scored and sign != " " else None
        return self.add("PER", at, *by) if by is not None and self.closes(by[0]) else None  # 扣2分次

    def opening(self, at: int) -> int | None:
        """What begins by itself: a minus, a label, 第二次, a date, a number."""
        sign = self.text[at]
        if sign in "—–" and self.is_minus(at):
            return self.add("WEAK", at, at + 1, "deduct minus")
        if sign in _CIRCLED:
            return self.add("LABEL", at, at + 1, sign)
        if sign == "第" and (found := _ORDINAL.match(self.text, at)):
            return self.add("ORDINAL", at, found.end(), found[1])
        if sign == "第" and (found := _NTH.match(self.text, at)):
            counted = self.text[found.end() : found.end() + 1] in tuple("起例件宗个处")
            apart = self.text[found.end() + 1 : found.end() + 2] in tuple("月季工星周学")
            if counted and not apart:
                return self.add("STRAY", at, found.end() + 1, "")  # 第一起扣5分,第二起扣6分
            return self.as_plain(at, found.end())
        mixed = _MIXED.match(self.text, at) if sign.isascii() and sign.isalnum() else None
        if mixed is not None and not (sign.isdigit() and self.number(at)):
            return self.as_plain(at, mixed.end())
        ends = sign == "." and self.last == "UNIT"  # 扣2分.2、: no fraction
        return self.counted(at) if not ends and (sign.isdigit() or sign in _COUNTING) else None

    def counted(self, at: int) -> int | None:
        """A clock time, a date, or a number with its unit."""
        if self.last == "EACH" and self.text.startswith("半年", at) and self.text[at + 2 : at + 3] != "内":
            return self.add("UNIT", at, at + 2, "半年")
        timed = self.last not in ("VERB", "WEAK", "OBJECT", "COMPARE")
        if (
            timed
            and (self.text[at].isdigit() or self.text[at] in "上下早晚中凌")
            and (hour := _TIME.match(self.text, at))
        ):
            return self.add("TIME", at, hour.end(), "")
        day = _DATE.match(self.text, at)
        if day is None and self.last_each():
            day = _WEEKDAY.match(self.text, at) or _LAST_DAY.match(self.text, at)
        if day is not None:
            self.add("DATE", at, day.end(), day[0])
            before = _BEFORE.match(self.text, day.end())
            return self.add("BEFORE", day.end(), before.end(), "") if before else day.end()
        found = self.number(at)
        if found is None:
            return None
        if self.names_thing(at, found):
            return self.as_plain(at, found[1])
        longer = self.lexicon.words.longest(self.text, at)
        if (
            longer is not None
            and at + len(longer[0]) >= found[1] + (longer[1][0].kind != "STRETCH")
            and self.kind_of(longer[1][0], at, at + len(longer[0])) not in (None, PLAIN)
            and not (longer[1][0].kind == "STRETCH" and self.tests(at + len(longer[0])))
        ):
            return self.add(longer[1][0].kind, at, at + len(longer[0]), longer[1][0].value)  # 一个月内
        return self.add_number(at, *found)

    def tests(self, at: int) -> bool:
        """一周内扣2分: how long is the case of the score."""
        return self.text.startswith(("的", "者"), at) or self.acts(at)

    def add_number(self, at: int, end: int, unit_end: int, unit: str) -> int:
        self.add("NUMBER", at, end, self.text[at:end].strip())
        if unit_end > end:
            start = end + (len(self.text[end:unit_end]) - len(self.text[end:unit_end].lstrip(" ")))
            self.add("UNIT", start, unit_end, unit)
        return unit_end

    def dash(self, at: int) -> int | None:
        """Between the ends of a range; 三天-5分 and 每低1%-2分 deduct."""
        if self.last not in ("NUMBER", "UNIT", "INCLUDING", "AFTER", "TIME", "DATE"):
            return None
        found = DASH.match(self.text, at)
        if found is None:
            return None
        if self.last in ("TIME", "DATE"):
            return self.add("DASH", at, found.end(), "") if self.text[found.end() : found.end() + 1].isdigit() else None
        behind = self.number(found.end())
        if behind is None or (self.last == "UNIT" and self.parts(behind[2])):
            return None
        return self.add("DASH", at, found.end(), "")

    def including(self, at: int) -> tuple[int, str] | None:
        """超过4天包含4天: the same amount said once more; where it ends, and what it says of its end."""
        word = _INCLUDED.match(self.text, at)
        again = self.number(word.end()) if word is not None else None
        number = next((each.text for each in reversed(self.out) if each.kind == "NUMBER"), "")
        if word is None or again is None or self.text[word.end() : again[0]].strip() != number:
            return None
        return again[1], "not" if word[1] else ""

    def parts(self, unit: str) -> bool:
        """Whether a score in this unit stands behind an amount of another kind, so that a dash is a minus."""
        mine = self.out[-1].value if self.plain < 0 else ""
        return unit in ("分", "元") and mine not in ("分", "元", "万元")

    def is_minus(self, at: int) -> bool:
        behind = self.number(at + 1)
        return behind is not None and behind[2] in ("分", "元") and self.last not in ("NUMBER",)

    def per(self, at: int) -> int | None:
        """/次, ·人, /每床, and any short word that ends the phrase behind a stroke."""
        start = self.blank(at + 1)
        if self.text.startswith("每", start):
            start = self.blank(start + 1)
        found = self.unit(start)
        if found is None and self.text.startswith("半天", start):
            found = start + 2, "半天"
        if found is None:
            end = start
            while end < len(self.text) and end < start + _LONGEST_PER and "一" <= self.text[end] <= "鿿":
                end += 1
            behind = self.blank(end)
            if end == start or not (behind >= len(self.text) or self.text[behind] in ENDS):
                return None
            found = end, self.text[start:end]
        return self.add("PER", at, found[0], found[1])

    # ── words of the table ──

    def word(self, at: int) -> int:
        if self.last == "EACH":
            unit = self.unit(at)
            if unit is not None:
                return self.add("UNIT", self.blank(at), *unit)
        found = self.lexicon.words.longest(self.text, at)
        if found is None:
            return self.as_plain(at, at + 1)
        word, meanings = found
        end = at + len(word)
        for meaning in meanings:
            if meaning.kind == "COMPARE" and (reached := self.compared_to(end)) is not None:
                return self.add("COMPARE", at, reached, meaning.value)
            kind = self.kind_of(meaning, at, end)
            if kind is not None:
                return self.as_plain(at, end) if kind == PLAIN else self.add(kind, at, end, meaning.value)
        shorter = self.shorter(word, at)
        named = all(meaning.kind in _NOUNS for meaning in meanings)
        return shorter if shorter is not None else self.as_plain(at, end if named else at + 1)

    def compared_to(self, at: int) -> int | None:
        """低于计划的90%: what the share is of stands between."""
        found = _SHARE_OF.match(self.text, at)
        number = self.number(found.end()) if found is not None else None
        return found.end() if found is not None and number is not None and number[2] == "%" else None

    def shorter(self, word: str, at: int) -> int | None:
        """Where a longer word is not meant here, a shorter one that begins it may be: 最高得 … 最高."""
        for other, meanings in self.lexicon.words.at(self.text, at):
            if len(other) >= len(word):
                continue
            for meaning in meanings:
                kind = self.kind_of(meaning, at, at + len(other))
                if kind is not None and kind != PLAIN:
                    return self.add(kind, at, at + len(other), meaning.value)
        return None
