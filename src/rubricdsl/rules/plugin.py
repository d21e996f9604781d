"""What a plug-in brings to the language, as frozen values (language, "Other dialects and plug-ins").

A plug-in is handed over as a value, or found by the name of its entry point; it registers nothing by being imported.
"""

from collections.abc import Callable

from attrs import field, frozen

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.meaning.parts import Statistic
from rubricdsl.rules.dialect import Dialect, Dialects
from rubricdsl.rules.forms import Form
from rubricdsl.rules.units import Unit

API = 2  # what a plug-in is written for; another number is refused


@frozen(eq=False)
class Plugin:
    """A plug-in: `name` is what a rubric calls it by, `version` is part of the digest of the rubrics that use it.

    It holds functions, so each is a value of its own and equal to no other.

    `aliases` are other names that events may use, by the name in the rubric; a rubric's own 别名 come first.
    """

    name: str
    version: str
    api: int = API
    dialects: tuple[Dialect, ...] = ()
    forms: tuple[Form, ...] = ()
    units: tuple[Unit, ...] = ()
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    statistics: tuple[Statistic, ...] = ()

    def used(self) -> "Used":
        """What a rubric that uses it keeps of it."""
        return Used(self.name, self.version, self.units, self.aliases)


@frozen
class Used:
    """A plug-in as the rubric that uses it keeps it: what its digest covers, and what its scoring needs."""

    name: str
    version: str
    units: tuple[Unit, ...] = field(default=(), eq=False)
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), eq=False)


@frozen
class Offer:
    """The dialects that a text can be read in, with what the plug-ins `used` add; `refusals` tell of the others."""

    dialects: Dialects
    used: tuple[Used, ...] = ()
    refusals: tuple[Diagnostic, ...] = ()


Offers = Callable[[tuple[str, ...], str | None], Offer]
"""What is offered to a text that names these plug-ins and this language."""
