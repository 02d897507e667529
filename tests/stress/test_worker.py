"""A worker in this process: what tills do under load, what is found when something is not as it must be."""

import json
import time
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from sqlite3 import connect

import pytest

from simulator import cli
from simulator.drill.opening import opening_of
from simulator.kernel import facts as f
from simulator.kernel import stimuli
from simulator.kernel.commands import Scan
from simulator.kernel.entries import SHOP, Entry
from simulator.locale import Words
from simulator.pos.engine import apply
from simulator.pos.state import Till
from simulator.stages import stage_of
from simulator.store.database import FILE, Database
from simulator.store.errors import DiskFull
from simulator.store.export import verify_run
from simulator.store.file_writer import FileWriter
from simulator.store.sql_journal import SqlJournal
from simulator.stress.audit import INVARIANTS, Audit
from simulator.stress.back import recorded, write
from simulator.stress.baskets import drawn, returning
from simulator.stress.engine import Engine, NothingSold
from simulator.stress.load import constant
from simulator.stress.plan import Load, Part, names
from simulator.stress.process import cores_of, on_folder
from simulator.stress.sales import forget
from simulator.stress.shown import finding
from simulator.stress.tally import Tally
from simulator.stress.watch import Watch
from simulator.stress.worker import Worker

RUN = "load"
FIELDS = [field.name for field in fields(Till) if field.name != "rules"]
TILLS, SALES = 24, 400


def created(folder: Path, scenario: str, tills: int = TILLS) -> None:
    stage = stage_of(scenario)
    with Database.open(folder) as database:
        journal = SqlJournal(database)
        opening = opening_of(stage, "free", 1, bot="stress", run=RUN)
        journal.create_run(RUN, Entry(SHOP, 1, 0, "director", opening), stage.materials)
        journal.close()


def part(folder: Path, *, sales: int = SALES, returns: int = 10, resumes: bool = False, tills: int = TILLS) -> Part:
    curve = constant(1.0, 60.0)
    load = Load(tills, curve.shape, curve.pieces, saturated=True, returns=returns, sales=sales)
    return Part(str(folder), RUN, 0, 1, load, str(folder / "acks"), resumes)


def played(part: Part, tally: Tally) -> Worker:
    worker = on_folder(part, tally.add)
    worker.started = time.monotonic()
    worker.run()
    return worker


