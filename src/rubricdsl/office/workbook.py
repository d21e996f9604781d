"""A workbook → the rows of one of its sheets, as text, each with its number, and what is odd about the sheet."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from attrs import define

from rubricdsl.base.diagnostic import Diagnostic
from rubricdsl.base.span import Place
from rubricdsl.base.suggest import nearest
from rubricdsl.events.columns import Header, header_of, record_of
from rubricdsl.events.lines import NO_WORDS, Words
from rubricdsl.events.records import Record, Table
from rubricdsl.office.cells import Value, cell_problem, cell_text
from rubricdsl.office.contents import Contents, Sheet, contents_of
from rubricdsl.office.elements import each_element
from rubricdsl.office.outline import Outline, column_name, has_values, outline_of
from rubricdsl.office.package import Package, opened_package
from rubricdsl.office.refusal import refuse_file

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_ENVELOPE = ("[Content_Types].xml", "_rels/.rels")


@define
class Workbook:
    """One sheet of a workbook as a log. Its name is that of the file with the sheet's in brackets: log.xlsx[记录]."""

    name: str
    file: str
    sheet: Sheet
    contents: Contents
    outline: Outline
    others: tuple[str, ...]
    _values: "CalamineSheet"
    _row: Sequence[Value] = ()
    _number: int = 0

    @property
    def text(self) -> str:
        """The row read last, as a line of CSV."""
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(self.cells())
        return line.getvalue()

    def cells(self) -> list[str]:
        """The row read last, as text, without the empty cells at its end."""
        cells = [cell_text(value) for value in self._row]
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def problem(self, code: str, words: Words = NO_WORDS, *, line: int | None = None, column: int = 1) -> Diagnostic:
        """A diagnostic at a row and column of the sheet, both from 1; its witness names the cell as people do."""
        row = self._number if line is None else line
        cell = f"{column_name(column)}{row}"
        witness = {"text": self.text, "sheet": self.sheet.name, "cell": cell}
        return Diagnostic(code, {"cell": cell, **words}, Place(self.name, row, column, row, column), witness)

    def rows(self) -> Iterator[int]:
        """The numbers of the rows, each row being the one read last while it is its turn."""
        start = self._values.start
        before = ("",) * (start[1] if start else 0)
        for number, values in enumerate(self._values.iter_rows(), 1):
            self._number, self._row = number, (*before, *values) if before else values
            yield number

    def records(self, table: Table) -> Iterator[Record | Diagnostic]:
        """Warnings about the sheet, then each record. Raises EventError for a header of no use."""
        yield from self._oddities()
        broken = {row for row, _ in self.outline.problems}
        header: Header | None = None
        for number in self.rows():
            problem = self._broken(number, header) if number in broken else None
            if problem:
                yield problem
                continue
            cells = self.cells()
            if not any(cells):
                continue
            if header is None:
                header = header_of(self, cells, table, numbered=True)
            else:
                yield self._unlike(header) or self._record(header, cells)

    def _record(self, header: Header, cells: list[str]) -> Record | Diagnostic:
        missing = len(header.fields) - len(cells)
        return record_of(self, header, [*cells, *[""] * missing], self._number)

    def _unlike(self, header: Header) -> Diagnostic | None:
        """The first cell of the row whose value is not what was meant by it."""
        for column, (value, field) in enumerate(zip(self._row, header.fields, strict=False), 1):
            if not isinstance(value, str):
                code = cell_problem(value, field, padded=column in self.outline.padded)
                if code:
                    words = {"field": field or "", "value": cell_text(value)}
                    return self.problem(code, words, column=column)
        return None

    def _broken(self, number: int, header: Header | None) -> Diagnostic:
        """The first cell of a row that has no value."""
        column = min(column for row, column in self.outline.problems if row == number)
        code, shown = self.outline.problems[number, column]
        fields = header.fields if header else ()
        field = fields[column - 1] if column <= len(fields) else None
        return self.problem(code, {"field": field or column_name(column), "value": shown}, column=column)

    def _oddities(self) -> Iterator[Diagnostic]:
        found: list[tuple[str, object]] = []
        if self.others:
            found.append(("RUB442", "、".join(self.others)))
        if self.outline.hidden.count:
            found.append(("RUB443", self.outline.hidden))
        if self.outline.merged.count:
            found.append(("RUB444", self.outline.merged))
        if self.contents.from_1904:
            found.append(("RUB445", "1904-01-01"))
        for code, names in found:
            words = {"sheet": self.sheet.name, "names": str(names)}
            yield Diagnostic(code, words, Place(self.name, 1, 1, 1, 1), {"sheet": self.sheet.name})


def workbook_of(stream: BinaryIO, file: str, sheet: str | None) -> Workbook:
    """A sheet of the workbook in a seekable stream: the one named, else the first that is shown and not empty.

    Raises EventError where the file is no workbook, is beyond the limits, lacks that sheet, or the extra is missing.
    """
    load = _loader(file)
    with opened_package(stream, file) as package:
        contents = contents_of(package)
        filled = [each for each in contents.sheets if _is_filled(package, each)]
        chosen = _first(contents.sheets, filled) if sheet is None else _named(contents.sheets, sheet, file)
        outline = outline_of(package.chunks(chosen.part), file, chosen.part, contents)
        for part in _ENVELOPE:
            each_element(package.chunks(part), file, part, {})
    others = tuple(each.name for each in filled if each != chosen) if sheet is None else ()
    return Workbook(f"{file}[{chosen.name}]", file, chosen, contents, outline, others, load(package, chosen.name))


def _is_filled(package: Package, sheet: Sheet) -> bool:
    return has_values(package.chunks(sheet.part, keep=False), package.name, sheet.part)


def _named(sheets: Sequence[Sheet], name: str, file: str) -> Sheet:
    names = [sheet.name for sheet in sheets]
    if name not in names:
        refuse_file("RUB438", file, sheet=name, nearest="、".join(nearest(name, names) or names))
    return sheets[names.index(name)]


def _first(sheets: Sequence[Sheet], filled: Sequence[Sheet]) -> Sheet:
    """The first sheet that is shown and not empty; where there is none, the first that is shown."""
    shown = [each for each in filled if each.shown] or [each for each in sheets if each.shown]
    return shown[0] if shown else sheets[0]


def _loader(file: str) -> Callable[[Package, str], "CalamineSheet"]:
    """What loads the values of a sheet. Raises EventError where the extra is not installed."""
    try:
        from python_calamine import CalamineError, load_workbook
    except ModuleNotFoundError:
        refuse_file("RUB434", file, library="python-calamine")

    def load(package: Package, sheet: str) -> "CalamineSheet":
        try:
            return load_workbook(package.checked).get_sheet_by_name(sheet)
        except CalamineError:
            refuse_file("RUB435", file, part=sheet)
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # of the library, which no class of ours can name
                raise
            refuse_file("RUB435", file, part=sheet)

    return load
