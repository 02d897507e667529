"""The journal in the data folder: a row an entry while a trainee plays a run, segments once it is sealed, and where
many tills were committed at once.

The hot path is `append`: bytes, hashes and book rows are made outside of the transaction, which is a handful of
statements given to the driver's own cursor (PEP 249), held open: SQLAlchemy's part would cost as much as the disk's.
`_commit` takes any number of appends at once: where one writer thread for many stations would drain its queue.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from threading import RLock

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Claim
from simulator.store import tables
from simulator.store.chain import Chains, Head, Segment, Stored, segments_of
from simulator.store.database import Database, explain
from simulator.store.errors import (
    ClaimRefused,
    MaterialDamaged,
    NoSuchRun,
    RunExists,
    RunSealed,
    RunTaken,
)
from simulator.store.granting import Granting
from simulator.store.holds import Holds
from simulator.store.inserting import Inserting, Pending, prepared
from simulator.store.journal import Run, opened, revive, sealing
from simulator.store.marks import end_in, time_of
from simulator.store.records import rewrite
from simulator.store.rows import (
    bytes_of,
    end_of_segments,
    heads_of,
    is_sealed,
    pieces,
    segment_row,
    stored_in,
    tips_of,
)
from simulator.store.verify import linked

GROUP = 256
"""Entries a batch holds back before it commits them."""

_OPENING = tuple(name for name in Run._fields if name not in ("sealed", "entries", "at", "ended"))
"""What a run's row repeats of its opening entry."""


class _Live:
    """What is remembered of a run between appends."""

    def __init__(self, chains: Chains, position: int, sealed: bool) -> None:
        self.chains = chains
        """Ahead of the disk by what a batch holds back."""
        self.position = position
        """Of the last entry on the disk."""
        self.sealed = sealed
        self.taken = False
        """Another process went on with it."""


