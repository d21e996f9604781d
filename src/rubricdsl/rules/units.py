"""Units that plug-ins bring: a unit is short for so many of one that the library knows, or counts by itself.

A rubric is read, said back and scored in the units of the library; whoever writes 2班次 for 16小时 is understood so.
"""

from collections.abc import Mapping

from attrs import frozen


@frozen
class Unit:
    """`name` is `times` of the unit `of`; where `of` is None it counts things, as 次 and 件 do."""

    name: str
    times: int = 1
    of: str | None = None


Units = Mapping[str, Unit]
