"""A seal vouches for all bytes and hashes at once; what is changed under it is named, in database and file."""

import json
from base64 import b64encode
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.kernel.entries import SHOP, decode, encode
from simulator.store.chain import HASH, SEGMENT, segments_of
from simulator.store.database import Database
from simulator.store.export import export, verify_export, verify_run
from simulator.store.sql_journal import SqlJournal
from simulator.store.verify import linked, vouched

ENTRIES = 1103
"""Of the run below, the seal included: three segments."""

STREAMS = {SHOP: 3, "till-1": 550, "till-2": 550}


class _Database:
    """The sealed run in the database; each verdict is on segments written anew."""

    def __init__(self, database, journal, run):
        self.database, self.journal, self.run = database, journal, run
        self.stored = list(journal.read_stored(run))
        self.spans = [list(map(list, part.spans)) for part in journal.segments(run)]

    def verdict(self, lines, hashes, spans=None):
        with self.database.write() as connection:
            for n, part in enumerate(spans or self.spans):
                cut = slice(n * SEGMENT, (n + 1) * SEGMENT)
                kept = b"\n".join(line for line in lines[cut] if line is not None)
                connection.exec_driver_sql(
                    "UPDATE segments SET spans = ?, lines = ?, hashes = ? WHERE first = ?",
                    (json.dumps(part), kept, b"".join(hashes[cut]), cut.start + 1),
                )
        return verify_run(self.journal, self.run)


class _File:
    """The same run as an exported file."""

    def __init__(self, data, stored):
        self.stored = stored
        self.header = json.loads(data.partition(b"\n")[0])

    def verdict(self, lines, hashes):
        header = json.loads(json.dumps(self.header))
        for name, stream in header["streams"].items():
            own = b"".join(digest for one, digest in zip(self.stored, hashes, strict=True) if one.stream == name)
            stream |= {"hashes": b64encode(own).decode(), "head": own[-HASH:].hex()}
        return verify_export(b"\n".join([json.dumps(header).encode(), *(x for x in lines if x is not None), b""]))


@pytest.fixture(scope="module")
def in_database(shop_class, tmp_path_factory):
    shop = shop_class()
    with Database.open(tmp_path_factory.mktemp("sealed") / "home") as database:
        journal = SqlJournal(database)
        shop.played(journal, 550)
        journal.append(shop.run, [shop.ended()])
        journal.seal(shop.run)
        yield _Database(database, journal, shop.run)
        journal.close()


@pytest.fixture(scope="module", params=["database", "file"])
def place(request, in_database, tmp_path_factory):
    if request.param == "database":
        return in_database
    in_database.verdict(*untouched(in_database))
    path = tmp_path_factory.mktemp("sealed") / "run.jsonl"
    export(in_database.journal, in_database.run, path)
    return _File(path.read_bytes(), in_database.stored)


def untouched(place):
    return [one.data for one in place.stored], [one.hash for one in place.stored]


def named(verdict):
    return {(f.id, f.stream, seq) for f in verdict.findings for seq in range(f.seq, f.last + 1)}


def key(place, k):
    return place.stored[k].stream, place.stored[k].seq


# hypothesis draws the end, the seams of the segments and the opening as often as everything between
where = st.sampled_from([0, SEGMENT - 1, SEGMENT, ENTRIES - 2, ENTRIES - 1]) | st.integers(0, ENTRIES - 1)
thorough = settings(max_examples=40, deadline=None)


def flipped(data, old):
    at = data.draw(st.integers(0, len(old) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != old[at]))
    return old[:at] + bytes([byte]) + old[at + 1 :]


def test_what_was_not_touched_is_sound(place):
    verdict = place.verdict(*untouched(place))
    assert (verdict.ok, verdict.sealed, verdict.entries, verdict.streams) == (True, True, ENTRIES, STREAMS)


@thorough
@given(data=st.data(), k=where)
def test_a_changed_entry_is_named_the_seal_too(place, data, k):
    lines, hashes = untouched(place)
    lines[k] = flipped(data, lines[k])
    found = named(place.verdict(lines, hashes))
    if b"\n" in lines[k]:  # one entry became two pieces
        assert ("journal.altered", *key(place, k)) in found
    else:  # the opening also says what the materials are
        also = {("journal.material_altered", "", 0)} if k == 0 else set()
        assert found - also == {("journal.altered", *key(place, k))}


@thorough
@given(data=st.data(), k=where)
def test_a_changed_recorded_hash_is_named(place, data, k):
    lines, hashes = untouched(place)
    hashes[k] = flipped(data, hashes[k])
    assert named(place.verdict(lines, hashes)) == {("journal.altered", *key(place, k))}


