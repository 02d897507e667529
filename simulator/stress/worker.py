"""One process's tills: begins what is due, decides, commits groups, acknowledges. A loop of one thread.

What a group waits for is the disk: meanwhile other workers decide. A till's next sale begins when its last one is
acknowledged; latency counts from when it was meant to begin.
"""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

import msgspec

from simulator.drill.staging import Stage
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Claim
from simulator.pos.state import Till
from simulator.store.database import explain
from simulator.store.errors import ClaimRefused, DiskFull, StoreError
from simulator.stress.back import Back, script
from simulator.stress.customers import Customers
from simulator.stress.footprint import footprint
from simulator.stress.histogram import Histogram
from simulator.stress.lane import Lane, Script
from simulator.stress.plan import Part, starts
from simulator.stress.tally import BESIDE, Beat

BEAT = 0.25
"""Seconds between two beats."""
NAP = 0.02
"""Seconds after which somebody who has nothing to do looks again whether it was stopped."""
SOME = 8
"""Tills whose memory is looked at, at the end."""

Wanted = tuple[int, Sequence[Claim]]
"""A lane that has something to be stored, and what that rests on."""


Errand = Callable[[Lane], Script]
Wait = tuple[int, Errand | None]
"""An intended start in microseconds, and what is done: None, whatever the next customer wants."""


class Writer(Protocol):
    """What a worker stores with: many stations' appends at once. See `store.group_writer`."""

    group: int
    """Appends a commit, at most."""
    reconnected: int
    """So often the server was gone and came back."""

    def commit(
        self, batch: Iterable[tuple[Sequence[Entry], Sequence[Claim]]], /
    ) -> Sequence[StoreError | ValueError | None]:
        """None for each append that is durable, else why it is not there."""
        ...


