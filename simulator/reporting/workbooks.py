"""A report's workbook: the figures that it carries, and whether its cells and charts say what follows from them.

It is read by another library than it was written by. Where somebody has saved it again with a program of theirs, cells
are still compared one by one; what is no cell (a chart, a picture) is then told as a part that differs.
"""

from base64 import b64decode
from binascii import Error
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile
from zlib import decompress, error

from grading.reports.compare import Difference
from grading.reports.model import Report
from grading.reports.report_xlsx import ALPHABET, SUMMARY, write
from grading.reports.xlsx_book import CARRIED
from simulator.importing.sheets import letter
from simulator.kernel.texts import Lang
from simulator.reporting.beside import beside

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

WORKBOOK = b"PK\x03\x04"
LOOKS = ("xl/charts/", "xl/drawings/", "xl/styles")
"""Parts that say something beside cells; where a cell differs its sheet's part does, too."""
ASIDE = ("docProps/", "[Content_Types]", "_rels/")
"""Parts that say nothing to a reader."""


def carried(data: bytes) -> bytes:
    """The report's JSON; nothing where there is none, or only a part of it."""
    book = _opened(data)
    if book is None or CARRIED not in book.sheet_names:
        return b""
    _, *pieces = book.get_sheet_by_name(CARRIED).to_python()
    try:
        return decompress(b64decode("".join(str(row[0]) for row in pieces), ALPHABET, validate=True))
    except (Error, ValueError, error):
        return b""


def differing(data: bytes, made: Report) -> Iterator[Difference]:
    """What the workbook says, and what one of the report says. Raises NotInstalled."""
    book = _opened(data)
    lang: Lang = "zh" if book is not None and SUMMARY["zh"] in book.sheet_names else "en"
    out = BytesIO()
    write(made, lang, out)
    again = out.getvalue()
    if data == again:
        return
    other = _opened(again)
    assert other is not None, "a workbook of our own"
    cells = list(_cells(book, other))
    yield from cells
    yield from _others(data, again, LOOKS if cells else "")


def _opened(data: bytes) -> "CalamineWorkbook | None":
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except (CalamineError, OSError):
        return None


def _cells(book: "CalamineWorkbook | None", other: "CalamineWorkbook") -> Iterator[Difference]:
    names = list(book.sheet_names) if book is not None else []
    for name in (*other.sheet_names, *(name for name in names if name not in other.sheet_names)):
        if name == CARRIED:
            continue  # its figures were compared one by one
        if book is None or name not in names or name not in other.sheet_names:
            yield Difference((name,), name if name in names else None, name if name in other.sheet_names else None)
            continue
        sheets = (each.get_sheet_by_name(name).to_python(skip_empty_area=False) for each in (book, other))
        rows, others = ([tuple([_plain(cell) for cell in row]) for row in sheet] for sheet in sheets)
        for (at, _), mine, theirs in beside(rows, others):
            yield from _row(name, at + 1, mine or (), theirs or ())


def _row(sheet: str, at: int, mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> Iterator[Difference]:
    for left, (said, came) in enumerate(zip_longest(mine, theirs)):
        if said != came:
            yield Difference((sheet, f"{letter(left)}{at}"), said, came)


def _plain(value: Any) -> Any:
    """As JSON has it; a cell that is empty, or blank, says nothing."""
    return value if isinstance(value, (int, float)) else str(value).strip() or None


def _others(data: bytes, again: bytes, only: str | tuple[str, ...]) -> Iterator[Difference]:
    """Parts that are no cells: charts before all."""
    for name in _twice(data):
        yield Difference(("workbook", name), None, None)
    mine, theirs = _parts(data), _parts(again)
    for name in (*theirs, *(name for name in mine if name not in theirs)):
        if mine.get(name) != theirs.get(name) and not name.startswith(ASIDE) and name.startswith(only):
            yield Difference(("workbook", name), mine.get(name), theirs.get(name))


def _twice(data: bytes) -> list[str]:
    """Parts of which one program reads the first and another one the last."""
    try:
        with ZipFile(BytesIO(data)) as parts:
            counts = Counter(parts.namelist())
    except BadZipFile:
        return []
    return [name for name, n in counts.items() if n > 1]


def _parts(data: bytes) -> dict[str, str]:
    try:
        with ZipFile(BytesIO(data)) as parts:
            return {name: f"SHA-256 {sha256(parts.read(name)).hexdigest()}" for name in parts.namelist()}
    except (BadZipFile, error):
        return {}
