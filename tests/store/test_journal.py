"""Both journals mean the same: what is appended is read again, in one total order, with chains that verify."""

from hashlib import sha256

import msgspec
import pytest

from simulator.kernel.commands import Scan
from simulator.kernel.entries import SHOP, encode
from simulator.kernel.events import Claim
from simulator.kernel.facts import Checkpoint
from simulator.store import journal as journals
from simulator.store.database import Database
from simulator.store.errors import (
    ClaimRefused,
    EntryUnreadable,
    MaterialDamaged,
    NoSuchRun,
    RunExists,
    RunSealed,
    RunTaken,
)
from simulator.store.sql_journal import SqlJournal
from simulator.store.verify import verify


def sound(journal, run, *, sealed=False):
    verdict = verify(run, lambda: journal.segments(run), sealed=sealed)
    assert verdict.ok, verdict
    return verdict


def test_entries_come_back_in_total_order(journal, shop):
    entries = shop.played(journal, 5)
    assert list(journal.read(shop.run)) == entries
    assert list(journal.read(shop.run, after=4)) == entries[4:]
    assert [one.data for one in journal.read_stored(shop.run)] == [encode(entry) for entry in entries]
    assert sound(journal, shop.run).streams == {SHOP: 1, "till-1": 4, "till-2": 6}


def test_the_chain_is_what_the_design_says(journal, shop):
    opening, first, *_ = shop.played(journal, 1)
    start = sha256(sha256(shop.run.encode()).digest() + encode(opening)).digest()
    then = sha256(start + encode(first)).digest()
    assert [one.hash for one in journal.read_stored(shop.run)][:2] == [start, then]
    assert journal.heads(shop.run)[SHOP] == (1, start)


def test_sealing_changes_how_it_is_kept_not_what(journal, shop):
    entries = shop.played(journal, 700)  # more than one segment
    end = shop.ended(at=700_500)
    journal.append(shop.run, [end])
    before = list(journal.read_stored(shop.run))
    heads = journal.heads(shop.run)
    journal.seal(shop.run)
    after = list(journal.read_stored(shop.run))
    assert after[:-1] == before
    *read, seal = journal.read(shop.run)
    assert read == [*entries, end]
    assert (seal.stream, seal.seq, seal.at) == (SHOP, 3, 700_500)
    order = sha256(b"".join(one.hash for one in before)).hexdigest()
    content = sha256(b"".join(one.data + b"\n" for one in before)).hexdigest()
    assert seal.what == Checkpoint({stream: head.hash.hex() for stream, head in heads.items()}, order, content)
    assert list(journal.read(shop.run, after=600)) == [*entries, end, seal][600:]
    assert journal.heads(shop.run) == heads | {SHOP: (3, after[-1].hash)}
    assert sound(journal, shop.run, sealed=True).sealed
    run = journal.run(shop.run)
    assert (run.sealed, run.entries, run.at, run.ended) == (True, 1403, 700_500, "finished")


def test_a_sealed_run_takes_nothing_more(journal, shop):
    shop.played(journal)
    journal.seal(shop.run)
    with pytest.raises(RunSealed):
        journal.append(shop.run, shop.scan(9))
    with pytest.raises(RunSealed):
        journal.seal(shop.run)


@pytest.mark.parametrize("seq", [1, 2, 3, 5, 0, -1])
def test_a_gap_or_a_repetition_is_the_callers_mistake(journal, shop, seq):
    entries = shop.played(journal, 2)  # till-2 stands at 2, its next is 3
    wrong = msgspec.structs.replace(shop.scan(9, "till-2")[0], seq=seq)
    if seq != 3:
        with pytest.raises(ValueError, match="expected till-2 to go on with seq 3"):
            journal.append(shop.run, [wrong])
        assert list(journal.read(shop.run)) == entries
    else:
        journal.append(shop.run, [wrong])
        assert list(journal.read(shop.run)) == [*entries, wrong]


def test_nothing_of_a_bad_append_is_stored(journal, shop):
    entries = shop.played(journal, 2)
    good, bad = shop.scan(3)
    with pytest.raises(ValueError, match="till-1"):
        journal.append(shop.run, [good, msgspec.structs.replace(bad, seq=99)])
    journal.append(shop.run, [good, bad])
    assert list(journal.read(shop.run)) == [*entries, good, bad]
    sound(journal, shop.run)


def test_openings_must_fit(journal, shop, another_shop):
    opening = shop.opening()
    for run, entry, materials in [
        ("other", opening, shop.materials),
        (shop.run, shop.scan(1)[0], shop.materials),
        (shop.run, opening, {}),
        (shop.run, opening, shop.materials | {"script": b"another"}),
    ]:
        with pytest.raises(ValueError, match="expected"):
            journal.create_run(run, entry, materials)
    journal.create_run(shop.run, opening, shop.materials)
    with pytest.raises(RunExists):
        journal.create_run(shop.run, opening, shop.materials)
    journal.create_run("run-2", another_shop.opening(), shop.materials)
    assert journal.materials("run-2") == shop.materials


