"""The golden scorecards worked out a second way: SQL over the log and points tables typed from the regulations.

Shares nothing with the library: no rubric is read, no event model, no tally. All amounts are whole numbers.
`python tests/rubrics/by_sql.py NAME` prints the cards of rubrics/NAME as JSON, a card a line.
"""

import csv
import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RUBRICS = Path(__file__).parents[2] / "rubrics"
BASE = 100
DEAL = "特约成交"
COLUMNS = ("编号", "时间", "人员", "事项", "数量", "单位", "标记", "撤销", "备注")

# title: (item code, points for one occurrence, points for a grave one)
STEWARD = {
    "日常服务": ("1", -2, -2),
    "业主回访": ("2", -2, -2),
    DEAL: ("3", 5, 5),
    "来访接待": ("4", -2, -5),
    "区域巡视": ("5", -2, -2),
    "装修管理": ("6", -2, -2),
    "咨询解答": ("7", -2, -2),
    "空房管理": ("8", -2, -2),
    "交房验房": ("9", -2, -2),
    "投诉处理": ("10", -5, -5),
    "服务项目": ("11", -5, -5),
    "突发事件": ("13", -5, -5),
    "环境卫生": ("14", -1, -1),
    "值班纪律": ("15", -2, -2),
    "本职工作": ("16", -2, -2),
    "工作配合": ("17", -2, -2),
    "公物爱护": ("18", -1, -1),
}
BASIC = {
    "日常服务": ("1", -2, -2),
    "业主回访": ("2", -2, -2),
    "来访接待": ("3", -2, -5),
    "区域巡视": ("4", -2, -2),
    "装修管理": ("5", -2, -2),
    "咨询解答": ("6", -2, -2),
    "空房管理": ("7", -2, -2),
    "交房验房": ("8", -2, -2),
    "投诉处理": ("9", -5, -5),
    "服务项目": ("10", -5, -5),
    "突发事件": ("11", -5, -5),
    "环境卫生": ("12", -1, -1),
    "值班纪律": ("13", -2, -2),
    "本职工作": ("14", -2, -2),
    "工作配合": ("15", -2, -2),
    "公物爱护": ("16", -1, -1),
    # the company's rules, to which item 17 refers
    "迟到": ("17-1/1", -1, -1),
    "早退": ("17-1/1", -1, -1),
    "旷工": ("17-1/1", -5, -5),
    "工牌": ("17-1/2", -1, -1),
}
AT_MOST = {"17-1/2": 3}
# name: (points, title whose events are only referred, highest total, points for half a year without a deal)
STANDARDS = {
    "steward": (STEWARD, "规章制度", 120, -5),
    "steward-basic": (BASIC, "规章制度", 100, 0),
    "steward-group": (STEWARD, "规章", 120, -5),
}
GRADES = ((90, "优秀"), (70, "良好"), (50, "合格"), (0, "待改进"))

SCHEMA = """
create table log (id, time, subject, kind, amount, unit, flag, voids, note);
create table worth (kind primary key, item, plain int, grave int);
create table roster (subject primary key, start);
create view fact as
  select id, subject, kind, flag, coalesce(nullif(amount, ''), 1) * 1 as amount,
         case when length(time) = 10 then time else date(time, '+8 hours') end as day
  from (select distinct id, time, subject, kind, amount, unit, flag, voids from log) as once
  where voids = '' and id not in (select voids from log);
create view month as select distinct substr(day, 1, 7) as label from fact;
create view card as
  select subject, label from roster, month
  union select subject, substr(day, 1, 7) from fact where not exists (select * from roster);
"""
MOVES = """
select card.subject, label, item, sum(amount * case flag when '严重' then grave else plain end) as points
from card join fact on fact.subject = card.subject and substr(day, 1, 7) = label join worth using (kind)
group by card.subject, label, item
"""
# The last month that breaks a run without deals: the month of the last deal, else the one before the first whole month.
RUNS = """
select card.subject, label, substr(label, 1, 4) * 12 + substr(label, 6, 2) - coalesce(
         (select max(substr(day, 1, 4) * 12 + substr(day, 6, 2)) from fact
          where kind = '特约成交' and fact.subject = card.subject and substr(day, 1, 7) <= label),
         (select substr(start, 1, 4) * 12 + substr(start, 6, 2) - (substr(start, 9) = '01') from roster
          where roster.subject = card.subject)) as run
from card
"""
REFERRED = "select id from fact where kind = ? and subject = ? and substr(day, 1, 7) = ? order by id"


def scorecards(name: str, folder: Path = RUBRICS) -> list[dict[str, Any]]:
    """The cards of rubrics/<name>, by subject and period, points as decimal strings."""
    worth, referred, highest, absence = STANDARDS[name]
    db = loaded(folder / name, worth)
    moves: dict[tuple[str, str], dict[str, int]] = {}
    for subject, label, item, points in db.execute(MOVES):
        moves.setdefault((subject, label), {})[item] = points
    if absence:
        for subject, label, run in db.execute(RUNS).fetchall():
            if run and run % 6 == 0:
                items = moves.setdefault((subject, label), {})
                items["3"] = items.get("3", 0) + absence
    return [
        {
            **_card(subject, label, moves.get((subject, label), {}), highest),
            "referred": [id for (id,) in db.execute(REFERRED, (referred, subject, label))],
        }
        for subject, label in db.execute("select subject, label from card order by subject, label")
    ]


def _card(subject: str, label: str, items: dict[str, int], highest: int) -> dict[str, Any]:
    items = {code: max(points, -AT_MOST.get(code, 10**6)) for code, points in items.items()}
    total = min(max(BASE + sum(items.values()), 0), highest)
    return {
        "subject": subject,
        "period": label,
        "base": str(BASE),
        "total": str(total),
        "grade": next(grade for least, grade in GRADES if total >= least),
        "money": "0",
        "items": [{"code": code, "points": str(items[code])} for code in sorted(items, key=_place) if items[code]],
    }


def _place(code: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]+", code)]


def loaded(folder: Path, worth: dict[str, tuple[str, int, int]]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    db.executemany("insert into log values (?,?,?,?,?,?,?,?,?)", _rows(folder / "events.csv"))
    db.executemany("insert into worth values (?,?,?,?)", ((kind, *row) for kind, row in worth.items()))
    if (folder / "subjects.csv").exists():
        db.executemany("insert into roster values (?,?)", (row[:2] for row in _rows(folder / "subjects.csv")))
    return db


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        columns = next(rows)
        if path.name == "events.csv":
            order = [
                columns.index(name) for name in ["编号", "时间", "人员", "事项", "数量", "单位", "标记", "撤销", "备注"]
            ]
            yield from ([row[at] for at in order] for row in rows)
        else:
            yield from rows


if __name__ == "__main__":
    cards = [json.dumps(card, ensure_ascii=False) for card in scorecards(sys.argv[1])]
    print("[\n " + ",\n ".join(cards) + "\n]")
