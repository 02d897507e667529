"""Small journals to store: a run with two tills, built from real entries."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings

from simulator.kernel.commands import Scan
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import Line as BasketLine
from simulator.kernel.facts import LineAdded, RunEnded, RunOpened
from simulator.kernel.texts import Text
from simulator.store.database import Database
from simulator.store.journal import Journal
from simulator.store.memory import MemoryJournal
from simulator.store.sql_journal import SqlJournal

settings.register_profile("unhurried", deadline=None)  # a slow machine is no failure
settings.load_profile("unhurried")


class Shop:
    """Writes entries: each gets the next seq of its stream."""

    materials = {"script": b"scenario: first-sale", "shop": b"goods\n\xff\x00"}

    def __init__(self, run: str = "run-1") -> None:
        self.run = run
        self.seqs: dict[str, int] = {}

    def entry(self, stream: str, what: Event, at: int = 0, cause: int = 0) -> Entry:
        self.seqs[stream] = seq = self.seqs.get(stream, 0) + 1
        return Entry(stream, seq, at, "till", what, cause)

    def opening(self, **given: str) -> Entry:
        hashes = {name: sha256(data).hexdigest() for name, data in self.materials.items()}
        stations = ("till-1", "till-2")
        wall = "2026-11-22T09:00:00"
        what = RunOpened(self.run, "first-sale", 1, "practice", 7, 1, hashes, stations, "cashier", wall=wall, **given)
        return self.entry(SHOP, what)

    def scan(self, n: int, stream: str = "till-1") -> list[Entry]:
        """A command and what follows from it."""
        command = self.entry(stream, Scan("6901234567892", f"good-{n}"), n * 1000)
        line = BasketLine(n, "milk", Text("Milk 1 l", "纯牛奶 1L"), "6901234567892", 1290, 1, 0, 1290, 0, 1300)
        return [command, self.entry(stream, LineAdded(f"{stream}/1", line, 1290 * n), n * 1000, command.seq)]

    def ended(self, at: int = 0) -> Entry:
        return self.entry(SHOP, RunEnded("finished"), at)

    def played(self, journal: Journal, scans: int = 3) -> list[Entry]:
        """Create the run and play it, tills taking turns; returns every entry."""
        entries = [self.opening()]
        journal.create_run(self.run, entries[0], self.materials)
        for n in range(1, scans + 1):
            more = self.scan(n, f"till-{n % 2 + 1}")
            journal.append(self.run, more)
            entries += more
        return entries


@pytest.fixture(scope="session")
def shop_class() -> type[Shop]:
    return Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def another_shop() -> Shop:
    return Shop("run-2")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def sql_journal(database: Database) -> Iterator[SqlJournal]:
    kept = SqlJournal(database)
    yield kept
    kept.close()


@pytest.fixture(params=["sql", "memory"])
def journal(request: pytest.FixtureRequest) -> Journal:
    if request.param == "memory":
        return MemoryJournal()
    kept: SqlJournal = request.getfixturevalue("sql_journal")
    return kept
