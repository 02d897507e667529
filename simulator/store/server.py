"""A shared database on a PostgreSQL server: what the data folder's file is to one machine, for as many as are needed.

Everything lies in a schema of its own, made by the migrations; nothing else on the server is read or written. A commit
is on the server's disk when it returns (synchronous_commit=on); who reads sees one snapshot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError

from simulator.store import migrations
from simulator.store.database import Database, explained
from simulator.store.errors import DriverMissing, ServerUnknown

PREFIX = "storedrill_"
"""Of every schema that is made."""
KINDS = ("postgresql", "postgres", "postgresql+psycopg")
WAIT = 5
"""Seconds in which a server has to answer."""


def address(url: str) -> URL:
    """The server's, as SQLAlchemy takes it. Raises ServerUnknown."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    if parsed is None or parsed.drivername not in KINDS or not parsed.database:
        raise ServerUnknown(url=url if parsed is None else parsed.render_as_string())
    return parsed.set(drivername="postgresql+psycopg")


class Server(Database):
    """An open schema on a server. `Server.reach` makes or finds it."""

    def __init__(self, url: str, schema: str) -> None:
        where = address(url)
        self.url, self.schema = url, schema
        self.path = Path(f"{where.host or 'localhost'}:{where.port or 5432}") / str(where.database)
        """Not of a file: how messages name it."""
        settings = f"-c search_path={schema} -c synchronous_commit=on"
        self.writer = _engine(where, settings)
        self.reader = _engine(where, settings, isolation_level="REPEATABLE READ")

    @classmethod
    def reach(cls, url: str, schema: str) -> "Server":
        """The schema, made where it is not there. Raises ServerUnknown, DriverMissing, ServerGone, StoreError."""
        server = cls(url, schema)
        try:
            with explained(server.path), server.writer.begin() as connection:
                connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
                if not _made(connection):
                    migrations.upgrade(connection)
                    _compress(connection)
        except BaseException:
            server.close()
            raise
        return server

    @property
    def made(self) -> bool:
        """Whether the schema is there, with the tables of today."""
        with self.read() as connection:
            return _made(connection)

    def drop(self) -> None:
        """Take the schema away again, with all that is in it."""
        with self.write() as connection:
            connection.execute(text(f'DROP SCHEMA IF EXISTS "{self.schema}" CASCADE'))

    def __enter__(self) -> Self:
        return self

    def demand_present(self) -> None:
        """A server that is gone says so itself."""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with explained(self.path), self.reader.begin() as connection:
            connection.execute(text("SET TRANSACTION READ ONLY"))
            yield connection


def _engine(where: URL, settings: str, isolation_level: str = "READ COMMITTED") -> Engine:
    try:
        return create_engine(
            where,
            isolation_level=isolation_level,
            pool_pre_ping=True,
            connect_args={"options": settings, "connect_timeout": WAIT, "application_name": "storedrill"},
        )
    except ModuleNotFoundError as error:
        raise DriverMissing(extra="stress") from error


LZ4 = "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
"""Whether a server has it: from 14 on, where it was built with it."""


def _compress(connection: Connection) -> None:
    """Lines of a journal are much alike: making them small by lz4 takes a server less time than writing them whole."""
    if connection.scalar(text(LZ4)):
        for how in ("STORAGE EXTENDED", "COMPRESSION lz4"):
            connection.execute(text(f"ALTER TABLE segments ALTER COLUMN lines SET {how}"))


def _made(connection: Connection) -> bool:
    found = connection.scalar(text("SELECT to_regclass('alembic_version')"))
    return found is not None and connection.scalar(text(migrations.VERSION)) == migrations.HEAD
