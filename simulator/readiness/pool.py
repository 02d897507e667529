"""What is kept of people and their sessions, read once for as many stores as are asked about."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Protocol

from simulator.kernel.entries import SHOP
from simulator.readiness.training import Training, kept_training
from simulator.store.attempts import Tried
from simulator.store.database import Database
from simulator.store.errors import NoSuchRun
from simulator.store.export import verify_run
from simulator.store.journal import Journal
from simulator.store.people import People, Person

Prove = Callable[[str], str]
"""The head of a session's journal; empty where it is not sealed and sound."""
NOBODYS = Training(())


class Session(Protocol):
    """So much of one as names its journal."""

    @property
    def run(self) -> str: ...
    @property
    def head(self) -> str:
        """As it is recorded."""
        ...


class Pool:
    """People by name, those of their sessions that count, and what proves one. Raises StoreError."""

    def __init__(self, people: Iterable[Person], training: Mapping[str, Training], prove: Prove) -> None:
        self.named: dict[str, list[str]] = {}
        """Name -> ids of trainees."""
        for person in people:
            if "trainer" not in person.roles and not person.gone:
                self.named.setdefault(person.name, []).append(person.person)
        self._training = training
        self.prove = cache(prove)
        self._by_run: dict[str, Tried] = {}

    @classmethod
    def of(cls, database: Database, journal: Journal) -> "Pool":
        return cls(People(database).all(), kept_training(database), lambda run: proven(journal, run))

    def training(self, person: str) -> Training:
        """Of an id; an empty one of somebody who has no sessions."""
        return self._training.get(person, NOBODYS)

    def row(self, run: str) -> Tried | None:
        """A session's own row; a guest's has none."""
        if not self._by_run:
            self._by_run = {row.run: row for theirs in self._training.values() for row in theirs.rows}
        return self._by_run.get(run)

    def head_of(self, session: Session) -> str:
        """The head of its journal; empty where that is not sealed and sound."""
        return self.prove(session.run)


def proven(journal: Journal, run: str) -> str:
    """The head of a journal that is sealed and sound, else nothing."""
    try:
        verdict = verify_run(journal, run)
    except NoSuchRun:
        return ""
    return journal.heads(run)[SHOP].hash.hex() if verdict.ok and verdict.sealed else ""
