"""A person's training record: their sessions as they are kept, with what their runs say and their tails, in one row.

It says again what `results`, `runs` and `segments` say, and what that comes to (`digest`, grading's own), so that a
report of thousands of people reads as many rows and not as many as they have sessions. Whatever changes one of those
writes the record of its person anew, in the same transaction and from the rows themselves; nothing is ever added to it.
Sessions of bots and second tries of a moment are nobody's, and in no record. What has to be proven is never read from
here, but from the rows.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, delete, insert, select

from simulator.store import people_tables as tables
from simulator.store.attempts import Tried, attempts_in
from simulator.store.database import Database

Digest = Callable[[Sequence[Tried]], tuple[int, str]]
"""What a person's sessions come to, the oldest first: its form (above 0), and JSON."""
NOT_YET = 0, ""
_encode = msgspec.json.Encoder().encode
sessions_in = msgspec.json.Decoder(list[Tried]).decode


class Record(NamedTuple):
    person: str
    last: int
    """Number of the last result."""
    sessions: str
    """JSON for `sessions_in`, the oldest first."""
    form: int
    """Of the digest; 0: there is none yet."""
    digest: str


def rewrite(connection: Connection, people: Iterable[str], digest: Digest | None) -> None:
    """The records of these people anew, in the transaction that changed what they are made of."""
    for person in dict.fromkeys(people):
        connection.execute(delete(tables.records).where(tables.records.c.person == person))
        if rows := attempts_in(connection, person, own=True):
            form, text = digest(rows) if digest else NOT_YET
            record = Record(person, rows[-1].no, _encode(rows).decode(), form, text)
            connection.execute(insert(tables.records), record._asdict())


def rewrite_all(connection: Connection, digest: Digest | None) -> None:
    """Everybody's."""
    connection.execute(delete(tables.records))
    rewrite(connection, connection.scalars(select(tables.results.c.person).distinct()).all(), digest)


def refresh(database: Database, form: int, digest: Digest) -> None:
    """Records without a digest of this form get one. Raises StoreError."""
    old = select(tables.records.c.person).where(tables.records.c.form != form)
    with database.read() as connection:
        if connection.scalar(old.limit(1)) is None:
            return
    with database.write() as connection:
        rewrite(connection, connection.scalars(old).all(), digest)


def records(database: Database) -> list[Record]:
    """Everybody's who has sessions. Raises StoreError."""
    query = select(*(tables.records.c[name] for name in Record._fields))
    with database.read() as connection:
        rows = connection.execute(query)
        assert rows.cursor is not None, "a query has rows"
        return list(map(Record._make, rows.cursor.fetchall()))
