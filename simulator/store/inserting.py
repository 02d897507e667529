"""The rows of appends: entries, tips and books of any number of them, a statement a table. Whoever calls has begun the
transaction.

Entries are a row each where a trainee makes them, or few segments for all that is committed together."""

from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy.engine.interfaces import DBAPICursor

from simulator.kernel.entries import Entry
from simulator.kernel.events import Claim
from simulator.store import tables
from simulator.store.books import TABLES, Booked, Row, booked
from simulator.store.chain import SEGMENT, Chains, Head, Segment, Span, joined, stored_of
from simulator.store.granting import insertion
from simulator.store.journal import sound
from simulator.store.rows import segment_row

Many = Callable[[str, list[tuple[object, ...]]], object]
"""Runs a statement once for each row."""


class Pending(msgspec.Struct, frozen=True, gc=False):
    """One append, ready to be committed."""

    run: str
    segment: Segment
    before: dict[str, bytes]
    """Stream -> the hash that this goes on from; empty where it begins the stream."""
    moved: dict[str, Head]
    rows: Booked
    claims: Sequence[Claim]


Placed = tuple[int, Pending]
"""An append, and the position of its first entry."""


def prepared(chains: Chains, entries: Sequence[Entry], claims: Sequence[Claim]) -> Pending:
    """An append as it will be stored: encoded, chained, booked. ValueError where a seq is not its stream's next."""
    segment, moved = chains.segment(entries)
    before = {stream: head.hash if (head := chains.heads.get(stream)) else b"" for stream in moved}
    return Pending(chains.run_id, segment, before, moved, booked(entries), sound(claims))


class Inserting:
    """Statements, put together once."""

    def __init__(self, mark: str) -> None:
        self._entry = insertion(tables.entries, mark)
        self._row = {kind: insertion(tables.metadata.tables[name], mark) for kind, name in TABLES.items()}
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
        self._insert_books(many, where)

    def insert_together(self, cursor: DBAPICursor, batch: Sequence[Pending], position: int) -> bool:
        """The same with few segments for all entries, of one run and each stream once; `position` is of the last entry
        before it. False where somebody else went on with one of the streams: nothing of it may be committed then."""
        if segments := together(batch, position):
            cursor.executemany(self._segment, segments)
            tips = tips_of_mine(batch)
            cursor.executemany(self._tip_of_mine, tips)
            if cursor.rowcount != len(tips):
                return False
        self._insert_books(cursor.executemany, placed(batch, position))
        return True

    def _insert_books(self, many: Many, batch: Sequence[Placed]) -> None:
        for kind, values in rows_of(batch).items():
            many(self._row[kind], values)


def tips_of_mine(batch: Sequence[Pending]) -> list[tuple[str, str, int, bytes, bytes]]:
    """Run, stream, the seq and hash that its tip comes to, and the hash that it has until then."""
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
        run_id = pending.run
        for kind, booked_ in pending.rows.items():
            rows.setdefault(kind, []).extend([(run_id, first + n) + row for n, row in booked_])  # noqa: RUF005  # quicker
    return rows


def together(batch: Sequence[Pending], position: int) -> list[tuple[object, ...]]:
    """Rows of few segments that hold what appends of one run do, one after the other; `position` is of the last entry
    before them. Each ends with the append that fills it: large ones take longer, byte for byte."""
    rows = []
    spans: list[Span] = []
    lines: list[bytes] = []
    hashes: list[bytes] = []
    for n, pending in enumerate(batch, 1):
        segment = pending.segment
        spans += segment.spans
        lines += segment.lines
        hashes.append(segment.hashes)
        if lines and (len(lines) >= SEGMENT or n == len(batch)):
            whole = Segment(joined(spans), lines, b"".join(hashes))
            rows.append(tuple(segment_row(pending.run, position + 1, whole).values()))
            position += len(lines)
            spans, lines, hashes = [], [], []
    return rows
