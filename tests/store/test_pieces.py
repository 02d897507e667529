"""A run whose entries lie partly in rows of their own and partly in segments while it lives is one journal."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from simulator.kernel.commands import Scan
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.facts import CashTaken, RunOpened
from simulator.store.chain import stored_of
from simulator.store.database import Database
from simulator.store.errors import RunTaken
from simulator.store.export import export, verify_file, verify_run
from simulator.store.file_writer import FileWriter
from simulator.store.ledger import books, rebuild
from simulator.store.memory import MemoryJournal
from simulator.store.sql_journal import SqlJournal
from simulator.store.stress_checks import journal_after

OPENING = RunOpened("", "load", 1, "free", 7, 1, {"script": sha256(b"").hexdigest()}, ("till-1",), "cashier")
HOWS = st.lists(  # one till's append by itself, or those of several in a group
    st.one_of(st.integers(1, 4), st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True)), max_size=8
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as database:
        yield database


def sale(till: str, seq: int) -> list[Entry]:
    taken = CashTaken({100: 1}, 100, f"{till}/1", 0)
    return [Entry(till, seq, seq, "c01", Scan("69")), Entry(till, seq + 1, seq, "till", taken, seq)]


def played(database: Database, hows: list[int | list[int]]) -> tuple[str, MemoryJournal]:
    """A run, and the same in memory."""
    run, model = uuid4().hex, MemoryJournal()
    opening = Entry(SHOP, 1, 0, "director", msgspec.structs.replace(OPENING, run=run))
    journal = SqlJournal(database)
    for kept in (journal, model):
        kept.create_run(run, opening, {"script": b""})
    seqs = dict.fromkeys(range(1, 5), 1)
    for how in hows:
        tills = [how] if isinstance(how, int) else how
        appends = [sale(f"till-{n}", seqs[n]) for n in tills]
        for n, entries in zip(tills, appends, strict=True):
            model.append(run, entries)
            seqs[n] += len(entries)
        if isinstance(how, int):
            journal.append(run, appends[0])
        else:
            group = FileWriter(database, run, journal.heads(run))
            assert not any(group.commit([(entries, ()) for entries in appends]))
            group.close()
        journal.leave(run)  # it looks again
    journal.close()
    return run, model


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(hows=HOWS)
def test_it_is_read_as_one(hows: list[int | list[int]], database: Database, tmp_path: Path) -> None:
    run, model = played(database, hows)
    journal = SqlJournal(database)
    entries, kept = list(model.read(run)), list(model.read_stored(run))
    assert list(journal.read_stored(run)) == kept
    assert [one for segment in journal.segments(run) for one in stored_of(segment)] == kept
    for after in range(len(entries) + 1):
        assert list(journal.read(run, after)) == entries[after:]
        (*rows,) = journal_after(database, run, after, 1)
        assert [row.data for row in rows] == [one.data for one in kept[after : after + len(rows)]]
        assert [row.position for row in rows] == list(range(after + 1, after + 1 + len(rows)))
        assert bool(rows) == (after < len(entries))
    assert journal.heads(run) == journal.tips(run) == model.heads(run)
    assert (journal.run(run).entries, journal.run(run).at) == (len(entries), entries[-1].at)
    assert verify_run(journal, run).ok
    export(journal, run, tmp_path / "live.jsonl")
    assert verify_file(tmp_path / "live.jsonl").entries == len(entries)
    booked = books(database, run)
    rebuild(database, journal, run)
    assert books(database, run) == booked
    for one in (journal, model):
        one.seal(run)
    assert list(journal.read_stored(run)) == list(model.read_stored(run))
    assert verify_run(journal, run).ok
    assert verify_run(journal, run).sealed
    journal.close()


MIXED: list[int | list[int]] = [1, [1, 2, 3], 2, [3, 1], 1]  # 1 | 2 3 | 4..9 | 10 11 | 12..15 | 16 17


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE segments SET lines = replace(CAST(lines AS TEXT), 'c01', 'c02') WHERE first = 12",
         {("journal.altered", "till-1", 5), ("journal.altered", "till-3", 3)}),
        ("UPDATE segments SET hashes = zeroblob(192) WHERE first = 4",
         {("journal.altered", "till-1", 3), ("journal.altered", "till-2", 1), ("journal.altered", "till-3", 1)}),
        ("DELETE FROM segments WHERE first = 12",
         {("journal.missing", "till-1", 5), ("journal.cut_off", "till-3", 3)}),
        ("DELETE FROM entries WHERE position IN (10, 11)", {("journal.cut_off", "till-2", 3)}),
        ("UPDATE segments SET first = 18 WHERE first = 4",
         {("journal.reordered", "till-1", 3), ("journal.reordered", "till-2", 3), ("journal.reordered", "till-3", 3)}),
        ("UPDATE segments SET spans = '[' WHERE first = 4", {("journal.store_failed", "", 0)}),
    ],
)  # fmt: skip
def test_what_was_done_to_it_is_named(damage: str, found: set[tuple[str, str, int]], database: Database) -> None:
    run, _ = played(database, MIXED)
    with database.write() as connection:
        assert connection.exec_driver_sql(damage).rowcount > 0
    journal = SqlJournal(database)
    assert {(one.id, one.stream, one.seq) for one in verify_run(journal, run).findings} == found
    journal.close()


def test_who_plays_it_alone_hears_that_a_group_went_on_with_it(database: Database) -> None:
    run, _ = played(database, [1])
    journal = SqlJournal(database)
    group = FileWriter(database, run, journal.heads(run))
    assert group.commit([(sale("till-2", 1), ())]) == [None]
    with pytest.raises(RunTaken):
        journal.append(run, sale("till-1", 3))
    group.close()
    journal.leave(run)
    journal.append(run, sale("till-1", 3))
    assert verify_run(journal, run).ok
    journal.close()
