"""The group writer on a server: rows go in by COPY, and a connection that is lost is made again.

Several processes write one run. What needs no order is copied before a writer takes the run's lock: its neighbours wait
for claims, entries and the commit only. A commit whose answer was lost is looked up, and never done twice.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import BigInteger, LargeBinary, Table

from simulator.store import tables
from simulator.store.books import TABLES, Row
from simulator.store.chain import Head
from simulator.store.database import explain
from simulator.store.errors import ClaimRefused, RunSealed, ServerGone
from simulator.store.granting import Granting
from simulator.store.group_writer import LAST, GroupWriter
from simulator.store.inserting import Pending, together
from simulator.store.rows import segment_row
from simulator.store.server import Server

PATIENCE = 60.0
"""Seconds in which a server has to come back."""
AGAIN = 0.1
"""Seconds between two tries."""


class ServerWriter(GroupWriter):
    """Writes stations of one run on a server. Not for threads to share."""

    def __init__(self, server: Server, run: str, heads: Mapping[str, Head]) -> None:
        super().__init__(server, run, heads)
        self._segments = _Copy(tables.segments)
        self._books = {kind: _Copy(tables.metadata.tables[name]) for kind, name in TABLES.items()}
        self._lock = f"SELECT run FROM live_runs WHERE run = '{run}' FOR UPDATE; " + LAST.format(f"'{run}'")
        self._tips = (
            "INSERT INTO tips (run, stream, seq, hash) SELECT %s, * FROM unnest(%s::text[], %s::bigint[], %b::bytea[]) "
            "ON CONFLICT (run, stream) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
        )
        self._use()

    def _use(self) -> None:
        driver: Any = self._driver
        driver.autocommit = True  # BEGIN and COMMIT are said here
        self._cursor = driver.cursor()
        self._granting = Granting(self._cursor, "%s")

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
            self._cursor.execute(self._begin)
            self._cursor.execute(self._order, (self.run,))
            self._cursor.execute("SELECT stream, hash FROM tips WHERE run = %s", (self.run,))
            tips = {stream: bytes(digest) for stream, digest in self._cursor.fetchall()}
            self._cursor.execute("COMMIT")
        except self._errors.Error as error:
            raise explain(error, self._database.path) from error
        return [
            bool(one.moved) and all(tips.get(stream) == head.hash for stream, head in one.moved.items())
            for one in batch
        ]

    def _once(self, batch: Sequence[Pending]) -> Sequence[ClaimRefused | None]:
        cursor: Any = self._cursor
        free = [one for one in batch if not one.claims]
        try:
            try:
                cursor.execute(self._begin)
                self._copy_books(free)
                cursor.execute(self._lock)
                cursor.nextset()
                ends = cursor.fetchone()
                if ends is None:
                    raise RunSealed(run=self.run)
                refusals = [self._granting.grant(self.run, one.claims) if one.claims else None for one in batch]
                granted = [one for one, refused in zip(batch, refusals, strict=True) if refused is None]
                self._copy_books([one for one in granted if one.claims])
                self._copy_entries(granted, max(ends))
                cursor.execute("COMMIT")
            except BaseException:
                with suppress(self._errors.Error):
                    self._driver.rollback()
                raise
        except self._errors.IntegrityError:
            raise
        except self._errors.Error as error:
            raise explain(error, self._database.path) from error
        return refusals

    def _copy_books(self, batch: Sequence[Pending]) -> None:
        rows: dict[type[Row], list[tuple[object, ...]]] = {}
        for one in batch:
            for row in one.rows:
                rows.setdefault(type(row), []).append((self.run, *row))
        for kind, values in rows.items():
            self._books[kind].write(self._cursor, values)

    def _copy_entries(self, batch: Sequence[Pending], position: int) -> None:
        tips: dict[str, Head] = {}
        for one in batch:
            tips.update(one.moved)
        if segment := together([one.segment for one in batch]):
            self._segments.write(self._cursor, [tuple(segment_row(self.run, position + 1, segment).values())])
            seqs, hashes = [head.seq for head in tips.values()], [head.hash for head in tips.values()]
            self._cursor.execute(self._tips, (self.run, list(tips), seqs, hashes))


class _Copy:
    """Brings rows into a table."""

    def __init__(self, table: Table) -> None:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        self._statement = f"COPY {table.name} ({columns}) FROM STDIN (FORMAT BINARY)"
        self._types = [_type(column.type) for column in table.columns]

    def write(self, cursor: Any, rows: Sequence[tuple[object, ...]]) -> None:
        with cursor.copy(self._statement) as copy:
            copy.set_types(self._types)
            for row in rows:
                copy.write_row(row)


def _type(kind: object) -> str:
    return "int8" if isinstance(kind, BigInteger) else "bytea" if isinstance(kind, LargeBinary) else "text"
