"""People, and what they achieved. Wall times and ids come in from the caller.

A guest is nobody here: runs without a person leave no result. PINs are kept as salted scrypt hashes only.
"""

import hmac
import secrets
from collections.abc import Sequence
from hashlib import scrypt
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from simulator.store import glance
from simulator.store import people_tables as tables
from simulator.store.database import Database
from simulator.store.errors import NoSuchPerson, PersonExists
from simulator.store.glance import Person
from simulator.store.overlay_tables import judgements
from simulator.store.records import Digest, rewrite
from simulator.store.result import Result

__all__ = ["People", "Person", "Result", "Results"]

COST = 2**14
"""scrypt's n: about 50 ms and 16 MiB a try."""


class People:
    """Who uses this data folder. Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, person: str, name: str, roles: Sequence[str], created: str) -> Person:
        """Raises PersonExists where the id is taken. Names may repeat: people do."""
        with self._database.write() as connection:
            if _known(connection, person):
                raise PersonExists(person=person)
            values = {"person": person, "name": name, "roles": _joined(roles), "created": created}
            connection.execute(insert(tables.people), values)
        return Person(person, name, tuple(roles), created)

    def change(
        self, person: str, *, name: str | None = None, roles: Sequence[str] | None = None, moment: str = ""
    ) -> None:
        """Another name, other roles. With a moment, which name it was until then stays known: a report that was
        written before names them so. Raises NoSuchPerson."""
        with self._database.write() as connection:
            kept = _demand(connection, person)
            marks = kept.marks
            if moment and name is not None and name != kept.name:
                marks = (*marks, glance.was(moment, kept.name))
            values = {
                "name": kept.name if name is None else name,
                "roles": " ".join((_joined(kept.roles if roles is None else roles), *marks)).strip(),
            }
            connection.execute(update(tables.people).where(tables.people.c.person == person).values(values))

    def all(self) -> list[Person]:
        """In the order in which they came."""
        return glance.people(self._database.ask)

    def get(self, person: str) -> Person | None:
        return next(iter(self._select(tables.people.c.person == person)), None)

    def set_pin(self, person: str, pin: str, mark: str = "") -> None:
        """Give a person a PIN, which makes them one who can attest; `mark` is kept among their roles with it. Raises
        NoSuchPerson; ValueError for no PIN."""
        if not pin:
            raise ValueError("expected a PIN, got nothing")
        hashed = _hash(pin, secrets.token_bytes(16), COST)
        with self._database.write() as connection:
            _demand(connection, person)
            connection.execute(delete(tables.pins).where(tables.pins.c.person == person))
            connection.execute(insert(tables.pins), {"person": person, "hash": hashed})
            if mark:
                whose = tables.people.c.person == person
                roles = connection.scalar(select(tables.people.c.roles).where(whose)) or ""
                connection.execute(update(tables.people).where(whose).values(roles=_joined([*roles.split(), mark])))

    def check_pin(self, person: str, pin: str) -> bool:
        """Whether the person has this PIN; never for one who has none."""
        with self._database.read() as connection:
            kept = connection.scalar(select(tables.pins.c.hash).where(tables.pins.c.person == person))
        if kept is None:
            return False
        _scheme, cost, salt, _key = kept.split("$")
        return hmac.compare_digest(_hash(pin, bytes.fromhex(salt), int(cost)), kept)

    def trainers(self) -> list[Person]:
        """People with a PIN: those who can attest who sits there."""
        return self._select(tables.people.c.person.in_(select(tables.pins.c.person)))

    def attested_and_judged(self, trainer: str) -> tuple[int, int]:
        """How many exams somebody attested, and how many sessions they judged."""
        exams, judged = tables.results, judgements
        with self._database.read() as connection:
            attested = connection.scalar(select(func.count()).where(exams.c.attested_by == trainer)) or 0
            of = select(func.count(judged.c.run.distinct())).where(judged.c.rater == trainer)
            return attested, connection.scalar(of) or 0

    def _select(self, *wanted: Any) -> list[Person]:  # SQLAlchemy's conditions
        columns = tables.people.c
        query = select(columns.person, columns.name, columns.roles, columns.created).where(*wanted).order_by(columns.no)
        with self._database.read() as connection:
            return [glance.person_of(*row) for row in connection.execute(query)]


def _known(connection: Connection, person: str) -> bool:
    return connection.scalar(select(tables.people.c.no).where(tables.people.c.person == person)) is not None


def _demand(connection: Connection, person: str) -> Person:
    columns = tables.people.c
    query = select(columns.person, columns.name, columns.roles, columns.created).where(columns.person == person)
    kept = connection.execute(query).first()
    if kept is None:
        raise NoSuchPerson(person=person)
    return glance.person_of(*kept)


def _joined(roles: Sequence[str]) -> str:
    if any(len(role.split()) != 1 for role in roles):
        raise ValueError(f"expected role ids without blanks, got {list(roles)}")
    return " ".join(roles)


def _hash(pin: str, salt: bytes, cost: int) -> str:
    return f"scrypt${cost}${salt.hex()}${scrypt(pin.encode(), salt=salt, n=cost, r=8, p=1).hex()}"


# --- results ---------------------------------------------------------------------------------------------------------


class Results:
    """Graded runs. Every method may raise StoreError."""

    def __init__(self, database: Database, digest: Digest | None = None) -> None:
        """`digest`: what a person's sessions come to, which is kept in their record."""
        self._database, self._digest = database, digest

    def record(self, result: Result) -> None:
        """Keep a result; one of the same run, graded before, is replaced in its place. The record of its
        person is written with it. Raises NoSuchPerson."""
        table = tables.results
        with self._database.write() as connection:
            _demand(connection, result.person)
            known = connection.execute(select(table.c.no, table.c.person).where(table.c.run == result.run)).first()
            if known is None:
                connection.execute(insert(table), result._asdict())
            else:
                connection.execute(update(table).where(table.c.no == known.no).values(result._asdict()))
            rewrite(connection, [result.person] if known is None else [known.person, result.person], self._digest)

    def runs(self) -> set[str]:
        """All sessions that have a result."""
        with self._database.read() as connection:
            return set(connection.scalars(select(tables.results.c.run)))

    def of(self, person: str, scenario: str | None = None, *, limit: int | None = None) -> list[Result]:
        """A person's results, the latest first."""
        table = tables.results.c
        wanted = [table.person == person] if scenario is None else [table.person == person, table.scenario == scenario]
        query = select(*(table[name] for name in Result._fields)).where(*wanted).order_by(table.no.desc()).limit(limit)
        with self._database.read() as connection:
            return [Result(*row) for row in connection.execute(query)]
