"""How fast a workbook is read, against the same rows as CSV, and what a hostile one costs.

One workload: a log of 7 columns, names shared, dates and amounts as numbers, written part by part from a counter. Each
figure is of a process of its own: seconds around `read_events`, and the peak of its memory (Linux).

    python benchmarks/workbooks.py [--rows N] [--rounds N]
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import rubricdsl

HEADER = ("编号", "时间", "人员", "事项", "数量", "标记", "备注")
NAMES = ("迟到", "严重", "说明文字", *HEADER, *(f"员工{n}" for n in range(2000)))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{LINK}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINK}"><sheets><sheet name="A" sheetId="1" r:id="a"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{LINK}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    "</styleSheet>",
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{name}</t></si>" for name in NAMES)}</sst>',
}


def write(path: Path, rows: Iterable[str]) -> None:
    """A workbook of one sheet with these rows, each the XML of its cells."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for row in rows:
                part.write(row.encode())
            part.write(b"</sheetData></worksheet>")


def shared(cell: str, number: int) -> str:
    return f'<c r="{cell}" t="s"><v>{number}</v></c>'


def header() -> str:
    return f'<row r="1">{"".join(shared(f"{letter}1", n) for n, letter in enumerate("ABCDEFG", 3))}</row>'


def row(n: int) -> str:
    r = n + 2
    who = shared(f"C{r}", len(HEADER) + 3 + n % 2000)
    grave = shared(f"F{r}", 1) if n % 7 == 0 else ""
    return (
        f'<row r="{r}"><c r="A{r}"><v>{n}</v></c><c r="B{r}" s="1"><v>{45292 + n % 300}</v></c>{who}'
        f'{shared(f"D{r}", 0)}<c r="E{r}"><v>{n % 5}</v></c>{grave}{shared(f"G{r}", 2)}</row>'
    )


def line(n: int) -> str:
    day = date(2024, 1, 1) + timedelta(n % 300)
    return f"{n},{day},员工{n % 2000},迟到,{n % 5},{'严重' if n % 7 == 0 else ''},说明文字\n"


def spread() -> Iterable[str]:
    """Two cells at opposite corners: a table of 17 thousand million cells."""
    yield '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def child(path: str) -> None:
    start = time.perf_counter()
    try:
        result = f"{sum(1 for _ in rubricdsl.read_events(path)):,} events"
    except rubricdsl.EventError as refused:
        result = refused.diagnostics[0].code
    taken = time.perf_counter() - start
    status = dict(each.split(":", 1) for each in Path("/proc/self/status").read_text().splitlines())
    print(f"{taken}\t{int(status['VmHWM'].split()[0]) // 1024}\t{result}")


def measure(path: Path, rounds: int) -> None:
    command = [sys.executable, __file__, "--child", str(path)]
    runs = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\t") for _ in range(rounds)
    ]
    seconds = statistics.median(float(run[0]) for run in runs)
    size = path.stat().st_size / 1024
    print(f"{path.name:<12} {size:>9,.0f} kB  {runs[0][2].strip():<16} {seconds:6.2f} s  peak {runs[0][1]:>4} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--child", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        child(given.child)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "log.csv").write_text(
            ",".join(HEADER) + "\n" + "".join(map(line, range(given.rows))), encoding="utf-8"
        )
        write(folder / "log.xlsx", [header(), *map(row, range(given.rows))])
        write(folder / "bomb.xlsx", (row(0) for _ in range(1_000_000)))
        write(folder / "spread.xlsx", spread())
        for path in ("log.csv", "log.xlsx", "bomb.xlsx", "spread.xlsx"):
            measure(folder / path, given.rounds)


if __name__ == "__main__":
    main()
