"""From a file's bytes to sheets: workbooks by calamine, everything else as a text with separators.

calamine gives the value that a cell holds, not what is shown: a bar code that a spreadsheet took for a number comes as
one. A formula gives its last result, and an error among those nothing.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import reduce
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from simulator.importing.delimited import sheet as delimited
from simulator.importing.encodings import decoded
from simulator.importing.sheets import Cell, Line, Opened, Sheet, Unreadable

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How XLSX (and ODS) and the XLS of before 2007 begin."""
MOST_BYTES, MOST_UNPACKED = 100_000_000, 1_000_000_000
"""More is no shop's list."""
MOST_CELLS = 12_000_000
COLUMN, FAR = re.compile(rb'r="([A-Z]{1,3})\d'), re.compile(rb'r="[A-Z]{1,3}(\d{6,7})"')
"""Columns of cells, and rows of those far down."""
FEWEST_ROWS, CHUNK = 99_999, 1 << 20


def opened(data: bytes) -> Opened:
    """Understand a file. Raises `Unreadable`."""
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable("importing.empty_file")
    if len(data) > MOST_BYTES:
        raise Unreadable("importing.too_large", most=MOST_BYTES // 1_000_000)
    if data.startswith((ZIP, OLD)):
        return _workbook(data)
    text, encoding = decoded(data)
    table, separator = delimited(text)
    return Opened((table,), encoding, separator)


def _workbook(data: bytes) -> Opened:
    from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

    if data.startswith(ZIP):
        try:
            _measured(ZipFile(BytesIO(data)))
        except (BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
            raise Unreadable("importing.no_workbook", reason=str(error)) from error
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        tables: list[CalamineSheet] = [
            book.get_sheet_by_name(one.name) for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise Unreadable("importing.locked") from error
    except CalamineError as error:
        raise Unreadable("importing.no_workbook", reason=str(error)) from error
    return Opened(tuple(_sheet(table) for table in tables), "XLSX" if data.startswith(ZIP) else "XLS")


def _measured(packed: ZipFile) -> None:
    """Refuse what would not fit into memory: calamine lays out every cell up to the last one, however far that is."""
    if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
        raise Unreadable("importing.too_large", most=MOST_UNPACKED // 1_000_000)
    for part in packed.infolist():
        if not part.filename.startswith("xl/worksheets/"):
            continue
        widest, lowest, tail = b"A", FEWEST_ROWS, b""
        with packed.open(part) as stream:
            while chunk := stream.read(CHUNK):
                text = tail + chunk
                widest = max((widest, *set(COLUMN.findall(text))), key=lambda name: (len(name), name))
                lowest = max(lowest, *map(int, FAR.findall(text)), 0)
                tail = text[-20:]
        width = reduce(lambda so_far, sign: so_far * 26 + sign - 64, widest, 0)
        if width * lowest > MOST_CELLS:
            raise Unreadable("importing.far_cells", cell=f"{widest.decode()}{lowest}")


def _sheet(table: "CalamineSheet") -> Sheet:
    first = table.start[1] if table.start else 0
    height = table.end[0] if table.end else -1
    below: dict[int, list[int]] = defaultdict(list)
    """Row -> its columns that belong to a cell merged from above."""
    for (top, left), (bottom, _) in table.merged_cell_ranges or ():
        for row in range(top + 1, min(bottom, height) + 1):
            below[row].append(left - first)

    def lines() -> Iterator[Line]:
        above: list[Cell] = []
        for row, cells in enumerate(table.iter_rows() if height >= 0 else ()):
            kept: list[Cell] = list(cells)
            filled = tuple(c for c in below.get(row, ()) if c < len(kept) and kept[c] == "" and above[c] != "")
            for column in filled:
                kept[column] = above[column]
            yield Line(row + 1, kept, filled)
            above = kept

    return Sheet(table.name, lines, first)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from python_calamine import CalamineSheet
