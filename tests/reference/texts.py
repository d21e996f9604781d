"""Whole standards as text with all stages at once, and logs that meet their clauses."""

from collections.abc import Sequence

from attrs import frozen

from reference.clause_texts import COUNTED, FORMS, MARKED, Hint, Written
from reference.dice import Dice
from rubricdsl.events.model import Event, Subject

PEOPLE = ("张三", "李四", "王五")
DAYS = ("2023-11-30", "2024-01-01", "2024-01-31", "2024-02-07", "2024-02-25", "2024-02-29", "2024-03-01", "2024-03-09",
        "2024-03-24", "2024-03-31")  # fmt: skip
GRADES = (
    "等级\n90分以上 优秀\n60-89分 合格\n不满60分 不合格\n",
    "等级\n15分以上 优秀\n8分以上 合格\n不满8分 不合格\n",
    "等级\n10-40分 合格\n20-30分 优秀\n9分以下 不合格\n",
    "",
)


ROUNDINGS = ("1位小数,四舍五入", "0位小数,四舍五入", "0位小数,进一", "0位小数,去尾", "0位小数,四舍六入五成双")


@frozen
class Standard:
    """A text with the events that can meet it."""

    text: str
    hints: tuple[Hint, ...]
    titles: tuple[str, ...]
    dated: bool


@frozen
class Example:
    """What is scored: a text, a log, and what is asked of it."""

    text: str
    log: tuple[Event, ...]
    subjects: tuple[Subject, ...] | None
    periods: tuple[str, ...] | None
    as_of: str | None


def example(dice: Dice) -> Example:
    made = standard(dice)
    subjects = None if dice.number(0, 1) else roster(dice)
    labels = ("2024-02", "2024-03")
    asked = labels if "周期:每月" in made.text and dice.number(0, 2) == 0 else None
    whole = "周期" not in made.text and made.dated
    as_of = dice.pick(DAYS) if whole or dice.number(0, 4) == 0 else None
    return Example(made.text, tuple(log(dice, made)), subjects, asked, as_of)


def standard(dice: Dice) -> Standard:
    period = dice.pick(("日", "周", "月", "月", "月", "季度", "半年", "年", ""))
    lines, written = body(dice)
    head = [f"周期:每{period}"] if period else []
    head += [line for _, forms in written for form in forms for line in form.head] + stages(dice)
    hints = [hint for _, forms in written for form in forms for hint in form.hints]
    titles = tuple(title for title, _ in written)
    dated = any(form.unique == "dated" for _, forms in written for form in forms)
    closing = dice.pick(("", "", "总分最多扣20分。\n", "全部项目中同一事件就高扣分。\n"))
    text = "\n".join([*dict.fromkeys(head), *lines, ""]) + closing + "\n" + dice.pick(GRADES)
    if any(line.startswith("别名") for line in head):
        hints.append(Hint("晚到"))
    return Standard(text, tuple(hints), titles, dated)


def stages(dice: Dice) -> list[str]:
    lines = [
        dice.pick(("", "", "基础分:20分", "基础分:100分")),
        dice.pick(("", "", "得分范围:0-30分", "最低:0分", "最高:25分")),
        dice.pick(("", "", "加分上限:2分", "加分上限:4分")),
        dice.pick(("", "", "不适用:计满分", "不适用:计0分")),
        dice.pick(("", *(f"舍入:保留{mode}" for mode in ROUNDINGS))),
        dice.pick(("", "", "", "时区:UTC", "时区:America/New_York")),
        dice.pick(("", "", "", "生效:从2024-01-01到2024-03-24")),
        dice.pick(("", "", "", "适用:管家、前台")),
        dice.pick(("", "", "", f"别名:“{COUNTED[0]}” = “晚到”")),
    ]
    return [line for line in lines if line]


def body(dice: Dice) -> tuple[list[str], list[tuple[str, list[Written]]]]:
    """Items with full marks, weights, limits and bands; perhaps in a section."""
    count, layout = dice.number(1, 4), dice.pick(("flat", "flat", "weights", "section"))
    lines, written = [], []
    shares = {1: (100,), 2: (30, 70), 3: (20, 50, 30), 4: (10, 20, 30, 40)}[count]
    marks = [dice.pick((None, None, 10, 20, 5)) for _ in range(count)]
    rated = [dice.number(0, 7) == 0 for _ in range(count)]
    if layout == "section":
        bound = sum(mark or 10 * bands for mark, bands in zip(marks, rated, strict=True)) if dice.number(0, 1) else 0
        lines.append("第一章 总则" + (f"({bound}分)" if bound else ""))
    for number, full in enumerate(marks, 1):
        title, weight = f"项目{number}", f"权重{shares[number - 1]}%" if layout == "weights" else ""
        manner = dice.pick(("", "", "可倒扣")) if full is not None else ""
        inside = ",".join(part for part in (f"{full}分" if full is not None else "", weight, manner) if part)
        lines += ["", f"{number}. {title}" + (f"({inside})" if inside else "")]
        forms = item(dice, number, full, rated[number - 1])
        lines += [f"{form.text}。" for form in forms]
        lines += [dice.pick(("", "", "", "本项最多扣6分。", "同一事件不重复扣分。"))]
        written.append((title, forms))
    if layout == "section" and dice.number(0, 3) == 0:
        lines += ["", "9. 说明", "同一事件不重复扣分。"]
    return lines, written


