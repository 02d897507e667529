"""Playing entries back: a position in virtual time that moves at a pace, and the station as it stood there."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from simulator.drill.places import Station, apply
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.facts import TillStarted
from simulator.kernel.stimuli import CashierCame

PACES: tuple[float, ...] = (1, 2, 5, 20, 100)


class Player:
    """`seconds` gives the time that passes outside; `station_at(seq, station)` a station of one's own after that
    entry. Shown is the one where the person stands.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        station_at: Callable[[int, str], Station],
        seconds: Callable[[], float],
        *,
        start: int = 0,
    ) -> None:
        self.entries = [entry for entry in entries if entry.stream != SHOP]
        self._places = _places(self.entries)
        self._station_at = station_at
        self._seconds = seconds
        self._times = [entry.at for entry in self.entries]
        self.length = self._times[-1] if self._times else 0
        self.pace = PACES[0]
        self.playing = False
        self._base = 0
        self._since = 0.0
        self.shown = 0
        """How many entries have happened."""
        self.station: Station | None = None
        self.seek(start)

    @property
    def at(self) -> int:
        """Virtual milliseconds."""
        passed = int((self._seconds() - self._since) * 1000 * self.pace) if self.playing else 0
        return min(self.length, self._base + passed)

    def _settle(self) -> None:
        self._base, self._since = self.at, self._seconds()

    def play(self, on: bool) -> None:
        """Go on, or stand still; at the end, begin again."""
        if on and self.at >= self.length:
            self.seek(0)
        self._settle()
        self.playing = on

    def set_pace(self, pace: float) -> None:
        self._settle()
        self.pace = pace

    def seek(self, at: int) -> None:
        """Jump to a moment."""
        self._base, self._since = min(max(0, at), self.length), self._seconds()
        self._rebuild(bisect_right(self._times, self._base))

    def tick(self) -> bool:
        """Let what is due happen; whether anything did."""
        due = bisect_right(self._times, self.at)
        if self.playing and self.at >= self.length:
            self._settle()
            self.playing = False
        if due == self.shown:
            return False
        fresh = self.entries[self.shown : due]
        anew = any(type(entry.what) in (TillStarted, CashierCame) for entry in fresh)
        if self.station is None or due < self.shown or anew:
            self._rebuild(due)
        else:
            for entry in fresh:
                if entry.stream == self.station.station:
                    apply(self.station, entry)
            self.shown = due
        return True

    def _rebuild(self, shown: int) -> None:
        """A till that was started again came from its journal, so it is made anew."""
        self.shown = shown
        self.station = self._station_at(*self._places[shown - 1]) if shown else None


def _places(entries: Sequence[Entry]) -> list[tuple[int, str]]:
    """Per entry the latest one of the till where the person then stood: (seq, station)."""
    found: list[tuple[int, str]] = []
    post, seqs = entries[0].stream if entries else "", dict[str, int]()
    for entry in entries:
        seqs[entry.stream] = entry.seq
        post = entry.stream if type(entry.what) is CashierCame else post
        found.append((seqs[post], post))
    return found
