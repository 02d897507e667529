"""Many stations' appends in one commit: what a shop full of tills needs, and a drill does not.

Whoever writes hands over what was decided at many stations at once; each is whole or, where a claim of its is refused,
not there at all, and its neighbours are. Nothing is acknowledged before `commit` returns. Several processes may write
the same run: each its own stations, the run's one order is given out under the database's own lock.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Claim
from simulator.store.chain import Chains, Head
from simulator.store.database import Database, explain
from simulator.store.errors import ClaimRefused, RunSealed, RunTaken, StoreError
from simulator.store.granting import Granting
from simulator.store.inserting import Inserting, Pending, prepared
from simulator.store.turns import NO_TURNS, Turns

Refused = StoreError | ValueError
"""Why one append is not there."""
GROUP = 128
"""Appends a commit."""
CACHE = 8_192
"""KiB of pages that are kept: a group's own. All goes to the ends of tables, and memory that is used again is quick."""
LAST = (
    "SELECT coalesce((SELECT max(position) FROM entries WHERE run = live_runs.run), 0), "
    "coalesce((SELECT first + length - 1 FROM segments WHERE run = live_runs.run ORDER BY first DESC LIMIT 1), 0) "
    "FROM live_runs WHERE run = {}"
)
"""Where single entries of a run end, and where segments do; no row once it is sealed."""
CHECKPOINT = 50_000
"""Pages of the log before a commit brings them into the file; somebody beside does so earlier, and nobody waits."""


class GroupWriter:
    """Writes stations of one run. Not for threads to share."""

    def __init__(self, database: Database, run: str, heads: Mapping[str, Head], turns: Turns = NO_TURNS) -> None:
        """`heads` say where the run's streams end; the shop's is its opening entry."""
        self._database, self.run, self._turns = database, run, turns
        self.group = GROUP
        """Appends that are best stored at once."""
        self.reconnected = 0
        """So often the server was gone and came back."""
        self._chains = Chains(run, heads, heads[SHOP].hash)
        self._held_open = database.writer.raw_connection()
        assert self._held_open.dbapi_connection is not None
        self._driver: DBAPIConnection = self._held_open.dbapi_connection
        self._cursor: DBAPICursor = self._driver.cursor()
        dialect = database.writer.dialect
        self._errors = dialect.loaded_dbapi
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        self._begin = "BEGIN IMMEDIATE" if dialect.name == "sqlite" else "BEGIN"
        self._order = "" if dialect.name == "sqlite" else f"SELECT run FROM live_runs WHERE run = {mark} FOR UPDATE"
        """Where writers do not wait for each other as they begin, they do for the run's order."""
        self._last = LAST.format(mark)
        if dialect.name == "sqlite":
            self._cursor.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
            self._cursor.execute(f"PRAGMA cache_size = -{CACHE}")
        self._inserting, self._granting = Inserting(mark), Granting(self._cursor, mark)

    def close(self) -> None:
        self._held_open.close()

    def commit(self, batch: Iterable[tuple[Sequence[Entry], Sequence[Claim]]]) -> list[Refused | None]:
        """Store appends, one of a station at most, durable on return: None for each that is, else why it is not. Of one
        that is encoded nothing is held here: who hands it over may have let it go.

        Raises StoreError where nothing can be stored at all.
        """
        return self.store([prepared(self._chains, entries, claims) for entries, claims in batch])

    def store(self, pendings: Sequence[Pending]) -> list[Refused | None]:
        """The same of what is encoded, chained and booked already."""
        outcomes: list[Refused | None]
        try:
            outcomes = list(self._commit(pendings))
        except (self._errors.IntegrityError, RunTaken):  # one has no place: the others are not to suffer for it
            outcomes = [self._alone(pending) for pending in pendings]
        for pending, refused in zip(pendings, outcomes, strict=True):
            if refused is None:
                self._chains.advance(pending.moved)
        return outcomes

    def _alone(self, pending: Pending) -> Refused | None:
        try:
            return self._commit([pending])[0]
        except self._errors.IntegrityError as error:
            return explain(error, self._database.path)
        except RunTaken as error:
            return error

    def _commit(self, batch: Sequence[Pending]) -> Sequence[ClaimRefused | None]:
        cursor = self._cursor
        self._database.demand_present()
        try:
            with self._turns:
                try:
                    cursor.execute(self._begin)
                    if self._order:
                        cursor.execute(self._order, (self.run,))
                    cursor.execute(self._last, (self.run,))
                    ends = cursor.fetchone()
                    if ends is None:
                        raise RunSealed(run=self.run)
                    refusals = self._granting.grant_each(self.run, [one.claims for one in batch])
                    granted = [one for one, refused in zip(batch, refusals, strict=True) if refused is None]
                    if not self._inserting.insert_together(cursor, granted, max(ends)):
                        raise RunTaken(run=self.run)
                    cursor.execute("COMMIT")
                except BaseException:
                    self._driver.rollback()
                    raise
        except self._errors.IntegrityError:
            raise
        except self._errors.Error as error:
            raise explain(error, self._database.path) from error
        return refusals
