"""A load as it is asked for, and each worker's part of it: plain data, so that it can go to another process."""

from collections.abc import Iterator
from itertools import islice

import msgspec

from simulator.kernel.draws import Draws
from simulator.stress.load import NOTHING_PLANNED, Curve, Piece, Planned, arrivals

STATIONS = "till-"


class Load(msgspec.Struct, frozen=True):
    """What tills are to do."""

    tills: int
    shape: str
    pieces: tuple[Piece, ...]
    """Of the rate of one till."""
    seed: int = 1
    saturated: bool = False
    """Every till begins anew as soon as it is done: for how long, the pieces say."""
    returns: int = 3
    """Percent."""
    offline: int = 0
    """Percent of tills that are offline in the second third of the time, and then bring what they have sold."""
    sales: int = 0
    """So many of all tills together, and no more; 0: as many as there is time for."""

    @property
    def curve(self) -> Curve:
        return Curve(self.shape, self.pieces)


class Part(msgspec.Struct, frozen=True):
    """A worker's part."""

    folder: str
    """Of the data."""
    run: str
    worker: int
    workers: int
    load: Load
    acks: str
    """A file for what was acknowledged, a line each: it outlives a process that is killed."""
    resumes: bool = False
    """Tills are there already: another worker played them, and is gone."""
    tapes: tuple[str, ...] = ()
    """Files: what is done in the stockroom beside it, see `back`."""
    after: float = 0.0
    """Seconds of the run that are over: what was to be done in the stockroom before is the other's."""
    served: int = 0
    """Customers whom the other one told of: all others come yet, those who were meant to long ago at once."""

    @property
    def tills(self) -> tuple[str, ...]:
        """Its stations: tills are dealt out in turn."""
        return tuple(names(self.load.tills)[self.worker :: self.workers])


def names(tills: int) -> tuple[str, ...]:
    return tuple(f"{STATIONS}{n}" for n in range(1, tills + 1))


def starts(load: Load, worker: int, tills: int) -> Iterator[tuple[int, int]]:
    """The intended starts of a worker's tills: (microseconds, till), the same whoever draws them."""
    return arrivals(load.curve, tills, Draws(load.seed, f"arrivals/{worker}"))


def planned(load: Load, workers: int) -> Planned:
    """How many are meant to come to all workers together."""
    if load.saturated:
        return NOTHING_PLANNED
    most = -(-load.sales // workers) if load.sales else None
    tills = [len(range(worker, load.tills, workers)) for worker in range(workers)]
    return Planned(sum(sum(1 for _ in islice(starts(load, worker, n), most)) for worker, n in enumerate(tills) if n))
