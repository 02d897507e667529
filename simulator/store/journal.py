"""The journal: what every keeper of it can do, and how stored bytes become entries again.

`SqlJournal` keeps it in the data folder, `MemoryJournal` in memory for proofs with bots; both mean the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

import msgspec

from simulator.kernel.entries import SHOP, Entry, decode
from simulator.kernel.events import Claim
from simulator.kernel.facts import Checkpoint, RunOpened
from simulator.store.chain import Head, Segment, Stored, text_of
from simulator.store.errors import EntryUnreadable


class Run(NamedTuple):
    """A run as lists show it."""

    run: str
    scenario: str
    version: int
    mode: str
    seed: int
    role: str
    person: str
    bot: str
    attested_by: str
    pace: str
    wall: str
    """Wall time of the opening, as the opening entry says it."""
    zone: str
    branch_of: str
    sealed: bool
    entries: int
    at: int
    """Virtual milliseconds at the last entry."""
    ended: str
    """`finished`, `quit`, `abandoned`, `by_trainer`; empty for a run that is open."""


class Journal(Protocol):
    """Append-only journals of runs. Every method may raise StoreError; an unknown run is NoSuchRun."""

    def create_run(self, run_id: str, opening: Entry, materials: Mapping[str, bytes]) -> None:
        """Start a run with its opening entry (shop, seq 1, RunOpened) and the materials it names by SHA-256; durable
        on return."""

    def append(self, run_id: str, entries: Sequence[Entry], claims: Sequence[Claim] = ()) -> None:
        """Store entries, durable on return (in a batch: on flush). Grants all claims, or raises ClaimRefused and
        stores nothing.

        Raises RunSealed, RunTaken; ValueError where a seq is not its stream's next.
        """

    def batch(self) -> AbstractContextManager[None]:
        """Inside, appends without claims are committed together: for bots at machine speed. Nothing may be shown to a
        person before `flush`."""

    def flush(self) -> None:
        """Make everything appended so far durable. Reading does so by itself."""

    def read(self, run_id: str, after: int = 0) -> Iterator[Entry]:
        """Entries in the run's total order, without the first `after`. Not verified."""

    def read_stored(self, run_id: str) -> Iterator[Stored]:
        """The stored bytes and recorded hashes in total order. Not verified."""

    def segments(self, run_id: str) -> Iterator[Segment]:
        """The same in segments, for verification and export."""

    def heads(self, run_id: str) -> dict[str, Head]:
        """Where each stream ends."""

    def tips(self, run_id: str) -> dict[str, Head]:
        """Where each stream of a live run ended at the latest append, kept apart from the entries: these must be among
        them. Empty where nothing but the entries themselves is kept."""

    def seal(self, run_id: str) -> None:
        """Append the shop's sealing Checkpoint, and let nothing follow it."""

    def runs(self, *, person: str | None = None, sealed: bool | None = None, limit: int | None = None) -> list[Run]:
        """Runs, the latest first."""

    def run(self, run_id: str) -> Run:
        """One run's summary."""

    def materials(self, run_id: str) -> dict[str, bytes]:
        """What the run was made of, each verified against its hash. Raises MaterialDamaged."""


Raw = dict[str, Any]
"""A decoded JSON object."""

UPCASTERS: dict[str, Callable[[Raw], Raw]] = {}
"""Event type -> what makes an old event of that type (its JSON object, `type` included) one of today's. Needed where
fields were renamed, retyped or split; new fields with defaults need none."""


def revive(data: bytes, run_id: str, position: int) -> Entry:
    """Stored bytes -> entry; through the upcasters where today's vocabulary does not fit. Raises EntryUnreadable."""
    try:
        return decode(data)
    except msgspec.DecodeError as error:
        kind = "?"
        try:
            raw = msgspec.json.decode(data, type=Raw)
            what: Raw = raw["what"]
            kind = str(what["type"])
            seen: set[str] = set()
            while (
                name := str(what["type"])
            ) in UPCASTERS and name not in seen:  # an upcaster may hand on to a newer type
                seen.add(name)
                what = UPCASTERS[name](what)
            if seen:
                return msgspec.convert(raw | {"what": what}, Entry)
        except (msgspec.DecodeError, KeyError, TypeError):
            pass  # reported below: it is no entry, old or new
        raise EntryUnreadable(run=run_id, position=position, type=kind) from error


def opened(run_id: str, opening: Entry, materials: Mapping[str, bytes]) -> RunOpened:
    """The opening event of an opening entry that fits its run and materials, else ValueError."""
    what = opening.what
    if not isinstance(what, RunOpened) or (opening.stream, opening.seq, what.run) != (SHOP, 1, run_id):
        raise ValueError(f"expected the opening entry of {run_id} (stream {SHOP}, seq 1), got {opening}")
    hashes = {name: sha256(data).hexdigest() for name, data in materials.items()}
    if hashes != what.materials:
        raise ValueError(f"{run_id}: expected materials {what.materials}, got {hashes}")
    return what


def sound(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims, each of some units (negative ones give back what was granted), else ValueError."""
    for claim in claims:
        if not claim.units and claim.seen is None:
            raise ValueError(f"expected a claim of some units, got {claim}")
    return claims


def summary(what: RunOpened, *, sealed: bool, entries: int, at: int, ended: str) -> Run:
    return Run(
        what.run,
        what.scenario,
        what.version,
        what.mode,
        what.seed,
        what.role,
        what.person,
        what.bot,
        what.attested_by,
        what.pace,
        what.wall,
        what.zone,
        what.branch_of,
        sealed,
        entries,
        at,
        ended,
    )


def sealing(heads: Mapping[str, Head], stored: Sequence[Stored], at: int, *, vouched: bool) -> Entry:
    """The sealing checkpoint over all streams' heads and all entries in total order.

    `vouched` says that the chain comes out. Otherwise the seal holds no `content`: verification then goes from entry to
    entry as ever, and names what was changed before the sealing.
    """
    order = sha256(b"".join([one.hash for one in stored])).hexdigest()
    content = sha256(text_of(one.data for one in stored)).hexdigest() if vouched else ""
    named = {stream: heads[stream].hash.hex() for stream in sorted(heads)}
    return Entry(SHOP, heads[SHOP].seq + 1, at, "director", Checkpoint(named, order, content))
