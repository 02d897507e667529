"""Wrong PINs are counted in the data folder, and by wall clock: neither another start, nor another window, nor the
command line goes around it. Whoever may write in the folder can take the file away, as they could the PINs themselves.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from simulator.drafts import keep
from simulator.pins import Tried, Tries
from simulator.store.database import explained
from simulator.store.turns import FileTurns

FILE, TURNS = "pins.json", "pins.lock"


class Door:
    """The count of a data folder. Every method may raise StoreError."""

    def __init__(self, home: Path, now: Callable[[], float]) -> None:
        """`now`: wall time, in seconds since 1970."""
        self._home, self._now = home, now

    def wait(self) -> int:
        """Seconds until a PIN is looked at."""
        return self._kept().wait(self._now())

    def tried(self, whose: Callable[[], str]) -> Tried:
        """Look whose a PIN is, unless there is a pause. It counts as a wrong one until it is known as a right one: to
        be killed meanwhile saves nobody a try."""
        with self._turn():
            now, before = self._now(), self._kept()
            if wait := before.wait(now):
                return Tried(wait=wait, looked=False)
            missed = before.missed(now)
            self._keep(missed)
            if found := whose():
                self._keep(Tries())
                return Tried(found)
            return Tried(wait=missed.wait(now))

    def _kept(self) -> Tries:
        """What cannot be read is none: nobody is kept from training by it."""
        try:
            return msgspec.json.decode((self._home / FILE).read_bytes(), type=Tries)
        except (OSError, msgspec.DecodeError):
            return Tries()

    def _keep(self, tries: Tries) -> None:
        with explained(self._home):
            keep(self._home / FILE, msgspec.json.encode(tries))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One PIN after the other, whoever asks."""
        with explained(self._home):
            self._home.mkdir(parents=True, exist_ok=True)
            turns = FileTurns(self._home / TURNS)
        try:
            with turns:
                yield
        finally:
            turns.close()
