"""Many stations in one commit: each append whole or not at all, in one order, whoever else writes."""

import sqlite3
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
from simulator.kernel.events import Claim
from simulator.kernel.facts import CashTaken, Line, Offer, RunOpened, SaleCompleted
from simulator.kernel.texts import Text
from simulator.store.book_rows import CashMovement
from simulator.store.books import book
from simulator.store.chain import Head
from simulator.store.database import Database
from simulator.store.errors import ClaimRefused, RunTaken, StoreError
from simulator.store.export import verify_run
from simulator.store.file_writer import FileWriter
from simulator.store.granting import Granting
from simulator.store.inserting import MOST
from simulator.store.ledger import books
from simulator.store.memory import MemoryJournal
from simulator.store.sql_journal import SqlJournal
from simulator.store.turns import FileTurns

RUN = "run-1"
NEVER = 10**9
OPENING = RunOpened(RUN, "load", 1, "free", 7, 1, {"script": sha256(b"").hexdigest()}, ("till-1",), "cashier")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqlJournal]:
    with Database.open(tmp_path) as database:
        journal = SqlJournal(database)
        journal.create_run(RUN, Entry(SHOP, 1, 0, "director", OPENING), {"script": b""})
        yield journal
        journal.close()


def writer(journal: SqlJournal, *streams: str) -> FileWriter:
    heads = journal.heads(RUN)
    return FileWriter(journal._database, RUN, {name: heads[name] for name in (SHOP, *streams) if name in heads})


def sale(till: str, seq: int) -> list[Entry]:
    taken = CashTaken({100: 1}, 100, f"{till}/1", 0)
    return [Entry(till, seq, 0, "c01", Scan("69")), Entry(till, seq + 1, 0, "till", taken, seq)]


def test_one_that_is_refused_leaves_its_neighbours_alone(journal: SqlJournal) -> None:
    group, only = writer(journal), Claim("coupon:1")
    outcomes = group.commit([(sale("till-1", 1), (only,)), (sale("till-2", 1), (only,)), (sale("till-3", 1), ())])
    assert outcomes[0] is outcomes[2] is None
    assert isinstance(outcomes[1], ClaimRefused)
    assert (outcomes[1].claim, outcomes[1].taken) == (only, 1)
    assert group.commit([(sale("till-2", 1), ()), (sale("till-3", 3), ())]) == [None, None]  # it tries again
    assert verify_run(journal, RUN).streams == {SHOP: 1, "till-1": 2, "till-2": 2, "till-3": 4}
    assert [row.stream for row in books(journal._database, RUN)[CashMovement]] == [
        "till-1",
        "till-2",
        "till-3",
        "till-3",
    ]
    group.close()


def test_no_savepoint_outlives_the_append_that_set_it(journal: SqlJournal) -> None:
    """Those of a whole group would lie in each other, and each page that is written be kept for all of them."""
    connection = journal._database.writer.raw_connection()
    cursor = connection.cursor()
    granting, only, more = Granting(cursor, "?"), Claim("coupon:1"), Claim("pieces", 1, NEVER)
    cursor.execute("BEGIN IMMEDIATE")
    assert granting.grant(RUN, [only, more]) is None
    refused = granting.grant(RUN, [more, only])
    assert refused is not None
    assert refused.claim == only
    cursor.execute("SELECT key, taken FROM claims ORDER BY key")
    assert cursor.fetchall() == [("coupon:1", 1), ("pieces", 1)]
    with pytest.raises(sqlite3.OperationalError, match="no such savepoint"):
        cursor.execute("RELEASE claims_of_one")
    connection.rollback()
    connection.close()


def refusal(model: MemoryJournal, run: str, entries: list[Entry], claims: list[Claim]) -> tuple[Claim, int] | None:
    """What is refused where each append comes by itself."""
    try:
        model.append(run, entries, claims)
    except ClaimRefused as error:
        return error.claim, error.taken
    return None


