"""Workbooks for tests, made part by part, so that what no office program would write can be written too."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY, MOMENT, PADDED = 1, 2, 3  # styles: a date, a date with time, 000
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="000"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/></cellXfs>'
    "</styleSheet>"
)
HEADER = ("编号", "时间", "人员", "事项", "数量", "标记", "备注")


def text(words: str) -> str:
    """The XML of a text cell."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def number(value: object, style: int = 0) -> str:
    return f'<c s="{style}"><v>{value}</v></c>'


def shared(index: int) -> str:
    return f'<c t="s"><v>{index}</v></c>'


def row(*cells: str, options: str = "") -> str:
    """A row of cells, each the XML of a cell, or plain words for a text cell."""
    return f"<row{options}>{''.join(each if each.startswith('<') or not each else text(each) for each in cells)}</row>"


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def parts(
    sheets: Mapping[str, str], strings: Sequence[str] = (), states: Mapping[str, str] | None = None, options: str = ""
) -> dict[str, str]:
    """The parts of a workbook of named sheets; `states` hides some, `options` stand in its workbookPr."""
    names = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"'
        + (f' state="{states[name]}"' if states and name in states else "")
        + "/>"
        for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINK}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    made = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{LINK}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINK}"><workbookPr {options}/>'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets.values(), 1)},
    }
    if strings:
        items = "".join(f"<si><t>{escape(each)}</t></si>" for each in strings)
        made["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'
    return made


def packed(made: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The bytes of a workbook of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return stream.getvalue()


def log(*rows: str, header: Sequence[str] = HEADER) -> bytes:
    """A workbook of one sheet: these rows under the header of a log."""
    return packed(parts({"记录": sheet(row(*header), *rows)}))


def written(folder: Path, data: bytes, name: str = "log.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
