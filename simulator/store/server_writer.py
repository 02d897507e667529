"""The group writer on a server: rows go in by COPY (see `copying`), and a connection that is lost is made again.

Several processes write one run, one at a time: under the lock of its order. A commit whose answer was lost is looked
up, and never done twice.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from simulator.store import tables
from simulator.store.books import TABLES
from simulator.store.chain import Head
from simulator.store.database import explain
from simulator.store.errors import ClaimRefused, ServerGone
from simulator.store.granting import GrantingTogether
from simulator.store.group_writer import LAST, GroupWriter
from simulator.store.inserting import Pending, placed, rows_of, segments_of, tips_of_mine
from simulator.store.server import Server
from simulator.store.tips import Tips

GROUP = 96
"""Appends a commit: there is as much again to be made of each, and all of it is to stay in a core's cache meanwhile."""
FULL = 4096
"""Entries of a segment: most often there is one of a group, as each has to be made small and put away by itself."""
BEGIN = "BEGIN; EXECUTE turn; EXECUTE ends"
PATIENCE = 60.0
"""Seconds in which a server has to come back."""
AGAIN = 0.1
"""Seconds between two tries."""


class ServerWriter(GroupWriter):
    """Writes stations of one run on a server. Not for threads to share."""

    group = GROUP

    def __init__(self, server: Server, run: str, heads: Mapping[str, Head]) -> None:
        super().__init__(server, run, heads)
        self._turn = (
            f"PREPARE turn AS SELECT run FROM live_runs WHERE run = '{run}' FOR UPDATE; "
            "PREPARE ends AS " + LAST.format(f"'{run}'")
        )
        """What each transaction begins with: planned once."""
        self._use()

    def _use(self) -> None:
        from simulator.store.copying import Copying  # psycopg is an extra's

        driver: Any = self._driver
        driver.autocommit = True  # BEGIN and COMMIT are said here
        self._cursor = driver.cursor()
        self._cursor.execute(self._turn)
        self._granting = GrantingTogether(self._cursor)
        self._tips = Tips(self._cursor, self.run)
        self._copying = Copying(driver, [tables.segments, *map(tables.metadata.tables.__getitem__, TABLES.values())])

    def close(self) -> None:
        self._held_open.invalidate()  # nobody else is to have it in this state
        self._held_open.close()

    def _commit(self, batch: Sequence[Pending]) -> Sequence[ClaimRefused | None]:
        try:
            return self._once(batch)
        except ServerGone:
            return self._after_all(batch)

    def _after_all(self, batch: Sequence[Pending]) -> Sequence[ClaimRefused | None]:
        """The server was gone in the middle of it: what of it is there, and what is not yet?"""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._connect()
                kept = self._kept(batch)
                missing = [one for one, there in zip(batch, kept, strict=True) if not there]
                refusals = iter(self._once(missing) if missing else ())
            except ServerGone:
                if time.monotonic() > until:
                    raise
                time.sleep(AGAIN)
                continue
            self.reconnected += 1
            return [None if there else next(refusals) for there in kept]

    def _connect(self) -> None:
        try:
            with suppress(self._errors.Error):
                self._held_open.invalidate()
            self._held_open = self._database.writer.raw_connection()
            assert self._held_open.dbapi_connection is not None, "it is connected"
            self._driver = self._held_open.dbapi_connection
            self._use()
        except Exception as error:  # SQLAlchemy's or the driver's
            raise explain(getattr(error, "orig", None) or error, self._database.path) from error

    def _kept(self, batch: Sequence[Pending]) -> list[bool]:
        """Whether the tips are where each append was to bring them; whoever is still committing is waited for."""
        try:
            self._cursor.execute(BEGIN)
            self._cursor.execute("SELECT stream, hash FROM tips WHERE run = %s", (self.run,))
            tips = {stream: bytes(digest) for stream, digest in self._cursor.fetchall()}
            self._cursor.execute("COMMIT")
        except self._errors.Error as error:
            raise explain(error, self._database.path) from error
        return [
            bool(one.moved) and all(tips.get(stream) == head.hash for stream, head in one.moved.items())
            for one in batch
        ]

    def _begin(self) -> Sequence[int] | None:
        cursor: Any = self._cursor
        cursor.execute(BEGIN)
        cursor.nextset()  # BEGIN answers,
        cursor.nextset()  # and so does who takes the lock
        ends: Sequence[int] | None = cursor.fetchone()
        return ends

    def _insert(self, batch: Sequence[Pending], position: int) -> bool:
        if not self._tips.move(tips_of_mine(batch)):
            return False
        books = {TABLES[kind]: rows for kind, rows in rows_of(placed(batch, position)).items()}
        self._copying.write({tables.segments.name: segments_of(batch, position, FULL), **books})
        return True

    def _undo(self) -> None:
        with suppress(self._errors.Error):
            super()._undo()
