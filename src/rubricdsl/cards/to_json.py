"""Scorecards as plain JSON values (contracts, "Scorecard"); works on any frozen data of these fields."""

from datetime import date
from decimal import Decimal
from typing import Any

from attrs import asdict

from rubricdsl.base.quantity import decimal_text

_RUBRIC = ("id", "version", "digest")


def card(data: Any) -> dict[str, Any]:
    """A scorecard; the three fields of its rubric and the ends of its period are objects of their own."""
    fields = asdict(data, recurse=True, value_serializer=lambda _instance, _field, value: _plain(value))
    rubric = {name: fields.pop(f"rubric_{name}") for name in _RUBRIC}
    period = fields.pop("period")
    subject = fields.pop("subject")
    ends = {"label": period["label"], "from": period["first"], "to": period["last"]}
    return {"rubric": rubric, "subject": subject, "period": ends} | fields


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
