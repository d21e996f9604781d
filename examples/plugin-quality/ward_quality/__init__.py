"""How hospital wards word their quality standards, as a plug-in of rubricdsl."""

from bisect import bisect_right
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

from rubricdsl.plugins import Amounts, Curve, Effect, Form, Meaning, Part, Plugin, Quantity, Statistic, Unit

POINTS = {"轻度缺陷": Decimal(1), "中度缺陷": Decimal(2), "重度缺陷": Decimal(5)}


def read_defect(part: Part) -> Meaning | None:
    """属中度缺陷: 2 points for each case."""
    points = POINTS.get(part.word("DEGREE") or "")
    if points is None:
        return None
    return Meaning(Effect("deduct", points, points), curve=Curve(per=Quantity(Decimal(1), "例")))


def median(amounts: Amounts) -> Fraction:
    """The amount in the middle, or midway between the two there."""
    ordered = sorted(amounts)
    ends = list(accumulate(times for _, times in ordered))
    low, high = (ordered[bisect_right(ends, place)][0] for place in ((ends[-1] - 1) // 2, ends[-1] // 2))
    return (low + high) / 2


PLUGIN = Plugin(
    name="ward-quality",
    version="1.0.0",
    forms=(
        Form(
            name="defect",
            dialect="zh",
            grammar=Path(__file__).with_name("defect.lark").read_text(encoding="utf-8"),
            read=read_defect,
            examples=("“病程记录超时”属中度缺陷。", "“抢救记录缺项”属重度缺陷,情节“严重”的,扣10分。"),
        ),
    ),
    units=(Unit("班次", 8, "小时"), Unit("床日")),
    aliases=(("病程记录超时", ("病程超时", "病程未按时")),),
    statistics=(Statistic("ward-quality.median", (("zh", "中位数"), ("en", "median of")), median),),
)