def audited(folder: Path, scenario: str = "promotion-day") -> Audit:
    with Database.open(folder) as database:
        return Watch(database, RUN, dict(stage_of(scenario).rules.quotas), [folder / "acks"]).finish()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A flash sale with coupons and returns, at tills that all want the same."""
    folder = tmp_path_factory.mktemp("loaded")
    created(folder, "promotion-day")
    played(part(folder), Tally())
    return folder


@pytest.fixture
def copy(loaded: Path, tmp_path: Path) -> Path:
    """A copy to be tampered with."""
    (tmp_path / "acks").write_bytes((loaded / "acks").read_bytes())
    with closing(connect(loaded / FILE)) as one, closing(connect(tmp_path / FILE)) as other:
        one.backup(other)
    return tmp_path


@pytest.mark.parametrize("scenario", ["promotion-day", "weighed-and-2d", "age-restricted", "returns-morning"])
def test_whatever_a_script_sells_comes_out_right(scenario: str, tmp_path: Path) -> None:
    created(tmp_path, scenario)
    tally = Tally()
    played(part(tmp_path, sales=150), tally)
    assert tally.failed == 0
    assert tally.done == 150
    audit = audited(tmp_path, scenario)
    assert audit.findings == {name: [] for name in INVARIANTS}
    assert audit.checked["acknowledged"] == audit.checked["numbers"] == tally.sales + tally.returns
    with Database.open(tmp_path) as database:
        assert verify_run(SqlJournal(database), RUN).ok


@pytest.mark.parametrize(("scenario", "asked"), [("first-sale", 20), ("returns-morning", 50)])
def test_as_much_comes_back_as_was_asked_for(scenario: str, asked: int, tmp_path: Path) -> None:
    """Also where it is half of all: then each customer who buys keeps the receipt."""
    created(tmp_path, scenario)
    tally = Tally()
    played(part(tmp_path, sales=600, returns=asked), tally)
    back = tally.returns + tally.refused
    assert asked * 0.7 < 100 * back / tally.done < asked * 1.3
    assert audited(tmp_path, scenario).sound


def test_what_is_brought_back_is_bought_first() -> None:
    """In a script of returns nearly nobody has a basket of their own, and half of what is done is returns."""
    assert [returning(stage_of(scenario)) for scenario in ("first-sale", "returns-morning")] == [3, 50]
    stage = stage_of("returns-morning")
    bought = {good.sku for spec in stage.scenario.customers if spec.returns for good in spec.returns.bought}
    sold = {
        asked.code for basket in drawn(stage, 1) for ring in basket.rings for asked in ring if isinstance(asked, Scan)
    }
    codes = {code for sku in bought for code in stage.shop.items[sku].codes}
    assert len(codes & sold) > len(bought) // 2


def test_a_script_in_which_nobody_buys_is_no_load(tmp_path: Path) -> None:
    """It stood still, and was not to be ended by a key."""
    stage = stage_of("first-sale")
    idle = replace(stage.scenario, customers=tuple(replace(c, basket=(), fetches=()) for c in stage.scenario.customers))
    curve = constant(1.0, 1.0)
    with pytest.raises(NothingSold):
        Engine(tmp_path, replace(stage, scenario=idle), Load(2, curve.shape, curve.pieces), 1)


def test_what_others_took_first_is_decided_again(loaded: Path) -> None:
    """Pieces at a flash price go as often as there are, to whoever was first; a receipt comes back once."""
    audit = audited(loaded)
    assert audit.sound
    quotas = stage_of("promotion-day").rules.quotas
    assert quotas
    for promotion, quota in quotas.items():
        assert audit.claimed[f"quota:{promotion}",] == quota  # everything is gone, and not one piece more
    with Database.open(loaded) as database:
        entries = list(SqlJournal(database).read(RUN))
    refused = [entry.what.reason for entry in entries if isinstance(entry.what, f.Refused)]
    assert "refused.returned_elsewhere" in refused
    assert set(refused) <= {"refused.returned_elsewhere", "refused.taken_elsewhere"}


def test_tills_are_what_their_journal_says(tmp_path: Path) -> None:
    """Also where they had run ahead of the disk, and were refused."""
    created(tmp_path, "promotion-day")
    worker = played(part(tmp_path, sales=200), Tally())
    stage = stage_of("promotion-day")
    folded = {lane.station.station: stage.new_station(lane.station.station) for lane in worker.lanes}
    with Database.open(tmp_path) as database:
        for entry in SqlJournal(database).read(RUN):
            if entry.stream in folded:
                apply(folded[entry.stream], entry)
    for lane in worker.lanes:
        till = folded[lane.station.station]
        assert isinstance(lane.station, Till)
        for one in (lane.station, till):
            forget(one)
            one.asked = None  # the same command, made anew
        assert {name: getattr(lane.station, name) for name in FIELDS} == {name: getattr(till, name) for name in FIELDS}


def test_tills_go_on_where_a_worker_was_lost(copy: Path) -> None:
    tally = Tally()
    worker = played(part(copy, sales=100, resumes=True), tally)
    assert (tally.done, tally.failed) == (100, 0)
    assert all(lane.station.stage == "idle" for lane in worker.lanes)  # type: ignore[union-attr]
    audit = audited(copy)
    assert audit.findings == {name: [] for name in INVARIANTS}
    assert audit.checked["acknowledged"] > 400


TAMPERED = {
    "acknowledged": "DELETE FROM sales WHERE seq = (SELECT max(seq) FROM sales)",
    "numbers": "UPDATE sales SET receipt = (SELECT min(receipt) FROM sales) WHERE seq = (SELECT max(seq) FROM sales)",
    "stock": "UPDATE sale_lines SET quantity = quantity + 1 WHERE seq = (SELECT max(seq) FROM sale_lines WHERE moved)",
    "money": "UPDATE tenders SET amount = amount + 1 WHERE seq = (SELECT max(seq) FROM tenders)",
    "drawers": "DELETE FROM cash_movements WHERE kind = 'taken' AND seq = "
    "(SELECT max(seq) FROM cash_movements WHERE kind = 'taken')",
    "returns": "UPDATE return_lines SET quantity = quantity + 99, grams = grams * 99",
    "claims": "UPDATE claims SET taken = quota + 1 WHERE key LIKE 'quota:%'",
    "uploads": "INSERT INTO uploads SELECT run, -position, stream, seq, at, 'queued', receipt, sale, receipt, total, "
    "'' FROM sales WHERE status = 'completed' LIMIT 1",
    "journal": "UPDATE segments SET lines = replace(CAST(lines AS TEXT), '\"seq\":1', '\"seq\":2') WHERE first = "
    "(SELECT max(first) FROM segments WHERE instr(lines, CAST('\"seq\":1' AS BLOB)) > 0)",
}


NAMED = {
    "stock": "SELECT stream, seq FROM sale_lines WHERE moved ORDER BY seq DESC LIMIT 1",
    "acknowledged": "SELECT stream, seq FROM sales ORDER BY seq DESC LIMIT 1",
    "money": "SELECT stream, seq FROM tenders ORDER BY seq DESC LIMIT 1",
    "numbers": "SELECT stream, seq FROM sales ORDER BY seq DESC LIMIT 1",
}
"""Which entry it is, asked for before."""


@pytest.mark.parametrize("invariant", INVARIANTS)
def test_what_was_tampered_with_is_found_and_named(invariant: str, copy: Path) -> None:
    with Database.open(copy) as database, database.write() as connection:
        asked = NAMED.get(invariant)
        guilty = "/".join(map(str, connection.exec_driver_sql(asked).one())) if asked else ""
        assert connection.exec_driver_sql(TAMPERED[invariant]).rowcount > 0
    audit = audited(copy)
    assert not audit.sound
    assert audit.findings[invariant]
    named = audit.findings[invariant][0]
    assert named.what
    assert named.expected != named.got or invariant == "journal"
    said = finding(named, Words("en"))
    assert f"expected {named.expected:,}, got" in said if named.expected != named.got else "hash" in said
    entries = {found.entry for found in audit.findings[invariant]}
    assert all(entries), "each names its entries"
    assert guilty in {one for entry in entries for one in entry.split(", ")} or not guilty


def test_a_journal_that_was_cut_off_at_its_end_is_found(copy: Path) -> None:
    with Database.open(copy) as database, database.write() as connection:
        connection.exec_driver_sql("DELETE FROM segments WHERE first = (SELECT max(first) FROM segments)")
        tips = connection.exec_driver_sql("SELECT stream, seq FROM tips").all()
    audit = audited(copy)
    heads = audit.heads()
    missed = {
        (stream, f"{stream}/{seq}", seq, heads.get(stream, 0)) for stream, seq in tips if heads.get(stream) != seq
    }
    assert missed
    assert {(one.what, one.entry, one.expected, one.got) for one in audit.findings["journal"]} == missed


def test_what_comes_back_on_a_receipt_that_there_is_not_is_found(copy: Path) -> None:
    with Database.open(copy) as database, database.write() as connection:
        stream, seq = connection.exec_driver_sql("SELECT stream, seq FROM return_lines ORDER BY seq LIMIT 1").one()
        forged = f"UPDATE return_lines SET receipt = 'forged' WHERE stream = '{stream}' AND seq = {seq}"
        connection.exec_driver_sql(forged)
    audit = audited(copy)
    assert [(found.what, found.entry, found.expected) for found in audit.findings["returns"]] == [
        ("forged", f"{stream}/{seq}", 0)
    ]


def test_a_load_that_was_kept_is_audited_again(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "acks").rename(copy / f"acknowledged-{RUN}-0.txt")
    command = ["--home", str(copy / "elsewhere"), "--lang", "en", "journal", "audit", str(copy)]
    assert cli.main(command) == 0
    assert "Every invariant holds" in capsys.readouterr().out
    with Database.open(copy) as database, database.write() as connection:
        connection.exec_driver_sql(TAMPERED["stock"])
        stream, seq = connection.exec_driver_sql(NAMED["stock"]).one()
    assert cli.main([*command, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (stock,) = [one for one in told["invariants"] if one["findings"]]
    assert (told["sound"], stock["invariant"]) == (False, "stock")
    assert stock["findings"][0]["entry"] == f"{stream}/{seq}"


def test_where_no_load_was_kept_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (tmp_path / "nowhere", tmp_path):
        assert cli.main(["--home", str(tmp_path / "home"), "--lang", "en", "journal", "audit", str(place)]) == 2
        assert "no load was kept here" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_tills_that_were_offline_bring_everything_once(tmp_path: Path) -> None:
    """Some answers of the head office are lost, so that records are sent again."""
    for seconds in (1.5, 6.0, 24.0):  # a machine with other work sells next to nothing in half a second without a line
        home = tmp_path / str(seconds)
        created(home, "promotion-day")
        curve = constant(40.0, seconds)
        load = Load(8, curve.shape, curve.pieces, offline=50)
        tally = Tally()
        played(Part(str(home), RUN, 0, 1, load, str(home / "acks")), tally)
        assert (tally.failed, tally.works) == (0, 0), "that a till's network comes and goes is no work in the back"
        audit = audited(home)
        assert audit.findings == {name: [] for name in INVARIANTS}
        if audit.uploads["queued",] > 20:
            break
    with Database.open(home) as database:
        entries = [entry.what for entry in SqlJournal(database).read(RUN)]
    assert sum(isinstance(what, stimuli.NetworkFailed) for what in entries) == 4, "half of them"
    assert audit.checked["uploads"] == audit.uploads["queued",], "each once: nobody can say what two more would be"
    assert audit.uploads["queued",] == audit.uploads["arrived",] > 20
    assert sum(isinstance(what, f.UploadUnanswered) for what in entries) > 0
    assert sum(isinstance(what, f.UploadArrived) and what.duplicate for what in entries) > 0


def test_the_stockroom_is_busy_meanwhile(tmp_path: Path) -> None:
    created(tmp_path, "first-sale")
    write(recorded(stage_of("receiving-basics"), 1), tmp_path / "tape")
    curve = constant(5.0, 2.0)
    load = Load(4, curve.shape, curve.pieces)
    tally = Tally()
    played(Part(str(tmp_path), RUN, 0, 1, load, str(tmp_path / "acks"), tapes=(str(tmp_path / "tape"),)), tally)
    with Database.open(tmp_path) as database:
        journal = SqlJournal(database)
        back = [entry.what for entry in journal.read(RUN) if entry.stream.startswith("stockroom")]
        assert verify_run(journal, RUN).ok
    assert sum(isinstance(what, f.ReceiptPosted) for what in back) > 0
    assert isinstance(back[-1], f.StockroomClosed)
    assert not any(isinstance(what, f.Refused) for what in back)
    assert audited(tmp_path, "first-sale").sound


def test_a_full_disk_ends_the_load_and_loses_nothing(tmp_path: Path) -> None:
    created(tmp_path, "promotion-day")
    tally = Tally()
    worker = on_folder(part(tmp_path, sales=0), tally.add)
    assert isinstance(worker.writer, FileWriter)
    pages = (tmp_path / FILE).stat().st_size // 4096
    worker.writer._cursor.execute(f"PRAGMA max_page_count = {pages + 600}")
    worker.started = time.monotonic()
    with pytest.raises(DiskFull):
        worker.run()
    worker.gave_up("store.disk_full (path=/data)")
    safe = (tmp_path / "acks").read_bytes().count(b"\n")
    assert tally.sales + tally.returns == safe, "what was acknowledged last is counted, too"
    audit = audited(tmp_path)
    assert audit.findings == {name: [] for name in INVARIANTS}
    assert audit.checked["acknowledged"] == safe > 10


def test_what_cannot_be_written_down_is_not_acknowledged(tmp_path: Path) -> None:
    """The disk was full for the file of acknowledgements first: a load says so, as of the database."""
    created(tmp_path, "promotion-day")
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    asked = part(tmp_path, sales=50)
    worker = on_folder(Part(asked.folder, RUN, 0, 1, asked.load, str(full)), Tally().add)
    worker.started = time.monotonic()
    with pytest.raises(DiskFull):
        worker.run()
    assert audited(tmp_path).sound


def test_a_till_needs_little_memory(tmp_path: Path) -> None:
    """What grows with the day is forgotten once nobody can ask for it."""
    import tracemalloc

    created(tmp_path, "mobile-and-split")
    worker = on_folder(part(tmp_path, sales=0), Tally().add)
    lanes = worker.lanes
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for n, lane in enumerate(lanes * 20):
        lane.begin(worker.customers.next(lane), n, 0)
        while lane.busy:
            lane.run()
            lane.granted()
        worker.customers.served(lane)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert (after - before) / len(lanes) < 64 * 1024
    assert names(3) == ("till-1", "till-2", "till-3")


@pytest.mark.parametrize(
    ("workers", "cores", "found"),
    [
        (2, {0, 1}, [{0}, {1}]),
        (2, {5, 3, 7}, [{3}, {5}]),  # those that we may have need not be the first ones
        (3, {0, 1}, [{0, 1}] * 3),
    ],
)
def test_each_worker_keeps_to_a_core_where_there_are_enough(
    workers: int, cores: set[int], found: list[set[int]]
) -> None:
    curve = constant(1.0, 60.0)
    load = Load(TILLS, curve.shape, curve.pieces)
    assert [cores_of(Part("", RUN, n, workers, load, ""), cores) for n in range(workers)] == found
