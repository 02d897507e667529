"""Verification names what was changed: entry by entry in files, row by row and segment by segment in the database."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.kernel.entries import SHOP
from simulator.store.errors import FileUnwritable, NoSuchRun
from simulator.store.export import export, verify_export, verify_file, verify_run
from simulator.store.memory import MemoryJournal
from simulator.store.verdict import FINDINGS


@pytest.fixture(scope="module")
def exported(shop_class, tmp_path_factory):
    """The bytes of a small exported run, sealed: opening, tills taking turns, end, seal."""
    shop, journal = shop_class(), MemoryJournal()
    shop.played(journal, 6)
    journal.append(shop.run, [shop.ended()])
    journal.seal(shop.run)
    path = tmp_path_factory.mktemp("export") / "run.jsonl"
    export(journal, shop.run, path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def lines(exported):
    return exported.split(b"\n")[:-1]


def key(line):
    raw = json.loads(line)
    return raw["stream"], raw["seq"]


def named(verdict):
    """What was found, one entry at a time."""
    assert all(finding.id in FINDINGS for finding in verdict.findings)
    return {(f.id, f.stream, seq) for f in verdict.findings for seq in range(f.seq, f.last + 1)}


def check(lines):
    return verify_export(b"\n".join(lines) + b"\n")


def test_what_was_not_touched_is_sound(exported, lines):
    verdict = verify_export(exported)
    assert verdict.ok
    assert verdict.sealed
    assert (verdict.run, verdict.entries) == ("run-1", 15)
    assert verdict.streams == {SHOP: 3, "till-1": 6, "till-2": 6}
    assert verify_export(exported[:-1]).ok  # the last newline alone carries nothing


def test_an_export_holds_exactly_the_stored_bytes_and_the_materials(journal, shop, tmp_path):
    shop.played(journal, 3)
    assert export(journal, shop.run, tmp_path / "run.jsonl") == 7
    header, *body = (tmp_path / "run.jsonl").read_bytes().split(b"\n")
    assert body == [*(one.data for one in journal.read_stored(shop.run)), b""]
    assert json.loads(header)["bundle"].keys() == json.loads(header)["materials"].keys() == shop.materials.keys()
    assert verify_file(tmp_path / "run.jsonl") == verify_run(journal, shop.run)
    assert [path.name for path in tmp_path.glob("run*")] == ["run.jsonl"]


def test_an_export_that_cannot_be_written_is_said(shop, tmp_path):
    journal = MemoryJournal()
    shop.played(journal)
    with pytest.raises(FileUnwritable) as said:
        export(journal, shop.run, tmp_path / "nowhere" / "run.jsonl")
    assert said.value.params["path"] == str(tmp_path / "nowhere" / "run.jsonl")
    with pytest.raises(NoSuchRun):
        verify_run(journal, "gone")


@given(data=st.data())
def test_one_changed_byte_names_its_entry(lines, data):
    k = data.draw(st.integers(1, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[k]) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b not in (10, lines[k][at])))
    changed = [*lines]
    changed[k] = lines[k][:at] + bytes([byte]) + lines[k][at + 1 :]
    assert named(check(changed)) == {("journal.altered", *key(lines[k]))}


@given(data=st.data())
def test_removed_entries_are_named(lines, data):
    gone = data.draw(st.sets(st.integers(1, len(lines) - 1), min_size=1))
    left = [line for k, line in enumerate(lines) if k not in gone]
    last = len(left) and max((k for k in range(1, len(lines)) if k not in gone), default=0)
    assert named(check(left)) == {("journal.missing" if k < last else "journal.cut_off", *key(lines[k])) for k in gone}


@given(data=st.data())
def test_entries_in_another_place_are_named(lines, data):
    k = data.draw(st.integers(1, len(lines) - 1))
    to = data.draw(st.integers(1, len(lines) - 1).filter(lambda to: abs(to - k) > 1))
    moved = [*lines]
    moved.insert(to, moved.pop(k))
    assert named(check(moved)) == {("journal.reordered", *key(lines[k]))}


def test_two_neighbours_swapped_are_noticed_across_streams_too(lines):
    for k in range(1, len(lines) - 1):
        swapped = [*lines[:k], lines[k + 1], lines[k], *lines[k + 2 :]]
        found = named(check(swapped))
        assert len(found) == 1
        assert found <= {("journal.reordered", *key(line)) for line in lines[k : k + 2]}


@given(data=st.data())
def test_what_was_never_an_entry_is_named_by_its_line(lines, data):
    k = data.draw(st.integers(1, len(lines)))
    more = data.draw(st.sampled_from([lines[3], b"{}", b"", b"\xff", b'{"stream":"till-7","seq":1}']))
    verdict = check([*lines[:k], more, *lines[k:]])
    found = {finding.id: finding.line for finding in verdict.findings}
    if more == lines[3]:  # which of two equal entries is the copy, nobody can say
        assert "journal.added" in found
        assert found.keys() <= {"journal.added", "journal.reordered"}
    else:
        assert found == {"journal.added": k}


def test_cut_off_anywhere_is_cut_off(exported, lines):
    start = len(lines[0]) + 1
    for at in range(start, len(exported) - 1):
        found = verify_export(exported[:at]).findings
        assert found, at
        assert {finding.id for finding in found} == {"journal.cut_off"}
    for at in range(start - 1):
        assert not verify_export(exported[:at]).ok


@given(st.binary())
@example(b"")
@example(b"\n\n")
@example(b"[" * 100_000)
@example(b'{"storedrill_journal":1}\n')
@example(b'{"storedrill_journal":"1"}')
@example(b"\x00\x01\xff\n\xfe")
@example(b"SQLite format 3\x00")
def test_whatever_the_file_is_there_is_a_verdict(data):
    verdict = verify_export(data)
    assert not verdict.ok
    assert all(finding.id in FINDINGS for finding in verdict.findings)


@given(data=st.data())
def test_any_edit_at_all_is_noticed(exported, data):
    start = data.draw(st.integers(0, len(exported) - 2))
    end = data.draw(st.integers(start, min(len(exported) - 1, start + 40)))
    put = data.draw(st.binary(max_size=40).filter(lambda put: put != exported[start:end]))
    verdict = verify_export(exported[:start] + put + exported[end:])
    if verdict.ok:  # an edit of the header that means the same, e.g. a blank between its fields
        assert start < exported.index(b"\n")
        assert verdict.streams == {SHOP: 3, "till-1": 6, "till-2": 6}


DAMAGED = "journal.header_damaged"


def _edit(lines, change):
    header = json.loads(lines[0])
    change(header)
    return check([json.dumps(header).encode(), *lines[1:]])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda h: h.update(storedrill_journal=2), {"id": "journal.header_newer", "found": "2", "known": "1"}),
        (lambda h: h.update(run="other"), {"id": "journal.header_damaged", "field": "run"}),
        (lambda h: h.update(sealed=False), {"id": "journal.header_damaged", "field": "sealed"}),
        (lambda h: h["materials"].update(extra="00"), {"id": "journal.header_damaged", "field": "materials"}),
        (lambda h: h["streams"][SHOP].update(head="0"), {"id": DAMAGED, "field": "streams.shop.head"}),
        (lambda h: h["streams"][SHOP].update(entries=5), {"id": DAMAGED, "field": "streams.shop.entries"}),
        (lambda h: h["streams"][SHOP].update(hashes="?"), {"id": DAMAGED, "field": "streams.shop.hashes"}),
        (lambda h: h["order"].pop(), {"id": "journal.header_damaged", "field": "order"}),
        (lambda h: h["order"].append(["till-9", 1, 10**15]), {"id": "journal.header_damaged", "field": "order"}),
        (lambda h: h.update(mark=""), {"id": DAMAGED, "field": "mark"}),
        (lambda h: h["bundle"].pop("shop"), {"id": "journal.material_altered", "name": "shop"}),
        (lambda h: h["bundle"].update(script="AAAA"), {"id": "journal.material_altered", "name": "script"}),
        (lambda h: h["bundle"].update(shop="not base64"), {"id": "journal.material_altered", "name": "shop"}),
    ],
)  # fmt: skip
def test_a_header_that_contradicts_its_entries_is_named(lines, change, expected):
    (finding,) = _edit(lines, change).findings
    assert {"id": finding.id, **finding.given} == expected


def test_a_file_that_cannot_be_read_is_a_verdict(tmp_path):
    for path in (tmp_path, tmp_path / "gone", Path("bad\0name")):
        (finding,) = verify_file(path).findings
        assert finding.id == "journal.unreadable"
        assert finding.given["reason"]


SWAP = "UPDATE entries SET position = CASE position WHEN {0} THEN -{1} ELSE -{0} END WHERE position IN ({0}, {1})"
"""Put right by a second statement: positions are unique."""

ALL_OF_BOTH_TILLS = {
    ("journal.cut_off", f"till-{n}", seq) for n, last in ((1, 4), (2, 6)) for seq in range(1, last + 1)
}

LIVE = [
    ("UPDATE entries SET data = replace(data, 'good', 'bad') WHERE position = 4", {("journal.altered", "till-1", 1)}),
    ("UPDATE entries SET data = x'ff00' WHERE position = 4", {("journal.altered", "till-1", 1)}),
    ("UPDATE entries SET data = 7 WHERE position = 1", {("journal.altered", SHOP, 1)}),
    ("UPDATE entries SET hash = zeroblob(32) WHERE position = 5", {("journal.altered", "till-1", 2)}),
    ("UPDATE entries SET hash = 'short' WHERE position = 1", {("journal.altered", SHOP, 1)}),
    ("DELETE FROM entries WHERE position = 4", {("journal.missing", "till-1", 1)}),
    ("DELETE FROM entries WHERE position = 1", {("journal.missing", SHOP, 1)}),
    ("DELETE FROM entries WHERE position = 8", {("journal.missing", "till-1", 3)}),
    ("DELETE FROM entries WHERE position = 2", {("journal.missing", "till-2", 1)}),
    (SWAP.format(4, 8), {("journal.reordered", "till-1", seq) for seq in (1, 3)}),
    (SWAP.format(4, 5), {("journal.reordered", "till-1", 2)}),
    (SWAP.format(1, 5), {("journal.reordered", *key) for key in ((SHOP, 1), ("till-1", 1), ("till-1", 2))}),
    ("DELETE FROM entries WHERE position > 9", {("journal.cut_off", "till-2", seq) for seq in (5, 6)}),
    (
        "DELETE FROM entries WHERE position > 6",
        {("journal.cut_off", "till-1", 3), ("journal.cut_off", "till-1", 4)}
        | {("journal.cut_off", "till-2", seq) for seq in (4, 5, 6)},
    ),
    ("DELETE FROM entries WHERE position > 1", ALL_OF_BOTH_TILLS),
    ("UPDATE tips SET hash = zeroblob(32) WHERE stream = 'till-1'", {("journal.head_differs", "till-1", 4)}),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "expected"), LIVE)
def test_a_changed_row_is_named(database, sql_journal, shop, sql, expected):
    shop.played(sql_journal, 5)
    assert verify_run(sql_journal, shop.run).ok
    with database.write() as connection:
        connection.exec_driver_sql(sql)
        connection.exec_driver_sql("UPDATE entries SET position = -position WHERE position < 0")
    assert named(verify_run(sql_journal, shop.run)) == expected


def test_a_wild_number_in_the_index_fills_no_memory(database, sql_journal, shop):
    shop.played(sql_journal, 5)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE entries SET seq = 1000000000000 WHERE position = 5")
    assert ("journal.altered", "till-1", 2) in named(verify_run(sql_journal, shop.run))


@pytest.mark.parametrize("sql", [sql for sql, _ in LIVE if "zeroblob(32) WHERE stream" not in sql])
def test_an_unsound_journal_is_exported_as_it_is(database, sql_journal, shop, tmp_path, sql):
    """As many entries as there are, and the file is unsound in the same places; a cut end only the folder knows of."""
    shop.played(sql_journal, 5)
    with database.write() as connection:
        connection.exec_driver_sql(sql)
        connection.exec_driver_sql("UPDATE entries SET position = -position WHERE position < 0")
        left = connection.exec_driver_sql("SELECT count(*) FROM entries").scalar()
    assert export(sql_journal, shop.run, tmp_path / "run.jsonl") == left
    found = verify_run(sql_journal, shop.run).findings
    assert verify_file(tmp_path / "run.jsonl").findings == tuple(f for f in found if f.id != "journal.cut_off")


def test_entries_taken_out_of_a_sealed_segment_stay_nameable_in_the_export(database, sql_journal, shop, tmp_path):
    shop.played(sql_journal, 300)
    sql_journal.seal(shop.run)
    with database.write() as connection:
        lines = connection.exec_driver_sql("SELECT lines FROM segments WHERE first = 1").scalar().split(b"\n")
        kept = b"\n".join(lines[:100] + lines[110:])
        connection.exec_driver_sql("UPDATE segments SET lines = ? WHERE first = 1", (kept,))
    assert export(sql_journal, shop.run, tmp_path / "run.jsonl") == 602 - 10
    assert {key(line) for line in lines[100:110]} == {(s, n) for id, s, n in named(verify_run(sql_journal, shop.run))}
    assert verify_file(tmp_path / "run.jsonl") == verify_run(sql_journal, shop.run)


def test_an_end_cut_off_before_the_sealing_is_named_after_it(database, sql_journal, shop):
    shop.played(sql_journal, 5)
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM entries WHERE position > 9")
    sql_journal.seal(shop.run)
    assert ("journal.cut_off", "till-2", 5) in named(verify_run(sql_journal, shop.run))


SEALED = [
    ("UPDATE segments SET lines = replace(lines, 'good-9\"', 'good-8\"')", "journal.altered"),
    ("UPDATE segments SET lines = x'00'", "journal.altered"),
    ("UPDATE segments SET hashes = zeroblob(length(hashes)) WHERE first = 1", "journal.altered"),
    ("UPDATE segments SET hashes = zeroblob(31)", "journal.store_failed"),
    ("UPDATE segments SET spans = 'x' WHERE first = 513", "journal.store_failed"),
    ("UPDATE segments SET spans = '[[\"till-1\", 1, 99999999999999]]'", "journal.store_failed"),
    ("UPDATE segments SET spans = replace(spans, 'till-1', 'till-9')", "journal.altered"),
    ("UPDATE segments SET first = 514 WHERE first = 513", "journal.index_damaged"),
    ("UPDATE segments SET length = 511 WHERE first = 513", "journal.store_failed"),
    ("DELETE FROM segments WHERE first = 1025", "journal.cut_off"),
    ("DELETE FROM segments WHERE first = 513", "journal.missing"),
    ("DELETE FROM segments", "journal.empty"),
    ("UPDATE segments SET spans = cast(x'ff' as text)", "journal.store_failed"),
    ("DELETE FROM run_materials WHERE name = 'script'", "journal.material_altered"),
]


@pytest.mark.parametrize(("sql", "expected"), SEALED)
def test_a_changed_segment_is_noticed(database, sql_journal, shop, sql, expected):
    shop.played(sql_journal, 600)
    sql_journal.seal(shop.run)
    assert verify_run(sql_journal, shop.run).ok
    with database.write() as connection:
        connection.exec_driver_sql(sql)
    verdict = verify_run(sql_journal, shop.run)
    assert expected in {finding.id for finding in verdict.findings}
    named(verdict)


def test_a_rewritten_stream_contradicts_the_seal(database, sql_journal, shop, shop_class):
    """Somebody recomputes a whole chain: its hashes are sound, but the checkpoint vouches for another head."""
    shop.played(sql_journal, 4)
    sql_journal.seal(shop.run)
    kept = list(sql_journal.read(shop.run))
    forged, memory = shop_class(), MemoryJournal()
    memory.create_run(shop.run, kept[0], shop.materials)
    memory.append(shop.run, [entry for entry in kept[1:-1] if entry.stream == "till-1"][:2])
    memory.append(shop.run, [entry for entry in kept[1:-1] if entry.stream == "till-2"])
    memory.append(shop.run, [kept[-1]])
    forged_run = memory._runs[shop.run]
    forged_run.sealed = True
    assert named(verify_run(memory, shop.run)) == {
        ("journal.head_differs", "till-1", 2),
        ("journal.reordered", SHOP, 2),
    }
    assert forged.run == shop.run
