"""What was attached as evidence, and what checks of devices found. Nothing of it is ever changed or taken away."""

from typing import Any, NamedTuple

from sqlalchemy import Table, insert, select

from simulator.store import evidence_tables as tables
from simulator.store.database import Database


class Attached(NamedTuple):
    """A file that somebody answers for: its hash, who, of which day, until when."""

    gate: str
    file: str
    sha256: str
    by: str
    origin: str
    day: str
    until: str
    value: str
    n: int
    added: str
    part: str = ""
    store: str = ""
    """Empty: nobody said of which."""


class DeviceCheck(NamedTuple):
    """How a device of a lane was found."""

    device: str
    address: str
    """Empty for a virtual one."""
    origin: str
    ok: bool
    found: str
    by: str
    checked: str
    store: str = ""


class EvidenceBook:
    """Rows in the order in which they came. Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attach(self, record: Attached) -> None:
        self._add(tables.attached, record)

    def keep_check(self, check: DeviceCheck) -> None:
        self._add(tables.device_checks, check)

    def attached(self) -> list[Attached]:
        return [Attached(*row) for row in self._rows(tables.attached, Attached._fields)]

    def checks(self) -> list[DeviceCheck]:
        return [DeviceCheck(*row) for row in self._rows(tables.device_checks, DeviceCheck._fields)]

    def _add(self, table: Table, row: Attached | DeviceCheck) -> None:
        with self._database.write() as connection:
            connection.execute(insert(table), row._asdict())

    def _rows(self, table: Table, names: tuple[str, ...]) -> list[Any]:  # rows of either kind
        query = select(*(table.c[name] for name in names)).order_by(table.c.no)
        with self._database.read() as connection:
            return list(connection.execute(query))