def item(dice: Dice, number: int, full: int | None, rated: bool) -> list[Written]:
    if rated:
        return [banded(dice, number)] + ([Written("“旷工”一次扣1分", [Hint("旷工")])] if dice.number(0, 1) else [])
    if dice.number(0, 7) == 0:
        return [titled(dice, number)]
    forms: list[Written] = []
    used = set()
    for place in range(dice.number(1, 3)):
        make = dice.pick(FORMS)
        if make in used or (make in MARKED and full is None):
            continue
        used.add(make)
        forms.append(make(dice, 10 * number + place))
    return forms or [Written("“迟到”一次扣1分", [Hint("迟到")])]


def titled(dice: Dice, number: int) -> Written:
    """A clause without quoted names: its item's title and code name it too."""
    name = f"着装{'甲乙丙丁'[number - 1]}不整"
    text = f"{name},一次扣{dice.pick(('1', '2'))}分"
    return Written(text, [Hint(kind) for kind in (name, f"项目{number}")])


def banded(dice: Dice, number: int) -> Written:
    way = dice.pick(("无“请假”", "“请假”1次以内", "积极主动,无“请假”", "“请假”1天以内,无“缺岗”", "表现积极"))
    other = dice.pick(("“请假”三次以上", "“请假”2次以上,或“缺岗”2次以上", "一般表现"))
    middle = dice.pick(("", "合格 5-6分:“请假”2次以内\n"))
    text = f"优秀 9-10分:{way}\n{middle}差 0-4分:{other}"
    marks = Hint(f"项目{number}", points=("9", "9.5", "3", "4", "10", "5.5" if middle else "9"), ordered=True)
    named = Hint(f"项目{number}", flags=(dice.pick(("优秀", "差")),), ordered=True, sure=True)
    return Written(text, [Hint("请假"), Hint("请假", ("1", "2")), Hint("缺岗"), marks, marks, named])


def roster(dice: Dice) -> tuple[Subject, ...]:
    found = []
    for name in PEOPLE:
        start = dice.pick((None, None, "2023-12-01", "2024-02-07", "2024-04-01"))
        end = dice.pick((None, None, None, "2024-03-24"))
        roles = dice.pick(((), (), ("管家",), ("保安",)))
        end = None if start and end and start > end else end
        found.append(Subject(name=name, start=start, end=end, roles=roles))
    return tuple(found)


def log(dice: Dice, made: Standard) -> list[Event]:
    events = [occurrence(dice, made.hints, number) for number in range(dice.number(0, 18))] if made.hints else []
    if dice.number(0, 3) == 0:
        flags = {dice.pick((*made.titles, "1"))}
        events.append(Event(kind="不适用", subject=dice.pick(PEOPLE), time=dice.pick(DAYS), flags=flags))
    named = [event for event in events if event.id is not None]
    if named and dice.number(0, 2) == 0:
        gone = dice.pick(named)
        events.append(Event(kind="撤销", subject=gone.subject, time=gone.time, source=gone.source, voids=gone.id))
    if named and dice.number(0, 2) == 0:
        events.append(dice.pick(named))
    return events


def occurrence(dice: Dice, hints: Sequence[Hint], number: int) -> Event:
    hint = dice.pick(hints)
    amount = dice.pick(hint.amounts)
    return Event(
        kind=hint.kind,
        subject=dice.pick(PEOPLE[:2] if number < 10 else PEOPLE),
        time=moment(dice, number, hint.ordered),
        id=f"e{number}" if dice.number(0, 2) == 0 else None,
        source=dice.pick((None, "甲")),
        amount=amount,
        unit=None if amount is None else dice.pick(hint.units),
        points=dice.pick(hint.points),
        flags=set(hint.flags) if hint.sure else flags_of(dice, hint.flags),
    )


def flags_of(dice: Dice, flags: Sequence[str]) -> set[str]:
    return {flag for flag in flags if dice.number(0, 2) == 0}


def moment(dice: Dice, number: int, ordered: bool) -> str:
    """A date or a time near midnight with an offset; events whose order matters each have a time of their own."""
    day = dice.pick(DAYS)
    if not ordered and dice.number(0, 1):
        return day
    return day + dice.pick((f"T10:{number:02}:00", f"T23:{number:02}:30+08:00", f"T00:{number:02}:00+08:00",
                            f"T17:{number:02}:00Z"))  # fmt: skip
