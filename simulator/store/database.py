"""The data folder's database: engines, opening, and the errors of the file system in plain parameters.

One engine writes (every transaction starts with BEGIN IMMEDIATE, so that two writers queue instead of failing
half-way), another reads (a transaction is one snapshot; it never blocks and is never blocked: WAL).
A commit is on the disk when it returns (synchronous=FULL).
"""

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, NoSuchTableError, SQLAlchemyError

from simulator.store import migrations
from simulator.store.errors import (
    DiskFull,
    FileDamaged,
    FolderGone,
    FolderReadOnly,
    FolderUnusable,
    SchemaNewer,
    SchemaUnknown,
    ServerGone,
    ServerRefuses,
    StoreBusy,
    StoreError,
    StoreFailed,
)
from simulator.store.glance import FILE, WAIT, Given

__all__ = ["FILE", "Database", "explain", "explained"]

_SPARE = 64 * 1024
"""Bytes that must fit into the folder when it is opened."""

_BY_NAME: dict[str, type[StoreError]] = {
    "SQLITE_READONLY": FolderReadOnly,
    "SQLITE_PERM": FolderReadOnly,
    "SQLITE_FULL": DiskFull,
    "SQLITE_BUSY": StoreBusy,
    "SQLITE_LOCKED": StoreBusy,
    "SQLITE_CORRUPT": FileDamaged,
    "SQLITE_NOTADB": FileDamaged,
    "SQLITE_CANTOPEN": FolderUnusable,
}
_LACKING = ("no such table", "no such column")
"""How SQLite says that a table is not as today's program has it."""


def explain(error: BaseException | None, path: Path) -> StoreError:
    """The StoreError for what the driver or the operating system said about `path`."""
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return DiskFull(path=str(path))
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return FolderReadOnly(path=str(path))
        return FolderUnusable(path=str(path), reason=error.strerror or type(error).__name__)
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, kind in _BY_NAME.items():
        if name.startswith(prefix):
            return (
                kind(path=str(path), reason=str(error))
                if kind in (FileDamaged, FolderUnusable)
                else kind(path=str(path))
            )
    if str(error).startswith(_LACKING):
        return SchemaUnknown(path=str(path), reason=str(error))
    if type(error).__module__.startswith("psycopg"):
        return _server_said(error, path)
    return StoreFailed(path=str(path), reason=str(error))


_REFUSED = ("28000", "28P01", "3D000", "42501")
_TURNED_AWAY = ("authentication failed", "no password supplied", "pg_hba.conf", '" does not exist')
"""Of a connection that was never made a driver knows no code, but what was said."""


def _server_said(error: BaseException | None, path: Path) -> StoreError:
    """What a PostgreSQL server or its driver said: by the class of its code, none where there was no server to ask."""
    state = getattr(error, "sqlstate", "") or ""
    reason = " ".join(str(error).split())
    if state == "53100":
        return DiskFull(path=str(path))
    if state in _REFUSED or (not state and any(sign in reason for sign in _TURNED_AWAY)):
        return ServerRefuses(path=str(path), reason=reason)
    if state[:2] in ("08", "57") or (not state and type(error).__name__ in ("OperationalError", "ConnectionTimeout")):
        return ServerGone(path=str(path), reason=reason)
    return StoreFailed(path=str(path), reason=reason)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the driver or the operating system raises inside into a StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise explain(error.orig, path) from error
    except (sqlite3.Error, OSError) as error:
        raise explain(error, path) from error


@contextmanager
def _migrating(path: Path) -> Iterator[None]:
    """What no migration takes for a released version's is left as it is, and said, however that came out: the driver,
    SQLAlchemy and Alembic have an error each for it. A migration that is wrong itself is not the file's fault. Raises
    StoreError."""
    from alembic.util import CommandError  # loaded only when a database is older than this program

    try:
        yield
    except (SQLAlchemyError, CommandError, sqlite3.Error, OSError) as error:
        told = explain(error.orig if isinstance(error, DBAPIError) else error, path)
        reason = f"no such table: {error}" if isinstance(error, NoSuchTableError) else str(error)
        raise told if type(told) is not StoreFailed else SchemaUnknown(path=str(path), reason=reason) from error


def _engine(path: Path, pragmas: tuple[str, ...], begin: str) -> Engine:
    """An engine whose transactions start with `begin`; the driver itself never starts or ends one."""
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:  # the driver's own type: any DBAPI
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


