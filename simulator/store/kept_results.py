"""All kept results as a stream, however many there are: never more of them in memory than a handful."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import Boolean, column, select, table

from simulator.store import people_tables as tables
from simulator.store.attempts import Tried
from simulator.store.database import Database

_runs = table(
    "runs", column("run"), column("sealed", Boolean), column("ended"), column("bot"), column("branch_of"),
    column("role"),
)  # fmt: skip
AT_ONCE = 500


class KeptResult(NamedTuple):
    tried: Tried
    version: int
    rubric: str
    role: str
    """What the run's own opening says: a script of one's own stands in no library."""


def kept_results(database: Database, people: Collection[str] = ()) -> Iterator[KeptResult]:
    """In the order of finishing; of these people only, where some are named. Raises StoreError."""
    results = tables.results.c
    kept = [results[name] for name in Tried._fields[: Tried._fields.index("sealed")]]
    query = (
        select(
            *kept, _runs.c.sealed, _runs.c.ended, _runs.c.bot, _runs.c.branch_of,
            results.version, results.rubric, _runs.c.role,
        )
        .join_from(tables.results, _runs, results.run == _runs.c.run)
        .order_by(results.no)
        .execution_options(yield_per=AT_ONCE)
    )  # fmt: skip
    if people:
        query = query.where(results.person.in_(sorted(people)))
    with database.read() as connection:
        for *tried, version, rubric, role in connection.execute(query):
            yield KeptResult(Tried._make(tried), version, rubric, role)
