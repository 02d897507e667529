"""How a kind of file is described: its columns, how a cell of each is read, what must be unique, what must agree.

A new kind of file is a table of these and nothing else (`kinds`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simulator.importing.known import Known
from simulator.importing.sheets import Cell
from simulator.kernel.texts import Text

Value = str | int
"""What a cell says: a text, code, word or ISO date; minor units; thousandths. Empty text: nothing."""
Given = Mapping[str, str | Text]


class Note(NamedTuple):
    """What had to be done to read a cell: a text id with its parameters."""

    id: str
    given: Given = {}


class Read(NamedTuple):
    """A value that was repaired on the way."""

    value: Value
    notes: tuple[Note, ...]


class Bad(Exception):
    """A cell cannot be read: the id of what was expected, and its parameters."""

    def __init__(self, id: str, **given: str | Text) -> None:
        super().__init__(id)
        self.id = id
        self.given: Given = given


class Finding(NamedTuple):
    """A problem or a repair, at its place."""

    id: str
    """Of what was expected (`wrong`), or of what was done."""
    column: str = ""
    """A column's id; empty for the row as a whole."""
    got: str = ""
    """As it came."""
    became: str = ""
    """As it was taken, where it was repaired."""
    given: Given = {}
    wrong: bool = True


Reader = Callable[[Cell, Known, str], Value | Read]
"""Cell, what the shop knows, the column's habit -> value. Raises `Bad`. Not asked about cells that are empty."""


def shown(value: Value, known: Known) -> str:
    return str(value)


class Sort(NamedTuple):
    """A sort of value."""

    read: Reader
    show: Callable[[Value, Known], str] = shown
    """As it stands in a cleaned file, where it is read back as the same value."""
    habit: Callable[[Iterable[Cell]], str] | None = None
    """What all cells of a column together say about each: the order of day and month, the length of its numbers."""
    keys: Callable[[Value], tuple[str, ...]] = lambda value: (str(value),)
    """What of a value must not come twice, where it is unique."""


@dataclass(frozen=True)
class Column:
    """A column of a kind of file."""

    id: str
    name: Text
    """As a cleaned file heads it."""
    sort: Sort
    also: tuple[str, ...] = ()
    """Other headings that mean it."""
    required: bool = False
    summed: bool = False
    """A row of totals has its sum."""


class Record(dict[str, Value]):
    """A row's values by column; what is not there is empty."""

    def __missing__(self, column: str) -> str:
        return ""

    def number(self, column: str) -> int:
        """0 where there is none."""
        value = self[column]
        return value if isinstance(value, int) else 0


@dataclass(frozen=True)
class Kind:
    """A kind of file."""

    id: str
    name: Text
    columns: tuple[Column, ...]
    key: str
    """The column without which a row is none: a row of totals has nothing there."""
    unique: tuple[tuple[str, ...], ...] = ()
    """Columns that together must not come twice."""
    either: tuple[str, ...] = ()
    """At least one of these has to be filled in."""
    check: Callable[[Record, Known], Iterable[Finding]] = lambda record, known: ()
    """What has to agree within a row."""

    def column(self, id: str) -> Column:
        """Raises KeyError."""
        for column in self.columns:
            if column.id == id:
                return column
        raise KeyError(id)
