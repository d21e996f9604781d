"""How fast a tally takes events, against the loop a competent user would write by hand.

One workload: 17 items of a steward's standard (deduct 2, 5 or 1 each time, one addition of 5 for each deal, one graver
case that makes 2 into 5), a score per person and month, 50 events a person over a year, from a seeded generator. Both
sides read the same Event objects in the same process, and their totals are compared.

    python benchmarks/tally.py [--events N] [--rounds N]
"""

import argparse
import gc
import random
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal

from rubricdsl.events.model import Event
from rubricdsl.pipeline import Tally, parse
from rubricdsl.rules.model import Rubric

POINTS = {f"事项{n}": (2, 5, 1)[n % 3] for n in range(1, 16)}
GRAVE, DEAL = "来访接待", "特约成交"
EVENTS_A_PERSON = 50


def steward() -> Rubric:
    """17 items, one rule each, and the graver case."""
    clauses = [f"“{name}”的,发现一次扣{points}分。" for name, points in POINTS.items()]
    clauses.append(f"“{GRAVE}”不认真的,发现一次扣2分,情节“严重”的,扣5分。")
    clauses.append(f"每做成一笔“{DEAL}”加5分。")
    items = [f"{code}、{clause}" for code, clause in enumerate(clauses, 1)]
    return parse("\n".join(["考核标准:客服管家", "周期:每月", "基础分:100分", "", *items, ""]), strict=True)


def events(count: int, ids: bool) -> list[Event]:
    draw = random.Random(20240309)
    people = [f"员工{n}" for n in range(max(1, count // EVENTS_A_PERSON))]
    kinds = [*POINTS, GRAVE, DEAL]
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    made = []
    for n in range(count):
        kind = draw.choice(kinds)
        made.append(
            Event(
                kind=kind,
                subject=draw.choice(people),
                time=draw.choice(days),
                id=f"e{n}" if ids else None,
                amount=draw.randint(1, 3) if kind == DEAL else None,
                flags={"严重"} if kind == GRAVE and draw.random() < 0.2 else (),
            )
        )
    return made


def by_hand(made: Sequence[Event]) -> dict[tuple[str, str], Decimal]:
    """Points by kind, the graver flag, amounts of deals, ids seen before left out."""
    totals: dict[tuple[str, str], int] = defaultdict(lambda: 100)
    seen: set[str] = set()
    for event in made:
        if event.id is not None:
            if event.id in seen:
                continue
            seen.add(event.id)
        key = (event.subject, event.time[:7])
        kind = event.kind
        if kind == DEAL:
            totals[key] += 5 * (1 if event.amount is None else int(event.amount))
        elif kind == GRAVE:
            totals[key] -= 5 if "严重" in event.flags else 2
        else:
            totals[key] -= POINTS[kind]
    return totals


def tallied(rubric: Rubric, made: Sequence[Event], trace: bool) -> Tally:
    tally = Tally(rubric, trace=trace)
    tally.update(made)
    return tally


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(rubric: Rubric, count: int, rounds: int, ids: bool) -> None:
    made = events(count, ids)
    tally, expected = tallied(rubric, made, trace=False), by_hand(made)
    ours = {(subject, label): tally.total(subject, label) for label, subject, _ in tally.rows.all()}
    if ours != expected:
        raise SystemExit("the totals differ")
    del tally, ours, expected
    loop, plain, traced = [], [], []
    for _ in range(rounds):
        loop.append(seconds(lambda: by_hand(made)))
        plain.append(seconds(lambda: tallied(rubric, made, trace=False)))
        traced.append(seconds(lambda: tallied(rubric, made, trace=True)))
    by, ours_plain, ours_traced = (statistics.median(each) for each in (loop, plain, traced))
    name = "with ids" if ids else "no ids"
    print(
        f"{count:>9,} events {name:<9} loop {by / count * 1e9:4.0f} ns/event"
        f"  tally {ours_plain / count * 1e9:4.0f} ({by / ours_plain:.2f}x)"
        f"  with trace {ours_traced / count * 1e9:4.0f} ({by / ours_traced:.2f}x)"
    )


def latency(rubric: Rubric, count: int) -> None:
    """One built event into a live tally, then the total of its subject and month."""
    tally = tallied(rubric, events(count, ids=False), trace=False)
    taken = []
    for event in events(5_000, ids=False):
        start = time.perf_counter_ns()
        tally.add(event)
        tally.total(event.subject, event.time[:7])
        taken.append(time.perf_counter_ns() - start)
    taken.sort()
    p50, p99 = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    print(f"{count:>9,} events before: add + total p50 {p50 / 1000:.1f} µs, p99 {p99 / 1000:.1f} µs")


def memory(count: int) -> None:
    """Peak memory of a child process that streams the events, less that of one that only makes them."""
    for ids in (False, True):
        peak = {mode: _child(mode, count, ids) for mode in ("make", "tally", "trace")}
        for mode in ("tally", "trace"):
            megabytes = (peak[mode] - peak["make"]) / 1024
            per = megabytes / (count / 1_000_000)
            print(f"{count:>9,} events {'with ids' if ids else 'no ids':<9} {mode}: {per:.0f} MB per million events")


def _child(mode: str, count: int, ids: bool) -> int:
    command = [sys.executable, __file__, "--child", mode, "--events", str(count), *(["--ids"] if ids else [])]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def child(mode: str, count: int, ids: bool) -> None:
    stream = (event for _ in range(1) for event in streamed(count, ids))
    if mode == "make":
        for _ in stream:
            pass
    else:
        kept = Tally(steward(), trace=mode == "trace")
        kept.update(stream)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def streamed(count: int, ids: bool):
    """The events one at a time, none kept here."""
    draw = random.Random(7)
    people = [f"员工{n}" for n in range(max(1, count // EVENTS_A_PERSON))]
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    kinds = list(POINTS)
    for n in range(count):
        yield Event(
            kind=draw.choice(kinds), subject=draw.choice(people), time=draw.choice(days), id=f"e{n}" if ids else None
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--events", type=int, default=300_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--child", help=argparse.SUPPRESS)
    options.add_argument("--ids", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        child(given.child, given.events, given.ids)
        return
    memory(given.events)  # first: a child starts with the peak of its parent
    rubric = steward()
    for ids in (False, True):
        compare(rubric, given.events, given.rounds, ids)
    for before in sorted({1_000, given.events}):
        latency(rubric, before)


if __name__ == "__main__":
    main()
