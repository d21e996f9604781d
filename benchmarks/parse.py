"""How fast a rubric text is read: items of the steward kind a second, and what twice the text costs.

    python benchmarks/parse.py [--items N]

The baseline of the ratio is the half-sized text, read in the same process.
"""

import argparse
import gc
import time

from rubricdsl import parse

CLAUSES = (
    "接待来客不认真,报修不登记、不转维修部,不跟踪入户情况的,发现一次扣2分,情节“严重”引起客户投诉的,扣5分。",
    "责任区域不巡视,巡视不查隐患,发现问题不记录,留下安全隐患的,发现一次给予扣2分",
    "积极推介特约服务、为公司创收的,每做成一笔“成交{n}”加5分。",
    "客服中心的卫生不保持,不及时打扫整理,发现一次扣1分。",
)


def text(items: int) -> str:
    """A standard of so many items, each with a title and one of four clauses."""
    return "".join(f"{n}、事项{n}\n{CLAUSES[n % len(CLAUSES)].format(n=n)}\n" for n in range(1, items + 1))


def seconds(source: str) -> float:
    gc.collect()
    start = time.perf_counter()
    rubric = parse(source)
    taken = time.perf_counter() - start
    assert rubric.rules
    assert not rubric.diagnostics, rubric.diagnostics[0].message
    return taken


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--items", type=int, default=10_000)
    items = options.parse_args().items
    first = seconds(text(1))
    half, whole = text(items // 2), text(items)
    by_half, by_whole = seconds(half), seconds(whole)
    print(f"first parse, grammars built: {first:.2f} s")
    print(
        f"{items:,} items: {by_whole:.1f} s, {items / by_whole:,.0f} items/s, {len(whole) / by_whole:,.0f} characters/s"
    )
    print(f"twice the text costs {by_whole / by_half:.2f} times the time")


if __name__ == "__main__":
    main()
