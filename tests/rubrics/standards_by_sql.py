"""The supervisor's requirements worked out a second way: SQL over the log, with the standards typed by hand.

Shares nothing with the library. `python tests/rubrics/standards_by_sql.py` prints the cards as JSON.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))

from rubrics.by_sql import RUBRICS, loaded

MONTHS = ("2024-10", "2024-11", "2024-12")
STANDARDS = """
create table weekly (rule, kind);
insert into weekly values ('3.2-1', '工作例会'), ('3.6-1', '内部沟通'), ('3.10-1', '品质检查');
create table due (rule, kind, day);
insert into due values ('3.13-1', '盘点', 25), ('3.14-1', '物料采购计划', 20);
create table rate (rule, kind, least, below);
insert into rate values ('3.4-1', '预算执行偏差率', 0, 10), ('3.8-1', '月度培训计划完成率', 90, 1e9),
  ('3.9-1', '月度工作计划完成率', 90, 1e9), ('3.9-2', '年度工作计划完成率', 95, 1e9);
create table share (rule, part, whole, least);
insert into share values ('3.10-2', '整改完成', '品质问题', 90), ('3.12-1', '抽查', '投诉报事', 5);
create table calendar as
  with recursive days (day) as (
    select '2024-10-01' union all select date(day, '+1 day') from days where day < '2024-12-31')
  select day, substr(day, 1, 7) as label from days;
create table people as
  select subject, start, label, max(day) as close from roster, calendar group by subject, label having close >= start;
"""
WEEKS = """
select subject, label, rule, sum(not exists (
         select * from fact where fact.subject = people.subject and fact.kind = weekly.kind
           and fact.day between date(calendar.day, '-6 days') and calendar.day))
from people join calendar using (label) join weekly
where strftime('%w', day) = '0' and day >= start group by subject, label, rule
"""
DATES = """
select subject, label, rule, max(0, coalesce(
         (select min(substr(day, 9) * 1) from fact
          where fact.subject = people.subject and fact.kind = due.kind and substr(day, 1, 7) = label),
         substr(close, 9)) - due.day)
from people, due
"""
YEAR = """
select subject, label, coalesce(
         (select max(0, julianday(min(day)) - julianday('2024-11-30')) from fact
          where fact.subject = people.subject and kind = '社区活动计划' and day like '2024%'), 31)
from people where label = '2024-12'
"""
RATES = """
select subject, label, rule, amount, least <= amount and amount < below
from people join rate join fact using (subject, kind)
where substr(day, 1, 7) = label order by day
"""
SHARES = """
select people.subject, label, rule, least, sum((kind = part) * amount), sum((kind = whole) * amount)
from people join share
join fact on fact.subject = people.subject and kind in (part, whole) and substr(day, 1, 7) = label
group by people.subject, label, rule
"""
RULES = (
    "3.2-1",
    "3.4-1",
    "3.6-1",
    "3.8-1",
    "3.9-1",
    "3.9-2",
    "3.10-1",
    "3.10-2",
    "3.11-1",
    "3.12-1",
    "3.13-1",
    "3.14-1",
)


def standards() -> list[dict[str, Any]]:
    """The cards of October to December 2024, by subject and month: for each rule its status and its measure."""
    db = loaded(RUBRICS / "supervisor", {})
    db.executescript(STANDARDS)
    found = {(subject, label, rule): told for subject, label, rule, told in _found(db)}
    people = db.execute("select subject, label from people order by subject, label").fetchall()
    return [
        {
            "subject": subject,
            "period": label,
            "requirements": {rule: found.get((subject, label, rule), ["no data", None]) for rule in RULES},
        }
        for subject, label in people
    ]


def _found(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, list[str]]]:
    for subject, label, rule, missing in [*db.execute(WEEKS), *db.execute(DATES)]:
        yield subject, label, rule, _told(not missing, missing)
    for subject, label, late in db.execute(YEAR):
        yield subject, label, "3.11-1", _told(not late, int(late))
    for subject, label, rule, value, met in db.execute(RATES):  # in the order of time: the last of a month stays
        yield subject, label, rule, _told(met, value)
    for subject, label, rule, least, part, whole in db.execute(SHARES):
        millionths = (2 * part * 10**8 + whole) // (2 * whole)
        yield subject, label, rule, _told(part * 100 >= least * whole, Decimal(millionths).scaleb(-6).normalize())


def _told(met: object, value: object) -> list[str]:
    number = format(value, "f") if isinstance(value, Decimal) else f"{value:g}"
    return ["met" if met else "not met", number]


if __name__ == "__main__":
    print("[\n " + ",\n ".join(json.dumps(card, ensure_ascii=False) for card in standards()) + "\n]")
