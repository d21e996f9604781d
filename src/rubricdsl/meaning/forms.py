"""What a clause in the form of a plug-in means, in the parts that every rule is made of."""

from attrs import field, frozen

from rubricdsl.meaning.parts import Curve, Effect, Limit, Measure, Select


@frozen
class Meaning:
    """What a clause compiles to. Without `select.kinds` the clause goes by the words before it, as any other.

    Without `measure` it counts events, or sums amounts, as the units of its curve have it.
    """

    effect: Effect
    measure: Measure | None = None
    curve: Curve = field(factory=Curve)
    select: Select = field(factory=lambda: Select(()))
    limit: Limit | None = None
