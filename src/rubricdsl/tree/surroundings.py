"""Which of its meanings a word has at a place, by the few signs around it (the table of words names the places)."""

from attrs import define

from rubricdsl.tree.lexicon import EVERYDAY, Meaning
from rubricdsl.tree.numerals import HAN_DIGITS, Numerals
from rubricdsl.tree.scanned import ENDS, PLAIN

_ACTS = frozenset(
    {"VERB", "WEAK", "FORFEIT", "NOTOTAL", "VETO", "LEAVE", "LOSE", "GRADE", "TIMES", "ACTION", "LOWER", "STRAY"}
)
_BOUNDS = frozenset({"CAP", "EXHAUST", "RUNOUT", "GRAVEST", "OVERDRAW", "FORFEIT", "NOTOTAL", "VERB"})
_SCORED = frozenset({"分", "元", "万元", "千元", "百元", "亿元", "万", "%", ""})
_GRADED = frozenset({"格", "级", "等", "档", "等级", "等次", "档次", "个等级", "个等次", "个档次"})
_INCLUDED = ("(含)", "(不含)", "(包含)", "(不包含)", "(含本数)")
_DEEPEST = 3
_FILLERS = 3  # words of handling that may stand between two words
_LONGEST_WORD = 8
REACH = 18  # signs between a verb and its number, at most

_LONGEST_PAYEE = 12
_CASES = "未不没无超达满每"  # of a case, and of nobody
_MANNERS = frozenset({"EACHOF", "PROPORTION", "DISCRETION"})
_NEGATIONS = ("未", "不", "没", "没有", "未能", "不能")
_UNDONE = frozenset("未没不无受被遭拒")
_LONGEST_MATTER = 10
_NO_MATTER = _CASES + "约概近余多少至"  # 扣大约2分
_BEFORE_VERB = "的者次处项人时则"
_BOUNDING = _BOUNDS - {"GRAVEST", "OVERDRAW", "NOTOTAL"}
_SAYING = _BOUNDING | {"LEAVE", "LOSE", "FOUND", "EACH", "COMPARE", "NOTHING", "SUM", "RUN", "FULL"}


