"""A readiness report over 100 stores, 5,000 trainees, 100,000 graded drills, beside the bare SQL that reads its rows.

Rows are generated straight into the data folder. The reference asks SQLite with the driver alone for every row that the
report names (each session with its head stands in its annex) and keeps them as they come; ours reads, sums, judges
every gate of every store and makes the report. They take turns. Chains are
left to `verify`, which is measured by `bench_verify`: here heads are believed as they are recorded.

Each format is then written in a process of its own, which says how much memory it took at most.

    python benchmarks/bench_readiness.py [drills]
"""

import gc
import sqlite3
import statistics
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import msgspec

from benchmarks.table import Row, show
from grading.readiness.digest import kept
from grading.readiness.model import Member, Profile, Shift
from grading.readiness.source import shipped_gates
from grading.reports.model import Report
from roles.model import load
from scenarios.library import index
from simulator.kernel.texts import Text
from simulator.readiness.pool import Pool, Session
from simulator.reporting.asked import Asked, Kept
from simulator.reporting.formats import FORMATS, SUFFIXES, XAPI
from simulator.reporting.making import make
from simulator.reporting.shelf import Shelf
from simulator.reporting.statements import write as write_statements
from simulator.store.database import FILE, Database
from simulator.store.memory import MemoryJournal
from simulator.store.people import People
from simulator.store.records import rewrite_all

DRILLS, STORES, PEOPLE = 100_000, 100, 5_000
GOAL, MOST_MEMORY = 2.0, 500
WRITTEN = (*FORMATS, XAPI)
DAY = date(2026, 11, 26)
BARE = (
    "SELECT person, name, roles, created FROM people ORDER BY no",
    """SELECT r.no, r.run, r.person, r.scenario, r.mode, r.seed, r.attested_by, r.passed, r.summary, r.finished,
    r.version, r.rubric, u.sealed, u.ended, u.bot, u.branch_of
    FROM results r JOIN runs u ON r.run = u.run ORDER BY r.no""",
    """SELECT s.run, substr(s.hashes, length(s.hashes) - 31) FROM segments s JOIN (SELECT run, max(first) AS first
    FROM segments GROUP BY run) l ON s.run = l.run AND s.first = l.first""",
)


class Recorded(Pool):
    """Heads as they are recorded."""

    def head_of(self, session: Session) -> str:
        return session.head


class Believed(Shelf):
    def prove(self, run: str) -> str:
        return self._recorded[run]

    @cached_property
    def _recorded(self) -> dict[str, str]:
        return {row.run: row.head for row in self.rows}

    @cached_property
    def pool(self) -> Pool:
        return Recorded(People(self._database).all(), self.training, self.prove)


def fill(place: Path, drills: int, people: int) -> None:
    """A data folder, with what is kept of each person besides, as it is written with every grade."""
    with Database.open(place) as database:
        with closing(sqlite3.connect(place / FILE)) as connection:
            _fill(connection, drills, people)
        with database.write() as writer:
            rewrite_all(writer, kept)


def _fill(connection: sqlite3.Connection, drills: int, people: int) -> None:
    """Graded drills as they are kept: some never passed, some missed a rule or two, a few made a grave error."""
    draws, cards = Random(7), [card for card in index() if card.role == "cashier"]
    exams = load("cashier").certifies
    connection.executemany(
        "INSERT INTO people VALUES (?, ?, ?, 'cashier', '')",
        [(n + 1, f"{n:08x}", f"Trainee {n}") for n in range(people)],
    )
    runs, results, segments = [], [], []
    for n in range(drills):
        person, run = n % people, f"{n:010x}"
        turn = n // people
        card = cards[(turn * 3 + person) % len(cards)] if turn < len(exams) else None
        drill = card.id if card else exams[turn % len(exams)]
        mode = "practice" if card else "exam"
        wrong = draws.randrange(4) if draws.random() < 0.4 else 0
        judged = (card or next(card for card in cards if card.id == drill)).competencies
        grades = {one: 5 if not wrong else draws.randint(2, 5) for one in judged}
        done = {one: [12, 12 + wrong] for one in judged}
        missed = {f"rule_{m}": [1, 12] for m in range(wrong)}
        graves = [["rule_0", judged[0], "till-1", 51, 133_000]] if wrong == 3 else []
        summary = {"duration": 540_000, "grades": grades, "done": done, "missed": missed, "graves": graves}
        when = f"{DAY - timedelta(days=60 - 60 * n // drills)}T10:00:00+08:00"
        kept = msgspec.json.encode(summary).decode()
        passed, by = int(wrong < 2), "t" if mode == "exam" else ""
        runs.append((n + 1, run, drill, 1, mode, n, "cashier", f"{person:08x}", "", by, "1", when, "+08:00", "", 1, 900,
                     540_000, "finished"))  # fmt: skip
        results.append((n + 1, run, f"{person:08x}", drill, 1, mode, n, "1", 1, by, passed, kept,
                        "ab" * 32, when))  # fmt: skip
        segments.append((run, 1, 1, "[]", b"", n.to_bytes(32, "big")))
    for table, rows in (("runs", runs), ("results", results), ("segments", segments)):
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.commit()


