"""A CloudEvents 1.0 envelope → the fields of an event: `type` is the kind, what has no attribute is in `data`."""

from collections.abc import Mapping
from typing import Any

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.errors import EventError

_ATTRIBUTES = {"type": "kind", "subject": "subject", "time": "time", "id": "id", "source": "source"}


def is_envelope(values: Mapping[str, Any]) -> bool:
    return "specversion" in values


def opened(values: Mapping[str, Any]) -> dict[str, Any]:
    """The event's fields. Extension attributes are left to those who set them. Raises EventError (RUB420)."""
    if values["specversion"] != "1.0":
        _refuse("specversion", "specversion: 1.0")
    if "data_base64" in values:
        _refuse("data_base64", "data: {…}")
    for name in ("id", "source", "type"):
        if not values.get(name):
            _refuse(name, f"{name}: …")
    data = values.get("data")
    if data is not None and not isinstance(data, dict):
        _refuse("data", "data: {…}")
    fields = dict(data or {})
    for name, field in _ATTRIBUTES.items():
        if field in fields:
            _refuse(f"data.{field}", f"{name}: …")
        fields[field] = values.get(name)
    return fields


def _refuse(field: str, form: str) -> None:
    raise EventError([Diagnostic("RUB420", {"field": field, "form": form}, witness={"field": field})])
