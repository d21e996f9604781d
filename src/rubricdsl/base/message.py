"""The shape of a message: its severity, and its wording in both languages."""

from typing import Literal

from attrs import frozen

Severity = Literal["error", "warning", "info"]
Lang = Literal["zh", "en"]


@frozen
class Message:
    """A message template and its remedy in Chinese and English."""

    severity: Severity
    zh: str
    en: str
    help_zh: str
    help_en: str
