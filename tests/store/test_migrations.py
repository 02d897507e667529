"""Schema versions: what was made at any of them opens; what is newer is refused."""

import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from simulator.kernel.facts import GoodsListed
from simulator.store import migrations
from simulator.store.book_rows import StockMovement
from simulator.store.database import FILE, Database
from simulator.store.errors import SchemaNewer, SchemaUnknown
from simulator.store.ledger import books
from simulator.store.sql_journal import SqlJournal
from simulator.store.tables import metadata
from tests.store.test_books import LOTS, OFFICE_FACTS, SALE


def _differences(database: Database) -> list[object]:
    with database.read() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def _schema(database: Database) -> set[frozenset[str]]:
    """Every statement as the set of its clauses: the order of constraints within a table means nothing."""
    with database.read() as connection:
        rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return {frozenset("".join(sql.split()).replace(")", "").split(",")) for (sql,) in rows}


def as_at(database: Database, version: str, folder: Path) -> None:
    """The same data in a folder, as a program of another version would have it: what that did not know is not there."""
    older = Database(folder / FILE)
    folder.mkdir()
    with older.writer.begin() as connection:
        migrations.upgrade(connection, version)
    older.close()
    with closing(sqlite3.connect(folder / FILE)) as other:
        other.execute("ATTACH ? AS today", (str(database.path),))
        names = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
        for (table,) in other.execute(names).fetchall():
            names = [row[1] for row in other.execute(f"PRAGMA main.table_info({table})")]
            columns = ", ".join(f'"{name}"' for name in names)
            if table == "offers" and "line" in names:
                _line_by_line(other, names)
            else:
                other.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}")
        if "moved" not in [row[1] for row in other.execute("PRAGMA main.table_info(sale_lines)")]:
            _moves_of_their_own(other)
        other.commit()


def _moves_of_their_own(other: sqlite3.Connection) -> None:
    """What left the shelves, as programs had it that booked it beside each line."""
    values = {
        "at": "s.at", "kind": "'sale'", "sku": "l.sku", "quantity": "-l.quantity", "grams": "-l.grams", "lot": "''",
        "expiry": "''", "unit": "iif(l.grams, 'kg', '')",
    }  # fmt: skip
    names = [row[1] for row in other.execute("PRAGMA main.table_info(stock_movements)")]
    other.execute(
        f"INSERT INTO main.stock_movements SELECT {', '.join(values.get(name, f'l.{name}') for name in names)} "
        "FROM today.sale_lines AS l JOIN today.sales AS s ON s.run = l.run AND s.position = l.position WHERE l.moved"
    )


def _line_by_line(other: sqlite3.Connection, names: list[str]) -> None:
    """What was given, as programs had it that booked it on each line."""
    other.row_factory = sqlite3.Row
    numbers: Counter[tuple[str, int]] = Counter()
    for row in other.execute("SELECT * FROM today.offers ORDER BY run, position, n").fetchall():
        for line in range(row["lines"]):
            numbers[row["run"], row["position"]] += 1
            own = {"line": line + 1, "n": numbers[row["run"], row["position"]], "off": row["off"] if not line else 0}
            marks = ", ".join("?" * len(names))
            other.execute(f"INSERT INTO main.offers VALUES ({marks})", [{**row, **own}[name] for name in names])
    other.row_factory = None


def test_a_fresh_database_is_at_head(database: Database) -> None:
    with database.read() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == migrations.HEAD
    assert _differences(database) == []


def test_migrations_from_nothing_lead_to_the_tables_of_today(database: Database, tmp_path: Path) -> None:
    with database.write() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DELETE FROM alembic_version"))
    with Database.open(database.path.parent) as migrated, Database.open(tmp_path / "fresh") as fresh:
        assert _differences(migrated) == []
        assert _schema(migrated) == _schema(fresh)


