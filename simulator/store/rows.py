"""A run's rows in the database as stored entries and segments, and back. Bad values become errors, not surprises.

Entries lie in single rows, as trainees make them, or in segments: those of a sealed run, and those that a group of
tills committed at once. A run may have both; `pieces` is how it is read, whatever it has.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Integer, String, bindparam, func, select

from simulator.store import tables
from simulator.store.chain import HASH, SEGMENT, Head, Segment, Span, Stored, spans_of, stored_of
from simulator.store.errors import NoSuchRun, SegmentDamaged

_spans = msgspec.json.Decoder(list[Span]).decode


def bytes_of(value: object) -> bytes:
    """What a binary column holds: SQLite gives text where somebody has written text into it."""
    return value if isinstance(value, bytes) else str(value).encode()


# queries that every reading of a run begins with: put together once, as that takes longer than to ask them
_RUN, _AFTER = bindparam("run", type_=String()), bindparam("after", type_=Integer())
_SEALED = select(tables.runs.c.sealed).where(tables.runs.c.run == _RUN)
FEW = 4
"""Segments that are read at once: those of many tills are large."""
_SEGMENT, _ENTRY = tables.segments.c, tables.entries.c
_REACHED = select(func.max(_SEGMENT.first)).where(_SEGMENT.run == _RUN, _SEGMENT.first <= _AFTER + 1)
"""The segment in which the first entry that is wanted may be."""
_SEGMENTS = (
    select(_SEGMENT.first, _SEGMENT.length, _SEGMENT.spans, _SEGMENT.lines, _SEGMENT.hashes)
    .where(_SEGMENT.run == _RUN, _SEGMENT.first >= func.coalesce(_REACHED.scalar_subquery(), _AFTER))
    .order_by(_SEGMENT.first)
)
_INDEX = (
    select(_SEGMENT.first, _SEGMENT.length, _SEGMENT.spans, _SEGMENT.hashes)
    .where(_SEGMENT.run == _RUN)
    .order_by(_SEGMENT.first)
)
_NEWEST = (
    select(_SEGMENT.first, _SEGMENT.length, _SEGMENT.lines)
    .where(_SEGMENT.run == _RUN)
    .order_by(_SEGMENT.first.desc())
    .limit(1)
)
_LAST = select(func.max(_ENTRY.position)).where(_ENTRY.run == _RUN).group_by(_ENTRY.stream)
_ENDS = (
    select(_ENTRY.position, _ENTRY.stream, _ENTRY.seq, _ENTRY.hash)
    .where(_ENTRY.run == _RUN, _ENTRY.position.in_(_LAST) | (_ENTRY.position == 1))
    .order_by(_ENTRY.position)
)
_ENTRIES = (
    select(_ENTRY.position, _ENTRY.stream, _ENTRY.seq, _ENTRY.data, _ENTRY.hash)
    .where(_ENTRY.run == _RUN, _ENTRY.position > _AFTER)
    .order_by(_ENTRY.position)
)


def is_sealed(connection: Connection, run_id: str) -> bool:
    sealed = connection.scalar(_SEALED, {"run": run_id})
    if sealed is None:
        raise NoSuchRun(run=run_id)
    return bool(sealed)


def pieces(connection: Connection, run_id: str, after: int = 0) -> Iterator[tuple[int, Segment]]:
    """A run in total order, without the first `after` entries: segments, each with the position of its first entry.

    Raises SegmentDamaged.
    """
    given = {"run": run_id, "after": after}
    singles = connection.execute(_ENTRIES, given, execution_options={"yield_per": SEGMENT})
    single = next(singles, None)
    for first, length, *rest in connection.execute(_SEGMENTS, given, execution_options={"yield_per": FEW}):
        before = []
        while single is not None and single.position < first:
            before.append(single)
            if len(before) == SEGMENT:
                yield _of_singles(before)
                before = []
            single = next(singles, None)
        if before:
            yield _of_singles(before)
        if first + length > after + 1:
            yield _without(max(0, after + 1 - first), _segment(run_id, first, length, *rest))
    while single is not None:
        yield _of_singles([single, *singles.fetchmany(SEGMENT - 1)])
        single = next(singles, None)


def stored_in(connection: Connection, run_id: str, after: int = 0) -> Iterator[Stored]:
    """The same, entry by entry."""
    for _, segment in pieces(connection, run_id, after):
        yield from stored_of(segment)


def heads_of(connection: Connection, run_id: str) -> tuple[dict[str, Head], bytes, int]:
    """Where each stream ends, the opening entry's hash, and the position of the last entry, by what is recorded beside
    the entries. Raises SegmentDamaged."""
    opening, position = b"", 0
    ends: dict[str, tuple[int, Head]] = {}
    for first, length, spans, hashes in connection.execute(_INDEX, {"run": run_id}):
        segment = _segment(run_id, first, length, spans, b"", hashes)
        opening = segment.hashes[:HASH] if first == 1 else opening
        at = 0
        for span in segment.spans:
            at += span.length
            ends[span.stream] = (
                first + at,
                Head(span.first + span.length - 1, segment.hashes[(at - 1) * HASH : at * HASH]),
            )
        position = first + length - 1
    for place, stream, seq, digest in connection.execute(_ENDS, {"run": run_id}):
        opening = digest if place == 1 else opening
        if place >= ends.get(stream, (0,))[0]:
            ends[stream] = place, Head(seq, digest)
        position = max(position, place)
    return {stream: head for stream, (_, head) in ends.items()}, opening, position


def end_of_segments(connection: Connection, run_id: str) -> tuple[int, bytes]:
    """Position and stored bytes of the last entry that lies in a segment."""
    found = connection.execute(_NEWEST, {"run": run_id}).first()
    return (found.first + found.length - 1, bytes_of(found.lines).rpartition(b"\n")[2]) if found else (0, b"")


def tips_of(connection: Connection, run_id: str) -> dict[str, Head]:
    """Where the run's streams should end."""
    table = tables.tips.c
    rows = connection.execute(select(table.stream, table.seq, table.hash).where(table.run == run_id))
    return {stream: Head(seq, bytes_of(digest)) for stream, seq, digest in rows}


