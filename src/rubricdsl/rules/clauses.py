"""The parts of an item's text → drafts of its rules: one fold from left to right.

A score takes all that was said since the score before it as its condition; limits, brackets and /次 that follow
belong to it. 。 and line ends close a sentence (graver cases look back no further), ; closes a stretch (limits do).
"""

import re
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
from rubricdsl.rules.outline import is_points
from rubricdsl.rules.parts import Effect, EffectKind, Limit, Quantity
from rubricdsl.rules.report import Report
from rubricdsl.tree.model import Part

_ACTS = frozenset({"score", "open", "FORFEIT", "VETO", "CONSEQUENCE", "REFER", "FULL_MARKS"})
_MULTIPLIED = frozenset({"deduct", "add", "award", "fine", "reward"})
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
    column: tuple[EffectKind, str] | None = None
    converting: bool = False

    def run(self) -> Reading:
        index = 0
        while index < len(self.parts):
            part = self.parts[index]
            if (part.name in _ACTS and not _is_manner(part)) or self.is_bare_money(part):
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
            case "CONVERSION":
                self.report.add("RUB203", part.span)
                self.window.clear()
                self.converting = True
            case "COMMA" | "CLOSE" if self.converting:
                self.converting = False
            case _ if not self.converting:
                self.window.append(part)

    # ── limits ──

    def cap(self, part: Part) -> None:
        said = part.word("CAP") or ""
        lowest = any(word in said for word in ("最低", "最少", "至少"))
        value = self.value(part)
        if "至少" in said and ("扣" in said or "罚" in said) and value is not None:
            self.at_least(part, value)
            return
        self.bound(Limit(min=value) if lowest else Limit(max=value), part)

    def at_least(self, part: Part, value: Decimal) -> None:
        """罚款至少5000元: an amount given only as a minimum."""
        money = (part.word("UNIT") or "").strip() in ("元", "万元")
        draft = self.draft(part, Effect("fine" if money else "deduct"), ())
        self.reading.drafts.append(evolve(draft, limit=Limit(min=value)))
        self.window.clear()

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
        if effect is not None and not self.completes_veto(effect):
            whole = list(self.window)
            for self.window in _alternatives(whole):
                self.reading.drafts.append(self.draft(part, effect, after))
        self.window.clear()
        return index + 1 + len(after)

    def completes_veto(self, effect: Effect) -> bool:
        """实行一票否决,年度内不得评优: the consequence directly after a veto is what that veto imposes."""
        before = self.reading.drafts[-1] if self.reading.drafts[self.sentence_from :] else None
        if effect.kind != "veto" or before is None or before.effect != Effect("veto") or condition(self.window):
            return False
        self.reading.drafts[-1] = evolve(before, effect=effect)
        return True

    def trailing(self, start: int) -> list[Part]:
        """扣2分每次: multipliers that end the phrase of their score."""
        end = start
        while end < len(self.parts) and self.parts[end].name == "EACH":
            end += 1
        closed = end == len(self.parts) or self.parts[end].name in _ENDS
        return list(self.parts[start:end]) if closed else []

    def is_bare_money(self, part: Part) -> bool:
        """50元/次, 每人50元, 第二次20元: money without a verb, counted or carried on from the score before."""
        if not is_points(part) or (amounts.is_threshold(part) and not part.word("NUMBER")):
            return False
        if self.column is not None:
            return True
        if (part.word("UNIT") or "").strip() not in ("元", "万元"):
            return False
        counted = any(said.name in ("EACH", "trigger") for said in self.window)
        carried = any(draft.effect.kind in ("fine", "reward") for draft in self.reading.drafts[self.sentence_from :])
        return bool(part.word("PER")) or counted or carried

    def money(self, part: Part) -> Effect | None:
        before = self.reading.drafts[self.sentence_from :]
        rewards = before[-1].effect.kind == "reward" if before else any("奖" in said.text for said in self.window)
        value = self.value(part)
        if value is None:
            return None
        if self.column is not None:
            return Effect(self.column[0], value, value)
        value *= 10_000 if (part.word("UNIT") or "").strip() == "万元" else 1
        return Effect("reward" if rewards else "fine", value, value)

    def effect(self, part: Part, index: int) -> Effect | None:
        match part.name:
            case "amount":
                return self.money(part)
            case "FULL_MARKS":
                return Effect("award", share=Decimal(1))
            case "score":
                return self.scored(part)
            case "open":
                return Effect(self.verb_of(part))
            case "FORFEIT":
                return Effect("forfeit")
            case "REFER":
                return Effect("refer", to=_target(part.text.strip()))
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
        if words.PAY.search(self.following(part)[:6]):
            return "fine"
        if "加分" in act:
            return "add"
        if any(word in act for word in ("打分", "给分", "得分", "计分", "记分")):
            return "award"
        if any(word in act for word in ("罚", "处")):
            return "fine" if before in ("fine", "deduct") and "扣" not in act else "deduct"
        return "deduct" if "扣" in act else before

    def following(self, part: Part) -> str:
        index = self.parts.index(part) + 1
        return self.parts[index].text.strip() if index < len(self.parts) else ""

    def draft(self, part: Part, effect: Effect, after: Sequence[Part]) -> Draft:
        window = self.window
        found = measured(window, part, after, self.report)
        if self.column is not None and self.column[1] and found.curve.per is None:
            found = evolve(found, curve=evolve(found.curve, per=Quantity(Decimal(1), self.column[1])))
        curve = evolve(found.curve, discretion=self.discretion(part), proportional=part.word("PROPORTION") is not None)
        if part.word("TIMES"):
            curve = evolve(curve, times=self.times(part))
        if effect.kind not in _MULTIPLIED:
            curve = evolve(curve, per=None)
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
        mark = next((part.text for part in self.window if part.name == "EXTRA"), "")
        extra = bool(mark) and (mark != "并" or (base is not None and draft.effect.kind == "deduct"))
        if base is None:
            return evolve(draft, extra=extra or _adds(draft))
        index = self.sentence_from + base
        graver = is_graver(self.window)
        if graver or (draft.curve.times is not None and draft.curve.role is None):
            flags = graver_flags(self.window)
            names = earlier[base].names
            if extra:
                return evolve(draft, names=names, flags=flags, onto=index, extra=True)
            return evolve(draft, names=names, flags=flags, grades=index, graver=graver)
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

    def heading(self) -> tuple[EffectKind, str] | None:
        """款项 扣分(每人次): a table head whose last cell says what the rows below leave out."""
        text = "".join(part.text for part in self.window)
        found = words.COLUMN.search(text)
        return (words.COLUMN_VERBS[found[1][0]], found[2] or "") if found and len(text) <= 40 else None

    def is_full_mark(self, index: int) -> bool:
        """(10分), or 12分 that ends a flattened row: the full mark of the item."""
        part = self.window[index]
        if (part.word("UNIT") or "").strip() != "分" or amounts.is_threshold(part) or part.word("PER"):
            return False
        before = self.window[index - 1].name if index else "STOP"
        after = self.window[index + 1].name if index + 1 < len(self.window) else "STOP"
        return after == "STOP" and before in ("PROSE", "CLOSE", "STOP") or (before, after) == ("OPEN", "CLOSE")

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
        self.column = self.heading() or self.column
        for index, part in enumerate(self.window):
            if part.name == "UNREAD":
                self.report.add("RUB201", part.span, form="出现一次扣2分")
            elif part.name == "amount" and self.is_full_mark(index):
                self.reading.full = self.reading.full or self.value(part)
            elif part.name == "amount" and is_points(part) and not amounts.is_threshold(part):
                self.report.add("RUB201", part.span, form=f"扣{part.text.strip()}")
            elif part.name == "open":
                self.report.add("RUB201", part.span, form="酌情扣1-3分")
            elif part.name == "PROSE" and words.UNREAD_SCORE.search(part.text):
                self.report.add("RUB201", part.span, form="出现一次扣2分")
            elif part.name == "PROSE" and words.SCORE_LIKE.search(part.text):
                self.report.add("RUB202", part.span)