@pytest.mark.parametrize("sealed", [False, True])
def test_runs_of_the_first_schema_learn_their_lots_from_their_own_journal(
    database: Database, sql_journal: SqlJournal, shop: Any, sealed: bool, tmp_path: Path
) -> None:
    """As if the program that knew no lots had written them: what is migrated equals what is made anew."""
    shop.played(sql_journal, 1)
    sql_journal.append(shop.run, [shop.entry("till-1", LOTS), shop.entry("till-2", SALE)])
    sql_journal.append(
        shop.run,
        [shop.entry("till-2", what, n) for n, what in enumerate(OFFICE_FACTS) if not isinstance(what, GoodsListed)],
    )
    if sealed:
        sql_journal.seal(shop.run)
    grown = books(database, shop.run)
    older = tmp_path / "older"
    as_at(database, "0001", older)
    with Database.open(older) as migrated:
        assert _differences(migrated) == []
        found = books(migrated, shop.run)
        assert [row.lot for row in found[StockMovement] if isinstance(row, StockMovement)] == ["L2611B", ""]
        assert found == grown


def test_rows_of_the_books_find_their_places_and_are_kept_where_there_is_none(
    database: Database, sql_journal: SqlJournal, shop: Any, tmp_path: Path
) -> None:
    shop.played(sql_journal, 2)
    given = OFFICE_FACTS[1]  # on two lines by the same rule
    sql_journal.append(shop.run, [shop.entry(*one) for one in (("till-1", SALE), ("till-1", given), ("till-2", SALE))])
    query = text("SELECT position, n FROM sale_lines ORDER BY 1, 2")
    with database.read() as connection:
        places = connection.execute(query).all()
    sql_journal.flush()
    grown = books(database, shop.run)
    as_at(database, "0006", tmp_path / "whole")
    with database.write() as connection:  # an entry is gone: nothing says any more where it stood
        last = connection.scalar(text("SELECT max(position) FROM entries"))
        connection.execute(text("DELETE FROM entries WHERE position = :last"), {"last": last})
    as_at(database, "0006", tmp_path / "damaged")
    for older, kept in ("whole", places), ("damaged", [place for place in places if place[0] != last]):
        with Database.open(tmp_path / older) as migrated, migrated.read() as connection:
            assert [place for place in connection.execute(query).all() if place[0] > 0] == kept
            assert books(migrated, shop.run) == grown


def test_a_newer_schema_is_refused_and_left_alone(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaNewer) as refused:
        Database.open(database.path.parent)
    assert refused.value.params == {"path": str(database.path), "found": "9999", "known": migrations.HEAD}
    with database.read() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


@pytest.mark.parametrize(
    ("spoilt", "version"),
    [
        ("DROP TABLE return_lines", "0006"),  # as a folder of a version under development had it
        ("ALTER TABLE sale_lines RENAME COLUMN run TO session", "0006"),
        ("UPDATE alembic_version SET version_num = '0003x'", "0006"),
        ("DELETE FROM alembic_version", "0006"),
    ],
)
def test_a_schema_that_no_release_made_is_said_and_left_alone(
    database: Database, spoilt: str, version: str, tmp_path: Path
) -> None:
    as_at(database, version, tmp_path / "odd")
    with closing(sqlite3.connect(tmp_path / "odd" / FILE)) as other:
        other.execute(spoilt)
        other.commit()
        before = list(other.iterdump())
    with pytest.raises(SchemaUnknown) as refused:
        Database.open(tmp_path / "odd")
    assert refused.value.params["path"] == str(tmp_path / "odd" / FILE)
    assert refused.value.params["reason"]
    with closing(sqlite3.connect(tmp_path / "odd" / FILE)) as other:
        assert list(other.iterdump()) == before


def test_a_migration_that_is_wrong_itself_is_not_the_files_fault(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_at(database, "0006", tmp_path / "older")

    def wrong(connection: object) -> None:
        raise AttributeError("a slip of ours")

    monkeypatch.setattr(migrations, "upgrade", wrong)
    with pytest.raises(AttributeError, match="a slip of ours"):
        Database.open(tmp_path / "older")


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import simulator.store", "sqlalchemy"),
        ("import simulator.store.memory, simulator.store.verify, simulator.store.books", "sqlalchemy"),
        ("from simulator.store.database import Database; import pathlib; Database.open(pathlib.Path(HOME))", "alembic"),
        ("from simulator.store import sql_journal", "sqlalchemy.orm"),
        ("import simulator.bootstrap as b, pathlib; b.House(pathlib.Path(HOME)).achievements('p1')", "sqlalchemy"),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(database: Database, code: str, heavy: str) -> None:
    script = f"import sys; HOME = {str(database.path.parent)!r}; {code}; print({heavy!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert database.path.name == FILE
