"""A worker as a process of its own.

    python -m simulator.stress.process PART

PART is a file; beats go to standard output, a line each. It says when its tills are open, begins at the moment that it
is told (on the machine's monotonic clock, in a line), and stops when its standard input ends.
"""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Set
from pathlib import Path

import msgspec

from simulator.drill.staging import Stage
from simulator.kernel.entries import SHOP
from simulator.store.database import explain
from simulator.store.errors import StoreError
from simulator.store.sql_journal import SqlJournal
from simulator.stress.plan import Part
from simulator.stress.shared import opened, writer_of
from simulator.stress.tally import Beat
from simulator.stress.worker import Worker


def on_folder(part: Part, emit: Callable[[Beat], None]) -> Worker:
    """A worker on the data folder of its part, with its tills open."""
    folder = Path(part.folder)
    database = opened(folder)
    journal = SqlJournal(database)
    stage = Stage.restored(journal.materials(part.run))
    heads, mine = journal.heads(part.run), {SHOP, *part.tills}
    kept = {stream: head for stream, head in heads.items() if stream in mine}
    writer = writer_of(database, folder, part.run, kept)
    worker = Worker(part, stage, writer, emit)
    worker.open(journal.read(part.run) if part.resumes else ())
    return worker


def cores_of(part: Part, cores: Set[int]) -> Set[int]:
    """Where a worker runs: each keeps to a core of its own, where there are as many. It finds there what it left in the
    cache, and nobody who is woken lands where another one is at work."""
    return {sorted(cores)[part.worker]} if part.workers <= len(cores) else cores


def main(path: str) -> int:
    """What the process is started for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us says when to stop
    part = msgspec.json.decode(Path(path).read_bytes(), type=Part)
    if sys.platform == "linux":
        os.sched_setaffinity(0, cores_of(part, os.sched_getaffinity(0)))
    out = sys.stdout.buffer

    def emit(beat: Beat) -> None:
        try:
            out.write(msgspec.json.encode(beat) + b"\n")
            out.flush()
        except BrokenPipeError:  # nobody listens any more
            os._exit(1)

    began = time.monotonic()
    worker: Worker | None = None
    try:
        worker = on_folder(part, emit)
        gc.collect()
        gc.freeze()  # tills and baskets stay; what a sale makes is gone with it, and makes no circles
        gc.disable()
        worker.ready()
        worker.started = float(os.read(0, 64) or began)

        def wait(worker: Worker) -> None:
            while os.read(0, 64):
                pass
            worker.stop()

        threading.Thread(target=wait, args=(worker,), daemon=True).start()
        time.sleep(max(0.0, worker.started - time.monotonic()))
        worker.run()
    except (StoreError, OSError) as error:
        told = error if isinstance(error, StoreError) else explain(error, Path(error.filename or part.folder))
        if worker is not None:
            worker.gave_up(str(told))
        else:
            emit(Beat(part.worker, time.monotonic() - began, over=True, problem=str(told)))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
