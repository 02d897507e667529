"""A file, read and judged, with nothing changed anywhere.

    preview(data, KINDS["products"], known) -> Preview

Every row of the file is in it once: accepted as it stands, repaired with a note, rejected with a reason, or set aside
as one that holds no data (what stands above the heading, the heading, empty rows, totals). All problems of a row are
told, and a row that is rejected still counts where others must not be the same: it would be in the way once put right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from simulator.importing.files import opened
from simulator.importing.headings import Heading, find
from simulator.importing.known import Known, plain
from simulator.importing.layout import Bad, Column, Finding, Kind, Read, Record, Value
from simulator.importing.sheets import Cell, Line, Opened, empty, letter, said
from simulator.kernel.texts import Text

Standing = Literal["accepted", "repaired", "rejected"]
TOTALS = frozenset(
    map(plain, ("合计", "总计", "小计", "总合计", "本页合计", "累计", "total", "totals", "subtotal", "sub-total"))
) | {"grandtotal", "sum"}
LONGEST_TOTAL = 20


class Row(NamedTuple):
    """A row of data."""

    number: int
    """As the file counts."""
    values: tuple[Value, ...]
    """By the kind's columns; empty where nothing came, or nothing that can be read."""
    findings: tuple[Finding, ...] = ()
    cells: tuple[Cell, ...] = ()
    """As they came; kept where something was found."""

    @property
    def standing(self) -> Standing:
        if not self.findings:
            return "accepted"
        return "rejected" if any(finding.wrong for finding in self.findings) else "repaired"


