"""The rows of appends: entries, tips and books of any number of them, a statement a table. Whoever calls has begun the
transaction.

Entries are a row each where a trainee makes them, or few segments for all that is committed together."""

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter

import msgspec
from sqlalchemy.engine.interfaces import DBAPICursor

from simulator.kernel.entries import Entry
from simulator.kernel.events import Claim
from simulator.store import tables
from simulator.store.book_rows import COMMON, Together
from simulator.store.books import BOTH, TABLES, Row
from simulator.store.chain import SEGMENT, Chains, Head, Segment, Span, joined, stored_of
from simulator.store.granting import insertion
from simulator.store.journal import sound
from simulator.store.rows import segment_row

MOST = 16
"""Rows that one statement inserts, at most."""
Block = tuple[int, int, list[object]]
"""Rows of one entry in one table: the entry's place (0, 1, ...) in its append, how many rows they are, and their
fields, those that are common to all once: the run, a place for the position, and what the books say."""
POSITION, ALL = 1, COMMON + 2
"""Where the position stands, once it is known; and how many fields are common to all."""
Many = Callable[[str, list[tuple[object, ...]]], object]
"""Runs a statement once for each row."""


class Pending(msgspec.Struct, frozen=True, gc=False):
    """One append, ready to be committed."""

    run: str
    segment: Segment
    before: dict[str, bytes]
    """Stream -> the hash that this goes on from; empty where it begins the stream."""
    moved: dict[str, Head]
    rows: dict[type[Row], list[Block]]
    claims: Sequence[Claim]


_SIZE = itemgetter(1)
Tip = tuple[str, str, int, bytes, bytes]
"""Run, stream, the seq and hash that its tip comes to, and the hash that it has until then."""
Placed = tuple[int, Pending]
"""An append, and the position of its first entry."""


def prepared(chains: Chains, entries: Sequence[Entry], claims: Sequence[Claim]) -> Pending:
    """An append as it will be stored: encoded, chained, booked. ValueError where a seq is not its stream's next."""
    segment, moved = chains.segment(entries)
    before = {stream: head.hash if (head := chains.heads.get(stream)) else b"" for stream in moved}
    return Pending(chains.run_id, segment, before, moved, blocks_of(chains.run_id, entries), sound(claims))


def blocks_of(run_id: str, entries: Sequence[Entry]) -> dict[type[Row], list[Block]]:
    """The rows that an append makes, those of one entry in a table together: SQLite takes a third less time for them in
    one statement than one after the other."""
    found: dict[type[Row], list[Block]] = {}
    for n, entry in enumerate(entries):
        bookings = BOTH.get(type(entry.what))
        if bookings is None:  # of most
            continue
        for booking in bookings:
            for made in booking(entry, entry.what):
                if not isinstance(made, Together):
                    found.setdefault(type(made), []).append((n, 1, [run_id, 0, *made]))
                elif made.fields:
                    found.setdefault(made.kind, []).extend(_cut(run_id, n, entry, made))
    return found


def _cut(run_id: str, n: int, entry: Entry, made: Together) -> list[Block]:
    common, fields, count = (run_id, 0, entry.stream, entry.seq), made.fields, made.count
    if count <= MOST:
        return [(n, count, [*common, *fields])]
    width = len(fields) // count
    places = [(at, min(MOST, count - at)) for at in range(0, count, MOST)]
    return [(n, some, [*common, *fields[at * width : (at + some) * width]]) for at, some in places]


