"""The chain of a journal: pure, over the stored bytes.

Each stream has a chain of its own: hash = sha256(previous hash + stored bytes). The shop's stream starts from the
hash of the run's id, every other stream from the hash of the opening entry.
Checkpoints record the heads of all streams; the sealing one also digests of all hashes and of all stored bytes in the
total order, so a sealed journal shows every change, and shows quickly that there is none. An unkeyed chain stops
accidents, not forgers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import msgspec

from simulator.kernel.entries import SHOP, Entry, encode_all

HASH = 32
"""Bytes of a hash."""

_STREAM, _SEQ = attrgetter("stream"), attrgetter("seq")

SEGMENT = 512
"""Entries a segment of a sealed run, at most; one that tills wrote ends with the append that comes to so many."""


class Head(NamedTuple):
    """Where a stream ends: the last entry's seq and hash."""

    seq: int
    hash: bytes


class Stored(msgspec.Struct, frozen=True, gc=False):
    """An entry as it is stored: `data` are the very bytes that are hashed and exported."""

    stream: str
    seq: int
    data: bytes
    hash: bytes


class Span(NamedTuple):
    """`length` entries of one stream that follow each other in the run's total order, the first of them with seq
    `first`."""

    stream: str
    first: int
    length: int


class Segment(NamedTuple):
    """A stretch of a run's total order: what it should hold (`spans`, and `hashes` of 32 bytes each) and what it
    holds (`lines`)."""

    spans: Sequence[Span]
    lines: Sequence[bytes]
    hashes: bytes
    position: int = 0
    """Of the first entry (1, 2, ...), where the store keeps it."""


def genesis(run_id: str) -> bytes:
    """What the shop's stream starts from."""
    return sha256(run_id.encode()).digest()


def link(head: bytes, lines: Iterable[bytes]) -> list[bytes]:
    """The hashes of `lines` when they follow `head`."""
    return [head := sha256(head + line).digest() for line in lines]


def tip(head: bytes, lines: Iterable[bytes]) -> bytes:
    """The last of `link`, without keeping the others."""
    for line in lines:
        head = sha256(head + line).digest()
    return head


def text_of(lines: Iterable[bytes]) -> bytes:
    """Lines as a file holds them, each ended by a newline: what a seal's `content` is taken over."""
    return b"\n".join([*lines, b""])


class Chains:
    """The heads of a run's streams as they grow. `extend` says what would follow; `advance` makes it so."""

    def __init__(self, run_id: str, heads: Mapping[str, Head] | None = None, opening: bytes = b"") -> None:
        self.run_id = run_id
        self.heads: dict[str, Head] = dict(heads or {})
        self._opening = opening
        """Hash of the opening entry."""

    def segment(self, entries: Sequence[Entry]) -> tuple[Segment, dict[str, Head]]:
        """Encode and hash entries: what to store, and the heads that move. ValueError where a seq is not the next
        one."""
        lines = encode_all(entries)
        hashes: list[bytes] = []
        spans: list[Span] = []
        moved: dict[str, Head] = {}
        for stream, some in groupby(entries, _STREAM):
            begun, digest = moved.get(stream) or self.heads.get(stream) or self._start(stream, hashes)
            seqs = list(map(_SEQ, some))
            expected = range(begun + 1, begun + 1 + len(seqs))
            if seqs != [*expected]:
                seq, got = next((seq, got) for seq, got in zip(expected, seqs, strict=True) if got != seq)
                raise ValueError(f"{self.run_id}: expected {stream} to go on with seq {seq}, got {got}")
            hashes += link(digest, lines[len(hashes) : len(hashes) + len(seqs)])
            moved[stream] = Head(begun + len(seqs), hashes[-1])
            spans.append(Span(stream, begun + 1, len(seqs)))
        return Segment(spans, lines, b"".join(hashes)), moved

    def extend(self, entries: Sequence[Entry]) -> tuple[list[Stored], dict[str, Head]]:
        """The same, entry by entry."""
        segment, moved = self.segment(entries)
        return list(stored_of(segment)), moved

    def advance(self, moved: Mapping[str, Head]) -> None:
        if not self._opening:
            self._opening = moved[SHOP].hash
        self.heads.update(moved)

    def _start(self, stream: str, hashes: Sequence[bytes]) -> Head:
        if stream == SHOP:
            return Head(0, genesis(self.run_id))
        opening = self._opening or (hashes[0] if hashes else b"")
        if not opening:
            raise ValueError(f"{self.run_id}: expected the opening entry first, got one of {stream}")
        return Head(0, opening)


def spans_of(keys: Iterable[tuple[str, int]]) -> list[Span]:
    """Total order, (stream, seq) each, in runs of one stream."""
    return joined(Span(stream, seq, 1) for stream, seq in keys)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans of several segments: one that goes on in the next segment is one."""
    whole: list[Span] = []
    for span in spans:
        if whole and (last := whole[-1]).stream == span.stream and last.first + last.length == span.first:
            whole[-1] = Span(span.stream, last.first, last.length + span.length)
        else:
            whole.append(span)
    return whole


def segments_of(stored: Iterable[Stored], size: int = SEGMENT) -> Iterator[Segment]:
    """Entries in total order, cut into segments."""
    batch: list[Stored] = []
    for one in stored:
        batch.append(one)
        if len(batch) == size:
            yield _segment(batch)
            batch = []
    if batch:
        yield _segment(batch)


def _segment(batch: Sequence[Stored]) -> Segment:
    keys = ((one.stream, one.seq) for one in batch)
    return Segment(spans_of(keys), [one.data for one in batch], b"".join([one.hash for one in batch]))


def stored_of(segment: Segment) -> Iterator[Stored]:
    """The entries of a segment, unverified."""
    at = 0
    for stream, first, length in segment.spans:
        for seq, data in enumerate(segment.lines[at : at + length], first):
            yield Stored(stream, seq, data, segment.hashes[at * HASH : (at + 1) * HASH])
            at += 1