@define
class Surroundings(Numerals):
    """What stands around a word: acts, amounts, bounds and comparisons ahead, the head of its phrase behind."""

    cursor: int = 0
    depth: int = 0  # how many words ahead are being looked at

    def kind_of(self, meaning: Meaning, at: int, end: int) -> str | None:
        """The kind that a word has at a place; None where it does not have this meaning here."""
        if meaning.kind == EVERYDAY:
            return PLAIN
        if meaning.kind == "VERB":
            return "VERB" if self.amount_ahead(end) else self.open_verb(at, end)
        if meaning.kind == "WEAK":
            return "WEAK" if self.weak(meaning, end) else None
        if meaning.kind == "WARN" and self.tells_what_happened(at, end):
            return None
        if meaning.kind in _MANNERS and (self.denied() or self.goes_on(end)):
            return None  # 未按次登记: what was not done; 按处罚规定
        if meaning.kind == "FOUND":
            return "FOUND" if self.number(end) is not None or self.in_each else None
        return meaning.kind if self.stands(meaning.where, at, end) else None

    def denied(self) -> bool:
        """Whether what stands here is denied by the words directly before it."""
        return self.plain_before(self.cursor).rstrip().endswith(_NEGATIONS)

    def goes_on(self, end: int) -> bool:
        """按处|罚: whether a longer word begins with the last sign."""
        inner = self.lexicon.words.longest(self.text, end - 1)
        return inner is not None and len(inner[0]) > 1

    def tells_what_happened(self, at: int, end: int) -> bool:
        """未及时提醒, 受到通报批评: a matter that is scored, and no warning for it."""
        before = self.plain_before(at).rstrip()
        if self.lexicon.opening("giving-out", self.text[at:end]):
            return before.endswith(("未", "没", "没有", "不"))
        return not before.endswith(("的", "者", "并", "将", "先")) and bool(_UNDONE & set(before))

    def open_verb(self, at: int, end: int) -> str | None:
        """A verb of scoring without its amount: an act to which a number belongs, else a stray one."""
        word = self.text[at:end]
        listed = self.lexicon.words.longest(self.text, at)
        others = listed[1] if listed is not None and listed[0] == word else ()
        for other in others:
            if other.kind != "VERB" and self.kind_of(other, at, end) is not None:
                return None
        return "STRAY"

    def stands(self, place: str, at: int, end: int) -> bool:
        """Whether a word stands in a place of the table (see its head)."""
        match place:
            case "":
                return True
            case "n":
                return self.number(self.past_included(end)) is not None
            case "u":
                return self.last in ("UNIT", "NUMBER", "INCLUDING")
            case "v":
                return self.acts(end)
            case "vn":
                return self.acts(end) or self.stands("q", at, end)
            case "p":
                return self.compared(end)
            case "c":
                return self.bounded(end)
            case "x":
                return not self.amount_ahead(end)
            case "d":
                return self.by and not self.amount_ahead(end)
            case "r":
                return self.last == "ORDINAL" or (self.last == "TIME" and end - at > 1)
            case "l":
                return self.next_kind(end) in _BOUNDS
            case "w":
                return self.closes(end) or self.goes_on_to_act(end)
            case "m":
                return self.acts(end) or self.closes(end) or self.number(self.past_fillers(end)) is not None
            case "a":
                return self.plain >= 0 and self.closes(end)
            case "q":
                return self.number(end) is not None or self.next_kind(end) == "COMPARE"
            case "g":
                return self.grades_ahead(end)
            case "e":
                return self.text[at:end].endswith("止") or any(
                    self.text.find(word, end, end + REACH) >= 0 for word in ("止", "为0", "为零")
                )
            case _:
                return self.last in ("VERB", "WEAK", "OBJECT")

    # ── ahead: the amount of a verb, with what it is taken from ──

    def amount_ahead(self, at: int) -> bool:
        """Whether the amount of a verb follows, perhaps behind what it is taken from: 扣考核分2分, 罚责任人50元."""
        start = self.blank(at)
        if self.text.startswith("(", start) and self.number(start + 1, signed=True) is not None:
            return self.text.find(")", start, start + REACH) > 0
        found = self.scored(start + 1 if self.text.startswith(":", start) else at)  # 处罚:200元
        if found is not None:
            return found[1] in _SCORED
        if self.text.startswith("至少", start) or self.bound_ahead(start):
            return True
        return self.object_end(start, taking=self.text[at - 1] in "扣除减") is not None

    def bound_ahead(self, at: int) -> bool:
        """罚款最多500元: a bound follows."""
        found = self.lexicon.words.longest(self.text, at)
        return found is not None and any(each.kind == "CAP" for each in found[1]) and self.bounded(at + len(found[0]))

    def object_end(self, at: int, taking: bool = False) -> int | None:
        """Where the object of a verb ends, which a number of points or money follows; `taking`: anything, behind 扣."""
        end, opened = at, False
        while end < min(len(self.text), at + REACH):
            sign = self.text[end]
            if sign == "(" and (end > at or not opened):
                close = self.text.find(")", end, end + 14)
                if close < 0:
                    return None
                opened, end = True, close + 1
                continue
            found = self.scored(end)
            if found is not None and end > at:
                said = self.text[at:end].partition("(")[0].strip(" 的各")
                fits = found[1] in _SCORED and (found[1] != "" or opened)
                named = not said or self.is_object(said) or (taking and found[1] == "分" and self.is_matter(at, end))
                return end if fits and named else None
            if sign == "每" or not ("一" <= sign <= "鿿" or sign in " 、"):
                return None
            end += 1
        return None

    def is_object(self, said: str, unknown: bool = True) -> bool:
        """Whether words end with an object of the table, or with what somebody is called that it does not know."""
        known = self.lexicon.ends_with("OBJECT", said) or self.lexicon.ending("pay", said) != ""
        return known or (unknown and self.is_payee(said))

    def is_payee(self, said: str) -> bool:
        """跟班队干, 发报告人: what somebody is called, known or not."""
        told = len(said) <= _LONGEST_PAYEE and not any(sign in said for sign in _CASES)
        return told and self.lexicon.ending("payee", said) != ""

    def is_matter(self, at: int, end: int) -> bool:
        """扣支部党建工作0.5分: what the points are taken from, by words that say nothing else."""
        said = self.text[at:end].strip(" 的")
        opens = self.plain < 0 or self.text[self.cursor - 1] in _BEFORE_VERB
        if not opens or not 1 < len(said) <= _LONGEST_MATTER or any(sign in said for sign in _NO_MATTER):
            return False
        words = [(place, self.lexicon.words.longest(self.text, place)) for place in range(at, end)]
        return not any(
            each.kind in _SAYING or (place + len(word[0]) >= end and each.kind in _ACTS)
            for place, word in words
            if word is not None
            for each in word[1]
        )

    def weak(self, meaning: Meaning, end: int) -> bool:
        """An everyday verb scores before points or money, or before a number that ends its phrase."""
        if "sum" in meaning.value and self.text.startswith(":", self.blank(end)):
            end = self.blank(end) + 1  # 处罚金额:20元
        found = self.scored(end)
        if "minus" in meaning.value and self.last in ("NUMBER",):
            return False
        if "behind" in meaning.value and self.last not in ("UNIT", "NUMBER", "AFTER", "INCLUDING", "COMMA"):
            return False
        if "ends" in meaning.value and (found is None or not self.closes(found[0])):
            return False  # 给予100元, but 给予100元罚款
        start = self.blank(end)
        if (self.text[end - 1] == "分" or "lead" in meaning.value) and self.text.startswith("(", start):
            return False  # 质检得分(10分), 抓逃考核(10分) are titles with their marks
        if "lead" in meaning.value and not self.leads(found is not None):
            return False
        if found is None:
            if self.text.startswith("(", start) and (inner := self.number(start + 1, signed=True)):
                return inner[2] in ("分", "元") or self.text.startswith(")", inner[1])
            reached = self.object_end(start)
            return reached is not None and self.exact_object(start, reached, meaning.value)
        if found[1]:
            if found[1] == "%":
                return "share" in meaning.value or ("marks" in meaning.value and self.of_marks(found[0]))
            return found[1] in _SCORED
        return self.closes(found[0])

    def of_marks(self, end: int) -> bool:
        """“乙”得50%: so much of the marks, where the phrase ends and it is no rate that comes to so much."""
        return self.closes(end) and not self.lexicon.ending("measured", self.plain_before(self.cursor))

    def leads(self, direct: bool) -> bool:
        """考核 before a number scores at the head of a phrase, or behind a condition; 现场考核 is another word."""
        if self.plain < 0 or not direct:
            return True
        return self.text[self.plain :].startswith(("的", "者")) or self.text[self.cursor - 1 : self.cursor] in (
            "的",
            "者",
            "次",
            "处",
            "项",
            "人",
            "起",
        )

    def exact_object(self, start: int, end: int, value: str) -> bool:
        """Whether what stands between is an object of the table, or ends with one where only a fine can be meant."""
        said = self.text[start:end].partition("(")[0].strip(" 的")
        found = self.lexicon.words.longest(said, 0)
        whole = found is not None and found[0] == said and any(each.kind == "OBJECT" for each in found[1])
        return whole or ("fine" in value and self.is_object(said, "lead" not in value))

    # ── ahead: acts, comparisons, bounds, the end of the phrase ──

    def closes(self, at: int) -> bool:
        """Whether a phrase ends here, perhaps behind a word of handling."""
        at = self.blank(at)
        for word in ("处分", "处理", "一次", "并"):
            if self.text.startswith(word, at):
                at = self.blank(at + len(word))
        return at >= len(self.text) or self.text[at] in ENDS

    def goes_on_to_act(self, at: int) -> bool:
        """予以通报批评并扣5分: an act is joined."""
        at = self.blank(at)
        joined = next((word for word in ("并且", "并", "且") if self.text.startswith(word, at)), "")
        return joined != "" and self.acts(at + len(joined))

    def next_kind(self, at: int) -> str:
        """The kind of the word that follows, fillers passed over; "" where it is plain."""
        at = self.past_fillers(at)
        found = self.lexicon.words.longest(self.text, at)
        if found is None or self.depth >= _DEEPEST:
            return ""
        self.depth += 1
        kinds = (self.kind_of(meaning, at, at + len(found[0])) for meaning in found[1])
        kind = next((kind for kind in kinds if kind is not None), "")
        self.depth -= 1
        return kind

    def past_fillers(self, at: int) -> int:
        """Behind the words of handling that stand here: 给予, 予以."""
        at = self.blank(at)
        for _ in range(_FILLERS):
            at = self.blank(at + len(self.filler(at)))
        return at

    def past_included(self, at: int) -> int:
        """低于(含)90%: behind the brackets that say whether the number is meant too."""
        start = self.blank(at)
        return next((start + len(word) for word in _INCLUDED if self.text.startswith(word, start)), at)

    def grades_ahead(self, at: int) -> bool:
        """降一级, 降低两个等次: so many grades, though 一级 is a word by itself."""
        found = self.number(at)
        if found is not None:
            return found[2] in _GRADED
        at = self.blank(at)
        return self.text[at : at + 1] in (*HAN_DIGITS,) and self.text.startswith(tuple(_GRADED), at + 1)

    def filler(self, at: int) -> str:
        """A word of handling that says nothing of its own."""
        return self.lexicon.opening("passed", self.text[at : at + _LONGEST_WORD])

    def acts(self, at: int) -> bool:
        at = self.blank(at)
        at += self.text.startswith("各", at)  # 另各扣2分
        return self.text.startswith("按", at) or self.next_kind(at) in _ACTS

    def compared(self, at: int) -> bool:
        """Whether a comparison of points follows: 在70分以下, 低于60分, 10分以上."""
        at = self.blank(at)
        for _ in range(_FILLERS):
            at = self.blank(at + 1) if self.text[at : at + 1] in tuple("在为是均应总") else at
        if self.text.startswith(("累计", "合计", "连续"), at):
            at = self.blank(at + 2)
        found = self.number(at)
        if found is not None:
            return found[2] in ("分", "")
        return self.next_kind(at) == "COMPARE"

    def bounded(self, at: int) -> bool:
        """Whether the number of a bound follows, perhaps behind a verb: 最多扣10分, 最高可得5分."""
        at = self.blank(at)
        for word in ("可", "只", "累计", "不超过", "为", "可累计"):
            if self.text.startswith(word, at):
                at = self.blank(at + len(word))
        if self.number(at) is not None:
            return True
        verb = self.lexicon.opening("scoring", self.text[at : at + _LONGEST_WORD])
        end = at + len(verb)
        end += next((len(word) for word in ("不得超过", "不超过", "不高于") if self.text.startswith(word, end)), 0)
        return verb != "" and self.number(end) is not None
