"""Durable append of one command's entries, beside raw sqlite3 inserting and committing the same bytes.

Both write the same rows into the same table with the same pragmas on the same disk, taking turns command by command.
The ratio is of medians. Encoding, hashing and the journal's checks are inside ours and outside of the reference.

    python benchmarks/bench_append.py [commands]
"""

import sqlite3
import statistics
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns

from msgspec.structs import astuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import Row, show
from simulator.kernel.commands import Scan
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.facts import Line, LineAdded, MultiplierSet, RunOpened
from simulator.kernel.texts import Text
from simulator.store.chain import Chains
from simulator.store.database import FILE, Database
from simulator.store.sql_journal import SqlJournal

RUN = "bench"
GOAL = 1.3


def opening() -> Entry:
    what = RunOpened(RUN, "bench", 1, "practice", 7, 1, {"script": sha256(b"").hexdigest()}, ("till-1",), "cashier")
    return Entry(SHOP, 1, 0, "director", what)


def commands(count: int) -> Iterator[list[Entry]]:
    """One scanned item each: the command and two facts."""
    for n in range(1, count + 1):
        seq, at = 3 * n - 2, n * 1500
        line = Line(
            n, "milk-1l", Text("Milk 1 l", "纯牛奶 1L"), "6901234567892", 1290, 1, 0, 1290, 0, 1300, (f"c{n}-1",)
        )
        yield [
            Entry("till-1", seq, at, "trainee", Scan("6901234567892", f"c{n}-1")),
            Entry("till-1", seq + 1, at, "till", LineAdded("till-1/1", line, 1290 * n), seq),
            Entry("till-1", seq + 2, at, "till", MultiplierSet(1), seq),
        ]


def reference(folder: Path) -> sqlite3.Connection:
    """The bare driver on a file made by the same schema."""
    Database.open(folder).close()
    raw = sqlite3.connect(folder / FILE, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def measure(count: int = 2000) -> tuple[list[int], list[int]]:
    """Nanoseconds of each append: ours, and the reference's."""
    ours, theirs = [], []
    with TemporaryDirectory(dir=Path.cwd()) as place, Database.open(Path(place) / "ours") as database:
        journal = SqlJournal(database)
        journal.create_run(RUN, opening(), {"script": b""})
        raw = reference(Path(place) / "raw")
        raw.execute(f"ATTACH '{database.path}' AS ours")
        raw.execute("INSERT INTO runs SELECT * FROM ours.runs")
        raw.execute("INSERT INTO live_runs SELECT * FROM ours.live_runs")
        raw.execute("DETACH ours")
        insert = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)"
        chains = Chains(RUN)
        chains.advance(chains.extend([opening()])[1])
        position = 1
        for turn, entries in enumerate(commands(count)):
            stored, moved = chains.extend(entries)
            chains.advance(moved)
            rows = [(RUN, position + i, *astuple(one)) for i, one in enumerate(stored, 1)]
            position += len(rows)

            def ours_once(entries: list[Entry] = entries) -> None:
                journal.append(RUN, entries)

            def theirs_once(rows: list[tuple[object, ...]] = rows) -> None:
                raw.execute("BEGIN IMMEDIATE")
                raw.executemany(insert, rows)
                raw.execute("COMMIT")

            both = [(ours_once, ours), (theirs_once, theirs)]
            for once, times in both if turn % 2 else reversed(both):
                start = perf_counter_ns()
                once()
                times.append(perf_counter_ns() - start)
        raw.close()
        journal.close()
    return ours, theirs


def main(count: int = 2000) -> list[Row]:
    ours, theirs = (statistics.median(times) / 1e9 for times in measure(count))
    return [Row("durable append of one command's 3 entries", ours, theirs, GOAL, against="raw sqlite3 insert + commit")]


if __name__ == "__main__":
    print(show(main(*map(int, sys.argv[1:]))))
