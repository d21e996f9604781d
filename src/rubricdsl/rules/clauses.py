"""The parts of an item's text → drafts of its rules: one fold from left to right.

A score takes all that was said since the score before it as its condition; limits, brackets and /次 that follow
belong to it. 。 and line ends close a sentence (graver cases look back no further), ; closes a stretch (limits do).
"""

from collections.abc import Sequence
from decimal import Decimal

from attrs import define, evolve, field

from rubricdsl.base.span import Span
from rubricdsl.rules import amounts, words
from rubricdsl.rules.condition import (
    condition,
    counted_noun,
    graver_flags,
    is_graver,
    names,
    quotations,
    span_of,
    unquoted,
)
from rubricdsl.rules.draft import Draft
from rubricdsl.rules.measuring import measured
from rubricdsl.rules.parts import Effect, EffectKind, Limit
from rubricdsl.rules.report import Report
from rubricdsl.tree.model import Part

_ACTS = frozenset({"score", "open", "FORFEIT", "VETO", "CONSEQUENCE", "REFER"})
_VERBS: dict[str, EffectKind] = {"DEDUCT": "deduct", "ADD": "add", "AWARD": "award", "FINE": "fine", "REWARD": "reward"}
_AS_MONEY: dict[EffectKind, EffectKind] = {"deduct": "fine", "add": "reward", "award": "reward"}
_AS_POINTS: dict[EffectKind, EffectKind] = {"fine": "deduct", "reward": "add"}
_ENDS = frozenset({"COMMA", "STOP", "COLON", "BAR", "CLOSE", "OPEN"})


@define
class Reading:
    """What an item's text says: its rules, the limits on the item, and its full mark where the text states one."""

    drafts: list[Draft] = field(factory=list)
    limit: Limit | None = None
    total_limit: Limit | None = None
    full: Decimal | None = None


def read_clauses(parts: Sequence[Part], report: Report) -> Reading:
    """Folds the parts of one item; what looks like a score and was not read is reported at its words."""
    return _Fold(parts, report).run()


