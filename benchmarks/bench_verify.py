"""Verification of a sealed journal from disk, beside the chain alone computed over the same bytes in memory.

Verification reads segments through SQLAlchemy and compares all stored bytes and recorded hashes with the digests of the
sealing checkpoint. The reference hashes entry by entry: the least that a check can cost without such digests.

    python benchmarks/bench_verify.py [entries]
"""

import statistics
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.bench_append import RUN, commands, opening
from benchmarks.table import Row, show
from simulator.store.database import Database
from simulator.store.export import verify_run
from simulator.store.sql_journal import SqlJournal

GOAL = 1_000_000


def measure(entries: int = 300_000, rounds: int = 5) -> tuple[float, float]:
    """Entries a second: verified from disk, and chained in memory; medians of rounds taken in turn."""
    with TemporaryDirectory(dir=Path.cwd()) as place:
        with Database.open(Path(place)) as database:
            journal = SqlJournal(database)
            journal.create_run(RUN, opening(), {"script": b""})
            with journal.batch():
                for one in commands(entries // 3):
                    journal.append(RUN, one)
            journal.seal(RUN)
            journal.close()
        verified, hashed = [], []
        for _round in range(rounds):
            with Database.open(Path(place)) as database:
                journal = SqlJournal(database)
                start = perf_counter()
                verdict = verify_run(journal, RUN)
                verified.append(verdict.entries / (perf_counter() - start))
                assert (verdict.ok, verdict.sealed) == (True, True)
                lines = [one.data for one in journal.read_stored(RUN)]
                journal.close()
            digest = b""
            start = perf_counter()
            for line in lines:
                digest = sha256(digest + line).digest()
            hashed.append(len(lines) / (perf_counter() - start))
    return statistics.median(verified), statistics.median(hashed)


def main(entries: int = 300_000) -> list[Row]:
    verified, hashed = measure(entries)
    against, what = "sha256 entry by entry, in memory", "verified entries, sealed, from disk"
    return [Row(what, verified, hashed, GOAL, True, absolute=True, unit="/s", against=against)]


if __name__ == "__main__":
    print(show(main(*map(int, sys.argv[1:]))))
