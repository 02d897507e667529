"""A load as it is asked for, and each worker's part of it: plain data, so that it can go to another process."""

from collections.abc import Iterator
from itertools import islice

import msgspec

from simulator.kernel.draws import Draws
from simulator.stress.load import Curve, Piece, arrivals

STATIONS = "till-"
BEGINNING = 1.5
"""Seconds of each till in which nobody is missed: Locust lets them begin, and follows a curve, step by step."""


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

    @property
    def cut_off(self) -> int:
        """So many of its tills, the first of them, lose their network: of all tills the percent that was asked for, and
        one at least.

        >>> load = Load(4, "constant", (Piece(0.0, 9.0, 1.0, 1.0),), offline=30)
        >>> [Part("", "", worker, 3, load, "").cut_off for worker in range(3)]
        [1, 1, 0]
        """
        some = -(-self.load.tills * self.load.offline // 100)
        return len(range(self.worker, some, self.workers))


def names(tills: int) -> tuple[str, ...]:
    return tuple(f"{STATIONS}{n}" for n in range(1, tills + 1))


def starts(load: Load, worker: int, tills: int) -> Iterator[tuple[int, int]]:
    """The intended starts of a worker's tills: (microseconds, till), the same whoever draws them."""
    return arrivals(load.curve, tills, Draws(load.seed, f"arrivals/{worker}"))


def planned(load: Load, workers: int) -> int:
    """How many customers are meant to come to all workers together; 0 where tills begin anew as soon as they can."""
    if load.saturated:
        return 0
    most = -(-load.sales // workers) if load.sales else None
    tills = [len(range(worker, load.tills, workers)) for worker in range(workers)]
    return sum(sum(1 for _ in islice(starts(load, worker, n), most)) for worker, n in enumerate(tills) if n)


def planned_where(load: Load, came: int, worked: float) -> int:
    """The same where each till draws anew: who came, and who would have come to tills that were not at work when the
    curve asked for them (a worker is gone and the others have not taken over, the load was ended). `worked` is the
    seconds of all tills together.

    >>> load = Load(10, "constant", (Piece(0.0, 100.0, 2.0, 2.0),))
    >>> planned_where(load, 1970, 985.0), planned_where(load, 1500, 735.0)
    (1970, 2000)
    """
    if load.saturated or load.sales:
        return load.sales
    wanted = load.tills * (load.curve.expected(load.curve.seconds) / load.curve.most - BEGINNING)
    return came + round(max(0.0, wanted - worked) * load.curve.most)
