"""Results beside the runs they are of: what mastery is made from. Apart from the journal: a lobby asks for it early."""

from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Select, column, func, select, table

from simulator.store import people_tables as tables
from simulator.store.database import Database

_runs = table(
    "runs", column("run"), column("sealed", Boolean), column("ended"), column("bot"), column("branch_of")
)  # of `tables.runs` so much as is asked for, without the schema of everything
_segments = table("segments", column("run"), column("first"), column("hashes"))


class Tried(NamedTuple):
    """A kept result with what the run's own row says."""

    no: int
    """Order of keeping."""
    run: str
    person: str
    scenario: str
    mode: str
    seed: int
    attested_by: str
    passed: bool
    summary: str
    finished: str
    """Wall time."""
    version: int
    rubric: str
    sealed: bool
    ended: str
    """`finished`, `quit`, `abandoned`."""
    bot: str
    branch_of: str


def attempts_of(database: Database, person: str) -> list[Tried]:
    """A person's results, the oldest first. Raises StoreError."""
    with database.read() as connection:
        return [Tried._make(row) for row in connection.execute(_all().where(tables.results.c.person == person))]


def all_attempts(database: Database, last: int | None = None) -> list[Tried]:
    """Everybody's results, the oldest first; `last` is the number of the last one that is wanted. Raises StoreError.

    A hundred thousand are many: they are as the driver has them, to some of which truth is 0 and 1."""
    wanted = _all() if last is None else _all().where(tables.results.c.no <= last)
    with database.read() as connection:
        rows = connection.execute(wanted)
        assert rows.cursor is not None, "a query has rows"
        return list(map(partial(tuple.__new__, Tried), rows.cursor.fetchall()))


def _all() -> Select[Any]:
    results = tables.results.c
    kept = [results[name] for name in Tried._fields[: Tried._fields.index("sealed")]]
    return (
        select(*kept, _runs.c.sealed, _runs.c.ended, _runs.c.bot, _runs.c.branch_of)
        .join_from(tables.results, _runs, results.run == _runs.c.run)
        .order_by(results.no)
    )


def last_hashes(database: Database) -> dict[str, str]:
    """Run -> hash of its last entry, in hex: of a sealed run, the head of the shop's stream. Not verified."""
    first = select(_segments.c.run, func.max(_segments.c.first).label("first")).group_by(_segments.c.run).subquery()
    tail = func.substr(_segments.c.hashes, func.length(_segments.c.hashes) - 31)
    query = select(_segments.c.run, tail).join(
        first, (_segments.c.run == first.c.run) & (_segments.c.first == first.c.first)
    )
    with database.read() as connection:
        rows = connection.execute(query)
        assert rows.cursor is not None, "a query has rows"
        return {run: tail.hex() for run, tail in rows.cursor.fetchall() if isinstance(tail, bytes)}
