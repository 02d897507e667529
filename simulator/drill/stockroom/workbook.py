"""A workbook as a spreadsheet leaves it: numbers as numbers, one cell for several rows. Just enough of the format (ECMA
376), and the same bytes for the same cells whatever wrote them: nothing is compressed, and no clock is read.
"""

import io
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from simulator.importing.sheets import letter

DAY = (1980, 1, 1, 0, 0, 0)
"""The first that an archive can say; it says nothing here."""
NUMBER = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?")
"""What a spreadsheet takes for a number; one that begins with a zero is kept by whoever wrote it as a text."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(rows: Sequence[Sequence[str]], merged: int) -> bytes:
    """One sheet. In the column `merged`, what stands in several rows below one another stands once, for all of them."""
    runs = list(_runs([row[merged] if merged < len(row) else "" for row in rows]))
    below = {row for first, last in runs for row in range(first + 1, last + 1)}
    column = letter(merged)
    lines = "".join(_row(n, cells, merged if n in below else -1) for n, cells in enumerate(rows, 1))
    joined = "".join(f'<mergeCell ref="{column}{first}:{column}{last}"/>' for first, last in runs)
    merges = f'<mergeCells count="{len(runs)}">{joined}</mergeCells>' if runs else ""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>{merges}</worksheet>'
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as packed:
        for name, part in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            made = ZipInfo(name, DAY)
            made.create_system = 3  # whatever system writes it
            packed.writestr(made, HEAD + part)
    return out.getvalue()


def _runs(cells: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first, last) of rows, from 1, in which the same stands below itself."""
    first = 0
    for at in range(1, len(cells) + 1):
        if at == len(cells) or cells[at] != cells[first] or not cells[at]:
            if at - first > 1:
                yield first + 1, at
            first = at


def _row(number: int, cells: Sequence[str], empty: int) -> str:
    """A row; of a merged cell only the first row holds something."""
    kept = (_cell(f"{letter(at)}{number}", cell) for at, cell in enumerate(cells) if cell and at != empty)
    return f'<row r="{number}">{"".join(kept)}</row>'


def _cell(reference: str, text: str) -> str:
    if NUMBER.fullmatch(text):
        return f'<c r="{reference}"><v>{text}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
