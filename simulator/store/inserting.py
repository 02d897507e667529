"""The rows of appends: entries, tips and books of any number of them, a statement a table. Whoever calls has begun the
transaction.

Entries are a row each where a trainee makes them, or one segment for all that is committed together."""

from collections.abc import Callable, Sequence

import msgspec

from simulator.kernel.events import Claim
from simulator.store import tables
from simulator.store.books import TABLES, Row
from simulator.store.chain import Head, Segment, Span, joined, stored_of
from simulator.store.granting import insertion
from simulator.store.rows import segment_row

Many = Callable[[str, list[tuple[object, ...]]], object]
"""Runs a statement once for each row."""


class Pending(msgspec.Struct, frozen=True, gc=False):
    """One append, ready to be committed."""

    run: str
    segment: Segment
    moved: dict[str, Head]
    rows: list[Row]
    claims: Sequence[Claim]


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

    def insert(self, many: Many, batch: Sequence[Pending], positions: dict[str, int]) -> None:
        """Insert entries, a row each, and book rows, and move the tips; moves `positions` on."""
        lines: list[tuple[object, ...]] = []
        for pending in batch:
            run_id = pending.run
            first = positions[run_id] + 1
            stored = enumerate(stored_of(pending.segment), first)
            lines += [(run_id, n, one.stream, one.seq, one.data, one.hash) for n, one in stored]
            positions[run_id] += len(pending.segment.lines)
        if lines:
            many(self._entry, lines)
        self._insert_others(many, batch)

    def insert_together(self, many: Many, batch: Sequence[Pending], position: int) -> None:
        """The same with one segment for all entries, of one run; `position` is of the last entry before it."""
        if segment := together([pending.segment for pending in batch]):
            many(self._segment, [tuple(segment_row(batch[0].run, position + 1, segment).values())])
        self._insert_others(many, batch)

    def _insert_others(self, many: Many, batch: Sequence[Pending]) -> None:
        tips: dict[tuple[str, str], Head] = {}
        rows: dict[type[Row], list[tuple[object, ...]]] = {}
        for pending in batch:
            run_id = pending.run
            for stream, head in pending.moved.items():
                tips[run_id, stream] = head
            for row in pending.rows:
                rows.setdefault(type(row), []).append((run_id, *row))
        if tips:
            many(self._tip, [(*key, *head) for key, head in tips.items()])
        for kind, values in rows.items():
            many(self._row[kind], values)


def together(segments: Sequence[Segment]) -> Segment | None:
    """One segment of several that follow each other; None where there is nothing in them."""
    spans: list[Span] = []
    lines: list[bytes] = []
    for segment in segments:
        spans += segment.spans
        lines += segment.lines
    return Segment(joined(spans), lines, b"".join([one.hashes for one in segments])) if lines else None
