"""How fast a rubric text is read, items of the steward kind and of many fields, and what twice the text costs.

    python benchmarks/parse.py [--items N]

The baseline of the ratio is the half-sized text, read in the same process.
"""

import argparse
import gc
import time
from collections.abc import Sequence

from rubricdsl import parse

CLAUSES = (
    "接待来客不认真,报修不登记、不转维修部,不跟踪入户情况的,发现一次扣2分,情节“严重”引起客户投诉的,扣5分。",
    "责任区域不巡视,巡视不查隐患,发现问题不记录,留下安全隐患的,发现一次给予扣2分",
    "积极推介特约服务、为公司创收的,每做成一笔“成交{n}”加5分。",
    "客服中心的卫生不保持,不及时打扫整理,发现一次扣1分。",
)
# conditions on amounts, steps, targets, money, lists and tables, as regulations of many fields write them
MIXED = (
    "迟到{n}分钟以上的,每次扣2分;累计三次以上的,另扣5分,最多扣20分。",
    "“收费率{n}”不低于95%,每低1个百分点扣2分,扣完为止;达到98%以上的,加3分。",
    "出现“差错{n}”的,每起扣1分,造成损失1000元以上的扣10分,并罚款100-300元,情节严重的,取消评优资格。",
    "“投诉{n}”1次扣1分,2次扣3分,3次及以上不得分(经批准的除外)。",
    "每月25日前上报“报表{n}”,逾期一天扣1分,未完成扣5分。",
    "卫生检查 | 地面、“墙面{n}”有污渍,每处扣0.5分 | 物品摆放混乱,酌情扣1-3分",
    "竞赛获一、二、三等奖分别加6、4、2分,发表文章每篇奖励200元。",
)


def text(items: int, clauses: Sequence[str] = CLAUSES) -> str:
    """A standard of so many items, each with a title and one of these clauses."""
    return "".join(f"{n}、事项{n}\n{clauses[n % len(clauses)].format(n=n)}\n" for n in range(1, items + 1))


def seconds(source: str) -> float:
    gc.collect()
    start = time.perf_counter()
    rubric = parse(source)
    taken = time.perf_counter() - start
    assert rubric.rules
    unsound = [found for found in rubric.diagnostics if found.severity == "error"]
    assert not unsound, unsound[0].message
    return taken


def report(name: str, items: int, clauses: Sequence[str]) -> float:
    """Prints the figures of one kind of text; returns the seconds a character takes."""
    half, whole = text(items // 2, clauses), text(items, clauses)
    by_half, by_whole = seconds(half), seconds(whole)
    speed = f"{items / by_whole:,.0f} items/s, {len(whole) / by_whole:,.0f} characters/s"
    print(f"{name}, {items:,} items: {by_whole:.1f} s, {speed}")
    print(f"  twice the text costs {by_whole / by_half:.2f} times the time")
    return by_whole / len(whole)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--items", type=int, default=10_000)
    items = options.parse_args().items
    print(f"first parse, grammars built: {seconds(text(1)):.2f} s")
    steward, mixed = report("steward", items, CLAUSES), report("mixed", items, MIXED)
    print(f"a character of mixed text costs {mixed / steward:.2f} times one of steward text")


if __name__ == "__main__":
    main()
