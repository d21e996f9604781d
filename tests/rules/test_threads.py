"""Texts read by several threads at once, from the first one on, are read as by one alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUBRIC = ROOT / "rubrics" / "steward" / "steward.rub"
THREADS = 8

# Each thread reads a sound text, one with errors, one in English and a file; the threads begin with different ones.
CHILD = f"""
import json, sys, threading
import rubricdsl

sys.setswitchinterval(1e-5)
PATH = {str(RUBRIC)!r}
TEXT = open(PATH, encoding="utf-8").read()
READ = [
    lambda: rubricdsl.parse(TEXT),
    lambda: rubricdsl.parse("一、出勤(10分)\\n1.迟到一次扣2.分,最多扣5分。\\n2.早退扣007分,旷工半天扣5分;(一)大概\\n"),
    lambda: rubricdsl.parse("language: en\\n“late”: deduct 2 points each time, up to 5 points.\\n"),
    lambda: rubricdsl.load(PATH),
]
barrier = threading.Barrier({THREADS})
answers = [[] for _ in range({THREADS})]


def read(number):
    barrier.wait()
    for which in range(len(READ)):
        which = (which + number) % len(READ)
        try:
            rubric = READ[which]()
            told = [[found.code, found.line, found.column, found.message] for found in rubric.diagnostics]
            answers[number].append([which, rubric.digest, told])
        except BaseException as failure:
            answers[number].append([which, type(failure).__name__, str(failure)[:200]])


threads = [threading.Thread(target=read, args=(number,)) for number in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps([sorted(each) for each in answers]))
"""


@pytest.fixture(scope="module")
def alone() -> str:
    """What one thread answers."""
    return answers(CHILD.replace(f"range({THREADS})", "range(1)").replace(f"Barrier({THREADS})", "Barrier(1)"))[0]


def answers(child: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return [str(each) for each in json.loads(done.stdout)]


@pytest.mark.parametrize("process", range(4))
def test_threads_that_begin_together_read_the_same(process: int, alone: str) -> None:  # noqa: ARG001
    assert answers(CHILD) == [alone] * THREADS