def test_an_unknown_run_is_said(journal, shop):
    entry = shop.scan(1)[0]
    for ask in [
        lambda: journal.append("gone", [entry]),
        lambda: list(journal.read("gone")),
        lambda: list(journal.read_stored("gone")),
        lambda: list(journal.segments("gone")),
        lambda: journal.heads("gone"),
        lambda: journal.seal("gone"),
        lambda: journal.run("gone"),
        lambda: journal.materials("gone"),
    ]:
        with pytest.raises(NoSuchRun) as said:
            ask()
        assert said.value.params == {"run": "gone"}


def test_runs_are_listed_latest_first(journal, shop, another_shop):
    shop.played(journal, 3)
    journal.create_run("run-2", another_shop.opening(person="mei"), shop.materials)
    assert [(run.run, run.entries, run.at, run.sealed, run.ended) for run in journal.runs()] == [
        ("run-2", 1, 0, False, ""),
        ("run-1", 7, 3000, False, ""),
    ]
    journal.seal("run-1")
    assert [run.run for run in journal.runs(sealed=False)] == ["run-2"]
    assert [run.run for run in journal.runs(sealed=True)] == ["run-1"]
    assert [run.run for run in journal.runs(person="mei")] == ["run-2"]
    assert [run.run for run in journal.runs(person="")] == ["run-1"]
    assert [run.run for run in journal.runs(limit=1)] == ["run-2"]


def test_claims_are_granted_all_or_none(journal, shop):
    entries = shop.played(journal, 1)
    two = [Claim("coupon:A", 2, 3), Claim("ticket:1")]
    granted = shop.scan(2)
    journal.append(shop.run, granted, two)
    refused = shop.scan(3)
    for claims, key, taken in [
        ([Claim("coupon:A", 1, 3), Claim("ticket:1")], "ticket:1", 1),
        ([Claim("coupon:A", 2, 3)], "coupon:A", 2),
        ([Claim("lot", 5, 4)], "lot", 0),
        ([Claim("coupon:A", 1, 3), Claim("coupon:A", 1, 3)], "coupon:A", 3),
    ]:
        with pytest.raises(ClaimRefused) as said:
            journal.append(shop.run, refused, claims)
        assert (said.value.claim.key, said.value.taken) == (key, taken)
    assert list(journal.read(shop.run)) == [*entries, *granted]
    journal.append(shop.run, refused, [Claim("coupon:A", 1, 3)])  # nothing of the refused ones was taken
    assert list(journal.read(shop.run)) == [*entries, *granted, *refused]
    sound(journal, shop.run)


def test_a_claim_that_saw_something_else_is_refused_and_told_what_is_taken(journal, shop):
    shop.played(journal, 1)
    card = "card:8600000000000417"
    journal.append(shop.run, shop.scan(2), [Claim(card, -5000, 0, seen=0), Claim(card, 2000, 0, seen=-5000)])
    refused = shop.scan(3)
    for claim in (Claim(card, 0, 0, seen=0), Claim(card, 1000, 0, seen=-5000), Claim(card, 4000, 0, seen=-3000)):
        with pytest.raises(ClaimRefused) as said:
            journal.append(shop.run, refused, [claim])
        assert said.value.taken == -3000
    journal.append(shop.run, refused, [Claim(card, 0, 0, seen=-3000), Claim(card, 3000, 0, seen=-3000)])
    sound(journal, shop.run)


def test_what_was_seen_is_compared_by_the_statement_that_writes(sql_journal, shop):
    """Of two writers that both have looked before either wrote, the later one is refused."""
    journal = sql_journal
    shop.played(journal, 1)
    card = "card:8600000000000417"
    journal.append(shop.run, shop.scan(2), [Claim(card, -5000, 0, seen=0)])
    with pytest.raises(ClaimRefused) as said:
        journal.append(shop.run, shop.scan(3), [Claim(card, 2000, 0, seen=0)])
    assert said.value.taken == -5000


def test_claims_are_a_runs_own(journal, shop, another_shop):
    shop.played(journal)
    another_shop.played(journal)
    for one in (shop, another_shop):
        journal.append(one.run, one.scan(9), [Claim("ticket:1")])
    with pytest.raises(ValueError, match="some units"):
        journal.append(shop.run, shop.scan(10), [Claim("ticket:2", 0)])


