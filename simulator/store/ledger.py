"""The books on the disk: reading a run's rows, and making them again from its journal."""

from sqlalchemy import delete, insert, select

from simulator.store.books import TABLES, Row, booked
from simulator.store.database import Database
from simulator.store.journal import Journal
from simulator.store.tables import metadata


def books(database: Database, run_id: str) -> dict[type[Row], list[Row]]:
    """All rows of a run by kind, each kind in the order of its entries."""
    found: dict[type[Row], list[Row]] = {}
    with database.read() as connection:
        for kind, name in TABLES.items():
            columns = metadata.tables[name].c
            wanted = [columns[field] for field in kind._fields]
            keys = [columns[key] for key in ("stream", "seq", "n") if key in kind._fields]
            rows = connection.execute(select(*wanted).where(columns.run == run_id).order_by(*keys))
            found[kind] = [kind(*row) for row in rows]
    return found


def rebuild(database: Database, journal: Journal, run_id: str) -> int:
    """Throw a run's books away and make them again from its journal, in one transaction; how many rows there are."""
    journal.flush()
    with database.write() as connection:  # from here on nobody appends
        rows = booked(journal.read(run_id))
        for kind, name in TABLES.items():
            table = metadata.tables[name]
            connection.execute(delete(table).where(table.c.run == run_id))
            if kind in rows:
                connection.execute(
                    insert(table), [{"run": run_id, "position": n + 1, **row._asdict()} for n, row in rows[kind]]
                )
    return sum(map(len, rows.values()))
