"""Rubrics as rule objects and logs of events to score with them; small alphabets, so that things collide."""

from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from rubricdsl.base.span import Place
from rubricdsl.events.model import Event
from rubricdsl.meaning.parts import (
    Citation,
    Curve,
    Due,
    Effect,
    Grade,
    Head,
    Item,
    Limit,
    Measure,
    Quantity,
    Rounding,
    Select,
    Threshold,
    Window,
)
from rubricdsl.rules.model import Rubric, Rule

KINDS = ("迟到", "早退", "投诉", "表扬")
FLAGS = ("严重", "累犯")
PEOPLE = ("张三", "李四")
DAYS = ("2024-01-31", "2024-02-01", "2024-02-29", "2024-03-09")
NOW = Citation("扣分", "扣分", Place("x.rub", 1, 1, 1, 3))

points = st.integers(1, 40).map(lambda tenths: Decimal(tenths).scaleb(-1))
amounts = st.none() | st.integers(0, 60).map(lambda tenths: Decimal(tenths).scaleb(-1))


def limits(most: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Limit | None]:
    return st.none() | most.map(lambda bound: Limit(max=bound))


@st.composite
def rules_of(draw: st.DrawFn, item: str) -> list[Rule]:
    """A plain score, perhaps with a graver case, perhaps another on top; perhaps one on a threshold."""
    kinds = tuple(sorted(draw(st.sets(st.sampled_from(KINDS), min_size=1, max_size=2))))
    effect = draw(st.sampled_from(("deduct", "add")))
    rules = [_scored(draw, f"{item}-1", item, kinds, effect)]
    for place, flag in enumerate(FLAGS, 2):
        if draw(st.booleans()):
            rules.append(_scored(draw, f"{item}-{place}", item, kinds, effect, (flag,), escalates=f"{item}-1"))
    if draw(st.booleans()):
        bound = Threshold(draw(st.sampled_from((">=", ">"))), Decimal(draw(st.integers(1, 3))), "次")
        curve = Curve(when=(bound,))
        rules.append(_rule(f"{item}-4", item, kinds, (), curve, effect, draw(points), draw(limits(points))))
    return rules


def _scored(
    draw: st.DrawFn, code: str, item: str, kinds: tuple[str, ...], effect: str, flags=(), escalates=None
) -> Rule:
    per = draw(st.none() | st.integers(1, 2).map(lambda every: Quantity(Decimal(every), "次")))
    curve = Curve(per=per, round_up=per is not None and draw(st.booleans()))
    return _rule(code, item, kinds, flags, curve, effect, draw(points), draw(limits(points)), escalates)


def _rule(code, item, kinds, flags, curve, effect, stated, limit, escalates=None) -> Rule:
    unit = "次" if curve.per or curve.when else None
    select, measure = Select(kinds, flags), Measure("count", unit)
    return Rule(code, item, select, measure, curve, Effect(effect, stated, stated), limit, escalates, citation=NOW)


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """Sound rubrics of one to three items, monthly or over everything."""
    codes = [str(number) for number in range(1, draw(st.integers(1, 3)) + 1)]
    full = st.none() | st.integers(1, 10).map(Decimal)
    items = [
        Item(code, code, f"第{code}项", draw(full), limit=draw(limits(points)), overdraw=draw(st.booleans()))
        for code in codes
    ]
    rules = [rule for code in codes for rule in draw(rules_of(code))]
    low, high = draw(st.none() | st.just(Decimal(0))), draw(st.none() | st.just(Decimal(12)))
    rounding = draw(
        st.none() | st.sampled_from(("half-up", "half-even", "down", "up")).map(lambda mode: Rounding(0, mode))
    )
    period = draw(st.sampled_from((None, "month", "quarter")))
    head = Head("标准", "x", period=period, range=(low, high), rounding=rounding)
    base = sum((item.full for item in items if item.full is not None), Decimal(0)) or Decimal(10)
    grades = (Grade("合格", Decimal(6), None), Grade("不合格", None, Decimal(6), ("to",)))
    return Rubric(head, tuple(items), tuple(rules), grades, base)


@st.composite
def duties(draw: st.DrawFn) -> list[Rule]:
    """An item of duties: so often a week or month, by a day of it, perhaps undone, perhaps without points."""
    kinds = tuple(sorted(draw(st.sets(st.sampled_from(KINDS), min_size=1, max_size=2))))
    window = Window(Decimal(1), draw(st.sampled_from(("天", "周", "月", "季度"))))
    often = Measure("obligation", "次", window)
    dated = Measure("deadline", "天", evolve(window, unit="月", by=Due(None, draw(st.integers(1, 31)))))
    least = Curve(per=Quantity(Decimal(1), "次"), origin=Quantity(Decimal(draw(st.integers(1, 2))), "次"), below=True)
    late = Curve(per=draw(st.none() | st.just(Quantity(Decimal(1), "天"))))
    stated = [(often, least), (dated, late), (often, evolve(least, per=None))]
    chosen = draw(st.lists(st.sampled_from(stated), min_size=1, max_size=3))
    return [
        Rule(f"9-{place}", "9", Select(kinds, unless=draw(st.sampled_from(((), ("累犯",))))), measure, curve,
             Effect("require") if draw(st.booleans()) else Effect("deduct", Decimal(2), Decimal(2)),
             draw(limits(points)), citation=NOW)
        for place, (measure, curve) in enumerate(chosen, 1)
    ]  # fmt: skip


@st.composite
def dutiful(draw: st.DrawFn) -> Rubric:
    """Sound rubrics that look beyond the period of a card."""
    plain = draw(rubrics())
    head = evolve(plain.head, period=draw(st.sampled_from(("week", "month", "quarter"))))
    item = Item("9", "9", "第9项")
    return evolve(plain, head=head, items=(*plain.items, item), rules=(*plain.rules, *draw(duties())))


any_rubrics = rubrics() | dutiful()


@st.composite
def events(draw: st.DrawFn, ids: bool = True) -> Event:
    amount = draw(amounts)
    return Event(
        kind=draw(st.sampled_from((*KINDS, "没有的事"))),
        subject=draw(st.sampled_from(PEOPLE)),
        time=draw(st.sampled_from((*DAYS, "2024-02-29T16:00:00Z", "2024-03-01T00:00:00+08:00"))),
        id=draw(st.none() | st.sampled_from("abc")) if ids else None,
        source=draw(st.none() | st.just("甲")),
        amount=amount,
        unit=None if amount is None else draw(st.sampled_from((None, "次", "分钟"))),
        flags=draw(st.sets(st.sampled_from((*FLAGS, "无此标记")), max_size=2)),
    )


def voids() -> st.SearchStrategy[Event]:
    return st.builds(
        lambda subject, time, own, source, voids: Event(
            kind="撤销", subject=subject, time=time, id=own, source=source, voids=voids
        ),
        st.sampled_from(PEOPLE),
        st.sampled_from(DAYS),
        st.none() | st.sampled_from("abv"),
        st.none() | st.just("甲"),
        st.sampled_from("abcv"),
    )


logs = st.lists(events() | voids(), max_size=12)
