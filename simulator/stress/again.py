"""The audit of a load that was kept, once more: what a report said can be looked into by whoever doubts it, also where
nobody was left to write one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from simulator.drill.staging import Stage
from simulator.store.database import FILE, Database
from simulator.store.errors import StoreError
from simulator.store.server import Server
from simulator.store.sql_journal import SqlJournal
from simulator.stress.audit import Audit
from simulator.stress.report import Invariant, invariants
from simulator.stress.shared import SERVER, shared_of
from simulator.stress.watch import Watch
from simulator.stress.within import played

RUN = "run"
"""Where `--keep` puts it, within the folder that was named."""


class NothingKept(StoreError):
    """path: no load was kept there."""

    id = "stress.nothing_kept"


class SchemaGone(StoreError):
    """schema: the load lay on a server, and is there no more."""

    id = "stress.schema_gone"


class StillPlayed(StoreError):
    """path: the load there is not over."""

    id = "stress.still_played"


class Audited(msgspec.Struct, frozen=True):
    """What came of it."""

    run: str
    entries: int
    sales: int
    returns: int
    sound: bool
    invariants: tuple[Invariant, ...]


def audited(folder: Path) -> Audited:
    """The load that was kept in a folder, looked through whole. Raises StoreError."""
    place = folder / RUN if (folder / RUN).is_dir() else folder
    if played(place.parent):  # what is acknowledged after we have looked would seem to be missing
        raise StillPlayed(path=str(folder))
    with _kept(place) as database:
        journal = SqlJournal(database)
        run = next((run.run for run in journal.runs() if run.bot == "stress"), "")
        if not run:
            raise NothingKept(path=str(folder))
        quotas = dict(Stage.restored(journal.materials(run)).rules.quotas)
        acknowledged = sorted(place.glob(f"acknowledged-{run}-*.txt"))
        # what is sold offline may be under way where all was killed: only who played it knows that nothing is
        audit = Watch(database, run, quotas, acknowledged).finish(whole=False)
    return _of(run, audit)


def _of(run: str, audit: Audit) -> Audited:
    return Audited(run, audit.position, audit.sales, audit.returns, audit.sound, invariants(audit.lines()))


@contextmanager
def _kept(place: Path) -> Iterator[Database]:
    """The load's database, which must be there: none is made."""
    if (place / SERVER).exists():
        shared = shared_of(place)
        with Server(shared.url, shared.schema) as server:
            if not server.made:
                raise SchemaGone(schema=shared.schema)
            yield server
    elif (place / FILE).exists():
        with Database.open(place) as database:
            yield database
    else:
        raise NothingKept(path=str(place))