def test_a_batch_keeps_order_and_chain(journal, shop):
    entries = shop.played(journal, 1)
    with journal.batch():
        for n in range(2, 200):
            more = shop.scan(n, f"till-{n % 3}")
            journal.append(shop.run, more, [Claim(f"ticket:{n}")] if n % 50 == 0 else [])
            entries += more
            if n % 70 == 0:
                assert list(journal.read(shop.run)) == entries
        with pytest.raises(ClaimRefused):
            journal.append(shop.run, [shop.entry("till-9", Scan("1"))], [Claim("ticket:50")])
    assert list(journal.read(shop.run)) == entries
    sound(journal, shop.run)


def test_a_batch_is_on_the_disk_at_its_end_even_when_the_bot_breaks(database, sql_journal, shop):
    shop.played(sql_journal, 1)
    other = SqlJournal(database)

    def breaks() -> None:
        with sql_journal.batch():
            sql_journal.append(shop.run, shop.scan(2))
            assert len(list(other.read(shop.run))) == 3  # held back
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks()
    assert len(list(other.read(shop.run))) == 5
    other.close()


def test_a_batch_commits_when_its_group_is_full(database, shop):
    bots, other = SqlJournal(database, group=4), SqlJournal(database)
    shop.played(bots, 1)
    with bots.batch():
        seen = []
        for n in range(2, 6):
            bots.append(shop.run, shop.scan(n))
            seen.append(other.run(shop.run).entries)
        assert seen == [3, 7, 7, 11]
    bots.close()
    other.close()


def test_a_run_goes_on_after_the_process_ended(tmp_path, shop):
    with Database.open(tmp_path) as database:
        before = SqlJournal(database)
        entries = shop.played(before, 3)
        before.close()
    with Database.open(tmp_path) as database:
        after = SqlJournal(database)
        assert list(after.read(shop.run)) == entries
        after.append(shop.run, more := shop.scan(4))
        assert list(after.read(shop.run)) == entries + more
        sound(after, shop.run)
        after.close()


def test_two_writers_of_one_run_cannot_double_a_place(database, shop):
    mine, theirs = SqlJournal(database), SqlJournal(database)
    entries = shop.played(mine, 1)
    theirs.heads(shop.run)
    more = shop.scan(2, "till-2")
    theirs.append(shop.run, more)
    late = shop.scan(3, "till-1")
    for _again in range(2):
        with pytest.raises(RunTaken):
            mine.append(shop.run, late)
    assert list(mine.read(shop.run)) == entries + more
    mine.heads(shop.run)  # looks again: from here it may go on
    mine.append(shop.run, late)
    assert list(theirs.read(shop.run)) == entries + more + late
    theirs.heads(shop.run)
    theirs.seal(shop.run)
    with pytest.raises(RunTaken):
        mine.append(shop.run, shop.scan(4))
    sound(mine, shop.run, sealed=True)
    mine.close()
    theirs.close()


def test_a_reader_sees_one_moment_and_never_blocks(database, sql_journal, shop):
    entries = shop.played(sql_journal, 400)
    other = SqlJournal(database)
    reading = other.read(shop.run)
    seen = [next(reading)]
    sql_journal.append(shop.run, shop.scan(401))
    sql_journal.seal(shop.run)
    assert seen + list(reading) == entries
    other.close()


def test_materials_are_stored_once_and_checked(database, sql_journal, shop, another_shop):
    shop.played(sql_journal)
    another_shop.played(sql_journal)
    with database.write() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM materials").scalar() == 2
        connection.exec_driver_sql("UPDATE materials SET data = 'x' WHERE data = ?", (shop.materials["script"],))
    with pytest.raises(MaterialDamaged) as said:
        sql_journal.materials(another_shop.run)
    assert said.value.params == {"run": "run-2", "name": "script"}


OLD = b'{"stream":"till-1","seq":1,"at":5,"by":"till","what":{"type":"scan_old","bar":"69","good":"g"},"cause":0}'


def test_old_entries_pass_through_upcasters(monkeypatch):
    monkeypatch.setitem(journals.UPCASTERS, "scan_old", lambda raw: {**raw, "type": "scan_2"})
    monkeypatch.setitem(
        journals.UPCASTERS, "scan_2", lambda raw: {"type": "scan", "code": raw["bar"], "good": raw["good"]}
    )
    assert journals.revive(OLD, "r", 1).what == Scan("69", "g")


@pytest.mark.parametrize(
    ("data", "kind"), [(OLD, "scan_old"), (b"{}", "?"), (b"\xff\x00", "?"), (b'{"what": 3}', "?"), (b"", "?")]
)
def test_what_no_version_knows_is_said(data, kind):
    with pytest.raises(EntryUnreadable) as said:
        journals.revive(data, "r", 3)
    assert said.value.params == {"run": "r", "position": "3", "type": kind}
