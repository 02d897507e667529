"""Verification of a journal: pure, and fast as long as nothing is wrong.

A run is sealed with a digest of all its bytes when its chain comes out. Two digests over large buffers tell that its
bytes and recorded hashes are still those; where they are not, or there is no such seal, the chain is gone through entry
by entry.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256

from simulator.kernel.entries import SHOP
from simulator.store.chain import HASH, Head, Segment, genesis, link, text_of, tip
from simulator.store.locate import locate
from simulator.store.marks import checkpoint_in, untied
from simulator.store.verdict import Verdict

NO_TIPS: Mapping[str, Head] = {}


def verify(
    run_id: str,
    segments: Callable[[], Iterable[Segment]],
    *,
    sealed: bool,
    torn: bool = False,
    tips: Mapping[str, Head] = NO_TIPS,
) -> Verdict:
    """Verify a journal. `segments` gives it from the start, and is asked again when something has to be located.

    `sealed` says that a sealing checkpoint must stand at the end; `torn`, that the last line may be the piece of one.
    `tips` are entries that must be there, read before `segments`: a live run may have grown since.
    """
    streams = vouched(run_id, segments()) if sealed and not tips else None
    if streams is None:
        streams = linked(run_id, segments(), sealed=sealed, tips=tips)
    if streams is not None:
        return Verdict(run_id, sum(streams.values()), streams, sealed)
    parts = list(segments())
    found = [line for part in parts for line in part.lines]
    streams = {}
    for part in parts:
        for stream, _first, length in part.spans:
            streams[stream] = streams.get(stream, 0) + length
    return Verdict(run_id, len(found), streams, sealed, tuple(locate(run_id, parts, found, sealed, torn, tips)))


def vouched(run_id: str, segments: Iterable[Segment]) -> dict[str, int] | None:
    """Entries a stream when the run ends in a seal that holds a `content`, and everything is as it was sealed."""
    seqs: dict[str, int] = {}
    tips = {SHOP: genesis(run_id)}
    opening = before = digest = b""  # hashes: of the opening entry, of what the last entry follows, of the last entry
    stream = ""
    order, content = sha256(), sha256()  # over all entries but the last one: it may be the seal
    count = 0
    last: Sequence[bytes] = ()
    for spans, lines, recorded, position in segments:
        at = 0
        for stream, first, length in spans:
            before = tips.get(stream, opening)
            if first != seqs.get(stream, 0) + 1 or not before or not 0 < length <= len(lines) - at:
                return None
            # The digests tell that these are the entries; the first of each span, that the index says whose they are.
            start = at * HASH
            if sha256(before + lines[at]).digest() != recorded[start : start + HASH]:
                return None
            opening = opening or recorded[:HASH]
            at += length
            seqs[stream] = first + length - 1
            tips[stream] = recorded[at * HASH - HASH : at * HASH]
        if not at or at != len(lines) or at * HASH != len(recorded) or position not in (0, count + 1):
            return None
        if length > 1:
            before = recorded[-2 * HASH : -HASH]
        content.update(text_of([*last, *lines[:-1]]))
        order.update(digest + recorded[:-HASH])
        last, digest = lines[-1:], recorded[-HASH:]
        count += at
    check = checkpoint_in(last[0]) if last and stream == SHOP else None
    if check is None or not (check.order and check.content) or sha256(before + last[0]).digest() != digest:
        return None
    heads = {name: Head(seqs[name], tips[name]) for name in seqs} | {SHOP: Head(seqs[SHOP] - 1, before)}
    if any(untied(check, heads, order.hexdigest(), content.hexdigest())):
        return None
    return seqs


def linked(
    run_id: str, segments: Iterable[Segment], *, sealed: bool = False, tips: Mapping[str, Head] = NO_TIPS
) -> dict[str, int] | None:
    """Entries a stream when the chain comes out, entry by entry. Only sha256 stands in the inner loop.

    A sealed run passes only under a seal without `content`: the others are for `vouched` to judge.
    """
    heads: dict[str, Head] = {}
    unmet = dict(tips)
    opening = b""
    order = sha256()  # over the recorded hashes, in total order
    at_seal = False
    count = 0
    for spans, lines, recorded, position in segments:
        at = ordered = 0
        for stream, first, length in spans:
            head = heads.get(stream) or Head(0, genesis(run_id) if stream == SHOP else opening)
            part = lines[at : at + length]
            if first != head.seq + 1 or len(part) != length or not head.hash:
                return None
            at_seal = False
            for i in range(length) if stream == SHOP else ():
                check = checkpoint_in(part[i])
                at_seal = check is not None and not check.content
                if check is not None:
                    order.update(recorded[ordered : (at + i) * HASH])
                    ordered = (at + i) * HASH
                    now = heads | {SHOP: Head(first + i - 1, tip(head.hash, part[:i]))}
                    if any(untied(check, now, order.hexdigest())):
                        return None
            here = recorded[at * HASH : (at + length) * HASH]
            if sealed:  # the hashes between are vouched for by the seal
                last = tip(head.hash, part)
            else:
                hashes = link(head.hash, part)
                last = hashes[-1]
                if b"".join(hashes) != here:
                    return None
            if last != here[-HASH:]:
                return None
            opening = opening or here[:HASH]
            if stream in unmet and first <= (upto := unmet[stream]).seq < first + length:
                end = (upto.seq - first + 1) * HASH
                if here[end - HASH : end] == upto.hash:
                    del unmet[stream]
            heads[stream] = Head(first + length - 1, last)
            at += length
        if at != len(lines) or at * HASH != len(recorded) or position not in (0, count + 1):
            return None
        count += at
        order.update(recorded[ordered:])
    if not heads or unmet or (sealed and not at_seal):
        return None
    return {stream: head.seq for stream, head in heads.items()}
