"""One Locust worker's tills: each is played by a greenlet of its own, and all share a writer that commits groups.

    take() ─► play(lane, started) ─► ... ─► give(lane)

A till is opened when there is first somebody to play it, and found again by whoever comes next. What a greenlet waits
for is its commit; meanwhile others decide.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import gevent
import msgspec
from gevent.event import AsyncResult
from gevent.queue import Queue

from simulator.drill.staging import Stage
from simulator.kernel import facts as f
from simulator.kernel.entries import SHOP
from simulator.kernel.events import Claim
from simulator.store.errors import ClaimRefused, StoreError
from simulator.store.server import Server
from simulator.store.server_writer import ServerWriter
from simulator.store.sql_journal import SqlJournal
from simulator.stress.customers import Customers
from simulator.stress.histogram import Histogram
from simulator.stress.lane import Lane
from simulator.stress.plan import STATIONS, Load
from simulator.stress.shared import Shared
from simulator.stress.tally import Beat

Stored = StoreError | ValueError | None
Waiting = tuple[Lane, Sequence[Claim], "AsyncResult[Stored]"]


class Task(msgspec.Struct, frozen=True):
    """What Locust's processes are told: where the run is, and what is to be done."""

    shared: Shared
    run: str
    load: Load
    workers: int
    """On all machines: customers are dealt out to them."""
    acks: str = ""
    """The master's file for what was acknowledged."""
    stop: str = ""
    """A file: once it is there, the master ends the load; made by the master itself where its page ends it."""


class Crew:
    """The tills of one process."""

    def __init__(self, task: Task, worker: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.task, self._worker, self._clock = task, worker, clock
        server = Server.reach(task.shared.url, task.shared.schema)
        journal = SqlJournal(server)
        materials = journal.materials(task.run)
        gevent.sleep()  # what follows takes its time, and the master wants to hear that somebody is here
        self._stage = Stage.restored(materials)
        gevent.sleep()
        self._writer = ServerWriter(server, task.run, {SHOP: journal.heads(task.run)[SHOP]})
        journal.close()
        (opening, *_) = self._stage.openings(task.load.seed)
        assert isinstance(opening, f.StationOpened), "a script that is played at a till"
        self._opening = opening
        self._customers = Customers(self._stage, task.load.seed, worker, task.load.returns, task.workers)
        gevent.sleep()
        self._free: list[Lane] = []
        self._lanes = self._queue = self._reconnected = self._at_work = 0
        self._worked, self._until = 0.0, 0.0
        self._wanted: Queue[Waiting] = Queue()
        self._began = clock()
        self._fresh, self._late, self._acks = Beat(worker, 0.0), Histogram(), [""]
        gevent.spawn(self._write)

    @property
    def now(self) -> float:
        """Seconds of the run."""
        return self._clock() - self._began

    def take(self) -> Lane:
        """A till that nobody plays. Raises StoreError."""
        lane = self._free.pop() if self._free else self._open()
        self._work(1)
        return lane

    def _open(self) -> Lane:
        self._lanes += 1
        lane = Lane(self._stage.new_station(f"{STATIONS}{self._worker + 1}-{self._lanes}"))
        lane.open(msgspec.structs.replace(self._opening, station=lane.station.station))
        if refused := self._store(lane, ()):
            raise refused
        lane.granted()
        return lane

    def give(self, lane: Lane) -> None:
        """Nobody plays it any more."""
        self._work(-1)
        if not lane.busy:
            self._free.append(lane)

    def play(self, lane: Lane, started: float) -> str:
        """What the next customer wants, who was meant to begin at a second; what it came to. Raises StoreError."""
        self._queue += 1
        try:
            lane.begin(self._customers.next(lane), int(self.now * 1000), int(started * 1e6))
            claims: Sequence[Claim] = lane.run()
            while True:
                refused = self._store(lane, claims)
                if isinstance(refused, ClaimRefused):
                    claims = lane.refused(refused)
                    continue
                if refused is not None:
                    raise refused
                was, over = lane.finished, lane.granted()
                if lane.finished and not was:
                    self._late.add(self._since(started))
                if over:
                    return self._acknowledge(lane, started)
                claims = lane.run()
        finally:
            self._queue -= 1

    def news(self) -> dict[str, object]:
        """What was done since it was last asked, for the master."""
        fresh, late = self._fresh, self._late
        fresh.at, fresh.queue = self.now, self._queue
        fresh.reconnected, self._reconnected = self._writer.reconnected - self._reconnected, self._writer.reconnected
        self._work(0)
        fresh.worked, self._worked = self._worked, 0.0
        fresh.late, fresh.total, fresh.greatest = late.packed(), late.total, late.greatest
        acks, self._acks = self._acks, [""]
        self._fresh, self._late = Beat(self._worker, self.now), Histogram()
        return {"beat": msgspec.json.encode(fresh), "acks": "".join(acks).encode()}

    # --- how

    def _work(self, more: int) -> None:
        """So many more tills are at work from now on. What is finished after the load's end makes up for nothing."""
        now = min(self.now, self.task.load.curve.seconds)
        self._worked += self._at_work * max(0.0, now - self._until)
        self._until, self._at_work = now, self._at_work + more

    def _since(self, started: float) -> int:
        return max(0, int((self.now - started) * 1e6))

    def _acknowledge(self, lane: Lane, started: float) -> str:
        outcome = lane.outcome
        assert outcome is not None, "a script is at its end"
        if not lane.finished:
            self._late.add(self._since(started))
        self._fresh.count(outcome.kind, outcome.total, lane.refusals)
        lane.refusals.clear()
        self._customers.served(lane)
        if outcome.number:
            self._acks.append(f"{outcome.kind} {outcome.number} {outcome.total}\n")
        return outcome.kind

    def _store(self, lane: Lane, claims: Sequence[Claim]) -> Stored:
        answer: AsyncResult[Stored] = AsyncResult()
        self._wanted.put((lane, claims, answer))
        stored: Stored = answer.get()
        return stored

    def _write(self) -> None:
        """Commits what waits, again and again."""
        while True:
            batch = [self._wanted.get()]
            while len(batch) < self._writer.group and not self._wanted.empty():
                batch.append(self._wanted.get())
            outcomes: Sequence[Stored]
            try:
                outcomes = self._writer.commit((lane.handed(), claims) for lane, claims, _ in batch)
            except StoreError as error:
                self._fresh.problem = str(error)
                outcomes = [error] * len(batch)
            self._fresh.groups += 1
            for (_, _, answer), outcome in zip(batch, outcomes, strict=True):
                answer.set(outcome)