def _of_singles(rows: Sequence[Any]) -> tuple[int, Segment]:
    hashes = b"".join([bytes_of(row.hash).ljust(HASH)[:HASH] for row in rows])
    spans = spans_of((row.stream, row.seq) for row in rows)
    return rows[0].position, Segment(spans, [bytes_of(row.data) for row in rows], hashes)


def _without(count: int, segment: Segment) -> tuple[int, Segment]:
    """A segment without its first entries."""
    spans = []
    left = count
    for stream, first, length in segment.spans:
        skipped = min(left, length)
        left -= skipped
        if skipped < length:
            spans.append(Span(stream, first + skipped, length - skipped))
    position = segment.position + count
    return position, Segment(spans, segment.lines[count:], segment.hashes[count * HASH :], position)


def _segment(run_id: str, first: int, length: int, spans: str, lines: object, hashes: object) -> Segment:
    try:
        segment = Segment(_spans(spans), bytes_of(lines).split(b"\n"), bytes_of(hashes), first)
    except msgspec.DecodeError as error:
        raise SegmentDamaged(run=run_id, position=first) from error
    lengths = [span.length for span in segment.spans]
    if min(lengths, default=0) < 1 or sum(lengths) != length or length * HASH != len(segment.hashes):
        raise SegmentDamaged(run=run_id, position=first)
    return segment


def segment_row(run_id: str, first: int, segment: Segment) -> dict[str, object]:
    return {
        "run": run_id,
        "first": first,
        "length": len(segment.lines),
        "spans": msgspec.json.encode(segment.spans).decode(),
        "lines": b"\n".join(segment.lines),
        "hashes": segment.hashes,
    }
