"""People who go, and people who turn out to be one: what of them stays.

Journals bear ids alone, and ids are drawn by lot. So a person goes by losing name, PIN and what was remarked about
them; their sessions stay as they were sealed, and are nobody's any more: figures that lead back to no one. The row
stays, too, since results hang on it, and says since when; of two that are one it says who they are now, since journals
go on naming the id under which a session was played, and what that entry was called, since earlier reports go on, too.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, select, update

from simulator.store import overlay_tables, tables
from simulator.store.database import Database
from simulator.store.errors import NoSuchPerson
from simulator.store.glance import GONE, SAME, WAS, Person, was
from simulator.store.people import People
from simulator.store.records import Digest, rewrite


class Departures:
    """Every method may raise StoreError."""

    def __init__(self, database: Database, digest: Digest | None = None) -> None:
        self._database, self._digest = database, digest
        self._people = People(database)

    def remove(self, person: str, sign: str, moment: str) -> int:
        """Take away who somebody is; `sign` stands for them where they judged others. Returns how many of their
        sessions stay. Raises NoSuchPerson."""
        kept = self._known(person)
        twice = [one for one in self._people.all() if one.same_as == person]
        judged = overlay_tables.judgements
        with self._database.write() as connection:
            _overwriting(connection, True)
            _leave(connection, kept, f"{GONE}{moment}")
            for one in twice:
                _forget(connection, one)
            mine = judged.c.run.in_(select(tables.runs.c.run).where(tables.runs.c.person == person))
            connection.execute(
                delete(judged).where(mine, judged.c.observable == "")
            )  # remarks name whom they are about
            connection.execute(update(judged).where(mine).values(comment=""))
            connection.execute(update(judged).where(judged.c.rater == person).values(name=sign))
            stays = select(func.count()).where(tables.results.c.person == person)
            sessions = connection.scalar(stays) or 0
            _overwriting(connection, False)
        self._database.tidy(whole=True)
        return sessions

    def merge(self, person: str, into: str, moment: str) -> int:
        """What `person` did was done by `into`. Returns how many sessions that are. Raises NoSuchPerson."""
        if person == into:
            raise ValueError(f"expected two people, got {person!r} twice")
        kept = self._known(person)
        self._known(into)
        before = [one for one in self._people.all() if one.same_as == person]
        results, runs, answers = tables.results, tables.runs, overlay_tables.surveys
        with self._database.write() as connection:
            moved = connection.execute(update(results).where(results.c.person == person).values(person=into)).rowcount
            connection.execute(update(runs).where(runs.c.person == person).values(person=into))
            connection.execute(update(answers).where(answers.c.person == person).values(person=into))
            for one in before:
                _mark(connection, one, "", (*one.marks, f"{SAME}{into}"))
            names = [mark for mark in kept.marks if mark.startswith(WAS)]
            _leave(connection, kept, *names, was(moment, kept.name), f"{GONE}{moment}", f"{SAME}{into}")
            rewrite(connection, (person, into), self._digest)
        return moved

    def _known(self, person: str) -> Person:
        found = self._people.get(person)
        if found is None or found.gone:
            raise NoSuchPerson(person=person)
        return found


def _leave(connection: Connection, kept: Person, *marks: str) -> None:
    connection.execute(delete(tables.pins).where(tables.pins.c.person == kept.person))
    _mark(connection, kept, "", marks)


def _forget(connection: Connection, kept: Person) -> None:
    """What an entry was called that had become one with somebody who goes."""
    _mark(connection, kept, "", [mark for mark in kept.marks if not mark.startswith(WAS)])


def _mark(connection: Connection, kept: Person, name: str, marks: Iterable[str]) -> None:
    row = {"name": name, "roles": " ".join((*kept.roles, *marks))}
    connection.execute(update(tables.people).where(tables.people.c.person == kept.person).values(row))


def _overwriting(connection: Connection, on: bool) -> None:
    """Whether what is deleted is overwritten in the file as well."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA secure_delete={'ON' if on else 'OFF'}")
