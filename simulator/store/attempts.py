"""Results beside the runs they are of: what mastery is made from. Apart from the journal: a lobby asks for it early."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, Select, String, column, func, literal_column, select, table

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
    """`finished`, `quit`, `abandoned`, `by_trainer`."""
    bot: str
    branch_of: str
    tail: bytes | None = None
    """Hash of its last entry, as it is recorded and not verified: of a sealed run, the head of the shop's stream."""

    @property
    def head(self) -> str:
        """The same in hex; empty where there is none."""
        return self.tail.hex() if self.tail is not None else ""


def attempts_of(database: Database, person: str) -> list[Tried]:
    """A person's results, the oldest first. Raises StoreError."""
    with database.read() as connection:
        return [Tried(*row) for row in connection.execute(_all().where(tables.results.c.person == person))]


def attempts_in(connection: Connection, person: str, *, own: bool) -> list[Tried]:
    """The same with their tails, in a transaction; `own`: without bots, and second tries of a moment."""
    wanted = _all(_tail()).where(tables.results.c.person == person)
    if own:
        wanted = wanted.where(_runs.c.bot == "", _runs.c.branch_of == "")
    return [Tried(*row) for row in connection.execute(wanted)]


def last_attempt(database: Database, *, counting: Collection[str]) -> int:
    """The number of the last result of these modes that can count; 0 where there is none. Raises StoreError."""
    latest = _all(counting=counting).order_by(None).order_by(tables.results.c.no.desc()).limit(1)
    with database.read() as connection:
        return connection.scalar(latest) or 0


def all_attempts(database: Database, last: int | None = None, *, counting: Collection[str] = ()) -> list[Tried]:
    """Everybody's results with their tails, the oldest first; `last` is the number of the last one that is wanted.
    Raises StoreError.

    `counting`: those alone that can count for a person, of these modes. A hundred thousand are many: they are as the
    driver has them, to some of which truth is 0 and 1, and what many of them have in common (person, drill, day) is
    there once."""
    wanted = _all(_tail(), counting=counting)
    if last is not None:
        wanted = wanted.where(tables.results.c.no <= last)
    same, new = dict[Any, Any](), tuple.__new__
    one = same.setdefault
    with database.read() as connection:
        rows = connection.execute(wanted)
        assert rows.cursor is not None, "a query has rows"
        return [
            new(Tried, (no, run, one(person, person), one(drill, drill), one(mode, mode), seed, one(by, by),
                        passed, summary, finished, version, one(rubric, rubric), sealed, one(ended, ended), bot,
                        branch_of, tail))
            for no, run, person, drill, mode, seed, by, passed, summary, finished, version, rubric, sealed, ended, bot,
            branch_of, tail in iter(rows.cursor.fetchone, None)
        ]  # fmt: skip


def _all(*more: Any, counting: Collection[str] = ()) -> Select[Any]:
    results, none = tables.results.c, literal_column("''", String)
    kept = [results[name] for name in Tried._fields[: Tried._fields.index("sealed")]]
    who = (none, none) if counting else (_runs.c.bot, _runs.c.branch_of)
    found = (
        select(*kept, _runs.c.sealed, _runs.c.ended, *who, *more)
        .join_from(tables.results, _runs, results.run == _runs.c.run)
        .order_by(results.no)
    )
    return found.where(results.mode.in_(counting), _runs.c.bot == "", _runs.c.branch_of == "") if counting else found


def _tail() -> Any:
    """The last hash of the run's last segment."""
    tail = func.substr(_segments.c.hashes, func.length(_segments.c.hashes) - 31)
    mine = select(tail).where(_segments.c.run == tables.results.c.run).correlate(tables.results)
    return mine.order_by(_segments.c.first.desc()).limit(1).scalar_subquery()
