"""Who says nothing any more: a process that lives and hangs (it was halted, its disk does not answer) is ended, as one
that dies is noticed by itself.

>>> silence = Silence([0, 1], 0.0)
>>> silence.heard(1, 1.0)
>>> [silence.hanging([0, 1], now, most=1.5) for now in (0.5, 1.0, 1.4, 2.0)], silence.hung(0)
([[], [], [], [0]], '2')
"""

from collections.abc import Collection, Iterable

GRACE = 15.0
"""Seconds more for the others, once one hangs: it may have been its turn, for which they waited."""
OPENING = 600.0
"""Seconds more for who takes over: it reads a journal first."""
STOOD = 1.0
"""Seconds between two looks after which it is we who stood still (Ctrl+Z), and nobody could be heard."""


class Silence:
    """When each process was heard last, in seconds of the run."""

    def __init__(self, workers: Iterable[int], now: float) -> None:
        self._last = dict.fromkeys(workers, now)
        self._looked = now
        self._hung: dict[int, str] = {}

    @property
    def known(self) -> Collection[int]:
        """Who was heard at all."""
        return self._last.keys()

    def heard(self, worker: int, now: float) -> None:
        self._last[worker] = now

    def began(self, worker: int, now: float) -> None:
        """Another process takes its place."""
        self._last[worker] = now + OPENING
        self._hung.pop(worker, None)

    def stopped(self, now: float) -> None:
        """Nothing is begun any more: whoever is still opening its tills need not."""
        self._last = {worker: min(last, now) for worker, last in self._last.items()}

    def hanging(self, alive: Collection[int], now: float, most: float) -> list[int]:
        """Who has to be ended: whoever has been silent for longest, one at a time."""
        stood, self._looked = now - self._looked, now
        if stood > STOOD:
            self._last = {worker: last + stood for worker, last in self._last.items()}
        found = [worker for worker in alive if worker not in self._hung and now - self._last[worker] > most]
        if not found:
            return []
        worker = min(found, key=lambda one: self._last[one])
        self._hung[worker] = f"{now - self._last[worker]:.0f}"
        self._last = {each: max(last, now - most + min(GRACE, most)) for each, last in self._last.items()}
        return [worker]

    def hung(self, worker: int) -> str:
        """For how many seconds it had said nothing when it was ended; empty: it was not."""
        return self._hung.get(worker, "")
