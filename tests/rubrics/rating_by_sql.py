"""The rating form worked out a second way: SQL over its log, with the bands typed from the form.

Shares nothing with the library. `python tests/rubrics/rating_by_sql.py` prints the cards as JSON, a card a line.
"""

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "rubrics" / "rating-form"
TITLES = ("出勤情况", "工作纪律", "工作态度", "团结合作", "工作改进", "服务态度", "工作技能", "工作效率")
BANDS = (("优秀", 9, 10), ("良好", 7, 8), ("合格", 5, 6), ("有待改进", 0, 4))
GRADES = ((90, "优秀"), (70, "良好"), (50, "合格"), (0, "待改进"))
COLUMNS = ("编号", "时间", "人员", "事项", "数量", "得分", "标记", "撤销")

SCHEMA = """
create table log (id, time, subject, kind, amount, points, flag, voids);
create table band (place, name, low, high);
create table item (code, title);
create view fact as
  select id, subject, kind, flag, points, coalesce(nullif(amount, ''), '1') * 1.0 as amount,
         case when length(time) = 10 then time else date(time, '+8 hours') end as day
  from (select distinct * from log) as once
  where voids = '' and id not in (select voids from log);
create view card as select distinct subject, substr(day, 1, 7) as label from fact;
create view seen as
  select subject, label,
    (select coalesce(sum(amount), 0) from fact where kind in ('迟到', '早退') and fact.subject = card.subject
       and substr(day, 1, 7) = label) as late,
    (select coalesce(sum(amount), 0) from fact where kind = '事假' and fact.subject = card.subject
       and substr(day, 1, 7) = label) as away,
    (select coalesce(sum(amount), 0) from fact where kind = '违规' and fact.subject = card.subject
       and substr(day, 1, 7) = label) as breach,
    (select coalesce(sum(amount), 0) from fact where kind = '投诉' and fact.subject = card.subject
       and substr(day, 1, 7) = label) as complaint,
    (select coalesce(sum(amount), 0) from fact where kind = '失误' and fact.subject = card.subject
       and substr(day, 1, 7) = label) as slip
  from card;
create view ruled_out as
  select subject, label, '出勤情况' as title, '优秀' as band from seen where late > 0 or away > 0
  union all select subject, label, '出勤情况', '良好' from seen where late > 0 or away > 1
  union all select subject, label, '出勤情况', '合格' from seen where late > 0 or away <> 1
  union all select subject, label, '出勤情况', '有待改进' from seen where late < 3 and away < 3
  union all select subject, label, '工作纪律', '良好' from seen where breach > 0
  union all select subject, label, '工作纪律', '合格' from seen where breach > 3
  union all select subject, label, '工作纪律', '有待改进' from seen where breach < 3
  union all select subject, label, '服务态度', '合格' from seen where complaint > 0
  union all select subject, label, '服务态度', '有待改进' from seen where complaint < 3
  union all select subject, label, '工作技能', '合格' from seen where slip > 0;
create view possible as
  select subject, label, title, place, low, high from card, item, band
  where not exists (select * from ruled_out as r where r.subject = card.subject and r.label = card.label
                    and r.title = item.title and r.band = band.name);
-- attendance is computed to the last word, so the first band left is its band
create view chosen as
  select * from possible as p where title <> '出勤情况'
     or place = (select min(place) from possible as q where q.subject = p.subject and q.label = p.label
                 and q.title = p.title);
create view span as
  select card.subject, card.label, item.code, item.title,
         coalesce((select min(low) from chosen as c where c.subject = card.subject and c.label = card.label
                   and c.title = item.title), 0) as low,
         coalesce((select max(high) from chosen as c where c.subject = card.subject and c.label = card.label
                   and c.title = item.title), 10) as high
  from card, item;
create view mark as
  select subject, substr(day, 1, 7) as label, kind as title, points, flag from fact as f
  where kind in (select title from item)
    and day || id = (select max(day || id) from fact as g where g.kind = f.kind and g.subject = f.subject
                     and substr(g.day, 1, 7) = substr(f.day, 1, 7));
"""
MARKS = """
select span.subject, span.label, code,
       coalesce(nullif(points, '') * 1.0, named.low, span.low),
       coalesce(nullif(points, '') * 1.0, named.high, span.high)
from span left join mark on mark.subject = span.subject and mark.label = span.label and mark.title = span.title
     left join band as named on named.name = mark.flag
order by span.subject, span.label, code
"""


def scorecards() -> list[dict[str, Any]]:
    """The cards by subject and period: the range of each item's mark, the total and the grade."""
    cards: dict[tuple[str, str], dict[str, tuple[float, float]]] = {}
    for subject, label, code, low, high in _loaded().execute(MARKS):
        cards.setdefault((subject, label), {})[code] = (low, high)
    return [_card(subject, label, marks) for (subject, label), marks in cards.items()]


def _card(subject: str, label: str, marks: dict[str, tuple[float, float]]) -> dict[str, Any]:
    low, high = (sum(ends[side] for ends in marks.values()) for side in (0, 1))
    grades = [next(name for least, name in GRADES if end >= least) for end in (low, high)]
    return {
        "subject": subject,
        "period": label,
        "base": "80",
        "total": f"{low:g}" if low == high else None,
        "low": f"{low:g}",
        "high": f"{high:g}",
        "grade": grades[0] if grades[0] == grades[1] else None,
        "marks": {code: f"{least:g}" if least == most else None for code, (least, most) in marks.items()},
        "pending": {code: [f"{least:g}", f"{most:g}"] for code, (least, most) in marks.items() if least != most},
    }


def _loaded() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    with (FOLDER / "events.csv").open(encoding="utf-8", newline="") as lines:
        rows = [[row[name] for name in COLUMNS] for row in csv.DictReader(lines)]
    db.executemany("insert into log values (?,?,?,?,?,?,?,?)", rows)
    db.executemany("insert into band values (?,?,?,?)", ((place, *band) for place, band in enumerate(BANDS)))
    db.executemany("insert into item values (?,?)", ((str(code), title) for code, title in enumerate(TITLES, 1)))
    return db


if __name__ == "__main__":
    print("[\n " + ",\n ".join(json.dumps(card, ensure_ascii=False) for card in scorecards()) + "\n]")
