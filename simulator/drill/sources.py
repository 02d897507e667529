"""Where stimuli come from on virtual time: the director (people, mains) and the rig (devices) share this shape."""

from typing import Any, NamedTuple, Protocol

from simulator.kernel.entries import Entry
from simulator.kernel.events import Stimulus


class Due(NamedTuple):
    """A stimulus with its due time. Sources are ordered by (at, priority, sequence), so that a run has one order."""

    at: int
    """Virtual milliseconds."""
    priority: int
    sequence: int
    by: str
    """Who the entry names: `director`, `terminal`, `printer`."""
    stimulus: Stimulus
    station: str = ""
    """The till that it happens to; empty: the one where the person stands whom this source is about."""


class Source(Protocol):
    """A deterministic machine: what it will send depends on the seed and on the entries it has seen, on nothing else.

    Recovery therefore needs no snapshot: showing it the journal brings it to where it was.
    """

    @property
    def watches(self) -> type[Any]:
        """The class of the stations whose entries it sees."""
        ...

    def see(self, entry: Entry, station: Any, /) -> None:
        """An entry was appended and applied. The source schedules, cancels, or removes what has just been delivered."""
        ...

    def peek(self) -> Due | None:
        """What it will send next, if nothing else happens; it is removed when `see` shows it as an entry."""
        ...
