"""The words of a band → what can be computed of them (language, "Bands of an item").

A case is what stands between ,或; in it ,;且 join what is asked. 、 sums names up to a count of their own, and after 无
goes on listing. Whatever is neither is for the rater to judge.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.meaning.parts import Band, Case, Condition, Op, Threshold
from rubricdsl.rules.words import SHORT_NAME

_QUOTED = re.compile(r"[“\"「『]([^”\"」』\n]{1,64})[”\"」』]")
_MASK = 0xE000  # quoted names are set aside while the text around them is cut
_OR = r"或(?:者|是)?(?!以[上下内外])"
_CASES = re.compile(rf"[、,;][ ]*{_OR}")
_ASKS = re.compile(r"[,;。]|(?:并且|而且|且)(?=.)")
_ALTERNATIVES = re.compile(_OR)
_LISTED = re.compile(rf"、|{_OR}|及(?!以|时|格)|和(?!谐|睦|气|蔼|善)")
_NONE = re.compile(r"^(?:没有|未发生|未出现|无)(?![法论须需关私效怨故愧偿条声])(?:任何)?(?=.)")
_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百半]+)"
_UNIT = r"(?:人次|个?工作日|分钟|小时|[次起件例人项处份单户笔个天日周月元])"
_LONGEST = 64  # of a phrase that counts something
_COUNTED = re.compile(
    rf"^(?P<name>[^0-9]{{0,{_LONGEST}}}?)(?:累计|合计|共)?(?P<compare>不少于|不低于|不超过|不多于|等于|达到|达|至少|超过|多于|不足|不满|少于)?"
    rf"[ ]*(?P<low>{_NUMBER})[ ]*(?:(?:-|~|至)[ ]*(?P<high>{_NUMBER})[ ]*)?个?(?P<unit>{_UNIT})"
    rf"(?P<after>(?:及|或|含)?以(?:上|下|内|外)|之内)?(?P<bracket>\((?:不)?(?:包)?含\))?$"
)
_BEFORE = re.compile(r"^(?:本月|当月|本周期|被客户|被业主|发生|出现|有)(?=.)")
_PROSE = re.compile(r"^[对能与以把将按较很]")
_BEHIND = re.compile(r"(?<=.)(?:现象|情况|情形|行为|记录)$")
_OPS: dict[str, Op] = {
    "不少于": ">=", "不低于": ">=", "达到": ">=", "达": ">=", "至少": ">=", "不超过": "<=", "不多于": "<=", "等于": "=",
    "超过": ">", "多于": ">", "不足": "<", "不满": "<", "少于": "<",
    "以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "以外": ">",
}  # fmt: skip
_STRICT: dict[Op, Op] = {">=": ">", "<=": "<"}
NONE = Threshold("=", Decimal(0), "")


def read_band(text: str) -> Band:
    """What the words of a band ask for; a text that asks for nothing computable is one open case."""
    quoted: list[str] = []

    def mask(found: re.Match[str]) -> str:
        quoted.append(found[1].strip())
        return chr(_MASK + len(quoted) - 1)

    masked = _QUOTED.sub(mask, text)
    return Band(tuple(_case(part, quoted) for part in _CASES.split(masked)))


def _case(text: str, quoted: Sequence[str]) -> Case:
    read = [_ask(part.strip(), quoted) for part in _ASKS.split(text) if part.strip()]
    asks = tuple(ask for found, _ in read for ask in found)
    return Case(asks, not read or any(rest for _, rest in read))


def _ask(text: str, quoted: Sequence[str]) -> tuple[list[tuple[Condition, ...]], bool]:
    """What one phrase asks, and whether something of it is left to the rater."""
    if _NONE.match(text) is None:
        sides = [_listed(side.strip(), quoted) for side in _ALTERNATIVES.split(text)]
        if len(sides) > 1 and all(len(found) == 1 and not rest for found, rest in sides):
            return [tuple(found[0] for found, _ in sides)], False
    found, rest = _listed(text, quoted)
    return [(condition,) for condition in found], rest


def _listed(text: str, quoted: Sequence[str]) -> tuple[list[Condition], bool]:
    """The conditions of names listed by 、: none of them, or counted together."""
    found: list[Condition] = []
    names: list[str] = []
    rest = none = False
    for part in map(str.strip, _LISTED.split(text)):
        denied = _NONE.match(part)
        counted = _COUNTED.match(part) if len(part) <= _LONGEST else None
        if denied and not counted:
            rest = rest or (bool(names) and not none)
            names = names if none else []
            none = True
            part = part[denied.end() :]
        elif counted:
            apart = none or _BEFORE.match(part) is not None  # 欠缺热情、被客户投诉三次以上: a count of its own
            rest = rest or (bool(names) and not none and apart)
            condition = _counted(counted, [] if apart else names, quoted)
            found += _absent(names) if none else ()
            found += [condition] if condition else []
            rest = rest or condition is None
            names, none = [], False
            continue
        name = _name(part, quoted)
        if none and name is None:
            rest = True
        else:
            names.append(name or "")
    return [*found, *(_absent(names) if none else ())], rest or (bool(names) and not none)


def _absent(names: Sequence[str]) -> Iterator[Condition]:
    if names:
        yield Condition(tuple(dict.fromkeys(names)), (NONE,))


def _counted(found: re.Match[str], before: Sequence[str], quoted: Sequence[str]) -> Condition | None:
    """A count of the names before it and its own; None where it counts nothing that has a name."""
    own = _name(found["name"], quoted)
    names = [*before, *([] if own is None else [own])]
    when = _thresholds(found)
    if when is None or not all(names) or not names or (found["name"].strip() and own is None):
        return None
    return Condition(tuple(dict.fromkeys(names)), when)


def _thresholds(found: re.Match[str]) -> tuple[Threshold, ...] | None:
    try:
        low = read_number(found["low"]).value
        high = read_number(found["high"]).value if found["high"] else None
    except NumberError:
        return None
    unit = found["unit"].removeprefix("个") or "个"
    if high is not None:
        return Threshold(">=", low, unit), Threshold("<=", high, unit)
    word = found["after"][-2:] if found["after"] else found["compare"]
    op = _OPS[word] if word else "="
    outside = (found["bracket"] or "").startswith("(不")
    return (Threshold(_STRICT.get(op, op) if outside else op, low, unit),)


def _name(text: str, quoted: Sequence[str]) -> str | None:
    """A name as events say it; None where the words are too long to be one."""
    said = text.strip()
    marks = [ord(sign) - _MASK for sign in said if 0 <= ord(sign) - _MASK < len(quoted)]
    if len(marks) == 1:
        return quoted[marks[0]]
    bare = _BEHIND.sub("", _BEFORE.sub("", said))
    return bare if bare and not marks and len(bare) <= SHORT_NAME and not _PROSE.match(bare) else None
