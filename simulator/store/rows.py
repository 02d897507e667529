"""A run's rows in the database as stored entries and segments, and back. Bad values become errors, not surprises."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, Integer, String, bindparam, select

from simulator.store import tables
from simulator.store.chain import HASH, Head, Segment, Span, Stored
from simulator.store.errors import NoSuchRun, SegmentDamaged

_spans = msgspec.json.Decoder(list[Span]).decode


def bytes_of(value: object) -> bytes:
    """What a binary column holds: SQLite gives text where somebody has written text into it."""
    return value if isinstance(value, bytes) else str(value).encode()


# queries that every reading of a run begins with: put together once, as that takes longer than to ask them
_RUN, _AFTER = bindparam("run", type_=String()), bindparam("after", type_=Integer())
_SEALED = select(tables.runs.c.sealed).where(tables.runs.c.run == _RUN)
_SEGMENT = tables.segments.c
_SEGMENTS = (
    select(_SEGMENT.first, _SEGMENT.length, _SEGMENT.spans, _SEGMENT.lines, _SEGMENT.hashes)
    .where(_SEGMENT.run == _RUN, _SEGMENT.first + _SEGMENT.length > _AFTER + 1)
    .order_by(_SEGMENT.first)
)


def is_sealed(connection: Connection, run_id: str) -> bool:
    sealed = connection.scalar(_SEALED, {"run": run_id})
    if sealed is None:
        raise NoSuchRun(run=run_id)
    return bool(sealed)


def live_rows(connection: Connection, run_id: str, after: int = 0) -> Iterator[Stored]:
    """Stored entries of a live run."""
    table = tables.entries.c
    query = select(table.stream, table.seq, table.data, table.hash).where(table.run == run_id, table.position > after)
    rows = connection.execution_options(yield_per=512).execute(query.order_by(table.position))
    return (
        Stored(stream, seq, bytes_of(data), bytes_of(digest).ljust(HASH)[:HASH]) for stream, seq, data, digest in rows
    )


def tips_of(connection: Connection, run_id: str) -> dict[str, Head]:
    """Where the run's streams should end."""
    table = tables.tips.c
    rows = connection.execute(select(table.stream, table.seq, table.hash).where(table.run == run_id))
    return {stream: Head(seq, bytes_of(digest)) for stream, seq, digest in rows}


def sealed_segments(connection: Connection, run_id: str, after: int = 0) -> Iterator[tuple[int, Segment]]:
    """Segments of a sealed run with the position of their first entry."""
    for first, length, spans, lines, hashes in connection.execute(_SEGMENTS, {"run": run_id, "after": after}):
        try:
            segment = Segment(_spans(spans), bytes_of(lines).split(b"\n"), bytes_of(hashes), first)
        except msgspec.DecodeError as error:
            raise SegmentDamaged(run=run_id, position=first) from error
        lengths = [span.length for span in segment.spans]
        if min(lengths, default=0) < 1 or sum(lengths) != length or length * HASH != len(segment.hashes):
            raise SegmentDamaged(run=run_id, position=first)
        yield first, segment


def segment_row(run_id: str, first: int, segment: Segment) -> dict[str, object]:
    return {
        "run": run_id,
        "first": first,
        "length": len(segment.lines),
        "spans": msgspec.json.encode(segment.spans).decode(),
        "lines": b"\n".join(segment.lines),
        "hashes": segment.hashes,
    }
