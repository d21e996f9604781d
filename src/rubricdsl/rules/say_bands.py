"""Bands → words: what a band asks for, said so that it reads back as the same."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from rubricdsl.base.quantity import decimal_text
from rubricdsl.meaning.parts import Band, Case, Condition, Op

_ZH: dict[Op, str] = {">=": "不少于", ">": "超过", "<=": "不超过", "<": "不足", "=": "等于"}
_EN: dict[Op, str] = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than", "=": "exactly"}
_Amount = Callable[[Decimal, str], str]
JUDGED = {"zh": "由考核人评定", "en": "as the rater judges"}


def zh(band: Band) -> str:
    return ",或".join(_case_zh(case) for case in band.cases)


def _case_zh(case: Case) -> str:
    asks = ["或".join(_condition_zh(condition) for condition in ask) for ask in case.asks]
    judged = [("其余" if asks else "") + JUDGED["zh"]] if case.open else []
    return ",".join([*asks, *judged])


def _condition_zh(condition: Condition) -> str:
    names = "、".join(f"“{name}”" for name in condition.kinds)
    if is_none(condition):
        return f"无{names}"
    last = condition.when[-1]
    bounds = "-".join(decimal_text(each.value) for each in condition.when)
    return f"{names}{'' if len(condition.when) == 2 else _ZH[last.op]}{bounds}{last.unit}"


def en(band: Band, amount: _Amount) -> str:
    """`amount` words a number with its unit."""
    return "; or ".join(_case_en(case, amount) for case in band.cases)


def _case_en(case: Case, amount: _Amount) -> str:
    asks = [" or ".join(_condition_en(condition, amount) for condition in ask) for ask in case.asks]
    judged = [("the rest " if asks else "") + JUDGED["en"]] if case.open else []
    return ", ".join([*asks, *judged])


def _condition_en(condition: Condition, amount: _Amount) -> str:
    if is_none(condition):
        return f"no {_joined(condition.kinds, ' nor ')}"
    last = condition.when[-1]
    compared = f"{decimal_text(condition.when[0].value)}-" if len(condition.when) == 2 else f"{_EN[last.op]} "
    return f"{_joined(condition.kinds, ' and ')} {compared}{amount(last.value, last.unit)}"


def _joined(names: Iterable[str], between: str) -> str:
    return between.join(f"“{name}”" for name in names)


def is_none(condition: Condition) -> bool:
    """无X: none of it at all, whatever it is counted in."""
    return condition.when[0].op == "=" and condition.when[0].value == 0 and not condition.when[0].unit