@thorough
@given(k=where, to=where)
def test_two_entries_exchanged_are_named(place, k, to):
    lines, hashes = untouched(place)
    lines[k], lines[to] = lines[to], lines[k]
    found = named(place.verdict(lines, hashes))
    if abs(k - to) > 2:
        assert found == {("journal.reordered", *key(place, one)) for one in (k, to)}
    else:  # which of neighbours moved, nobody can say
        assert {id for id, _stream, _seq in found} == ({"journal.reordered"} if k != to else set())


@thorough
@given(gone=st.sets(where, min_size=1, max_size=4))
def test_deleted_entries_are_named(place, gone):
    lines, hashes = untouched(place)
    for k in gone:
        lines[k] = None
    last = max(k for k in range(ENTRIES) if k not in gone)
    expected = {("journal.missing" if k < last else "journal.cut_off", *key(place, k)) for k in gone}
    assert named(place.verdict(lines, hashes)) == expected


@thorough
@given(data=st.data())
def test_a_changed_index_is_noticed(in_database, data):
    """Bytes and hashes are all what was sealed, but the index gives them to others."""
    spans = [[[*span] for span in part] for part in in_database.spans]
    part = data.draw(st.sampled_from(spans))
    a, b = data.draw(st.lists(st.integers(0, len(part) - 1), min_size=2, max_size=2, unique=True))
    match data.draw(st.sampled_from(["exchange", "rename", "shift", "stretch"])):
        case "exchange":
            part[a], part[b] = part[b], part[a]
        case "rename":
            part[a][0] = data.draw(st.sampled_from([SHOP, "till-1", "till-2", ""]))
        case "shift":
            part[a][1] += data.draw(st.sampled_from([-1, 1, 2, 500]))
        case "stretch":
            part[a][2], part[b][2] = part[a][2] + 1, part[b][2] - 1
    verdict = in_database.verdict(*untouched(in_database), spans)
    assert verdict.ok == (spans == in_database.spans)


def resealed(place, **changed):
    """The run under a seal that says otherwise; its own recorded hash fits its bytes."""
    lines, hashes = untouched(place)
    seal = decode(lines[-1])
    before = max(k for k, one in enumerate(place.stored[:-1]) if one.stream == SHOP)
    lines[-1] = encode(msgspec.structs.replace(seal, what=msgspec.structs.replace(seal.what, **changed)))
    hashes[-1] = sha256(hashes[before] + lines[-1]).digest()
    return lines, hashes


@pytest.mark.parametrize(
    ("changed", "id"),
    [
        ({"content": "0" * 64}, "journal.altered"),
        ({"content": "?"}, "journal.altered"),
        ({"order": "0" * 64}, "journal.reordered"),
        ({"order": ""}, "journal.index_damaged"),
    ],
)
def test_a_seal_that_vouches_for_something_else_is_named(place, changed, id):
    (finding,) = place.verdict(*resealed(place, **changed)).findings
    seal = (SHOP, 3, ENTRIES) if id != "journal.index_damaged" else ("", 0, 0)
    assert (finding.id, finding.stream, finding.seq, finding.line) == (id, *seal)


def test_a_seal_without_content_is_verified_entry_by_entry(place):
    lines, hashes = resealed(place, content="")
    verdict = place.verdict(lines, hashes)
    assert (verdict.ok, verdict.sealed, verdict.streams) == (True, True, STREAMS)
    for k in (0, 1, 600, ENTRIES - 1):
        changed = [*lines]
        changed[k] = lines[k].replace(b'"at":', b'"at":1')
        assert named(place.verdict(changed, hashes)) == {("journal.altered", *key(place, k))}


@pytest.mark.parametrize("size", [1, 2, 7, SEGMENT, ENTRIES])
def test_a_seal_fits_however_the_run_is_cut(in_database, size):
    parts = list(segments_of(in_database.stored, size))
    run = in_database.run
    assert vouched(run, parts) == STREAMS
    assert linked(run, parts) == STREAMS
    assert linked(run, parts, sealed=True) is None  # with a content, it is not enough that the chain comes out
    assert vouched("run-2", parts) is None
    assert vouched(run, segments_of(in_database.stored[:-1], size)) is None


@pytest.mark.parametrize(
    ("sql", "entry"),
    [
        ("UPDATE entries SET data = replace(data, 'good-3', 'good-4') WHERE position = 6", ("till-2", 3)),
        ("UPDATE entries SET hash = zeroblob(32) WHERE position = 5", ("till-1", 2)),
    ],
)
def test_what_was_changed_before_the_sealing_is_not_vouched_for(database, sql_journal, shop, sql, entry):
    shop.played(sql_journal, 5)
    with database.write() as connection:
        connection.exec_driver_sql(sql)
    sql_journal.seal(shop.run)
    *_others, seal = sql_journal.read(shop.run)
    assert seal.what.content == ""
    assert named(verify_run(sql_journal, shop.run)) == {("journal.altered", *entry)}
