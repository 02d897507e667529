"""Results beside the runs they are of: what mastery is made from. Apart from the journal: a lobby asks for it early."""

from typing import NamedTuple

from sqlalchemy import Boolean, column, select, table

from simulator.store import people_tables as tables
from simulator.store.database import Database

_runs = table(
    "runs", column("run"), column("sealed", Boolean), column("ended"), column("bot"), column("branch_of")
)  # of `tables.runs` so much as is asked for, without the schema of everything


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
    sealed: bool
    ended: str
    """`finished`, `quit`, `abandoned`."""
    bot: str
    branch_of: str


def attempts_of(database: Database, person: str) -> list[Tried]:
    """A person's results, the oldest first. Raises StoreError."""
    results = tables.results.c
    kept = [results[name] for name in Tried._fields[: Tried._fields.index("sealed")]]
    query = (
        select(*kept, _runs.c.sealed, _runs.c.ended, _runs.c.bot, _runs.c.branch_of)
        .join_from(tables.results, _runs, results.run == _runs.c.run)
        .where(results.person == person)
        .order_by(results.no)
    )
    with database.read() as connection:
        return [Tried._make(row) for row in connection.execute(query)]
