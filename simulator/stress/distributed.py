"""A load that Locust plays: its master here, its workers here and on other machines, one PostgreSQL server for all.

Locust runs in processes of its own, as it changes what it runs in; what its master hears comes through a pipe, and is
counted, shown and audited as any other load.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import msgspec

from simulator.drill.staging import Stage
from simulator.store.database import Database
from simulator.store.errors import DriverMissing
from simulator.stress.engine import GLANCE, LOOK, Broken, Engine, Moment
from simulator.stress.plan import Load, planned_where
from simulator.stress.report import Event
from simulator.stress.shared import shared_of
from simulator.stress.silence import Silence
from simulator.stress.tally import Beat, Tally
from simulator.stress.watch import Watch

FILE = Path(__file__).with_name("locustfile.py")
OVERTIME = 120.0
"""Seconds after the load's end in which all has to be acknowledged."""
JOINING = 1800.0
"""Seconds in which workers of other machines are waited for: somebody goes from one to the next."""
LATE = 1.0
"""Seconds by which what is heard may be behind."""
SILENT, SILENT_STOPPED = 10.0, 5.0
"""Seconds without a word after which a worker hangs: Locust's master then shares out what it was to play. At the end
there is less time for it."""
COLLECTED = 10
"""Seconds in which tills that are stopped finish what they do."""


class Where(msgspec.Struct, frozen=True):
    """Addresses of Locust's master."""

    host: str = "127.0.0.1"
    """Where workers reach it."""
    port: int = 5557
    web: str = ""
    """`HOST:PORT` of its web page; empty: none."""
    others: int = 0
    """Workers of other machines that are waited for."""


