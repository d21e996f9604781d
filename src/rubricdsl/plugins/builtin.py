"""The plug-ins that come with the library: its dialects, as values of the same kind as anyone's."""

from rubricdsl.plugins.compose import composed
from rubricdsl.rules.chinese import CHINESE
from rubricdsl.rules.dialect import Dialects
from rubricdsl.rules.english.dialect import ENGLISH
from rubricdsl.rules.plugin import Plugin

BUILT_IN: tuple[Plugin, ...] = (
    Plugin("zh", "1", dialects=(CHINESE,)),
    Plugin("en", "1", dialects=(ENGLISH,)),
)
DIALECTS: Dialects = composed(BUILT_IN)
