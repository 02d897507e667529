"""What a second process reads in the journal while the program plays: readers never block, and are never blocked."""

from collections.abc import Callable
from pathlib import Path

from simulator.drill.bots import Memory
from simulator.drill.grounds.till import STATION
from simulator.drill.staging import Stage
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event
from simulator.kernel.facts import TillStarted
from simulator.pos.engine import apply
from simulator.pos.state import Till
from simulator.pos.view import View
from simulator.store.database import Database
from simulator.store.export import verify_run
from simulator.store.sql_journal import SqlJournal


class Shadow:
    """The latest run of a data folder, folded as far as it goes."""

    def __init__(self, home: Path) -> None:
        self._database = Database.open(home)
        self.journal = SqlJournal(self._database)
        self.run = ""
        self.entries: list[Entry] = []
        self.memory = Memory()

    def close(self) -> None:
        self.journal.close()
        self._database.close()

    def find(self) -> bool:
        """Whether a run was opened; the latest one is followed from now on."""
        runs = self.journal.runs(limit=1)
        if not runs or runs[0].run == self.run:
            return bool(runs)
        self.run = runs[0].run
        self.entries, self.memory = [], Memory()
        self.stage = Stage.restored(self.journal.materials(self.run))
        self.till = self.stage.new_station("till-1")
        self.look()
        return True

    def look(self) -> list[Entry]:
        """Read on; returns what is new."""
        fresh = list(self.journal.read(self.run, after=len(self.entries)))
        for entry in fresh:
            self.entries.append(entry)
            if entry.stream != STATION:
                continue
            if isinstance(entry.what, Command):
                self.memory.did(entry.what, entry.at)
            if isinstance(entry.what, TillStarted):  # a restart reads its journal: so does its shadow
                self.till = self.folded()
            else:
                apply(self.till, entry)
        return fresh

    def folded(self, until: int | None = None) -> Till:
        """The till as its journal tells it, with all entries or so many."""
        till = self.stage.new_station("till-1")
        for entry in self.entries[:until]:
            if entry.stream == STATION:
                apply(till, entry)
        return till

    @property
    def view(self) -> View:
        return View(self.till)

    def all(self, *kinds: type[Event]) -> list[Event]:
        """Everything of these kinds that happened so far."""
        return [entry.what for entry in self.entries if isinstance(entry.what, kinds)]

    def count(self, kind: type[Event]) -> int:
        """How often something has happened by now."""
        self.look()
        return len(self.all(kind))

    def since(self, start: int, fits: Callable[[Event], bool]) -> bool:
        """Whether something that fits happened after the first `start` entries."""
        self.look()
        return any(fits(entry.what) for entry in self.entries[start:])

    def sound(self) -> None:
        """The chain holds, as far as the journal goes."""
        verdict = verify_run(self.journal, self.run)
        assert verdict.ok, verdict.findings
