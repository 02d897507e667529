"""Rows into many tables of a server in one query: `COPY ...; COPY ...; ...`, each given its rows as its turn comes.

A COPY by itself costs both sides together some 200 us, however few rows it has: it is asked for, answered, ended and
answered again. In one query the end of one is the way to the next: half of that. psycopg makes the rows; libpq, whose
calls it has in `psycopg.pq`, takes them.
"""

from collections.abc import Generator, Mapping, Sequence
from typing import Any

import psycopg
from psycopg.copy import Writer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn
from psycopg.waiting import Ready, Wait
from sqlalchemy import BigInteger, LargeBinary, Table

Rows = Sequence[tuple[object, ...]]
Turn = Generator[Wait, Ready | int, None]
"""Says what it waits for; psycopg waits as it waits for all else."""


class Copying:
    """Brings rows into tables, on a connection that is in a transaction."""

    def __init__(self, connection: "psycopg.Connection[Any]", tables: Sequence[Table]) -> None:
        self._connection = connection
        self._idle = connection.cursor()  # rows are made for one that has asked nothing
        self._tables = {table.name: _Way(table) for table in tables}

    def write(self, rows: Mapping[str, Rows]) -> None:
        """Rows by table; raises psycopg.Error, and then nothing of it may be committed."""
        ways = [(self._tables[name], some) for name, some in rows.items() if some]
        if ways:
            query = "; ".join(way.statement for way, _ in ways)
            parts = [way.made(self._idle, some) for way, some in ways]
            self._connection.wait(_sent(self._connection.pgconn, query.encode(), parts))


class _Way:
    """Into one table."""

    def __init__(self, table: Table) -> None:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        self.statement = f"COPY {table.name} ({columns}) FROM STDIN (FORMAT BINARY)"
        types = psycopg.adapters.types
        self._types = [types.get_oid(_type(column.type)) for column in table.columns]

    def made(self, idle: "psycopg.Cursor[Any]", rows: Rows) -> list[bytes]:
        """Rows as they are sent."""
        kept = _Kept()
        with psycopg.Copy(idle, binary=True, writer=kept) as copy:
            copy.set_types(self._types)
            for row in rows:
                copy.write_row(row)
        return kept.parts


class _Kept(Writer):
    def __init__(self) -> None:
        self.parts: list[Any] = []

    def write(self, data: Any) -> None:
        self.parts.append(data)


def _type(kind: object) -> str:
    return "int8" if isinstance(kind, BigInteger) else "bytea" if isinstance(kind, LargeBinary) else "text"


def _sent(server: PGconn, query: bytes, tables: Sequence[Sequence[bytes]]) -> Turn:
    server.send_query(query)
    for parts in tables:
        yield from _answered(server, ExecStatus.COPY_IN)
        for part in parts:
            while server.put_copy_data(part) == 0:
                yield from _ready(Wait.W)
        while server.put_copy_end() == 0:
            yield from _ready(Wait.W)
        yield from _answered(server, ExecStatus.COMMAND_OK)
    yield from _answered(server, None)


def _answered(server: PGconn, expected: ExecStatus | None) -> Turn:
    """Once all is on its way and the next answer is there, which is to be this one; None: that it was the last one."""
    while server.flush():
        if (yield from _ready(Wait.RW)) & Ready.R:
            server.consume_input()
    while server.is_busy():
        yield from _ready(Wait.R)
        server.consume_input()
    result = server.get_result()
    if result is None and expected is None:
        return
    if result is None or result.status != expected:
        while server.get_result() is not None:  # the rest of the query is not done any more
            pass
        raise error_from_result(result) if result is not None else psycopg.OperationalError("the server said nothing")


def _ready(wanted: Wait) -> Generator[Wait, Ready | int, Ready | int]:
    while not (ready := (yield wanted)):  # now and then nothing has happened
        pass
    return ready
