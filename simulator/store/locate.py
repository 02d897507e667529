"""Locating what is wrong with a journal whose chain does not come out: each entry is judged alone, so one change
names one entry."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from operator import itemgetter

import msgspec

from simulator.kernel.entries import SHOP
from simulator.store.chain import HASH, Head, Segment, genesis, text_of
from simulator.store.marks import checkpoint_in, key_of, untied
from simulator.store.verdict import Finding

FAR = 10_000
"""A jump in a stream that is taken for entries gone; a wider one is a damaged index."""


def locate(
    run_id: str,
    parts: Sequence[Segment],
    lines: Sequence[bytes],
    sealed: bool,
    torn: bool,
    tips: Mapping[str, Head],
) -> list[Finding]:
    """Name what is wrong: each entry is judged alone, against the recorded hashes of itself and its predecessor."""
    if not lines and not any(part.spans for part in parts):
        return [Finding("journal.empty")]
    order, recorded = _expected(parts, tips)
    place = {key: i for i, key in enumerate(order)}
    where, bad = _genuine(run_id, recorded, place, lines)
    if torn and bad and bad[-1] == len(lines) - 1 and len(where) < len(order):
        bad.pop()
    altered, added = _altered(place, where, bad, lines, len(order))
    findings = _stretches("journal.altered", order, altered)
    findings += _stretches("journal.added", [("", 0)] * len(lines), {line: line for line in added})
    found = set(where) | set(altered)
    last = max(found, default=-1)
    gone = [i for i in range(len(order)) if i not in found]
    findings += _stretches("journal.missing", order, {i: -1 for i in gone if i < last})
    findings += _stretches("journal.cut_off", order, {i: -1 for i in gone if i > last})
    findings += _stretches("journal.reordered", order, _out_of_place(where))
    if not findings:
        findings = list(_broken_ties(run_id, order, recorded, lines, sealed, tips))
    return findings or [Finding("journal.index_damaged")]


def _expected(parts: Sequence[Segment], tips: Mapping[str, Head]) -> tuple[list[tuple[str, int]], list[bytes]]:
    """The entries there should be, in total order, and their recorded hashes; none where even the record is gone.

    Each stream counts up: where its record does not, entries that the record holds elsewhere were moved, and the others
    are gone. What a tip names beyond the record was cut off.
    """
    kept: dict[str, list[tuple[int, bytes]]] = {}
    turns: list[str] = []  # whose entry stands at each place
    for part in parts:
        at = 0
        for stream, first, length in part.spans:
            digests = (part.hashes[i * HASH : (i + 1) * HASH] for i in range(at, at + length))
            kept.setdefault(stream, []).extend(enumerate(digests, first))
            turns += [stream] * length
            at += length
    if SHOP in kept and turns[0] != SHOP:  # no run without its opening, and nothing before it
        turns.remove(SHOP)
        turns.insert(0, SHOP)
    waiting = {stream: iter(sorted(entries, key=itemgetter(0))) for stream, entries in kept.items()}
    order: list[tuple[str, int]] = []
    recorded: list[bytes] = []
    seqs: dict[str, int] = {}

    def expect(stream: str, seq: int, digest: bytes) -> None:
        gap = range(seqs.get(stream, 0) + 1, seq)
        if len(gap) <= FAR:
            order.extend((stream, gone) for gone in gap)
            recorded.extend([b""] * len(gap))
        order.append((stream, seq))
        recorded.append(digest)
        seqs[stream] = seq

    if SHOP not in kept:
        expect(SHOP, 1, b"")
    for stream in turns:
        expect(stream, *next(waiting[stream]))
    for stream in sorted(tips):
        if tips[stream].seq > seqs.get(stream, 0):
            expect(stream, *tips[stream])
    return order, recorded


def _genuine(
    run_id: str, recorded: Sequence[bytes], place: Mapping[tuple[str, int], int], lines: Sequence[bytes]
) -> tuple[dict[int, int], list[int]]:
    """Place -> line of every entry that is what it was, and the lines that are nothing of the kind."""
    where: dict[int, int] = {}
    bad: list[int] = []
    own: dict[int, bytes] = {}  # hashes as the lines give them: a recorded hash may itself be what was altered
    for k, line in enumerate(lines):
        key = key_of(line)
        i = place.get(key) if key else None
        if key is None or i is None:
            bad.append(k)
            continue
        before = place.get((key[0], key[1] - 1) if key[1] > 1 else (SHOP, 1))
        if key == (SHOP, 1):
            heads = [genesis(run_id)]
        else:
            heads = [head for head in (recorded[before], own.get(before, b"")) if head] if before is not None else []
        hashes = [sha256(head + line).digest() for head in heads]
        unknowable = not heads and recorded[i] != b""
        if (unknowable or recorded[i] in hashes) and i not in where:
            where[i] = k
        else:
            bad.append(k)
        if hashes:
            own.setdefault(i, hashes[0])
    return where, bad


def _altered(
    place: Mapping[tuple[str, int], int],
    where: Mapping[int, int],
    bad: Sequence[int],
    lines: Sequence[bytes],
    size: int,
) -> tuple[dict[int, int], list[int]]:
    """Bad lines as the entries they once were (place -> line): by what they say they are, else by where they stand."""
    altered: dict[int, int] = {}
    nameless: list[int] = []
    for k in bad:
        key = key_of(lines[k])
        i = place.get(key) if key else None
        if i is not None and i not in where and i not in altered:
            altered[i] = k
        else:
            nameless.append(k)
    added: list[int] = []
    at = {k: i for i, k in (*where.items(), *altered.items())}
    stands, left = -1, set(nameless)
    for k in range(len(lines)):
        if k in at:
            stands = at[k]
        elif k in left:
            if stands + 1 < size and stands + 1 not in where and stands + 1 not in altered:
                stands += 1
                altered[stands] = k
            else:
                added.append(k)
    return altered, added


def _out_of_place(where: Mapping[int, int]) -> dict[int, int]:
    """Places (-> lines) outside the longest run of entries that still stand in order."""
    places = [i for i, _k in sorted(where.items(), key=lambda pair: pair[1])]
    tails: list[int] = []  # smallest last place of an ordered run of each length
    ends: list[int] = []  # index of that place in `places`
    previous: list[int] = []
    for index, i in enumerate(places):
        length = bisect_left(tails, i)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [i]
        ends[length : length + 1] = [index]
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(places[index])
        index = previous[index]
    return {i: where[i] for i in places if i not in kept}


def _stretches(id: str, order: Sequence[tuple[str, int]], places: Mapping[int, int]) -> list[Finding]:
    """One finding for entries of a stream that follow each other."""
    findings: list[Finding] = []
    for i in sorted(places, key=lambda i: (order[i], i)):
        stream, seq = order[i]
        last = findings[-1] if findings else None
        if last and last.stream == stream and last.last + 1 == seq:
            findings[-1] = msgspec.structs.replace(last, last=seq)
        else:
            findings.append(Finding(id, stream, seq, seq, places[i] + 1))
    return findings


def _broken_ties(
    run_id: str,
    order: Sequence[tuple[str, int]],
    recorded: Sequence[bytes],
    lines: Sequence[bytes],
    sealed: bool,
    tips: Mapping[str, Head],
) -> Iterator[Finding]:
    """Where checkpoints contradict entries that are sound in themselves: whole ends were replaced or removed."""
    heads: dict[str, Head] = {}
    so_far, content = sha256(), sha256()
    check = None
    for k, ((stream, seq), digest, line) in enumerate(zip(order, recorded, lines, strict=True), 1):
        head = heads.get(stream, Head(0, b""))
        if seq != head.seq + 1:
            yield Finding("journal.missing", stream, head.seq + 1, seq - 1)
        check = checkpoint_in(line) if stream == SHOP else None
        if check is not None:
            for finding in untied(check, heads, so_far.hexdigest(), content.hexdigest()):
                yield finding if finding.stream else Finding(finding.id, SHOP, seq, seq, k)
        heads[stream] = Head(seq, digest)
        so_far.update(digest)
        content.update(text_of([line]))
        if stream in tips and tips[stream].seq == seq and tips[stream].hash != digest:
            yield Finding("journal.head_differs", stream, seq, seq)
    if sealed and check is None:
        seq = heads[SHOP].seq + 1 if SHOP in heads else 1
        yield Finding("journal.cut_off", SHOP, seq, seq)