@define
class _Fold:
    parts: Sequence[Part]
    report: Report
    reading: Reading = field(factory=Reading)
    window: list[Part] = field(factory=list)
    sentence_from: int = 0
    stretch: int = 0
    pending: Limit | None = None

    def run(self) -> Reading:
        index = 0
        while index < len(self.parts):
            part = self.parts[index]
            if part.name in _ACTS and not _is_manner(part):
                index = self.act(index)
            elif part.name == "STOP":
                self.close(sentence=not part.text.startswith(";"))
                index += 1
            else:
                self.other(part)
                index += 1
        self.close(sentence=True)
        return self.reading

    def other(self, part: Part) -> None:
        match part.name:
            case "EXHAUST":
                self.bound(Limit(exhaust=True), part)
            case "cap":
                self.cap(part)
            case "full":
                self.full(part)
            case "amount" if part.word("CAPPED"):
                self.bound(Limit(max=self.value(part)), part)
            case _:
                self.window.append(part)

    # ── limits ──

    def cap(self, part: Part) -> None:
        lowest = any(word in (part.word("CAP") or "") for word in ("最低", "最少", "至少"))
        value = self.value(part)
        self.bound(Limit(min=value) if lowest else Limit(max=value), part)

    def full(self, part: Part) -> None:
        if any(draft.stretch == self.stretch for draft in self.reading.drafts):
            self.bound(Limit(max=self.value(part)), part)
        else:
            self.reading.full = self.value(part)

    def value(self, part: Part) -> Decimal | None:
        return amounts.number(part.word("COUNTED") or "", part, self.report)

    def bound(self, limit: Limit, part: Part) -> None:
        """A limit stands with the scores of its stretch; said of 总分, it binds the total."""
        before = "".join(said.text for said in self.window)
        self.window.clear()
        if "总分" in before + part.text and "本项" not in before:
            self.reading.total_limit = _both(self.reading.total_limit, limit)
        elif "本项" in before + part.text or "该项" in before + part.text:
            self.reading.limit = _both(self.reading.limit, limit)
        else:
            self.pending = _both(self.pending, limit)

    # ── scores ──

    def act(self, index: int) -> int:
        """Reads the act at `index` with its window; returns the index after all that belongs to it."""
        part = self.parts[index]
        after = self.trailing(index + 1)
        effect = self.effect(part, index)
        if effect is not None:
            self.reading.drafts.append(self.draft(part, effect, after))
        self.window.clear()
        return index + 1 + len(after)

    def trailing(self, start: int) -> list[Part]:
        """扣2分每次: multipliers that end the phrase of their score."""
        end = start
        while end < len(self.parts) and self.parts[end].name == "EACH":
            end += 1
        closed = end == len(self.parts) or self.parts[end].name in _ENDS
        return list(self.parts[start:end]) if closed else []

    def effect(self, part: Part, index: int) -> Effect | None:
        match part.name:
            case "score":
                return self.scored(part)
            case "open":
                return Effect(self.verb_of(part))
            case "FORFEIT":
                return Effect("forfeit")
            case "REFER":
                return Effect("refer", to=_target(part.text))
            case "VETO":
                following = self.parts[index + 1] if index + 1 < len(self.parts) else None
                return Effect("veto", to=unquoted(following.text) if following and following.name == "QUOTED" else None)
            case _:
                return Effect("veto", to=part.text.strip())

    def scored(self, part: Part) -> Effect | None:
        stated = amounts.points(part, self.report)
        if stated is None:
            return None
        verb = next(kind for name, kind in _VERBS.items() if part.word(name))
        if stated.unit == "%":
            return Effect(verb, share=stated.low / 100)
        kinds = _AS_MONEY if stated.unit == "元" else _AS_POINTS
        if stated.low == stated.high == 0:
            self.report.add("RUB222", part.span)
        return Effect(kinds.get(verb, verb), stated.low, stated.high)

    def verb_of(self, part: Part) -> EffectKind:
        act = part.word("ACT") or ""
        before = self.reading.drafts[-1].effect.kind if self.reading.drafts else "deduct"
        if "加分" in act:
            return "add"
        if any(word in act for word in ("打分", "给分", "得分", "计分", "记分")):
            return "award"
        if any(word in act for word in ("罚", "处")):
            return "fine" if before in ("fine", "deduct") and "扣" not in act else "deduct"
        return "deduct" if "扣" in act else before

    def draft(self, part: Part, effect: Effect, after: Sequence[Part]) -> Draft:
        window = self.window
        found = measured(window, part, after, self.report)
        curve = evolve(found.curve, discretion=self.discretion(part), proportional=part.word("PROPORTION") is not None)
        if part.word("TIMES"):
            curve = evolve(curve, times=self.times(part))
        start = self.phrase_start(part)
        whole = span_of([*_from_words(window), part, *after])
        draft = Draft(
            names=names(window, counted_noun(window)),
            measure=found.measure,
            curve=curve,
            effect=effect,
            phrase=Span(start, span_of([part, *after]).end),
            sentence=whole,
            stretch=self.stretch,
            when=found.when,
            unless=_exempt(window),
        )
        return self.related(draft)

    def related(self, draft: Draft) -> Draft:
        """Ties a graver case to the score it replaces, an extra one to the score it comes on top of."""
        earlier = self.reading.drafts[self.sentence_from :]
        base = next((i for i in range(len(earlier) - 1, -1, -1) if earlier[i].grades is None), None)
        extra = any(part.name == "EXTRA" for part in self.window)
        if base is None:
            return evolve(draft, extra=extra) if extra and self.reading.drafts else draft
        index = self.sentence_from + base
        if is_graver(self.window) or draft.curve.times is not None:
            flags = graver_flags(self.window)
            link = {"onto": index, "extra": True} if extra else {"grades": index}
            return evolve(draft, names=earlier[base].names, flags=flags, **link)
        if extra:
            return evolve(draft, extra=True, onto=index if not draft.names else None, names=draft.names or earlier[base].names)
        return draft if draft.names else evolve(draft, names=earlier[base].names)

    def discretion(self, part: Part) -> bool:
        return part.word("DISCRETION") is not None or any(
            said.name == "open" and said.word("DISCRETION") for said in self.window
        )

    def times(self, part: Part) -> Decimal:
        digits = (part.word("TIMES") or "").removeprefix("按").removesuffix("倍")
        return Decimal(2) if digits in ("加", "双", "翻") else amounts.number(digits, part, self.report) or Decimal(2)

    def phrase_start(self, part: Part) -> int:
        """The score phrase begins at its trigger where that stands in the same phrase: 发现一次扣2分."""
        start = part.span.start
        for said in reversed(self.window):
            if said.name in _ENDS:
                break
            if said.name in ("trigger", "EACH", "EXTRA", "SEPARATE", "open"):
                start = said.span.start
            elif said.name not in ("PROSE", "QUOTED"):
                break
        return start

    # ── closing ──

    def close(self, sentence: bool) -> None:
        self.leftover()
        self.settle()
        self.window.clear()
        self.stretch += 1
        if sentence:
            self.sentence_from = len(self.reading.drafts)

    def settle(self) -> None:
        """Gives the limit of a stretch to its one score, or to the item where there are several or none."""
        limit, self.pending = self.pending, None
        if limit is None:
            return
        own = [i for i, draft in enumerate(self.reading.drafts) if draft.stretch == self.stretch]
        if len(own) == 1:
            draft = self.reading.drafts[own[0]]
            self.reading.drafts[own[0]] = evolve(draft, limit=_both(draft.limit, limit))
        else:
            self.reading.limit = _both(self.reading.limit, limit)

    def leftover(self) -> None:
        """Nothing that looks like a score is passed over in silence."""
        exempt = _exempt(self.window)
        drafts = self.reading.drafts
        if exempt and drafts and drafts[-1].stretch == self.stretch:
            drafts[-1] = evolve(drafts[-1], unless=exempt)
        for part in self.window:
            if part.name == "UNREAD":
                self.report.add("RUB201", part.span, form="出现一次扣2分")
            elif part.name == "amount" and _is_points(part) and not amounts.is_threshold(part):
                self.report.add("RUB201", part.span, form=f"扣{part.text.strip()}")
            elif part.name == "open":
                self.report.add("RUB201", part.span, form="酌情扣1-3分")
            elif part.name == "PROSE" and words.UNREAD_SCORE.search(part.text):
                self.report.add("RUB201", part.span, form="出现一次扣2分")
            elif part.name == "PROSE" and words.SCORE_LIKE.search(part.text):
                self.report.add("RUB202", part.span)


