"""Occurrences that are told one by one while the phrases are gone through: 第一次警告,再次扣2分,以后每次扣5分."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from attrs import define

from rubricdsl.base.quantity import dimension
from rubricdsl.clauses.cutting import Cutting
from rubricdsl.clauses.wording import is_kind, is_sign
from rubricdsl.tree.phrases import Amount, Mark, Ordinal, Phrase, Plain, Sign

_WARNED = ("警告", "口头警告", "书面警告", "予以警告", "给予警告", "批评", "提醒", "口头提醒", "通报")


@define
class Occurrences(Cutting):
    """The walk with what it knows of the occurrence a score is for."""

    def exceeded(self, index: int) -> bool:
        """限3次,第4次起…; 限3次,超过的…: whether what follows a limit goes beyond it."""
        sign, behind = self.at(index + 1), self.at(index + 2)
        apart = sign is not None and is_sign(sign, "COMMA", "STOP")
        words = isinstance(behind, Plain) and behind.text.startswith(("超过", "超出", "以后"))
        return apart and (words or isinstance(behind, Ordinal))

    def stays(self, index: int, nth: Decimal) -> bool:
        """首次警告,再次扣2分,三次以上扣5分: it goes on to the last, unless the next one is told of."""
        ahead = takewhile(lambda part: not is_sign(part, "STOP"), self.parts[index + 1 :])
        return not any(_occurs(part) == nth + 1 for part in ahead)

    def later(self, index: int, warned: int) -> None:
        """第一次给予警告,以后发现一次扣20元: what comes after an occurrence that is warned of."""
        first, part = self.window[warned], self.parts[index]
        assert isinstance(first, Ordinal)
        self.account.give("setting", *self.window[warned + 1 :])
        self.account.give("case", first)
        nth = first.nth + 1
        self.window[warned:] = [Ordinal(part.text, part.span, nth, self.stays(index, nth))]

    def warned(self) -> bool:
        """未戴工牌的给予警告,再犯扣2分: takes out the warning, which is for the first time."""
        last = next((at for at in range(len(self.window) - 1, -1, -1) if not isinstance(self.window[at], Sign)), 0)
        if last == 0 or not is_kind(self.window[last], "WARN"):
            return False
        self.account.give("setting", self.window.pop(last))
        return True

    def last_occurrence(self) -> Ordinal | None:
        """第一次罚30元,第二次罚50元,以后每次罚100元: the occurrence that the score before is of."""
        last = self.out.scoring[-1] if self.out.scoring else None
        if last is None or last.sentence != self.sentence or any(not isinstance(each, Sign) for each in self.window):
            return None
        return next((part for part in last.window if isinstance(part, Ordinal) and not part.onward), None)

    def ordinal(self, part: Ordinal) -> None:
        """第一次警告,第二次扣5分: an occurrence that is warned of scores nothing, and the next is another case."""
        before = [*takewhile(lambda said: not isinstance(said, Ordinal), self.window)]
        dropped = self.window[len(before) :]
        if any(isinstance(said, Mark) and said.kind == "WARN" for said in dropped):
            self.account.give("setting", *dropped)
        self.window = [*before, part]


def warned_of(window: Sequence[Phrase]) -> int | None:
    """Where the last occurrence stands, if it is warned of: 第一次警告, 首次警告并要求致歉."""
    last = next((at for at in range(len(window) - 1, -1, -1) if isinstance(window[at], Ordinal)), None)
    told = None if last is None else next((part for part in window[last + 1 :] if not isinstance(part, Sign)), None)
    warned = isinstance(told, Plain) and told.text.startswith(_WARNED)
    return last if warned or (isinstance(told, Mark) and told.kind == "WARN") else None


def _occurs(part: Phrase) -> Decimal | None:
    """The occurrence that is told of: 第三次, 三次及以上."""
    if isinstance(part, Ordinal):
        return part.nth
    return part.number.low if isinstance(part, Amount) and dimension(part.number.unit) == "count" else None
