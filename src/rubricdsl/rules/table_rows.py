"""Cells in their columns → rows: what a short row leaves out, what goes down over empty cells, what marks say."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from attrs import define, evolve, field, frozen

from rubricdsl.rules.table_cells import broken, is_label, is_nothing, label_end, mark_of, scores, target_of
from rubricdsl.rules.table_heads import Column, Head, Seen, columns
from rubricdsl.rules.table_model import Cell, Misfit, Row, Table, Total

_SPANNING: tuple[Head, ...] = ("label", "section", "item", "title")
_NAMES: tuple[Head, ...] = ("section", "item", "title")
_CLAUSES: tuple[Head, ...] = ("clauses", "standard", "score")
_BY_HAND: tuple[Head, ...] = ("note", "ignored")


@frozen
class Header:
    """The cells of a header and what each is known as."""

    cells: tuple[Cell, ...]
    heads: tuple[Head, ...]


@frozen
class Filled:
    """The cells of a row, a group per column of the header: several in one where a cell spans lines."""

    line: int
    groups: tuple[tuple[Cell, ...], ...]


def fits(text: str, head: Head, heads: Sequence[Head]) -> bool:
    """Whether a text may stand below a head, asked where the places of the cells are not certain."""
    if is_nothing(text):
        return True
    bare = mark_of(text) is not None
    match head:
        case "label":
            return is_label(text)
        case "marks" | "weight":
            return bare
        case "target" | "note" | "ignored":
            return not scores(text)
        case "section" | "item" | "title":
            return not bare and not (scores(text) and any(each in _CLAUSES for each in heads))
        case "unknown" | "score":
            return True
        case _:
            return not bare


def aligned(row: Sequence[Cell], heads: Sequence[Head]) -> tuple[Cell, ...] | None:
    """The cells of a row with empty ones for those it leaves out: the last, or the first where those span rows.

    None where it could be either, or neither. A row that begins with an empty cell tells where its cells stand.
    """
    size, gap = len(row), len(heads) - len(row)
    if not gap:
        return tuple(row)
    left = _all_fit(row, heads[:size], heads)
    right = bool(row[0].text) and all(head in _SPANNING for head in heads[:gap]) and _all_fit(row, heads[gap:], heads)
    right = right and (heads[gap] in _NAMES or not label_end(row[0].text))
    if left and (not right or all(head in _BY_HAND for head in heads[size:])):
        return (*row, *[_empty(row[-1].end)] * gap)
    return (*[_empty(row[0].start)] * gap, *row) if right and not left else None


def _all_fit(row: Sequence[Cell], below: Sequence[Head], heads: Sequence[Head]) -> bool:
    return all(fits(cell.text, head, heads) for cell, head in zip(row, below, strict=True))


def _empty(at: int) -> Cell:
    return Cell("", at, at)


def _seen(body: Sequence[Filled], index: int) -> Seen:
    """What the rows show of the column at an index."""
    texts = ["".join(cell.text for cell in row.groups[index]) for row in body]
    spans = any(is_nothing(text) for text in texts) or any(above == below for above, below in pairwise(texts))
    return Seen(not all(map(is_nothing, texts)), spans)


def table(
    lines: tuple[int, int], header: Header, body: Sequence[Filled], misfits: Sequence[Misfit], totals: Sequence[Total]
) -> Table:
    """The table that rows below a header make. `lines`: the first and the last; `misfits`: those that are no rows."""
    kinds = columns(header.heads, [_seen(body, index) for index in range(len(header.heads))])
    builder = _Builder(header, kinds)
    rows = [row for filled in body if (row := builder.row(filled)) is not None]
    percent = all(row.full is None for row in rows) and any(row.weight is not None for row in rows)
    if percent:
        rows = [evolve(row, full=None if row.weight is None else row.weight.scaleb(2)) for row in rows]
    ignored, unknown = (
        tuple(cell for cell, its in zip(header.cells, kinds, strict=True) if its == kind)
        for kind in ("ignored", "unknown")
    )
    unread = tuple(sorted((*misfits, *builder.misfits), key=lambda misfit: misfit.line))
    return Table(*lines, header.cells, tuple(_shared(rows)), ignored, unknown, unread, tuple(totals), percent)


def _shared(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with the marks of a section told: those of its first row, where it has several and no other has any."""
    for sections, group in groupby(rows, key=lambda row: row.sections):
        first, *others = group
        alone = bool(sections and others) and all(row.full is None and row.weight is None for row in others)
        yield evolve(first, shared=alone and (first.full is not None or first.weight is not None))
        yield from others