class Inserting:
    """Statements, put together once."""

    def __init__(self, mark: str) -> None:
        self._entry = insertion(tables.entries, mark)
        self._row = {kind: insertion(tables.metadata.tables[name], mark) for kind, name in TABLES.items()}
        self._rows: dict[tuple[type[Row], int], str] = {}
        self._segment = insertion(tables.segments, mark)
        self._tip = (
            f"{insertion(tables.tips, mark)} ON CONFLICT (run, stream) DO UPDATE SET seq = excluded.seq, "
            "hash = excluded.hash"
        )
        self._tip_of_mine = f"{self._tip} WHERE tips.hash = {mark}"

    def insert(self, many: Many, batch: Sequence[Pending], positions: dict[str, int]) -> None:
        """Insert entries, a row each, and book rows, and move the tips; moves `positions` on."""
        lines: list[tuple[object, ...]] = []
        where = []
        for pending in batch:
            run_id = pending.run
            first = positions[run_id] + 1
            where.append((first, pending))
            stored = enumerate(stored_of(pending.segment), first)
            lines += [(run_id, n, one.stream, one.seq, one.data, one.hash) for n, one in stored]
            positions[run_id] += len(pending.segment.lines)
        if lines:
            many(self._entry, lines)
        tips = {(one.run, stream): head for one in batch for stream, head in one.moved.items()}
        if tips:
            many(self._tip, [(*key, *head) for key, head in tips.items()])
        for kind, values in rows_of(where).items():
            many(self._row[kind], values)

    def insert_together(self, cursor: DBAPICursor, batch: Sequence[Pending], position: int) -> bool:
        """The same with few segments for all entries, of one run and each stream once; `position` is of the last entry
        before it. False where somebody else went on with one of the streams: nothing of it may be committed then."""
        if segments := segments_of(batch, position):
            cursor.executemany(self._segment, segments)
            tips = tips_of_mine(batch)
            cursor.executemany(self._tip_of_mine, tips)
            if cursor.rowcount != len(tips):
                return False
        found: dict[type[Row], list[Block]] = {}
        for first, pending in placed(batch, position):
            for kind, blocks in pending.rows.items():
                for n, _, fields in blocks:
                    fields[POSITION] = first + n
                found.setdefault(kind, []).extend(blocks)
        for kind, blocks in found.items():
            for count, same in groupby(blocks, _SIZE):  # in their order: all goes to the table's end
                cursor.executemany(self._rows_at_once(kind, count), [fields for _, _, fields in same])
        return True

    def _rows_at_once(self, kind: type[Row], count: int) -> str:
        """A statement that inserts so many rows of one entry; what is common to them has numbers, for it is said once.

        All else has none: from 3.12 on Python looks up each number before it puts a value there, one after the other.
        """
        if (kind, count) not in self._rows:
            common = ["?"] * ALL if count == 1 else [f"?{n}" for n in range(1, ALL + 1)]
            columns = ["?"] * (len(kind._fields) - COMMON)
            rows = [f"({', '.join(common + columns)})"] * count
            head, values, _ = self._row[kind].partition(" VALUES ")
            # a row that has no place undoes the whole commit, as whoever called does: no statement has to undo its own
            head = head.replace("INSERT", "INSERT OR ROLLBACK")
            self._rows[kind, count] = f"{head}{values}{', '.join(rows)}"
        return self._rows[kind, count]


def tips_of_mine(batch: Sequence[Pending]) -> list[Tip]:
    """Where appends bring their streams."""
    return [
        (one.run, stream, head.seq, head.hash, one.before[stream])
        for one in batch
        for stream, head in one.moved.items()
    ]


def placed(batch: Sequence[Pending], position: int) -> list[Placed]:
    """Appends of one run, one after the other; `position` is of the last entry before them."""
    found = []
    for pending in batch:
        found.append((position + 1, pending))
        position += len(pending.segment.lines)
    return found


def rows_of(batch: Sequence[Placed]) -> dict[type[Row], list[tuple[object, ...]]]:
    """Rows of the books as their tables have them."""
    rows: dict[type[Row], list[tuple[object, ...]]] = {}
    for first, pending in batch:
        for kind, blocks in pending.rows.items():
            found = rows.setdefault(kind, [])
            for n, count, fields in blocks:
                fields[POSITION] = first + n
                if count == 1:
                    found.append(tuple(fields))
                else:
                    common, width = fields[:ALL], (len(fields) - ALL) // count
                    found += [(*common, *fields[at : at + width]) for at in range(ALL, len(fields), width)]
    return rows


def segments_of(batch: Sequence[Pending], position: int, full: int = SEGMENT) -> list[tuple[object, ...]]:
    """Rows of few segments that hold what appends of one run do, one after the other; `position` is of the last entry
    before them. Each ends with the append that makes it full: in a file large ones take longer, byte for byte."""
    rows = []
    spans: list[Span] = []
    lines: list[bytes] = []
    hashes: list[bytes] = []
    for n, pending in enumerate(batch, 1):
        segment = pending.segment
        spans += segment.spans
        lines += segment.lines
        hashes.append(segment.hashes)
        if lines and (len(lines) >= full or n == len(batch)):
            whole = Segment(joined(spans), lines, b"".join(hashes))
            rows.append(tuple(segment_row(pending.run, position + 1, whole).values()))
            position += len(lines)
            spans, lines, hashes = [], [], []
    return rows
