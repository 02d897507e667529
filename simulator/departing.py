"""What the house does where somebody goes, has another name, or turns out to be two: one of the trainers says so."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import wall_clock
from simulator.lobby_rows import Gone, Person
from simulator.settings import Settings, save_settings

if TYPE_CHECKING:
    from simulator.store.database import Database
    from simulator.store.departures import Departures
    from simulator.store.journal import Run
    from simulator.store.people import People
    from simulator.store.people import Person as Kept
    from simulator.store.sql_journal import SqlJournal


class Departing(ABC):
    """A part of the house; the rest of it is in `bootstrap`. Every method may raise StoreError."""

    home: Path
    settings: Settings

    @property
    @abstractmethod
    def database(self) -> "Database": ...
    @property
    @abstractmethod
    def journal(self) -> "SqlJournal": ...
    @property
    @abstractmethod
    def _people(self) -> "People": ...
    @abstractmethod
    def trainers(self) -> Sequence[Person]: ...
    @abstractmethod
    def abandon(self, run: str, by: str = "") -> None: ...
    @abstractmethod
    def _left(self, person: str | None = None) -> "list[Run]": ...

    @property
    def _departures(self) -> "Departures":
        from grading.readiness.digest import kept
        from simulator.store.departures import Departures

        return Departures(self.database, kept)

    def gone(self) -> "Sequence[Kept]":
        """Those who are here no more."""
        return [one for one in self._people.all() if one.gone]

    def rename_person(self, person: str, name: str, vouched_by: str = "") -> Person:
        """Another name for somebody: sessions, certificates and badges are theirs as before."""
        found = self._here(person, vouched_by)
        self._people.change(person, name=name, moment=_moment())
        return found._replace(name=name)

    def change_role(self, person: str, role: str, vouched_by: str = "") -> Person:
        """What somebody trains for, corrected; their sessions stay what they were. Raises OtherKind for a trainer."""
        from simulator.store.errors import TrainersHaveNoRole

        found = self._here(person, vouched_by)
        if found.role == "trainer":
            raise TrainersHaveNoRole(name=found.name)
        self._people.change(person, roles=[role])
        return found._replace(role=role)

    def remove_person(self, person: str, vouched_by: str = "") -> Gone:
        """Take away who somebody is; what they did stays as figures of nobody. What was left in the middle is over."""
        from grading.reports.rows import sign_of
        from simulator.formats.register import held_by
        from simulator.readiness.stores import Stores
        from simulator.store.errors import LastTrainer

        found, sign = self._here(person, vouched_by), sign_of(person)
        if found.role == "trainer" and len(self.trainers()) < 2:
            raise LastTrainer(name=found.name)
        runs = self.journal.runs(person=person)
        self._demand_free(found)
        for left in self._left(person):
            self.abandon(left.run, vouched_by or person)
        pages = [path for run in runs for path in (self.home / "debriefs").glob(f"*-{run.run}.html")]
        sessions = self._departures.remove(person, sign, _moment())
        held_by(self.home, person, person, sign)
        for path in pages:
            path.unlink(missing_ok=True)
        if self.settings.person == person:
            self.settings.person = ""
            save_settings(self.home, self.settings)
        return Gone(sign, sessions, len(pages), tuple(Stores(self.home).naming(found.name)))

    def merge_people(self, person: str, into: str, vouched_by: str = "") -> int:
        """`person` was `into` under another name: all sessions are theirs. Returns how many were brought over."""
        from simulator.formats.register import held_by
        from simulator.store.errors import OtherKind

        one, other = self._here(person, vouched_by), self._here(into, vouched_by)
        if "trainer" in (one.role, other.role):
            raise OtherKind(one=one.name, other=other.name)
        self._demand_free(one)
        moved = self._departures.merge(person, into, _moment())
        held_by(self.home, person, into)
        return moved

    def _here(self, person: str, vouched_by: str) -> Person:
        from simulator.store.errors import NoSuchPerson, NotVouched

        trainers = {trainer.id for trainer in self.trainers()}
        if trainers and vouched_by not in trainers:
            raise NotVouched
        kept = self._people.get(person)
        if kept is None or kept.gone:
            raise NoSuchPerson(person=person)
        return Person(kept.person, kept.name, "trainer" if person in trainers else kept.roles[0] if kept.roles else "")

    def _demand_free(self, person: Person) -> None:
        """No session of theirs is being played."""
        from simulator.store.errors import StillPlaying

        if any(self.journal.elsewhere(run.run) for run in self.journal.runs(person=person.id, sealed=False)):
            raise StillPlaying(name=person.name)


def _moment() -> str:
    """In one zone and whole, so that moments sort as they came."""
    return wall_clock.now().astimezone(UTC).isoformat(timespec="microseconds")
