"""Head lines → the head: 键:值 before the first item."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from attrs import define, evolve, field

from rubricdsl.base.quantity import NumberError, decimal_text, read_number
from rubricdsl.clauses.condition import unquoted
from rubricdsl.meaning.parts import Absent, Head, Rounding
from rubricdsl.meaning.report import Report
from rubricdsl.rules.dialect import HeadForms, HeadReader
from rubricdsl.rules.head_prose import NUMBER, period_of
from rubricdsl.tree.model import Line

_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]+)[”\"」』]")
_POINTS = re.compile(rf"{NUMBER}[ ]*分?")
_DATES = re.compile(r"从?(?:[ ]*([0-9-]{10}))?(?:[ ]*(?:起|到|至))?(?:[ ]*([0-9-]{10}))?[ ]*止?")
_BOUNDS = re.compile(rf"^{NUMBER}(?:[ ]*分)?[ ]*(?:-|~|—|–|至|到)+[ ]*{NUMBER}(?:[ ]*分)?$")
_ROUNDED = re.compile(r"^(?:保留)?[ ]*(?:([0-6零一二三四五六])[ ]*位小数|(整数)位?|到?(个)位)(?:,)?[ ]*(.*)")
_ZONE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*")
_REFERENCE = re.compile(r"^《([^》]+)》[ ]*=[ ]*([^ ].*)$")
_MODES = {"四舍五入": "half-up", "四舍六入五成双": "half-even", "去尾": "down", "舍去": "down", "进一": "up"}
_ABSENT: dict[str, Absent] = {"剔除": "exclude", "计满分": "full", "计0分": "zero", "计零分": "zero"}


def read_head(lines: Sequence[Line], forms: HeadForms, report: Report) -> Head:
    """The head those lines state; a key that is nearly one, a repeated key and an unreadable value are reported."""
    reader = _Reader(forms, report)
    for line in lines:
        reader.line(line)
    return reader.whole()


@define
class _Reader:
    forms: HeadForms
    report: Report
    head: Head = field(factory=Head)
    seen: set[str] = field(factory=set)
    defined: dict[tuple[str, str], str] = field(factory=dict)
    repeated: list[Head] = field(factory=list)

    def line(self, line: Line) -> None:
        key, text = line.key or "", line.text.strip()
        name = self.forms.keys.get(key.lower())
        if name is None:
            near = self.forms.near(key)
            if near is not None:
                self.report.add("RUB101", line.span, key=key, near=near)
            return
        if name in self.seen and name not in _REPEATABLE:
            self.report.add("RUB102", line.span, key=key)
            return
        self.seen.add(name)
        read, form = self.forms.values[name]
        head = read(Head() if name in _REPEATABLE else self.head, text)
        if head is None:
            self.report.add("RUB103", line.span, key=key, value=text, form=form)
        elif name in _REPEATABLE:
            self.add(head, line, key)
        elif self.sound(head, line, key):
            self.head = head

    def sound(self, head: Head, line: Line, key: str) -> bool:
        """Whether a value agrees with itself and with what was said before; what does not is reported."""
        (first, last), (low, high) = head.effective, head.range
        if first and last and last < first:
            self.report.add("RUB107", line.span, key=key, first=first, last=last)
            return False
        if low is not None and high is not None and low > high:
            self.report.add("RUB106", line.span, key=key, low=decimal_text(low), high=decimal_text(high))
            return False
        for before, now in zip(self.head.range, head.range, strict=True):
            if before is not None and now != before:
                told = {"value": decimal_text(now) if now is not None else "", "stated": decimal_text(before)}
                self.report.add("RUB109", line.span, key=key, **told)
                return False
        return True

    def add(self, stated: Head, line: Line, key: str) -> None:
        """Takes what one line of many states, unless it defines a name again."""
        defined = list(_defined(stated))
        for kind, name, meant in defined:
            if self.defined.get((kind, name), meant) != meant or (kind != "alias" and (kind, name) in self.defined):
                self.report.add("RUB102", line.span, key=f"{key}:{name}")
                return
        self.defined.update({(kind, name): meant for kind, name, meant in defined})
        self.repeated.append(stated)

    def whole(self) -> Head:
        """The head with what its repeated lines state, in their order."""
        return evolve(
            self.head,
            references=tuple(each for stated in self.repeated for each in stated.references),
            aliases=tuple(each for stated in self.repeated for each in stated.aliases),
            ratios=tuple(each for stated in self.repeated for each in stated.ratios),
        )


def _defined(stated: Head) -> Iterator[tuple[str, str, str]]:
    """What each name stands for that a 引用, 指标 or 别名 line defines; only one 别名 may be given to a name again."""
    yield from (("reference", name, path) for name, path in stated.references)
    yield from (("ratio", name, part) for name, part, _ in stated.ratios)
    yield from (("alias", other, name) for name, others in stated.aliases for other in others)


def _number(text: str) -> Decimal | None:
    found = _POINTS.fullmatch(text)
    if found is None:
        return None
    try:
        value = read_number(found[1].removeprefix("-")).value
    except NumberError:
        return None
    return -value if found[1].startswith("-") else value


def _title(head: Head, text: str) -> Head | None:
    return evolve(head, title=text) if text else None


def _id(head: Head, text: str) -> Head | None:
    return evolve(head, id=text) if text else None


def _version(head: Head, text: str) -> Head | None:
    return evolve(head, version=text) if text else None


def _effective(head: Head, text: str) -> Head | None:
    found = _DATES.fullmatch(text)
    if found is None or not (found[1] or found[2]):
        return None
    try:
        ends = [date.fromisoformat(end).isoformat() if end else None for end in found.groups()]
    except ValueError:
        return None
    return evolve(head, effective=(ends[0], ends[1]))


def _cycle(head: Head, text: str) -> Head | None:
    period = period_of(text)
    return evolve(head, period=period) if period else None


def _base(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None else evolve(head, base=value)


def _full(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None else evolve(head, full=value)


def _range(head: Head, text: str) -> Head | None:
    found = _BOUNDS.fullmatch(text)
    low, high = (_number(found[1]), _number(found[2])) if found else (None, None)
    return None if low is None or high is None else evolve(head, range=(low, high))


def _lowest(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None else evolve(head, range=(value, head.range[1]))


def _highest(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None else evolve(head, range=(head.range[0], value))


def _additions(head: Head, text: str) -> Head | None:
    value = _number(text)
    return None if value is None or value < 0 else evolve(head, additions=value)


def _rounding(head: Head, text: str) -> Head | None:
    found = _ROUNDED.fullmatch(text)
    mode = _MODES.get(found[4] or "四舍五入") if found else None
    if found is None or mode is None:
        return None
    return evolve(head, rounding=Rounding(int(read_number(found[1]).value) if found[1] else 0, mode))


def _zone(head: Head, text: str) -> Head | None:
    return evolve(head, zone=text) if _ZONE.fullmatch(text) else None


def _roles(head: Head, text: str) -> Head | None:
    roles = tuple(role.strip(" “”") for role in re.split(r"[、,;]", text) if role.strip(" “”"))
    return evolve(head, roles=roles) if roles else None


def _language(head: Head, text: str) -> Head | None:
    """It was read before all else, as it decides how the rest is read."""
    return head if text else None


def _absent(head: Head, text: str) -> Head | None:
    policy = _ABSENT.get(text)
    return evolve(head, absent=policy) if policy else None


def _reference(head: Head, text: str) -> Head | None:
    found = _REFERENCE.fullmatch(text)
    return evolve(head, references=(*head.references, (found[1], found[2].strip()))) if found else None


def _alias(head: Head, text: str) -> Head | None:
    name, equals, others = text.partition("=")
    known, same = _QUOTED.findall(name), _QUOTED.findall(others)
    if not equals or len(known) != 1 or not same:
        return None
    return evolve(head, aliases=(*head.aliases, (known[0], tuple(same))))


def _ratio(head: Head, text: str) -> Head | None:
    name, equals, parts = text.partition("=")
    of = _QUOTED.findall(parts)
    if not equals or len(of) != 2 or "/" not in parts:
        return None
    return evolve(head, ratios=(*head.ratios, (unquoted(name.strip()), of[0], of[1])))


def _plugins(head: Head, text: str) -> Head | None:
    """They were found before all else, as they decide how the rest is read."""
    return head if text else None


_REPEATABLE = frozenset({"reference", "alias", "ratio"})
VALUES: dict[str, tuple[HeadReader, str]] = {
    "title": (_title, "考核标准:物业管家"),
    "id": (_id, "编号:butler"),
    "version": (_version, "版本:2024.1"),
    "effective": (_effective, "生效:从2024-01-01到2024-12-31"),
    "period": (_cycle, "周期:每月"),
    "base": (_base, "基础分:100分"),
    "full": (_full, "总分:100分"),
    "range": (_range, "得分范围:0-120分"),
    "lowest": (_lowest, "最低:0分"),
    "highest": (_highest, "最高:120分"),
    "additions": (_additions, "加分上限:10分"),
    "rounding": (_rounding, "舍入:保留1位小数,四舍五入"),
    "zone": (_zone, "时区:Asia/Shanghai"),
    "roles": (_roles, "适用:管家、前台"),
    "language": (_language, "语言:zh"),
    "plugins": (_plugins, "插件:quality"),
    "absent": (_absent, "不适用:剔除"),
    "reference": (_reference, "引用:《公司规章制度》= company.rub"),
    "alias": (_alias, "别名:“迟到” = “晚到”、“来迟”"),
    "ratio": (_ratio, "指标:整改率 = “已整改” / “应整改”"),
}
