"""The words of the English surface around items and rules: units as they are said, head keys, headings."""

import re

from rubricdsl.base.suggest import edits
from rubricdsl.tree.lexicon import english_names

SAID = {**english_names(), "%": "percentage point"}
PLURALS = {"person": "people", "copy": "copies", "entry": "entries"}
UNCHANGED = frozenset({"yuan", "kg", "mm", "cm", "km"})

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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


# the forms in which a reader of Chinese would be told to say it, as one says them in English
_FORMS = {
    "累计超过36小时的部分,每小时扣1分": "“overtime”: deduct 1 point per hour over 36 hours in total",
    "第二次扣4分": "“late” the second time: deduct 4 points",
    "低于70分的,扣2分": "total score below 60 points: veto",
    "发生率超过0.1%的,扣5分": "“failure rate” more than 0.1%: deduct 5 points",
    "每10分钟扣1分(不足10分钟按10分钟计)": "deduct 1 point per 10 minutes or part thereof",
    "第三次及以上每次扣2分": "“late” the third time and later: deduct 2 points",
    "第三次及以后每次扣8分": "“late” the third time and later: deduct 8 points",
    "酌情扣1-3分": "deduct 1-3 points at discretion",
    "比目标5%每低1%加1分": "“rate”: add 1 point per percentage point below 5%",
}


def said(form: str) -> str:
    """A form in English, where it is not already."""
    return (
        form if not any("一" <= sign <= "鿿" for sign in form) else _FORMS.get(form, "deduct 2 points per occurrence")
    )
