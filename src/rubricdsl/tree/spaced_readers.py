"""English words → phrases: a function for each production of its grammar that is not read as in Chinese."""

from collections.abc import Sequence
from typing import Any, cast, get_args

from attrs import evolve

from rubricdsl.base.quantity import dimension
from rubricdsl.meaning.parts import EffectKind, Op, Quantity
from rubricdsl.tree.phrases import Amount, Count, Mark, Phrase, Plain, Problem, Score, Side
from rubricdsl.tree.readers import ONE, Measured, Readers, spelled
from rubricdsl.tree.scanned import Word

_BETWEEN = "between"
_SUMMED = "deduct 1 point per hour over 36 hours in total"


class SpacedReaders(Readers):
    """The reading functions by the names of productions, where a verb stands first and what multiplies behind it."""

    def score(self, parts: Sequence[Any]) -> list[Phrase]:
        found = super().score(parts)
        more = any(isinstance(part, Word) and part.kind == "MORE" for part in parts)
        return [
            evolve(phrase, object="", manner=("extra",) if more else ()) if isinstance(phrase, Score) else phrase
            for phrase in found
        ]

    def passive(self, parts: Sequence[Any]) -> list[Phrase]:
        """2 points are deducted; at least 12 points deducted are points collected."""
        measured = next(part for part in parts if isinstance(part, Measured))
        done = next(part for part in parts if isinstance(part, Word) and part.kind == "DONE")
        text, span = spelled(parts)
        number = measured.number
        if not isinstance(parts[0], Measured) or number.after or parts[-1] is not done:
            tested = self.amount([part for part in parts if part is not done])
            return [*tested, Mark(done.text, done.span, "COLLECTED", done.value)]
        high = number.high if number.high is not None else number.low
        effect = cast(EffectKind, done.value)
        return [
            Score(text, span, effect, number.low, high, number.unit, done.text, manner=("passive",),
                  problems=measured.problems)
        ]  # fmt: skip

    def amount(self, parts: Sequence[Any]) -> list[Phrase]:
        """What compares from behind is said once, wherever it stands."""
        parts = [part for part in parts if not (isinstance(part, Word) and part.value == _BETWEEN)]
        found = super().amount(parts)
        return [_compared(phrase) if isinstance(phrase, Amount) else phrase for phrase in found]

    def count(self, parts: Sequence[Any]) -> list[Phrase]:
        """per occurrence, per 3 days late, for each percentage point below 95%: with its target where one is said."""
        behind = parts[1] if len(parts) > 1 else None
        text, span = spelled(parts)
        if behind is None:
            return [Count(text, span, Quantity(ONE, "次"), unnamed=True)]
        side = next((part for part in parts if isinstance(part, Word) and part.kind == "SIDE"), None)
        lead = "" if side is None else side.text
        toward = cast(Side, side.value) if side is not None and side.value in get_args(Side) else None
        problems: tuple[Problem, ...] = ()
        if isinstance(behind, Measured):
            every, problems = Quantity(behind.number.low, behind.number.unit), behind.problems
        else:
            every = Quantity(ONE, behind.value)
        if every.value <= 0:
            problems = (*problems, Problem("RUB244"))
        elif not every.unit or (every.unit == "半年" and every.value != 1):
            problems = (*problems, Problem("RUB206"))
        aim = next((part for part in parts[2:] if isinstance(part, Measured)), None)
        target = None if aim is None else Quantity(aim.number.low, aim.number.unit or every.unit)
        problems = (*problems, *(() if aim is None else aim.problems))
        summed = any(isinstance(part, Word) and part.kind == "SUM" for part in parts)
        if target is not None and dimension(target.unit) == "time" and not summed:
            problems = (*problems, Problem("RUB201", (("form", _SUMMED),)))  # of each event, or of all?
        if target is not None and dimension(target.unit) != dimension(every.unit):
            problems = (*problems, Problem("RUB242"))
        return [Count(text, span, every, lead, True, toward, target=target, problems=problems)]

    def word(self, parts: Sequence[Any]) -> list[Phrase]:
        [word] = parts
        if word.kind == "UNPAIRED":
            return [Plain(word.text, word.span, problems=(Problem("RUB016"),))]
        if word.kind in _PLAIN:
            return [Plain(word.text, word.span)]
        return super().word(parts)


_PLAIN = frozenset({"BY", "MORE", "DONE", "SIDE", "SHARE"})


def _compared(amount: Amount) -> Amount:
    after = amount.number.after
    if amount.op is not None or after in ("", _BETWEEN):
        return amount
    return evolve(amount, op=cast(Op, after), number=evolve(amount.number, after=""))
