"""The plug-ins that come with the library: its dialects, as values of the same kind as anyone's."""

from rubricdsl.rules.dialects import DIALECTS
from rubricdsl.rules.plugin import Plugin

BUILT_IN: tuple[Plugin, ...] = tuple(Plugin(name, "1", dialects=(dialect,)) for name, dialect in DIALECTS.items())
