"""Plug-ins: what they are written with, how they are held against the library, and how they are found by name."""

from rubricdsl.meaning.forms import Meaning
from rubricdsl.meaning.parts import (
    Amounts,
    Curve,
    Effect,
    Limit,
    Measure,
    Quantity,
    Select,
    Statistic,
    Threshold,
    Window,
)
from rubricdsl.rules.dialect import Dialect
from rubricdsl.rules.forms import Form
from rubricdsl.rules.plugin import API, Plugin
from rubricdsl.rules.units import Unit
from rubricdsl.tree.phrases import Formed as Part

__all__ = [
    "API",
    "Amounts",
    "Curve",
    "Dialect",
    "Effect",
    "Form",
    "Limit",
    "Meaning",
    "Measure",
    "Part",
    "Plugin",
    "Quantity",
    "Select",
    "Statistic",
    "Threshold",
    "Unit",
    "Window",
]