def _adds(draft: Draft) -> bool:
    return draft.effect.kind == "refer" and "追加" in (draft.effect.to or "")


def _alternatives(window: list[Part]) -> list[list[Part]]:
    """旷课3次以上或迟到6次以上扣10分: one score under two conditions, each with its own number, is two rules."""
    for index, part in enumerate(window):
        if part.name != "PROSE" or not words.ALTERNATIVE.match(part.text.strip()):
            continue
        before, after = window[:index], window[index + 1 :]
        if any(_is_case(said) for said in before) and any(_is_case(said) for said in after):
            rest = evolve(part, text=words.ALTERNATIVE.sub("", part.text.strip()))
            return [[said for said in before if said.name != "COMMA"], *_alternatives([rest, *after])]
    return [window]


def _is_case(part: Part) -> bool:
    return part.name == "amount" and not is_points(part) or amounts.is_threshold(part)


def _from_words(window: Sequence[Part]) -> Sequence[Part]:
    """The window without the sign that parts it from the clause before."""
    return window[1:] if window and window[0].name in _ENDS else window


def _is_manner(part: Part) -> bool:
    """酌情 and 按比例 before a score say how it scores; with 扣分 after them they score themselves."""
    return part.name == "open" and part.word("ACT") is None


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
    inner = re.search(r"《([^》]*)》", text) or re.fullmatch(r"按“([^”]*)”处理", text)
    if inner:
        return inner[1]
    text = re.sub(r"^(?:罚款)?(?:按照|按|依照|依据|参照)", "", text)
    return re.sub(r"(?:予以|进行|给予|严肃|追加|要求)*(?:处理|处罚|执行|扣分|加分|处分|考核)$", "", text)


def _both(first: Limit | None, second: Limit) -> Limit:
    if first is None:
        return second
    return Limit(
        second.max if second.max is not None else first.max,
        second.min if second.min is not None else first.min,
        first.exhaust or second.exhaust,
    )