class Database:
    """An open data folder. Use `Database.open`; close it when done, or use it as a context manager."""

    _held = -1
    """The file, once somebody wants it settled."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: os.stat_result | None = None
        self.writer = _engine(path, ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"), "BEGIN IMMEDIATE")
        self.reader = _engine(path, ("query_only=ON",), "BEGIN")

    @classmethod
    def open(cls, folder: Path) -> "Database":
        """Open the folder's database, made or migrated where that is needed.

        Raises StoreError: FolderUnusable, FolderReadOnly, DiskFull, FileDamaged, SchemaNewer, SchemaUnknown, StoreBusy.
        """
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=folder) as probe:  # says "read-only" and "full" now, not in mid-sale
                probe.write(bytes(_SPARE))
        database = cls(folder / FILE)
        try:
            database._prepare()
        except BaseException:
            database.close()
            raise
        with explained(database.path):
            database._file = database.path.stat()
        return database

    def demand_present(self) -> None:
        """A file that was removed or replaced takes writes as ever, and nobody ever sees them. Raises FolderGone."""
        try:
            if self._file is None or os.path.samestat(self._file, os.stat(self.path)):
                return
        except OSError:
            pass  # not even that: gone
        raise FolderGone(path=str(self.path))

    def _prepare(self) -> None:
        with explained(self.path):
            self._demand_writable()
            with self.reader.begin() as connection:
                found = _version(connection)
            if found == migrations.HEAD:
                return
            if found is not None and found > migrations.HEAD:
                raise SchemaNewer(path=str(self.path), found=found, known=migrations.HEAD)
            with self.writer.begin() as connection:
                found = _version(connection)  # again, now that nobody else can write
                if found is None:
                    from simulator.store.tables import metadata  # all of it, which a database that is there needs not

                    metadata.create_all(connection)
                    migrations.stamp(connection)
                elif found < migrations.HEAD:
                    with _migrating(self.path):
                        migrations.upgrade(connection)

    def _demand_writable(self) -> None:
        """A file that cannot be written to says so here; one that somebody is writing to can be."""
        connection = self.writer.raw_connection()
        cursor = connection.cursor()
        try:
            cursor.execute("PRAGMA busy_timeout = 0")
            cursor.execute("BEGIN IMMEDIATE")  # on a read-only file this quietly begins to read, so write something:
            cursor.execute("PRAGMA user_version = 0")
            cursor.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                raise
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")
            connection.close()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A durable transaction: committed at the end, rolled back on an exception. Raises StoreError."""
        self.demand_present()
        with explained(self.path), self.writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot to read from. Raises StoreError."""
        self.demand_present()
        with explained(self.path), self.reader.begin() as connection:
            yield connection

    def tidy(self, *, whole: bool = False) -> int:
        """Bring what is in the log into the file, as far as nobody has to wait for it; the pages that it has, until it
        is begun anew. `whole`: all of it, waiting for others, and empty the log. Raises StoreError."""
        if self.writer.dialect.name != "sqlite":
            return 0
        with explained(self.path):
            connection = self.writer.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(f"PRAGMA wal_checkpoint({'TRUNCATE' if whole else 'PASSIVE'})")
                found = cursor.fetchone()
            finally:
                connection.close()
        return int(found[1]) if found else 0

    def make_room(self, size: int) -> None:
        """Lay out the log at so many bytes, while nobody writes: what is committed later takes the place of what is
        there, and no commit waits until the file has grown. Raises StoreError."""
        if self.writer.dialect.name != "sqlite":
            return
        with explained(self.path), open(f"{self.path}-wal", "ab") as log:
            while (missing := size - log.tell()) > 0:
                log.write(bytes(min(missing, _SPARE)))
            log.flush()
            os.fsync(log.fileno())

    def settle(self) -> None:
        """Wait for what was brought into the file to be on the disk: the less is left, the shorter the moment in which
        a log is begun anew. Raises StoreError."""
        if self.writer.dialect.name != "sqlite":
            return
        with explained(self.path):
            if self._held < 0:
                self._held = os.open(self.path, os.O_RDWR)
            os.fsync(self._held)

    def ask(self, statement: str, given: Given) -> Sequence[Sequence[Any]]:
        """Rows for plain SQL: what `glance` asks. Raises StoreError."""
        with self.read() as connection:
            return connection.execute(text(statement), given).all()

    def close(self) -> None:
        self.writer.dispose()
        self.reader.dispose()
        if self._held >= 0:  # last: a process that closes a file gives up all locks that it has on it
            os.close(self._held)
            self._held = -1

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def _version(connection: Connection) -> str | None:
    """The schema's version: None for an empty database, "" for one whose migration never finished."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text(migrations.VERSION)).scalar() or ""
