"""What a session needs of a journal; the store has one on disk and one in memory."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from simulator.kernel.entries import Entry
from simulator.kernel.events import Claim


class Journal(Protocol):
    """Append-only, durable when `append` returns. A part of `simulator.store.journal.Journal`."""

    def create_run(self, run_id: str, opening: Entry, materials: Mapping[str, bytes]) -> None:
        """Begin a run with its opening entry; `materials` are kept once by content."""
        ...

    def append(self, run_id: str, entries: Sequence[Entry], claims: Sequence[Claim] = ()) -> None:
        """Append all or nothing. Raises `store.errors.ClaimRefused` when a claim cannot be granted."""
        ...

    def read(self, run_id: str) -> Iterator[Entry]:
        """All entries of a run in total order."""
        ...

    def seal(self, run_id: str) -> None:
        """Close the chains with a checkpoint in the shop's stream."""
        ...