@define
class _Builder:
    """Builds rows in their order. `sections` are what the columns of sections last said, `heading` what a row of its
    own said above them."""

    header: Header
    kinds: tuple[Column, ...]
    heading: str = ""
    sections: tuple[str, ...] = ()
    misfits: list[Misfit] = field(factory=list)

    def row(self, filled: Filled) -> Row | None:
        """None for a row that heads those below it, one with nothing in it, and one whose marks or title are none."""
        said = {kind: tuple(self.said(filled, kind)) for kind in set(self.kinds)}
        if not any(cells for kind, cells in said.items() if kind not in ("label", "section", "note", "ignored")):
            self.above(filled, said)
            return None
        self.sections = self.carried(filled)
        start = min(cell.start for cells in filled.groups for cell in cells)
        worth = self.worth(filled)
        if worth is None or any(mark_of(cell.text) is not None for cell in said.get("title", ())):
            end = max(cell.end for cells in filled.groups for cell in cells)
            self.misfits.append(Misfit(filled.line, start, end))
            return None
        label, title = _titled(said)
        aim = next(iter(said.get("target", ())), None)
        side, amount = (None, None) if aim is None else target_of(aim)
        return Row(
            filled.line, start, label, tuple(filter(None, (self.heading, *self.sections))), title, *worth,
            None if aim is None else evolve(aim, head=""), side, amount,
            said.get("requirement", ()), said.get("case", ()), said.get("clauses", ()),
            said.get("note", ()), said.get("ignored", ()),
        )  # fmt: skip

    def said(self, filled: Filled, kind: Column) -> Iterator[Cell]:
        """What the columns of a kind hold that is not empty, line by line."""
        for column, cells, head in zip(self.kinds, filled.groups, self.header.cells, strict=True):
            for cell in cells if column == kind else ():
                yield from broken(cell, head.text)

    def above(self, filled: Filled, said: Mapping[Column, tuple[Cell, ...]]) -> None:
        """Keeps what a row with nothing else says of those below it: 一、劳动纪律 over all columns, or a section."""
        label = "".join(cell.text for cell in said.get("label", ()))
        if label and not is_label(label) and not said.get("section"):
            self.heading, self.sections = label, ()
        else:
            self.sections = self.carried(filled)

    def carried(self, filled: Filled) -> tuple[str, ...]:
        """The sections of a row: an empty cell has what is above it, unless the section around it has changed."""
        mine = [cells for kind, cells in zip(self.kinds, filled.groups, strict=True) if kind == "section"]
        before = self.sections or ("",) * len(mine)
        found: list[str] = []
        changed = False
        for cells, above in zip(mine, before, strict=True):
            text = "".join(cell.text for cell in cells if not is_nothing(cell.text))
            changed = changed or bool(text and text != above)
            found.append(text or ("" if changed else above))
        return tuple(found)

    def worth(self, filled: Filled) -> tuple[Decimal | None, Decimal | None] | None:
        """The full marks and the weight of a row; None where a cell of them says anything else, or two disagree.

        A bare number below 权重 is marks (25), unless another column has those, its head has a %, or it is below 1.
        """
        marks: set[Decimal] = set()
        shares: set[Decimal] = set()
        other: set[Decimal] = set()
        for kind, cells, head in zip(self.kinds, filled.groups, self.header.cells, strict=True):
            text = "".join(cell.text for cell in cells)
            if kind not in ("marks", "weight") or is_nothing(text):
                continue
            mark = mark_of(text)
            if mark is None:
                return None
            if mark.percent or ("%" in head.text and not mark.points):
                shares.add(mark.value.scaleb(-2))
            elif kind == "weight" and mark.value < 1 and not mark.points:
                shares.add(mark.value)
            else:
                (other if kind == "weight" else marks).add(mark.value)
        if marks and other:
            shares |= {value.scaleb(-2) for value in other}
        full = marks or other
        return None if len(full) > 1 or len(shares) > 1 else (next(iter(full), None), next(iter(shares), None))


def _titled(said: Mapping[Column, tuple[Cell, ...]]) -> tuple[str, Cell | None]:
    """The label and the title; a label in front of the title (1.仪表) is taken where no column has labels."""
    label = "".join(cell.text for cell in said.get("label", ()))
    cells = said.get("title", ())
    if not cells:
        return label, None
    title = Cell("".join(cell.text for cell in cells), cells[0].start, cells[-1].end)
    end = 0 if "label" in said else label_end(title.text)
    return (title.text[:end].strip() or label), Cell(title.text[end:], title.start + end, title.end)
