"""What is kept of people and their sessions, read once for as many stores as are asked about."""

from collections.abc import Callable, Iterable
from functools import cache

from grading.mastery.attempts import MODES
from simulator.kernel.entries import SHOP
from simulator.store.attempts import Tried, all_attempts
from simulator.store.database import Database
from simulator.store.errors import NoSuchRun
from simulator.store.export import verify_run
from simulator.store.journal import Journal
from simulator.store.people import People, Person

Prove = Callable[[str], str]
"""The head of a session's journal; empty where it is not sealed and sound."""


class Pool:
    """People by name, those of their sessions that count, and what proves one. Raises StoreError."""

    def __init__(self, people: Iterable[Person], rows: Iterable[Tried], prove: Prove) -> None:
        self.named: dict[str, list[str]] = {}
        """Name -> ids of trainees."""
        for person in people:
            if "trainer" not in person.roles:
                self.named.setdefault(person.name, []).append(person.person)
        self.rows: dict[str, list[Tried]] = {}
        """Id -> sessions, the oldest first."""
        for row in rows:
            try:
                self.rows[row.person].append(row)
            except KeyError:
                self.rows[row.person] = [row]
        self.prove = cache(prove)
        self._by_run: dict[str, Tried] = {}

    @classmethod
    def of(cls, database: Database, journal: Journal) -> "Pool":
        return cls(People(database).all(), all_attempts(database, counting=MODES), lambda run: proven(journal, run))

    def row(self, run: str) -> "Tried | None":
        """A session's own row; a guest's has none."""
        if not self._by_run:
            self._by_run = {row.run: row for rows in self.rows.values() for row in rows}
        return self._by_run.get(run)

    def head_of(self, row: Tried) -> str:
        """The head of its journal; empty where that is not sealed and sound."""
        return self.prove(row.run)


def proven(journal: Journal, run: str) -> str:
    """The head of a journal that is sealed and sound, else nothing."""
    try:
        verdict = verify_run(journal, run)
    except NoSuchRun:
        return ""
    return journal.heads(run)[SHOP].hash.hex() if verdict.ok and verdict.sealed else ""
