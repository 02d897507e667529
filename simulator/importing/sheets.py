"""What a file is once its bytes are understood: sheets of cells, each row with the number that its reader would say."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

Cell = str | int | float | bool | date | time | timedelta | None
"""As a spreadsheet keeps it (a datetime is a date, too); of a text file, always a text."""


class Line(NamedTuple):
    """A row as it came."""

    number: int
    """From 1, as a spreadsheet or an editor shows it; of a record over several lines, the first."""
    cells: Sequence[Cell]
    filled: tuple[int, ...] = ()
    """Cells that hold what stands once for several rows (merged)."""
    broken: str = ""
    """Why it could not be taken apart: a text id."""


class Sheet(NamedTuple):
    """One table of cells. `lines` can be gone through as often as wanted, and always yields the same."""

    name: str
    lines: Callable[[], Iterator[Line]]
    first_column: int = 0
    """Which column its first cells stand in; A is 0."""
    ragged: bool = False
    """Rows are cut at separators, so that one too many has moved what follows."""


class Opened(NamedTuple):
    """A file's sheets, and how it had to be read."""

    sheets: tuple[Sheet, ...]
    form: str
    """`XLSX`, or the encoding of a text file."""
    separator: str = ""


class Unreadable(Exception):
    """The file as a whole cannot be read: a text id with its parameters."""

    def __init__(self, id: str, **given: object) -> None:
        super().__init__(id)
        self.id = id
        self.given = given


def letter(column: int) -> str:
    """A column's name in a spreadsheet.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def said(cell: Cell) -> str:
    """A cell as a person would read it out, with nothing tidied.

    >>> said(6901234567892.0), said(12.5), said(None), said(True), said(date(2026, 1, 5))
    ('6901234567892', '12.5', '', 'TRUE', '2026-01-05')
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell).removesuffix(" 00:00:00")


def empty(cells: Sequence[Cell]) -> bool:
    """Whether a row says nothing."""
    return not any(cell is not None and (not isinstance(cell, str) or cell.strip(BLANKS)) for cell in cells)


BLANKS = " \t\r\n\u00a0\u3000\u200b\u200e\u200f\ufeff"
"""What stands in cells and is not seen."""