def _from_words(window: Sequence[Part]) -> Sequence[Part]:
    """The window without the sign that parts it from the clause before."""
    return window[1:] if window and window[0].name in _ENDS else window


def _is_manner(part: Part) -> bool:
    """酌情 and 按比例 before a score say how it scores; with 扣分 after them they score themselves."""
    return part.name == "open" and part.word("ACT") is None


def _is_points(part: Part) -> bool:
    return any(unit.strip() in ("分", "元", "万元", "积分", "标准分") for unit in part.all("UNIT"))


def _exempt(window: Sequence[Part]) -> tuple[str, ...]:
    """…除外: the flags of what is exempt, quoted or in the words of the condition."""
    for index, part in enumerate(window):
        if part.name == "UNLESS" and index:
            before = _phrase_before(window[:index])
            return quotations(before) or tuple(filter(None, (condition(before),)))
    return ()


def _phrase_before(window: Sequence[Part]) -> list[Part]:
    phrase: list[Part] = []
    for part in reversed(window):
        if part.name in _ENDS:
            break
        phrase.insert(0, part)
    return phrase


def _target(text: str) -> str:
    """按《X》处理 → X; 按照集团及物业公司有关规定予以处理 → 集团及物业公司有关规定."""
    inner = words.re.search(r"《([^》]*)》", text) or words.re.search(r"“([^”]*)”", text)
    if inner:
        return inner[1]
    return words.re.sub(
        r"^(?:罚款)?(?:按照|按|依照|依据|参照)|(?:予以|进行|给予|严肃|追加|标准)*(?:处理|处罚|执行|扣分|加分|处分|考核)$", "", text.strip()
    )


def _both(first: Limit | None, second: Limit) -> Limit:
    if first is None:
        return second
    return Limit(
        second.max if second.max is not None else first.max,
        second.min if second.min is not None else first.min,
        first.exhaust or second.exhaust,
    )


