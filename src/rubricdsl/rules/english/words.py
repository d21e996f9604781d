"""The words of the English surface that are no grammar of their own: units, numbers, openings, head keys."""

import re

from rubricdsl.base.suggest import edits

# the first word of a unit is the one it is said back with; a unit without one keeps its Chinese name
_UNITS = {
    "次": "occurrence time", "起": "case", "例": "instance", "件": "piece", "笔": "deal", "人": "person people",
    "人次": "person-time", "项": "item", "处": "place spot", "户": "household", "份": "copy copies", "单": "order",
    "节": "lesson", "个": "unit", "间": "room", "页": "page", "条": "entry entries", "题": "question", "张": "sheet",
    "辆": "vehicle", "套": "set",
    "秒": "second", "分钟": "minute", "小时": "hour", "天": "day", "工作日": "workday working-day", "周": "week",
    "月": "month", "季度": "quarter", "半年": "half-year", "年": "year",
    "元": "yuan rmb cny", "%": "percent percentage-point", "分": "point pt mark",
    "米": "metre meter", "公斤": "kilogram", "kg": "kg", "mm": "mm", "cm": "cm", "km": "km", "吨": "ton",
    "升": "litre liter",
}  # fmt: skip
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
SAID = {unit: words.split()[0] for unit, words in _UNITS.items()} | {"%": "percentage point"}
PLURALS = {"person": "people", "copy": "copies", "entry": "entries"}
UNCHANGED = frozenset({"yuan", "kg", "mm", "cm", "km"})

NUMBERS = {
    word: number
    for number, words in enumerate(
        ("a an one once", "two twice second", "three thrice third", "four fourth", "five fifth", "six sixth",
         "seven seventh", "eight eighth", "nine ninth", "ten tenth", "eleven", "twelve"), 1,
    )
    for word in words.split()
} | {"first": 1}  # fmt: skip
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAST_DAY = {"周": 7, "月": 31, "年": 31}

# what stands around a name without being part of it
OPENING = re.compile(
    r"^(?:and|or|but|then|so|also|for|if|when|whenever|where|in case of|each|every|any|all|the|a|an|there is|there are|"
    r"anyone who|whoever|staff who|those who|who|being|found|has been|have been|is|are|of)[ ]+(?=.)",
    re.IGNORECASE,
)
CLOSING = re.compile(r"[ ]+(?:by|of|for|is|are|has|have|was|were|to|at|with|in|and|or|also|be|being|done)$", re.I)
# the clause is met by what is listed behind it
ANNOUNCING = re.compile(r"\bfollowing(?:[ ]+[a-z]+)?$", re.IGNORECASE)
# what may stand between a condition and its score, and names nothing
FILLER = re.compile(r"^(?:and|or|but|then|so|the|please|we|it is|is|are|of|for|shall|will|be|to be|to|,)*$", re.I)
LISTED = re.compile(r"[ ]*(?:,|\bor\b)[ ]*", re.IGNORECASE)
SHORT_NAME = 4  # words
DENYING = re.compile(r"^[ ]*(?:no|without(?: any)?|not a single)[ ]+", re.IGNORECASE)
NEGATION = re.compile(r"(?:\bno|\bwithout|\blacking|\bnot a single)(?:[ ]+(?:any|an?))?$", re.IGNORECASE)
# the verbs of duties, which name nothing: hold a meeting, complete the stocktaking
DOING = re.compile(
    r"^(?:to|must|shall|should|be|is|are|been|held|hold|holds|have|has|organi[sz]e[sd]?|convene[sd]?|conduct(?:ed)?|"
    r"carr(?:y|ied)|out|complete[sd]?|submit(?:s|ted)?|hand(?:ed)?|in|report(?:ed)?|do|done|make|made|finish(?:ed)?|"
    r"file[sd]?|prepare[sd]?|the|an?|every|each|all)(?:[ ]+|$)",
    re.IGNORECASE,
)
# a target is the name of a rate, unless it is quoted
TARGETED = re.compile(r"(?:\brate|\bratio|\bproportion|\bpercentage|\bsatisfaction|\baccuracy|\bshare)$", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:all items|the whole|this standard|all sections)\b", re.IGNORECASE)

EXAMPLE = re.compile(r"examples?[ ]*[0-9]{0,2}(?::|$)", re.IGNORECASE)
GRADE_HEADINGS = frozenset({"grades", "grade", "ratings", "rating"})
NEVER = re.compile(r"(?!)")

HEAD_KEYS = {
    "title": "title",
    "standard": "title",
    "id": "id",
    "version": "version",
    "effective": "effective",
    "period": "period",
    "base": "base",
    "base score": "base",
    "total": "full",
    "full marks": "full",
    "range": "range",
    "score range": "range",
    "lowest": "lowest",
    "highest": "highest",
    "additions limit": "additions",
    "rounding": "rounding",
    "zone": "zone",
    "time zone": "zone",
    "roles": "roles",
    "applies to": "roles",
    "language": "language",
    "语言": "language",
    "plugins": "plugins",
    "not applicable": "absent",
    "reference": "reference",
    "alias": "alias",
    "ratio": "ratio",
}
PERIODS = {
    "daily": "day", "every day": "day", "weekly": "week", "every week": "week", "monthly": "month",
    "every month": "month", "quarterly": "quarter", "every quarter": "quarter", "half-yearly": "half",
    "half yearly": "half", "every half-year": "half", "every half year": "half", "yearly": "year", "annually": "year",
    "every year": "year",
}  # fmt: skip


def nearly_a_key(key: str) -> str | None:
    """The head key of which this is a slip: one letter in four or more, or its letters in another order."""
    said = key.lower()
    return next((known for known in HEAD_KEYS if known != said and _slip(said, known)), None)


def _slip(key: str, known: str) -> bool:
    if min(len(key), len(known)) < 4:
        return False
    return sorted(key) == sorted(known) or edits(key, known) <= (2 if len(known) >= 9 else 1)
