"""Tables copied one cell a line: a header of heads, then rows that each begin with their running number."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import define, field, frozen

from rubricdsl.rules.table_cells import Line, label_end, mark_of, running, scores, separator_of, sum_mark
from rubricdsl.rules.table_heads import MOST_COLUMNS, Head, head_of, is_header
from rubricdsl.rules.table_model import Cell, Misfit, Table, Total
from rubricdsl.rules.table_rows import Filled, Header, fits, table

_FEWEST = 3  # columns: less is a list with a word above it
_ROW = 40  # lines of one row, at most
_LONGEST = 4_000
_LONGEST_HEAD = 40
_SPREADING: tuple[tuple[Head, ...], ...] = (("clauses",), ("standard",), ("score",), ("content", "requirement"))
_PROSE: tuple[Head, ...] = ("standard", "content", "requirement", "target", "unknown")

_Groups = tuple[tuple[Cell, ...], ...]


def flat_table(lines: Sequence[Line], start: int) -> tuple[Table | None, int]:
    """The table whose header begins at an index, and the index behind it; None and the index where none begins."""
    found = _header(lines, start)
    header, first = _with_clauses(found) if found.cells else found, start + len(found.cells)
    if len(found.cells) < _FEWEST or not is_header(header.heads, [cell.text for cell in header.cells]):
        return None, start
    if first >= len(lines) or running(lines[first].text.strip()) != 1:
        return None, start
    return _Reader(lines, header).read(start, first)


def _header(lines: Sequence[Line], start: int) -> Header:
    """The heads from an index on, the first and only the first of which is one of labels."""
    cells: list[Cell] = []
    heads: list[Head] = []
    for line in lines[start : start + MOST_COLUMNS]:
        text = line.text.strip() if len(line.text) <= _LONGEST_HEAD else ""
        head = head_of(text) if text else "unknown"
        if head == "unknown" or (head == "label") == bool(cells):
            break
        cells.append(line.whole())
        heads.append(head)
    return Header(tuple(cells), tuple(heads))


def _with_clauses(header: Header) -> Header:
    """A header with a column of clauses: one without a head stands last where no other could be scored by."""
    if any(head in kinds for kinds in _SPREADING for head in header.heads):
        return header
    end = header.cells[-1].end
    return Header((*header.cells, Cell("", end, end)), (*header.heads, "clauses"))


@frozen
class _Told:
    """A line as a cell, the number it is where it is one, and whether it can be of no row."""

    cell: Cell
    number: int | None
    ends: bool


def _told(line: Line) -> _Told:
    cell = line.whole()
    over = line.is_blank or len(line.text) > _LONGEST or separator_of(line.text) in ("bar", "tab")
    return _Told(cell, running(cell.text), over or sum_mark([cell]) is not None)


@define
class _Reader:
    """Reads the rows below a header.

    `layouts` are the columns that a row may have: cells that are filled in by hand, sections that span rows and clauses
    without a head leave no line behind where they are empty. `spread` is the column whose cells may span lines.
    """

    lines: Sequence[Line]
    header: Header
    layouts: list[list[int]] = field(init=False)
    spread: int | None = field(init=False)
    body: list[Filled] = field(factory=list)
    misfits: list[Misfit] = field(factory=list)
    totals: list[Total] = field(factory=list)
    known: dict[int, _Told] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.layouts = _layouts(self.header)
        self.spread = _spread(self.header.heads)

    def told(self, at: int) -> _Told:
        """What a line is, asked many times over as rows overlap in what they may be."""
        if at not in self.known:
            self.known[at] = _told(self.lines[at])
        return self.known[at]

    def read(self, start: int, first: int) -> tuple[Table, int]:
        at, due = first, 1
        while at < len(self.lines) and self.told(at).number == due:
            end, groups = self.row(at, due)
            if groups is None:
                self.misfits.append(self.lines[at].misfit())
            else:
                self.body.append(Filled(self.lines[at].number, groups))
            at, due = end, due + 1
        at = self.total(at)
        lines = self.lines[start].number, self.lines[at - 1].number
        return table(lines, self.header, self.body, self.misfits, self.totals), at

    def total(self, at: int) -> int:
        """Takes 合计⏎100 below the rows; the index behind it."""
        below = [line.whole() for line in self.lines[at : at + 2]]
        size = 2 if len(below) == 2 and mark_of(below[1].text) is not None else 1
        found = sum_mark(below[:size]) if below and below[0].text else None
        if found is None:
            return at
        self.totals.append(Total(self.lines[at].number, *found))
        return at + size

    def row(self, at: int, due: int) -> tuple[int, _Groups | None]:
        """The index behind a row, and its cells; None where they fit the columns in no way or in more than one.

        The number of the next row may as well be the marks of this one: what fits decides.
        """
        stop = self.stop(at)
        ends = [end for end in range(at + 1, stop) if self.told(end).number == due + 1]
        exact = [(end, groups) for end in ends if (groups := self.exact(at, end)) is not None]
        if exact:
            return max(exact, key=lambda found: sum(map(bool, found[1])))
        longer = [(end, groups) for end in ends for groups in self.fitting(at, end, _ROW)]
        if len(longer) == 1:
            return longer[0]
        end, groups = self.last(at, stop)
        if ends and (groups is None or not self.closes(end, stop)):
            return ends[0], None
        return end, groups

    def last(self, at: int, stop: int) -> tuple[int, _Groups | None]:
        """The last row, whose end no number shows: as long as the header, or to the end of the lines or a label."""
        for layout in self.layouts:
            end = at + len(layout)
            groups = self.exact(at, end) if end <= stop else None
            longer = None if groups is None else self.lengthened(at, end, stop, layout)
            if longer is not None:
                return longer
            if groups is not None and (layout is self.layouts[0] or self.closes(end, stop)):
                return end, groups
        for end in range(at + 2, stop + 1):
            several = list(self.fitting(at, end, _ROW)) if self.closes(end, stop) else []
            if len(several) == 1:
                return end, several[0]
        return min(stop, at + len(self.header.heads)), None

    def closes(self, end: int, stop: int) -> bool:
        """Whether the lines of the last row may end before an index: where they all do, and before a label."""
        return end == stop or label_end(self.told(end).cell.text) > 0

    def lengthened(self, at: int, end: int, stop: int, layout: Sequence[int]) -> tuple[int, _Groups] | None:
        """The last row with the lines below that score, where its last cell is the one that may span lines."""
        if layout[-1] != self.spread:
            return None
        more = sum(1 for _ in takewhile(lambda line: scores(line.text), self.lines[end:stop]))
        longer = list(self.fitting(at, end + more, more)) if more else []
        return (end + more, longer[0]) if len(longer) == 1 else None

    def stop(self, at: int) -> int:
        """Where the lines that may be of one row end at the latest."""
        most = min(at + _ROW, len(self.lines))
        return next((end for end in range(at + 1, most) if self.told(end).ends), most)

    def exact(self, at: int, end: int) -> _Groups | None:
        """The cells of lines that are as many as the columns of one layout, and only one."""
        fitting = list(self.fitting(at, end, 0))
        return fitting[0] if len(fitting) == 1 else None

    def fitting(self, at: int, end: int, spare: int) -> Iterator[_Groups]:
        """The cells of lines for each layout that they fit, with some lines to spare at most."""
        for layout in self.layouts:
            if 0 <= end - at - len(layout) <= spare and (groups := self.filled(at, end, layout)) is not None:
                yield groups

    def filled(self, at: int, end: int, layout: Sequence[int]) -> _Groups | None:
        """The cells by column; None where one does not fit its column."""
        heads, extra = self.header.heads, end - at - len(layout)
        if extra and self.spread not in layout:
            return None
        groups: list[tuple[Cell, ...]] = [()] * len(heads)
        for index in layout:
            size = 1 + extra * (index == self.spread)
            groups[index] = tuple(self.told(place).cell for place in range(at, at + size))
            at += size
        if not all(self.fits(cell.text, index) for index, cells in enumerate(groups) for cell in cells):
            return None
        return tuple(groups) if not extra or self.is_certain(layout, groups) else None

    def fits(self, text: str, index: int) -> bool:
        """Whether a line may be of a column; 99% may open a cell of clauses, where a target has no column."""
        heads = self.header.heads
        return fits(text, heads[index], heads) or (index == self.spread and text.endswith("%"))

    def is_certain(self, layout: Sequence[int], groups: Sequence[Sequence[Cell]]) -> bool:
        """Whether lines beyond the columns are of the cell that may span lines, and not of prose beside it."""
        assert self.spread is not None
        place = layout.index(self.spread)
        beside = [*layout[max(0, place - 1) : place], *layout[place + 1 : place + 2]]
        prose = any(self.header.heads[index] in _PROSE for index in beside)
        return not prose or all(scores(cell.text) for cell in groups[self.spread])


def _layouts(header: Header) -> list[list[int]]:
    """The columns that rows may have, all of them first."""
    heads = header.heads
    scored = any(head in ("clauses", "standard") for head in heads)
    by_hand: tuple[Head, ...] = ("note", "ignored", "score") if scored else ("note", "ignored")
    left_out: tuple[tuple[Head, ...], ...] = ((), by_hand, ("section",), (*by_hand, "section"))
    if not header.cells[-1].text:
        left_out = (*left_out, *((*out, "clauses") for out in left_out))
    found: list[list[int]] = []
    for out in left_out:
        layout = [index for index, head in enumerate(heads) if head not in out]
        if layout not in found:
            found.append(layout)
    return sorted(found, key=len, reverse=True)


def _spread(heads: Sequence[Head]) -> int | None:
    """The one column that clauses stand in, none where there are two such or where they would be the title."""
    for kinds in _SPREADING:
        found = [index for index, head in enumerate(heads) if head in kinds]
        if found:
            titled = "content" not in kinds or any(head in ("title", "item") for head in heads)
            return found[0] if len(found) == 1 and titled else None
    return None