class SqlJournal:
    """Implements `journal.Journal` on a Database. Threads may share it; close it before the database.

    With `holds`, whoever writes a run holds it until it is sealed, left or closed; no other process can go on with it.
    """

    def __init__(self, database: Database, *, group: int = GROUP, holds: Holds | None = None) -> None:
        self._database = database
        self._holds = holds
        self._held_open = database.writer.raw_connection()
        assert self._held_open.dbapi_connection is not None
        self._driver: DBAPIConnection = self._held_open.dbapi_connection
        self._cursor: DBAPICursor = self._driver.cursor()
        self._lock = RLock()
        self._runs: dict[str, _Live] = {}
        self._held: list[Pending] = []
        self._batches = 0
        self._group = group
        dialect = database.writer.dialect
        self._errors = dialect.loaded_dbapi
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        self._begin = "BEGIN IMMEDIATE" if dialect.name == "sqlite" else "BEGIN"
        self._grown = f"SELECT 1 FROM segments WHERE run = {mark} AND first > {mark} LIMIT 1"
        """A group of tills went on with a run: what no row of an entry tells."""
        self._inserting = Inserting(mark)
        self._granting = Granting(self._cursor, mark)

    def close(self) -> None:
        """Flush, and give the connection back."""
        try:
            self.flush()
        finally:
            if self._holds:
                self._holds.close()
            self._held_open.close()

    # --- writing -----------------------------------------------------------------------------------------------------

    def create_run(self, run_id: str, opening: Entry, materials: Mapping[str, bytes]) -> None:
        what = opened(run_id, opening, materials)
        chains = Chains(run_id)
        pending = prepared(chains, [opening], ())
        row = {name: getattr(what, name) for name in _OPENING}
        with self._lock, self._database.write() as connection:
            if connection.scalar(select(tables.runs.c.run).where(tables.runs.c.run == run_id)):
                raise RunExists(run=run_id)
            connection.execute(insert(tables.runs), row | {"sealed": False, "entries": 0, "at": 0, "ended": ""})
            connection.execute(insert(tables.live_runs), {"run": run_id})
            for name, data in materials.items():
                digest = what.materials[name]
                known = select(tables.materials.c.sha256).where(tables.materials.c.sha256 == digest)
                if connection.scalar(known) is None:
                    connection.execute(insert(tables.materials), {"sha256": digest, "data": data})
                connection.execute(insert(tables.run_materials), {"run": run_id, "name": name, "sha256": digest})
            self._inserting.insert(connection.exec_driver_sql, [pending], {run_id: 0})
        chains.advance(pending.moved)
        self.take(run_id)
        self._runs[run_id] = _Live(chains, 1, False)

    def append(self, run_id: str, entries: Sequence[Entry], claims: Sequence[Claim] = ()) -> None:
        with self._lock:
            self.take(run_id)
            live = self._runs.get(run_id) or self._load(run_id)
            if live.taken:
                raise RunTaken(run=run_id)
            if live.sealed:
                self.leave(run_id)
                raise RunSealed(run=run_id)
            pending = prepared(live.chains, entries, claims)
            if self._batches and not claims:
                live.chains.advance(pending.moved)
                self._held.append(pending)
                if sum(len(held.segment.lines) for held in self._held) >= self._group:
                    self.flush()
                return
            refused = self._commit([*self._held, pending])[-1]
            self._held.clear()
            if refused:
                raise refused
            live.chains.advance(pending.moved)

    @contextmanager
    def batch(self) -> Iterator[None]:
        self._batches += 1
        try:
            yield
        finally:
            self._batches -= 1
            self.flush()

    def flush(self) -> None:
        with self._lock:
            if self._held:
                self._commit(self._held)
                self._held.clear()

    def _commit(self, batch: Sequence[Pending]) -> list[ClaimRefused | None]:
        """Commit appends in one transaction: each whole or, where a claim of its is refused, not at all."""
        positions = {pending.run: self._runs[pending.run].position for pending in batch}
        cursor = self._cursor
        self._database.demand_present()
        try:
            try:
                cursor.execute(self._begin)
                refusals = [self._granting.grant(one.run, one.claims) if one.claims else None for one in batch]
                granted = [pending for pending, refused in zip(batch, refusals, strict=True) if refused is None]
                for run_id, position in positions.items():
                    cursor.execute(self._grown, (run_id, position))
                    if cursor.fetchone():
                        raise self._lost(run_id)
                self._inserting.insert(cursor.executemany, granted, positions)
                cursor.execute("COMMIT")
            except BaseException:
                self._driver.rollback()
                raise
        except self._errors.IntegrityError as error:  # the position is occupied, or the run no longer live
            raise self._lost(next(iter(positions))) from error
        except self._errors.Error as error:
            raise explain(error, self._database.path) from error
        for run_id, position in positions.items():
            self._runs[run_id].position = position
        return refusals

    def _lost(self, run_id: str) -> RunTaken:
        self._runs[run_id].taken = True
        return RunTaken(run=run_id)

    def seal(self, run_id: str) -> None:
        with self._lock:
            self.flush()
            with self._database.write() as connection:
                run = tables.runs.c.run == run_id
                sealed = connection.scalar(select(tables.runs.c.sealed).where(run))
                if sealed is None:
                    raise NoSuchRun(run=run_id)
                if sealed:
                    raise RunSealed(run=run_id)
                stored = list(stored_in(connection, run_id))
                heads = {one.stream: Head(one.seq, one.hash) for one in stored}
                at = time_of(stored[-1].data)
                ends = [end for one in stored if one.stream == SHOP and (end := end_in(one.data))]
                vouched = linked(run_id, segments_of(stored), tips=tips_of(connection, run_id)) is not None
                last, _moved = Chains(run_id, heads, stored[0].hash).extend(
                    [sealing(heads, stored, at, vouched=vouched)]
                )
                connection.execute(delete(tables.segments).where(tables.segments.c.run == run_id))
                first = 1
                for segment in segments_of([*stored, *last]):
                    connection.execute(insert(tables.segments), segment_row(run_id, first, segment))
                    first += len(segment.lines)
                connection.execute(delete(tables.entries).where(tables.entries.c.run == run_id))
                connection.execute(delete(tables.live_runs).where(tables.live_runs.c.run == run_id))
                if vouched:  # otherwise they go on saying what was gone by now
                    connection.execute(delete(tables.tips).where(tables.tips.c.run == run_id))
                filled = {"sealed": True, "entries": first - 1, "at": at, "ended": ends[-1] if ends else ""}
                connection.execute(update(tables.runs).where(run), filled)
                graded = select(tables.results.c.person).where(tables.results.c.run == run_id)
                rewrite(connection, connection.scalars(graded).all(), None)
            self.leave(run_id, over=True)

    def take(self, run_id: str) -> None:
        """Write a run from now on, before anything of it is read. Raises RunTaken while another process plays it."""
        if self._holds is None or run_id in self._holds:
            return
        if not self._holds.take(run_id):
            raise RunTaken(run=run_id)
        self._runs.pop(run_id, None)  # what was known of it may be old

    def leave(self, run_id: str, *, over: bool = False) -> None:
        """Write a run no more: another process may go on with it, and this one looks again before it does."""
        with self._lock:
            self.flush()
            self._runs.pop(run_id, None)
            if self._holds:
                self._holds.let_go(run_id, over=over)

    def mark(self, run_id: str, at: int) -> None:
        """A run that this process plays was lived until `at`, though nothing happened."""
        if self._holds:
            self._holds.mark(run_id, at)

    def marked(self, run_id: str) -> int:
        """Until when a run was lived, as far as anybody marked it."""
        return self._holds.marked(run_id) if self._holds else 0

    def elsewhere(self, run_id: str) -> bool:
        """Whether another process is playing a run."""
        return self._holds is not None and self._holds.elsewhere(run_id)

    # --- reading -----------------------------------------------------------------------------------------------------

    def read(self, run_id: str, after: int = 0) -> Iterator[Entry]:
        stored = self._stored(run_id, after)
        return (revive(one.data, run_id, position) for position, one in enumerate(stored, after + 1))

    def read_stored(self, run_id: str) -> Iterator[Stored]:
        return self._stored(run_id)

    def segments(self, run_id: str) -> Iterator[Segment]:
        self.flush()
        with self._database.read() as connection:
            is_sealed(connection, run_id)
            yield from (segment for _first, segment in pieces(connection, run_id))

    def tips(self, run_id: str) -> dict[str, Head]:
        self.flush()
        with self._database.read() as connection:
            is_sealed(connection, run_id)
            return tips_of(connection, run_id)

    def heads(self, run_id: str) -> dict[str, Head]:
        with self._lock:
            self.flush()
            return dict(self._load(run_id).chains.heads)

    def runs(self, *, person: str | None = None, sealed: bool | None = None, limit: int | None = None) -> list[Run]:
        wanted = []
        if person is not None:
            wanted.append(tables.runs.c.person == person)
        if sealed is not None:
            wanted.append(tables.runs.c.sealed.is_(sealed))
        return self._summaries(*wanted, limit=limit)

    def run(self, run_id: str) -> Run:
        found = self._summaries(tables.runs.c.run == run_id)
        if not found:
            raise NoSuchRun(run=run_id)
        return found[0]

    def materials(self, run_id: str) -> dict[str, bytes]:
        kept, named = tables.materials.c, tables.run_materials.c
        query = (
            select(named.name, named.sha256, kept.data)
            .outerjoin_from(tables.run_materials, tables.materials, kept.sha256 == named.sha256)
            .where(named.run == run_id)
            .order_by(named.name)
        )
        with self._database.read() as connection:
            is_sealed(connection, run_id)
            found: dict[str, bytes] = {}
            for name, digest, data in connection.execute(query):
                if data is None or sha256(bytes_of(data)).hexdigest() != digest:
                    raise MaterialDamaged(run=run_id, name=name)
                found[name] = data
        return found

    def _stored(self, run_id: str, after: int = 0) -> Iterator[Stored]:
        self.flush()
        with self._database.read() as connection:
            is_sealed(connection, run_id)
            yield from stored_in(connection, run_id, after)

    def _load(self, run_id: str) -> _Live:
        """Where the run stands on the disk; remembered from now on."""
        with self._database.read() as connection:
            sealed = is_sealed(connection, run_id)
            heads, opening, position = heads_of(connection, run_id)
        live = self._runs[run_id] = _Live(Chains(run_id, heads, opening), position, sealed)
        return live

    def _summaries(self, *wanted: ColumnElement[bool], limit: int | None = None) -> list[Run]:
        self.flush()
        table, entry = tables.runs.c, tables.entries.c
        newest = select(func.max(entry.position)).where(entry.run == table.run).correlate(tables.runs).scalar_subquery()
        segment = tables.segments.c
        together = select(func.max(segment.first)).where(segment.run == table.run).scalar_subquery()
        query = (
            select(*(table[name] for name in Run._fields), entry.position, entry.data, together)
            .outerjoin_from(tables.runs, tables.entries, (entry.run == table.run) & (entry.position == newest))
            .where(*wanted)
            .order_by(table.no.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            found = []
            for *fields, position, data, segments in connection.execute(query).all():
                run, end = Run(*fields), (position or 0, data or b"")
                if segments and not run.sealed:
                    end = max(end, end_of_segments(connection, run.run))
                found.append(run if run.sealed else run._replace(entries=end[0], at=time_of(end[1])))
            return found
