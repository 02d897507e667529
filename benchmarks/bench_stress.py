"""Many tills at once, beside raw sqlite3.

A whole sale is eight lines priced with promotions and tax, some 34 journaled and chained entries, stock, tenders and
all other books, acknowledged after the durable commit. A bare sale is what a till could get away with: a header, eight
lines, two tenders, eight decrements of stock and a journal row, one commit each.

Prepared sales are as a worker has them when it takes its turn at the database: encoded, hash-chained, booked. What the
group writer does then is inside (order, tips, the rows of journal and books, the commit), and the reference does the
same for each sale with a commit of its own. Beside them stand both with encoding, chain and books inside as well.

    python -m benchmarks stress
    python -m benchmarks.bench_stress 1000000      sales until the time of one is compared with that at the start
"""

import gc
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from benchmarks.table import Row
from simulator.drill.opening import opening_of
from simulator.drill.staging import Stage
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.facts import StationOpened
from simulator.stages import stage_of
from simulator.store import inserting
from simulator.store.chain import Chains
from simulator.store.database import FILE, Database
from simulator.store.file_writer import CACHE, CHECKPOINT, GROUP, FileWriter
from simulator.store.group_writer import LAST
from simulator.store.inserting import Inserting, Pending
from simulator.store.sql_journal import SqlJournal
from simulator.stress.customers import Customers
from simulator.stress.engine import MOST_ROOM, Engine, Played
from simulator.stress.lane import Lane
from simulator.stress.load import constant
from simulator.stress.plan import Load, names

SCRIPT = Path(__file__).with_name("peak.yaml")
RUN, TILLS, LINES, ITEMS = "bench", 512, 8, 600
SECONDS = 4.0
PREPARED = 3000
BARE = """
CREATE TABLE sales (id INTEGER PRIMARY KEY, till TEXT, receipt TEXT, total INT, tax INT, discount INT, at INT);
CREATE TABLE lines (sale INT, n INT, sku TEXT, quantity INT, price INT, amount INT,
    PRIMARY KEY (sale, n)) WITHOUT ROWID;
CREATE TABLE tenders (sale INT, n INT, kind TEXT, amount INT, PRIMARY KEY (sale, n)) WITHOUT ROWID;
CREATE TABLE stock (sku TEXT PRIMARY KEY, quantity INT) WITHOUT ROWID;
CREATE TABLE journal (id INTEGER PRIMARY KEY, data BLOB, hash BLOB);
"""


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory(dir=Path.cwd(), prefix="bench-stress-") as place:
        yield Path(place)


def raw_connection(path: Path, wait: float = 60.0) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None, timeout=wait, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


# --- references ------------------------------------------------------------------------------------------------------


def bare(count: int = 4000) -> list[float]:
    """Seconds of each bare sale with its own commit."""
    times = []
    with folder() as place:
        raw = raw_connection(place / "bare.db")
        raw.executescript(BARE)
        raw.executemany("INSERT INTO stock VALUES (?, 0)", [(f"sku{n}",) for n in range(ITEMS)])
        for k in range(count):
            start = time.perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO sales VALUES (?, ?, ?, ?, ?, ?, ?)", (k, "till-1", f"till-1-{k}", 9, 1, 1, k))
            skus = [f"sku{(k * LINES + n) % ITEMS}" for n in range(LINES)]
            raw.executemany("INSERT INTO lines VALUES (?, ?, ?, 1, 9, 9)", [(k, n, sku) for n, sku in enumerate(skus)])
            raw.executemany("INSERT INTO tenders VALUES (?, ?, 'cash', 9)", [(k, n) for n in range(2)])
            raw.executemany("UPDATE stock SET quantity = quantity - 1 WHERE sku = ?", [(sku,) for sku in skus])
            raw.execute("INSERT INTO journal VALUES (?, ?, ?)", (k, bytes(800), bytes(32)))
            raw.execute("COMMIT")
            times.append(time.perf_counter() - start)
        raw.close()
    return times


# --- prepared sales --------------------------------------------------------------------------------------------------


def create(place: Path, stage: Stage) -> Chains:
    """A run with its opening entry."""
    opening = Entry(SHOP, 1, 0, "director", opening_of(stage, "free", 1, bot="stress", run=RUN))
    with Database.open(place) as database:
        journal = SqlJournal(database)
        journal.create_run(RUN, opening, stage.materials)
        journal.close()
    chains = Chains(RUN)
    chains.advance(chains.extend([opening])[1])
    return chains