def asked() -> Asked:
    each, shifts = PEOPLE // STORES, (Shift("early", Text("Early", "早班"), {"cashier": 20}),)
    profiles = tuple(
        Profile(
            f"store_{n}", Text(f"Store {n}", f"{n} 号店"), str(DAY + timedelta(days=20)), 8, 900, 140,
            f"Trainee {n * each}",
            tuple(Member(f"Trainee {n * each + m}", ("cashier",), ("early",)) for m in range(each)),
            shifts, ("printer-1",),
        )
        for n in range(STORES)
    )  # fmt: skip
    gates = shipped_gates()
    return Asked(
        "readiness", f"{DAY}T12:00:00+08:00", str(DAY), Kept(sys.maxsize >> 1, 0, 0), gates.gates, gates.sha256,
        profiles, ("cd" * 32,) * STORES,
    )  # fmt: skip


def made(place: Path) -> Report:
    with Database.open(place) as database:
        return make(Believed(database, MemoryJournal()), asked())


def measure(drills: int, rounds: int = 3) -> tuple[float, float, dict[str, tuple[float, float, int]]]:
    """Seconds of the whole report and of the bare queries; seconds, megabytes and messages of each format."""
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        place = Path(folder)
        fill(place, drills, PEOPLE)
        connection = sqlite3.connect(place / FILE)
        asked(), made(place)  # both have read the file once
        ours, bare = [], []
        for _round in range(rounds):
            start = perf_counter()
            rows = [connection.execute(query).fetchall() for query in BARE]
            bare.append(perf_counter() - start)
            assert len(rows[1]) == drills
            del rows
            gc.collect()
            start = perf_counter()
            report = made(place)
            ours.append(perf_counter() - start)
            assert len(report.tables["sessions"].rows) == drills
            assert len(report.tables["stores"].rows) == STORES
            del report
            gc.collect()
        connection.close()
        formats = {name: _written(place, name) for name in WRITTEN}
    return statistics.median(ours), statistics.median(bare), formats


def _written(place: Path, name: str) -> tuple[float, float, int]:
    done = subprocess.run(
        [sys.executable, __file__, "--write", name, str(place)], capture_output=True, text=True, check=True
    )
    seconds, megabytes, told = done.stdout.split()
    return float(seconds), float(megabytes), int(told)


def write(name: str, place: Path) -> None:
    """In a process of its own: seconds, megabytes at most, and how often it said how far it is."""
    import resource

    told = list[int]()
    with (place / f"report{SUFFIXES[name]}").open("wb") as out:
        start = perf_counter()
        if name == XAPI:
            with Database.open(place) as database:
                shelf, wanted = Believed(database, MemoryJournal()), asked()
                write_statements(shelf, wanted, "zh", "", out, lambda done, of: told.append(done))
        else:
            report = made(place)
            start = perf_counter()
            FORMATS[name].write(report, "zh", out, lambda done, of: told.append(done))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(perf_counter() - start, most, len(told))


def main(drills: int = DRILLS) -> list[Row]:
    ours, bare, formats = measure(drills)
    rows = [Row(f"a readiness report of {STORES} stores, {drills:,} drills", ours, bare, GOAL, against="the bare SQL")]
    for name, (seconds, megabytes, told) in formats.items():
        assert told > 2, f"{name} says how far it is"
        rows.append(Row(f"  written as {name}", seconds, bare, against="the bare SQL"))
        rows.append(Row(f"  memory at most, {name}", megabytes, MOST_MEMORY, MOST_MEMORY, absolute=True, unit=" MB"))
    return rows


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write(sys.argv[2], Path(sys.argv[3]))
    else:
        print(show(main(*map(int, sys.argv[1:]))))
