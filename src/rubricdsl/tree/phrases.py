"""What was written, as phrases: words put together with their numbers and operators read. Nothing here scores."""

from decimal import Decimal
from typing import Literal, cast

from attrs import field, frozen

from rubricdsl.base.span import Span
from rubricdsl.meaning.parts import CONTRARY, EffectKind, Op, Quantity, Threshold

Side = Literal["below", "above"]
How = Literal["", "sum", "own", "run"]


@frozen
class Problem:
    """Something wrong with the words of a phrase themselves, as a numeral that cannot be read."""

    code: str
    words: tuple[tuple[str, str], ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether the words are read all the same: 一百五, 3-1分."""
        return self.code in ("RUB217", "RUB219")


@frozen
class Phrase:
    """Some words of a text, as written, and where they stand."""

    text: str
    span: Span = field(eq=False)
    problems: tuple[Problem, ...] = field(default=(), kw_only=True)

    @property
    def name(self) -> str:
        """What kind of phrase it is, in the words that the outline of a document asks by."""
        return _NAMES.get(type(self).__name__, "PROSE")

    def word(self, _name: str) -> str | None:
        return None

    def all(self, _name: str) -> tuple[str, ...]:
        return ()


@frozen
class Plain(Phrase):
    """Words of no kind: what happened, who is meant, and all that a table does not know."""


@frozen
class Quoted(Phrase):
    """A name in quotation marks."""

    said: str


@frozen
class Book(Phrase):
    """The name of a text, 《…》."""

    said: str


@frozen
class Sign(Phrase):
    """A sign between phrases: COMMA, STOP (。 ; or the end of a line), COLON, BAR, PAUSE (、), OPEN, CLOSE."""

    kind: str

    @property
    def name(self) -> str:
        return self.kind


@frozen
class Mark(Phrase):
    """A word that means something by itself: its kind and what the table says of it."""

    kind: str
    value: str = ""

    @property
    def name(self) -> str:
        return self.kind


@frozen
class Number:
    """A number or a range with its units; `after` compares from behind; `closed` are ends in brackets: (含), (不含)."""

    low: Decimal
    unit: str = ""
    high: Decimal | None = None
    high_unit: str = ""
    after: Op | Literal["between", ""] = ""
    closed: tuple[bool | None, bool | None] = (None, None)
    bare: bool = True  # no unit was written at all
    turned: bool = False  # a range written high first


@frozen
class Amount(Phrase):
    """An amount: bare (一次, 10分), or compared (超过3次, 30分钟以上, 5%-10%). `per` multiplies it: 50元/次.

    `top`: 封顶 stands behind it; `how`: its sum, each by itself, or in a row; `said` are the words of how; `case`: it
    is said to be a condition, and no target or limit.
    """

    number: Number
    op: Op | None = None
    how: How = ""
    said: str = ""
    per: tuple[str, ...] = ()
    top: bool = False
    case: bool = False

    @property
    def tests(self) -> tuple[Threshold, ...]:
        """The conditions it states; () for a bare amount."""
        return _tests(self)

    @property
    def quantity(self) -> Quantity | None:
        """The bare amount; None for one that compares or has two ends."""
        number = self.number
        if self.op is not None or number.after or number.high is not None:
            return None
        return Quantity(number.low, number.unit)

    @property
    def unit(self) -> str:
        return self.number.unit


@frozen
class Count(Phrase):
    """What multiplies: 每次, 每发现一处, 每低1%, 发现一次. `lead` are the words before its number.

    `each` is 每 (发现一次 has none); `every` None is 每 with a unit alone or no number read; `units` are joined by /;
    `target` is what it counts from, where it says so itself; `unnamed`: what it counts is named behind it; `other` is
    the side on which it counts too: 每增减1%.
    """

    every: Quantity | None
    lead: str = ""
    each: bool = True
    side: Side | None = None
    per: tuple[str, ...] = ()
    target: Quantity | None = None
    unnamed: bool = False
    other: Side | None = None


@frozen
class Score(Phrase):
    """An act with its amount. `unit` is 分, 元, % or ""; `object` is what it is taken from; `least`: so much or more.

    `manner` are words of the table beside the effect: extra, overdraw, share, behind.
    """

    effect: EffectKind
    low: Decimal
    high: Decimal
    unit: str
    verb: str = ""
    object: str = ""
    per: tuple[str, ...] = ()
    least: bool = False
    after: Op | Literal["between", ""] = ""
    manner: tuple[str, ...] = ()


@frozen
class Bound(Phrase):
    """A limit: 最多扣10分, 最少5分, 最多5次, 扣完为止 (`exhaust`)."""

    max: Decimal | None = None
    min: Decimal | None = None
    exhaust: bool = False
    unit: str = ""
    verb: str = ""
    per: tuple[str, ...] = ()
    own: bool = False  # it binds the score before it alone
    within: str = ""  # the stretch of time whose points or occurrences it bounds


@frozen
class Full(Phrase):
    """满分5分, 总分100分: what the marks of an item or the whole come to."""

    value: Decimal
    unit: str
    after: Op | Literal["between", ""] = ""


@frozen
class Ordinal(Phrase):
    """第二次, 首次; `onward`: and all that come after."""

    nth: Decimal
    onward: bool = False


@frozen
class Due(Phrase):
    """A day: of every week, month or year (`each`), or a date (`each` None). `day` None: the last; weekdays from 1."""

    each: str | None
    month: int | None = None
    day: int | None = None
    weekday: bool = False
    before: bool = False
    year: int | None = None


@frozen
class Time(Phrase):
    """A clock time, which sets the scene and tests nothing."""


# ── phrases that are put together of others ──


@frozen
class Refer(Phrase):
    """按《X》处理: what is dealt with by the rules of a text."""

    to: str


@frozen
class Convert(Phrase):
    """视为旷工, 按旷工半天处理: one thing counted as another, so much of it; `to` "" where it cannot be told which."""

    to: str = ""
    amount: Quantity | None = None


@frozen
class Consequence(Phrase):
    """What is imposed: a veto (`to` None), a grade or status set, something lost (`to` says it whole)."""

    to: str | None
    grade: bool = False


@frozen
class Absent(Phrase):
    """连续半年无: a run of months without what follows; `months` None where it is no run of whole months."""

    months: Decimal | None


@frozen
class RoundUp(Phrase):
    """不足10分钟按10分钟计: a multiple counts when it has begun."""


@frozen
class Open(Phrase):
    """酌情扣分, 按比例扣减, 加倍处罚: an act without a number of its own; `effect` None: of whatever is scored.

    `most`: what is left open is at most so much, as in 处500元以下罚款.
    """

    effect: EffectKind | None
    times: Decimal | None = None
    money: bool = False
    proportional: bool = False
    discretion: bool = False
    most: Decimal | None = None


@frozen
class Formed(Phrase):
    """Words in the form of a plug-in, each with its kind; `meaning` is what the plug-in's own function read in them."""

    form: str
    words: tuple[tuple[str, str], ...]
    meaning: object = None
    example: str = field(default="", eq=False)

    @property
    def name(self) -> str:
        return self.form

    def word(self, name: str) -> str | None:
        """The first word of a kind; None for none."""
        return next((text for kind, text in self.words if kind == name), None)

    def all(self, name: str) -> tuple[str, ...]:
        """All words of a kind."""
        return tuple(text for kind, text in self.words if kind == name)


_STRICT: dict[Op, Op] = {">=": ">", "<=": "<", ">": ">", "<": "<", "=": "="}
_LOOSE: dict[Op, Op] = {">": ">=", "<": "<=", ">=": ">=", "<=": "<=", "=": "="}


def _tests(amount: Amount) -> tuple[Threshold, ...]:
    """What an amount is compared by; a word before it that contradicts the one behind denies it: 未达95%以上."""
    number = amount.number
    if number.high is not None:
        low = Threshold(_closed(">=", number.closed[0]), number.low, number.unit)
        return low, Threshold(_closed("<=", number.closed[1]), number.high, number.high_unit)
    closed = number.closed[1] if number.closed[1] is not None else number.closed[0]
    found: list[Threshold] = []
    if amount.op is not None and number.after in CONTRARY and number.after[0] != amount.op[0]:
        found.append(
            Threshold(CONTRARY[_closed(cast(Op, number.after), closed)], number.low, number.unit)
        )  # 未达95%以上
    elif amount.op is not None:
        found.append(Threshold(_closed(amount.op, closed), number.low, number.unit))
    elif number.after and number.after != "between":
        found.append(Threshold(_closed(number.after, closed), number.low, number.unit))
    return tuple(found)


def _closed(op: Op, closed: bool | None) -> Op:
    return op if closed is None else _LOOSE[op] if closed else _STRICT[op]


_NAMES = {
    "Quoted": "QUOTED", "Book": "BOOK", "Amount": "amount", "Count": "trigger", "Score": "score", "Bound": "cap",
    "Full": "full", "Ordinal": "ORDINAL", "Due": "due", "Refer": "REFER", "Consequence": "CONSEQUENCE", "Open": "open",
    "Absent": "absence",
}  # fmt: skip
