"""The group writer on a file: its few statements are given to the driver's own cursor, a turn at a time."""

from collections.abc import Mapping, Sequence

from simulator.store.chain import Head
from simulator.store.database import Database
from simulator.store.errors import ClaimRefused
from simulator.store.granting import Granting
from simulator.store.group_writer import LAST, GroupWriter
from simulator.store.inserting import Inserting, Pending
from simulator.store.turns import NO_TURNS, Turns

GROUP = 128
"""Appends a commit."""
CACHE = 8_192
"""KiB of pages that are kept: a group's own. All goes to the ends of tables, and memory that is used again is quick."""
CHECKPOINT = 50_000
"""Pages of the log before a commit brings them into the file; somebody beside does so earlier, and nobody waits."""


class FileWriter(GroupWriter):
    """Writes stations of one run in a data folder. Not for threads to share."""

    group = GROUP

    def __init__(self, database: Database, run: str, heads: Mapping[str, Head], turns: Turns = NO_TURNS) -> None:
        super().__init__(database, run, heads)
        self._turns = turns
        self._cursor = self._driver.cursor()
        self._cursor.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
        self._cursor.execute(f"PRAGMA cache_size = -{CACHE}")
        self._last = LAST.format("?")
        self._inserting, self._granting = Inserting("?"), Granting(self._cursor, "?")

    def _commit(self, batch: Sequence[Pending]) -> Sequence[ClaimRefused | None]:
        self._database.demand_present()
        with self._turns:
            return self._once(batch)

    def _begin(self) -> Sequence[int] | None:
        self._cursor.execute("BEGIN IMMEDIATE")
        self._cursor.execute(self._last, (self.run,))
        return self._cursor.fetchone()

    def _insert(self, batch: Sequence[Pending], position: int) -> bool:
        return self._inserting.insert_together(self._cursor, batch, position)
