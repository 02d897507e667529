"""Replay: a journal decides nothing anew, so deciding it anew must give the same bytes.

`verify` re-decides every command and stimulus and stops at the first difference; `station_at` is a station as it stood
at a moment.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import NamedTuple, TypeVar

import msgspec

from simulator.drill.places import Opened, Place, Station, apply, place_of
from simulator.drill.session import following
from simulator.kernel.entries import SHOP, Entry, decode, encode, encode_into
from simulator.kernel.events import Fact
from simulator.kernel.stimuli import CashierCame, GoodsMoved, MemberTold, ShopNews, TicketTaken
from simulator.pos.billing import Repricing, told_at_first
from simulator.pos.state import Till
from simulator.store.chain import Segment

S = TypeVar("S", bound=Station)

TAKEN = (
    b'"refused.taken_elsewhere"',
    b'"refused.returned_elsewhere"',
    b'"refused.invoiced_elsewhere"',
    b'"refused.post_taken"',
)
"""Refusals that another station caused: what a stream alone cannot decide, so they are believed."""

NO_LINE = "", b""
"""What stands behind a journal's last line."""

TOLD = (CashierCame, TicketTaken, MemberTold, GoodsMoved, ShopNews)
"""What a station hears of another in the transaction of what happened there."""


class Difference(NamedTuple):
    """The first entry that today's rules would not have written."""

    stream: str
    seq: int
    expected: bytes
    """What the rules give; empty when they give nothing more."""
    got: bytes
    """What the journal holds; empty when it holds nothing more."""


class Replayed(NamedTuple):
    """How far a replay came."""

    entries: int
    inputs: int
    """Commands and stimuli decided anew."""
    difference: Difference | None = None


def lines_of(segments: Iterable[Segment]) -> Iterator[tuple[str, bytes]]:
    """What `verify` takes, of a journal's segments."""
    return chain.from_iterable(_spans_of(segments))


def _spans_of(segments: Iterable[Segment]) -> Iterator[Iterable[tuple[str, bytes]]]:
    for segment in segments:
        at = 0
        for stream, _first, length in segment.spans:
            yield zip(repeat(stream), segment.lines[at : at + length], strict=False)
            at += length


def verify(stored: Iterable[tuple[str, bytes]], new_station: Callable[[str], Station]) -> Replayed:
    """Re-decide a run given as (stream, stored bytes) in total order; `new_station(name)` is a station not yet opened.

    A decision's entries were appended together, so what follows from an input stands right behind it.
    """
    stations: dict[str, tuple[Station, Place]] = {}
    entries = inputs = 0
    lines = iter(stored)
    behind = chain(lines, repeat(NO_LINE))
    here, wanted = "", bytearray()  # the same room for every entry's bytes
    for stream, raw in lines:
        entries += 1
        if stream != here:
            if stream == SHOP:
                continue
            if stream not in stations:
                opening = new_station(stream)
                stations[stream] = opening, place_of(opening)
            here, (till, (decide, apply, _)) = stream, stations[stream]
        entry = decode(raw)
        what = entry.what
        if isinstance(what, Fact):  # the station's opening; any other has its cause before it
            if entry.cause:
                return Replayed(entries, inputs, Difference(stream, entry.seq, b"", raw))
            apply(till, entry)
            continue
        inputs += 1
        till.now = entry.at
        facts = decide(till, what).facts
        apply(till, entry)
        if not facts:
            continue
        for consequence, (found, got) in zip(following(entry, facts), behind, strict=False):
            encode_into(consequence, wanted)
            if wanted == got or (found == stream and _told_at_first(till, consequence) == got):
                apply(till, consequence)
            elif found == stream and any(taken in got for taken in TAKEN):
                apply(till, decode(got))
                entries += consequence.seq - entry.seq
                break
            else:
                entries += consequence.seq - entry.seq - (not got)
                return Replayed(entries, inputs, Difference(stream, consequence.seq, bytes(wanted), got))
        else:
            entries += len(facts)
    return Replayed(entries, inputs)


def _told_at_first(station: Station, entry: Entry) -> bytes:
    """How an entry reads in a journal of the first versions, where it is told otherwise today; else nothing."""
    fact = entry.what
    if isinstance(fact, Repricing) and fact.given is not None and isinstance(station, Till) and station.sale:
        return encode(msgspec.structs.replace(entry, what=told_at_first(station.sale, fact)))
    return b""


def station_at(entries: Iterable[Entry], station: S, seq: int) -> S:
    """The station, not yet opened, after its entry `seq`."""
    for entry in entries:
        if entry.stream == station.station:
            if entry.seq > seq:
                break
            apply(station, entry)
    return station


def before(entries: Sequence[Entry], station: str, seq: int) -> list[Entry]:
    """What had happened at all tills before a till's entry `seq`; they were switched on, in any case.

    Where a till heard of another in that entry, what happened there falls with it: they came about together.
    """
    cut = next((n for n, e in enumerate(entries) if e.stream == station and e.seq >= seq), len(entries))
    if cut < len(entries) and isinstance(entries[cut].what, TOLD):
        cut = max(n for n in range(cut) if not entries[n].cause and not isinstance(entries[n].what, TOLD))
    opened = max(n for n, entry in enumerate(entries) if isinstance(entry.what, Opened))
    return [entry for entry in entries[: max(cut, opened + 1)] if entry.stream != SHOP]
