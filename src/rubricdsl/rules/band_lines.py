"""Lines → the bands of items: a line per band, several on one line, or a table whose head names the bands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import define, evolve, field, frozen

from rubricdsl.base.quantity import NumberError, read_number
from rubricdsl.base.span import Span
from rubricdsl.rules.dialect import BandForms, Headings
from rubricdsl.tree.model import Line

_NAME = r"(?P<name>“[^”\n]{1,64}”|(?![扣加减罚奖得计记满总])(?:[一-鿿]{1,8}(?<![扣加减罚奖得计记按每])|[A-Z]))"
_NUMBER = r"(?:[0-9]{1,9}(?:\.[0-9]{1,6})?|[一二三四五六七八九十百]{1,5})"
_RANGE = rf"(?P<first>{_NUMBER})(?:[ ]*(?:-|~|—|–|至|到)+[ ]*(?P<last>{_NUMBER}))?"
_NO_OTHER = r"(?![ ]*(?:[万元%‰个次天日钟]|分钟|小时))"  # 罚款 1 - 3 元 is no band
_HEADING = re.compile(
    rf"(?:^|(?<=[/|;。\t ]))[ ]{{0,4}}{_NAME}[ ]*\(?{_RANGE}(?:[ ]*(?P<unit>分))?(?:[ ]*\))?{_NO_OTHER}"
    r"[ ]*(?P<colon>[:|\t]|(?=[ ]|/(?![一-鿿]{1,2}(?:[,;。、/]|$))|$))"
)
_ONLY_RANGE = re.compile(rf"^{_RANGE}[ ]*分?$")
_ONLY_NAME = re.compile(rf"^{_NAME}$")
_PENALTIES = re.compile(r"(?<!倒)扣|罚|减分|加分|奖")
_NO_TITLE = re.compile(r"^[无未不没能有]|[,、。;:|/]")
_TABLE_END = re.compile(r"^(?:总评|合计|总计|总分|评语|备注|说明|签字|考核人|被考核人|年[ ]*月)")
CHINESE_BANDS = BandForms(_HEADING, _ONLY_RANGE, _ONLY_NAME, _PENALTIES, _NO_TITLE, _TABLE_END, 8)
_CUT = re.compile(r"[|\t]")
_BRACKETED = re.compile(r"\([^()]*\)")
_SPACED = re.compile(r"[|\t/ ]")
_MOST = 12  # bands in the head of a table


@frozen
class Row:
    """One band of an item: its name, its marks, the words that describe it and where they stand."""

    name: str
    low: Decimal
    high: Decimal
    text: str
    span: Span
    turned: bool = False


@frozen
class Found:
    """What a line is in the way of bands. `title`: it opens an item that has no label; `through`: it is read as any
    other line as well; `short`: how many cells the item has, where they do not fit the bands; `deducts`: its ranges are
    amounts to deduct, and no marks."""

    rows: tuple[Row, ...] = ()
    title: bool = False
    through: bool = False
    short: int | None = None
    deducts: bool = False


def band_lines(lines: Sequence[Line], forms: BandForms, headings: Headings) -> Mapping[int, Found]:
    """What each line that holds bands is, by its number."""
    found: dict[int, Found] = {}
    open_lines = list(shown(lines, headings))
    index = 0
    while index < len(open_lines):
        index = _Table(forms, open_lines, index).read(found) or _run(forms, open_lines, index, found)
    return found


def shown(lines: Sequence[Line], headings: Headings) -> Iterator[Line]:
    """The lines that are no comments, examples or grades."""
    block, last = "", 0
    for line in lines:
        whole = line.whole
        if not line.labels and headings.example.match(whole):
            block = "example"
        elif not line.labels and opens_grades(whole, headings):
            block = "grades"
        elif any(label.style != "BULLET" for label in line.labels) or (block == "example" and line.number > last + 1):
            block = ""
        last = line.number
        if not block and not line.comment:
            yield line


def opens_grades(text: str, headings: Headings) -> bool:
    """Whether a line opens the grades, by a heading or as the form they are ticked in."""
    return text.rstrip(":").lower() in headings.grades or headings.grade_form.match(text) is not None


def _run(forms: BandForms, lines: Sequence[Line], index: int, found: dict[int, Found]) -> int:
    """Bands on one line, or a band a line: two at least, each with words of its own. The index behind them."""
    rows: list[tuple[Line, tuple[Row, ...]]] = []
    for position in range(index, len(lines)):
        mine = _bands(forms, lines[position])
        if not mine:
            break
        rows.append((lines[position], mine))
    if sum(len(mine) for _, mine in rows) < 2:
        return index + 1
    deducts = index > 0 and _heads_penalties(forms, lines[index - 1])
    found.update({line.number: Found(mine, deducts=deducts) for line, mine in rows})
    return index + len(rows)


def _heads_penalties(forms: BandForms, line: Line) -> bool:
    """扣分标准: what follows are amounts to deduct, no marks."""
    said = forms.penalties.search((line.key or "") + line.text)
    return said is not None and all(part.name != "score" for part in line.parts)


def _bands(forms: BandForms, line: Line) -> tuple[Row, ...]:
    """The bands of a line that holds nothing else; none where one has no words."""
    if line.key is not None or any(label.style != "BULLET" for label in line.labels):
        return ()
    heads = list(forms.heading.finditer(line.text))
    if not heads or heads[0].start() != 0:
        return ()
    ends = [*(head.start() for head in heads[1:]), len(line.text)]
    rows = [_row(line, head, line.text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]
    kept = tuple(row for row in rows if row is not None and row.text)
    return kept if len(kept) == len(heads) else ()


def _row(line: Line, head: re.Match[str], rest: str) -> Row | None:
    ends = _ends(head)
    start = line.span.end - len(line.text) + head.start()
    text = rest.strip(" /|;。\t")
    if ends is None or (not head["unit"] and not head["last"]):
        return None
    return Row(
        head["name"].strip("“”"),
        min(ends),
        max(ends),
        text,
        Span(start, start + len(head[0].rstrip(" :|\t"))),
        ends[0] > ends[1],
    )


def _named(found: re.Match[str]) -> str:
    return found["name"].strip("“”")


def _ends(found: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    try:
        first = read_number(found["first"]).value
        return first, read_number(found["last"]).value if found["last"] else first
    except NumberError:
        return None


@define
class _Table:
    """A head that names the bands, then per item a title and a cell for each band."""

    forms: BandForms
    lines: Sequence[Line]
    start: int
    title: Line | None = None
    cells: list[tuple[Line, str]] = field(factory=list)

    def read(self, found: dict[int, Found]) -> int | None:
        """The index behind the table; None where none begins here."""
        bands, at = self.head()
        if len(bands) < 2:
            return None
        items: dict[int, Found] = {}
        while at < len(self.lines) and not self.ends(self.lines[at]):
            self.line(self.lines[at], bands, items)
            at += 1
        self.close(bands, items)
        if not any(each.rows for each in items.values()):
            return None
        head = {line.number: Found() for line in self.lines[self.start : at]}
        found.update(head | items)
        return at

    def head(self) -> tuple[list[Row], int]:
        """The bands of a head on one line, or of names line by line with as many ranges below."""
        line = self.lines[self.start]
        heads = list(self.forms.heading.finditer(line.text)) if not line.labels and line.key is None else []
        between = self.forms.heading.sub("", line.text)
        rows = [row for head in heads if (row := _row(line, head, "")) is not None]
        if len(rows) >= 2 and len(rows) == len(heads) and not _SPACED.sub("", between):
            return rows, self.start + 1
        names = self.texts(self.start, self.forms.only_name)
        ranges = self.texts(self.start + len(names), self.forms.only_range)
        size = len(ranges)
        if size < 2 or len(names) != size:
            return [], 0
        ends = [(name, _ends(found)) for (_, name), (_, found) in zip(names, ranges, strict=True)]
        spans = [line.span for line, _ in names]
        rows = [
            Row(n["name"].strip("“”"), min(e), max(e), "", s, e[0] > e[1])
            for (n, e), s in zip(ends, spans, strict=True)
            if e
        ]
        return rows, self.start + 2 * size

    def texts(self, at: int, form: re.Pattern[str]) -> list[tuple[Line, re.Match[str]]]:
        """The lines from here on that are of a form."""
        found = []
        for line in self.lines[at : at + _MOST + 1]:
            match = form.match(line.text)
            if match is None or line.labels or line.key is not None:
                break
            found.append((line, match))
        return found

    def ends(self, line: Line) -> bool:
        scores = any(part.name in ("score", "FORFEIT") for part in line.parts)
        return line.key is not None or scores or self.forms.table_end.match(line.text) is not None

    def line(self, line: Line, bands: Sequence[Row], items: dict[int, Found]) -> None:
        cells = [cell.strip(" ") for cell in _CUT.split(line.text.strip("| \t"))]
        if len(cells) > 1 and (line.labels or len(cells) == len(bands) + 1 or self.title is None):
            self.close(bands, items)
            items[line.number] = _filled(line, bands, [(line, cell) for cell in cells[1:]])
        elif line.labels or self.title is None or self.opens(line, len(bands)):
            self.close(bands, items)
            self.title = line
        else:
            self.cells += [(line, cell) for cell in cells]

    def opens(self, line: Line, size: int) -> bool:
        """Whether a line without a label is the title of the next item: short, once all cells are there."""
        short = len(_BRACKETED.sub("", line.text)) <= self.forms.title
        return len(self.cells) >= size and short and self.forms.no_title.search(line.text) is None

    def close(self, bands: Sequence[Row], items: dict[int, Found]) -> None:
        if self.title is not None:
            items[self.title.number] = _filled(self.title, bands, self.cells)
        self.title, self.cells = None, []


def _filled(title: Line, bands: Sequence[Row], cells: Sequence[tuple[Line, str]]) -> Found:
    """The bands of an item with the words of its cells; none of them where the cells do not fit."""
    fit = len(cells) == len(bands)
    spans = [line.span for line, _ in cells] if fit else [title.span for _ in bands]
    texts = [text.strip(" 。;") for _, text in cells] if fit else ["" for _ in bands]
    rows = tuple(evolve(b, text=text, span=span) for b, text, span in zip(bands, texts, spans, strict=True))
    return Found(rows, title=not title.labels, through=bool(title.labels), short=None if fit else len(cells))