class Aside(NamedTuple):
    """A row that holds no data."""

    number: int
    why: Literal["above", "heading", "empty", "total"]
    cells: tuple[Cell, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Of a row of totals: sums that are not those of the rows above."""


class Summed(NamedTuple):
    """A column added up, so that two systems can be reconciled."""

    rows: int
    """In which something stands."""
    total: int
    left_rows: int
    left: int
    """Of rows that are rejected, as far as it could be read."""


@dataclass(frozen=True)
class Preview:
    """What an import would do."""

    kind: Kind
    known: Known
    opened: Opened
    heading: Heading
    rows: tuple[Row, ...]
    asides: tuple[Aside, ...]

    @cached_property
    def accepted(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.standing == "accepted")

    @cached_property
    def repaired(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.standing == "repaired")

    @cached_property
    def rejected(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.standing == "rejected")

    @property
    def clean(self) -> bool:
        """Whether every row can be taken as it stands, and all totals agree."""
        return len(self.accepted) == len(self.rows) and not any(aside.findings for aside in self.asides)

    @cached_property
    def sums(self) -> dict[str, Summed]:
        """Of each column that is added up and is there: what would come in, and what would not."""
        found = {}
        for at, column in enumerate(self.kind.columns):
            if column.summed and column.id in self.heading.places:
                values = [(row.standing == "rejected", row.values[at]) for row in self.rows]
                taken, left = (
                    [value for rejected, value in values if rejected is side and isinstance(value, int) and value]
                    for side in (False, True)
                )
                found[column.id] = Summed(len(taken), sum(taken), len(left), sum(left))
        return found

    @property
    def sheets_left(self) -> tuple[str, ...]:
        """Names of sheets that hold something and were not read."""
        others = (sheet for sheet in self.opened.sheets if sheet is not self.heading.sheet)
        return tuple(sheet.name for sheet in others if not all(empty(line.cells) for line in sheet.lines()))

    def record(self, row: Row) -> Record:
        """A row's values by column; what is empty is left out."""
        pairs = zip(self.kind.columns, row.values, strict=True)
        return Record({column.id: value for column, value in pairs if value != ""})

    def records(self) -> Iterator[Record]:
        """All that would be taken, in the file's order."""
        return (self.record(row) for row in self.rows if row.standing != "rejected")


def preview(data: bytes, kind: Kind, known: Known | None = None) -> Preview:
    """Read a file of that kind for a shop. Raises `Unreadable` where no row can be told from another."""
    file = opened(data)
    heading = find(file, kind)
    return _Reading(file, heading, kind, known or Known()).judged()


class _Reading:
    """Goes through a sheet once."""

    def __init__(self, file: Opened, heading: Heading, kind: Kind, known: Known) -> None:
        self._file, self._heading, self._kind, self._known = file, heading, kind, known
        self._rows: list[Row] = []
        self._asides: list[Aside] = []
        self._plan = [
            (at, column, heading.places.get(column.id), self._habit(column)) for at, column in enumerate(kind.columns)
        ]
        self._at = {column.id: at for at, column in enumerate(kind.columns)}
        self._taken: list[dict[str, int]] = [{} for _ in kind.unique]
        """Key -> which row has it."""
        self._sums = {column.id: [0, 0] for column in kind.columns if column.summed}
        """Since the last row of totals, and in all."""
        self._last = len(heading.names)
        while self._last and not heading.names[self._last - 1].strip():
            self._last -= 1
        self._outside = [at for at in range(self._last) if not heading.names[at].strip()]
        """Cells under no heading at all."""

    def _habit(self, column: Column) -> str:
        """What its cells together say about each."""
        at = self._heading.places.get(column.id)
        if column.sort.habit is None or at is None:
            return ""
        lines = (line for line in self._heading.sheet.lines() if line.number > self._heading.number)
        return column.sort.habit(line.cells[at] for line in lines if at < len(line.cells))

    def judged(self) -> Preview:
        for line in self._heading.sheet.lines():
            if line.number < self._heading.number:
                self._aside(line, "empty" if empty(line.cells) else "above")
            elif line.number == self._heading.number or self._again(line.cells):
                self._aside(line, "heading")
            elif empty(line.cells):
                self._aside(line, "empty")
            elif self._total(line.cells):
                self._asides.append(Aside(line.number, "total", tuple(line.cells), tuple(self._compared(line.cells))))
            else:
                self._take(line)
        return Preview(self._kind, self._known, self._file, self._heading, tuple(self._rows), tuple(self._asides))

    # --- rows that hold no data

    def _aside(self, line: Line, why: Literal["above", "heading", "empty"]) -> None:
        self._asides.append(Aside(line.number, why, () if why == "empty" else tuple(line.cells)))

    def _again(self, cells: Sequence[Cell]) -> bool:
        """The heading once more, as at the top of each printed page."""
        names = self._heading.names
        places = self._heading.places.values()
        return all(at < len(cells) and said(cells[at]) == names[at] for at in places)

    def _total(self, cells: Sequence[Cell]) -> bool:
        """A row that says so and has nothing where every row of data has its number."""
        at = self._heading.places[self._kind.key]
        key = said(cells[at]).strip() if at < len(cells) else ""
        if key:
            return len(key) < LONGEST_TOTAL and plain(key) in TOTALS
        return any(isinstance(cell, str) and plain(cell) in TOTALS for cell in cells)

    def _compared(self, cells: Sequence[Cell]) -> Iterator[Finding]:
        for id, sums in self._sums.items():
            at = self._heading.places.get(id)
            cell = cells[at] if at is not None and at < len(cells) else ""
            if not said(cell).strip():
                continue
            sort = self._kind.column(id).sort
            try:
                found = sort.read(cell, self._known, "")
            except Bad as bad:
                yield Finding(bad.id, id, said(cell), given=bad.given)
                continue
            value = found.value if isinstance(found, Read) else found
            if value not in sums:
                since, whole = (sort.show(sum, self._known) for sum in sums)
                yield Finding("importing.total", id, said(cell), given={"since": since, "whole": whole})
        for sums in self._sums.values():
            sums[0] = 0

    # --- rows of data

    def _take(self, line: Line) -> None:
        cells, count = line.cells, len(line.cells)
        values: list[Value] = []
        findings: list[Finding] = []
        if line.broken:
            findings.append(Finding(line.broken, got=said(cells[-1])))
        elif self._heading.sheet.ragged and count > self._last and not empty(cells[self._last :]):
            given = {"expected": str(self._last)}
            findings.append(Finding("importing.too_many", got=str(count), given=given))
        else:
            for at in (*self._outside, *range(self._last, count)):
                if at < count and said(cells[at]).strip():
                    where = letter(self._heading.sheet.first_column + at)
                    findings.append(Finding("importing.outside", "", said(cells[at]), "", {"where": where}, False))
        for _, column, at, habit in self._plan:
            cell = cells[at] if at is not None and at < count else ""
            if cell is None or cell == "" or (isinstance(cell, str) and empty((cell,))):
                values.append("")
                if column.required:
                    findings.append(Finding("importing.missing", column.id))
                continue
            try:
                found = column.sort.read(cell, self._known, habit)
            except Bad as bad:
                values.append("")
                findings.append(Finding(bad.id, column.id, said(cell), given=bad.given))
                continue
            if isinstance(found, Read):
                shown = column.sort.show(found.value, self._known)
                notes = {note.id: note for note in found.notes}.values()
                findings += [Finding(one.id, column.id, said(cell), shown, one.given, False) for one in notes]
                found = found.value
            values.append(found)
            if at in line.filled:
                shown = column.sort.show(found, self._known)
                findings.append(Finding("importing.merged", column.id, "", shown, {}, False))
            if column.summed and isinstance(found, int):
                for n in (0, 1):
                    self._sums[column.id][n] += found
        findings += self._between(line, values)
        if len(findings) > 1:  # as one reads, from left to right
            findings.sort(key=lambda one: self._heading.places.get(one.column, -1))
        self._rows.append(Row(line.number, tuple(values), tuple(findings), tuple(cells) if findings else ()))

    def _between(self, line: Line, values: list[Value]) -> Iterator[Finding]:
        """What cells say about each other, and rows about rows."""
        kind = self._kind
        if kind.either and not any(values[self._at[id]] != "" for id in kind.either):
            names = [kind.column(id).name for id in kind.either]
            names_or = Text(" or ".join(name.en for name in names), "或".join(name.zh for name in names))
            yield Finding("importing.either", kind.either[0], given={"names": names_or})
        pairs = zip(kind.columns, values, strict=True)
        yield from kind.check(Record({column.id: value for column, value in pairs if value != ""}), self._known)
        again = False
        for columns, taken in zip(kind.unique, self._taken, strict=True):
            for finding in self._claimed(columns, taken, values):
                if finding.id != "importing.same_row" or not again:  # said once
                    yield finding
                again = again or finding.id == "importing.same_row"

    def _claimed(self, columns: tuple[str, ...], taken: dict[str, int], values: list[Value]) -> Iterator[Finding]:
        first, *more = (values[self._at[id]] for id in columns)
        if first == "":
            return
        id = columns[0]
        column = self._kind.column(id)
        owned = self._known.taken.get(f"{self._kind.id}.{id}", {}) if not more else {}
        for key in column.sort.keys(first):
            whole = "\x1f".join((key, *map(str, more)))
            if whole in taken:
                other = self._rows[taken[whole]]
                same = other.values == tuple(values)
                told = "importing.same_row" if same else "importing.duplicate"
                yield Finding(told, id, key, given={"row": str(other.number)})
            else:
                taken[whole] = len(self._rows)
            if key in owned:
                yield Finding("importing.taken", id, key, given={"owner": owned[key]})
