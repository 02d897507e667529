"""Schema versions: what was made at any of them opens; what is newer is refused."""

import subprocess
import sys
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
from simulator.store.errors import SchemaNewer
from simulator.store.ledger import books
from simulator.store.sql_journal import SqlJournal
from simulator.store.tables import metadata
from tests.store.test_books import LOTS, OFFICE_FACTS, SALE

SINCE_0001 = (
    ("stock_movements", "lot"),
    ("stock_movements", "expiry"),
    ("stock_movements", "unit"),
    ("sales", "stored"),
    ("account_movements", ""),
    ("members", ""),
    ("invoices", ""),
    ("uploads", ""),
    ("trusted_cards", ""),
    ("returns", ""),
    ("return_lines", ""),
    ("refunds", ""),
    ("stock_postings", ""),
    ("sale_lines", "net"),
    ("sale_lines", "tax"),
    ("sign_ons", ""),
    ("offers", ""),
    ("till_events", ""),
    ("attached", ""),
    ("device_checks", ""),
    ("uat_cases", ""),
    ("uat_trials", ""),
    ("issues", ""),
    ("issue_steps", ""),
    ("waivers", ""),
    ("judgements", ""),
    ("surveys", ""),
)
"""Columns and whole tables that the first schema did not have."""


def _differences(database: Database) -> list[object]:
    with database.read() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def _schema(database: Database) -> set[frozenset[str]]:
    """Every statement as the set of its clauses: the order of constraints within a table means nothing."""
    with database.read() as connection:
        rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return {frozenset("".join(sql.split()).replace(")", "").split(",")) for (sql,) in rows}


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
    database: Database, sql_journal: SqlJournal, shop: Any, sealed: bool
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
    with database.write() as connection:
        for table, name in SINCE_0001:
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {name}" if name else f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with Database.open(database.path.parent) as migrated:
        assert _differences(migrated) == []
        found = books(migrated, shop.run)
        assert [row.lot for row in found[StockMovement] if isinstance(row, StockMovement)] == ["L2611B", *[""] * 4]
        assert found == grown


def test_a_newer_schema_is_refused_and_left_alone(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaNewer) as refused:
        Database.open(database.path.parent)
    assert refused.value.params == {"path": str(database.path), "found": "9999", "known": migrations.HEAD}
    with database.read() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


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
