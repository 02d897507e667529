"""What came of a load, second by second: counted where tills are played, sent in beats, added up by who watches."""

from collections.abc import Mapping

import msgspec

from simulator.stress.histogram import Histogram

BESIDE = ("work", "network")
"""Kinds of what comes of a script that no customer waits for."""
Packed = list[tuple[int, int]]


class Beat(msgspec.Struct, omit_defaults=True):
    """What one worker has done since its last beat."""

    worker: int
    at: float
    """Seconds of the run."""
    sales: int = 0
    returns: int = 0
    works: int = 0
    """Deliveries and lists in the back."""
    refused: int = 0
    """What was rightly refused: a receipt that came back twice."""
    failed: int = 0
    turnover: int = 0
    groups: int = 0
    """Commits."""
    late: Packed = []
    """Latencies from the intended start to the acknowledgement, see `histogram`."""
    total: int = 0
    greatest: int = 0
    queue: int = 0
    """Intended and not acknowledged."""
    refusals: dict[str, int] = {}
    memory: int = 0
    """Bytes of a till, on average; said at the end."""
    reconnected: int = 0
    """So often the server was gone and came back."""
    worked: float = 0.0
    """Seconds that tills were at work, added up: of a load whose tills come and go."""
    ready: bool = False
    """Its tills are open; nothing was done yet."""
    over: bool = False
    """The worker has nothing more to do."""
    problem: str = ""
    """Why it could not go on."""

    @property
    def done(self) -> int:
        return self.sales + self.returns + self.refused

    def count(self, kind: str, total: int, refusals: Mapping[str, int]) -> None:
        """What a till's script came to."""
        match kind:
            case "sale":
                self.sales += 1
                self.turnover += total
            case "return":
                self.returns += 1
                self.turnover -= total
            case "failed":
                self.failed += 1
            case "work":
                self.works += 1
            case "network":  # of a till: nobody's doing
                pass
            case _:
                self.refused += 1
        for reason, count in refusals.items():
            self.refusals[reason] = self.refusals.get(reason, 0) + count


class Second(msgspec.Struct):
    """A second of the run, of all workers."""

    done: int = 0
    failed: int = 0
    queue: int = 0
    late: Histogram = msgspec.field(default_factory=Histogram)


class Tally:
    """All beats of a run."""

    def __init__(self) -> None:
        self.sales = self.returns = self.works = self.refused = self.failed = self.turnover = self.groups = 0
        self.late = Histogram()
        self.seconds: dict[int, Second] = {}
        self.refusals: dict[str, int] = {}
        self._queues: dict[int, int] = {}
        self.served: dict[int, int] = {}
        """Worker -> customers who were done with, whatever came of it."""
        self.memory, self.worked = 0, 0.0

    def add(self, beat: Beat) -> None:
        self.sales += beat.sales
        self.returns += beat.returns
        self.works += beat.works
        self.refused += beat.refused
        self.failed += beat.failed
        self.turnover += beat.turnover
        self.groups += beat.groups
        late = Histogram(beat.late, beat.total, beat.greatest)
        self.late.merge(late)
        self._queues[beat.worker] = beat.queue
        self.served[beat.worker] = self.served.get(beat.worker, 0) + beat.done + beat.failed
        self.worked += beat.worked
        self.memory = max(self.memory, beat.memory)
        second = self.seconds.setdefault(int(beat.at), Second())
        second.done += beat.done
        second.failed += beat.failed
        second.queue = self.queue
        second.late.merge(late)
        for reason, count in beat.refusals.items():
            self.refusals[reason] = self.refusals.get(reason, 0) + count

    @property
    def done(self) -> int:
        """Sales and returns that came to their right end."""
        return self.sales + self.returns + self.refused

    @property
    def queue(self) -> int:
        """What waits at all tills."""
        return sum(self._queues.values())

    @property
    def success(self) -> float:
        """Share of what was tried that came to its right end."""
        tried = self.done + self.failed
        return self.done / tried if tried else 1.0
