"""The processes of a load on this machine: starts workers, hears their beats, watches, and takes over from who died.

A run has a data folder of its own: what people learned is not among what was sold in haste. Workers are started with a
part each, say when they are ready, and begin together. One that is killed is replaced by another that finds the tills
as the journal tells them.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import msgspec

from simulator.drill.opening import opening_of
from simulator.drill.staging import Stage
from simulator.kernel.entries import SHOP, Entry
from simulator.store.database import Database
from simulator.store.errors import StoreError
from simulator.store.sql_journal import SqlJournal
from simulator.store.turns import NAME, FileTurns
from simulator.stress.audit import Audit
from simulator.stress.back import Tape, write
from simulator.stress.baskets import sells
from simulator.stress.plan import Load, Part, names, planned
from simulator.stress.report import Event
from simulator.stress.shared import opened
from simulator.stress.silence import Silence
from simulator.stress.tally import Beat, Tally
from simulator.stress.watch import Watch

LOOK = 0.25
"""Seconds between two moments that are shown."""
TIDY = 0.05
"""Seconds between two times at which the log is brought into the file: little at a time, as tills want both cores."""
GLANCE, SELDOM = 0.02, 0.1
"""Seconds between two glances of the audit; and where tills go as fast as they can, and leave it no time."""
ROOM, MOST_ROOM = 128 * 1024, 64 * 1024 * 1024
"""Bytes of the log for each till, and for all: made before the load begins, or its first seconds pay for them."""
LOG = 16_000
"""Pages of the log after which it is begun anew: a longer one outgrows its room."""
PATIENCE = 60.0
"""Seconds for workers to be ready."""
LOG_NAME = "workers.log"
"""What workers say of their own accord: not over the screen."""
STOOD_LONG = 5.0
"""Seconds of our own standing still (Ctrl+Z, a computer that sleeps) that a report tells: its curves show them."""
SOON = 1.0
"""Seconds in which it is our turn to write: not if whoever has it hangs."""
UNFINISHED = ("worker_failed", "worker_gone", "worker_left")
"""After these not all that was sold offline is brought; whoever takes over from one that died brings it."""
REPLACED = 5
"""So many workers may die."""
SILENT, SILENT_STOPPED = 90.0, 15.0
"""Seconds without a word after which a worker hangs: longer than a server is waited for. Once somebody has said stop
all that is left to do is what is under way, and nobody wants to wait long for it."""


class Broken(Exception):
    """The engine cannot go on: why, as an id with what fills it, as a store says it (see `shown.told`), or in the words
    of whoever could not."""

    def __init__(self, why: str, **given: str | int) -> None:
        told = ", ".join(f"{name}={value}" for name, value in given.items())
        super().__init__(f"{why} ({told})" if given else why)


class NothingSold(StoreError):
    """title: nobody buys anything in this script."""

    id = "stress.nothing_sold"


class Moment(msgspec.Struct):
    """What can be shown while the load runs."""

    at: float
    seconds: float
    """How long it is meant to run."""
    tally: Tally
    audit: Audit
    entries: int = 0
    over: bool = False
    """Only the audit is still going on."""
    here: int = 0
    awaited: int = 0
    """Workers that are there, of so many that have to be before it begins; 0: nobody is waited for."""
    patience: float | None = None
    """Seconds for which they are still waited for, where tills are being opened on this machine."""


class Played(msgspec.Struct):
    """A load that is over."""

    run: str
    tally: Tally
    audit: Audit
    seconds: float
    stopped: bool
    events: list[Event]
    planned: int = 0
    """So many customers were meant to come; 0: nobody planned any."""


def workers_here(tills: int, asked: int = 0) -> int:
    """Processes of this machine for so many tills: one a core, unless another number was asked for."""
    return max(1, min(asked or os.cpu_count() or 1, tills))


class Engine:
    """One run. `play` it once."""

    def __init__(
        self, folder: Path, stage: Stage, load: Load, workers: int, wall: str = "", back: Sequence[Tape] = ()
    ) -> None:
        if not sells(stage):
            raise NothingSold(title=stage.scenario.id)
        self.folder, self.stage, self.load, self.wall, self._back = folder, stage, load, wall, back
        self.workers = max(1, min(workers, load.tills))
        self.events: list[Event] = []
        self._heard: Queue[tuple[int, subprocess.Popen[bytes], Beat | None]] = Queue()
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._started = 0.0
        folder.mkdir(parents=True, exist_ok=True)
        self._turns = FileTurns(folder / NAME)

    def play(self, show: Callable[[Moment], None], stopped: Callable[[], bool]) -> Played:
        """Until all that was intended is done, or `stopped` says so. Raises StoreError, Broken."""
        run = self._create()
        tally, database = Tally(), opened(self.folder)
        try:
            database.make_room(min(MOST_ROOM, ROOM * self.load.tills))
            watch = Watch(
                database, run, dict(self.stage.rules.quotas), [self._acks(run, n) for n in range(self.workers)]
            )
            for worker in range(self.workers):
                self._start(run, worker)
            self._begin(set(range(self.workers)), watch, show, stopped)
            seconds, was_stopped = self._follow(run, database, tally, watch, show, stopped)
            show(Moment(seconds, self.load.curve.seconds, tally, watch.audit, over=True))
            audit = watch.finish(whole=not any(event.what in UNFINISHED for event in self.events))
        finally:
            self._end()
            database.close()
            self._turns.close()
        return Played(run, tally, audit, seconds, was_stopped, self.events, self._planned(tally))

    def processes(self) -> list[int]:
        """Ids of the workers, for who wants to kill one."""
        return [process.pid for process in self._processes.values()]

    # --- how

    def _planned(self, tally: Tally) -> int:
        """What workers draw, each for its part, is drawn once more: nobody has to believe them."""
        return planned(self.load, self.workers)

    def _create(self) -> str:
        stations = names(self.load.tills)
        opening = opening_of(self.stage, "free", self.load.seed, wall=self.wall, bot="stress")
        opening = msgspec.structs.replace(opening, stations=stations)
        with opened(self.folder) as database:
            journal = SqlJournal(database)
            journal.create_run(opening.run, Entry(SHOP, 1, 0, "director", opening), self.stage.materials)
            journal.close()
        for n, tape in enumerate(self._back):
            write(tape, self._tape(n))
        return opening.run

    def _tape(self, n: int) -> Path:
        return self.folder / f"tape-{n}.bin"

    def _tapes(self, worker: int) -> tuple[str, ...]:
        """The first worker has the stockroom as well."""
        return tuple(str(self._tape(n)) for n in range(len(self._back))) if worker == 0 else ()

    def _acks(self, run: str, worker: int) -> Path:
        return self.folder / f"acknowledged-{run}-{worker}.txt"

    def _start(self, run: str, worker: int, resumes: bool = False, after: float = 0.0, served: int = 0) -> None:
        part = Part(
            str(self.folder),
            run,
            worker,
            self.workers,
            self.load,
            str(self._acks(run, worker)),
            resumes,
            self._tapes(worker),
            after,
            served,
        )
        path = self.folder / f"part-{worker}.json"
        path.write_bytes(msgspec.json.encode(part))
        command = [sys.executable, "-m", "simulator.stress.process", str(path)]
        with (self.folder / LOG_NAME).open("ab") as log, _deaf():
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=os.getcwd()
            )
        self._processes[worker] = process

        def listen() -> None:
            assert process.stdout is not None, "a pipe was asked for"
            for line in process.stdout:
                self._heard.put((worker, process, msgspec.json.decode(line, type=Beat)))
            self._heard.put((worker, process, None))

        Thread(target=listen, daemon=True).start()

    def _begin(
        self, waiting: set[int], watch: Watch, show: Callable[[Moment], None], stopped: Callable[[], bool]
    ) -> None:
        """Once all are ready, they begin together; somebody who says stop does not want to wait long for it."""
        waited, looked, patience, was_stopped = 0.0, time.monotonic(), PATIENCE, False
        while waiting:
            asked, looked = looked, time.monotonic()
            waited += min(STOOD_LONG, looked - asked)  # who was halted with them has waited for nobody meanwhile
            if stopped() and not was_stopped:
                was_stopped, patience = True, min(patience, waited + SILENT_STOPPED)
            if waited > patience:
                raise Broken("stress.not_ready", n=len(waiting), workers=self.workers, seconds=int(waited))
            here, left = self.workers - len(waiting), patience - waited
            show(
                Moment(
                    0.0, self.load.curve.seconds, Tally(), watch.audit, here=here, awaited=self.workers, patience=left
                )
            )
            try:
                worker, process, beat = self._heard.get(timeout=LOOK)
            except Empty:
                continue
            if beat is None or beat.problem:
                if beat is not None:
                    raise Broken(beat.problem)
                how = self._how_it_ended(process)
                if how.startswith("-"):
                    raise Broken("stress.worker_killed", signal=how[1:])
                raise Broken("stress.worker_ended", how=how)
            waiting.discard(worker)
        self._started = time.monotonic() + 0.05
        for process in self._processes.values():
            self._say(process, f"{self._started}\n")

    def _say(self, process: "subprocess.Popen[bytes]", line: str) -> None:
        assert process.stdin is not None, "a pipe was asked for"
        try:
            process.stdin.write(line.encode())
            process.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass  # it is gone, which is noticed where it is heard

    def _follow(
        self,
        run: str,
        database: Database,
        tally: Tally,
        watch: Watch,
        show: Callable[[Moment], None],
        stopped: Callable[[], bool],
    ) -> tuple[float, bool]:
        alive, last, was_stopped, looked, tidied, died = set(self._processes), 0.0, False, 0.0, 0.0, 0
        glance = SELDOM if self.load.saturated else GLANCE
        silence = Silence(alive, 0.0)
        while alive:
            now = time.monotonic() - self._started
            for worker in silence.hanging(alive, now, SILENT_STOPPED if was_stopped else SILENT):
                self._processes[worker].kill()  # a halted one, too: then it is heard no more, as any that dies
            asked = time.monotonic()
            try:
                worker, process, beat = self._heard.get(timeout=glance)
            except Empty:
                beat, worker, process = None, -1, None  # nothing was heard
            if (stood := time.monotonic() - asked) > STOOD_LONG:  # nobody waits that long for nothing
                self.events.append(Event(round(now + stood, 3), "stood_still", -1, f"{stood:.0f}"))
            if process is None:
                watch.glance()
            if beat is not None:
                silence.heard(worker, now)
            if beat is not None and not beat.ready:
                tally.add(beat)
                last = max(last, beat.at if not beat.problem else now)
                if beat.reconnected:
                    self.events.append(Event(round(beat.at, 3), "server_back", worker))
                if beat.problem:
                    self.events.append(Event(round(now, 3), "worker_failed", worker, beat.problem))
                if beat.over:
                    alive.discard(worker)
            elif beat is not None and process is not None:  # one that took over
                self._say(process, f"{self._started}\n")
                if was_stopped:
                    _tell_to_stop(process)
            elif process is not None and worker in alive and process is self._processes[worker]:
                died += 1
                hung, how = silence.hung(worker), self._how_it_ended(process)
                if hung:
                    self.events.append(Event(round(now, 3), "worker_hung", worker, hung))
                if was_stopped:  # nothing is begun any more, so nobody has to take over
                    self.events.append(Event(round(now, 3), "worker_left", worker, how))
                    alive.discard(worker)
                    continue
                self.events.append(Event(round(now, 3), "worker_died", worker, how))
                if died > REPLACED:
                    raise Broken("stress.workers_died", n=died)
                _close(process)
                self._start(run, worker, resumes=True, after=now, served=tally.served.get(worker, 0))
                silence.began(worker, now)
            if stopped() and not was_stopped:
                was_stopped = True
                silence.stopped(now)
                for each in self._processes.values():
                    _tell_to_stop(each)
            if now - tidied >= TIDY:
                self._tidy(database)
                tidied = now
            if now - looked >= LOOK:
                show(Moment(now, self.load.curve.seconds, tally, watch.audit))
                looked = now
        return last, was_stopped

    def _how_it_ended(self, process: "subprocess.Popen[bytes]") -> str:
        """By a signal, or of its own accord: then what it said last."""
        status, log = process.wait(), self.folder / LOG_NAME
        said = log.read_text("utf-8", "replace").split("\n") if status > 0 and log.exists() else []
        last = next((line.strip() for line in reversed(said) if line.strip()), "")
        return f"{status}: {last}" if last else str(status)

    def _tidy(self, database: Database) -> None:
        """Bring the log into the file beside the load. Now and then nobody may write meanwhile: a log is begun anew
        when all of it is in the file, and a long one is slow to look into."""
        with suppress(StoreError):  # a disk that is full is told by who writes
            pages = database.tidy()
            database.settle()
            if pages > LOG:
                database.tidy()  # what came meanwhile: the less is left, the shorter they wait
                database.settle()
                with self._turns.soon(SOON) as mine:
                    if mine:
                        database.tidy()

    def _end(self) -> None:
        for process in self._processes.values():
            if process.stdin is not None:
                with suppress(OSError):
                    process.stdin.close()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _close(process)


@contextmanager
def _deaf() -> Iterator[None]:
    """Whoever is started meanwhile hears no Ctrl+C, from its first instruction on, nor what ends a terminal or a
    group of processes: these tell everybody, and it is for us to say when to stop."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _tell_to_stop(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdin is not None, "a pipe was asked for"
    with suppress(OSError):  # it is gone, which is noticed where it is heard
        process.stdin.close()


def _close(process: "subprocess.Popen[bytes]") -> None:
    """A process that has ended: its pipes, too."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
