"""What a load came to, as one record: made once, written as JSON, shown as text and as a page, and evidence of a gate.

The schema is versioned and only gains fields. Latencies are milliseconds, money is minor units.
"""

from collections.abc import Iterable
from fractions import Fraction

import msgspec

from simulator.stress.audit import Finding, Line
from simulator.stress.histogram import Histogram
from simulator.stress.load import Curve
from simulator.stress.tally import Tally
from simulator.stress.verdict import Judged, Objective, judge

VERSION = 1
CURVE = 240
"""So many points of a curve at most."""


class Latency(msgspec.Struct, frozen=True):
    """Milliseconds from the intended start to the acknowledgement."""

    average: float
    p50: float
    p95: float
    p99: float
    greatest: float

    @classmethod
    def of(cls, late: Histogram) -> "Latency":
        return cls(*(round(us / 1000, 3) for us in (late.mean, *map(late.quantile, (0.5, 0.95, 0.99)), late.greatest)))


class Asked(msgspec.Struct, frozen=True):
    """The load as it was asked for."""

    shape: str
    tills: int
    rate: float
    """Sales a second of one till, at the most."""
    seconds: float
    intended: int
    """Sales and returns that were meant to begin; 0: nobody planned any."""
    saturated: bool = False
    offline: int = 0
    """Percent of tills that were offline for a third of the time."""
    peak: int = 0
    """Transactions expected in the peak hour; 0: nobody said."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of it."""

    passed: bool
    stopped: bool
    """Somebody ended it early."""
    seconds: float
    sales: int
    returns: int
    refused: int
    """Rightly: a receipt that came back at two tills."""
    failed: int
    works: int
    """Done in the stockroom."""
    turnover: int
    commits: int
    per_second: float
    per_hour: int
    success: float
    latency: Latency
    memory_per_till: int = 0
    """Bytes of what hangs on a till and is not the shop's."""
    played: float | None = None
    """Share of those who were meant to come that were played, whatever came of it; None where nobody planned any."""


class Objected(msgspec.Struct, frozen=True):
    """An objective, and what came out."""

    measure: str
    sense: str
    asked: float
    unit: str
    got: float
    met: bool | None
    said: str


class Invariant(msgspec.Struct, frozen=True):
    invariant: str
    checked: int
    findings: tuple[Finding, ...] = ()


class Point(msgspec.Struct, frozen=True):
    """A second of the run."""

    second: int
    done: int
    failed: int
    queue: int
    p50: float
    p95: float
    p99: float


class Probe(msgspec.Struct, frozen=True):
    """A rate that was tried in the search for the limit."""

    rate: float
    per_second: float
    average: float
    p99: float
    held: bool


class Machine(msgspec.Struct, frozen=True):
    cores: int
    system: str
    python: str


class Event(msgspec.Struct, frozen=True):
    """Something that happened to the engine while the load ran."""

    second: float
    what: str
    """`worker_died`, `worker_failed`, `worker_hung`, `worker_left`, `server_back`,
    `stood_still`; of Locust's also `worker_gone`,
    `worker_silent`."""
    worker: int
    detail: str = ""


class Report(msgspec.Struct, frozen=True):
    """Everything."""

    kind: str
    version: int
    product: str
    engine: str
    """`embedded`: processes of this machine; `locust`: Locust's master and workers."""
    store: str
    """`sqlite` or `postgresql`."""
    scenario: str
    title_en: str
    title_zh: str
    seed: int
    wall: str
    machine: Machine
    workers: int
    run: str
    load: Asked
    outcome: Outcome
    objectives: tuple[Objected, ...]
    invariants: tuple[Invariant, ...]
    points: tuple[Point, ...]
    refusals: dict[str, int] = {}
    events: tuple[Event, ...] = ()
    probes: tuple[Probe, ...] = ()
    limit: float = 0.0
    """Of `--find-limit`: the highest rate of a till that held; 0: it was not looked for, or none of the probes did."""


def outcome(tally: Tally, seconds: float, *, passed: bool, stopped: bool, memory: int = 0, meant: int = 0) -> Outcome:
    """The sums of a run that took so long."""
    per_second = tally.done / seconds if seconds else 0.0
    per_hour = int(an_hour(tally, seconds))
    return Outcome(
        passed, stopped, round(seconds, 3), tally.sales, tally.returns, tally.refused, tally.failed, tally.works,
        tally.turnover, tally.groups, round(per_second, 2), per_hour, round(tally.success, 6),
        Latency.of(tally.late), memory, None if (share := played(tally, meant)) is None else float(share),
    )  # fmt: skip


def played(tally: Tally, meant: int) -> Fraction | None:
    """How much of the plan was played: never more than all of it. None where there was none."""
    return Fraction(min(tally.done + tally.failed, meant), meant) if meant else None


def an_hour(tally: Tally, seconds: float) -> Fraction:
    """What would be done in one, at that pace."""
    return Fraction(tally.done * 3_600_000, max(1, round(seconds * 1000)))


def judged(asked: Iterable[Objective], tally: Tally, seconds: float, peak: int, meant: int = 0) -> list[Judged]:
    """Every objective beside what came out."""
    late = tally.late
    tried = tally.done + tally.failed
    figures = {
        "played": played(tally, meant),
        "average": Fraction(late.total, late.count * 1_000_000) if late.count else None,
        "success": Fraction(tally.done, tried) if tried else None,
        "carried": an_hour(tally, seconds),
        **{
            name: Fraction(late.quantile(int(name[1:]) / 100), 1_000_000) if late.count else None
            for name in ("p50", "p95", "p99")
        },
    }
    return [judge(one, figures[one.measure], peak) for one in asked]


def objected(judged: Iterable[Judged]) -> tuple[Objected, ...]:
    return tuple(
        Objected(
            one.objective.measure, one.objective.sense, float(one.asked), one.objective.unit,
            round(float(one.got), 6), one.met, one.objective.said,
        )
        for one in judged
    )  # fmt: skip


def invariants(lines: Iterable[Line]) -> tuple[Invariant, ...]:
    return tuple(Invariant(*line) for line in lines)


def points(tally: Tally) -> tuple[Point, ...]:
    """The run second by second; of a long one, so many at a time."""
    if not tally.seconds:
        return ()
    last = max(tally.seconds)
    before = tally.seconds.get(last - 1)  # of a second in which all processes stood still nothing was told
    if last > 1 and before is not None and tally.seconds[last].done < before.done // 2:
        last -= 1  # the end of it, a part of a second
    step = -(-(last + 1) // CURVE)
    found = []
    for begin in range(0, last + 1, step):
        kept = [tally.seconds[n] for n in range(begin, begin + step) if n in tally.seconds]
        late = Histogram()
        for second in kept:
            late.merge(second.late)
        spread = [round(late.quantile(share) / 1000, 3) for share in (0.5, 0.95, 0.99)]
        done, failed = sum(one.done for one in kept), sum(one.failed for one in kept)
        found.append(Point(begin, done // step, failed, kept[-1].queue if kept else 0, *spread))
    return tuple(found)


def asked_for(curve: Curve, tills: int, meant: int, *, saturated: bool, offline: int, peak: int) -> Asked:
    return Asked(curve.shape, tills, 0.0 if saturated else curve.most, curve.seconds, meant, saturated, offline, peak)
