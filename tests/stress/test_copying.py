"""Rows that go into many tables of a server in one query."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, String, Table

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
copying = pytest.importorskip("simulator.store.copying")

METADATA = MetaData()
GOODS = Table("goods", METADATA, Column("sku", String), Column("pieces", BigInteger, primary_key=True))
PAPERS = Table("papers", METADATA, Column("no", BigInteger, primary_key=True), Column("scan", LargeBinary))


@pytest.fixture
def connection(database_url: str) -> Iterator[Any]:
    with psycopg.connect(database_url, autocommit=True) as made:
        made.execute("CREATE TABLE goods (sku TEXT NOT NULL, pieces BIGINT PRIMARY KEY)")
        made.execute("CREATE TABLE papers (no BIGINT PRIMARY KEY, scan BYTEA NOT NULL)")
        yield made


def kept(connection: Any) -> tuple[list[Any], list[Any]]:
    asked = "SELECT sku, pieces FROM goods ORDER BY 2", "SELECT no, length(scan) FROM papers ORDER BY 1"
    goods, papers = (connection.execute(one).fetchall() for one in asked)
    return goods, papers


def test_rows_of_all_tables_are_there_and_nothing_else_where_there_are_none(connection: Any) -> None:
    writing = copying.Copying(connection, [GOODS, PAPERS])
    writing.write({})
    writing.write({"goods": [], "papers": [(1, b"")]})
    large = b"\0\n\\" * 4_000_000  # more than a socket takes at once
    writing.write({"papers": [(2, large), (3, b"a")], "goods": [("苹果\t", 7), ("", -1)]})
    assert kept(connection) == ([("", -1), ("苹果\t", 7)], [(1, 0), (2, len(large)), (3, 1)])


@pytest.mark.parametrize("at_fault", ["goods", "papers"])
def test_rows_that_have_no_place_are_refused_and_the_connection_goes_on(connection: Any, at_fault: str) -> None:
    writing = copying.Copying(connection, [GOODS, PAPERS])
    writing.write({"goods": [("rice", 1)], "papers": [(1, b"x")]})
    rows = {"goods": [("tea", 2)], "papers": [(2, b"y")]}
    rows[at_fault] += {"goods": [("rice", 1)], "papers": [(1, b"x")]}[at_fault]
    connection.execute("BEGIN")
    with pytest.raises(psycopg.IntegrityError, match=f"{at_fault}_pkey"):
        writing.write(rows)
    connection.rollback()
    assert kept(connection) == ([("rice", 1)], [(1, 1)])
    writing.write({"goods": [("tea", 2)]})
    assert kept(connection)[0] == [("rice", 1), ("tea", 2)]


def test_a_server_that_goes_meanwhile_is_told(connection: Any, database_url: str) -> None:
    writing = copying.Copying(connection, [GOODS, PAPERS])
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", (connection.info.backend_pid,))
    with pytest.raises(psycopg.OperationalError):
        writing.write({"goods": [("rice", 1)], "papers": [(1, b"x")]})
