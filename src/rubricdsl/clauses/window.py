"""What was said before a score: its phrases, its brackets, and from where on only the score is led up to."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property

from rubricdsl.clauses.condition import is_filler
from rubricdsl.clauses.model import Account
from rubricdsl.clauses.wording import phrase_at
from rubricdsl.meaning.parts import Quantity
from rubricdsl.tree.phrases import Amount, Count, Mark, Phrase, Plain, Sign

_CUTS = frozenset({"COMMA", "COLON", "BAR", "STOP", "LABEL"})
_ONE = Decimal(1)


class Window:
    """The phrases before a score; `given` multiplies behind it (2分/次), and `multipliers` what multiplies in it."""

    def __init__(self, phrases: Sequence[Phrase], given: tuple[Quantity, ...], account: Account) -> None:
        self.window, self.given, self.account = phrases, given, account
        self.settings: set[int] = set()
        self.multipliers: list[Phrase] = []

    def at(self, index: int) -> Phrase | None:
        return phrase_at(self.window, index)

    def is_multiplier(self, phrase: Phrase) -> bool:
        return any(phrase is each for each in self.multipliers)

    def closes(self, index: int) -> bool:
        """Does the amount end the condition? A number in the middle of a phrase describes, and states no case."""
        return index + 1 >= self.closing

    @cached_property
    def closing(self) -> int:
        """From where on nothing follows but what may stand between a condition and its score."""
        return self.end_before(lambda each: self.ends(each) or (isinstance(each, Amount) and self.is_multiplier(each)))

    @cached_property
    def closing_uncounted(self) -> int:
        """The same before it is known which amounts multiply."""
        return self.end_before(self.ends)

    def end_before(self, ends: Callable[[Phrase], bool]) -> int:
        at = len(self.window)
        while at > 0 and ends(self.window[at - 1]):
            at -= 1
        return at

    def ends(self, phrase: Phrase) -> bool:
        match phrase:
            case Sign(kind="COMMA" | "OPEN" | "CLOSE" | "COLON"):
                return True
            case Mark():
                return True
            case Count():
                return phrase.lead == ""
            case Plain():
                return is_filler(phrase.text, self.account.lexicon)
            case _:
                return False

    @cached_property
    def brackets(self) -> list[tuple[int, int] | None]:
        """For each place the brackets around it, where it opens and closes; None outside of any."""
        around: list[tuple[int, int] | None] = [None] * len(self.window)
        opened = -1
        for index, phrase in enumerate(self.window):
            if isinstance(phrase, Sign) and phrase.kind == "OPEN":
                opened = index
            elif isinstance(phrase, Sign) and phrase.kind == "CLOSE" and opened >= 0:
                around[opened : index + 1] = [(opened, index)] * (index + 1 - opened)
                opened = -1
        return around


def bounds(window: Sequence[Phrase], index: int) -> tuple[int, int]:
    """Where the phrase of a part, between commas, begins and ends."""
    start = next((i + 1 for i in range(index - 1, -1, -1) if is_cut(window[i])), 0)
    end = next((i for i in range(index + 1, len(window)) if is_cut(window[i])), len(window))
    return start, end


def is_cut(phrase: Phrase) -> bool:
    return isinstance(phrase, Sign) and phrase.kind in _CUTS


def quantities(phrase: Phrase) -> list[Quantity]:
    """What a phrase multiplies by; 1人/次 counts both."""
    match phrase:
        case Count(every=Quantity() as every):
            return [every, *(Quantity(_ONE, unit) for unit in phrase.per)]
        case Amount():
            return [Quantity(phrase.number.low, phrase.unit), *(Quantity(_ONE, unit) for unit in phrase.per)]
        case _:
            return []