class Distributed(Engine):
    """One run, played by Locust. `play` it once."""

    def __init__(self, folder: Path, stage: Stage, load: Load, workers: int, wall: str, where: Where) -> None:
        super().__init__(folder, stage, load, workers, wall)
        if find_spec("locust") is None:
            raise DriverMissing(extra="stress")
        self._where = where
        self._beats: SimpleQueue[Beat | None] = SimpleQueue()
        self._log = folder / "locust.log"
        self._stop = folder / "stop"

    def _start(self, run: str, worker: int, resumes: bool = False, after: float = 0.0, served: int = 0) -> None:
        """The last one starts all: the master first."""
        if worker < self.workers - 1:
            return
        where, shared = self._where, shared_of(self.folder)
        acks = str(self._acks(run, 0).absolute())
        workers = self.workers + where.others
        told = msgspec.json.encode(
            {
                "shared": shared, "run": run, "load": self.load, "workers": workers, "acks": acks,
                "stop": str(self._stop.absolute()),
            }
        )  # fmt: skip
        hear, tell = os.pipe()
        master = ["--master", "--master-bind-host", where.host, "--master-bind-port", str(where.port)]
        master += ["--expect-workers", str(workers), "--stop-timeout", str(COLLECTED)]
        master += ["--enable-rebalancing", "--only-summary"]
        if where.web:
            host, _, port = where.web.rpartition(":")
            master += ["--web-host", host, "--web-port", port, "--autostart", "--autoquit", "1"]
        else:
            master += ["--headless"]
        host = "127.0.0.1" if where.host in ("0.0.0.0", "*") else where.host
        worker_of = ["--worker", "--master-host", host, "--master-port", str(where.port)]
        self._run(-1, master, os.environ | {"STOREDRILL_LOAD": told.decode(), "STOREDRILL_BEATS": str(tell)}, (tell,))
        os.close(tell)
        for n in range(self.workers):
            self._run(n, worker_of, dict(os.environ), ())

        def listen() -> None:
            with os.fdopen(hear, "rb") as file:
                for line in file:
                    self._beats.put(msgspec.json.decode(line, type=Beat))
            self._beats.put(None)

        Thread(target=listen, daemon=True).start()

    def _run(self, n: int, arguments: list[str], environment: dict[str, str], pipes: tuple[int, ...]) -> None:
        command = [sys.executable, "-m", "locust", "-f", str(FILE), *arguments]
        with self._log.open("ab") as log:
            self._processes[n] = subprocess.Popen(
                command, env=environment, pass_fds=pipes, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def processes(self) -> list[int]:
        """Ids of the workers of this machine."""
        return [process.pid for n, process in self._processes.items() if n >= 0]

    def _planned(self, tally: Tally) -> int:
        """Locust's tills draw anew in each run, so that only they know who came."""
        return planned_where(self.load, tally.done + tally.failed, tally.worked)

    def _begin(
        self, waiting: set[int], watch: Watch, show: Callable[[Moment], None], stopped: Callable[[], bool]
    ) -> None:
        """Locust's master begins once all are there."""
        self._started = time.monotonic()

    def _follow(
        self,
        run: str,
        database: Database,
        tally: Tally,
        watch: Watch,
        show: Callable[[Moment], None],
        stopped: Callable[[], bool],
    ) -> tuple[float, bool]:
        last, heard, looked, was_stopped, died = 0.0, False, 0.0, False, set[int]()
        seconds = self.load.curve.seconds
        here, awaited, waiting = 0, self.workers + self._where.others, JOINING if self._where.others else OVERTIME
        until, failed, silence = time.monotonic() + waiting, 0, Silence((), 0.0)
        while True:
            try:
                beat = self._beats.get(timeout=GLANCE)
            except Empty:
                watch.glance()
            else:
                if beat is None:
                    break
                if beat.ready:
                    here += 1
                    continue
                if beat.problem and not heard:
                    failed += 1
                    self._hear(beat, tally)
                    if failed == awaited:
                        raise Broken(beat.problem)
                    continue
                if not heard:  # the first one: it has begun
                    heard, looked, self._started = True, 0.0, time.monotonic() - beat.at
                    until = self._started + seconds + OVERTIME
                self._hear(beat, tally)
                silence.heard(beat.worker, time.monotonic() - self._started)
                last = max(last, beat.at if beat.done or beat.queue else 0.0)
            now = time.monotonic() - self._started
            for n, process in self._processes.items():
                if n >= 0 and n not in died and not was_stopped and process.poll() not in (None, 0):
                    died.add(n)
                    self.events.append(Event(round(now, 3), "worker_gone", n, str(process.returncode)))
            for n in silence.hanging(silence.known, now, SILENT_STOPPED if was_stopped else SILENT):
                self.events.append(Event(round(now, 3), "worker_silent", n, silence.hung(n)))
            if not was_stopped and (stopped() or self._stop.exists()):  # the master makes it where its page says stop
                was_stopped = True
                self._stop.touch()
            if time.monotonic() > until and not heard and here < awaited:
                self._stop.touch()  # those that are there need not wait for a master that is gone
                raise Broken("stress.not_joined", here=here, awaited=awaited, minutes=int(waiting / 60))
            if time.monotonic() > until or len(died) == awaited:
                raise Broken(self._said())
            if now - looked >= LOOK:
                if heard:
                    show(Moment(now, seconds, tally, watch.audit))
                else:
                    show(Moment(0.0, seconds, tally, watch.audit, here=here, awaited=awaited))
                looked = now
        was_stopped = was_stopped or self._stop.exists()
        early = time.monotonic() - self._started < seconds - LATE and not self.load.sales
        if (not heard or early) and not was_stopped:
            raise Broken(self._said())
        return last, was_stopped

    def _hear(self, beat: Beat, tally: Tally) -> None:
        tally.add(beat)
        if beat.reconnected:
            self.events.append(Event(round(beat.at, 3), "server_back", beat.worker))
        if beat.problem:
            self.events.append(Event(round(beat.at, 3), "worker_failed", beat.worker, beat.problem))

    def _said(self) -> str:
        """Locust's last words that matter."""
        lines = self._log.read_text("utf-8", "replace").splitlines() if self._log.exists() else []
        for sign in ("/ERROR/", "Error", "/WARNING/", "locust.runners", ""):
            if found := [line.strip() for line in lines if sign in line and line.strip()]:
                return found[-1]
        return "stress.locust_silent"