APPENDS = st.lists(  # groups of (till, claims), each till once in a group
    st.lists(
        st.tuples(
            st.integers(1, 5),
            st.lists(
                st.builds(
                    Claim, st.sampled_from(["coupon:1", "quota:a", "gift:9"]), st.sampled_from([1, 2, -1]),
                    st.just(3), st.sampled_from([None, None, 0, 1, 2]),
                ),
                max_size=2,
            ),
        ),
        min_size=1, max_size=5, unique_by=lambda append: append[0],
    ),
    max_size=6,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(groups=APPENDS)
def test_a_group_is_what_its_appends_would_be_one_after_the_other(
    groups: list[list[tuple[int, list[Claim]]]], journal: SqlJournal
) -> None:
    run = uuid4().hex
    opening = msgspec.structs.replace(OPENING, run=run)
    model = MemoryJournal()
    for kept in (journal, model):
        kept.create_run(run, Entry(SHOP, 1, 0, "director", opening), {"script": b""})
    group = FileWriter(journal._database, run, journal.heads(run))
    seqs: dict[str, int] = {}
    for appends in groups:
        batch = [(sale(f"till-{n}", seqs.get(f"till-{n}", 0) + 1), claims) for n, claims in appends]
        for (entries, claims), refused in zip(batch, group.commit(batch), strict=True):
            expected = refusal(model, run, entries, claims)
            said = (refused.claim, refused.taken) if isinstance(refused, ClaimRefused) else refused
            assert said == expected
            if expected is None:
                seqs[entries[0].stream] = entries[-1].seq
    assert list(journal.read(run)) == list(model.read(run))
    assert verify_run(journal, run).ok
    group.close()


SIZES = (1, 3, 0, MOST, 3, MOST + 1, 3 * MOST - 1)


def test_baskets_of_any_size_are_booked_whole(journal: SqlJournal) -> None:
    """Also those of more lines than a statement takes, however they are stored."""
    offer, name = Offer("two", Text("Two off", "减二"), 50), Text("Milk", "牛奶")
    line = Line(1, "milk", name, "690", 1290, 1, 0, 1290, 50, 1300, offers=(offer,), lot="L7")
    entries = []
    for n, size in enumerate(SIZES, 1):
        lines = tuple(msgspec.structs.replace(line, line=k, price=1290 + k) for k in range(1, size + 1))
        sold = SaleCompleted(f"till-{n}/1", f"R{n}", "", lines, (), 1240 * size, 1240 * size, 0, 50 * size, 0, 0)
        entries.append(Entry(f"till-{n}", 1, n, "till", sold))
    first, *others = entries
    group = writer(journal)
    journal.append(RUN, [first])
    assert group.commit([([entry], ()) for entry in others]) == [None] * len(others)
    group.close()
    kept = [row for rows in books(journal._database, RUN).values() for row in rows]
    assert len(kept) == len(SIZES) + 2 * sum(SIZES) + sum(map(bool, SIZES))
    assert sorted(kept, key=repr) == sorted(book(*entries), key=repr)


def test_who_went_on_with_a_station_that_somebody_else_plays_is_refused_alone(journal: SqlJournal) -> None:
    """Two of them believe that a till is theirs: the one that is later hears it, whichever way it finds the till."""
    group, other = writer(journal), writer(journal)
    assert other.commit([(sale("till-2", 1), ())]) == [None]
    for seq in (1, 3):
        outcomes = group.commit([(sale("till-1", seq), ()), (sale("till-2", 1), ()), (sale("till-3", seq), ())])
        assert outcomes[0] is outcomes[2] is None
        assert isinstance(outcomes[1], RunTaken)
    late = writer(journal, "till-2")
    assert late.commit([(sale("till-2", 3), ())]) == [None]
    assert [type(one) for one in other.commit([(sale("till-2", 3), ())])] == [RunTaken]
    assert verify_run(journal, RUN).streams == {SHOP: 1, "till-1": 4, "till-2": 4, "till-3": 4}
    for one in (group, other, late):
        one.close()


def test_several_write_one_run_each_their_own_stations(journal: SqlJournal, tmp_path: Path) -> None:
    turns = FileTurns(tmp_path / "turns")
    groups = [
        FileWriter(journal._database, RUN, {SHOP: journal.heads(RUN)[SHOP]}, turns),
        writer(journal),
    ]
    for seq in (1, 3, 5):
        for n, group in enumerate(groups):
            mine = [(sale(f"till-{n}{till}", seq), (Claim("pieces", 1, NEVER),)) for till in range(3)]
            assert group.commit(mine) == [None] * 3
    verdict = verify_run(journal, RUN)
    assert verdict.ok
    assert verdict.entries == 1 + 2 * 3 * 3 * 2
    with journal._database.read() as connection:
        assert connection.exec_driver_sql("SELECT taken FROM claims").scalar() == 18
    for group in groups:
        group.close()


def test_a_gap_is_the_callers_mistake(journal: SqlJournal) -> None:
    group = writer(journal)
    with pytest.raises(ValueError, match="expected till-1 to go on with seq 1"):
        group.commit([(sale("till-1", 2), ())])
    assert journal.heads(RUN).keys() == {SHOP}
    group.close()


def test_nothing_follows_a_seal(journal: SqlJournal) -> None:
    group = writer(journal)
    journal.seal(RUN)
    with pytest.raises(StoreError, match="sealed"):
        group.commit([(sale("till-1", 1), ())])
    group.close()


def test_heads_say_where_a_station_goes_on(journal: SqlJournal) -> None:
    first = writer(journal)
    first.commit([(sale("till-1", 1), ())])
    first.close()
    journal.leave(RUN)  # it looks again
    heads: dict[str, Head] = journal.heads(RUN)
    second = FileWriter(journal._database, RUN, heads)
    assert second.commit([(sale("till-1", 3), ())]) == [None]
    assert verify_run(journal, RUN).ok
    second.close()