class Worker:
    """Plays its part with a writer; `emit` is told what was done, a beat at a time."""

    def __init__(
        self,
        part: Part,
        stage: Stage,
        writer: Writer,
        emit: Callable[[Beat], None],
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.part, self.stage, self.writer = part, stage, writer
        self._emit, self._clock, self._sleep = emit, clock, sleep
        self.started = 0.0
        """The run's second 0, on the machine's monotonic clock."""
        self.stopped = False
        """Nothing more is begun."""
        load = part.load
        self.customers = Customers(stage, load.seed, part.worker, load.returns, part.workers)
        self._tills, self._until = len(part.tills), load.curve.seconds * 1e6
        """Asked for at every sale; lanes of the stockroom come after those of tills."""
        self.lanes: list[Lane] = []
        self._waits: list[deque[Wait]] = []
        """By lane: what waits for the till."""
        self._errands: deque[tuple[float, int, Errand]] = deque()
        """What happens to lanes at some second, in order."""
        self._back = Back(part.tapes, load.curve.seconds, part.worker, part.after)
        self._ready: deque[int] = deque()
        """Lanes that can go on."""
        self._again: deque[Wanted] = deque()
        """What was decided again because another till was quicker."""
        self._reconnected = 0
        self._queue = 0
        """Intended, and not acknowledged."""
        self._left = max(0, -(-load.sales // part.workers) - part.served) if load.sales else -1
        self._acks = os.open(part.acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self._fresh, self._late, self._beat_at = Beat(part.worker, 0.0), Histogram(), 0.0

    def open(self, journaled: Iterable[Entry] = ()) -> None:
        """All tills as they are found; where another worker played them, as `journaled` tells."""
        (opening, *_) = self.stage.openings(self.part.load.seed)
        assert isinstance(opening, f.StationOpened), "a script that is played at a till"
        lanes = {name: Lane(self.stage.new_station(name)) for name in self.part.tills}
        for entry in journaled:
            if entry.stream in lanes:
                lanes[entry.stream].happened(entry)
        self.lanes = list(lanes.values())
        self.lanes += self._back.lanes
        self._waits = [deque() for _ in self.lanes]
        for lane in self.lanes:
            if lane.seq and isinstance(lane.station, Till):
                lane.begin(self.customers.cleared(lane), lane.at, 0)
            elif isinstance(lane.station, Till):
                lane.open(msgspec.structs.replace(opening, station=lane.station.station))
        wanted: list[Wanted] = [(n, lane.run() if lane.busy else ()) for n, lane in enumerate(self.lanes)]
        while wanted:
            some, wanted = wanted[: self.writer.group], wanted[self.writer.group :]
            outcomes = self.writer.commit((self.lanes[index].handed(), claims) for index, claims in some)
            for (index, _), refused in zip(some, outcomes, strict=True):
                lane = self.lanes[index]
                if isinstance(refused, ClaimRefused):
                    wanted.append((index, lane.refused(refused)))
                elif refused is not None:
                    raise refused
                elif not lane.granted():
                    wanted.append((index, lane.run()))
        self._plan_outage()

    def ready(self) -> None:
        """Say that it could begin."""
        self._emit(Beat(self.part.worker, 0.0, ready=True))

    def run(self) -> None:
        """Until all that was intended is acknowledged; what is under way when somebody says stop is finished."""
        awaited = self._starts()
        coming = next(awaited, None)
        if self.part.load.saturated:
            for index in range(self._tills):
                self._intend(index, 0)
        while self._queue or ((coming is not None or (self._errands and self._left)) and not self.stopped):
            now = self._now()
            while coming is not None and coming[0] <= now * 1e6 and not self.stopped:
                self._intend(coming[1], coming[0])
                coming = next(awaited, None)
            self._run_errands(now)
            batch = self._collect()
            if batch:
                self._store(batch)
            else:
                self._sleep(min(NAP, max(0.0, coming[0] / 1e6 - now)) if coming is not None else NAP / 10)
            if now - self._beat_at >= BEAT:
                self._beat()
        self._fresh.over = True
        some = self.lanes[: min(SOME, self._tills)]
        self._fresh.memory = sum(footprint(lane.station) for lane in some) // max(1, len(some))
        self._beat()

    def stop(self) -> None:
        """Begin nothing more."""
        self.stopped = True

    def gave_up(self, problem: str) -> None:
        """It cannot go on: with the reason goes what was acknowledged until then and not told yet."""
        self._fresh.over, self._fresh.problem = True, problem
        self._beat()

    # --- how

    def _now(self) -> float:
        return self._clock() - self.started

    def _starts(self) -> Iterator[tuple[int, int]]:
        load = self.part.load
        if load.saturated or not self.part.tills:
            return iter(())
        return islice(starts(load, self.part.worker, len(self.part.tills)), self.part.served, None)

    def _plan_outage(self) -> None:
        """Some tills are offline for the second third of the time."""
        some, seconds = range(self.part.cut_off), self.part.load.curve.seconds
        self._errands.extend((seconds / 3, index, self.customers.cut_off) for index in some)
        self._errands.extend((seconds * 2 / 3, index, self.customers.reconnect) for index in some)

    def _run_errands(self, now: float) -> None:
        while self._errands and (self._errands[0][0] <= now or self.stopped):
            _, index, errand = self._errands.popleft()
            self._intend(index, int(now * 1e6), errand)
        while (due := self._back.due(now)) is not None and not self.stopped:
            n, entry = due
            self._intend(self._tills + n, int(now * 1e6), partial(script, entry))

    def _intend(self, index: int, started: int, errand: Errand | None = None) -> None:
        """Something is meant to begin at a till."""
        if errand is None and self._left == 0:
            return
        self._left -= errand is None
        self._queue += 1
        self._waits[index].append((started, errand))
        if not self.lanes[index].busy and len(self._waits[index]) == 1:
            self._ready.append(index)

    def _collect(self) -> list[Wanted]:
        """What tills want to have stored now."""
        batch: list[Wanted] = []
        most = self.writer.group
        while self._again and len(batch) < most:
            batch.append(self._again.popleft())
        while self._ready and len(batch) < most:
            index = self._ready.popleft()
            lane = self.lanes[index]
            if not lane.busy:
                if self.stopped:
                    self._give_up(index)
                if not self._waits[index]:
                    continue
                started, errand = self._waits[index].popleft()
                lane.begin((errand or self.customers.next)(lane), int(self._now() * 1000), started)
            batch.append((index, lane.run()))
        return batch

    def _give_up(self, index: int) -> None:
        """What customers meant to begin at a till; what happens to it otherwise still does."""
        waits = self._waits[index]
        kept = [wait for wait in waits if wait[1] is not None]
        self._queue -= len(waits) - len(kept)
        waits.clear()
        waits.extend(kept)

    def _store(self, batch: list[Wanted]) -> None:
        outcomes = self.writer.commit((self.lanes[index].handed(), claims) for index, claims in batch)
        now = int(self._now() * 1e6)
        self._fresh.groups += 1
        acks = []
        for (index, _), refused in zip(batch, outcomes, strict=True):
            lane = self.lanes[index]
            if isinstance(refused, ClaimRefused):
                self._again.append((index, lane.refused(refused)))
                continue
            if refused is not None:
                raise refused
            was, over = lane.finished, lane.granted()
            if lane.finished and not was:
                self._late.add(max(0, now - lane.started))
            if over:
                acks.append(self._acknowledge(index, lane, now))
            else:
                self._ready.appendleft(index)
        self._note(b"".join(acks))

    def _note(self, acks: bytes) -> None:
        """Write down what was acknowledged. Raises StoreError: what cannot be written down is not."""
        try:
            if os.write(self._acks, acks) == len(acks):
                return
        except OSError as error:
            raise explain(error, Path(self.part.acks)) from error
        raise DiskFull(path=self.part.acks)

    def _acknowledge(self, index: int, lane: Lane, now: int) -> bytes:
        """What is durable is done; the till is free."""
        outcome, load = lane.outcome, self.part.load
        assert outcome is not None, "a script is at its end"
        self._queue -= 1
        if not lane.finished and outcome.kind not in BESIDE:
            self._late.add(max(0, now - lane.started))
        self._fresh.count(outcome.kind, outcome.total, lane.refusals)
        lane.refusals.clear()
        self.customers.served(lane)
        if self._waits[index]:
            self._ready.append(index)
        elif load.saturated and index < self._tills and now < self._until and not self.stopped:
            self._intend(index, now)
        return f"{outcome.kind} {outcome.number} {outcome.total}\n".encode() if outcome.number else b""

    def _beat(self) -> None:
        fresh, late, now = self._fresh, self._late, self._now()
        fresh.at, fresh.queue = now, self._queue
        fresh.reconnected, self._reconnected = self.writer.reconnected - self._reconnected, self.writer.reconnected
        fresh.late, fresh.total, fresh.greatest = late.packed(), late.total, late.greatest
        self._emit(fresh)
        self._fresh, self._late, self._beat_at = Beat(self.part.worker, now), Histogram(), now
