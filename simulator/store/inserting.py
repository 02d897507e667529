"""The rows of appends: entries, tips and books of any number of them, a statement a table. Whoever calls has begun the
transaction."""

from collections.abc import Callable, Sequence

import msgspec

from simulator.kernel.events import Claim
from simulator.store import tables
from simulator.store.books import TABLES, Row
from simulator.store.chain import Head, Stored
from simulator.store.granting import insertion

Many = Callable[[str, list[tuple[object, ...]]], object]
"""Runs a statement once for each row."""


class Pending(msgspec.Struct, frozen=True, gc=False):
    """One append, ready to be committed."""

    run: str
    stored: list[Stored]
    moved: dict[str, Head]
    rows: list[Row]
    claims: Sequence[Claim]


class Inserting:
    """Statements, put together once."""

    def __init__(self, mark: str) -> None:
        self._entry = insertion(tables.entries, mark)
        self._row = {kind: insertion(tables.metadata.tables[name], mark) for kind, name in TABLES.items()}
        self._tip = (
            f"{insertion(tables.tips, mark)} ON CONFLICT (run, stream) DO UPDATE SET seq = excluded.seq, "
            "hash = excluded.hash"
        )

    def insert(self, many: Many, batch: Sequence[Pending], positions: dict[str, int]) -> None:
        """Insert entries and book rows, and move the tips; moves `positions` on."""
        lines: list[tuple[object, ...]] = []
        tips: dict[tuple[str, str], Head] = {}
        rows: dict[type[Row], list[tuple[object, ...]]] = {}
        for pending in batch:
            run_id, stored = pending.run, pending.stored
            first = positions[run_id] + 1
            lines += [(run_id, n, one.stream, one.seq, one.data, one.hash) for n, one in enumerate(stored, first)]
            positions[run_id] += len(stored)
            for stream, head in pending.moved.items():
                tips[run_id, stream] = head
            for row in pending.rows:
                rows.setdefault(type(row), []).append((run_id, *row))
        if lines:
            many(self._entry, lines)
            many(self._tip, [(*key, *head) for key, head in tips.items()])
        for kind, values in rows.items():
            many(self._row[kind], values)