@contextmanager
def uncollected() -> Iterator[None]:
    """As a worker's process runs."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def decided(stage: Stage, count: int) -> list[list[Entry]]:
    """Sales as they are decided at 512 tills, each with all its entries."""
    lanes = [opened(stage, name) for name in names(TILLS)]
    customers = Customers(stage, 1, 0, 0, 1)
    found = []
    for n in range(count):
        lane = lanes[n % TILLS]
        entries = list(lane.unstored)
        lane.unstored.clear()
        lane.begin(customers.next(lane), n, 0)
        while lane.busy:
            lane.run()
            entries += lane.unstored
            lane.granted()
        customers.served(lane)
        found.append(entries)
    return found


def prepared(stage: Stage, sales: Sequence[list[Entry]]) -> list[Pending]:
    """Sales as a worker has them when it takes its turn at the database: encoded, chained and booked."""
    with folder() as place:
        return list(prepare(create(place, stage), sales))


def prepare(chains: Chains, sales: Sequence[list[Entry]]) -> Iterator[Pending]:
    for entries in sales:
        pending = inserting.prepared(chains, entries, ())
        chains.advance(pending.moved)
        yield pending


def opened(stage: Stage, name: str) -> Lane:
    lane = Lane(stage.new_station(name))
    (opening, *_) = stage.openings(1)
    assert isinstance(opening, StationOpened), "the script is played at a till"
    lane.open(msgspec.structs.replace(opening, station=name))
    return lane


def grouped(sales: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (sales[at : at + size] for at in range(0, len(sales), size))


def by_writer(stage: Stage, sales: Sequence[Pending] | Sequence[list[Entry]]) -> float:
    """Sales a second of the group writer, as tills use it; those that are not prepared are prepared in that time."""
    with folder() as place:
        create(place, stage)
        with Database.open(place) as database:
            journal = SqlJournal(database)
            writer = FileWriter(database, RUN, journal.heads(RUN))
            database.make_room(MOST_ROOM)
            with uncollected():
                start = time.perf_counter()
                for group in grouped(sales, GROUP):
                    if isinstance(group[0], Pending):
                        assert not any(writer.store(group))
                    else:
                        assert not any(writer.commit([(entries, ()) for entries in group]))
                took = time.perf_counter() - start
            writer.close()
            journal.close()
    return len(sales) / took


def by_raw(stage: Stage, sales: Sequence[Pending] | Sequence[list[Entry]], size: int) -> float:
    """The same rows by raw sqlite3, so many sales a commit."""
    with folder() as place:
        chains, statements = create(place, stage), Inserting("?")
        raw = raw_connection(place / FILE)
        if size > 1:
            with Database.open(place) as database:
                database.make_room(MOST_ROOM)
            raw.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
            raw.execute(f"PRAGMA cache_size = -{CACHE}")
        cursor, position = raw.cursor(), 1
        with uncollected():
            start = time.perf_counter()
            for group in grouped(sales, size):
                pendings = group if isinstance(group[0], Pending) else list(prepare(chains, group))
                cursor.execute("BEGIN IMMEDIATE")
                assert statements.insert_together(cursor, pendings, position)
                cursor.execute("COMMIT")
                position += sum(len(pending.segment.lines) for pending in pendings)
            took = time.perf_counter() - start
        raw.close()
    return len(sales) / took


# --- whole sales -----------------------------------------------------------------------------------------------------


def whole(stage: Stage, rate: float, seconds: float = SECONDS) -> Played:
    """512 tills on all cores; rate 0: each as fast as it can."""
    curve = constant(rate or 1.0, seconds)
    load = Load(TILLS, curve.shape, curve.pieces, saturated=not rate)
    with folder() as place:
        played = Engine(place, stage, load, 2).play(lambda moment: None, lambda: False)
    assert played.audit.sound, "what is fast and wrong does not count"
    return played


def contending(stage: Stage, seconds: float = SECONDS) -> float:
    """The same tills, each with a connection, BEGIN IMMEDIATE and a busy timeout: sales a second."""
    done = [0] * TILLS
    with folder() as place:
        create(place, stage)
        heads = _heads(place)
        baskets = Customers(stage, 1, 0, 0, 1)
        until = time.perf_counter() + seconds
        threads = [
            threading.Thread(target=_alone, args=(place, stage, baskets, heads, n, until, done)) for n in range(TILLS)
        ]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - start
    return sum(done) / took


def _heads(place: Path) -> Chains:
    with Database.open(place) as database:
        journal = SqlJournal(database)
        chains = Chains(RUN, journal.heads(RUN), journal.heads(RUN)[SHOP].hash)
        journal.close()
    return chains


def _alone(place: Path, stage: Stage, shared: Customers, heads: Chains, n: int, until: float, done: list[int]) -> None:
    """One till that commits by itself; claims are taken for granted, in its favour."""
    chains, statements = Chains(RUN, heads.heads, heads.heads[SHOP].hash), Inserting("?")
    raw = raw_connection(place / FILE)
    cursor, lane = raw.cursor(), opened(stage, f"till-{n + 1}")
    try:
        while time.perf_counter() < until:
            lane.begin(shared.next(lane), n, 0)
            while lane.busy:
                lane.run()
                pending = inserting.prepared(chains, lane.unstored, ())
                cursor.execute("BEGIN IMMEDIATE")
                cursor.execute(LAST.format("?"), (RUN,))
                statements.insert_together(cursor, [pending], max(cursor.fetchone()))
                cursor.execute("COMMIT")
                chains.advance(pending.moved)
                lane.granted()
            done[n] += 1
    except sqlite3.OperationalError:  # it waited in vain for longer than anybody would
        pass
    finally:
        raw.close()


def growth(stage: Stage, sales: int) -> tuple[float, float]:
    """Seconds a sale at the start, and after so many; each over some seconds."""
    curve = constant(1.0, 10**6)
    load = Load(TILLS, curve.shape, curve.pieces, saturated=True, sales=sales)
    with folder() as place:
        played = Engine(place, stage, load, 2).play(lambda moment: None, lambda: False)
    assert played.audit.sound, "what is fast and wrong does not count"
    done = [second.done for _, second in sorted(played.tally.seconds.items())][:-1]  # the last one is a part
    some = max(3, len(done) // 10)
    return some / sum(done[:some]), some / sum(done[-some:])


def rates(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """Medians, in turn: what disturbs the machine disturbs all."""
    kept: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for found, measure in zip(kept, measures, strict=True):
            found.append(measure())
    return [median(found) for found in kept]


def main(sales: int = 12_000, rounds: int = 3) -> list[Row]:
    stage = stage_of(str(SCRIPT))
    some = decided(stage, PREPARED)
    ready = prepared(stage, some)
    commits: list[float] = []

    def raw_bare() -> float:
        times = bare(1500)
        commits.extend(times)
        return len(times) / sum(times)

    writer, same, each, simple, from_entries, each_from_entries = rates(
        rounds,
        lambda: by_writer(stage, ready),
        lambda: by_raw(stage, ready, GROUP),
        lambda: by_raw(stage, ready[:1000], 1),
        raw_bare,
        lambda: by_writer(stage, some),
        lambda: by_raw(stage, some[:1000], 1),
    )
    saturated: list[Played] = []

    def all_tills() -> float:
        saturated.append(whole(stage, 0))
        return saturated[-1].tally.done / saturated[-1].seconds

    rate, alone = rates(rounds, all_tills, lambda: contending(stage))
    calm = whole(stage, 1.0, 2 * SECONDS)
    late = calm.tally.late.quantile(0.99) / 1e6
    commit = sorted(commits)[int(0.99 * len(commits))]
    memory = max(one.tally.memory for one in saturated)
    first, last = growth(stage, sales)
    against = "raw sqlite3, one bare sale a commit"
    return [
        Row(f"group writer alone, {TILLS} tills, prepared sales", writer, each, 5, True, unit="/s",
            against="raw sqlite3, the same sale a commit"),
        Row("the same with encoding, chain and books", from_entries, each_from_entries, None, True, unit="/s",
            against="raw sqlite3, the same sale a commit"),
        Row("prepared sales beside a bare sale", writer, simple, None, True, unit="/s", against=against),
        Row("group writer through SQLAlchemy's engine", writer, same, 0.9, True, unit="/s",
            against="the same writer on raw sqlite3"),
        Row(f"{TILLS} saturated tills, whole sales", rate, simple, 1.0, True, unit="/s", against=against),
        Row(f"{TILLS} saturated tills, whole sales", rate, alone, 4, True, unit="/s",
            against="BEGIN IMMEDIATE, busy timeout"),
        Row(f"open loop, {TILLS} tills x 1 sale/s: p99", late, commit, 10, against="p99 of one raw commit"),
        Row("memory per till, KiB", memory / 1024, 64, 64, absolute=True, unit="", against="KiB at most"),
        Row(f"time per sale after {sales:,}", last, first, 1.2, against="at the start"),
    ]  # fmt: skip


if __name__ == "__main__":
    from benchmarks.table import show

    print(show(main(*map(int, sys.argv[1:]))))
