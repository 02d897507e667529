"""Many stations' appends in one commit: what a shop full of tills needs, and a drill does not.

Whoever writes hands over what was decided at many stations at once; each is whole or, where a claim of its is refused,
not there at all, and its neighbours are. Nothing is acknowledged before `commit` returns. Several processes may write
the same run: each its own stations, the run's one order is given out under the database's own lock. How is known to
`file_writer` and `server_writer`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Claim
from simulator.store.chain import Chains, Head
from simulator.store.database import Database, explain
from simulator.store.errors import ClaimRefused, RunSealed, RunTaken, StoreError
from simulator.store.granting import Granting, GrantingTogether
from simulator.store.inserting import Pending, prepared

Refused = StoreError | ValueError
"""Why one append is not there."""
LAST = (
    "SELECT coalesce((SELECT max(position) FROM entries WHERE run = live_runs.run), 0), "
    "coalesce((SELECT first + length - 1 FROM segments WHERE run = live_runs.run ORDER BY first DESC LIMIT 1), 0) "
    "FROM live_runs WHERE run = {}"
)
"""Where single entries of a run end, and where segments do; no row once it is sealed."""


class GroupWriter(ABC):
    """Writes stations of one run. Not for threads to share."""

    group: int
    """Appends that are best stored at once."""
    _cursor: DBAPICursor
    _granting: Granting | GrantingTogether

    def __init__(self, database: Database, run: str, heads: Mapping[str, Head]) -> None:
        """`heads` say where the run's streams end; the shop's is its opening entry."""
        self._database, self.run = database, run
        self.reconnected = 0
        """So often the server was gone and came back."""
        self._chains = Chains(run, heads, heads[SHOP].hash)
        self._held_open = database.writer.raw_connection()
        assert self._held_open.dbapi_connection is not None
        self._driver: DBAPIConnection = self._held_open.dbapi_connection
        self._errors = database.writer.dialect.loaded_dbapi

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

    @abstractmethod
    def _commit(self, batch: Sequence[Pending]) -> Sequence[ClaimRefused | None]:
        """`_once`, with what has to be done about it."""

    def _once(self, batch: Sequence[Pending]) -> Sequence[ClaimRefused | None]:
        """All of it in one transaction: None for each that is durable. Raises StoreError, RunTaken, and the driver's
        IntegrityError; then nothing of it is there."""
        try:
            try:
                ends = self._begin()
                if ends is None:
                    raise RunSealed(run=self.run)
                refusals = self._granting.grant_each(self.run, [one.claims for one in batch])
                granted = [one for one, refused in zip(batch, refusals, strict=True) if refused is None]
                if not self._insert(granted, max(ends)):
                    raise RunTaken(run=self.run)
                self._cursor.execute("COMMIT")
            except BaseException:
                self._undo()
                raise
        except self._errors.IntegrityError:
            raise
        except self._errors.Error as error:
            raise explain(error, self._database.path) from error
        return refusals

    @abstractmethod
    def _begin(self) -> Sequence[int] | None:
        """Begin a transaction in which nobody else writes the run: what `LAST` says then."""

    @abstractmethod
    def _insert(self, batch: Sequence[Pending], position: int) -> bool:
        """Entries, rows of the books and tips, after the entry at `position`. False where somebody else went on with a
        stream of these."""

    def _undo(self) -> None:
        self._driver.rollback()
