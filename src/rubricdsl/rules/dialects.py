"""The dialects that come with the library, by name."""

from types import MappingProxyType

from rubricdsl.rules.chinese import CHINESE
from rubricdsl.rules.dialect import Dialects
from rubricdsl.rules.english.dialect import ENGLISH

DIALECTS: Dialects = MappingProxyType({dialect.name: dialect for dialect in (CHINESE, ENGLISH)})
