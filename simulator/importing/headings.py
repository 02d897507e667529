"""Where a table begins: the row that names its columns, in either language, wherever it stands."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from simulator.importing.known import plain
from simulator.importing.layout import Kind
from simulator.importing.sheets import Cell, Line, Opened, Sheet, Unreadable, letter, said
from simulator.kernel.texts import Text

DEEPEST = 60
"""Rows that are looked through."""


class Heading(NamedTuple):
    """A table's head."""

    sheet: Sheet
    number: int
    """Row number."""
    places: Mapping[str, int]
    """Column's id -> which cell of a row."""
    names: tuple[str, ...]
    """As they came."""
    unused: tuple[int, ...]
    """Cells of the head that name nothing that is read."""

    def letter(self, column: str) -> str:
        """Where a column stands in the file; empty for one that is not there."""
        return letter(self.sheet.first_column + self.places[column]) if column in self.places else ""


def meanings(kind: Kind) -> dict[str, str]:
    """Every heading that a kind knows, `plain` -> column's id. Ids and names win over other words."""
    found: dict[str, str] = {}
    for column in kind.columns:
        for word in (column.id, column.name.en, column.name.zh):
            found.setdefault(plain(word), column.id)
    for column in kind.columns:
        for word in column.also:
            found.setdefault(plain(word), column.id)
    return found


def find(opened: Opened, kind: Kind) -> Heading:
    """The first row with all that is required and the most beside it. Raises `Unreadable` with what is missing."""
    known = meanings(kind)
    best: tuple[int, Heading] | None = None
    nearest, missing = 0, _missing({}, kind)
    found = 0
    for sheet in opened.sheets:
        for line in _first(sheet):
            places, unused = _places(line.cells, known)
            lacking = _missing(places, kind)
            if not lacking and (best is None or len(places) > best[0]):
                names = tuple(said(cell) for cell in line.cells)
                best = len(places), Heading(sheet, line.number, places, names, unused)
            if len(places) > found:
                found, nearest, missing = len(places), line.number, lacking
        if best:
            return best[1]
    expected = Text(", ".join(name.en for name in missing), "、".join(name.zh for name in missing))
    if nearest:
        raise Unreadable("importing.heading_lacks", row=nearest, missing=expected, kind=kind.name)
    raise Unreadable("importing.no_heading", rows=DEEPEST, missing=expected, kind=kind.name)


def _first(sheet: Sheet) -> Iterator[Line]:
    return islice(sheet.lines(), DEEPEST)


def _places(cells: Sequence[Cell], known: Mapping[str, str]) -> tuple[dict[str, int], tuple[int, ...]]:
    places: dict[str, int] = {}
    unused = []
    for at, cell in enumerate(cells):
        word = plain(cell) if isinstance(cell, str) else ""
        column = known.get(word)
        if column is not None and column not in places:
            places[column] = at
        elif said(cell).strip():
            unused.append(at)
    return places, tuple(unused)


def _missing(places: Mapping[str, int], kind: Kind) -> list[Text]:
    missing = [column.name for column in kind.columns if column.required and column.id not in places]
    if kind.either and not any(id in places for id in kind.either):
        names = [kind.column(id).name for id in kind.either]
        missing.append(Text(" / ".join(name.en for name in names), " / ".join(name.zh for name in names)))
    return missing
