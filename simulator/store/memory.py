"""A journal in memory, for proofs with bots. Same meaning as on disk; bytes and hashes are made when somebody asks
for them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from simulator.kernel.entries import Entry
from simulator.kernel.events import Claim
from simulator.kernel.facts import RunEnded, RunOpened
from simulator.store.chain import Chains, Head, Segment, Stored, segments_of
from simulator.store.errors import ClaimRefused, NoSuchRun, RunExists, RunSealed
from simulator.store.journal import Run, opened, sealing, sound, summary


class _Kept:
    """One run in memory."""

    def __init__(self, opening: RunOpened, materials: Mapping[str, bytes]) -> None:
        self.opening = opening
        self.materials = dict(materials)
        self.entries: list[Entry] = []
        self.next: dict[str, int] = {}
        self.claims: dict[str, int] = {}
        self.sealed = False
        self.chains = Chains(opening.run)
        self._stored: list[Stored] = []

    def stored(self) -> list[Stored]:
        fresh, moved = self.chains.extend(self.entries[len(self._stored) :])
        if fresh:
            self.chains.advance(moved)
            self._stored += fresh
        return self._stored


class MemoryJournal:
    """Implements `journal.Journal`; keeps no books."""

    def __init__(self) -> None:
        self._runs: dict[str, _Kept] = {}

    def create_run(self, run_id: str, opening: Entry, materials: Mapping[str, bytes]) -> None:
        what = opened(run_id, opening, materials)
        if run_id in self._runs:
            raise RunExists(run=run_id)
        self._runs[run_id] = _Kept(what, materials)
        self.append(run_id, [opening])

    def append(self, run_id: str, entries: Sequence[Entry], claims: Sequence[Claim] = ()) -> None:
        kept = self._kept(run_id)
        if kept.sealed:
            raise RunSealed(run=run_id)
        moved: dict[str, int] = {}
        for entry in entries:
            after = moved.get(entry.stream) or kept.next.get(entry.stream, 1)
            if entry.seq != after:
                raise ValueError(f"{run_id}: expected {entry.stream} to go on with seq {after}, got {entry.seq}")
            moved[entry.stream] = after + 1
        if claims:
            granted = dict(kept.claims)
            for claim in sound(claims):
                taken = granted.get(claim.key, 0)
                if taken + claim.units > claim.limit or claim.seen not in (None, taken):
                    raise ClaimRefused(claim, taken)
                granted[claim.key] = taken + claim.units
            kept.claims = granted
        kept.entries += entries
        kept.next.update(moved)

    @contextmanager
    def batch(self) -> Iterator[None]:
        yield

    def flush(self) -> None:
        pass

    def read(self, run_id: str, after: int = 0) -> Iterator[Entry]:
        return iter(self._kept(run_id).entries[after:])

    def read_stored(self, run_id: str) -> Iterator[Stored]:
        return iter(self._kept(run_id).stored())

    def segments(self, run_id: str) -> Iterator[Segment]:
        return segments_of(self._kept(run_id).stored())

    def heads(self, run_id: str) -> dict[str, Head]:
        kept = self._kept(run_id)
        kept.stored()
        return dict(kept.chains.heads)

    def tips(self, run_id: str) -> dict[str, Head]:
        self._kept(run_id)
        return {}  # nobody but this process can take entries away

    def seal(self, run_id: str) -> None:
        kept = self._kept(run_id)
        if kept.sealed:
            raise RunSealed(run=run_id)
        stored = kept.stored()  # made here: the chain comes out
        self.append(run_id, [sealing(kept.chains.heads, stored, kept.entries[-1].at, vouched=True)])
        kept.sealed = True

    def runs(self, *, person: str | None = None, sealed: bool | None = None, limit: int | None = None) -> list[Run]:
        found = [self.run(run_id) for run_id in reversed(self._runs)]
        found = [run for run in found if person in (None, run.person) and sealed in (None, run.sealed)]
        return found[:limit]

    def run(self, run_id: str) -> Run:
        kept = self._kept(run_id)
        ends = [entry.what.reason for entry in kept.entries if isinstance(entry.what, RunEnded)] if kept.sealed else []
        return summary(
            kept.opening,
            sealed=kept.sealed,
            entries=len(kept.entries),
            at=kept.entries[-1].at,
            ended=ends[-1] if ends else "",
        )

    def materials(self, run_id: str) -> dict[str, bytes]:
        return dict(self._kept(run_id).materials)  # immutable since `opened` compared their hashes

    def _kept(self, run_id: str) -> _Kept:
        try:
            return self._runs[run_id]
        except KeyError:
            raise NoSuchRun(run=run_id) from None
